"""One part of an answer as a sheet to print."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Any

from sciplan.office.excel import (
    FONT_SIZE,
    HIGHEST,
    TITLE_SIZE,
    Book,
    column_width,
    heights,
    merge,
    set_page,
)
from sciplan.office.grid import spans
from sciplan.office.layout import UPRIGHT_HEAD, Line, Widths, centred, line_of, lines_of, on_paper
from sciplan.office.outline import numbered
from sciplan.office.text import clean, lines
from sciplan.table import Cell, Column, Part, Row, Table

_UPRIGHT_ROOM, _TURNED_ROOM = 88, 132
"""Halves of a character beside each other on A4 at full size."""
_LEAST_SCALE = 0.55
"""A sheet that would have to be printed smaller goes on several pages beside each other."""
_UPRIGHT_WIDTH = 3.2
_LINE, _UPRIGHT_LINE = 16.0, 16.5
"""Points; fonts differ, 微软雅黑 is the highest in use."""
_PADDING = 4.0
_BY_HAND = 30.0
_HIGHEST_FROZEN = 350.0
"""Points; a frozen head that fills the window leaves nothing to scroll."""


class _Laid:
    """A table ready for a sheet.

    Args:
        table: The table.
        title: Its title, numbered.
    """

    def __init__(self, table: Table, title: str) -> None:
        self.table = table
        self.title = title
        self.lines = lines_of(table)
        rows = [line.cells for line in self.lines]
        if table.total:
            rows.append(line_of(table.columns, table.total).cells)
        self.widths = Widths(table.columns, rows)
        self.upright = any(column.upright for column in table.columns)
        self.spans = [1] * len(table.columns)

    @property
    def merged(self) -> bool:
        """Whether any of its rows is merged."""
        return (
            any(line.group or line.details for line in self.lines) or max(self.spans, default=1) > 1
        )


class PrintSheet:
    """A printable sheet under construction.

    Args:
        book: The workbook.
        part: What it shows.
        title: Its first row.
        heading: Its second row: whose plan.
        notes: The answer's footnotes.
    """

    def __init__(
        self, book: Book, part: Part, title: str, heading: str, notes: Sequence[str]
    ) -> None:
        self.book = book
        self.style = book.style
        self.part = part
        self.title = title
        self.heading = heading
        self.notes = notes
        self.sheet = book.sheet(part.short or part.title)
        titles = numbered((table.title for table in part.tables), "{}、")
        self.tables = [
            _Laid(on_paper(table, self.style.headings), title)
            for table, title in zip(part.tables, titles, strict=True)
            if table.columns
        ]
        self.row = 0
        self.high = 0.0
        self.turned = part.landscape or any(
            laid.widths.comfortable > _UPRIGHT_ROOM for laid in self.tables
        )
        self.sizes = self._sizes()

    @property
    def _room(self) -> int:
        if not self.turned:
            return _UPRIGHT_ROOM
        return _TURNED_ROOM if self.style.sheet_size == "A4" else round(_TURNED_ROOM * 1.43)

    def _sizes(self) -> list[float]:
        """Return the widths of the sheet's columns: those of the table with most."""
        if not self.tables:
            return [float(self._room)]
        base = max(self.tables, key=lambda laid: len(laid.table.columns))
        sizes = self._shares(base)
        keys = [(column.key, size) for column, size in zip(base.table.columns, sizes, strict=True)]
        for laid in self.tables:
            if laid is not base:
                columns = [column.key for column in laid.table.columns]
                laid.spans = spans(columns, self._shares(laid), keys)
        return sizes

    def _shares(self, laid: _Laid) -> list[float]:
        if not laid.upright:
            count = len(laid.table.columns)
            return [share + 1 for share in laid.widths.share(max(self._room - count, count * 4))]
        return [
            _UPRIGHT_WIDTH * size / 2 if column.upright else float(min(size, 40) + 2)
            for column, size in zip(laid.table.columns, laid.widths.natural, strict=True)
        ]

    # Writing ---------------------------------------------------------------------------------

    def write(self) -> None:
        """Write all of it."""
        for place, size in enumerate(self.sizes):
            self.sheet.set_column(place, place, column_width(size))
        set_page(self.sheet, self.style, turned=self.turned)
        self._head()
        if len(self.tables) != 1:
            self._freeze(0, 0)
        for laid in self.tables:
            self._table(laid)
        for note in (*self.part.notes, *self.notes):
            self._prose(note)
        self._set_print_area()

    def _head(self) -> None:
        big = self.book.look(font_name=self.style.title_font, font_size=TITLE_SIZE, align="center")
        self._prose(self.title, big, TITLE_SIZE)
        small = self.book.look(font_name=self.style.subheading_font, align="center")
        self._prose(self.heading, small)
        for line in self.part.lead:
            self._prose(line)

    def _prose(self, text: str, look: Any = None, size: float = FONT_SIZE) -> None:
        """Write a line over the whole width."""
        look = look or self.book.look(align="left")
        text = clean(text)
        high = self._height(text, sum(self.sizes), size)
        self._spread(high, [(0, len(self.sizes), text, look)])

    def _height(self, text: str, units: float, size: float = FONT_SIZE) -> float:
        columns = max(int((units - 1) * FONT_SIZE / size), 2)
        return lines(text, columns) * _LINE * size / FONT_SIZE + _PADDING

    def _spread(self, high: float, cells: Sequence[tuple[int, int, object, Any]]) -> int:
        """Write a row, over several of the sheet's where it is higher than one can be.

        Args:
            high: Its height in points.
            cells: First column, number of columns, value, look.

        Returns:
            The number of its first row.
        """
        first = self.row
        rows = heights(high)
        for number, points in enumerate(rows):
            self.sheet.set_row(first + number, points)
        for place, span, value, look in cells:
            area = (first, place, first + len(rows) - 1, place + span - 1)
            merge(self.sheet, area, value, look)
        self.row += len(rows)
        self.high += high
        return first

    # A table ---------------------------------------------------------------------------------

    def _table(self, laid: _Laid) -> None:
        if laid.title:
            self._prose(laid.title, self.book.look(font_name=self.style.heading_font))
        head = self._columns(laid)
        if len(self.tables) == 1:
            self._freeze(head, len(list(_leading(laid.table.columns))) if laid.upright else 0)
        first = self.row
        places = list(_places(laid.spans))
        looks = [
            self.book.look(align="center" if middle else "left", border=1)
            for middle in centred(laid.table, laid.widths)
        ]
        rows = iter(laid.table.rows)
        for group, members in groupby(laid.lines, key=lambda line: line.group):
            if group:
                self._prose(group, self._group_look)
            for line in members:
                self._line(laid, places, looks, line, next(rows))
        self._offer(laid, places, first)
        if len(self.tables) == 1 and laid.lines and not laid.merged and self.row > first:
            self.sheet.autofilter(head, 0, self.row - 1, len(self.sizes) - 1)
        if laid.table.total:
            self._total(laid, places, first)
        for note in laid.table.notes:
            self._prose(note)

    @property
    def _group_look(self) -> Any:
        return self.book.look(font_name=self.style.subheading_font, align="left", border=1)

    def _columns(self, laid: _Laid) -> int:
        """Write the heading row and return its number."""
        cells: list[tuple[int, int, object, Any]] = []
        high = 0.0
        for (place, span), column in zip(_places(laid.spans), laid.table.columns, strict=True):
            title = clean(column.title)
            keys: dict[str, object] = {"rotation": 270} if column.upright else {}
            look = self.book.look(
                font_name=self.style.heading_font, align="center", border=1, **keys
            )
            cells.append((place, span, title, look))
            if column.upright:
                high = max(high, min(len(title), UPRIGHT_HEAD) * _UPRIGHT_LINE + _PADDING)
            else:
                high = max(high, self._height(title, self._width(place, span)) + _PADDING)
        return self._spread(min(high, HIGHEST), cells)

    def _width(self, place: int, span: int) -> float:
        return sum(self.sizes[place : place + span])

    def _line(
        self,
        laid: _Laid,
        places: Sequence[tuple[int, int]],
        looks: Sequence[Any],
        line: Line,
        row: Row,
    ) -> None:
        cells = []
        high = _BY_HAND if laid.table.by_hand else 0.0
        for (place, span), column, cell, text, look in zip(
            places, laid.table.columns, row.cells, line.cells, looks, strict=True
        ):
            cells.append((place, span, _value(column, cell, text), look))
            high = max(high, self._height(text, self._width(place, span)))
        self._spread(high, cells)
        for detail in line.details:
            self._detail(places, detail)

    def _detail(self, places: Sequence[tuple[int, int]], text: str) -> None:
        look = self.book.look(font_name=self.style.subheading_font, align="left", border=1)
        start = places[1][0] if len(places) > 1 else 0
        left = len(self.sizes) - start
        high = self._height(text, self._width(start, left))
        cells: list[tuple[int, int, object, Any]] = [(start, left, text, look)]
        if start:
            cells.insert(0, (0, start, "", look))
        self._spread(high, cells)

    def _offer(self, laid: _Laid, places: Sequence[tuple[int, int]], first: int) -> None:
        for (place, _), column in zip(places, laid.table.columns, strict=True):
            if column.choices and self.row > first:
                self.book.choices(self.sheet, (first, place, self.row - 1, place), column.choices)

    def _total(self, laid: _Laid, places: Sequence[tuple[int, int]], first: int) -> None:
        from xlsxwriter.utility import xl_range

        total = laid.table.total
        if total is None:
            return
        last = self.row - 1
        texts = line_of(laid.table.columns, total).cells
        cells: list[tuple[int, int, object, Any]] = []
        formulas = []
        high = 0.0
        for number, ((place, span), column, cell, text) in enumerate(
            zip(places, laid.table.columns, total.cells, texts, strict=True)
        ):
            look = self.book.look(font_name=self.style.heading_font, align="center", border=1)
            cells.append((place, span, _value(column, cell, text), look))
            high = max(high, self._height(text, self._width(place, span)))
            if _is_sum(cell, [row.cells[number] for row in laid.table.rows]):
                formulas.append((place, f"=SUM({xl_range(first, place, last, place)})", look, cell))
        at = self._spread(high, cells)
        for place, formula, look, value in formulas:
            self.sheet.write_formula(at, place, formula, look, value)

    # Page ------------------------------------------------------------------------------------

    def _freeze(self, last: int, columns: int) -> None:
        """Keep rows in sight, on the screen and on every page.

        A sheet can repeat one heading only: where it holds several tables, that is its title.

        Args:
            last: The last row that stays; the screen keeps all above it too.
            columns: How many columns stay.
        """
        if self.high <= _HIGHEST_FROZEN:
            # The first free cell is the first one shown: WPS and Excel differ otherwise.
            self.sheet.freeze_panes(last + 1, columns, last + 1, columns)
        self.sheet.repeat_rows(last)
        if columns:
            self.sheet.repeat_columns(0, columns - 1)

    def _set_print_area(self) -> None:
        self.sheet.print_area(0, 0, max(self.row - 1, 0), len(self.sizes) - 1)
        least = self._room / _LEAST_SCALE
        self.sheet.fit_to_pages(ceil(sum(self.sizes) / least), 0)


def _leading(columns: Sequence[Column]) -> Iterator[Column]:
    for column in columns:
        if column.upright:
            return
        yield column


def _places(sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    place = 0
    for span in sizes:
        yield place, span
        place += span


def _value(column: Column, cell: Cell, text: str) -> object:
    """Return what goes into a cell: a number where it is one, else its text."""
    if isinstance(cell, bool):
        return text
    if isinstance(cell, int) and text == str(cell):
        return cell
    if isinstance(cell, float) and column.number:
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _is_sum(total: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a total is the plain sum of whole numbers above it."""
    whole = all(isinstance(cell, int) and not isinstance(cell, bool) for cell in (total, *cells))
    return whole and bool(cells) and sum(cells) == total
