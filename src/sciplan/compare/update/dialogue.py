"""One run of an update: show what changes or what is wrong, ask, write."""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from sciplan.base import files, replacing
from sciplan.base.errors import SciplanError
from sciplan.base.marks import one_width
from sciplan.base.streams import say, write_out
from sciplan.base.writing import refuse_read_only
from sciplan.checks import validation
from sciplan.compare.update.updating import RefusedError, Update, update
from sciplan.planfile import edit
from sciplan.planfile.textdiff import unified

_YES = frozenset({"y", "yes", "是", "好"})


class Consent(NamedTuple):
    """What the user said beforehand.

    Args:
        yes: To write without asking.
        remove_missing: That what the sheet doesn't list goes.
        removals: How many measures that are; None where it was not said.
    """

    yes: bool = False
    remove_missing: bool = False
    removals: int | None = None


def bring_up(source: str, path: str, consent: Consent, report: str | None = None) -> int:
    """Bring a plan file up to an edited data sheet, unless the user says no.

    Args:
        source: The sheet.
        path: The plan file.
        consent: What the user said beforehand.
        report: A reporter's name: what is wrong then stands on stdout in place of what changes.

    Returns:
        The exit code: 0 where nothing was to change or it was written, 1 where it was not.

    Raises:
        SciplanError: Either can't be read, the sheet can't be taken, or the file can't be written.
    """
    if not path:
        raise SciplanError("--update 后面要写方案文件，如 --update data/plan.yaml")
    file = files.read_file(path)
    raw = files.read_bytes(source)
    look = partial(update, raw, source, file.text, path, remove_missing=consent.remove_missing)
    if report:
        found = _reported(look, source, path, report)
    else:
        found = look()
        write_out(unified(path, found.text, found.edits))
    for line in found.summary:
        say(line)
    if not found.edits:
        return 0
    refuse_read_only(path)
    if not _agreed(path, found, consent):
        return 1
    # The question may have stood there for long: what is replaced is what was read.
    replacing.replace(path, file, edit.apply(found.text, found.edits))
    say(f"已写入 {path}")
    return 0


def _reported(look: Callable[[], Update], source: str, path: str, report: str) -> Update:
    """Return what the sheet does to the file, its problems written down by a reporter."""
    try:
        found = look()
    except RefusedError as error:
        validation.send(error.problems, [path, source], report, None)
        raise SciplanError(error.end) from error
    validation.send([], [path, source], report, None)
    return found


def _agreed(path: str, found: Update, consent: Consent) -> bool:
    """Whether the user agrees; to what goes without evidence, by its number."""
    removed = found.removed if consent.remove_missing else 0
    if consent.removals is not None and consent.removals != removed:
        return _unwritten(f"--removals 写作 {consent.removals}，会删去的是 {removed} 项举措")
    counted = not removed or consent.removals is not None
    if consent.yes and counted:
        return True
    if not _is_watched():
        more = "" if counted else f" --removals {removed}"
        return _unwritten(f"确认无误后加 --yes{more} 写入")
    if counted:
        return _asked(f"写入 {path} 吗？[y/N] ").lower() in _YES or _unwritten()
    question = f"{path} 会删去 {removed} 项举措；确要写入，请输入这个数目："
    return _asked(question) == str(removed) or _unwritten()


def _is_watched() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    with suppress(UnicodeDecodeError):  # no word of any language: no
        return one_width(sys.stdin.readline()).strip()
    return ""


def _unwritten(why: str = "") -> bool:
    say(f"没有写入；{why}" if why else "没有写入")
    return False
