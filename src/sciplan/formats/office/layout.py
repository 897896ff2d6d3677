"""How a table is laid out on paper: order and headings of columns, widths, blocks of columns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from sciplan.base.answer import Column, Row, Table, with_columns
from sciplan.formats.office.text import clean, longest_word, widest

COMFORT = 24
"""Half characters beyond which a column does as well with two lines."""
_SAMPLE = 80
"""Rows that are weighed to share a width; more tell little more."""
_STEPS = 40
"""Shares that the spare width is given away in."""
_NARROWEST, _NARROWEST_HEAD = 5, 6
_SLACK = 1
"""Added to every column: other fonts have wider digits, and 配合 must not stand 配 over 合."""
_SHORT = 20
_SHORT_HEAD = 12
"""Half characters of a heading that is not broken where there is room: six characters."""
_STRICTNESS = (
    (_SHORT, 14, _SHORT_HEAD, 1.0),
    (12, 12, _SHORT_HEAD, 1.0),
    (8, 8, _SHORT_HEAD, 0.8),
    (8, 8, _NARROWEST_HEAD, 0.5),
)
"""How far columns are squeezed, step by step, until they fit beside each other."""
_TYPED, _TYPED_LINES = 0.5, 3
"""Part of its usual width that a column needs into which text is typed, in rows that grow with it,
and the lines of that width that are expected: 60 characters where it is twenty wide."""
_WORTH = 0.85
"""Columns are squeezed where that makes such rows this much lower."""
_MOST_LINES = 14
"""Of a text in such a row, which stays one row, and programs show none higher than 25 lines."""
_FEW = 12
"""Rows of a table that may stay on one page as a whole."""
_SMALL, _START, _CHAIN = 1 / 4, 1 / 4, 7 / 8
"""Parts of a page: a table that stays whole, two rows that stay below their head, and the most that
is held together at the end. What moves to the next page leaves as much white behind."""
LONELY = 1 / 4
"""Part of a page that a last page should hold at least."""
_BESIDE_DIGITS = re.compile(r"(?<=\d)(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=\d)")
UPRIGHT_HEAD = 14
"""Characters of an upright heading, beyond which it takes a second line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
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


def groups_of(lines: Sequence[TextRow]) -> list[str]:
    """Return the heading above each row that has one of its own."""
    above = ["", *(line.group for line in lines)]
    return [
        line.group if line.group != before else ""
        for line, before in zip(lines, above, strict=False)
    ]


def lines_of(table: Table) -> list[TextRow]:
    """Return a table's rows as text."""
    return [line_of(table.columns, row) for row in table.rows]


def line_of(columns: Sequence[Column], row: Row) -> TextRow:
    """Return a row as text."""
    return TextRow(
        cells=tuple(
            [clean(column.text(cell)) for column, cell in zip(columns, row.cells, strict=True)]
        ),
        group=clean(row.group),
        details=tuple(map(clean, row.details)),
    )


