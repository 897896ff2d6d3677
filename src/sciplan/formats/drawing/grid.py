"""Grids → SVG: marks, or counts on a ground that is the darker the more there are."""

from collections.abc import Iterator

from sciplan.base.chart import Grid, GridRow
from sciplan.formats.drawing.canvas import (
    INK,
    PALE,
    QUIET,
    SERIES,
    line,
    rect,
    series,
    text,
    text_width,
    upright,
    upright_height,
)
from sciplan.formats.drawing.frame import Drawn, Legend

_CELL = 22
_SIZE = 13
SHADES = ("#e3eef8", "#b9d6ef", "#7fb0dd", "#3f7fbf", "#1a4f8b")
"""From few to many."""
_LIGHT_INK_FROM = 3
"""The first shade that is dark enough for light text."""


def shade(value: int, most: int) -> int:
    """Return the place of a count's shade; the largest count has the darkest."""
    return min(len(SHADES) - 1, (value - 1) * len(SHADES) // most) if value else 0


def most_of(chart: Grid) -> int:
    """Return the largest count in a grid, 1 where nothing is counted."""
    return max((value for row in chart.rows for _, value in row.cells), default=1)


def draw(chart: Grid) -> Drawn:
    """Return rows against columns, with names whole on both sides."""
    names = max((text_width(row.label, _SIZE) for row in chart.rows), default=0) + 12
    titles = max((text_width(row.title, _SIZE) for row in chart.rows), default=0)
    groups = max((text_width(row.group, _SIZE) for row in chart.rows), default=0)
    left = max(names + (titles + 12 if titles else 0), groups + 12 - _CELL * len(chart.columns))
    top = max(map(upright_height, chart.columns), default=0) + 8
    right = left + _CELL * len(chart.columns)
    elements: list[str] = []
    for place, name in enumerate(chart.columns):
        elements += upright(left + (place + 0.5) * _CELL, top - 4, name, size=_SIZE)
    y, group = top, ""
    most = most_of(chart)
    for row in chart.rows:
        if row.group != group:
            group = row.group
            elements += [rect(0, y, right, _CELL, PALE), text(4, y + 16, group, size=_SIZE)]
            y += _CELL
        elements += _row(chart, row, y, (names, left), most)
        elements.append(line(0, y + _CELL, right, y + _CELL))
        y += _CELL
    for place in range(len(chart.columns) + 1):
        elements.append(line(left + place * _CELL, top, left + place * _CELL, y))
    elements.append(line(0, top, right, top, QUIET))
    return Drawn(width=right + 1, height=y + 1, elements=elements, legend=[*_legend(chart, most)])


def _row(
    chart: Grid, row: GridRow, y: float, places: tuple[float, float], most: int
) -> Iterator[str]:
    names, left = places
    if row.title:
        yield text(4, y + 16, row.label, size=_SIZE, fill=QUIET)
        yield text(names, y + 16, row.title, size=_SIZE)
    else:
        yield text(left - 8, y + 16, row.label, size=_SIZE, anchor="end")
    for column, value in row.cells:
        ground, ink, said = _look(chart, value, most)
        x = left + column * _CELL
        yield rect(x, y, _CELL, _CELL, ground)
        yield text(x + _CELL / 2, y + 16, said, size=12, fill=ink, anchor="middle")


def _look(chart: Grid, value: int, most: int) -> tuple[str, str, str]:
    """Return a cell's ground, its ink, and what it says."""
    if chart.marks:
        ground, ink = mark_look(chart.marks[value].word)
        return ground, ink, chart.marks[value].sign
    place = shade(value, most)
    return SHADES[place], "#ffffff" if place >= _LIGHT_INK_FROM else INK, str(value)


def mark_look(word: str) -> tuple[str, str]:
    """Return ground and ink of a role's mark."""
    return SERIES[series(len(SERIES), word)]


def _legend(chart: Grid, most: int) -> Iterator[Legend]:
    if chart.marks:
        for mark in chart.marks:
            yield Legend(mark.word, *mark_look(mark.word), mark.sign)
        return
    for place, (ground, span) in enumerate(zip(SHADES, spans(most), strict=True)):
        if span:
            yield Legend(span, ground, "#ffffff" if place >= _LIGHT_INK_FROM else INK)


def spans(most: int) -> list[str]:
    """Return the counts that each shade stands for, as 1—3; nothing where none does."""
    held: list[list[int]] = [[] for _ in SHADES]
    for value in range(1, most + 1):
        held[shade(value, most)].append(value)
    return [
        "" if not some else f"{some[0]}" if len(some) == 1 else f"{some[0]}—{some[-1]}"
        for some in held
    ]
