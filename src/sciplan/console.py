"""An answer on a terminal: colour, wrapped cells, counts for long lists. The only user of rich."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sciplan.table import Answer, Cell, Column, Part, Row, Table, one_line, width

MOST_ROWS = 500
"""Rows of a table that a terminal shows; rich takes 5 s for 10,000."""
_GAP = 2
_NARROWEST = 8
_FEWEST_LAST = 16
"""Columns kept for the last cell, the title, before others are narrowed."""


def show(answer: Answer, stream: TextIO, *, full: bool = False) -> None:
    """Print an answer.

    Args:
        answer: The answer.
        stream: A terminal.
        full: Show every name instead of counts.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)
    painter = _Painter(console.width, full=full)
    console.print(Text(one_line(answer.heading), style="dim"))
    for part in answer.parts:
        console.print()
        for item in painter.part(part):
            console.print(item)
    if answer.tips:
        console.print()
        console.print(Text("    ".join(answer.tips), style="dim"))


class _Painter:
    def __init__(self, columns: int, *, full: bool) -> None:
        self.columns = columns
        self.full = full

    def part(self, part: Part) -> Iterator[RenderableType]:
        yield Text(one_line(part.title), style="bold cyan")
        for line in part.lead:
            yield Text(one_line(line))
        for table in part.tables:
            yield Text()
            if table.title:
                yield Text(one_line(table.title), style="bold")
            for block in self._blocks(table):
                yield from self._table(block)
            yield from self._rest(table)
        if part.notes:
            yield Text()
        for note in part.notes:
            yield Text(one_line(note), style="dim")

    def _rest(self, table: Table) -> Iterator[RenderableType]:
        left = len(table.rows) - _limit(table)
        if left > 0:
            how = table.more or "-o 文件名.csv 或接管道可得全部"
            yield Text(f"其余 {left} 行：{how}", style="dim")
        for note in table.notes:
            yield Text(one_line(note), style="dim")

    def _blocks(self, table: Table) -> Iterator[Table]:
        """Split a table whose upright columns don't fit beside each other."""
        upright = [place for place, column in enumerate(table.columns) if column.upright]
        if not upright:
            yield table
            return
        first = max(width(str(row.cells[0])) for row in table.rows) if table.rows else 4
        room = max((self.columns - first - _GAP - _FEWEST_LAST) // 3, 1)
        for start in range(0, len(upright), room):
            kept = [0, *upright[start : start + room], len(table.columns) - 1]
            yield Table(
                columns=tuple(table.columns[place] for place in kept),
                rows=tuple(
                    Row(
                        cells=tuple(row.cells[place] for place in kept),
                        group=row.group,
                        details=row.details,
                    )
                    for row in table.rows
                ),
                shown=table.shown,
            )

    def _table(self, table: Table) -> Iterator[RenderableType]:
        rows = table.rows[: _limit(table)]
        columns = table.columns
        texts = [self._texts(columns, row) for row in rows]
        total = [self._texts(columns, table.total)] if table.total else []
        widths = self._widths(columns, texts + total)
        yield self._grid(columns, widths, [[_head(column) for column in columns]], "bold dim")
        for group, members in groupby(
            zip(rows, texts, strict=True), key=lambda pair: pair[0].group
        ):
            if group:
                yield Text(one_line(group), style="cyan")
            yield Group(*self._members(columns, widths, list(members)))
        if total:
            yield self._grid(columns, widths, total, "bold")

    def _members(
        self,
        columns: Sequence[Column],
        widths: Sequence[int],
        members: Sequence[tuple[Row, list[str]]],
    ) -> Iterator[RenderableType]:
        """Yield runs of rows without details as one grid, since a grid a row is slow."""
        run: list[list[str]] = []
        for row, texts in members:
            run.append(texts)
            if row.details:
                yield self._grid(columns, widths, run, "")
                run = []
                for detail in row.details:
                    indented = Text(one_line(detail), style="yellow")
                    yield Padding(indented, (0, 0, 0, widths[0] + _GAP))
        if run:
            yield self._grid(columns, widths, run, "")

    def _grid(
        self,
        columns: Sequence[Column],
        widths: Sequence[int],
        rows: Sequence[Sequence[str]],
        style: str,
    ) -> Grid:
        grid = Grid.grid(padding=(0, _GAP, 0, 0))
        for column, size in zip(columns, widths, strict=True):
            grid.add_column(
                width=size,
                justify="right" if column.number else "left",
                vertical="bottom" if style == "bold dim" else "top",
                overflow="fold",
                style=style,
            )
        for row in rows:
            grid.add_row(
                *(Text(_wrapped(text, size)) for text, size in zip(row, widths, strict=True))
            )
        return grid

    def _texts(self, columns: Sequence[Column], row: Row) -> list[str]:
        return [self._cell(column, cell) for column, cell in zip(columns, row.cells, strict=True)]

    def _cell(self, column: Column, cell: Cell) -> str:
        if column.counted and not self.full and isinstance(cell, tuple):
            return str(len(cell)) if cell else ""
        return one_line(column.text(cell))

    def _widths(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
        """Return the width of each column: its widest cell, narrowed until the row fits."""
        widths = [
            max([_head_width(column), *(width(row[place]) for row in rows)])
            for place, column in enumerate(columns)
        ]
        room = self.columns - _GAP * (len(columns) - 1)
        while sum(widths) > room:
            last = len(widths) - 1
            floors = [_NARROWEST] * last + [min(_FEWEST_LAST, widths[-1])]
            spare = [
                size - max(floor, _head_width(column))
                for size, floor, column in zip(widths, floors, columns, strict=True)
            ]
            widest = max(range(len(widths)), key=spare.__getitem__)
            if spare[widest] <= 0:
                break
            widths[widest] -= min(sum(widths) - room, max(spare[widest] // 2, 1))
        return widths


def _limit(table: Table) -> int:
    return table.shown or MOST_ROWS


def _head(column: Column) -> str:
    return "\n".join(column.title) if column.upright else column.title


def _head_width(column: Column) -> int:
    return 2 if column.upright else width(column.title)


def _wrapped(text: str, columns: int) -> str:
    """Break a list of names between names; rich would break it anywhere."""
    if "、" not in text or width(text) <= columns:
        return text
    lines = [""]
    for name in text.replace("、", "、\n").split("\n"):
        if lines[-1] and width(lines[-1] + name) > columns:
            lines.append("")
        lines[-1] += name
    return "\n".join(lines)
