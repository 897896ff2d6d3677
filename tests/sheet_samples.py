"""Data sheets as a user would send them, of plans that tests make."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl

from sciplan.model import Plan
from sciplan.queries.breakdown import COLUMNS, data

HEAD = [column.title for column in COLUMNS]
KEYS = [column.key for column in COLUMNS]
Rows = list[list[Any]]


def rows_of(plan: Plan) -> Rows:
    """Return the data sheet of a plan, its header first."""
    rows: Rows = [list(HEAD)]
    for row in data(plan).rows:
        cells = zip(COLUMNS, row, strict=True)
        rows.append(
            [cell if isinstance(cell, date) else column.text(cell) for column, cell in cells]
        )
    return rows


def xlsx(*sheets: Rows, names: Sequence[str] = ("数据",)) -> bytes:
    """Return a workbook; what looks like a formula stays text."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows, name in zip(sheets, names, strict=True):
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                cell = sheet.cell(number, place)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_file(rows: Rows, encoding: str = "utf-8-sig") -> bytes:
    """Return a CSV file as Excel saves it."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)
