"""What a reader of cell values leaves out of a workbook: hidden sheets and rows, number formats."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sciplan.documents.readers.archive import Archive

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]{0,200})>")
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]|<(?:\w+:)?is>")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,4})(\d{1,8})\"")
_STYLE = re.compile(rb"\bs=\"(\d{1,5})\"")
_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row (?=[^>]{0,300}\bhidden=\"(?:1|true)\")[^>]{0,300}?\br=\"(\d{1,8})\""
)
# A filter hides rows for its user's eyes; they still belong to the table.
_FILTERED = re.compile(rb"filterMode=\"(?:1|true)\"|<(?:\w+:)?filterColumn\b")
_PERCENT = frozenset({9, 10})
_MONTHS = frozenset({17, 27, 36, 50, 52, 57})
"""Built-in formats without a day: mmm-yy, and 年月 of the Chinese editions."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """What a sheet's own XML tells.

    Args:
        hidden: Whether the sheet is hidden.
        hidden_rows: Rows that are hidden one by one, from 0.
        percents: (Row, column) of numbers that are shown as per cent, from 0.
        months: (Row, column) of days that are shown as months.
        height: The last row that has a cell, from 1.
        width: The last column that has a cell, from 1.
        blind: (Row, column), from 0, of cells that hold an error or a formula that no program has
            worked out: they read as empty and are not.
    """

    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    percents: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[tuple[int, int]] = frozenset()
    height: int = 0
    width: int = 0
    blind: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class _CellFormats:
    """Cell styles that matter: their places in the workbook's list."""

    percents: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()


def sheet_infos(archive: Archive) -> Iterator[tuple[str, SheetInfo]]:
    """Yield the name of each sheet and what its XML tells; parts that no name leads to have none.

    Raises:
        SciplanError: The workbook is broken or too large.
    """
    targets = _targets(archive)
    formats = _formats(archive)
    parts = {name for name in archive.names if "/worksheets/" in name and name.endswith(".xml")}
    book = archive.xml("xl/workbook.xml")
    for sheet in book.iterfind(".//{*}sheet") if book is not None else ():
        part = targets.get(sheet.get(_RELATION, ""), "")
        hidden = sheet.get("state", "visible") != "visible"
        parts.discard(part)
        yield sheet.get("name", ""), _info(archive.part(part), formats, hidden=hidden)
    for part in sorted(parts):
        yield f"/{part}", _info(archive.part(part), formats, hidden=False)


def _targets(archive: Archive) -> Mapping[str, str]:
    root = archive.xml("xl/_rels/workbook.xml.rels")
    found: dict[str, str] = {}
    for relation in root if root is not None else ():
        target = relation.get("Target", "")
        found[relation.get("Id", "")] = target.lstrip("/") if "xl/" in target else f"xl/{target}"
    return found


def _formats(archive: Archive) -> _CellFormats:
    styles = archive.xml("xl/styles.xml")
    if styles is None:
        return _CellFormats()
    codes = {
        _int(one.get("numFmtId")): one.get("formatCode", "") for one in styles.iter("{*}numFmt")
    }
    listed = styles.find("{*}cellXfs")
    used = [_int(one.get("numFmtId")) for one in listed] if listed is not None else []
    return _CellFormats(
        frozenset(n for n, one in enumerate(used) if one in _PERCENT or "%" in codes.get(one, "")),
        frozenset(
            n for n, one in enumerate(used) if one in _MONTHS or _is_month(codes.get(one, ""))
        ),
    )


def _is_month(code: str) -> bool:
    plain = re.sub(r"\"[^\"]*\"|\[[^\]]*\]|\\.", "", code.split(";", maxsplit=1)[0]).lower()
    return "y" in plain and "m" in plain and "d" not in plain and "h" not in plain


def _info(content: bytes, formats: _CellFormats, *, hidden: bool) -> SheetInfo:
    percents: set[tuple[int, int]] = set()
    months: set[tuple[int, int]] = set()
    height = width = 0
    for cell in _CELL.finditer(content):
        place, style = _PLACE.search(cell[1]), _STYLE.search(cell[1])
        if place is None:
            continue
        row, column = int(place[2]), _column(place[1])
        height, width = max(height, row), max(width, column)
        number = int(style[1]) if style else -1
        if number in formats.percents:
            percents.add((row - 1, column - 1))
        elif number in formats.months:
            months.add((row - 1, column - 1))
    rows = () if _FILTERED.search(content) else _HIDDEN_ROW.findall(content)
    return SheetInfo(
        hidden,
        frozenset(int(row) - 1 for row in rows),
        frozenset(percents),
        frozenset(months),
        height,
        width,
        _blind(content),
    )


def _blind(content: bytes) -> frozenset[tuple[int, int]]:
    found = set()
    for cell in _FILLED_CELL.finditer(content):
        place = _PLACE.search(cell[1])
        is_error = b't="e"' in cell[1]
        if place and (is_error or (_FORMULA.search(cell[2]) and not _VALUE.search(cell[2]))):
            found.add((int(place[2]) - 1, _column(place[1]) - 1))
    return frozenset(found)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _int(text: "str | None") -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else -1
