"""How a table is laid out on paper: order and headings of columns, widths, blocks of columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from sciplan.office.text import clean, longest_word, widest
from sciplan.table import Column, Row, Table, with_columns

COMFORT = 24
"""Half characters beyond which a column does as well with two lines."""
_SAMPLE = 200
_NARROWEST = 6
_NARROW_NAMES = 12
_SHORT = 20
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
        column if column.upright else replace(column, title=headings.get(column.key, column.title))
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
        cells = [[*map(widest, {row[place] for row in rows})] for place in range(len(columns))]
        self.natural = [max([head, *sizes]) for head, sizes in zip(self._heads, cells, strict=True)]
        words = [
            max(map(longest_word, {row[place] for row in rows}), default=0)
            for place in range(len(columns))
        ]
        self._floors = [
            max(self._floor(place), min(word, COMFORT)) for place, word in enumerate(words)
        ]

    def _floor(self, place: int) -> int:
        if self.columns[place].upright:
            return self.natural[place]
        head = min(self._heads[place], _NARROWEST)
        return max(head, min(self.natural[place], _NARROW_NAMES))

    @property
    def comfortable(self) -> int:
        """The width at which no column is squeezed."""
        return sum(min(size, COMFORT) for size in self.natural)

    def short(self, place: int) -> bool:
        """Whether a column holds nothing that reads better from the left."""
        return self.natural[place] <= _SHORT

    def share(self, room: int) -> list[float]:
        """Return the columns' widths, which sum to the room."""
        if any(column.weight for column in self.columns):
            return self._by_weight(room)
        if sum(self._floors) >= room:
            return [room * floor / sum(self._floors) for floor in self._floors]
        return self._by_text(room)

    def _by_weight(self, room: int) -> list[float]:
        """Share by weights; columns without one take what their text needs."""
        weights = [column.weight for column in self.columns]
        own = [
            0.0 if weight else float(floor)
            for weight, floor in zip(weights, self._floors, strict=True)
        ]
        left = max(room - sum(own), room / 2)
        shares = [
            size or left * weight / sum(weights) for size, weight in zip(own, weights, strict=True)
        ]
        return [share * room / sum(shares) for share in shares]

    def _by_text(self, room: int) -> list[float]:
        """Give each half character to the column that makes most rows high."""
        widths = [float(floor) for floor in self._floors]
        spare = room - sum(self._floors)
        rows = [self._heads, *self._sample]
        for _ in range(spare):
            demand = [0.0] * len(widths)
            for row in rows:
                fill, place = max(
                    (size / own, place)
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
