"""What a person meets in the folder: the launchers and 说明.txt."""

import re
from pathlib import Path

from bundling.platforms import PYTHON, Platform
from bundling.wheels import Wheel

# cmd.exe reads a batch file in the console's code page, so these hold ASCII only.
_CMD = r"""
@echo off
"%~dp0python\python.exe" %SCIPLAN_UTF8% -m sciplan %*
exit /b %errorlevel%
"""
# Without PowerShell a plain prompt is left. The script of completion is read as text, since the
# usual policy runs no script that was downloaded.
_PROMPT = r"""
@echo off
chcp 65001 >nul
title sciplan
set "SCIPLAN_HOME=%~dp0"
set "SCIPLAN_UTF8=-X utf8"
set "PATH=%~dp0;%PATH%"
if exist "%USERPROFILE%\Documents" cd /d "%USERPROFILE%\Documents"
where powershell.exe >nul 2>nul
if errorlevel 1 goto plain
powershell.exe -NoLogo -NoExit -Command ". ([ScriptBlock]::Create((Get-Content -Raw -Encoding UTF8 -LiteralPath (Join-Path $env:SCIPLAN_HOME 'completion.ps1'))))"
exit /b 0
:plain
cmd.exe /k sciplan.cmd
"""  # noqa: E501 - one command
_POWERSHELL_HEAD = """\
# Read by the launcher: Chinese to and from sciplan as UTF-8, and completion by Tab.
$OutputEncoding = [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
"""
_SH = """
#!/bin/sh
# Finds its own folder, wherever it was carried and through links.
here=$(CDPATH='' cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd -P) || exit 2
exec "$here/python/bin/python{series}" -I -B -m sciplan "$@"
"""
_ENVIRONMENT = """
# 在终端里执行：. ./环境.sh    之后直接输入 sciplan，按 Tab 键补全。
if [ -n "$BASH_VERSION" ]; then
  SCIPLAN_HOME=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
else
  SCIPLAN_HOME=$(pwd -P)
fi
PATH="$SCIPLAN_HOME:$PATH"
export PATH
if [ -n "$BASH_VERSION" ]; then
  . "$SCIPLAN_HOME/completion.bash"
fi
"""
_README = """
sciplan {version}（{system}）

一、这是什么
方案责任矩阵：一份方案里谁牵头、谁配合，随时查，印成开会用的材料。
本文件夹自带所需的一切，不用安装，不用联网，不用管理员权限，不改动系统。

二、怎么用
1. 把整个文件夹拷到电脑上，放在哪里都行，路径里可以有汉字和空格。
{start}
3. 输入 sciplan 看方案概况，输入 sciplan 职责 市科协 查一个单位，
   输入 sciplan --help 看全部命令。输入一半按 Tab 键可以补全。
4. 自己的方案：sciplan 导入 方案.docx -o plan.yaml，以后的命令加 -p plan.yaml。
5. 出材料：sciplan 导出 材料，文件写进当前目录下的“材料”文件夹。

三、遇到问题
输入 sciplan 环境检查，把显示的内容发给维护人员。
{limits}
四、删除
不用时删掉整个文件夹即可。

五、组件
组件和许可见“组件清单.txt”，许可全文在 {site} 里各组件的 dist-info 文件夹和 python 文件夹中。
"""
_START = {
    True: "2. 双击“打开命令行.cmd”，出现黑色或蓝色窗口。",
    False: "2. 在文件夹里打开终端，输入 . ./环境.sh 回车（点、空格、点斜杠）。",
}
_LIMITS = {
    True: "需要 64 位的 Windows 10 或更新的 Windows。\n",
    False: """\
需要 {machine} 处理器，glibc {glibc} 或更新的系统
（统信 UOS 20、银河麒麟 V10 是 2.28）。
""",
}
_BOM = b"\xef\xbb\xbf"


def write(folder: Path, platform: Platform, version: str, glibc: str) -> None:
    """Write the launchers and 说明.txt of a platform."""
    machine = platform.name.partition("-")[2]
    text = _README.lstrip("\n").format(
        version=version,
        system="Windows 64 位" if platform.windows else f"Linux {machine}",
        start=_START[platform.windows],
        limits=_LIMITS[platform.windows].format(glibc=glibc, machine=machine),
        site=platform.site,
    )
    if platform.windows:
        (folder / "说明.txt").write_bytes(_BOM + _crlf(text))
        (folder / "sciplan.cmd").write_bytes(_crlf(_CMD.lstrip("\n")))
        (folder / "打开命令行.cmd").write_bytes(_crlf(_PROMPT.lstrip("\n")))
        script = _POWERSHELL_HEAD + _completion("powershell")
        (folder / "completion.ps1").write_bytes(_BOM + _crlf(script))
        return
    (folder / "说明.txt").write_text(text, encoding="utf-8")
    launcher = folder / "sciplan"
    series = f"{PYTHON[0]}.{PYTHON[1]}"
    launcher.write_text(_SH.lstrip("\n").format(series=series), encoding="utf-8")
    launcher.chmod(0o755)
    (folder / "环境.sh").write_text(_ENVIRONMENT.lstrip("\n"), encoding="utf-8")
    (folder / "completion.bash").write_text(_completion("bash"), encoding="utf-8")


def _completion(shell: str) -> str:
    """Return the script that Typer has for a shell."""
    from typer._completion_shared import get_completion_script

    script = get_completion_script(
        prog_name="sciplan", complete_var="_SCIPLAN_COMPLETE", shell=shell
    )
    return script.strip() + "\n"


def _crlf(text: str) -> bytes:
    return re.sub(r"\r?\n", "\r\n", text).encode()


def list_parts(folder: Path, wheels: list[Wheel], python: str, windows: bool) -> None:
    """Write 组件清单.txt: each part's version, licence, and the hash of what it came from."""
    rows = [f"{wheel.name} {wheel.version}\t{wheel.licence()}\t{_told(wheel)}" for wheel in wheels]
    lines = ["组件\t许可\t来源文件和 SHA-256", python, *rows]
    text = "\n".join(lines) + "\n"
    path = folder / "组件清单.txt"
    path.write_bytes(_BOM + _crlf(text) if windows else text.encode())


def _told(wheel: Wheel) -> str:
    return f"{wheel.path.name} {wheel.sha256}"
