"""Stretches of text on a page → lines in reading order, also of pages set in two columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_BLANK = 0.6
"""A gap of so much of a character's size is a blank."""
_FEWEST = 8
"""Each column of a page in two has at least so many lines."""
_FULL = 0.8
"""So much of a column's width makes a full line; most lines of running text are full."""
_LONGEST_ACROSS = 0.2
"""So many of the lines may stand across both columns."""
_GUTTER = 8.0
"""Columns are at least so many points apart."""
_MIDDLE = (0.35, 0.65)
_STEPS = 24


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of a page, or a stretch of one; measures in points.

    Args:
        text: What it says.
        left: Its left edge.
        right: Its right edge.
        top: Its upper edge; the greater, the higher on the page.
        height: Its height.
    """

    text: str
    left: float
    right: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.top - self.height / 2


def lines_of(pieces: Sequence[PdfLine]) -> list[PdfLine]:
    """Return a page's lines in reading order.

    In a page of two columns, lines are stretched to the page's width, so that the same measures
    tell full lines, short ones and indents; a line across both parts what is above from what is
    below.

    Args:
        pieces: Stretches of text as they come.
    """
    gutter = _gutter(pieces)
    if gutter is None:
        return list(_rows(pieces))
    across = sorted((p.middle for p in pieces if _crosses(p, gutter)), reverse=True)
    places = [(_place(piece, gutter, across), piece) for piece in pieces]
    found: list[PdfLine] = []
    for place in sorted({place for place, _ in places}):
        rows = list(_rows(piece for other, piece in places if other == place))
        found += rows if place[1] == 2 else _stretched(rows, pieces)
    return found


def _place(piece: PdfLine, gutter: float, across: Sequence[float]) -> tuple[int, int]:
    """Return in which stretch of the page a piece stands, and in which column; 2 is across both."""
    band = sum(middle > piece.middle for middle in across)
    return band, 2 if _crosses(piece, gutter) else int(piece.left > gutter)


def _crosses(piece: PdfLine, gutter: float) -> bool:
    return piece.left < gutter < piece.right


def _gutter(pieces: Sequence[PdfLine]) -> float | None:
    """Return where a page parts into two columns of running text, None where it doesn't."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left = min(piece.left for piece in pieces)
    width = max(piece.right for piece in pieces) - left
    first, last = _MIDDLE
    tried = (left + width * (first + (last - first) * n / _STEPS) for n in range(_STEPS + 1))
    best = min(tried, key=lambda place: sum(_crosses(piece, place) for piece in pieces))
    if sum(_crosses(piece, best) for piece in pieces) > len(pieces) * _LONGEST_ACROSS:
        return None
    sides = (
        list(_rows(piece for piece in pieces if piece.right <= best)),
        list(_rows(piece for piece in pieces if piece.left >= best)),
    )
    if not all(map(_is_text, sides)):
        return None
    ends, begins = max(line.right for line in sides[0]), min(line.left for line in sides[1])
    return (ends + begins) / 2 if begins - ends >= _GUTTER else None


def _is_text(lines: Sequence[PdfLine]) -> bool:
    """Whether a column holds running text: in a table's column most lines are short."""
    if len(lines) < _FEWEST:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(line.right - line.left >= width * _FULL for line in lines)
    return full * 2 >= len(lines) and width > _FEWEST * lines[0].height


def _stretched(rows: Sequence[PdfLine], page: Sequence[PdfLine]) -> list[PdfLine]:
    left, right = min(piece.left for piece in page), max(piece.right for piece in page)
    start = min(line.left for line in rows)
    scale = (right - left) / max(max(line.right for line in rows) - start, 1.0)
    return [
        replace(
            line, left=left + (line.left - start) * scale, right=left + (line.right - start) * scale
        )
        for line in rows
    ]


def _rows(pieces: Iterable[PdfLine]) -> Iterator[PdfLine]:
    """Yield lines: the stretches that follow one another at one height, joined."""
    row: list[PdfLine] = []
    for piece in pieces:
        if row and abs(row[-1].middle - piece.middle) > 0.5 * max(row[-1].height, piece.height):
            yield _one(row)
            row = []
        # What is printed twice, a little apart, looks bold.
        twice = row and row[-1].text.endswith(piece.text) and piece.left < row[-1].right - 1
        if piece.text and not twice:
            row.append(piece)
    if row:
        yield _one(row)


def _one(row: Sequence[PdfLine]) -> PdfLine:
    pieces = sorted(row, key=lambda line: line.left)
    text = pieces[0].text
    for before, after in pairwise(pieces):
        apart = after.left - before.right > after.height * _BLANK
        text += (" " if apart else "") + after.text
    return PdfLine(
        text,
        pieces[0].left,
        pieces[-1].right,
        max(line.top for line in pieces),
        max(line.height for line in pieces),
    )
