"""A workbook as offices use it: sheets to print, and a plain one to reckon with."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from math import isfinite
from typing import Any

from sciplan.office.outline import NO_DATE
from sciplan.office.text import clean
from sciplan.style import Style

MOST_CHARACTERS = 32_767
"""Of a cell (Excel's limit)."""
HIGHEST = 409.0
"""Points of a row (Excel's limit)."""
_SHEET_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_INLINE_CHOICES = 255
_EXACT = 10**15
"""Excel keeps fifteen digits; a longer number stays text."""
PAPER = {"A4": 9, "A3": 8}
FONT_SIZE, TITLE_SIZE = 11.0, 18.0
_BASE = {"valign": "vcenter", "text_wrap": True}


class Book:
    """A workbook under construction.

    Args:
        style: The look of papers.
    """

    def __init__(self, style: Style) -> None:
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
            },
        )
        self._names: set[str] = set()
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def sheet(self, name: str) -> Any:
        """Return a new sheet; its name is made fit and unlike the others."""
        return self.book.add_worksheet(self._free_name(name))

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
        inline = len(",".join(offered)) <= _INLINE_CHOICES and not any(
            "," in one for one in offered
        )
        source = list(offered) if inline else self._listed(tuple(offered))
        sheet.data_validation(*area, {"validate": "list", "source": source})

    def _listed(self, offered: tuple[str, ...]) -> str:
        """Write a list too long for the cells themselves on a hidden sheet."""
        sheet, lists = self._lists
        if offered not in lists:
            lists[offered] = len(lists)
            for row, text in enumerate(offered):
                sheet.write_string(row, lists[offered], clean(text))
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
                "author": self.style.coordinator[:255],
                "created": NO_DATE,
            }
        )
        self.book.close()
        return self._file.getvalue()


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


def heights(points: float) -> list[float]:
    """Return the heights of the rows over which a high row is spread."""
    count = max(int(-(-points // HIGHEST)), 1)
    return [points / count] * count


def set_page(sheet: Any, style: Style, *, turned: bool) -> None:
    """Set paper, margins, page numbers."""
    sheet.set_paper(PAPER[style.sheet_size] if turned else PAPER["A4"])
    if turned:
        sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.75)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.center_horizontally()


def column_width(units: float) -> float:
    """Return Excel's width of a column for so many halves of a character, margins included.

    Excel counts in digits of the workbook's default font, 7 pixels at 11 points; a Chinese
    character of the same size takes 15.
    """
    return round(units * 7.5 / 7 + 0.72, 2)


def dates_in(values: Iterable[object]) -> bool:
    """Whether any of some values is a day."""
    return any(isinstance(value, date) for value in values)
