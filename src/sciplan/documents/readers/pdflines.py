"""Characters of a page → lines in reading order, also of pages set in two columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sciplan.base.chinese import HAN
from sciplan.documents.readers.pdfium import Char
from sciplan.documents.words.markers import marker_at

_APART = 0.6
"""A gap of so much of a character's size is a blank."""
_WORDS_APART = 0.2
"""A gap between letters that parts words, in files that have no blanks."""
_BLANK = 0.12
"""A blank that the file has counts if it parts characters by so much."""
_SPACED = 2.0
"""Letters spaced wider than so much of their size are columns, if they are not spaced evenly."""
_EVEN = 0.3
_WIDEST = 6.0
_COVERED = 0.5
"""A character that covers so much of another one is printed over it."""
_FEWEST_OVER = 4
"""So many characters are printed over others where that is no slip."""
_HIGHER = 0.5
_ASCENT = 0.85
_CLOSES = frozenset("、，。；：！？）》〉”’】〕」』％…,;:!?)]")
_OPENS = frozenset("（《〈“‘【〔「『([")
_HAN = re.compile(HAN)
_FIRST = re.compile(r"[（《〈“‘【〔「『]*(?:[!-~]+|.)[、，。；：！？）》〉”’】〕」』％…]*")
"""What no line break parts."""
_NARROW = 0.55
_SLACK = 0.6
_FEWEST = 8
"""Each column of a page in two has at least so many lines."""
_FEWEST_BESIDE = 3
"""Each has at least so many where items open in both."""
_SAYS = re.compile("[。：；]")
_FULL = 0.8
"""So much of a column's width makes a full line; most lines of running text are full."""
_LONGEST_ACROSS = 0.2
"""So many of the lines may stand across both columns."""
_GUTTER = 8.0
"""Columns are at least so many points apart."""
_LONG = 0.2
"""So much of a page's width tells where a column ends: a page number doesn't."""
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
        height: The size of its characters.
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

    def fills(self, room: float, after: "PdfLine") -> bool:
        """Whether it is as long as can be: what the next line begins with has no room behind it.

        Args:
            room: How much is free behind it.
            after: The next line.
        """
        word = _FIRST.match(after.text)
        width = sum(_NARROW if sign.isascii() else 1 for sign in word[0]) if word else 1
        return room < (width + _SLACK) * self.height


# Characters → stretches ------------------------------------------------------------------------


def pieces_of(chars: Iterable[Char]) -> list[PdfLine]:
    """Return the stretches of text that blanks part, from the top, from left to right."""
    return [piece for row in _heights(chars) for piece in _pieces(row)]


