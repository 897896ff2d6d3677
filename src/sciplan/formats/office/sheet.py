"""One part of an answer as a sheet to print."""

from collections.abc import Iterator, Sequence
from math import ceil
from operator import itemgetter
from typing import Any

from sciplan.base.answer import Part, Row
from sciplan.base.imprint import FORMULA
from sciplan.formats.office.excel import (
    FONT_SIZE,
    HIGHEST,
    MOST_CHARACTERS,
    PADDING,
    TITLE_SIZE,
    Book,
    column_width,
    columns_room,
    cut_note,
    heights,
    is_cut,
    merge,
    paper_of,
    set_page,
    sum_of,
    text_height,
    text_room,
    width_in_points,
)
from sciplan.formats.office.laid import GIVEN, Band, LaidTable, SheetTitles, cell_value, is_sum
from sciplan.formats.office.layout import (
    UPRIGHT_HEAD,
    TextRow,
    centred,
    groups_of,
    kept,
    line_of,
    on_paper,
)
from sciplan.formats.office.marks import GROUND, Marks, marks
from sciplan.formats.office.outline import numbered
from sciplan.formats.office.pages import LONELY, Strip, even_starts, least_end, most_pages
from sciplan.formats.office.sheet_widths import is_narrow, sheet_widths
from sciplan.formats.office.text import clean, lines

_UPRIGHT_ROOM = 88
"""Halves of a character beside each other on A4 at full size."""
_LEAST_SCALE = 0.6
"""A sheet that would have to be printed smaller goes on several pages beside each other."""
_SHRUNK = 0.75
"""A sheet that goes on one page less when printed at this part of its size does so."""
_CERTAIN = 0.97
"""Part of a page's height that is filled: printers round rows."""
_NARROW = 0.88
"""Part of a page's width that a sheet takes whose scale is set: where the font is missing that
columns are counted in, they are up to an eighth wider."""
_GUESSED = (0.96, 0.98, 1.0, 1.02, 1.09, 1.11, 1.13, 1.15)
"""Parts of a page after which it may break by itself: columns of that font and of the usual ones
that stand in for it are fitted to its width."""
_OTHER_HEIGHTS = (1.0, 0.9, 0.8, 0.7, *(part / 100 for part in range(102, 145, 2)))
"""How high rows to be filled in may be instead: first a little lower, where that is no text's."""
_FEW = 5
"""Notes that stay together, and so with the end of their table."""
_HEAD_LINE = 16.5
"""Points; the font that stands in for 黑体 where it lacks is higher than that of other cells."""
_BY_HAND = 30.0
_NO_ZERO = "General;-General;"
_HIGHEST_FROZEN = 350.0
"""Points; a frozen head that fills the window leaves nothing to scroll."""


