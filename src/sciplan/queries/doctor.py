"""What this installation has and lacks, fit to be pasted in an issue."""

import os
import platform
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from sciplan import __version__
from sciplan.base import files, fonts
from sciplan.base.answer import Answer, Column, Part, Records
from sciplan.base.errors import SciplanError
from sciplan.base.extras import EXTRAS, install_command, requirements, versions
from sciplan.base.width import pad, width
from sciplan.plan.model import Plan
from sciplan.plan.style import style_of
from sciplan.planfile.load import load

COLUMNS = (
    Column(key="group", title="类别"),
    Column(key="item", title="项目"),
    Column(key="state", title="状况"),
    Column(key="good", title="齐备", holds=bool | None),
    Column(key="remedy", title="办法"),
)
_FONTS = "字体"
_NOTES = {_FONTS: ("会议材料里写明这些字体；打开文件的电脑上没有的，会换成别的。",)}
_SHEET_FONT = "宋体"
"""What spreadsheets count the width of their columns in."""
_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG", "PYTHONUTF8", "PYTHONIOENCODING")


class Fact(NamedTuple):
    """Something that the installation has or lacks.

    Args:
        group: What it belongs to, in Chinese.
        item: What it is.
        state: How it is.
        good: Whether that is as it should be; None where it is neither.
        remedy: A command that puts it right.
    """

    group: str
    item: str
    state: str
    good: bool | None = None
    remedy: str = ""


def facts(given: Sequence[str]) -> list[Fact]:
    """Return all there is to tell.

    Args:
        given: Plan files and folders that the command line names.
    """
    plan, about_plan = _plan(given)
    found = [*_program(), *_extras(), *_terminal(), *_fonts(plan), *about_plan]
    return [
        fact._replace(
            item=_at_home(fact.item, "~"),
            state=_at_home(fact.state, "~"),
            remedy=_at_home(fact.remedy, _HOME),
        )
        for fact in found
    ]


def answer(found: Sequence[Fact]) -> Answer:
    """Return the facts as lines under headings, each command on a line of its own."""
    size = max(width(fact.item) for fact in found)
    parts = tuple(
        Part(
            title=group,
            lead=tuple(line for fact in members for line in _lines(fact, size)),
            notes=_NOTES.get(group, ()),
        )
        for group, members in groupby(found, key=lambda fact: fact.group)
    )
    return Answer(heading="sciplan 环境检查", parts=parts, records=Records.of(COLUMNS, found))


def _lines(fact: Fact, size: int) -> Iterator[str]:
    yield f"  {pad(fact.item, size)}  {fact.state}"
    if fact.remedy:
        yield f"    {fact.remedy}"


# "~" in double quotes means nothing to a shell: a command has to name the variable.
_HOME = "%USERPROFILE%" if os.name == "nt" else "$HOME"


def _at_home(text: str, short: str) -> str:
    """Return a text without the name of whose home folder it is."""
    try:
        home = str(Path.home())
    except RuntimeError:  # a user without one
        return text
    return re.sub(rf"{re.escape(home)}(?![\w.-])", lambda _: short, text) if home[1:] else text


def _program() -> Iterator[Fact]:
    group = "程序"
    yield Fact(group, "sciplan", f"{__version__}，{Path(files.__file__).parents[1]}")
    yield Fact(group, "Python", f"{platform.python_version()}，{sys.executable}")
    yield Fact(group, "系统", platform.platform())
    for name, version in versions(requirements()).items():
        yield Fact(group, name, version or "没有装", bool(version))


def _extras() -> Iterator[Fact]:
    for extra, about in EXTRAS.items():
        found = versions(requirements(extra))
        lacking = [name for name, version in found.items() if not version]
        listed = "、".join(f"{name} {version}" for name, version in found.items() if version)
        state = f"缺 {'、'.join(lacking)}，装上：" if lacking else f"齐备（{listed}）"
        if not found:
            state = "不知道：sciplan 没有安装，是从源码目录运行的"
        remedy = install_command(extra) if lacking else ""
        yield Fact("组件", extra, f"{about}：{state}", bool(found) and not lacking, remedy)


def _terminal() -> Iterator[Fact]:
    import locale

    group = "终端"
    for name, stream in (("标准输出", sys.stdout), ("标准错误", sys.stderr)):
        kind = "终端" if stream.isatty() else "管道或文件"
        yield Fact(group, name, f"{kind}，编码 {stream.encoding}")
    said = [f"{name}={value}" for name in _LOCALE if (value := os.environ.get(name))]
    yield Fact(group, "系统编码", "，".join([locale.getencoding(), *said]))
    columns, lines = os.get_terminal_size() if sys.stdout.isatty() else (0, 0)
    if columns:
        yield Fact(group, "大小", f"{columns} 列，{lines} 行")


def _fonts(plan: Plan | None) -> Iterator[Fact]:
    group = _FONTS
    style = style_of(plan.papers if plan else None)
    named = (style.title_font, style.heading_font, style.subheading_font, style.body_font)
    here = fonts.installed()
    for font in dict.fromkeys((*named, _SHEET_FONT)):
        good = fonts.has(font, here) if here else None
        yield Fact(group, font, {True: "有", False: "没有", None: "查不了"}[good], good)


def _plan(given: Sequence[str]) -> tuple[Plan | None, list[Fact]]:
    """Return the plan that would answer, and what is to be told of it."""
    group = "方案"
    try:
        paths, shipped = files.plan_files(given)
        why = _reason(given, shipped=shipped)
        read = [(path, *_read(path)) for path in paths]
    except SciplanError as error:
        return None, [Fact(group, "文件", error.message, good=False)]
    plan = next((plan for _, plan, _ in read if plan), None)
    told = [Fact(group, path, state, good=plan is not None) for path, plan, state in read]
    return plan, [Fact(group, "由来", why), *told]


def _reason(given: Sequence[str], *, shipped: bool) -> str:
    if given:
        return "命令行的 -p"
    if os.environ.get(files.ENVIRONMENT):
        return f"环境变量 {files.ENVIRONMENT}"
    here = Path.cwd()
    if shipped:
        return f"{here} 和上级文件夹里没有方案文件，用随软件附带的"
    return f"从 {here} 起向上找到的第一个"


def _read(path: str) -> tuple[Plan | None, str]:
    try:
        loaded = load(files.read_text(path), path)
    except SciplanError as error:
        return None, error.message
    if loaded.plan is None:
        return None, f"有 {len(loaded.problems)} 个错误，不能用；查看：sciplan validate {path}"
    plan = loaded.plan
    counts = f"举措 {len(plan.entries)} 项，单位 {len(plan.units)} 个"
    return plan, f"《{plan.head.title}》，{counts}"
