"""One change of a plan file: asked about and written, once the user has seen it."""

from collections.abc import Sequence

from sciplan.base import replacing
from sciplan.base.asking import agreed, can_ask
from sciplan.base.files import TextFile
from sciplan.base.streams import say
from sciplan.base.writing import refuse_read_only
from sciplan.planfile import edit
from sciplan.planfile.edit import Edit


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
    refuse_read_only(path)
    if not yes and not _agreed(path):
        return 1
    # The question may have stood there for long: what is replaced is what was read.
    replacing.replace(path, file, edit.apply(text, edits))
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
