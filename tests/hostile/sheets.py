"""The workbook that went out, edited as the table of edits says."""

import csv
import io
import re
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from hostile.plans import NAME, ROUND
from hostile.running import run
from sheet_samples import saved

_DATA, _ROSTER = "数据", "单位名册"
_SET = re.compile(r"(名册!)?([A-Z])(\d+)(?:-(\d+))?=(.*)", re.DOTALL)
_GUARDED = tuple("=+-@")


@cache
def exported() -> bytes:
    """Return the workbook as `sciplan export` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / NAME).write_text(ROUND, encoding="utf-8")
        done = run("export", f"{folder}/papers", "--only", "任务分解表", "-p", f"{folder}/{NAME}")
        assert done.code == 0, done.err
        return (Path(folder) / "papers" / "01-任务分解表.xlsx").read_bytes()


@cache
def _data_alone() -> bytes:
    """Return the workbook without its sheets to print, which nobody reads again."""
    book = openpyxl.load_workbook(io.BytesIO(exported()))
    for sheet in [sheet for sheet in book if sheet.sheet_state == "visible"]:
        if sheet.title not in (_DATA, _ROSTER):
            book.remove(sheet)
    return saved(book)


def edited(edits: str, kind: str) -> bytes:
    """Return the file that comes back.

    Args:
        edits: As `edits` words them.
        kind: `kept`, `plain` or `csv`.
    """
    book = openpyxl.load_workbook(io.BytesIO(_data_alone()))
    for each in filter(None, edits.split(" ; ")):
        _edit(book, each)
    if kind == "csv":
        return _csv(book[_DATA])
    if kind == "plain":
        for sheet in [sheet for sheet in book if sheet.sheet_state != "visible"]:
            book.remove(sheet)
    return saved(book)


def _edit(book: openpyxl.Workbook, said: str) -> None:
    sheet = book[_DATA]
    if found := _SET.fullmatch(said):
        roster, column, first, last, value = found.groups()
        sheet = book[_ROSTER] if roster else sheet
        for row in range(int(first), int(last or first) + 1):
            _put(sheet, f"{column}{row}", value)
    elif said.startswith("名册!-"):
        book[_ROSTER].delete_rows(int(said[4:]))
    elif said.startswith("-"):
        sheet.delete_rows(int(said[1:]))
    elif said.startswith("+"):
        _add(sheet, [*said[1:].split("|"), "", "", ""])
    elif said.startswith("column -"):
        sheet.delete_cols(column_index_from_string(said[8:]))
    elif said.startswith("column +"):
        sheet.cell(1, sheet.max_column + 1).value = said[8:]
    else:
        _arrange(sheet, said)


def _put(sheet: Worksheet, address: str, said: str) -> None:
    kind, _, value = said.partition(" ")
    cell = sheet[address]
    cell.number_format = "General"
    if kind == "day":
        cell.value, cell.number_format = date.fromisoformat(value), "yyyy-mm-dd"
    elif kind == "number":
        cell.value = int(value)
    elif kind == "percent":
        cell.value, cell.number_format = float(value), "0%"
    elif kind == "formula":
        cell.value = value
    else:
        _hold(cell, said or None)
        if said:
            cell.data_type = "s"


def _hold(cell: Any, value: Any) -> None:
    """Put a value in a cell, a bell too, which only a CSV file can hold."""
    if isinstance(value, str) and "\x07" in value:
        cell._value, cell.data_type = value, "s"
    else:
        cell.value = value


def _add(sheet: Worksheet, said: Sequence[str]) -> None:
    row = sheet.max_row + 1
    for column, value in zip("AEFC", said, strict=False):
        _hold(sheet[f"{column}{row}"], value or None)


def _arrange(sheet: Worksheet, said: str) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    if said.startswith("only "):
        rows = [rows[int(number) - 2] for number in said[5:].split(",")]
    elif said.startswith("sort "):
        rows.sort(key=lambda row: str(row[column_index_from_string(said[5:]) - 1]))
    else:
        one, other = (int(number) - 2 for number in said.split("<>"))
        rows[one], rows[other] = rows[other], rows[one]
    sheet.delete_rows(2, sheet.max_row)
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            _hold(sheet.cell(number, column), value)


def _csv(sheet: Worksheet) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([_shown(cell.value) for cell in row] for row in sheet.iter_rows())
    return out.getvalue().encode("utf-8-sig")


def _shown(value: Any) -> str:
    text = "" if value is None else str(value).removesuffix(" 00:00:00")
    return f"'{text}" if text.startswith(_GUARDED) else text
