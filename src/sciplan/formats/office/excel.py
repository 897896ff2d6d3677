"""A workbook as offices use it: sheets to print, and a plain one to reckon with."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from math import ceil, isfinite
from typing import Any, NamedTuple

from sciplan.formats.office.outline import NO_DATE
from sciplan.formats.office.text import clean, lines
from sciplan.plan.style import PaperStyle

MOST_CHARACTERS = 32_767
"""Of a cell (Excel's limit)."""
HIGHEST = 408.75
"""Points of a row: the last whole pixel below Excel's limit of 409."""
_SHEET_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_INLINE_CHOICES = 255
_EXACT = 10**15
"""Excel keeps fifteen digits; a longer number stays text."""
PAPER = {"A4": 9, "A3": 8}
_SIZES = {"A4": (210, 297), "A3": (297, 420)}
_SIDE, _END = 0.6, 0.75
"""Margins in inches."""
FONT_SIZE, TITLE_SIZE = 11.0, 18.0
LINE, PADDING = 16.0, 4.0
"""Points of a line, and of a cell besides; fonts that stand in for 仿宋 are higher."""
_HALF, _SPARE, _MARGINS = 7.5, 2, 5
"""Pixels: half a character, room to spare in a column, Excel's margins of a cell."""
_DIGIT, _LIBRARY_DIGIT = 8, 7
"""Pixels: a digit of the default font, and what the library takes one for."""
_TRUSTED = 0.96
_BASE = {"valign": "vcenter", "text_wrap": True}


class Book:
    """A workbook under construction.

    Args:
        style: The look of papers.
    """

    def __init__(self, style: PaperStyle) -> None:
        import xlsxwriter

        self.style = style
        self._file = io.BytesIO()
        self.book: Any = xlsxwriter.Workbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": False,
                "default_date_format": "yyyy-mm-dd",
                "default_format_properties": {"font_name": "Arial", "font_size": 10.5},
            },
        )
        self._names: set[str] = set()
        self._called: dict[str, str] = {}
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def sheet(self, name: str) -> Any:
        """Return a new sheet; its name is made fit and unlike the others."""
        called = self._free_name(name)
        self._called.setdefault(name, called)
        return self.book.add_worksheet(called, worksheet_class=_sheet_class())

    def cell_of(self, name: str, key: str, column: int) -> str:
        """Return the formula of what stands in the row of a sheet whose first cell is a key.

        It finds the row, wherever that goes when the sheet is sorted; an empty cell stays empty.

        Args:
            name: What the sheet was to be called.
            key: The first cell's text.
            column: Which cell of the row, from 0.
        """
        from xlsxwriter.utility import quote_sheetname, xl_col_to_name

        sheet, letter = quote_sheetname(self._called[name]), xl_col_to_name(column)
        text = key.replace('"', '""')
        cell = f'INDEX({sheet}!${letter}:${letter},MATCH("{text}",{sheet}!$A:$A,0))'
        return f'=IFERROR(IF({cell}="","",{cell}),"")'

    def _free_name(self, name: str) -> str:
        wanted = clean(name).translate(_NOT_IN_NAMES).replace("\n", " ").strip(" '") or "表"
        number, fit = 1, _cut(wanted, _SHEET_NAME)
        while fit.casefold() in self._names or fit.casefold() == "history":
            number += 1
            fit = f"{_cut(wanted, _SHEET_NAME - 2 - len(str(number)))}({number})"
        self._names.add(fit.casefold())
        return fit

    def look(self, **keys: object) -> Any:
        """Return a cell format, made once."""
        wanted = {"font_name": self.style.body_font, "font_size": FONT_SIZE, **_BASE, **keys}
        wanted["font_name"] = clean(str(wanted["font_name"]))
        key = tuple(sorted(wanted.items(), key=lambda pair: pair[0]))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(wanted)
        return self._formats[key]

    def choices(self, sheet: Any, area: tuple[int, int, int, int], offered: Sequence[str]) -> None:
        """Offer a list in the cells of an area.

        Args:
            sheet: Where.
            area: First row, first column, last row, last column.
            offered: What to choose from.
        """
        offered = [clean(one) for one in offered]
        inline = len(",".join(offered)) <= _INLINE_CHOICES and not any(
            "," in one for one in offered
        )
        source = offered if inline else self._listed(tuple(offered))
        sheet.data_validation(*area, {"validate": "list", "source": source})

    def _listed(self, offered: tuple[str, ...]) -> str:
        """Write a list too long for the cells themselves on a hidden sheet."""
        sheet, lists = self._lists
        if offered not in lists:
            lists[offered] = len(lists)
            for row, text in enumerate(offered):
                sheet.write_string(row, lists[offered], text)
        from xlsxwriter.utility import xl_range_abs

        place = lists[offered]
        return f"='{sheet.get_name()}'!{xl_range_abs(0, place, len(offered) - 1, place)}"

    @cached_property
    def _lists(self) -> tuple[Any, dict[tuple[str, ...], int]]:
        sheet = self.sheet("选项")
        sheet.hide()
        return sheet, {}

    def content(self, title: str, subject: str) -> bytes:
        """Return the file.

        Args:
            title: For its properties.
            subject: The same.
        """
        self.book.set_properties(
            {
                "title": title[:255],
                "subject": subject[:255],
                "author": clean(self.style.coordinator)[:255],
                "created": NO_DATE,
            }
        )
        self.book.close()
        return self._file.getvalue()


