"""Ruled tables in a PDF: cells between lines, merged cells filled in, lines within cells joined."""

import io
import logging
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.levels import LEVELS

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

Char = dict[str, Any]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, from the page's upper left corner."""

_PADDING = 12.0
"""So much of a cell's width, in points, is left blank beside its text."""
_SAME = 2.0
"""Edges of cells that are nearer than so many points are one."""
_OPEN = 12.0
"""Lines that reach so many points beyond the cells bound cells that are open at the side."""
_UNREADABLE = "(cid:"
_ENDS_NAME = bodies("line")
_BEGINS_NAME = tuple(f"{LEVELS}团各")
_LEVEL = 3.0
"""Words that stand so many points higher or lower are of one line."""
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
        whole = self._pdf.pages[number]
        page = whole.dedupe_chars()
        found = [_CellChars(table) for table in _tables(page)]
        found = [cells for cells in found if len(cells.tops) > 1 and len(cells.lefts) > 1]
        outside = [char for char in page.chars if not any(cells.take(char) for cells in found)]
        tables = [cells.ruled() for cells in found]
        lines = list(_lines(outside))
        whole.close()
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


class _CellChars:
    """A table's cells, and the characters within each.

    Args:
        table: The table.
    """

    def __init__(self, table: "Table") -> None:
        self.box: Box = table.bbox
        self.cells: list[Box] = list(table.cells)
        self.lefts = _edges(cell[0] for cell in self.cells)
        self.tops = _edges(cell[1] for cell in self.cells)
        # A merged cell covers several edges: each place is its own.
        self.owners: dict[tuple[int, int], int] = {}
        for number, (left, top, right, bottom) in enumerate(self.cells):
            columns = range(self._column(left), self._column(right - 2 * _SAME) + 1)
            for row in range(self._row(top), self._row(bottom - 2 * _SAME) + 1):
                self.owners |= {(row, column): number for column in columns}
        self.chars: dict[int, list[Char]] = {}

    def _column(self, place: float) -> int:
        return bisect_right(self.lefts, place + _SAME) - 1

    def _row(self, place: float) -> int:
        return bisect_right(self.tops, place + _SAME) - 1

    def take(self, char: Char) -> bool:
        """Take a character where it stands within the table."""
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        left, top, right, bottom = self.box
        if not (left <= across <= right and top <= down <= bottom):
            return False
        place = bisect_right(self.tops, down) - 1, bisect_right(self.lefts, across) - 1
        owner = self.owners.get(place)
        if owner is not None:
            self.chars.setdefault(owner, []).append(char)
        return owner is not None

    def ruled(self) -> Ruled:
        """Return the table with its text."""
        texts = [
            joined(list(_lines(self.chars.get(number, []))), cell)
            for number, cell in enumerate(self.cells)
        ]
        rows = [
            tuple(
                texts[owner] if (owner := self.owners.get((row, column))) is not None else ""
                for column in range(len(self.lefts))
            )
            for row in range(len(self.tops))
        ]
        return Ruled(self.box, tuple(rows))


def _edges(places: Iterator[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


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
    names = before.text.endswith(_ENDS_NAME) and line.text.startswith(_BEGINS_NAME)
    return full and not names


def _lines(chars: Sequence[Char]) -> Iterator[TextLine]:
    """Yield lines of characters from the top."""
    from pdfplumber.utils.clustering import cluster_objects
    from pdfplumber.utils.text import extract_words

    words = extract_words(list(chars), x_tolerance_ratio=_BLANK)
    for line in cluster_objects(words, "top", tolerance=_LEVEL):
        pieces = sorted(line, key=lambda word: word["x0"])
        yield TextLine(
            " ".join(piece["text"] for piece in pieces),
            (
                pieces[0]["x0"],
                min(piece["top"] for piece in pieces),
                pieces[-1]["x1"],
                max(piece["bottom"] for piece in pieces),
            ),
        )
