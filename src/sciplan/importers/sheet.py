"""Reads a table of tasks: .xlsx with its merged cells, and .csv."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple

from sciplan.errors import SciplanError
from sciplan.importers.archive import Archive
from sciplan.importers.document import Block, Document, Paragraph, grid
from sciplan.importers.encoding import decoded

_MAX_CELLS = 3_000_000
"""A sheet's area: readers hold it whole, though one cell may stand at its far corner."""
_CELL = re.compile(rb"<(?:\w+:)?c [^>]{0,200}?r=\"([A-Z]{1,4})(\d{1,8})\"")
_SHEETS = 30
_PLACE = re.compile(rb"\br=\"([A-Z]{1,4})(\d{1,8})\"")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]|<(?:\w+:)?is>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Sheet(NamedTuple):
    """A sheet's cells as they are, from A1 on.

    Args:
        name: Its name; empty for a CSV file.
        rows: Cells: str, float, int, bool, date, datetime, time, timedelta; "" where empty.
        blind: (row, column), from 0, of cells that hold an error or a formula that no program has
            worked out: they read as empty and are not.
    """

    name: str
    rows: list[list[object]]
    blind: frozenset[tuple[int, int]] = frozenset()


def read(raw: bytes, path: str) -> Document:
    """Return a workbook's sheets, or a CSV file's rows.

    Raises:
        SciplanError: It is broken, too large, or of another kind.
    """
    if PurePath(path).suffix.lower() == ".csv":
        return Document(path, tuple(_blocks(_csv_rows(raw, path), 1)))
    return Document(path, tuple(_workbook(raw, path)))


def _csv_rows(raw: bytes, path: str) -> list[list[str]]:
    text = decoded(raw, path)
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(",\t;", key=first.count)
    try:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise SciplanError(f"{path} 不是能读的 CSV 文件") from error


def _blocks(rows: list[list[str]], line: int) -> Iterator[Block]:
    """Yield rows that hold one text alone, above the table, as paragraphs; the rest as a table."""
    top = 0
    while top < len(rows) and len({cell for cell in rows[top] if cell}) <= 1:
        text = next((cell for cell in rows[top] if cell), "")
        if text:
            yield from (Paragraph(part, line + top) for part in text.split("\n"))
        top += 1
    if rows[top:]:
        yield grid(rows[top:], line + top)


def _workbook(raw: bytes, path: str) -> Iterator[Block]:
    for sheet in _sheets(raw, _archive(raw, path)):
        yield from _blocks([[_said(value) for value in row] for row in sheet.rows], 1)


def sheets(raw: bytes, path: str) -> list[Sheet]:
    """Return a workbook's sheets, or a CSV file as one, cell by cell.

    Raises:
        SciplanError: It is broken, too large, or of another kind.
    """
    if PurePath(path).suffix.lower() == ".csv":
        rows: list[list[object]] = [list(row) for row in _csv_rows(raw, path)]
        return [Sheet("", rows)]
    archive = _archive(raw, path)
    parts = _parts_of(archive)
    return [
        sheet._replace(blind=_blind(archive.part(parts.get(sheet.name, ""))))
        for sheet in _sheets(raw, archive)
    ]


def _archive(raw: bytes, path: str) -> Archive:
    archive = Archive(raw, path)
    archive.check()
    _check_area(archive, path)
    return archive


def _parts_of(archive: Archive) -> dict[str, str]:
    """Return sheet's name → the part of the archive that holds it."""
    book, relations = archive.xml("xl/workbook.xml"), archive.xml("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations}
    found = {}
    for each in book.iter("{*}sheet"):
        target = targets.get(each.get(_RELATION, ""), "")
        found[each.get("name", "")] = (
            target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        )
    return found


def _blind(content: bytes) -> frozenset[tuple[int, int]]:
    found = set()
    for cell in _ANY_CELL.finditer(content):
        place = _PLACE.search(cell[1])
        is_error = b't="e"' in cell[1]
        if place and (is_error or (_FORMULA.search(cell[2]) and not _VALUE.search(cell[2]))):
            found.add((int(place[2]) - 1, _column(place[1]) - 1))
    return frozenset(found)


def _check_area(archive: Archive, path: str) -> None:
    for number in range(1, _SHEETS + 1):
        content = archive.part(f"xl/worksheets/sheet{number}.xml")
        cells = [(_column(found[1]), int(found[2])) for found in _CELL.finditer(content)]
        width = max((column for column, _ in cells), default=0)
        height = max((row for _, row in cells), default=0)
        if width * height > _MAX_CELLS:
            raise SciplanError(f"{path} 的表格范围过大（{height} 行 × {width} 列）")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheets(raw: bytes, archive: Archive) -> Iterator[Sheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for name in book.sheet_names[:_SHEETS]:
            sheet = book.get_sheet_by_name(name)
            rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            _fill(rows, sheet.merged_cell_ranges or ())
            yield Sheet(name, rows)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # A panic of the Rust library is no Exception.
        raise archive.broken() from error


def _fill(
    rows: list[list[object]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Give every cell of a merged area the value of its first."""
    budget = _MAX_CELLS
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]) or budget < 0:
            continue
        value = rows[top][left]
        budget -= (min(bottom, len(rows)) - top + 1) * (min(right, len(rows[top])) - left + 1)
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value


def _said(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).strip() if value is not None else ""
