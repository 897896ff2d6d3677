"""Reads a table of tasks: .xlsx with its merged cells, and .csv."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple, TypeVar

from sciplan.base.errors import SciplanError
from sciplan.documents.doubt import Doubt
from sciplan.documents.readers import numberformat
from sciplan.documents.readers.archive import Archive
from sciplan.documents.readers.document import (
    CELL,
    ColumnHeads,
    Document,
    Grid,
    Repair,
    grid,
    unread_cell,
)
from sciplan.documents.readers.encoding import decoded
from sciplan.documents.readers.workbook import (
    MAX_CELLS,
    Area,
    Failed,
    Place,
    SheetCells,
    letters,
    sheets_in,
)

_T = TypeVar("_T")

_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*|数据", re.IGNORECASE)
_FORMULA_ERROR = re.compile(
    r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BUSY!|CONNECT!|BLOCKED!"
    r"|UNKNOWN!|GETTING_DATA|#{2,})|Err:5\d\d"
)
"""What stands in a cell whose formula failed; ### where it was too narrow, in a file of text."""
_MOST_SHOWN = 20
_DELIMITERS = ",\t;，"
_FIRST_LINES = 20


class Sheet(NamedTuple):
    """A sheet's cells as they are, from A1 on.

    Args:
        name: Its name; empty for a CSV file.
        rows: Cells: str, float, bool, date, datetime, time, timedelta; "" where empty. Those of a
            merged area all hold the value of its first.
        blind: (row, column), from 0, of cells that read as empty and are not.
        hidden: Whether it is not shown.
        shared: A row → bits of the columns, from 0, whose cells are merged with others; empty
            where none are.
        notes: Addresses of cells, as E12, and the notes beside them.
        has_pictures: Whether pictures, charts or boxes of text lie on it.
        struck: Addresses of cells in which something is struck out.
    """

    name: str
    rows: list[list[object]]
    blind: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    shared: Sequence[int] = ()
    notes: Sequence[tuple[str, str]] = ()
    has_pictures: bool = False
    struck: Sequence[str] = ()

    def is_shared(self, row: int, column: int) -> bool:
        """Whether a cell is merged with others."""
        return bool(self.shared) and bool(self.shared[row] >> column & 1)


def read(raw: bytes, path: str, _heads: ColumnHeads) -> Document:
    """Return a workbook's sheets, or a CSV file's rows.

    Raises:
        SciplanError: It is broken, too large, or of another kind.
    """
    if _is_csv(path):
        rows: list[list[object]] = [list(row) for row in _csv_rows(raw, path)]
        opened: Iterable[SheetCells] = [SheetCells("", hidden=False, rows=rows)]
    else:
        opened = sheets_in(Archive(raw, path))
    found = _Sheets()
    for sheet in opened:
        found.add(sheet)
    return Document(
        path, tuple(found.grids), left_out=tuple(found.left_out), doubts=tuple(found.doubts)
    )


def sheets(raw: bytes, path: str) -> list[Sheet]:
    """Return a workbook's sheets, hidden ones too, or a CSV file as one, cell by cell.

    Raises:
        SciplanError: It is broken, too large, or of another kind.
    """
    if _is_csv(path):
        rows: list[list[object]] = [list(row) for row in _csv_rows(raw, path)]
        return [Sheet("", rows)]
    return [_values(each) for each in sheets_in(Archive(raw, path))]


def _values(sheet: SheetCells) -> Sheet:
    for (row, column), code in sheet.codes.items():
        cell = sheet.rows[row][column]
        if isinstance(cell, float):
            sheet.rows[row][column] = numberformat.typed(cell, code)
    shared = _fill(sheet.rows, sheet.merged)
    blind = {
        (number, column)
        for number, row in enumerate(sheet.rows)
        for column, cell in enumerate(row)
        if isinstance(cell, Failed)
    }
    for row, column in blind:
        sheet.rows[row][column] = ""
    return Sheet(
        sheet.name,
        sheet.rows,
        frozenset(blind),
        sheet.hidden,
        tuple(shared),
        tuple(sheet.notes.items()),
        sheet.has_pictures,
        tuple(f"{letters(column)}{row + 1}" for row, column in sheet.struck),
    )


def _is_csv(path: str) -> bool:
    return PurePath(path).suffix.lower() == ".csv"


def _csv_rows(raw: bytes, path: str) -> list[list[str]]:
    text = decoded(raw, path)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            rows.append([cell.strip() for cell in row])
            cells += len(row)
            if cells > MAX_CELLS:
                raise SciplanError(f"{path} 的表格范围过大（超过 {MAX_CELLS} 格）")
    except (csv.Error, TypeError) as error:
        raise SciplanError(f"{path} 不是能读的 CSV 文件") from error
    return rows


