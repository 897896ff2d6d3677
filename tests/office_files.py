"""Reads office files back with libraries that sciplan does not write them with, or by their XML."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl


def paragraphs(path: Path) -> list[str]:
    """Return the texts of a Word file outside tables, empty ones left out."""
    return [_seen(each.text) for each in docx.Document(str(path)).paragraphs if each.text.strip()]


def tables(path: Path) -> list[list[list[str]]]:
    """Return the tables of a Word file: rows of the texts of their cells, merged ones once."""
    return [
        [[_seen(cell.text) for cell in _cells(row)] for row in table.rows]
        for table in docx.Document(str(path)).tables
    ]


def _seen(text: str) -> str:
    """Return what a reader sees: places where a row of ids may break have no width."""
    return text.replace("\u200b", "")


def _cells(row: Any) -> Iterator[Any]:
    seen = None
    for cell in row.cells:
        if cell._tc is not seen:
            yield cell
        seen = cell._tc


def everything(path: Path) -> str:
    """Return all the text of a Word file."""
    cells = (cell for table in tables(path) for row in table for cell in row)
    return "\n".join([*paragraphs(path), *cells])


def tasks(table: list[list[str]]) -> list[list[str]]:
    """Return the rows of a table that begin with a measure's id, without details under one."""
    found: dict[str, list[str]] = {}
    for row in table:
        if len(row) > 1 and row[0][:1].isdecimal() and "." in row[0]:
            found.setdefault(row[0], row)  # details stand beside the same id
    return list(found.values())


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Return the sheets of a workbook: rows of values, formulas as they are written."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def below(rows: list[list[Any]], first: str) -> tuple[list[str], list[list[Any]]]:
    """Return the heading row that begins with a word, and the rows under it."""
    at = next(number for number, row in enumerate(rows) if row[0] == first)
    return [str(cell) for cell in rows[at] if cell is not None], rows[at + 1 :]
