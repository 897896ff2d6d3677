"""Long lists of names move out of their columns, to rows of full width below."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil

from sciplan.base.answer import Row, Table, with_columns
from sciplan.formats.office.layout import Widths, lines_of
from sciplan.formats.office.text import clean, widest

_LONG = 60
"""Halves of a character: a list that fits in a few lines of a column stays there."""
_WORTH = 0.8
"""A table is set otherwise only where that makes it this much shorter, or other texts stand below
its rows anyway."""
_NUMBER = 12
"""Halves of a character that stay beside what is below: the number's column."""
_FEWEST = 2
"""Columns that must be left: a number and what is done."""


def arranged(table: Table, room: float, margin: float) -> Table:
    """Return a table whose long lists stand below their rows, where that saves pages.

    Args:
        table: The table, its columns as on paper.
        room: What a page holds, in halves of a character.
        margin: What each column takes besides its text.
    """
    places = [
        place
        for place, column in enumerate(table.columns)
        if column.listed
        and max((widest(column.text(row.cells[place])) for row in table.rows), default=0) > _LONG
    ]
    if not places or table.total or table.by_hand:
        return table
    choices = [
        chosen
        for count in range(len(places) + 1)
        for chosen in combinations(places, count)
        if len(table.columns) - count >= _FEWEST
    ]
    made = [_moved(table, chosen) for chosen in choices]
    heights = [_height(each, room, margin) for each in made]
    best = min(range(len(made)), key=heights.__getitem__)
    if heights[best] > heights[0] * (1 if any(row.details for row in table.rows) else _WORTH):
        return table
    # What has moved is none of its columns any more, so that asking again changes nothing.
    columns = tuple(replace(column, listed=False) for column in made[best].columns)
    return replace(made[best], columns=columns)


def _height(table: Table, room: float, margin: float) -> float:
    lines = lines_of(table)
    widths = Widths(table.columns, [line.cells for line in lines])
    own = widths.height(widths.share(max(room - margin * len(table.columns), 1.0)))
    counted = lines[:: widths.step]
    beside = max(room - _NUMBER, 1.0)
    below = sum(ceil(widest(detail) / beside) for line in counted for detail in line.details)
    return own + below


def _moved(table: Table, places: Sequence[int]) -> Table:
    """Return a table with some columns below its rows, each led by its heading."""
    if not places:
        return table
    shown = [place for place in range(len(table.columns)) if place not in places]
    rows = [row._replace(details=(*row.details, *_below(table, row, places))) for row in table.rows]
    return with_columns(replace(table, rows=tuple(rows)), shown)


def _below(table: Table, row: Row, places: Iterable[int]) -> Iterable[str]:
    for place in places:
        column = table.columns[place]
        if text := clean(column.text(row.cells[place])):
            yield f"{column.title}：{text}"
