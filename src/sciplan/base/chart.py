"""Charts: an answer's figures as a picture shows them. They know no colours and no sizes."""

from dataclasses import dataclass
from typing import NamedTuple


class Bar(NamedTuple):
    """One bar, laid together from as many pieces as the chart has series.

    Args:
        label: What it is about.
        values: One a series.
        group: Heading under which it stands; bars of a group follow one another.
    """

    label: str
    values: tuple[int, ...]
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Counts side by side.

    Args:
        title: What is counted.
        series: What each piece of a bar counts, in words.
        bars: In the order shown.
    """

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]


class GridRow(NamedTuple):
    """One row of a grid.

    Args:
        label: What it is called.
        title: What it is about, where its name doesn't say so.
        cells: (place of the column, value) of those that aren't empty, by place.
        group: Heading under which it stands; rows of a group follow one another.
    """

    label: str
    title: str
    cells: tuple[tuple[int, int], ...]
    group: str = ""


class Mark(NamedTuple):
    """What a cell says that isn't a count.

    Args:
        sign: One character.
        word: What it stands for.
    """

    sign: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows against columns.

    Args:
        title: What it is about.
        columns: What each column is called.
        rows: In the order shown.
        marks: What a cell's value means, by its place here; without them values are counts.
        across: What a row and a column are, in words, where both are called alike.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    marks: tuple[Mark, ...] = ()
    across: str = ""


Chart = Bars | Grid
