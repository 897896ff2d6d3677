"""What a sheet to print is made of: rows ready to write, and tables laid out for it."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from sciplan.base.answer import Cell, Column, Table
from sciplan.formats.office.layout import Widths, line_of, lines_of

_GIVEN = "#F2F2F2"


class Band(NamedTuple):
    """A row to be written, over several of the sheet's where it is higher than one can be.

    Args:
        high: In points.
        cells: First column, number of columns, value, look.
        keep: Whether it stays on the page of what follows.
        table: The table that it goes on with, whose head a page may have to repeat.
        then: What is done once it is written: told its first row.
    """

    high: float
    cells: Sequence[tuple[int, int, object, Any]]
    keep: bool = False
    table: "LaidTable | None" = None
    then: Callable[[int], None] | None = None


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

    @property
    def filled_in(self) -> bool:
        """Whether a column waits to be filled in: its rows then grow."""
        return any(not any(column) for column in zip(*(line.cells for line in self.lines)))  # noqa: B905

    def form_look(self, column: Column) -> dict[str, object]:
        """Return how a form's cells differ: what is printed is grey, what is typed stays so."""
        if not any(each.given for each in self.table.columns):
            return {}
        look: dict[str, object] = {"bg_color": _GIVEN} if column.given else {"align": "left"}
        return look if column.number else look | {"num_format": "@"}

    @property
    def merged(self) -> bool:
        """Whether any of its rows is merged."""
        return (
            any(line.group or line.details for line in self.lines) or max(self.spans, default=1) > 1
        )


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
