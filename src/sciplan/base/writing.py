"""Writing files whole or not at all."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.files import reason
from sciplan.base.problem import first_few

WRITTEN: list[str] = []
"""What this run has written so far: whoever breaks it off is told."""
_LISTED = 5
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Staged(NamedTuple):
    """A file that is written, beside the one whose place it will take.

    Args:
        path: The file as the user named it.
        target: Where it will stand; links are followed.
        beside: Where its content stands now; None for what can't be replaced, as a device.
        content: Its content.
        in_place: Whether it is written into the file that is there, for that to keep its owner or
            its other names.
    """

    path: str
    target: Path
    beside: Path | None
    content: bytes
    in_place: bool = False


def broken_off() -> str:
    """Return what is told to the one who broke a run off."""
    return f"已中断；{written_so_far()}".rstrip("；") if WRITTEN else "已中断，没有写入"


def written_so_far() -> str:
    """Return which files were written, as a part of a sentence; empty for none."""
    if not WRITTEN:
        return ""
    return f"已经写入的：{first_few(WRITTEN, _LISTED, '个')}；"


def write_whole(path: str, content: bytes) -> None:
    """Write a file whole or not at all: a temporary file beside it, then a rename.

    Raises:
        SciplanError: It can't be written; whatever was there before is untouched.
    """
    staged = stage(path, content)
    try:
        put(staged)
    finally:
        discard(staged)


def stage(path: str, content: bytes) -> Staged:
    """Write a file's content beside it, so that nothing but a rename is left to do.

    Raises:
        SciplanError: It can't be written, or the file that is there may only be read.
    """
    given = Path(path)
    try:
        if given.exists() and not given.is_file():
            return Staged(path, given, None, content)
        target = Path(os.path.realpath(path))  # a link stays a link
        refuse_read_only(path)
        # tempfile takes 5 ms to import, and most runs write no file.
        import tempfile

        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".sciplan-")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            in_place = not _stands_in_for(beside, target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise SciplanError(f"写不了 {path}：{reason(error)}") from error
    return Staged(path, target, beside, content, in_place)


def put(staged: Staged) -> None:
    """Put a staged file in its place.

    Raises:
        SciplanError: It can't be put there.
    """
    try:
        if staged.beside is None:
            _write_into(staged.target, staged.content)
        elif staged.in_place:
            _write_over(staged, staged.beside)
        else:
            staged.beside.replace(staged.target)
    except (OSError, ValueError) as error:
        raise SciplanError(f"写不了 {staged.path}：{reason(error)}") from error
    WRITTEN.append(staged.path)


def discard(staged: Staged) -> None:
    """Remove what a staged file left beside its place."""
    if staged.beside:
        with suppress(OSError):
            staged.beside.unlink(missing_ok=True)


def refuse_read_only(path: str) -> None:
    """Refuse to replace a file that may only be read, though its folder would let one.

    Raises:
        SciplanError: It may only be read.
    """
    target = Path(path)
    if target.is_file() and not (target.stat().st_mode & _WRITABLE and os.access(target, os.W_OK)):
        raise SciplanError(f"写不了 {path}：文件是只读的；请先去掉只读，再来一次")


def refuse_other_names(path: str) -> None:
    """Refuse to change a file that has other names.

    A new file in its place would leave them the old content; writing into it may stop half way.

    Raises:
        SciplanError: It has hard links.
    """
    names = Path(path).stat().st_nlink
    if names > 1:
        raise SciplanError(
            f"写不了 {path}：它有 {names} 个硬链接，就地改写一旦中断，文件就不完整；请另存一份再改"
        )


def _write_into(target: Path, content: bytes) -> None:
    """Write to what can't be replaced: a device such as /dev/stdout; a folder fails here."""
    with target.open("wb") as file:
        file.write(content)


def _write_over(staged: Staged, beside: Path) -> None:
    """Write into the file itself; a write that fails leaves the whole content beside it."""
    try:
        with staged.target.open("r+b") as file:
            file.write(staged.content)
            file.truncate()
    except OSError as error:
        kept = staged.target.with_name(f"{staged.target.name}.未写完")
        beside.replace(kept)
        raise SciplanError(
            f"{staged.path} 只写了一部分：{reason(error)}；完整的内容在 {kept}，请用它替换"
        ) from error


def _stands_in_for(beside: Path, target: Path) -> bool:
    """Give a new file the permissions and the owner of the one that is there.

    Returns:
        Whether it can take its place: not where the owner can't be given, nor where the file has
        other names (hard links), which would go on leading to the old content.
    """
    if not target.exists():
        beside.chmod(_usual_mode())
        return True
    there, here = target.stat(), beside.stat()
    if there.st_nlink > 1:
        return False
    if (there.st_uid, there.st_gid) != (here.st_uid, here.st_gid):
        try:
            os.chown(beside, there.st_uid, there.st_gid)
        except (OSError, AttributeError):
            return False
    beside.chmod(there.st_mode & 0o777)
    return True


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
