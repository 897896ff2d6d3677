"""What a page draws apart from text: the rules of its tables, and what may lie behind text.

Measures are in points, the greater the higher on the page.
"""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

_MOST_OBJECTS = 100_000
"""Rules of a page with more drawings are not looked for: it is a map."""
_DEEPEST = 8
WHITE = 0.98
"""How light a colour is that can't be told from paper."""
_MOST_COVERS = 2000
"""Where more pictures and filled shapes may lie behind text, all of it counts as seen."""
_THIN = 3.0
"""A filled box that is no thicker, in points, is a rule."""
_LEVEL = 1.0
Box = tuple[float, float, float, float]
"""Left, low, right and high edge."""
Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
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

    def covers(self, across: float, height: float) -> bool:
        """Whether a picture or a filled shape may lie behind a point."""
        boxes = self.grounds
        return len(boxes) > _MOST_COVERS or any(is_in(across, height, box) for box in boxes)

    def walk(self, page: Any) -> None:
        """Gather all that a page of pdfium draws."""
        from pypdfium2 import raw

        for number in range(raw.FPDFPage_CountObjects(page)):
            self._take(raw.FPDFPage_GetObject(page, number), _SAME, 0)

    def _take(self, drawn: Any, matrix: Matrix, depth: int) -> None:
        from pypdfium2 import raw

        self.objects += 1
        if self.objects > _MOST_OBJECTS:
            return
        kind = raw.FPDFPageObj_GetType(drawn)
        is_opened = kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST
        if not is_opened and _is_ground(drawn, kind):
            self.grounds.append(_box(drawn, matrix))
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.has_picture = True
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self.lines += _lines(drawn, _within(_matrix(drawn), matrix))
        elif is_opened:
            inner = _within(_matrix(drawn), matrix)
            for number in range(raw.FPDFFormObj_CountObjects(drawn)):
                self._take(raw.FPDFFormObj_GetObject(drawn, number), inner, depth + 1)

    def rules(self, turn: int) -> list[Rule] | None:
        """Return its straight lines, turned by so many degrees; None where it draws too much."""
        if self.objects > _MOST_OBJECTS:
            return None
        rotate = TURNS[turn]
        lines = ((rotate(*one), rotate(*two)) for one, two in self.lines)
        return [rule for one, two in lines if (rule := _rule(one, two))]


def _is_ground(drawn: Any, kind: int) -> bool:
    """Whether unseen or white text may be seen on it: it is no text, no line, and not white."""
    from pypdfium2 import raw

    if kind != raw.FPDF_PAGEOBJ_PATH:
        return bool(kind != raw.FPDF_PAGEOBJ_TEXT)
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, ctypes.byref(filled), ctypes.byref(stroked))
    parts = [ctypes.c_uint() for _ in range(4)]
    known = raw.FPDFPageObj_GetFillColor(drawn, *map(ctypes.byref, parts))
    return bool(filled.value) and (not known or lightness(*parts) < WHITE)


def _box(drawn: Any, matrix: Matrix) -> Box:
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges))
    left, low, right, high = (edge.value for edge in edges)
    corners = [_moved(x, y, matrix) for x in (left, right) for y in (low, high)]
    across, heights = zip(*corners, strict=True)
    return min(across), min(heights), max(across), max(heights)


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


def _lines(path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines that a path draws; a box that is only filled is a background."""
    from pypdfium2 import raw

    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(filled), ctypes.byref(stroked))
    if not (filled.value or stroked.value):
        return
    shapes = _shapes(path, matrix)
    for shape in shapes:
        middles = list(_middles(shape))
        if middles:
            yield from middles
        elif stroked.value or len(shapes) > 1:  # a frame is the space between two boxes
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


def _shapes(path: Any, matrix: Matrix) -> list[list[Point]]:
    """Return the corners of a path's shapes; none where it is curved."""
    from pypdfium2 import raw

    shapes: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == raw.FPDF_SEGMENT_MOVETO or not shapes:
            shapes.append([])
        shapes[-1].append(_moved(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment):
            shapes[-1].append(shapes[-1][0])
    return shapes


def _matrix(drawn: Any) -> Matrix:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix)):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    """Return one matrix that does what the inner does, then the outer."""
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (
        a * k + b * n,
        a * m + b * o,
        c * k + d * n,
        c * m + d * o,
        e * k + f * n + p,
        e * m + f * o + q,
    )


def is_in(across: float, height: float, box: Box) -> bool:
    """Whether a point lies in a box."""
    left, low, right, high = box
    return left <= across <= right and low <= height <= high


def lightness(*parts: ctypes.c_uint) -> float:
    """Return how light a colour is on paper, from 0 to 1."""
    red, green, blue, solid = (part.value / 255 for part in parts)
    return 1 - (1 - (0.3 * red + 0.59 * green + 0.11 * blue)) * solid
