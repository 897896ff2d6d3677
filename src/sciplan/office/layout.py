"""How a table is laid out on paper: order and headings of columns, widths, blocks of columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from sciplan.office.text import clean, longest_word, widest
from sciplan.table import Column, Row, Table, with_columns

COMFORT = 24
"""Half characters beyond which a column does as well with two lines."""
_SAMPLE = 200
"""Rows that are weighed to share a width; more tell little more."""
_NARROWEST, _NARROWEST_HEAD = 5, 6
_SLACK = 1
"""Added to every column: other fonts have wider digits, and 配合 must not stand 配 over 合."""
_SHORT = 20
_STRICTNESS = ((_SHORT, 14), (12, 12), (8, 8))
"""How far columns are squeezed, step by step, until they fit beside each other."""
UPRIGHT_HEAD = 14
"""Characters of an upright heading, beyond which it takes a second line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row as text.

    Args:
        cells: One a column.
        group: Heading under which it stands.
        details: Lines under it.
    """

    cells: tuple[str, ...]
    group: str
    details: tuple[str, ...]


def on_paper(table: Table, headings: Mapping[str, str]) -> Table:
    """Return a table as papers show it: headings as the office says them, titles beside ids.

    On a terminal titles stand last, since their width varies there. Columns with weights were
    laid out for paper and keep their order.
    """
    columns = tuple(
        column
        if column.upright or column.number  # 配合 counts duties, whatever a list's heading says
        else replace(column, title=headings.get(column.key, column.title))
        for column in table.columns
    )
    table = replace(table, columns=columns)
    last = len(columns) - 1
    if last < 2 or columns[last].key != "title" or any(column.weight for column in columns):
        return table
    return with_columns(table, [0, last, *range(1, last)])


def lines_of(table: Table) -> list[Line]:
    """Return a table's rows as text."""
    return [line_of(table.columns, row) for row in table.rows]


def line_of(columns: Sequence[Column], row: Row) -> Line:
    """Return a row as text."""
    return Line(
        cells=tuple(
            [clean(column.text(cell)) for column, cell in zip(columns, row.cells, strict=True)]
        ),
        group=clean(row.group),
        details=tuple(map(clean, row.details)),
    )


class Widths:
    """The widths that a table's columns want, in halves of a character, margins of cells apart.

    Args:
        columns: The columns.
        rows: Their texts.
    """

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        self.columns = columns
        self._heads = [
            2 * ceil(len(column.title) / UPRIGHT_HEAD) if column.upright else widest(column.title)
            for column in columns
        ]
        step = max(len(rows) // _SAMPLE, 1)
        self._sample = [[widest(cell) for cell in row] for row in rows[::step]]
        texts = [{row[place] for row in rows} for place in range(len(columns))]
        self._cells = [max(map(widest, column), default=0) for column in texts]
        self._words = [max(map(longest_word, column), default=0) for column in texts]
        self.natural = [max(pair) for pair in zip(self._heads, self._cells, strict=True)]

    def _floors(self, whole: int, cut: int) -> list[float]:
        """Return the widths below which columns look squeezed.

        Args:
            whole: Cells up to this width stay on one line.
            cut: What wider ones get at least.
        """
        return [
            max(
                head if column.upright else min(head, _NARROWEST_HEAD),
                cell if cell <= whole else cut,
                min(word, COMFORT),
            )
            + (0 if column.upright else _SLACK)
            for column, head, cell, word in zip(
                self.columns, self._heads, self._cells, self._words, strict=True
            )
        ]

    @property
    def comfortable(self) -> int:
        """The width at which no column is squeezed."""
        return sum(min(size, COMFORT) for size in self.natural)

    def share(self, room: float) -> list[float]:
        """Return the columns' widths, which sum to the room."""
        for whole, cut in _STRICTNESS:
            floors = self._floors(whole, cut)
            if sum(floors) <= room:
                break
        else:
            floors = [room * floor / sum(floors) for floor in floors]
        if any(column.weight for column in self.columns):
            return self._by_weight(room, floors)
        return self._by_text(room, floors)

    def _by_weight(self, room: float, floors: Sequence[float]) -> list[float]:
        """Share by weights; columns without one take what their text needs."""
        weights = [column.weight for column in self.columns]
        own = [0.0 if weight else floor for weight, floor in zip(weights, floors, strict=True)]
        left = max(room - sum(own), room / 3)
        shares = [
            size or max(left * weight / sum(weights), _NARROWEST)
            for size, weight in zip(own, weights, strict=True)
        ]
        # What narrow columns get beyond their share comes from those that can spare it.
        spare = [max(share - _NARROWEST, 0) for share in shares]
        excess = sum(shares) - room
        if excess < sum(spare):
            parts = [excess * one / (sum(spare) or 1) for one in spare]
            return [share - part for share, part in zip(shares, parts, strict=True)]
        return [share * room / sum(shares) for share in shares]

    def _by_text(self, room: float, floors: Sequence[float]) -> list[float]:
        """Give each half character to the column that makes most rows high."""
        widths = list(floors)
        rows = [self._heads, *self._sample]
        for _ in range(int(room - sum(floors))):
            demand = [0.0] * len(widths)
            for row in rows:
                fill, place = max(
                    ((size + _SLACK) / own, place)
                    for place, (size, own) in enumerate(zip(row, widths, strict=True))
                )
                if fill > 1:
                    demand[place] += fill
            most = max(range(len(widths)), key=demand.__getitem__)
            if not demand[most]:
                break
            widths[most] += 1
        rest = (room - sum(widths)) / sum(widths)
        return [size * (1 + rest) for size in widths]


def centred(table: Table, widths: Widths) -> list[bool]:
    """Return which columns stand centred: numbers, marks, names; titles and lists begin left."""
    return [
        column.upright
        or column.number
        or (
            widths.natural[place] <= _SHORT
            and column.key != "title"
            and not any(isinstance(row.cells[place], tuple) for row in table.rows)
        )
        for place, column in enumerate(table.columns)
    ]


def blocks(table: Table, sizes: Sequence[float], room: float) -> Iterator[Table]:
    """Split a table whose upright columns don't fit beside each other; the others are repeated.

    Args:
        table: The table.
        sizes: The least width of each column, margins included.
        room: What a page holds.
    """
    upright = [place for place, column in enumerate(table.columns) if column.upright]
    others = [place for place, column in enumerate(table.columns) if not column.upright]
    if not upright:
        yield table
        return
    left = room - sum(sizes[place] for place in others)
    each = max(sizes[place] for place in upright)
    most = max(int(left // each), 1)
    count = ceil(len(upright) / most)
    size = ceil(len(upright) / count)
    if count == 1:
        yield table
        return
    for start in range(0, len(upright), size):
        yield with_columns(table, sorted([*others, *upright[start : start + size]]))
