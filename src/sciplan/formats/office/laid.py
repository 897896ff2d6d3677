"""What a sheet to print is made of: rows ready to write, and tables laid out for it."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from sciplan.base.answer import Cell, Column, Table
from sciplan.formats.office.arrange import arranged
from sciplan.formats.office.layout import Widths, line_of, lines_of

_CELL = 2.0
"""Halves of a character that a cell takes besides its text."""
GIVEN = "#F2F2F2"


class Band(NamedTuple):
    """A row to be written, over several of the sheet's where it is higher than one can be.

    Args:
        high: In points.
        cells: First column, number of columns, value, look.
        least: Points that its text takes; the rest is room to write in.
        grows: Whether a program makes it as high as what is typed into it.
        keep: Whether it stays on the page of what follows.
        table: The table that it goes on with, whose head a page may have to repeat.
        then: What is done once it is written: told its first row.
    """

    high: float
    cells: Sequence[tuple[int, int, object, Any]]
    least: float = 0.0
    grows: bool = False
    keep: bool = False
    table: "LaidTable | None" = None
    then: Callable[[int], None] | None = None


class SheetTitles(NamedTuple):
    """What stands above the tables of a sheet.

    Args:
        title: What it is.
        heading: Whose plan.
        label: 附件1, or nothing.
        above: A line before the title, or nothing.
    """

    title: str
    heading: str
    label: str = ""
    above: str = ""


class LaidTable:
    """A table ready for a sheet.

    Args:
        table: The table.
        title: Its title, numbered.
    """

    def __init__(self, table: Table, title: str) -> None:
        self.table = table
        self.title = title
        self.lines = lines_of(table)
        rows = [line.cells for line in self.lines]
        if table.total:
            rows.append(line_of(table.columns, table.total).cells)
        self.widths = Widths(table.columns, rows)
        self.upright = any(column.upright for column in table.columns)
        self.spans = [1] * len(table.columns)
        self.head: Band | None = None
        self.first = 0

    @property
    def places(self) -> list[tuple[int, int]]:
        """For each of its columns the first of the sheet's, and how many it takes."""
        return list(zip(accumulate(self.spans, initial=0), self.spans, strict=False))

    @property
    def frozen(self) -> int:
        """How many columns stay in sight: those before the first upright one, where one is."""
        upright = [column.upright for column in self.table.columns]
        return upright.index(True) if any(upright) else 0

    @cached_property
    def blank(self) -> list[bool]:
        """Which of its columns wait to be filled in: without text, with a width for handwriting."""
        said = [any(line.cells[place] for line in self.lines) for place in range(len(self.spans))]
        return [
            bool(column.weight) and bool(self.lines) and not text
            for column, text in zip(self.table.columns, said, strict=True)
        ]

    @property
    def filled_in(self) -> bool:
        """Whether any column waits to be filled in: its rows grow, so none of them is merged."""
        return any(self.blank)

    def arranged(self, room: float) -> "LaidTable":
        """Return it with long lists below its rows; rows that grow can't have merged ones below.

        Args:
            room: What a page holds, in halves of a character.
        """
        table = self.table if self.filled_in else arranged(self.table, room, _CELL)
        return self if table is self.table else LaidTable(table, self.title)

    @property
    def typed(self) -> list[bool]:
        """Into which columns text is typed, which begins left; numbers and choices are short."""
        return [
            blank and not column.number and not column.choices
            for blank, column in zip(self.blank, self.table.columns, strict=True)
        ]

    def form_look(self, column: Column) -> dict[str, object]:
        """Return how a form's cells differ: what is printed is grey, what is typed stays so."""
        if not any(each.given for each in self.table.columns):
            return {}
        look: dict[str, object] = {"bg_color": GIVEN} if column.given else {"align": "left"}
        return look if column.number else look | {"num_format": "@"}

    @property
    def merged(self) -> bool:
        """Whether any of its rows is merged."""
        below = any(line.group or line.details for line in self.lines)
        return below or max(self.spans, default=1) > 1


def cell_value(column: Column, cell: Cell, text: str) -> object:
    """Return what goes into a cell: a number where it is one, else its text."""
    if isinstance(cell, bool):
        return text
    if isinstance(cell, int) and text == str(cell):
        return cell
    if isinstance(cell, float) and column.number:
        try:
            return float(text)
        except ValueError:
            return text
    return text


def is_sum(total: Cell, cells: Sequence[Cell]) -> bool:
    """Whether a total is the plain sum of whole numbers above it, or of cells still empty."""
    numbers = [cell for cell in cells if cell not in (None, "")]
    whole = all(isinstance(cell, int) and not isinstance(cell, bool) for cell in (total, *numbers))
    return whole and bool(cells) and sum(numbers) == total
