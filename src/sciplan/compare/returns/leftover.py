"""What a file holds beside the form's table: a second table, added sheets and columns, notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sciplan.base.marks import tight
from sciplan.base.problem import Location, Problem, Severity, told
from sciplan.compare.sheetgrid import SheetGrid, grid_at
from sciplan.compare.values import Unread, plain, text_of
from sciplan.documents.readers.sheet import Sheet
from sciplan.papers.forms import GUIDE, HIDDEN, FormKind

OTHER_SHEET = "other-sheet"
_SHOWN = 40
"""Characters of a note that are told."""


def leftover(
    sheets: Iterable[Sheet],
    others: Sequence[tuple[Sheet, int]],
    taken: SheetGrid,
    kind: FormKind,
    titles: Mapping[str, Sequence[str]],
) -> Iterator[Problem]:
    """Yield what would be left: nobody knows which of two filled tables is meant.

    Args:
        sheets: All sheets.
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
            hint = f"请把填好的留在“{taken.name}”，删去另一张，再交一次"
            yield told(OTHER_SHEET, Severity.ERROR, Location(taken.path), message, hint)
    alike = {taken.name, *(sheet.name for sheet, _ in others)}
    for sheet in sheets:
        # A CSV file's only sheet has no name.
        if sheet.name in alike:
            yield from _beside(sheet, taken.path)
        elif sheet.name not in (GUIDE, HIDDEN) and any(any(row) for row in sheet.rows):
            yield _left("sheet-left", f"另加的工作表“{sheet.name}”没有取", Location(taken.path))
    for column in taken.extra:
        yield _left("column-left", f"另加的列“{column}”没有取", Location(taken.path))


def written_above(
    lines: Iterable[tuple[int, str]], printed: Sequence[str], path: str
) -> Iterator[Problem]:
    """Yield what was written above the table, where nothing is read.

    Args:
        lines: Row, from 1, and text of what stands there.
        printed: What went out there; empty where that is not known.
        path: The file.
    """
    known = tight("".join(printed))
    for number, text in lines if printed else ():
        if tight(text) not in known:
            place = Location.of_cell(path, f"第 {number} 行", number, 1)
            yield _left("line-left", f"表头上面另写的“{plain(text)[:_SHOWN]}”没有取", place)


def _beside(sheet: Sheet, path: str) -> Iterator[Problem]:
    """Yield what a sheet says otherwise than by the texts of its cells."""
    for cell in sheet.struck:
        place = Location.of_cell(path, cell, 0, 0)
        message = "有划去的文字，照没有划去取的；不要的请删去"
        yield told("struck-text", Severity.WARNING, place, message)
    for cell, text in sheet.notes:
        place = Location.of_cell(path, cell, 0, 0)
        yield _left("note-left", f"批注没有取：“{plain(text)[:_SHOWN]}”", place)
    if sheet.has_pictures:
        yield _left("picture-left", "表上的图片、文本框没有取", Location(path))


def _left(code: str, what: str, place: Location) -> Problem:
    return told(code, Severity.WARNING, place, f"{what}；要报的写在原有的格里")


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