def _delimiter(text: str) -> str:
    """Return the mark that most of the first lines have: the first may be a title without any."""
    lines = [line for line in text.split("\n", _FIRST_LINES)[:_FIRST_LINES] if line.strip()]

    def weight(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        return sum(count > 0 for count in counts), sum(counts)

    return max(_DELIMITERS, key=weight)


def _fill(rows: list[list[_T]], merged: Sequence[Area]) -> list[int]:
    """Give every cell of a merged area what its first holds; return a row → bits of its columns."""
    budget = MAX_CELLS
    shared = [0] * len(rows) if merged else []
    for (top, left), (bottom, right) in merged:
        alone = (top, left) == (bottom, right)
        if alone or top >= len(rows) or left >= len(rows[top]) or budget < 0:
            continue
        first = rows[top][left]
        width = min(right, len(rows[top])) - left + 1
        budget -= (min(bottom, len(rows)) - top + 1) * width
        for number, row in enumerate(rows[top : bottom + 1], top):
            shared[number] |= ((1 << width) - 1) << left
            for column in range(left, min(right + 1, len(row))):
                row[column] = first
    return shared


@dataclass(slots=True)
class _Sheets:
    """Makes tables of sheets, one after another.

    Args:
        grids: The tables of the sheets that are shown.
        left_out: What is hidden.
        doubts: Cells that could not be read.
        line: The place of the next row.
    """

    grids: list[Grid] = field(default_factory=list)
    left_out: list[Repair] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    line: int = 1

    def add(self, sheet: SheetCells) -> None:
        """Add a sheet's table, of what is shown."""
        if sheet.hidden:
            self.left_out.append(Repair("隐藏的工作表", self.line, sheet.name, ""))
            return
        texts, failed = _texts(sheet)
        _fill(texts, sheet.merged)
        hidden = self.hidden_columns(sheet, texts)
        numbers = [n for n in range(len(texts)) if n not in sheet.hidden_rows]
        if len(numbers) < len(texts):
            told = f"{sheet.name}：{len(texts) - len(numbers)} 行"
            self.left_out.append(Repair("隐藏的行", self.line, told, ""))
        shown = [[c for n, c in enumerate(texts[row]) if n not in hidden] for row in numbers]
        if not any(any(row) for row in shown):
            return
        lines = {row: line for line, row in enumerate(numbers, self.line)}
        self.left_out += _struck(sheet, lines)
        self.doubts += _doubts(sheet, failed, lines, hidden)
        title = "" if _DEFAULT_NAME.fullmatch(sheet.name) else sheet.name
        table = grid(shown, self.line, title)
        if sheet.name:
            places = tuple(_address(sheet, row, _first_filled(texts[row])) for row in numbers)
            table = replace(table, place=places[0], row_places=places)
        self.grids.append(table)
        self.line += len(shown)

    def hidden_columns(self, sheet: SheetCells, texts: Sequence[Sequence[str]]) -> set[int]:
        """Return the columns that are hidden; those that say something are told."""
        hidden = {n for n in sheet.hidden_columns if texts and n < len(texts[0])}
        for column in sorted(hidden):
            said = list(dict.fromkeys(row[column] for row in texts if row[column]))
            if said:
                words = "、".join(text[:_MOST_SHOWN] for text in said[:3])
                told = f"{sheet.name}：{letters(column)} 列（{words}）"
                self.left_out.append(Repair("隐藏的列", self.line, told, ""))
        return hidden


def _struck(sheet: SheetCells, lines: Mapping[int, int]) -> Iterator[Repair]:
    """Yield what is struck out in the rows that are shown."""
    for (row, column), kept in sheet.struck.items():
        if row in lines:
            said = _said(sheet.rows[row][column], sheet.codes.get((row, column), ""))
            told = f"{_address(sheet, row, column)} {said if isinstance(said, str) else ''}"
            yield Repair("划去的文字", lines[row], told.strip(), kept)


def _first_filled(row: Sequence[str]) -> int:
    return next((number for number, cell in enumerate(row) if cell), 0)


def _address(sheet: SheetCells, row: int, column: int) -> str:
    return f"{sheet.name}{CELL}{letters(column)}{row + 1}"


def _texts(sheet: SheetCells) -> tuple[list[list[str]], dict[Place, str]]:
    """Return a sheet's cells as they are shown, and why some could not be read."""
    failed: dict[Place, str] = {}
    # One text may stand in thousands of cells, and need not be held more than once.
    said = lru_cache(maxsize=None, typed=True)(_said)

    def shown(value: object, place: Place) -> str:
        text = said(sheet.struck.get(place, value), sheet.codes.get(place, ""))
        if isinstance(text, str):
            return text
        failed[place] = text.why
        return unread_cell(f"{letters(place[1])}{place[0] + 1}")

    texts = [
        [shown(value, (number, column)) for column, value in enumerate(row)]
        for number, row in enumerate(sheet.rows)
    ]
    return texts, failed


def _said(value: object, code: str) -> str | Failed:
    """Return what a cell shows, or why that can't be told."""
    if isinstance(value, Failed):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        number = numberformat.shown(value, code or numberformat.GENERAL)
        return Failed(f"不认识的数字格式 {code}") if number is None else number.strip()
    text = str(value).strip()
    if _FORMULA_ERROR.fullmatch(text):
        return Failed(text)
    return numberformat.shown_text(text, code).strip() if code else text


def _doubts(
    sheet: SheetCells,
    failed: Mapping[Place, str],
    lines: Mapping[int, int],
    hidden: Collection[int],
) -> Iterator[Doubt]:
    """Yield a doubt for each cell that is shown and could not be read."""
    for (row, column), why in failed.items():
        if row in lines and column not in hidden and not _is_covered((row, column), sheet.merged):
            address = f"{letters(column)}{row + 1}"
            yield Doubt(
                code="unread-cell",
                message=f"{address} 没有读出：{why}；请在表里改好后再导入，或对照原文填写",
                line=lines[row],
                place=f"{sheet.name}{CELL}{address}" if sheet.name else "",
                note=f"{address} 没有读出（{why}）",
            )


def _is_covered(place: Place, merged: Sequence[Area]) -> bool:
    """Whether a cell lies under a merged area's first."""
    return any(
        first != place and first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]
        for first, last in merged
    )
