"""Sheets of a workbook that are there to be read: edits of them are told, since none is taken."""

from collections.abc import Iterator, Mapping, Sequence

from sciplan.base.imprint import HEAD, UNKNOWN, imprint
from sciplan.base.problem import first_few
from sciplan.compare.update.remarks import MOST
from sciplan.documents.readers.sheet import Sheet
from sciplan.documents.readers.workbook import letters

Imprints = Mapping[int, Sequence[str]]
"""Row, from 0 → the imprints of its cells."""


def is_printed(sheet: Sheet) -> bool:
    """Whether a sheet is the one that keeps what the sheets to read went out with."""
    head = sheet.rows[0] if sheet.hidden and sheet.rows else []
    return [cell for cell in head if cell != ""] == list(HEAD)


def edits_told(sheets: Sequence[Sheet]) -> list[str] | None:
    """Return what was edited on sheets to read, a line a sheet; None where that can't be known."""
    kept = next((_kept(sheet) for sheet in sheets if is_printed(sheet)), None)
    if kept is None:
        return None
    return [
        _line(sheet.name, found)
        for sheet in sheets
        if sheet.name in kept and (found := list(_edited(sheet, kept[sheet.name])))
    ]


def _kept(sheet: Sheet) -> dict[str, dict[int, Sequence[str]]]:
    found: dict[str, dict[int, Sequence[str]]] = {}
    for name, row, cells in (row[:3] for row in sheet.rows[1:] if len(row) > 2):
        if str(row).isdecimal():
            found.setdefault(str(name), {})[int(str(row)) - 1] = str(cells).split(",")
    return found


def _edited(sheet: Sheet, kept: Imprints) -> Iterator[str]:
    """Yield the addresses of cells that say something else than they went out with."""
    for number in range(max(len(sheet.rows), *(row + 1 for row in kept))):
        cells = sheet.rows[number] if number < len(sheet.rows) else []
        then = kept.get(number, ())
        for place in range(max(len(cells), len(then))):
            was = then[place] if place < len(then) else ""
            now = imprint(cells[place]) if place < len(cells) else ""
            failed = (number, place) in sheet.blind
            if was != UNKNOWN and (failed or was != now):
                yield f"{letters(place)}{number + 1}"


def _line(name: str, cells: Sequence[str]) -> str:
    listed = first_few([f"{name}!{cell}" for cell in cells], MOST, "处")
    return f"{listed} 改过，没有读；这张表只供看，要改请改“数据”表"
