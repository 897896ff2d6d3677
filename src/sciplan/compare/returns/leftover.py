"""What a file holds beside the form's table: a second table that is filled in, added columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sciplan.base.problem import Location, Problem, Severity, shortened
from sciplan.compare.sheetgrid import SheetGrid, grid_at
from sciplan.compare.values import Unread, text_of
from sciplan.documents.readers.sheet import Sheet
from sciplan.papers.forms import FormKind

OTHER_SHEET = "other-sheet"


def leftover(
    others: Iterable[tuple[Sheet, int]],
    taken: SheetGrid,
    kind: FormKind,
    titles: Mapping[str, Sequence[str]],
) -> Iterator[Problem]:
    """Yield what would be left: nobody knows which of two filled tables is meant.

    Args:
        others: Further sheets with the form's head, and the head's row, from 0.
        taken: The table that is read.
        kind: The form's kind.
        titles: Column's key → what it may be called.

    Raises:
        SciplanError: A column stands twice in a further sheet.
    """
    mine = _said(taken, kind)
    for sheet, header in others:
        there = _said(grid_at(sheet, taken.path, header, titles), kind)
        if there and there != mine:
            message = f"工作表“{sheet.name}”也填了（第 {there[0][0]} 行起），没有取"
            yield Problem(
                code=OTHER_SHEET,
                severity=Severity.ERROR,
                message=shortened(message),
                location=Location(taken.path),
                hint=f"请把填好的留在“{taken.name}”，删去另一张，再交一次",
            )
    for column in taken.extra:
        yield Problem(
            code="column-left",
            severity=Severity.WARNING,
            message=shortened(f"另加的列“{column}”没有取；要报的写在原有的列里"),
            location=Location(taken.path),
        )


def _said(table: SheetGrid, kind: FormKind) -> list[tuple[int, str, str]]:
    """Return row, column and text of what is filled in."""
    found = []
    for line in table.lines:
        for column in kind.columns:
            text = "" if column.given else text_of(line.cells.get(column.key, ""))
            said = text.message if isinstance(text, Unread) else text
            if said:
                found.append((line.number, column.key, said))
    return found