def _heights(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Yield the characters that stand on one line, from the top."""
    row: list[Char] = []
    for char in sorted(chars, key=lambda one: -one.base):
        if row and row[0].base - char.base > _HIGHER * max(row[0].size, char.size):
            yield row
            row = []
        if row or not char.text.isspace():
            row.append(char)
    if row:
        yield row


def is_overprinted(chars: Iterable[Char]) -> bool:
    """Whether characters stand on others at one height, as a running head over text does."""
    rows = (sorted(row, key=lambda char: char.left) for row in _heights(chars))
    over = sum(
        before.text != after.text
        and bool(_HAN.match(before.text) and _HAN.match(after.text))
        and before.right - after.left > (after.right - after.left) * _COVERED
        for row in rows
        for before, after in pairwise(row)
    )
    return over >= _FEWEST_OVER


def _pieces(row: Sequence[Char]) -> Iterator[PdfLine]:
    shown = _with_blanks(sorted(row, key=lambda char: char.left))
    spacing = _spacing([char for char, _ in shown])
    begin = 0
    for number, ((before, _), (after, _)) in enumerate(pairwise(shown), 1):
        tied = after.text in _CLOSES or before.text in _OPENS
        apart = (_SPACED if tied else _APART) * max(before.size, after.size)
        if after.left - before.right - spacing > apart:
            yield _line(shown[begin:number])
            begin = number
    yield _line(shown[begin:])


def _with_blanks(row: Sequence[Char]) -> list[tuple[Char, bool]]:
    """Return each character, and whether the file has a blank in front of it."""
    found: list[tuple[Char, bool]] = []
    blank = False
    for char in row:
        if char.text.isspace():
            blank = True
        else:
            found.append((char, blank))
            blank = False
    return found


def _spacing(row: Sequence[Char]) -> float:
    """Return how far apart a line's Chinese characters usually stand, as in a spaced title."""
    gaps = sorted(
        after.left - before.right
        for before, after in pairwise(row)
        if _HAN.match(before.text) and _HAN.match(after.text)
    )
    if not gaps:
        return 0.0
    usual = gaps[(len(gaps) - 1) // 2]
    size = row[0].size
    several = len(gaps) > 1 or len(row) == 2
    even = several and gaps[-1] - gaps[0] < _EVEN * size
    return usual if 0 < usual <= (_WIDEST if even else _SPACED) * size else 0.0


def _parts(before: Char, after: Char, gap: float, *, blank: bool) -> bool:
    """Whether a blank stands between two characters of one stretch."""
    if after.text in _CLOSES or before.text in _OPENS:
        return False
    size = max(before.size, after.size)
    if blank:
        return gap > _BLANK * size
    letters = before.text.isascii() and after.text.isascii()
    return letters and before.text.isalpha() and after.text.isalpha() and gap > _WORDS_APART * size


def _line(shown: Sequence[tuple[Char, bool]]) -> PdfLine:
    row = [char for char, _ in shown]
    spacing = _spacing(row)
    text = row[0].text
    for before, (after, blank) in zip(row, shown[1:], strict=False):
        gap = after.left - before.right - spacing
        text += (" " if _parts(before, after, gap, blank=blank) else "") + after.text
    size = Counter(char.size for char in row).most_common(1)[0][0]
    base = Counter(char.base for char in row).most_common(1)[0][0]
    return PdfLine(text, row[0].left, row[-1].right, base + _ASCENT * size, size)


# Stretches → lines ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    """How a page parts into two columns: where, and its outer edges."""

    gutter: float
    left: float
    right: float


def columns_of(pieces: Sequence[PdfLine], before: Columns | None = None) -> Columns | None:
    """Return how a page parts into two columns of running text, None where it doesn't.

    Args:
        pieces: Stretches of text.
        before: How the page before did; where few lines follow, they go on so.
    """
    gutter = _gutter(pieces)
    if gutter is not None:
        left, right = min(one.left for one in pieces), max(one.right for one in pieces)
        return Columns(gutter, left, right)
    crossing = sum(_crosses(one, before.gutter) for one in pieces) if before else 0
    return before if crossing <= max(1, len(pieces) * _LONGEST_ACROSS) else None


def lines_of(pieces: Sequence[PdfLine], columns: Columns | None) -> list[PdfLine]:
    """Return a page's lines in reading order.

    In a page of two columns, lines are stretched to the page's width, so that the same measures
    tell full lines, short ones and indents; a line across both parts what is above from what is
    below.

    Args:
        pieces: Stretches of text, from the top.
        columns: The page's columns.
    """
    if columns is None:
        return list(rows_of(pieces))
    gutter = columns.gutter
    across = sorted((p.middle for p in pieces if _crosses(p, gutter)), reverse=True)
    places = [(_place(piece, gutter, across), piece) for piece in pieces]
    found: list[PdfLine] = []
    for place in sorted({place for place, _ in places}):
        rows = list(rows_of(piece for other, piece in places if other == place))
        found += rows if place[1] == 2 else _stretched(rows, columns, place[1])
    return found


def _place(piece: PdfLine, gutter: float, across: Sequence[float]) -> tuple[int, int]:
    """Return in which stretch of the page a piece stands, and in which column; 2 is across both."""
    band = sum(middle > piece.middle for middle in across)
    return band, 2 if _crosses(piece, gutter) else int(piece.left > gutter)


def _crosses(piece: PdfLine, gutter: float) -> bool:
    return piece.left < gutter < piece.right


def may_be_columns(pieces: Sequence[PdfLine]) -> bool:
    """Whether words stand beside one another as in columns, though nothing shows their order."""
    sides = _sides(pieces)
    said = [one for one in sides[1] if _SAYS.search(one.text)] if sides else []
    return len(said) >= _FEWEST_BESIDE


_Sides = tuple[list[PdfLine], list[PdfLine]]


def _sides(pieces: Sequence[PdfLine]) -> _Sides | None:
    """Return the lines on both sides of where fewest stand across, None where too many do."""
    if len(pieces) < 2 * _FEWEST_BESIDE:
        return None
    left = min(piece.left for piece in pieces)
    width = max(piece.right for piece in pieces) - left
    first, last = _MIDDLE
    tried = (left + width * (first + (last - first) * n / _STEPS) for n in range(_STEPS + 1))
    best = min(tried, key=lambda place: sum(_crosses(piece, place) for piece in pieces))
    if sum(_crosses(piece, best) for piece in pieces) > len(pieces) * _LONGEST_ACROSS:
        return None
    sides = (
        list(rows_of(piece for piece in pieces if piece.right <= best)),
        list(rows_of(piece for piece in pieces if piece.left >= best)),
    )
    return sides if min(map(len, sides)) >= _FEWEST_BESIDE else None


def _gutter(pieces: Sequence[PdfLine]) -> float | None:
    """Return where a page parts into two columns of running text, None where it doesn't."""
    sides = _sides(pieces)
    if not sides or not (all(map(_is_text, sides)) or _are_items(sides)):
        return None
    width = max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
    long = [[one for one in side if one.right - one.left > _LONG * width] for side in sides]
    if not all(long):
        return None
    ends, begins = max(line.right for line in long[0]), min(line.left for line in long[1])
    return (ends + begins) / 2 if begins - ends >= _GUTTER else None


def _are_items(sides: _Sides) -> bool:
    """Whether items open on both sides, and are not counted straight across the page."""
    left, right = (
        [(one, mark) for one in side if (mark := marker_at(one.text)[0])] for side in sides
    )
    across = any(
        level(one, two) and (mark.rank, mark.number + 1) == (other.rank, other.number)
        for one, mark in left
        for two, other in right
    )
    return bool(left and right) and not across


def _is_text(lines: Sequence[PdfLine]) -> bool:
    """Whether a column holds running text: in a table's column most lines are short."""
    if len(lines) < _FEWEST:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    full = sum(line.right - line.left >= width * _FULL for line in lines)
    return full * 2 >= len(lines) and width > _FEWEST * lines[0].height


def _stretched(rows: Sequence[PdfLine], columns: Columns, side: int) -> list[PdfLine]:
    left, right = columns.left, columns.right
    width = columns.gutter - left if side == 0 else right - columns.gutter
    start = left if side == 0 else min(line.left for line in rows)
    scale = (right - left) / max(max(line.right for line in rows) - start, width * _FULL)
    return [
        replace(
            line, left=left + (line.left - start) * scale, right=left + (line.right - start) * scale
        )
        for line in rows
    ]


def rows_of(pieces: Iterable[PdfLine]) -> Iterator[PdfLine]:
    """Yield lines straight across a page: the stretches at one height, joined."""
    row: list[PdfLine] = []
    for piece in pieces:
        if row and not level(row[-1], piece):
            yield joined_across(row)
            row = []
        row.append(piece)
    if row:
        yield joined_across(row)


def level(one: PdfLine, two: PdfLine) -> bool:
    """Whether two stretches stand at one height."""
    return abs(one.middle - two.middle) <= _HIGHER * max(one.height, two.height)


def joined_across(row: Sequence[PdfLine]) -> PdfLine:
    """Return stretches side by side as one, with blanks between."""
    pieces = sorted(row, key=lambda line: line.left)
    return replace(
        max(pieces, key=lambda line: len(line.text)),
        text=" ".join(line.text for line in pieces),
        left=pieces[0].left,
        right=max(line.right for line in pieces),
        top=max(line.top for line in pieces),
    )
