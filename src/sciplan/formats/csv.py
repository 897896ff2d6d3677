"""CSV of the records, with Chinese headings, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from sciplan.base.answer import Answer, Cell, Column
from sciplan.base.numerals import without_exponent

# Excel in East Asian editions takes the full-width marks for the same (OWASP, CSV Injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def render(answer: Answer) -> str:
    """Return the records as CSV (RFC 4180: CRLF line ends); lists are joined by 、."""
    records = answer.records
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_guarded(column.title) for column in records.columns)
    writer.writerows(_values(records.columns, row) for row in records.rows)
    return text.getvalue()


def _values(columns: Iterable[Column], row: Iterable[Cell]) -> list[object]:
    return [_value(column, cell) for column, cell in zip(columns, row, strict=True)]


def _value(column: Column, cell: Cell) -> object:
    if isinstance(cell, float):
        return without_exponent(repr(cell))
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    return _guarded(column.text(cell))


def _guarded(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
