"""Reads a table of tasks: .xlsx with its merged cells, and .csv."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple, TypeVar

from sciplan.base.errors import SciplanError
from sciplan.documents.readers.archive import Archive
from sciplan.documents.readers.document import Block, ColumnHeads, Document, Repair, grid
from sciplan.documents.readers.encoding import decoded
from sciplan.documents.readers.workbook import SheetInfo, sheet_infos

_T = TypeVar("_T")
_Area = tuple[tuple[int, int], tuple[int, int]]
"""(row, column) of a merged area's first and last cell, from 0."""

_MAX_CELLS = 3_000_000
"""A sheet's area: readers hold it whole, though one cell may stand at its far corner."""
_SHEETS = 30
_DEFAULT_NAME = re.compile(r"(?:Sheet|工作表|表)\s*\d*|数据", re.IGNORECASE)
_FORMULA_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")
_DELIMITERS = ",\t;，"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
_FIRST_LINES = 20


class Sheet(NamedTuple):
    """A sheet's cells as they are, from A1 on.

    Args:
        name: Its name; empty for a CSV file.
        rows: Cells: str, float, int, bool, date, datetime, time, timedelta; "" where empty. Those
            of a merged area all hold the value of its first; 0.13 shown as 13% is the text `13%`.
        blind: (row, column), from 0, of cells that read as empty and are not.
        hidden: Whether it is not shown.
    """

    name: str
    rows: list[list[object]]
    blind: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False


def read(raw: bytes, path: str, _heads: ColumnHeads) -> Document:
    """Return a workbook's sheets, or a CSV file's rows.

    Raises:
        SciplanError: It is broken, too large, or of another kind.
    """
    if _is_csv(path):
        return Document(path, (grid(_csv_rows(raw, path), 1),))
    left_out: list[Repair] = []
    blocks = tuple(_blocks(_opened(raw, path), left_out))
    return Document(path, blocks, left_out=tuple(left_out))


def sheets(raw: bytes, path: str) -> list[Sheet]:
    """Return a workbook's sheets, hidden ones too, or a CSV file as one, cell by cell.

    Raises:
        SciplanError: It is broken, too large, or of another kind.
    """
    if _is_csv(path):
        rows: list[list[object]] = [list(row) for row in _csv_rows(raw, path)]
        return [Sheet("", rows)]
    found = []
    for each in _opened(raw, path):
        _write_out_percents(each.rows, each.info)
        _fill(each.rows, each.merged)
        found.append(Sheet(each.name, each.rows, each.info.blind, each.info.hidden))
    return found


def _is_csv(path: str) -> bool:
    return PurePath(path).suffix.lower() == ".csv"


def _csv_rows(raw: bytes, path: str) -> list[list[str]]:
    text = decoded(raw, path)
    # Excel writes a first line that tells the delimiter, and doesn't show it.
    told = _SEPARATOR_LINE.match(text)
    text = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(text)
    try:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except (csv.Error, TypeError) as error:
        raise SciplanError(f"{path} 不是能读的 CSV 文件") from error


def _delimiter(text: str) -> str:
    """Return the mark that most of the first lines have: the first may be a title without any."""
    lines = [line for line in text.split("\n", _FIRST_LINES)[:_FIRST_LINES] if line.strip()]

    def weight(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        return sum(count > 0 for count in counts), sum(counts)

    return max(_DELIMITERS, key=weight)


class _OpenSheet(NamedTuple):
    """A sheet as the reader gives it, and what its XML tells."""

    name: str
    rows: list[list[object]]
    merged: Sequence[_Area]
    info: SheetInfo


def _opened(raw: bytes, path: str) -> Iterator[_OpenSheet]:
    archive = Archive(raw, path)
    archive.check()
    infos = _infos(archive, path)
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for name in book.sheet_names[:_SHEETS]:
            sheet = book.get_sheet_by_name(name)
            rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            merged = sheet.merged_cell_ranges or ()
            yield _OpenSheet(name, rows, merged, infos.get(name, SheetInfo()))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # A panic of the Rust library is no Exception.
        raise archive.broken() from error


def _infos(archive: Archive, path: str) -> dict[str, SheetInfo]:
    infos = dict(sheet_infos(archive))
    for info in infos.values():
        if info.height * info.width > _MAX_CELLS:
            raise SciplanError(f"{path} 的表格范围过大（{info.height} 行 × {info.width} 列）")
    return infos


def _blocks(opened: Iterable[_OpenSheet], left_out: list[Repair]) -> Iterator[Block]:
    """Yield the tables of the sheets that are shown; what is hidden is told in `left_out`."""
    for name, rows, merged, info in opened:
        if info.hidden:
            left_out.append(Repair("隐藏的工作表", 1, name, ""))
            continue
        say = _speaker(info)
        texts = [
            [say(value, row, column) for column, value in enumerate(values)]
            for row, values in enumerate(rows)
        ]
        _fill(texts, merged)
        shown = [row for number, row in enumerate(texts) if number not in info.hidden_rows]
        if len(shown) < len(texts):
            count = len(texts) - len(shown)
            left_out.append(Repair("隐藏的行", 1, f"{name}：{count} 行", ""))
        if any(any(row) for row in shown):
            yield grid(shown, 1, "" if _DEFAULT_NAME.fullmatch(name) else name)


def _fill(rows: list[list[_T]], merged: Sequence[_Area]) -> None:
    """Give every cell of a merged area what its first holds."""
    budget = _MAX_CELLS
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]) or budget < 0:
            continue
        first = rows[top][left]
        budget -= (min(bottom, len(rows)) - top + 1) * (min(right, len(rows[top])) - left + 1)
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = first


def _speaker(info: SheetInfo) -> Callable[[object, int, int], str]:
    def say(value: object, row: int, column: int) -> str:
        if isinstance(value, float) and (row, column) in info.percents:
            return _percent(value)
        if isinstance(value, date) and (row, column) in info.months:
            return f"{value.year}年{value.month}月"
        return _said(value)

    return say


def _percent(value: float) -> str:
    return f"{round(value * 100, 6):g}%"


def _write_out_percents(rows: list[list[object]], info: SheetInfo) -> None:
    """Give cells that are shown as percentages what they show."""
    for row, column in info.percents:
        value = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(value, float):
            rows[row][column] = _percent(value)


def _said(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    if isinstance(value, date | datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    text = str(value).strip() if value is not None else ""
    return "" if _FORMULA_ERROR.fullmatch(text) else text
