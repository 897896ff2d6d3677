"""Reads the rows of an answer back from a file of any format, with other code than wrote it."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import docx
import openpyxl
from lxml import html

from sciplan.base.answer import Answer
from support import md_rows

Rows = Counter[tuple[str, ...]]
"""How often each row stands there: its texts, sorted, since papers move titles beside ids."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DATA = "数据"


def _row(cells: Iterable[str]) -> tuple[str, ...]:
    """Return the texts of cells without spaces, line ends and places where a line may break."""
    bare = ("".join(cell.replace("\u200b", "").split()) for cell in cells)
    return tuple(sorted(text for text in bare if text))


def rows_of(answer: Answer, *, numbers: bool = True) -> Rows:
    """Return the rows of an answer's tables, on request without the cells that are numbers."""
    return Counter(
        _row(
            column.text(cell)
            for column, cell in zip(table.columns, row.cells, strict=True)
            if numbers or not isinstance(cell, int | float)
        )
        for part in answer.parts
        for table in part.tables
        for row in table.rows
    )


def in_word(content: bytes) -> Rows:
    """Return the rows of a Word file's tables, headings too."""
    body = docx.Document(io.BytesIO(content)).element.body
    return Counter(
        _row(
            "".join(text.text for text in cell.iter(f"{_WORD}t")) for cell in row.iter(f"{_WORD}tc")
        )
        for row in body.iter(f"{_WORD}tr")
    )


def in_workbook(content: bytes) -> tuple[Rows, list[tuple[Any, ...]]]:
    """Return the texts in the rows of the sheets to print, and the rows of the data, if any."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheets = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    data = sheets.pop(_DATA, [])
    printed = [row for rows in sheets.values() for row in rows]
    return Counter(_row(cell for cell in row if isinstance(cell, str)) for row in printed), data


def in_page(content: bytes) -> Rows:
    """Return the rows of a web page's tables, headings too."""
    page = html.fromstring(content.decode())
    return Counter(
        _row("".join(map(str, cell.itertext())) for cell in row) for row in page.iter("tr")
    )


def _holds(found: Rows, wanted: Rows) -> None:
    assert {row: found[row] for row in wanted} == wanted


def word_holds(answer: Answer, content: bytes) -> None:
    """Assert that a Word file has every row of the tables once."""
    _holds(in_word(content), rows_of(answer))


def workbook_holds(answer: Answer, content: bytes) -> None:
    """Assert that a workbook has every row of the tables once, and every record once."""
    printed, data = in_workbook(content)
    _holds(printed, rows_of(answer, numbers=False))
    titles = tuple(column.title for column in answer.records.columns)
    records = list(answer.records.rows)
    assert data[:1] == [titles] or not (data or records)
    assert len(data[1:]) == len(records)


def page_holds(answer: Answer, content: bytes) -> None:
    """Assert that a web page has every row of the tables once."""
    _holds(in_page(content), rows_of(answer))


def csv_holds(answer: Answer, content: bytes) -> None:
    """Assert that a CSV file has its titles and every record once."""
    titles, *found = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert titles == [column.title for column in answer.records.columns]
    assert len(found) == len(list(answer.records.rows))


def json_holds(answer: Answer, content: bytes) -> None:
    """Assert that JSON has every record once, with its keys."""
    found = json.loads(content)
    keys = [column.key for column in answer.records.columns]
    assert [list(each) for each in found] == [keys] * len(list(answer.records.rows))


def markdown_holds(answer: Answer, content: bytes) -> None:
    """Assert that Markdown has as many rows as the tables."""
    assert len(md_rows(content.decode())) == rows_of(answer).total()


def text_holds(answer: Answer, content: bytes) -> None:
    """Assert that aligned text has a line for every row of the tables, in whatever order."""
    lines = Counter(
        "".join(sorted("".join(line.split()))) for line in content.decode().splitlines()
    )
    for part in answer.parts:
        for table in part.tables:
            for row in table.rows:
                cells = zip(table.columns, row.cells, strict=True)
                line = "".join(column.text(cell) for column, cell in cells)
                lines["".join(sorted("".join(line.split())))] -= 1
    assert min(lines.values()) >= 0


HOLDS: dict[str, Callable[[Answer, bytes], None]] = {
    "table": text_holds,
    "md": markdown_holds,
    "csv": csv_holds,
    "json": json_holds,
    "docx": word_holds,
    "xlsx": workbook_holds,
    "html": page_holds,
}
"""One a format."""
