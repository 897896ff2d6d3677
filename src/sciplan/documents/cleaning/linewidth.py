"""The width at which a text's lines were broken, and in what it was counted.

A line is broken where the next characters would not fit: so each break within a sentence bounds
the width, from below by its own line, from above by that line and what could not be parted from
the next one's beginning. The width is the one that most breaks agree on.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sciplan.base.marks import NEVER_FIRST, NEVER_LAST
from sciplan.base.width import printed_width, width

_UNPARTED = re.compile(
    rf"[{re.escape(NEVER_LAST)}]{{0,3}}(?:[A-Za-z0-9.+-]{{1,20}}|.)?[{re.escape(NEVER_FIRST)}]{{0,3}}"
)
_HANGING = re.compile(rf"[{re.escape(NEVER_FIRST)}]{{1,2}}$")
"""Marks that may hang over a line's end."""
_FEWEST = 2
"""So many breaks tell a width; one does where it ends a long line, and none is longer."""
_LONG = 60
_WIDER = 5
"""Of so many broken lines one may be wider: a title, an address."""

MeasureText = Callable[[str], int]
_MEASURES: Sequence[MeasureText] = (printed_width, width, len)


@dataclass(frozen=True, slots=True)
class LineWidth:
    """A width of lines.

    Args:
        measure: Text → its width.
        limit: The width that no line exceeds, but for marks that hang over; 0 for none.
    """

    measure: MeasureText = printed_width
    limit: int = 0

    def is_full(self, line: str, following: str) -> bool:
        """Whether the beginning of the next line had no room on a line."""
        size = self.measure(line) + self.measure(_unparted(following))
        return 0 < self.limit < size


def _unparted(text: str) -> str:
    """Return what a break can't part from a line's beginning: a number, a mark behind a word."""
    found = _UNPARTED.match(text)
    return found[0] if found else ""


def line_width(lines: Sequence[str], breaks: Sequence[tuple[str, str]]) -> LineWidth:
    """Return the width at which lines were broken.

    Args:
        lines: All lines, with their indents.
        breaks: Lines that end within a sentence, each with what follows it.
    """
    if not breaks:
        return LineWidth()
    found = [(*_agreed(breaks, measure), measure) for measure in _MEASURES]
    agreed, limit, measure = max(found, key=lambda one: one[0])
    wider = sum(measure(_HANGING.sub("", line)) > limit for line in lines)
    alone = agreed < _FEWEST and (wider or printed_width(breaks[0][0]) < _LONG)
    if agreed * 2 < len(breaks) or wider * _WIDER > agreed or alone:
        return LineWidth()
    return LineWidth(measure, limit)


def _agreed(breaks: Iterable[tuple[str, str]], measure: MeasureText) -> tuple[int, int]:
    """Return how many breaks agree on a width, and the width: the least of several."""
    edges: Counter[int] = Counter()
    for line, following in breaks:
        edges[measure(_HANGING.sub("", line))] += 1
        edges[measure(line) + measure(_unparted(following))] -= 1
    widths = sorted(edges)
    counts = accumulate(edges[one] for one in widths)
    return max(zip(counts, widths, strict=True), key=lambda one: (one[0], one[1]))
