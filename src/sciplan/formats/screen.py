"""An answer on a terminal: colour, wrapped cells, counts for long lists. The only user of rich."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from sciplan.base.answer import Answer, Cell, Column, Part, Row, Table, open_end, with_columns
from sciplan.base.width import one_line, width, wrapped

MOST_ROWS = 500
"""Rows of a table that a terminal shows; rich takes 5 s for 10,000."""
_GAP = 2
_NARROWEST = 8
_NARROWEST_HEAD = 6
_FEWEST_LAST = 16
"""Columns kept for the last cell, the title, before others are narrowed."""


def show(answer: Answer, stream: TextIO, *, full: bool = False, colour: bool = True) -> None:
    """Print an answer.

    Args:
        answer: The answer.
        stream: A terminal, or a pager's pipe.
        full: Show every name instead of counts.
        colour: In colour.
    """
    console = Console(
        file=stream,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        force_terminal=colour or None,
        color_system=("auto" if stream.isatty() else "standard") if colour else None,
    )
    painter = _Painter(console.width, full=full)
    console.print(painter.prose(answer.heading, "dim"))
    for part in answer.parts:
        console.print()
        for item in painter.part(part):
            console.print(item)
    if answer.notes:
        console.print()
        for note in answer.notes:
            console.print(painter.prose(note, "dim"))
    if answer.tips:
        console.print()
        console.print(painter.prose("    ".join(answer.tips), "dim"))


class _NameList(str):
    """A list of names as text, to be broken between names only."""

    __slots__ = ()


class _Painter:
    def __init__(self, columns: int, *, full: bool) -> None:
        self.columns = columns
        self.full = full

    def part(self, part: Part) -> Iterator[RenderableType]:
        yield self.prose(part.title, "bold cyan")
        for line in (*part.lead, *part.aside):
            yield self.prose(line)
        for table in part.tables:
            yield Text()
            if table.title:
                yield self.prose(table.title, "bold")
            for number, block in enumerate(self._blocks(table)):
                if number:
                    yield Text()
                yield from self._table(block)
            yield from self._rest(table)
        if part.notes:
            yield Text()
        for note in part.notes:
            yield self.prose(note, "dim")

    def prose(self, text: str, style: str = "", indent: int = 0) -> RenderableType:
        """Return a line that breaks at punctuation."""
        broken = _broken(one_line(text), self.columns - indent, r"(?<=[，；：。、])|(?<=  )")
        return Padding(Text(broken, style=style), (0, 0, 0, indent))

    def _rest(self, table: Table) -> Iterator[RenderableType]:
        shown = len(_shown_rows(table))
        left = len(table.rows) - shown
        if table.kept and shown > table.shown > 0:
            yield self.prose(table.kept, "dim")
        if left > 0:
            how = table.more or "-o 文件名.csv 或接管道可得全部"
            yield self.prose(f"其余 {left} {table.counted_in}：{how}", "dim")
        for note in table.notes:
            yield self.prose(note, "dim")

    def _blocks(self, table: Table) -> Iterator[Table]:
        """Split a table whose upright columns don't fit beside each other."""
        upright = [place for place, column in enumerate(table.columns) if column.upright]
        if not upright:
            yield table
            return
        first = max([width(str(row.cells[0])) for row in table.rows], default=0)
        room = max((self.columns - first - _FEWEST_LAST) // (2 + _gap(table.columns)) - 1, 1)
        for start in range(0, len(upright), room):
            yield with_columns(table, [0, *upright[start : start + room], len(table.columns) - 1])

    def _table(self, table: Table) -> Iterator[RenderableType]:
        rows = _shown_rows(table)
        texts = [self._texts(table.columns, row) for row in rows]
        total = [self._texts(table.columns, table.total)] if table.total else []
        widths, gap = self._widths(table.columns, texts + total)
        grid = _ScreenGrid(table.columns, widths, gap, full=self.full)
        yield grid.head()
        pairs = zip(rows, texts, strict=True)
        for group, members in groupby(pairs, key=lambda pair: pair[0].group):
            if group:
                yield self.prose(group, "cyan")
            yield from self._members(grid, members)
        if total:
            yield grid.rows(total, "bold")

    def _members(
        self, grid: "_ScreenGrid", members: Iterable[tuple[Row, list[str]]]
    ) -> Iterator[RenderableType]:
        """Yield runs of rows without details as one grid: a grid a row is slow."""
        run: list[list[str]] = []
        for row, texts in members:
            run.append(texts)
            if row.details:
                yield grid.rows(run)
                run = []
                for detail in row.details:
                    yield self.prose(detail, "yellow", grid.widths[0] + grid.gap)
        if run:
            yield grid.rows(run)

    def _texts(self, columns: Sequence[Column], row: Row) -> list[str]:
        return [self._cell(column, cell) for column, cell in zip(columns, row.cells, strict=True)]

    def _cell(self, column: Column, cell: Cell) -> str:
        if column.counted and not self.full and isinstance(cell, tuple):
            return f"{len(cell)}{open_end(cell)}" if cell else ""
        text = one_line(column.text(cell))
        return _NameList(text) if isinstance(cell, tuple) else text

    def _widths(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str]]
    ) -> tuple[list[int], int]:
        """Return the width of each column, its widest cell, narrowed until the row fits; the gap.

        The column with most to spare gives way first: a heading down to three characters a line,
        numbers not at all, names to a few characters, the last not below what a title needs.
        """
        heads = [_head_width(column) for column in columns]
        cells = [max([width(row[place]) for row in rows], default=0) for place in range(len(heads))]
        widths = [max(pair) for pair in zip(heads, cells, strict=True)]
        floors = [
            max(
                min(head, _NARROWEST_HEAD),
                size if self._is_number(column) else min(size, _NARROWEST),
            )
            for column, head, size in zip(columns, heads, cells, strict=True)
        ]
        floors[-1] = max(floors[-1], min(_FEWEST_LAST, widths[-1]))
        room = self.columns - sum(floors)
        gap = min(_gap(columns), max(room // max(len(columns) - 1, 1), 1))
        too_much = sum(widths) + gap * (len(columns) - 1) - self.columns
        while too_much > 0:
            spare = [size - floor for size, floor in zip(widths, floors, strict=True)]
            most = max(range(len(widths)), key=spare.__getitem__)
            if spare[most] <= 0:
                break
            cut = min(too_much, max(spare[most] // 2, 1))
            widths[most] -= cut
            too_much -= cut
        return widths, gap

    def _is_number(self, column: Column) -> bool:
        return column.number or (column.counted and not self.full)


class _ScreenGrid:
    """Rows in columns of fixed widths, so that several grids stand under one head."""

    def __init__(
        self, columns: Sequence[Column], widths: Sequence[int], gap: int, *, full: bool
    ) -> None:
        self.columns = columns
        self.widths = widths
        self.gap = gap
        self.full = full

    def head(self) -> RichTable:
        sized = zip(self.columns, self.widths, strict=True)
        return self.rows([[_head(column, size) for column, size in sized]], "bold dim")

    def rows(self, rows: Iterable[Sequence[str]], style: str = "") -> RichTable:
        grid = RichTable.grid(padding=(0, self.gap, 0, 0))
        for column, size in zip(self.columns, self.widths, strict=True):
            right = column.number or (column.counted and not self.full)
            grid.add_column(
                width=size, justify="right" if right else "left", overflow="fold", style=style
            )
        for row in rows:
            cells = zip(row, self.widths, strict=True)
            grid.add_row(
                *(
                    Text(_fitted(text, size), style="bold" if text in column.bold else "")
                    for column, (text, size) in zip(self.columns, cells, strict=True)
                )
            )
        return grid


def _shown_rows(table: Table) -> Sequence[Row]:
    limit = table.shown or MOST_ROWS
    never_cut = [row for row in table.rows[limit:] if row.never_cut]
    return [*table.rows[:limit], *never_cut][:MOST_ROWS]


def _gap(columns: Sequence[Column]) -> int:
    return 1 if any(column.upright for column in columns) else _GAP


def _head(column: Column, columns: int) -> str:
    if column.upright:
        return "\n".join(one_line(column.title))
    return _packed(column.words, columns) if column.words else one_line(column.title)


def _head_width(column: Column) -> int:
    return 2 if column.upright else width(one_line(column.title))


def _fitted(text: str, columns: int) -> str:
    if isinstance(text, _NameList):
        return _broken(text, columns, "(?<=[、；])")
    return "\n".join(wrapped(text, columns))


def _broken(text: str, columns: int, places: str) -> str:
    """Break a long line only where a pattern matches; rich breaks Chinese anywhere."""
    if width(text) <= columns:
        return text
    return _packed(re.split(places, text), columns)


def _packed(pieces: Iterable[str], columns: int) -> str:
    """Put pieces on lines, as many on one as fit."""
    lines = [""]
    for piece in pieces:
        if lines[-1] and width(lines[-1] + piece) > columns:
            lines.append("")
        lines[-1] += piece
    # A piece may be wider than the line: a name that fits without its 、 and not with it.
    return "\n".join(part for line in lines for part in wrapped(line, columns))
