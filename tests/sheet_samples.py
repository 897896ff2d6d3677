"""Data sheets as a user would send them, of plans that tests make."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl

from sciplan.plan.model import Plan
from sciplan.queries.breakdown import COLUMNS, KEPT, data, kept

HEAD = [column.title for column in COLUMNS]
KEYS = [column.key for column in COLUMNS]
Rows = list[list[Any]]


def rows_of(plan: Plan) -> Rows:
    """Return the data sheet of a plan, its header first."""
    rows: Rows = [list(HEAD)]
    shown = data(plan).columns
    for row in data(plan).rows:
        # A plan without 任务内容 has no column for it; here it is empty.
        cells = zip(COLUMNS, (*row, *[""] * (len(COLUMNS) - len(shown))), strict=True)
        rows.append(
            [cell if isinstance(cell, date) else column.text(cell) for column, cell in cells]
        )
    return rows


def kept_of(plan: Plan) -> Rows:
    """Return what a workbook hides of a plan, its header first."""
    rows: Rows = [[column.title for column in KEPT]]
    for row in kept(plan).rows:
        rows.append([column.text(cell) for column, cell in zip(KEPT, row, strict=True)])
    return rows


def exported(plan: Plan, rows: Rows) -> bytes:
    """Return a workbook that was exported of a plan and now says these rows."""
    return hidden(rows, kept_of(plan))


def hidden(rows: Rows, kept_rows: Rows) -> bytes:
    """Return a workbook with rows to see and rows that it hides."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx(rows, kept_rows, names=["数据", "藏"])))
    book["藏"].sheet_state = "veryHidden"
    return saved(book)


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
