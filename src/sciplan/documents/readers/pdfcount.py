"""Numbers of lines in the margin of a page: they count lines, and are no text.

They are left out only where nothing speaks against it: bare numbers stand left of all text, rise by
one step, miss no line of text, and the text runs on from line to line, as no list or table does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sciplan.documents.readers.pdfedges import LeftOut, opens_item
from sciplan.documents.readers.pdflines import PdfLine, level

_NUMBER = re.compile(r"[0-9]{1,4}")
_FEWEST = 5
"""So many numbers make the first page's column."""
_FEWEST_RUN_ON = 3
"""So many of its lines run on into the next."""
_SLACK = 2.0
_STOPS = tuple("。；！？：;!?:")


@dataclass(slots=True)
class LineNumbers:
    """Takes the numbers of lines off page after page.

    Args:
        first_page: The first page that has some, from 0.
        counted: All numbers so far.
    """

    first_page: int = 0
    counted: list[int] = field(default_factory=list)

    def without(self, pieces: Sequence[PdfLine], page: int) -> list[PdfLine]:
        """Return a page's stretches of text without the numbers of its lines."""
        text = [piece for piece in pieces if not _NUMBER.fullmatch(piece.text)]
        edge = min((piece.left for piece in text), default=0.0)
        column = [p for p in pieces if p.right < edge and _NUMBER.fullmatch(p.text)]
        numbers = [int(piece.text) for piece in column]
        if not _count(column, numbers, _rows(pieces)) or not self._begin(numbers, column, text):
            return [*pieces]
        self.first_page = self.first_page if self.counted else page
        self.counted += numbers
        return [piece for piece in pieces if piece not in column]

    def told(self) -> list[LeftOut]:
        """Return what was left out."""
        said = f"{self.counted[0]}至{self.counted[-1]}" if self.counted else ""
        return [LeftOut("行号", said, self.first_page)] if said else []

    def _begin(
        self, numbers: Sequence[int], column: Sequence[PdfLine], text: Sequence[PdfLine]
    ) -> bool:
        """Whether they go on from the page before, or are enough to begin with."""
        if self.counted and 0 < numbers[0] - self.counted[-1] <= self._step():
            return True
        return len(column) >= _FEWEST and _runs_on(column, text)

    def _step(self) -> int:
        return self.counted[1] - self.counted[0]


def _rows(pieces: Iterable[PdfLine]) -> list[float]:
    """Return at which heights something stands, from the top."""
    rows: list[PdfLine] = []
    for piece in sorted(pieces, key=lambda one: -one.middle):
        if not rows or not level(rows[-1], piece):
            rows.append(piece)
    return [row.middle for row in rows]


def _count(column: Sequence[PdfLine], numbers: Sequence[int], rows: Sequence[float]) -> bool:
    """Whether numbers rise by one step, with no more lines from one to the next than they say."""
    steps = {after - before for before, after in pairwise(numbers)}
    if not numbers or len(steps) > 1 or any(step < 1 for step in steps):
        return False
    return all(
        sum(lower.middle < row <= upper.middle for row in rows) <= max(steps, default=0)
        for upper, lower in pairwise(column)
    )


def _runs_on(column: Sequence[PdfLine], text: Sequence[PdfLine]) -> bool:
    """Whether text beside the numbers runs on from line to line; a table's or list's doesn't."""
    beside = [[one for one in text if level(one, number)] for number in column]
    lines = [row[0] for row in beside if len(row) == 1]
    right = max((line.right for line in lines), default=0.0)
    running = sum(
        line.right > right - _SLACK * line.height
        and not line.text.endswith(_STOPS)
        and not opens_item(after.text)
        for line, after in pairwise(lines)
    )
    return len(lines) * 2 > len(column) and running >= _FEWEST_RUN_ON