class Widths:
    """The widths that a table's columns want, in halves of a character, margins of cells apart.

    They follow from what the columns hold; only one that waits to be filled in by hand goes by
    its weight.

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
        self.step = max(len(rows) // _SAMPLE, 1)
        self._sample = [[widest(cell) for cell in row] for row in rows[:: self.step]]
        texts = [{row[place] for row in rows} for place in range(len(columns))]
        self._cells = [max(map(roomy, column), default=0) for column in texts]
        self._words = [max(map(longest_word, column), default=0) for column in texts]
        self._blank = [
            0 if cell else column.weight for column, cell in zip(columns, self._cells, strict=True)
        ]
        self.natural = [
            max(sizes) for sizes in zip(self._heads, self._cells, self._blank, strict=True)
        ]

    def _floors(self, whole: int, cut: int, whole_head: int, blank: float) -> list[float]:
        """Return the widths below which columns look squeezed.

        Args:
            whole: Cells up to this width stay on one line.
            cut: What wider ones get at least.
            whole_head: Headings up to this width stay on one line.
            blank: Part of the width for handwriting that is left.
        """
        return [
            max(
                head if column.upright else min(head, whole_head),
                max(wait * blank, _NARROWEST - _SLACK) if wait else cell if cell <= whole else cut,
                cell if column.unbroken else min(word, COMFORT),
            )
            + (0 if column.upright else _SLACK)
            for column, head, cell, word, wait in zip(
                self.columns, self._heads, self._cells, self._words, self._blank, strict=True
            )
        ]

    @property
    def comfortable(self) -> int:
        """The width at which no column is squeezed."""
        return sum(
            wait or min(size, COMFORT) for size, wait in zip(self.natural, self._blank, strict=True)
        )

    def least(self, typed: Sequence[bool]) -> float:
        """Return the width at which short cells, numbers and choices are as wide as they want.

        Args:
            typed: Into which columns text is typed.
        """
        return sum(self._typed_floors(*_STRICTNESS[0], typed))

    def _typed_floors(
        self, whole: int, cut: int, whole_head: int, blank: float, typed: Sequence[bool]
    ) -> list[float]:
        """Return the same as `_floors`, less where the row grows with what is typed."""
        floors = self._floors(whole, cut, whole_head, blank)
        less = self._floors(whole, cut, whole_head, _TYPED)
        return [
            max(narrow if each else floor, cell / _MOST_LINES)
            for floor, narrow, cell, each in zip(floors, less, self._cells, typed, strict=True)
        ]

    def share_typed(self, room: float, typed: Sequence[bool]) -> list[float]:
        """Return the widths of columns in rows that grow, which sum to the room.

        What is typed needs as many lines in a narrow column as what is printed beside it.

        Args:
            room: The sum.
            typed: Into which columns text is typed.
        """
        wanted = [
            wait * _TYPED_LINES if each else 0
            for each, wait in zip(typed, self._blank, strict=True)
        ]
        rows = [list(map(max, row, wanted)) for row in self._sample]
        floors = [self._typed_floors(*strictness, typed) for strictness in _STRICTNESS]
        fit = [each for each in floors if sum(each) <= room] or floors[-1:]
        shares = [self._by_text(room, each, rows) for each in fit]
        most = min(map(self.height, shares)) / _WORTH
        return next(each for each in shares if self.height(each) <= most)

    def share(self, room: float) -> list[float]:
        """Return the columns' widths, which sum to the room."""
        for strictness in _STRICTNESS:
            floors = self._floors(*strictness)
            if sum(floors) <= room:
                return self._by_text(room, floors, self._sample)
        return [room * floor / sum(floors) for floor in floors]

    def _by_text(
        self, room: float, floors: Sequence[float], sample: Sequence[Sequence[int]]
    ) -> list[float]:
        """Give width, step by step, to the column that makes most rows high."""
        widths = list(floors)
        rows = [self._heads, *sample]
        step = max((room - sum(floors)) / _STEPS, 1.0)
        places = range(len(widths))
        for _ in range(int((room - sum(floors)) / step)):
            demand = [0.0] * len(widths)
            for row in rows:
                fills = [(row[place] + _SLACK) / widths[place] for place in places]
                fill = max(fills)
                if fill > 1:
                    demand[fills.index(fill)] += fill
            most = max(places, key=demand.__getitem__)
            if not demand[most]:
                break
            widths[most] += step
        rest = (room - sum(widths)) / sum(widths)
        return [size * (1 + rest) for size in widths]

    def height(self, sizes: Sequence[float]) -> float:
        """Return roughly how many lines the table's rows take together.

        Args:
            sizes: The columns' widths.
        """
        return sum(
            max(ceil(cell / size) if cell else 1 for cell, size in zip(row, sizes, strict=True))
            for row in self._sample
        )


def roomy(text: str) -> int:
    """Return a cell's width with room for the wider digits of fonts that stand in.

    LibreOffice also sets digits off from Chinese characters, whatever the file says of that.
    """
    digits = sum(map(str.isdigit, text))
    return widest(text) + (digits + 2) // 4 + (len(_BESIDE_DIGITS.findall(text)) + 1) // 3


def kept(
    count: int,
    height: Callable[[int], float],
    page: float,
    below: float = 0.0,
    follows: float = 0.0,
) -> set[int]:
    """Return which rows stay on the page of the row after them, or of what stands below.

    A small table stays whole. Of others no page shows the first row alone below the head, unless
    the first two are high, and a last page shows no less than a quarter: where much goes on below
    the table, its rows may stand on whichever page.

    Args:
        count: How many rows there are.
        height: Row → its height, with that of a heading above it.
        page: Height of a page.
        below: Height of notes that stay with the last row.
        follows: Height of what the page goes on with below those.
    """
    if not count:
        return set()
    lonely = follows < page * LONELY
    last = {count - 1} if below or (follows and lonely) else set()
    if count <= _FEW and sum(map(height, range(count))) <= page * _SMALL:
        return set(range(count - 1)) | last
    ends = _ends(count, height, page, below + follows) if lonely else set()
    # The first two rows are no bridge to the last ones: the whole table would be one chain.
    first = count > 1 and 1 not in ends and height(0) + height(1) <= page * _START
    return ends | last | ({0} if first else set())


def _ends(count: int, height: Callable[[int], float], page: float, below: float) -> set[int]:
    """Return the rows before the last that stay with it: until a page would not look empty."""
    found: set[int] = set()
    together = below + height(count - 1)
    for place in range(count - 2, -1, -1):
        lonely = together < page * LONELY
        together += height(place)
        if not lonely or together > page * _CHAIN:
            break
        found.add(place)
    return found


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
