"""Excel: a printable sheet a part, and one sheet of data."""

from collections.abc import Sequence
from typing import Any

from sciplan.office.excel import Book, column_width, dates_in, set_page, write
from sciplan.office.outline import title_of
from sciplan.office.sheet import PrintSheet
from sciplan.office.text import clean, widest
from sciplan.style import Style
from sciplan.table import Answer, Cell, Column, Records

_DATA = "数据"
_KEPT = "导出时的数据"
_WIDEST = 40


def render(answer: Answer, style: Style) -> bytes:
    """Return an answer as a workbook."""
    parts = list(answer.parts)
    title, heading = title_of(answer, parts), clean(answer.heading)
    book = Book(style)
    for part in parts:
        named = title if len(parts) == 1 else part.title
        PrintSheet(book, part, clean(named), heading, answer.notes).write()
    rows = list(answer.records.rows)
    if rows or not parts:
        _write_data(book, answer.records.columns, rows)
    if answer.kept:
        _write_kept(book, answer.kept)
    return book.content(title, heading)


def _write_data(book: Book, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Write the records: nothing merged, a filter, the heading in sight."""
    sheet = book.sheet(_DATA)
    head = book.look(font_name=book.style.heading_font, align="center", border=1)
    number = book.look(text_wrap=False, valign="top")
    # What is typed into a cell of text stays as typed: elsewhere 2.10 becomes 2.1, 1/2 a day.
    body = book.look(text_wrap=False, valign="top", num_format="@")
    day = book.look(text_wrap=False, valign="top", num_format="yyyy-mm-dd")
    for place, column in enumerate(columns):
        values = [_datum(column, row[place]) for row in rows]
        title = clean(book.style.headings.get(column.key, column.title))
        write(sheet, 0, place, title, head)
        look = day if column.day or dates_in(values) else body
        if any(isinstance(value, int | float) for value in values):
            look = number
        for row, value in enumerate(values, 1):
            write(sheet, row, place, value, look)
        # The whole column, for rows to come.
        sheet.set_column(place, place, _data_width(title, values), look)
        if column.choices and rows:
            book.choices(sheet, (1, place, len(rows), place), column.choices)
    if columns:
        sheet.freeze_panes(1, 0, 1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.repeat_rows(0)
    set_page(sheet, book.style, turned=True)
    sheet.fit_to_pages(1, 0)


def _write_kept(book: Book, kept: Records) -> None:
    """Write the copy that a later reader compares the data with, where no user comes upon it."""
    sheet = book.sheet(_KEPT)
    rows = (
        [column.text(row[place]) for place, column in enumerate(kept.columns)] for row in kept.rows
    )
    for number, texts in enumerate(([column.title for column in kept.columns], *rows)):
        for place, text in enumerate(texts):
            if text:
                write(sheet, number, place, clean(text), None)
    sheet.very_hidden()


def _datum(column: Column, cell: Cell) -> Any:
    from datetime import date

    if isinstance(cell, int | float | date) and not isinstance(cell, bool):
        return cell
    return clean(column.text(cell))


def _data_width(title: str, values: Sequence[object]) -> float:
    sizes = [widest(str(value)) for value in values]
    return column_width(min(max([widest(title) + 3, *sizes]), _WIDEST) + 1)
