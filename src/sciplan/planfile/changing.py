"""One change of a plan file: asked about and written, once the user has seen it."""

import stat
from collections.abc import Sequence
from pathlib import Path

from sciplan.base import files
from sciplan.base.asking import agreed, can_ask
from sciplan.base.errors import SciplanError
from sciplan.base.files import TextFile
from sciplan.base.streams import say
from sciplan.planfile import edit
from sciplan.planfile.edit import Edit

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def carry_out(path: str, file: TextFile, text: str, edits: Sequence[Edit], *, yes: bool) -> int:
    """Write a changed plan file, unless the user says no.

    Args:
        path: The file.
        file: The file as it was read.
        text: Its text, to which the edits belong.
        edits: What changes.
        yes: Write without asking.

    Returns:
        The exit code: 0 where nothing was to change or it was written, 1 where it was not.

    Raises:
        SciplanError: The file can't be written, or another program changed it meanwhile.
    """
    if not edits:
        return 0
    if not Path(path).stat().st_mode & _WRITABLE:
        raise SciplanError(f"写不了 {path}：文件是只读的；请先去掉只读，再来一次")
    if not yes and not _agreed(path):
        return 1
    # The question may have stood there for long.
    if files.read_file(path) != file:
        raise SciplanError(f"{path} 刚被别的程序改过，没有写入；请重来一次")
    files.write_whole(path, file.encoded(edit.apply(text, edits)))
    say(f"已写入 {path}")
    return 0


def _agreed(path: str) -> bool:
    if not can_ask():
        say("没有写入；确认无误后加 --yes 写入")
        return False
    if agreed(f"写入 {path} 吗？"):
        return True
    say("没有写入")
    return False
