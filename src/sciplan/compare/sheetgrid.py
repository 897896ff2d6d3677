"""The data sheet as lines whose cells know their addresses."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.marks import one_width, tight
from sciplan.base.problem import Location
from sciplan.documents.readers.sheet import Sheet
from sciplan.documents.readers.workbook import letters
from sciplan.queries.breakdown import COLUMNS

_TITLES = {column.key: column.title for column in COLUMNS}
_NEEDED = ("measure", "role", "unit")
_SHEET = "数据"
_ALIKE = 5
"""So many of our columns make a row a header that lacks the others."""
_MOST_CELLS = 5
"""Cells of one problem that are named."""
_HEADER_WITHIN = 50
"""Rows in which the header may stand: what a user puts above it is short."""


class Blind:
    """What stands in a cell with an error, or with a formula that no program has worked out."""


BLIND = Blind()


class SheetLine(NamedTuple):
    """A row of the sheet that says something in one of our columns.

    Args:
        number: Its number in the sheet, from 1.
        cells: Column's key → the cell as it is.
    """

    number: int
    cells: Mapping[str, object]


class SheetGrid(NamedTuple):
    """The data sheet.

    Args:
        path: Its file as the user named it.
        lines: Its rows below the header.
        places: Column's key → its place in the sheet, from 0; in the order wanted.
        titles: Column's key → what it is called there.
        letters: Whether cells are called E12; in CSV they are 第 12 行“单位”.
        extra: Columns that are not ours, as a user would find them.
        missing: Titles of our columns that are not there.
        name: The sheet's name; empty in CSV.
        unread: Names of the other sheets that have its header.
    """

    path: str
    lines: list[SheetLine]
    places: dict[str, int]
    titles: dict[str, str]
    letters: bool
    extra: list[str]
    missing: list[str]
    name: str
    unread: list[str]

    def location(self, lines: Sequence[SheetLine], key: str) -> Location:
        """Return the place of a column's cells in some lines; all of them are named."""
        first = lines[0]
        listed = "、".join(self._cell(line, key) for line in lines[:_MOST_CELLS])
        cells = f"{listed} 等 {len(lines)} 处" if len(lines) > _MOST_CELLS else listed
        return Location.of_cell(self.path, cells, first.number, self.places[key] + 1)

    def _cell(self, line: SheetLine, key: str) -> str:
        if self.letters:
            return f"{letters(self.places[key])}{line.number}"
        return f"第 {line.number} 行“{self.titles[key]}”"


def grid(sheets: Sequence[Sheet], path: str, headings: Mapping[str, str]) -> SheetGrid:
    """Return the sheet that has the header of the data sheet.

    Args:
        sheets: The workbook's sheets.
        path: Its file, for messages.
        headings: Column's key → heading that the plan gives it in papers.

    Raises:
        SciplanError: None has, or several and none is called 数据.
    """
    found = [(sheet, row) for sheet in sheets if (row := _header_row(sheet)) is not None]
    named = [item for item in found if item[0].name.strip() == _SHEET]
    if len(named or found) > 1:
        names = "、".join(f"“{sheet.name}”" for sheet, _ in found)
        raise SciplanError(
            f"{path} 里有 {len(found)} 张表像任务分解表的数据表：{names}；"
            f"请把要用的那张改名为“{_SHEET}”，或删去其余的"
        )
    if not found:
        titles = "、".join(_TITLES[key] for key in _NEEDED)
        raise SciplanError(
            f"{path} 里没有任务分解表的数据表：表头要有 {titles} 这几列（其余列见任务分解表）"
            f"{_nearly(sheets)}"
        )
    sheet, header = (named or found)[0]
    unread = [other.name for other, _ in found if other is not sheet]
    return grid_at(
        sheet, path, header, {k: (t, headings.get(k, t)) for k, t in _TITLES.items()}, unread
    )


def _nearly(sheets: Sequence[Sheet]) -> str:
    """Return which column is wanting where a header has most of ours."""
    for sheet in sheets:
        for row in sheet.rows[:_HEADER_WITHIN]:
            titles = {title_in(cell) for cell in row}
            if len(titles & set(_TITLES.values())) >= _ALIKE:
                gone = "、".join(_TITLES[key] for key in _NEEDED if _TITLES[key] not in titles)
                where = f"“{sheet.name}”的表头" if sheet.name else "表头"
                return f"；{where}没有“{gone}”，列名请改回"
    return ""


def _header_row(sheet: Sheet) -> int | None:
    for number, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        titles = {title_in(cell) for cell in row}
        if all(_TITLES[key] in titles for key in _NEEDED):
            return number
    return None


def title_in(cell: object) -> str:
    """Return a heading without the mark that CSV puts before what looks like a formula."""
    return tight(one_width(cell)).removeprefix("'") if isinstance(cell, str) else ""


def grid_at(
    sheet: Sheet,
    path: str,
    header: int,
    titles: Mapping[str, tuple[str, ...]],
    unread: Sequence[str] = (),
) -> SheetGrid:
    """Return the rows under a header.

    Args:
        sheet: The sheet.
        path: Its file, for messages.
        header: The header's row, from 0.
        titles: Column's key → what it may be called; the first is told where none is there.
        unread: Names of other sheets that have such a header.

    Raises:
        SciplanError: A column stands there twice.
    """
    said = [title_in(cell) for cell in sheet.rows[header]]
    places: dict[str, int] = {}
    for key, names in titles.items():
        wanted = set(map(title_in, names))
        here = [place for place, each in enumerate(said) if each in wanted]
        if len(here) > 1:
            where = "、".join(_column_name(sheet, place) for place in here)
            raise SciplanError(f"表头有 {len(here)} 列“{said[here[0]]}”（{where}），请只留一列")
        if here:
            places[key] = here[0]
    return SheetGrid(
        path=path,
        lines=list(_lines(sheet, header, places)),
        places=places,
        titles={key: said[place] for key, place in places.items()},
        letters=bool(sheet.name),
        extra=_extra(sheet, header, set(places.values())),
        missing=[names[0] for key, names in titles.items() if key not in places],
        name=sheet.name,
        unread=list(unread),
    )


def _column_name(sheet: Sheet, place: int) -> str:
    return f"{letters(place)} 列" if sheet.name else f"第 {place + 1} 列"


def _extra(sheet: Sheet, header: int, ours: set[int]) -> list[str]:
    head = sheet.rows[header]
    said = {
        place
        for row in sheet.rows[header:]
        for place, cell in enumerate(row)
        if place not in ours and not _is_empty(cell)
    }
    titles = [str(head[place]).strip() if place < len(head) else "" for place in sorted(said)]
    return [
        f"{title or '无标题'}（{_column_name(sheet, place)}）"
        for place, title in zip(sorted(said), titles, strict=True)
    ]


def _lines(sheet: Sheet, header: int, places: Mapping[str, int]) -> Iterator[SheetLine]:
    for number, row in enumerate(sheet.rows[header + 1 :], header + 1):
        cells: dict[str, object] = {}
        for key, place in places.items():
            cell = row[place] if place < len(row) else ""
            cells[key] = BLIND if (number, place) in sheet.blind else cell
        if not all(_is_empty(cell) for cell in cells.values()):
            yield SheetLine(number + 1, cells)


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