class PrintSheet:
    """A printable sheet under construction.

    Args:
        book: The workbook.
        part: What it shows.
        titles: What stands above its tables.
        notes: The answer's footnotes.
    """

    def __init__(self, book: Book, part: Part, titles: SheetTitles, notes: Sequence[str]) -> None:
        self.book = book
        self.style = book.style
        self.part = part
        self.titles = titles
        self.notes = notes
        self.sheet = book.sheet(part.short or part.title)
        numbers = numbered((table.title for table in part.tables), "{}、")
        self.tables = [
            LaidTable(on_paper(table, self.style.headings), title)
            for table, title in zip(part.tables, numbers, strict=True)
            if table.columns
        ]
        self.row = 0
        self.high = 0.0
        self._said: dict[int, dict[int, object]] = {}
        self.bands: list[Band] = []
        self.turned = part.landscape or any(
            laid.widths.comfortable > _UPRIGHT_ROOM for laid in self.tables
        )
        self.paper = paper_of(self.style, turned=self.turned)
        if is_narrow(self.tables, self.paper):
            self.paper = paper_of(self.style, turned=self.turned, usual="A3")
        room = columns_room(self.paper, 1)
        self.tables = [laid.arranged(room) for laid in self.tables]
        self.sizes = sheet_widths(self.tables, self.paper)

    # Writing ---------------------------------------------------------------------------------

    def write(self) -> None:
        """Write all of it."""
        for place, size in enumerate(self.sizes):
            self.sheet.set_column(place, place, column_width(size))
        set_page(self.sheet, self.paper)
        self._head()
        after = (*self.part.notes, *self.notes)
        for laid in self.tables:
            notes = (*self._table_notes(laid), *(after if laid is self.tables[-1] else ()))
            held = notes if len(notes) <= _FEW else notes[:1]
            self._table(laid, below=sum(self._prose(note).high for note in held))
            self._notes(notes)
        if not self.tables:
            self._notes(after)
        starts = set(self._print())
        breaks = []
        for place, band in enumerate(self.bands):
            if place in starts:
                breaks.append(self.row)
            row = self._put(band)
            if band.then:
                band.then(row)
        self.sheet.set_h_pagebreaks(breaks)
        self.sheet.print_area(0, 0, max(self.row - 1, 0), len(self.sizes) - 1)

    @property
    def name(self) -> str:
        """The sheet's name in the workbook."""
        name: str = self.sheet.get_name()
        return name

    def said(self) -> Iterator[tuple[int, list[object]]]:
        """Yield each row that was written, from 0, with its cells; merged ones say the same."""
        for row, cells in sorted(self._said.items()):
            yield row, [cells.get(place, "") for place in range(max(cells) + 1)]

    def _table_notes(self, laid: LaidTable) -> Sequence[str]:
        texts = [text for line in laid.lines for text in line.cells]
        return (*laid.table.notes, *cut_note(sum(map(is_cut, texts)), "本表"))

    def _notes(self, notes: Sequence[str]) -> None:
        for left, note in enumerate(notes, 1 - len(notes)):
            keep = bool(left) and len(notes) <= _FEW
            self.bands.append(self._prose(note)._replace(keep=keep))

    def _head(self) -> None:
        big = self.book.look(font_name=self.style.title_font, font_size=TITLE_SIZE, align="center")
        small = self.book.look(font_name=self.style.subheading_font, align="center")
        left = self.book.look(font_name=self.style.heading_font, align="left")
        for text, look, size in zip(
            (self.titles.label, self.titles.above),
            (left, big),
            (FONT_SIZE, TITLE_SIZE),
            strict=True,
        ):
            if text:
                self.bands.append(self._prose(text, look, size)._replace(keep=True))
        title = self._prose(self.titles.title, big, TITLE_SIZE)
        if len(self.tables) != 1:
            title = title._replace(then=lambda row: self._freeze(row, 0))
        lead = self.part.lead
        self.bands += [
            title._replace(keep=True),
            self._prose(self.titles.heading, small)._replace(keep=True),
            *(self._prose(line)._replace(keep=len(lead) <= _FEW) for line in lead),
        ]

    def _prose(self, text: str, look: Any = None, size: float = FONT_SIZE) -> Band:
        """Return a line over the whole width."""
        text = clean(text)
        cells = [(0, len(self.sizes), text, look or self.book.look(align="left"))]
        return Band(text_height(text, self.sizes, size), cells)

    def _put(self, band: Band) -> int:
        """Write a row and return the number of its first one."""
        first = self.row
        rows = [min(band.high, HIGHEST)] if band.grows else heights(band.high)
        for number, points in enumerate(rows):
            self.sheet.set_row(first + number, points)
        if band.grows:
            self.sheet.growing.add(first)
        for place, span, value, look in band.cells:
            area = (first, place, first + len(rows) - 1, place + span - 1)
            merge(self.sheet, area, value, look)
            # A reader has no more of a text than a cell holds.
            said = value[:MOST_CHARACTERS] if isinstance(value, str) else value
            for number in range(first, first + len(rows)):
                self._said.setdefault(number, {}).update(
                    dict.fromkeys(range(place, place + span), said)
                )
        self.row += len(rows)
        self.high += band.high
        return first

    # A table ---------------------------------------------------------------------------------

    def _table(self, laid: LaidTable, *, below: float) -> None:
        if laid.title:
            look = self.book.look(font_name=self.style.heading_font)
            self.bands.append(self._prose(laid.title, look)._replace(keep=True))
        laid.head = self._columns(laid)
        self.bands.append(laid.head)
        looks = [
            self.book.look(
                **{
                    "align": "center" if middle and not text else "left",
                    "border": 1,
                    **laid.form_look(column),
                }
            )
            for middle, text, column in zip(
                centred(laid.table, laid.widths), laid.typed, laid.table.columns, strict=True
            )
        ]
        made = [
            self._line(laid, looks, line, row)
            for line, row in zip(laid.lines, laid.table.rows, strict=True)
        ]
        if made:
            last = made[-1][-1]

            def then(row: int) -> None:
                if last.then:
                    last.then(row)
                self._after_lines(laid)

            made[-1][-1] = last._replace(then=then)
        if laid.table.total:
            made.append([self._total(laid, laid.table.total)])
        for place, group in enumerate(groups_of(laid.lines)):
            if group:
                made[place].insert(0, self._group(laid, group))
        high = [sum(band.high for band in bands) for bands in made]
        together = kept(len(made), high.__getitem__, self._page[1], below)
        for place, bands in enumerate(made):
            self.bands += [band._replace(keep=True) for band in bands[:-1]]
            self.bands.append(bands[-1]._replace(keep=place in together))

    def _after_lines(self, laid: LaidTable) -> None:
        for (place, _), column in zip(laid.places, laid.table.columns, strict=True):
            if column.choices:
                area = (laid.first, place, self.row - 1, place)
                self.book.choices(self.sheet, area, column.choices)
        if self._filtered:
            self.sheet.autofilter(laid.first - 1, 0, self.row - 1, len(self.sizes) - 1)

    @property
    def _filtered(self) -> bool:
        """Whether rows can be filtered."""
        return len(self.tables) == 1 and bool(self.tables[0].lines) and not self.tables[0].merged

    @property
    def _open_look(self) -> Any:
        return self.book.look(align="left", border=1, num_format="@")

    def _group(self, laid: LaidTable, group: str) -> Band:
        """Return a section's row."""
        look = self.book.look(font_name=self.style.subheading_font, align="left", border=1)
        return self._prose(group, look)._replace(table=laid)

    def _columns(self, laid: LaidTable) -> Band:
        """Return the heading row."""
        cells: list[tuple[int, int, object, Any]] = []
        high = 0.0
        for (place, span), column in zip(laid.places, laid.table.columns, strict=True):
            title = clean(column.title)
            # A long name is written across instead, a few characters a line.
            stacked = column.upright and len(title) <= UPRIGHT_HEAD
            # LibreOffice sets stacked text that may wrap to the left.
            keys: dict[str, object] = {"rotation": 270, "text_wrap": False} if stacked else {}
            look = self.book.look(
                font_name=self.style.heading_font, align="center", border=1, **keys
            )
            cells.append((place, span, title, look))
            if stacked:
                high = max(high, len(title) * _HEAD_LINE + PADDING)
            else:
                count = lines(title, text_room(self._width(place, span)))
                high = max(high, count * _HEAD_LINE + 2 * PADDING)

        def then(row: int) -> None:
            laid.first = row + 1
            if len(self.tables) == 1:
                self._freeze(row, laid.frozen)

        return Band(min(high, HIGHEST), cells, keep=True, then=then)

    def _width(self, place: int, span: int) -> list[float]:
        return self.sizes[place : place + span]

    def _line(
        self,
        laid: LaidTable,
        looks: Sequence[Any],
        line: TextRow,
        row: Row,
    ) -> list[Band]:
        cells = []
        high = 0.0
        for (place, span), column, cell, text, look in zip(
            laid.places, laid.table.columns, row.cells, line.cells, looks, strict=True
        ):
            # In a row without a key the printed columns are there to be filled in too.
            shown = look if line.cells[0] or not column.given else self._open_look
            shown = self._marked(shown, marks(column, text))
            cells.append((place, span, cell_value(column, cell, text), shown))
            high = max(high, text_height(text, self._width(place, span)))
        details = [self._detail(laid, detail) for detail in line.details]
        # A row that is filled in stays one row: what is typed into it is read by rows again.
        by_hand = laid.table.by_hand
        tall = min(max(high, _BY_HAND), HIGHEST) if by_hand else high
        band = Band(tall, cells, least=high, grows=laid.filled_in, table=laid)
        if row.filled_on:
            band = band._replace(then=lambda first: self._shown(laid, line, row.filled_on, first))
        return [band, *details]

    def _shown(self, laid: LaidTable, line: TextRow, where: str, row: int) -> None:
        """Write the formulas of a row that is filled in on another sheet."""
        for place, (blank, typed) in enumerate(zip(laid.blank, laid.typed, strict=True)):
            if blank:
                align = "left" if typed else "center"
                look = self.book.look(align=align, border=1, bg_color=GIVEN)
                formula = self.book.cell_of(where, line.cells[0], place)
                self.sheet.write_formula(row, place, formula, look, "")
                self._said[row][place] = FORMULA

    def _marked(self, look: Any, marked: Marks) -> Any:
        """Return the look of a cell that stands out; all such cells are centred."""
        if not any(marked):
            return look
        ground = {"bg_color": GROUND} if marked.filled else {}
        return self.book.look(align="center", border=1, bold=marked.bold, **ground)

    def _detail(self, laid: LaidTable, text: str) -> Band:
        look = self.book.look(font_name=self.style.subheading_font, align="left", border=1)
        start = laid.spans[0] if len(laid.spans) > 1 else 0
        left = len(self.sizes) - start
        high = text_height(text, self._width(start, left))
        cells: list[tuple[int, int, object, Any]] = [(start, left, text, look)]
        if start:
            cells.insert(0, (0, start, "", look))
        return Band(high, cells, table=laid)

    def _total(self, laid: LaidTable, total: Row) -> Band:
        texts = line_of(laid.table.columns, total).cells
        keys = {"font_name": self.style.heading_font, "align": "center", "border": 1}
        look = self.book.look(**keys)
        # The sum of a form that nobody has filled in yet is no 0.
        empty = self.book.look(**keys, num_format=_NO_ZERO)
        cells: list[tuple[int, int, object, Any]] = []
        sums = []
        high = 0.0
        for number, ((place, span), column, cell, text) in enumerate(
            zip(laid.places, laid.table.columns, total.cells, texts, strict=True)
        ):
            cells.append((place, span, cell_value(column, cell, text), look))
            high = max(high, text_height(text, self._width(place, span)))
            if is_sum(cell, [row.cells[number] for row in laid.table.rows]):
                sums.append((place, cell))

        def then(row: int) -> None:
            for place, value in sums:
                formula = sum_of(laid.first, row - 1, place)
                shown = look if value else empty
                self.sheet.write_formula(row, place, formula, shown, value)
                self._said[row][place] = FORMULA

        return Band(high, cells, table=laid, then=then)

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

    def _print(self) -> list[int]:
        """Set how large it is printed and return which rows begin a page.

        A sheet is fitted to pages or has breaks of its own at a scale that is set, never both:
        what is fitted overrides all breaks that are set (XlsxWriter's manual, `set_h_pagebreaks`;
        ECMA-376 part 1, 18.3.1.65 and 18.3.1.74, don't say which holds, and LibreOffice heeds
        both). Breaks are for rows that belong together. Rows that are filtered away would leave
        gaps before them, and rows that grow leave no page as it was reckoned.
        """
        across, page = self._page
        grown = any(laid.filled_in for laid in self.tables)
        if grown:
            self._stretch(page)
        strips = list(self._strips())
        high = sum(strip.high for strip in strips)
        least = max(_SHRUNK, _LEAST_SCALE * page / self.paper.height)
        most = most_pages(strips, _rooms(page))
        scale = int(100 * min(_NARROW * self.paper.width / width_in_points(self.sizes), 1)) / 100
        if grown or (across == 1 and high <= page * _CERTAIN):
            self.sheet.fit_to_pages(across, 0)
        elif across == 1 and high <= page * _CERTAIN / least:
            self.sheet.fit_to_pages(1, 1)
        elif scale < _LEAST_SCALE or (self._filtered and most * page >= high * _SHRUNK):
            self.sheet.fit_to_pages(across, most)
        else:
            self.sheet.set_print_scale(round(100 * scale))
            return even_starts(strips, self.paper.height / scale * _CERTAIN)
        return []

    def _stretch(self, page: float) -> None:
        """Make rows to be filled in of other heights lest the last page hold next to nothing."""
        bands, found = self.bands, []
        for factor in _OTHER_HEIGHTS:
            self.bands = [
                band._replace(high=min(max(band.high * factor, band.least), HIGHEST))
                if band.grows
                else band
                for band in bands
            ]
            found.append((least_end(list(self._strips()), _rooms(page)), self.bands))
            if found[-1][0] >= LONELY:
                return
        _, self.bands = max(found, key=itemgetter(0))

    @property
    def _page(self) -> tuple[int, float]:
        """How many pages lie beside each other, and what one holds: points before it is scaled."""
        width = width_in_points(self.sizes)
        across = max(ceil(width * _LEAST_SCALE / self.paper.width), 1)
        scale = min(across * self.paper.width / width, 1)
        return across, self.paper.height / scale

    def _strips(self) -> Iterator[Strip]:
        """Yield what pages are made of, with the heights of what each page repeats."""
        one = self.tables[0].head if len(self.tables) == 1 else None
        always = (one or self.bands[0]).high
        for band in self.bands:
            yield Strip(sum(heights(band.high)), band.keep, always)


def _rooms(page: float) -> list[float]:
    """Return what a page may hold whose scale is not known to a hundredth."""
    return [page * part for part in _GUESSED]
