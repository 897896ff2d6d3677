"""One change of a file, a plan or one beside it: asked about and written, once it was seen."""

from collections.abc import Sequence
from typing import NamedTuple

from sciplan.base import replacing
from sciplan.base.asking import agreed, answered, can_ask
from sciplan.base.files import TextFile
from sciplan.base.streams import say
from sciplan.planfile import edit
from sciplan.planfile.spans import Edit


class Consent(NamedTuple):
    """What the user said beforehand.

    Args:
        yes: To write without asking.
        remove_missing: That what a sheet doesn't list goes.
        removals: How many measures that are; None where it was not said.
        dry_run: To show only.
    """

    yes: bool = False
    remove_missing: bool = False
    removals: int | None = None
    dry_run: bool = False


class Change(NamedTuple):
    """What is to change.

    Args:
        text: The file's text, to which the edits belong.
        edits: What changes of it.
        removed: How many measures go.
    """

    text: str
    edits: Sequence[Edit]
    removed: int = 0


def carry_out(path: str, file: TextFile | None, change: Change, consent: Consent) -> int:
    """Write a changed file, unless the user says no.

    Args:
        path: The file.
        file: The file as it was read; None where it is to be made.
        change: What changes.
        consent: What the user said beforehand.

    Returns:
        The exit code: 0 where nothing was to change or it was written, 1 where it was not.

    Raises:
        SciplanError: The file can't be written, or another program changed it meanwhile.
    """
    if not change.edits:
        return 0
    if consent.dry_run:
        return int(not _unwritten("--dry-run 只显示"))
    replacing.refuse_in_place(path)
    if not _agreed(path, consent, change.removed if consent.remove_missing else 0):
        return 1
    # The question may have stood there for long: what is replaced is what was read.
    text = edit.apply(change.text, change.edits)
    if file is None:
        replacing.create(path, text)
    else:
        replacing.replace(path, file, text)
    say(f"已写入 {path}")
    return 0


def _agreed(path: str, consent: Consent, removed: int) -> bool:
    """Whether the user agrees; to what goes without evidence, by its number."""
    if consent.removals is not None and consent.removals != removed:
        return _unwritten(f"--removals 写作 {consent.removals}，会删去的是 {removed} 项举措")
    counted = not removed or consent.removals is not None
    if consent.yes and counted:
        return True
    if not can_ask():
        more = "" if counted else f" --removals {removed}"
        return _unwritten(f"确认无误后加 --yes{more} 写入")
    if counted:
        return agreed(f"写入 {path} 吗？") or _unwritten()
    question = f"{path} 会删去 {removed} 项举措；确要写入，请输入这个数目："
    return answered(question) == str(removed) or _unwritten()


def _unwritten(why: str = "") -> bool:
    say(f"没有写入；{why}" if why else "没有写入")
    return False
