"""The data sheet as lines whose cells know their addresses."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.marks import one_width, tight
from sciplan.base.problem import Location, first_few
from sciplan.documents.readers.sheet import Sheet
from sciplan.documents.readers.workbook import letters
from sciplan.queries.breakdown import COLUMNS, CONTENT
from sciplan.queries.records import TITLE

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
        shared: Keys of the columns whose cell is merged with others.
    """

    number: int
    cells: Mapping[str, object]
    shared: frozenset[str]


class SheetGrid(NamedTuple):
    """The data sheet.

    Args:
        path: Its file as the user named it.
        lines: Its rows below the header.
        places: Column's key → its place in the sheet, from 0; in the order of `COLUMNS`.
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
        cells = first_few([self._cell(line, key) for line in lines], _MOST_CELLS, "处")
        return Location.of_cell(self.path, cells, first.number, self.places[key] + 1)

    def _cell(self, line: SheetLine, key: str) -> str:
        if self.letters:
            return f"{letters(self.places[key])}{line.number}"
        return f"第 {line.number} 行“{self.titles[key]}”"


def grid(
    sheets: Sequence[Sheet],
    path: str,
    headings: Mapping[str, str],
    *,
    has_content: bool | None = None,
) -> SheetGrid:
    """Return the sheet that has the header of the data sheet.

    Args:
        sheets: The workbook's sheets.
        path: Its file, for messages.
        headings: Column's key → heading that the plan gives it in papers.
        has_content: Whether it went out with a column for 任务内容; None where that is not known.

    Raises:
        SciplanError: None has, or several and none is called 数据; or one column may be the titles
            or the content.
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
    places = _places(sheet, path, header, headings, has_content=has_content)
    missing = [
        title
        for key, title in _TITLES.items()
        if key not in places and (key != CONTENT.key or has_content)
    ]
    return _grid(sheet, path, header, places, missing)._replace(unread=unread)


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


def grid_at(sheet: Sheet, path: str, header: int, titles: Mapping[str, Sequence[str]]) -> SheetGrid:
    """Return the rows under a header.

    Args:
        sheet: The sheet.
        path: Its file, for messages.
        header: The header's row, from 0.
        titles: Column's key → what it may be called; the first is told where none is there.

    Raises:
        SciplanError: A column stands there twice.
    """
    names = {key: set(map(title_in, each)) for key, each in titles.items()}
    places = _found(sheet, header, names)
    missing = [each[0] for key, each in titles.items() if key not in places]
    return _grid(sheet, path, header, places, missing)


def _places(
    sheet: Sheet,
    path: str,
    header: int,
    headings: Mapping[str, str],
    *,
    has_content: bool | None,
) -> dict[str, int]:
    """Return column's key → its place, from 0."""
    places = _found(sheet, header, {key: _names(key, headings) for key in _TITLES})
    if not has_content and CONTENT.key in places and TITLE.key not in places:
        _settle(sheet, path, places, known=has_content is not None)
    return {key: places[key] for key in _TITLES if key in places}


def _found(sheet: Sheet, header: int, names: Mapping[str, set[str]]) -> dict[str, int]:
    """Return the place of each column that a header has, by what it may be called.

    Raises:
        SciplanError: A column stands there twice.
    """
    said = [title_in(cell) for cell in sheet.rows[header]]
    places: dict[str, int] = {}
    for key, wanted in names.items():
        here = [place for place, each in enumerate(said) if each in wanted]
        if len(here) > 1:
            where = "、".join(_column_name(sheet, place) for place in here)
            raise SciplanError(f"表头有 {len(here)} 列“{said[here[0]]}”（{where}），请只留一列")
        if here:
            places[key] = here[0]
    return places


def _grid(
    sheet: Sheet, path: str, header: int, places: dict[str, int], missing: list[str]
) -> SheetGrid:
    said = [title_in(cell) for cell in sheet.rows[header]]
    return SheetGrid(
        path=path,
        lines=list(_lines(sheet, header, places)),
        places=places,
        titles={key: said[place] for key, place in places.items()},
        letters=bool(sheet.name),
        extra=_extra(sheet, header, set(places.values())),
        missing=missing,
        name=sheet.name,
        unread=[],
    )


def _names(key: str, headings: Mapping[str, str]) -> set[str]:
    """Return what a column may be called; an office that calls titles 任务内容 means titles."""
    title = _TITLES[key]
    names = {title, title_in(headings.get(key, title))}
    other = title_in(headings.get(TITLE.key, ""))
    return names - {other} if key == CONTENT.key else names


def _settle(sheet: Sheet, path: str, places: dict[str, int], *, known: bool) -> None:
    """Take 任务内容 for the titles, as papers called them before they had both.

    Args:
        sheet: The sheet.
        path: Its file.
        places: Column's key → its place.
        known: Whether the sheet is known to be of that time.

    Raises:
        SciplanError: It is not known: a new sheet whose titles are gone looks alike.
    """
    if not known:
        where = _column_name(sheet, places[CONTENT.key])
        raise SciplanError(
            f"{path} 的表头没有“{TITLE.title}”，看不出“{CONTENT.title}”（{where}）写的是举措的名称"
            f"还是内容；是名称的，请把列名改为“{TITLE.title}”，是内容的，请补上“{TITLE.title}”一列"
        )
    places[TITLE.key] = places.pop(CONTENT.key)


def _column_name(sheet: Sheet, place: int) -> str:
    return f"{letters(place)} 列" if sheet.name else f"第 {place + 1} 列"


def _extra(sheet: Sheet, header: int, ours: set[int]) -> list[str]:
    titles = dict(enumerate(str(cell).strip() for cell in sheet.rows[header]))
    said = {
        place
        for row in sheet.rows[header:]
        for place, cell in enumerate(row)
        if place not in ours and not _is_empty(cell)
    }
    return [
        f"{titles.get(place) or '无标题'}（{_column_name(sheet, place)}）" for place in sorted(said)
    ]


def _lines(sheet: Sheet, header: int, places: Mapping[str, int]) -> Iterator[SheetLine]:
    for number, row in enumerate(sheet.rows[header + 1 :], header + 1):
        cells: dict[str, object] = {}
        for key, place in places.items():
            cell = row[place] if place < len(row) else ""
            cells[key] = BLIND if (number, place) in sheet.blind else cell
        if not all(_is_empty(cell) for cell in cells.values()):
            shared = (key for key, place in places.items() if sheet.is_shared(number, place))
            yield SheetLine(number + 1, cells, frozenset(shared))


def _is_empty(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
