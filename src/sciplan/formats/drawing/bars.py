"""Bars → SVG: a label, a bar in pieces, what each piece counts."""

from collections.abc import Iterator
from typing import NamedTuple

from sciplan.base.chart import Bar, Bars
from sciplan.formats.drawing.canvas import (
    INK,
    PALE,
    QUIET,
    SERIES,
    rect,
    series,
    text,
    text_width,
)
from sciplan.formats.drawing.frame import Drawn, Legend

_ROW, _THICK, _GROUP = 26, 17, 30
_LONGEST = 620
_SIZE = 14


class Piece(NamedTuple):
    """A piece of a bar.

    Args:
        place: Its place among the chart's series.
        value: What it counts.
        start: Where it begins, of the longest bar's length.
        length: How long it is, of the same.
    """

    place: int
    value: int
    start: float
    length: float


def longest(chart: Bars) -> int:
    """Return what the longest bar counts, 1 where nothing is counted."""
    return max((sum(bar.values) for bar in chart.bars), default=0) or 1


def pieces(bar: Bar, most: int) -> Iterator[Piece]:
    """Yield the pieces of a bar that count anything."""
    start = 0
    for place, value in enumerate(bar.values):
        if value:
            yield Piece(place, value, start / most, value / most)
            start += value


def draw(chart: Bars) -> Drawn:
    """Return bars one under another."""
    labels = max((text_width(bar.label, _SIZE) for bar in chart.bars), default=0) + 16
    most = longest(chart)
    elements: list[str] = []
    y, group = 0, ""
    for bar in chart.bars:
        if bar.group != group:
            group = bar.group
            elements += _heading(y, group, labels)
            y += _GROUP
        elements += _bar(chart, bar, y, labels, most)
        y += _ROW
    groups = [text_width(bar.group, _SIZE) for bar in chart.bars]
    return Drawn(
        width=max(labels + _LONGEST + 60, *groups),
        height=y,
        elements=elements,
        legend=[
            Legend(word, *SERIES[series(place, word)]) for place, word in enumerate(chart.series)
        ],
    )


def _heading(y: float, group: str, labels: float) -> Iterator[str]:
    yield rect(0, y + 3, labels + _LONGEST + 60, _GROUP - 6, PALE)
    yield text(6, y + 20, group, fill=INK)


def _bar(chart: Bars, bar: Bar, y: float, labels: float, most: int) -> Iterator[str]:
    yield text(labels - 10, y + 18, bar.label, size=_SIZE, anchor="end")
    end = labels
    for piece in pieces(bar, most):
        ground, ink = SERIES[series(piece.place, chart.series[piece.place])]
        x, width = labels + piece.start * _LONGEST, piece.length * _LONGEST
        yield rect(x, y + 4, width, _THICK, ground)
        said = str(piece.value)
        if text_width(said, 12) < width:
            yield text(x + width / 2, y + 17, said, size=12, fill=ink, anchor="middle")
        end = x + width
    yield text(end + 8, y + 18, str(sum(bar.values)), size=_SIZE, fill=QUIET)
