"""Ruled tables in a PDF: cells between lines, merged cells filled in, lines within cells joined."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, from the page's upper left corner."""

_PADDING = 12.0
"""So much of a cell's width, in points, is left blank beside its text."""
_SAME = 2.0
"""Edges of cells that are nearer than so many points are one."""
_OPEN = 12.0
"""Lines that reach so many points beyond the cells bound cells that are open at the side."""
_UNREADABLE = "(cid:"
_ENDS_NAME = re.compile(r"[局委办厅部院会行社中心府站所队司校]$|中心$|单位$")
_BEGINS_NAME = re.compile(r"[市省县区州团各]")
_BLANK = 0.6
"""A gap of so much of a character's size is a blank."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on a page.

    Args:
        box: Its place.
        rows: Its cells; every row as long as the longest.
    """

    box: Box
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text outside the tables."""

    text: str
    box: Box


class Plumber:
    """Opens a PDF with pdfplumber, which sees lines as well as characters.

    Args:
        raw: The file's bytes.
    """

    def __init__(self, raw: bytes) -> None:
        import pdfplumber

        # pdfminer reports every oddity of a font; the user can do nothing about it.
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        # Not closed: closing parses all pages, which fails on broken files; it holds but memory.
        self._pdf = pdfplumber.open(io.BytesIO(raw))

    def page(self, number: int) -> tuple[list[Ruled], list[TextLine]]:
        """Return the tables of a page, from 0, and the lines outside them.

        Raises:
            ValueError: Its characters can't be told.
        """
        page = self._pdf.pages[number]
        tables = [_ruled(page, table) for table in _tables(page)]
        tables = [table for table in tables if len(table.rows) > 1 and len(table.rows[0]) > 1]
        rest = page
        for table in tables:
            rest = rest.outside_bbox(_within(table.box, rest.bbox))
        lines = list(_lines(rest))
        page.close()
        texts = [
            *(cell for t in tables for row in t.rows for cell in row),
            *(x.text for x in lines),
        ]
        if any(_UNREADABLE in text for text in texts):
            raise ValueError(number)
        return tables, lines


def _tables(page: "Page") -> "list[Table]":
    """Return a page's tables; one that is open at its sides has no lines there."""
    tables = page.find_tables()
    across = [edge for edge in page.edges if edge["orientation"] == "h"]
    ends = [
        (edge["x0"], edge["x1"])
        for edge in across
        if any(table.bbox[1] - _SAME <= edge["top"] <= table.bbox[3] + _SAME for table in tables)
    ]
    left, right = min((x for x, _ in ends), default=0.0), max((x for _, x in ends), default=0.0)
    if any(left < table.bbox[0] - _OPEN or right > table.bbox[2] + _OPEN for table in tables):
        return page.find_tables({"explicit_vertical_lines": [left, right]})
    return tables


def _ruled(page: "Page", table: "Table") -> Ruled:
    lefts = _edges(cell[0] for cell in table.cells)
    tops = _edges(cell[1] for cell in table.cells)
    rows = [[""] * len(lefts) for _ in tops]
    for cell in table.cells:
        text = _cell(page, cell)
        # A merged cell covers several edges: each place has its text.
        for row, top in enumerate(tops):
            for column, left in enumerate(lefts):
                inside = cell[0] - _SAME < left < cell[2] - _SAME
                if inside and cell[1] - _SAME < top < cell[3] - _SAME:
                    rows[row][column] = text
    return Ruled(table.bbox, tuple(map(tuple, rows)))


def _edges(places: Iterator[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


def _cell(page: "Page", box: Box) -> str:
    return joined(list(_lines(page.crop(_within(box, page.bbox)))), box)


def joined(lines: Sequence[TextLine], box: Box, padding: float = _PADDING) -> str:
    """Return a cell's text: a line that fills the cell goes on in the next.

    Args:
        lines: Its lines, from the top.
        box: The cell's place.
        padding: How much of its width is left blank beside the text.
    """
    text = ""
    before: TextLine | None = None
    for line in lines:
        text += (
            "" if before is None or _goes_on(before, line, box[2] - box[0] - padding) else "\n"
        ) + line.text
        before = line
    return text


def _goes_on(before: TextLine, line: TextLine, width: float) -> bool:
    size = before.box[3] - before.box[1]
    full = before.box[2] - before.box[0] > width - 1.6 * size
    # A list of one name a line looks alike where a name just fills the cell.
    names = _ENDS_NAME.search(before.text) and _BEGINS_NAME.match(line.text)
    return full and not names


def _lines(page: "Page") -> Iterator[TextLine]:
    for line in page.extract_text_lines(x_tolerance_ratio=_BLANK, return_chars=False, strip=True):
        box = (line["x0"], line["top"], line["x1"], line["bottom"])
        yield TextLine(line["text"], box)


def _within(box: Box, page: Box) -> Box:
    """Return a place without what sticks out of the page."""
    left, top, right, bottom = box
    return max(left, page[0]), max(top, page[1]), min(right, page[2]), min(bottom, page[3])
