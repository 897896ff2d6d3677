"""Files as git keeps them. The git program is asked, never its files read."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from sciplan.base.errors import SciplanError
from sciplan.base.files import MAX_BYTES

_PATIENCE = 60
"""Seconds that git may take for one answer."""
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
}
"""Nothing is asked, written or fetched."""


class NoObjectError(SciplanError):
    """What was named is not in the repository."""


def resolved(folder: Path, name: str) -> str:
    """Return the id of what a revision, or `REV:PATH`, names.

    Args:
        folder: Where git is asked; paths that begin with ./ are told from here.
        name: As a git user types it.

    Raises:
        NoObjectError: Git knows none.
        SciplanError: There is no git, or no repository.
    """
    # Behind --end-of-options nothing is taken for an option, whatever it begins with.
    asked = _asked(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if asked.returncode:
        _refuse_elsewhere(folder)
        raise NoObjectError(f"git 里没有 {name}")
    return asked.stdout.decode(errors="replace").strip()


def merge_base(folder: Path, one: str, other: str) -> str:
    """Return the id of the commit where two parted, as `A...B` means it.

    Args:
        folder: Where git is asked.
        one: Id of a commit.
        other: Id of another.

    Raises:
        NoObjectError: They have nothing in common.
    """
    asked = _asked(folder, "merge-base", one, other)
    if asked.returncode:
        raise NoObjectError("git 里这两个版本没有共同的祖先（浅克隆的仓库里也会这样）")
    return asked.stdout.decode().strip()


def content(folder: Path, ident: str, name: str) -> bytes:
    """Return a file's content.

    Args:
        folder: Where git is asked.
        ident: The file's id, as `resolved` gives it.
        name: What it is called in messages.

    Raises:
        SciplanError: It is too large, or can't be had.
    """
    size = _asked(folder, "cat-file", "-s", ident)
    if size.returncode == 0 and int(size.stdout) > MAX_BYTES:
        raise SciplanError(f"{name} 超过 {MAX_BYTES // 1024 // 1024} MB，不像是方案文件")
    asked = _asked(folder, "cat-file", "blob", ident)
    if asked.returncode:
        raise SciplanError(f"git 取不出 {name}：{_said(asked)}")
    return asked.stdout


def names_in(folder: Path, ident: str) -> Mapping[str, str] | None:
    """Return the files right in a folder, name → id; None where the id is that of a file.

    Args:
        folder: Where git is asked.
        ident: As `resolved` gives it.

    Raises:
        SciplanError: It can't be had.
    """
    kind = _asked(folder, "cat-file", "-t", ident).stdout.decode().strip()
    if kind == "blob":
        return None
    asked = _asked(folder, "ls-tree", "-z", ident)
    if asked.returncode:
        raise SciplanError(f"git 列不出文件：{_said(asked)}")
    found: dict[str, str] = {}
    for line in asked.stdout.decode(errors="surrogateescape").split("\0"):
        facts, _, name = line.partition("\t")
        if name and facts.split()[1] == "blob":
            found[name] = facts.split()[2]
    return found


def is_tracked(path: str) -> bool:
    """Whether git keeps a file; False too where there is no git, or no repository."""
    file = Path(path)
    try:
        asked = _asked(file.parent, "ls-files", "--error-unmatch", "--", file.name)
    except SciplanError:
        return False
    return asked.returncode == 0


def _refuse_elsewhere(folder: Path) -> None:
    inside = _asked(folder, "rev-parse", "--is-inside-work-tree", "--is-bare-repository")
    if not inside.returncode:
        return
    said = _said(inside)
    if "dubious ownership" in said:
        raise SciplanError(
            f"git 不肯读 {folder}：文件夹属于别的用户；确认可靠后执行 "
            "git config --global --add safe.directory 文件夹"
        )
    raise SciplanError(f"{folder} 不在 git 仓库里，没有版本可比；请写两个文件：sciplan diff 旧 新")


def _said(asked: "subprocess.CompletedProcess[bytes]") -> str:
    return asked.stderr.decode(errors="replace").strip().removeprefix("fatal: ")


def _asked(folder: Path, *args: str) -> "subprocess.CompletedProcess[bytes]":
    program = shutil.which("git")
    if program is None:
        raise SciplanError("这台机器没有 git，不能取旧版本；请写两个文件：sciplan diff 旧 新")
    try:
        return subprocess.run(  # noqa: S603
            # A repository may set a program that tells git what changed; it is not run.
            [program, "--no-pager", "-c", "core.fsmonitor=false", *args],
            cwd=folder,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise SciplanError(f"git 过了 {_PATIENCE} 秒没有回答") from error
    except (OSError, ValueError) as error:
        raise SciplanError("git 没有运行起来；版本或路径里有不能用的字符时也会这样") from error
