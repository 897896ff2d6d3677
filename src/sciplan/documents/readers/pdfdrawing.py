"""What a page draws apart from text: the rules of its tables, and what may lie behind text.

Measures are in points, the greater the higher on the page.
"""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfMatrix, PdfObject, PdfPage

_MOST_OBJECTS = 100_000
"""Rules of a page with more drawings are not looked for: it is a map."""
_DEEPEST = 8
_MOST_COVERS = 2000
"""Where more pictures and filled shapes may lie behind text, all of it counts as seen."""
_THIN = 3.0
"""A filled box that is no thicker, in points, is a rule."""
_LEVEL = 1.0
Box = tuple[float, float, float, float]
"""Left, low, right and high edge."""
Point = tuple[float, float]
TURNS: dict[int, Callable[[float, float], tuple[float, float]]] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (y, -x),
    180: lambda x, y: (-x, -y),
    270: lambda x, y: (-y, x),
}
"""Degrees by which a page is turned → how a point moves with it."""


class Rule(NamedTuple):
    """A straight line, across or down a page."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawing:
    """Gathers what a page draws apart from text."""

    lines: list[tuple[Point, Point]] = field(default_factory=list)
    objects: int = 0
    has_picture: bool = False
    grounds: list[Box] = field(default_factory=list)

    @classmethod
    def of(cls, page: "PdfPage") -> "Drawing":
        """Gather all that a page draws."""
        found = cls()
        for drawn in page.get_objects(max_depth=_DEEPEST):
            found.objects += 1
            if found.objects > _MOST_OBJECTS:
                break
            found.take(drawn)
        return found

    def take(self, drawn: "PdfObject") -> None:
        """Gather one object; what forms hold comes for itself."""
        from pypdfium2 import raw

        if drawn.type in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM):
            return
        if drawn.type == raw.FPDF_PAGEOBJ_PATH:
            filled, stroked = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(drawn, filled, stroked)
            self.lines += _lines(drawn, filled=bool(filled.value), stroked=bool(stroked.value))
            is_ground = bool(filled.value)
        else:
            is_ground = True
            self.has_picture = self.has_picture or drawn.type == raw.FPDF_PAGEOBJ_IMAGE
        if is_ground:
            self.grounds.append(_through_forms(drawn).on_rect(*drawn.get_bounds()))

    def covers(self, across: float, height: float) -> bool:
        """Whether a picture or a filled shape may lie behind a point."""
        boxes = self.grounds
        return len(boxes) > _MOST_COVERS or any(is_in(across, height, box) for box in boxes)

    def rules(self, turn: int) -> list[Rule] | None:
        """Return its straight lines, turned by so many degrees; None where it draws too much."""
        if self.objects > _MOST_OBJECTS:
            return None
        rotate = TURNS[turn]
        lines = ((rotate(*one), rotate(*two)) for one, two in self.lines)
        return [rule for one, two in lines if (rule := _rule(one, two))]


def _through_forms(drawn: "PdfObject") -> "PdfMatrix":
    """Return how a point of what a form holds moves to the page."""
    from pypdfium2 import PdfMatrix

    matrix = PdfMatrix()
    while drawn.container is not None:
        drawn = drawn.container
        matrix = matrix.multiply(drawn.get_matrix())
    return matrix


def _rule(one: Point, two: Point) -> Rule | None:
    (left, low), (right, high) = one, two
    wide, tall = abs(right - left), abs(high - low)
    if not math.isfinite(wide + tall):
        return None
    if tall <= _LEVEL and tall < wide:
        return Rule(True, (low + high) / 2, min(left, right), max(left, right))
    if wide <= _LEVEL and wide < tall:
        return Rule(False, (left + right) / 2, min(low, high), max(low, high))
    return None


def _lines(path: "PdfObject", *, filled: bool, stroked: bool) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines that a path draws; a box that is only filled is a background."""
    if not (filled or stroked):
        return
    shapes = _shapes(path)
    for shape in shapes:
        middles = list(_middles(shape))
        if middles:
            yield from middles
        elif stroked or len(shapes) > 1:  # a frame is the space between two boxes
            yield from pairwise(shape)


def _middles(shape: list[Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the line that a thin box stands for; a dot may be part of one across or down."""
    left, right = min(x for x, _ in shape), max(x for x, _ in shape)
    low, high = min(y for _, y in shape), max(y for _, y in shape)
    across, down = (left + right) / 2, (low + high) / 2
    flat, upright = high - low <= _THIN, right - left <= _THIN
    if flat and (upright or right - left > high - low):
        yield (left, down), (right, down)
    if upright and (flat or high - low > right - left):
        yield (across, low), (across, high)


def _shapes(path: "PdfObject") -> list[list[Point]]:
    """Return the corners of a path's shapes; none where it is curved."""
    from pypdfium2 import raw

    matrix = path.get_matrix().multiply(_through_forms(path))
    shapes: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO or not shapes:
            shapes.append([])
        shapes[-1].append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            shapes[-1].append(shapes[-1][0])
    return shapes


def is_in(across: float, height: float, box: Box) -> bool:
    """Whether a point lies in a box."""
    left, low, right, high = box
    return left <= across <= right and low <= height <= high
