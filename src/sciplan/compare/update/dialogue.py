"""One run of an update: show what changes or what is wrong, ask, write."""

from collections.abc import Callable
from functools import partial

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.streams import say, write_out
from sciplan.checks import validation
from sciplan.compare.update.updating import RefusedError, Update, update
from sciplan.planfile.changing import Change, Consent, carry_out
from sciplan.planfile.textdiff import unified


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
    return carry_out(path, file, Change(found.text, found.edits, found.removed), consent)


def _reported(look: Callable[[], Update], source: str, path: str, report: str) -> Update:
    """Return what the sheet does to the file, its problems written down by a reporter."""
    try:
        found = look()
    except RefusedError as error:
        validation.send(error.problems, [path, source], report, None)
        raise SciplanError(error.end) from error
    validation.send([], [path, source], report, None)
    return found
