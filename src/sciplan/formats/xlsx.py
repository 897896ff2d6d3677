"""Excel: a printable sheet a part, and one sheet of data."""

from collections.abc import Sequence
from typing import Any

from sciplan.office.excel import Book, column_width, dates_in, set_page, write
from sciplan.office.outline import title_of
from sciplan.office.sheet import PrintSheet
from sciplan.office.text import clean, widest
from sciplan.style import Style
from sciplan.table import Answer, Cell, Column

_DATA = "数据"
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
    return book.content(title, heading)


def _write_data(book: Book, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Write the records: nothing merged, a filter, the heading in sight."""
    sheet = book.sheet(_DATA)
    head = book.look(font_name=book.style.heading_font, align="center", border=1)
    body = book.look(text_wrap=False, valign="top")
    day = book.look(text_wrap=False, valign="top", num_format="yyyy-mm-dd")
    for place, column in enumerate(columns):
        values = [_datum(column, row[place]) for row in rows]
        said = column.title if column.number else book.style.headings.get(column.key, column.title)
        title = clean(said)
        write(sheet, 0, place, title, head)
        look = day if dates_in(values) else body
        for number, value in enumerate(values, 1):
            write(sheet, number, place, value, look)
        sheet.set_column(place, place, _data_width(title, values))
        if column.choices and rows:
            book.choices(sheet, (1, place, len(rows), place), column.choices)
    if columns:
        sheet.freeze_panes(1, 0, 1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        sheet.repeat_rows(0)
    set_page(sheet, book.style, turned=True)
    sheet.fit_to_pages(1, 0)


def _datum(column: Column, cell: Cell) -> Any:
    from datetime import date

    if isinstance(cell, int | float | date) and not isinstance(cell, bool):
        return cell
    return clean(column.text(cell))


def _data_width(title: str, values: Sequence[object]) -> float:
    sizes = [widest(str(value)) for value in values]
    return column_width(min(max([widest(title) + 3, *sizes]), _WIDEST) + 1)