@cache
def _sheet_class() -> Any:
    """Return the class of sheets that can have rows which grow.

    A row to be typed into needs a height, since LibreOffice trusts that a file as Excel writes it
    says one, but not a height that is set: such a row stays so whatever is typed. The library
    writes only the latter.
    """
    from xlsxwriter.worksheet import Worksheet

    class GrowingSheet(Worksheet):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.growing: set[int] = set()

        def _xml_start_tag_unencoded(self, tag: str, attributes: Any = ()) -> None:
            if tag == "row" and dict(attributes)["r"] - 1 in self.growing:
                attributes = [each for each in attributes if each[0] != "customHeight"]
            super()._xml_start_tag_unencoded(tag, attributes)

    return GrowingSheet


def _cut(text: str, units: int) -> str:
    """Cut a text to so many UTF-16 units, as Excel counts them."""
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.strip(" '")


def write(sheet: Any, row: int, column: int, value: object, look: Any) -> None:
    """Write a cell: numbers as numbers, days as days, all else as text that is never a formula."""
    if isinstance(value, bool) or value is None:
        value = "" if value is None else str(value)
    if isinstance(value, int | float) and isfinite(value) and abs(value) < _EXACT:
        sheet.write_number(row, column, value, look)
    elif isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value, look)
    elif value == "":
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_string(row, column, clean(str(value))[:MOST_CHARACTERS], look)


def merge(sheet: Any, area: tuple[int, int, int, int], value: object, look: Any) -> None:
    """Write a value over an area of one or more cells."""
    first_row, first, last_row, last = area
    if (first_row, first) == (last_row, last):
        write(sheet, first_row, first, value, look)
        return
    sheet.merge_range(*area, "", look)
    write(sheet, first_row, first, value, look)


def is_cut(value: object) -> bool:
    """Whether a cell can't hold all of a text."""
    return isinstance(value, str) and len(value) > MOST_CHARACTERS


def cut_note(count: int, where: str) -> list[str]:
    """Return what is said where texts are cut.

    Args:
        count: How many.
        where: In which table.
    """
    limit = f"Excel 每格只能写 {MOST_CHARACTERS} 字"
    return [f"{limit}，{where}有 {count} 格超出，超出部分未写入。"] if count else []


def sum_of(first: int, last: int, column: int) -> str:
    """Return the formula that adds up a column, from one row to another."""
    from xlsxwriter.utility import xl_range

    return f"=SUM({xl_range(first, column, last, column)})"


def heights(points: float) -> list[float]:
    """Return the heights of the rows over which a high row is spread; Excel counts in pixels."""
    count = max(ceil(points / HIGHEST), 1)
    return [ceil(points / count / 0.75) * 0.75] * count


class SheetPaper(NamedTuple):
    """What a sheet is printed on, in points.

    Args:
        number: Excel's number of the size.
        width: Between the margins.
        height: The same.
        turned: Whether it lies on its side.
    """

    number: int
    width: float
    height: float
    turned: bool


def paper_of(style: PaperStyle, *, turned: bool, usual: str = "A4") -> SheetPaper:
    """Return the paper of a sheet; only wide tables need one larger than A4.

    Args:
        style: Says which it is.
        turned: Whether it lies on its side.
        usual: What it is where nothing is said.
    """
    size = (style.sheet_size or usual) if turned else "A4"
    short, long = _SIZES[size]
    across, down = (long, short) if turned else (short, long)
    points = 72 / 25.4
    return SheetPaper(
        PAPER[size], across * points - 144 * _SIDE, down * points - 144 * _END, turned=turned
    )


def set_page(sheet: Any, paper: SheetPaper) -> None:
    """Set paper, margins, page numbers."""
    sheet.set_paper(paper.number)
    if paper.turned:
        sheet.set_landscape()
    sheet.set_margins(left=_SIDE, right=_SIDE, top=_END, bottom=_END)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.center_horizontally()


def column_width(units: float) -> float:
    """Return the library's width of a column that holds so many halves of a character.

    Programs count in digits of the workbook's default font. Those of Arial at 10.5 points take 8
    pixels, those of what stands in for it 8 or 9; those of 宋体 take 7, but 9 where it is missing.
    A Chinese character of the tables' size takes 15. Excel adds margins.
    """
    pixels = units * _HALF + _SPARE + _MARGINS
    return round(pixels / _DIGIT - _MARGINS / _LIBRARY_DIGIT, 2)


def width_in_points(sizes: Iterable[float]) -> float:
    """Return what columns for so many halves of a character take beside each other."""
    return sum(units * _HALF + _SPARE + _MARGINS for units in sizes) * 0.75


def columns_room(paper: SheetPaper, count: int) -> float:
    """Return how many halves of a character so many columns hold on a page."""
    return (paper.width / 0.75 - count * (_SPARE + _MARGINS)) / _HALF


def text_room(sizes: Sequence[float], points: float = FONT_SIZE) -> float:
    """Return how many halves of a character a line holds in a cell over some columns.

    A little less than there is: printers and fonts differ.
    """
    pixels = width_in_points(sizes) / 0.75 - _MARGINS
    return pixels * 0.75 / (points / 2) * _TRUSTED


def text_height(text: str, sizes: Sequence[float], points: float = FONT_SIZE) -> float:
    """Return how high a text stands in a cell over some columns, in points."""
    count = lines(text, text_room(sizes, points), in_sheet=True)
    return count * LINE * points / FONT_SIZE + PADDING


def dates_in(values: Iterable[object]) -> bool:
    """Whether any of some values is a day."""
    return any(isinstance(value, date) for value in values)
