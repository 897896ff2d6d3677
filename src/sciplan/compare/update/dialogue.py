"""One run of an update: show what changes or what is wrong, ask, write."""

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.streams import say, write_out
from sciplan.checks import validation
from sciplan.compare.update.updating import RefusedError, Update, update
from sciplan.planfile.changing import carry_out
from sciplan.planfile.textdiff import unified


def bring_up(source: str, path: str, *, yes: bool, report: str | None = None) -> int:
    """Bring a plan file up to an edited data sheet, unless the user says no.

    Args:
        source: The sheet.
        path: The plan file.
        yes: Write without asking.
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
    if report:
        found = _reported(raw, source, file.text, path, report)
    else:
        found = update(raw, source, file.text, path)
        write_out(unified(path, found.text, found.edits))
    for line in found.summary:
        say(line)
    return carry_out(path, file, found.text, found.edits, yes=yes)


def _reported(raw: bytes, source: str, text: str, path: str, report: str) -> Update:
    """Return what the sheet does to the file, its problems written down by a reporter."""
    try:
        found = update(raw, source, text, path)
    except RefusedError as error:
        validation.send(error.problems, [path, source], report, None)
        raise SciplanError(error.end) from error
    validation.send([], [path, source], report, None)
    return found
