"""Excel: a printable sheet a part, and one sheet of data."""

from collections.abc import Iterable, Sequence
from itertools import chain
from math import ceil
from typing import Any

from sciplan.base.answer import Answer, Cell, Column, Records
from sciplan.base.imprint import HEAD, imprint
from sciplan.formats.office.excel import (
    Book,
    column_width,
    cut_note,
    dates_in,
    is_cut,
    paper_of,
    set_page,
    width_in_points,
    write,
)
from sciplan.formats.office.figures import on_paper
from sciplan.formats.office.laid import SheetTitles
from sciplan.formats.office.outline import title_of
from sciplan.formats.office.sheet import PrintSheet
from sciplan.formats.office.text import clean, widest
from sciplan.plan.style import PaperStyle

_DATA = "数据"
_KEPT = "导出时的数据"
_KEPT_PRINTS = "导出时的各表"
_KEPT_SHEET = "导出时的"
_WIDEST = 40
_TINY, _PLAIN = 0.001, "0.000000"
"""A cell without a format of its own shows smaller numbers as 5.8E-05."""
_LEAST_SCALE = 0.75
"""Printed smaller, data can't be read; it then goes on several pages beside each other."""
_NOT_PRINTED = "本表供计算，不打印；要打印，先取消打印区域"


def render(answer: Answer, style: PaperStyle) -> bytes:
    """Return an answer as a workbook."""
    answer = on_paper(answer)
    parts = list(answer.parts)
    title, heading = title_of(answer, parts), clean(answer.heading)
    book = Book(style)
    data = _data(answer.records)
    cut = sum(is_cut(value) for values in data for value in values)
    notes = (*answer.notes, *cut_note(cut, f"“{_DATA}”表"))
    printed = []
    for number, part in enumerate(parts):
        named = clean(title if len(parts) == 1 else part.title)
        titles = SheetTitles(named, heading)
        if not number:
            titles = titles._replace(label=clean(answer.label), above=clean(answer.above))
        printed.append(PrintSheet(book, part, titles, notes))
    # Rows of one sheet may show what stands on another.
    for sheet in printed:
        sheet.write()
    if any(data) or not parts:
        _write_data(book, _DATA, answer.records.columns, data)
    for extra in answer.sheets:
        _write_data(book, extra.name, extra.records.columns, _data(extra.records))
    if answer.kept:
        _write_kept(book, _KEPT, answer.kept)
        _write_kept(book, _KEPT_PRINTS, _imprints(printed))
    for extra in answer.sheets:
        _write_kept(book, f"{_KEPT_SHEET}{extra.name}", extra.records)
    if answer.hidden:
        _write_texts(book, answer.hidden.name, answer.hidden.rows).hide()
    return book.content(title, heading)


def _data(records: Records) -> list[list[Any]]:
    """Return the cells of each column."""
    rows = list(records.rows)
    return [
        [_datum(column, row[place]) for row in rows] for place, column in enumerate(records.columns)
    ]


def _write_data(
    book: Book, name: str, columns: Sequence[Column], data: Sequence[Sequence[Any]]
) -> None:
    """Write records: nothing merged, a filter, the heading in sight."""
    sheet = book.sheet(name)
    head = book.look(font_name=book.style.heading_font, align="center", border=1)
    last = len(data[0]) if data else 0
    sizes = []
    for place, (column, values) in enumerate(zip(columns, data, strict=True)):
        said = column.title if column.number else book.style.headings.get(column.key, column.title)
        title = clean(said)
        write(sheet, 0, place, title, head)
        look = _look(book, column, values)
        for number, value in enumerate(values, 1):
            write(sheet, number, place, value, look)
        sizes.append(_data_size(title, values))
        # The look is the whole column's, for rows to come.
        sheet.set_column(place, place, column_width(sizes[-1]), look)
        if column.choices and values:
            book.choices(sheet, (1, place, last, place), column.choices)
    if columns:
        sheet.freeze_panes(1, 0, 1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.repeat_rows(0)
    _set_page(book, sheet, sizes)


def _look(book: Book, column: Column, values: Sequence[Any]) -> Any:
    """Return the format of a column's cells.

    What is typed into a cell of text stays as typed; elsewhere 2.10 becomes 2.1, and 1/2 a day.
    """
    if any(isinstance(value, int | float) for value in values):
        tiny = any(isinstance(value, float) and 0 < abs(value) < _TINY for value in values)
        return book.look(text_wrap=False, valign="top", **({"num_format": _PLAIN} if tiny else {}))
    code = "yyyy-mm-dd" if column.day or dates_in(values) else "@"
    return book.look(text_wrap=False, valign="top", num_format=code)


def _set_page(book: Book, sheet: Any, sizes: Sequence[float]) -> None:
    """Keep data from being printed with the sheets before it: an empty cell is all that would be.

    Who takes the print area away gets as many pages beside each other as it takes to be read.
    """
    paper = paper_of(book.style, turned=True)
    set_page(sheet, paper)
    across = ceil(width_in_points(sizes) * _LEAST_SCALE / paper.width)
    sheet.fit_to_pages(max(across, 1), 0)
    if sizes:
        sheet.print_area(0, len(sizes), 0, len(sizes))
        sheet.set_footer(f"&C{_NOT_PRINTED}")


def _write_kept(book: Book, name: str, kept: Records) -> None:
    """Write the copy that a later reader compares the data with, where no user comes upon it."""
    rows = (
        [column.text(row[place]) for place, column in enumerate(kept.columns)] for row in kept.rows
    )
    titles = [column.title for column in kept.columns]
    _write_texts(book, name, chain([titles], rows)).very_hidden()


def _write_texts(book: Book, name: str, rows: Iterable[Sequence[str]]) -> Any:
    """Write rows of text as they are, and return their sheet."""
    sheet = book.sheet(name)
    for number, texts in enumerate(rows):
        for place, text in enumerate(texts):
            if text:
                write(sheet, number, place, clean(text), None)
    return sheet


def _imprints(printed: Sequence[PrintSheet]) -> Records:
    """Return what the sheets to read say, so that a later reader can tell what was edited there."""
    rows = [
        (sheet.name, str(row + 1), ",".join(map(imprint, cells)))
        for sheet in printed
        for row, cells in sheet.said()
    ]
    return Records(columns=tuple(Column(key=each, title=each) for each in HEAD), rows=rows)


def _datum(column: Column, cell: Cell) -> Any:
    from datetime import date

    if isinstance(cell, int | float | date) and not isinstance(cell, bool):
        return cell
    return clean(column.text(cell))


def _data_size(title: str, values: Sequence[object]) -> float:
    """Return how many halves of a character a column holds; the arrow of its filter takes three."""
    sizes = [widest(str(value)) for value in values]
    return min(max([widest(title) + 3, *sizes]), _WIDEST) + 1
