"""Tables: all that a format ever sees of an answer."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from sciplan.base.chart import Chart
from sciplan.base.numerals import without_exponent

_T = TypeVar("_T")

Cell = Any
"""str, int, float, None, a tuple of names or of mappings, or a mapping; JSON takes it as it is."""


class OpenList(tuple[str, ...]):
    """Names that are not all: the print ends with 等."""

    __slots__ = ()


class Opening(str):
    """A line that a letter begins with, at the margin: whom it speaks to."""

    __slots__ = ()


class Closing(str):
    """A line that a letter ends with, at the right: who signs it, and when."""

    __slots__ = ()


def cell_text(cell: Cell) -> str:
    """Return a cell as one piece of text: lists joined by 、, nothing for None."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float):
        return without_exponent(f"{cell:.4g}")
    if isinstance(cell, tuple):
        return "、".join(map(cell_text, cell)) + open_end(cell)
    if isinstance(cell, Mapping):
        return "；".join(f"{key}：{cell_text(value)}" for key, value in cell.items())
    return str(cell)


def open_end(cell: Cell) -> str:
    """Return 等 behind names that are not all."""
    return "等" if isinstance(cell, OpenList) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Args:
        key: Stable English name, the key in JSON.
        title: Heading, in Chinese.
        words: Its heading in pieces, between which a narrow terminal breaks it.
        counted: On a terminal a list of names shows as its length.
        upright: On a terminal the heading runs from top to bottom, to keep the column narrow.
        number: Cells are numbers, set to the right.
        day: Cells are days.
        weight: Halves of a character that it takes on paper where it is filled in by hand; what
            has text goes by that. A table with any was laid out for paper.
        unbroken: On paper its cells stay on one line: names of files.
        listed: Names, which on paper stand below the row where they are many.
        choices: What a spreadsheet offers to choose from when the cell is filled in.
        given: On a form what stands in its cells is printed, not filled in; shown grey.
        bold: Texts of cells that are set in bold.
        filled: Texts of cells that stand on a grey ground, so that they tell apart in black and
            white too.
        holds: The type of the cells in records, for their schema; text unless given, a whole
            number where `number`.
        text: Turns a cell into one piece of text.
    """

    key: str
    title: str
    words: tuple[str, ...] = ()
    counted: bool = False
    upright: bool = False
    number: bool = False
    day: bool = False
    weight: int = 0
    unbroken: bool = False
    listed: bool = False
    choices: tuple[str, ...] = ()
    given: bool = False
    bold: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    holds: Any = None
    text: Callable[[Cell], str] = cell_text


class Row(NamedTuple):
    """A row. A named tuple, like all rows that come by the hundred thousand: quick to make.

    Args:
        cells: One a column.
        group: Heading under which it stands; rows of a group follow one another.
        details: Lines that belong to it, shown under it.
        never_cut: Whether a terminal that shows only the first rows shows this one too.
        filled_on: In a workbook, the `short` of the part where the row with the same first cell is
            filled in; this one shows what stands there.
    """

    cells: tuple[Cell, ...]
    group: str = ""
    details: tuple[str, ...] = ()
    never_cut: bool = False
    filled_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as people read it.

    Args:
        title: Its heading; empty where the answer's heading says it.
        columns: At least one where there are rows.
        rows: In the order shown.
        total: A last row of sums.
        notes: Lines under it.
        shown: How many rows a terminal shows; 0 for as many as it ever does.
        more: What to type to get the others.
        kept: Why rows that are never cut are shown behind those.
        counted_in: Measure word of a row, for the line that counts the others.
        by_hand: On paper its rows are high enough to write in.
    """

    title: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    total: Row | None = None
    notes: tuple[str, ...] = ()
    shown: int = 0
    more: str = ""
    kept: str = ""
    counted_in: str = "行"
    by_hand: bool = False


def with_columns(table: Table, places: Sequence[int]) -> Table:
    """Return a table with some of its columns, in the order given."""

    def kept(row: Row) -> Row:
        return row._replace(cells=tuple([row.cells[place] for place in places]))

    return replace(
        table,
        columns=tuple(table.columns[place] for place in places),
        rows=tuple(map(kept, table.rows)),
        total=kept(table.total) if table.total else None,
    )


def without_empty(table: Table) -> Table:
    """Return a table without the columns in which no row says anything."""
    kept = [
        place
        for place in range(len(table.columns))
        if any(row.cells[place] not in ((), "", None) for row in table.rows)
    ]
    return with_columns(table, kept)


def cells_of(columns: Iterable[Column]) -> Callable[[Any], tuple[Cell, ...]]:
    """Return a function that reads two or more columns' keys as attributes of an item."""
    first, second, *others = (column.key for column in columns)
    return attrgetter(first, second, *others)


def lists_last(table: Table) -> Table:
    """Return a table whose lists stand behind all other columns.

    A list may be of any length; what stands behind it in a line of text never lines up.
    """
    places = range(len(table.columns))
    lists = [
        place for place in places if any(isinstance(row.cells[place], tuple) for row in table.rows)
    ]
    return with_columns(table, [*(place for place in places if place not in lists), *lists])


class MadeOnRead(Iterable[_T]):
    """Values that are made each time they are read: a flat format never asks for tables.

    Args:
        make: Makes them.
    """

    def __init__(self, make: Callable[[], Iterable[_T]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[_T]:
        return iter(self._make())


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The same answer as flat records, for programs and spreadsheets.

    Args:
        columns: Keys for JSON, titles for CSV.
        rows: One tuple of cells a record.
    """

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]

    @staticmethod
    def none() -> "Records":
        """Return no records, of what is there to be filled in by hand: there is no data yet."""
        return Records(columns=(), rows=())

    @staticmethod
    def of(columns: tuple[Column, ...], items: Iterable[Any]) -> "Records":
        """Read each column's key as an attribute of the items."""
        kept = tuple(items)
        return Records(columns=columns, rows=MadeOnRead(lambda: map(cells_of(columns), kept)))


class KeptSheet(NamedTuple):
    """Records beside an answer's own, which a workbook has as a sheet to edit.

    Args:
        name: What the sheet is called.
        records: What it holds. A copy is hidden, for a later comparison.
    """

    name: str
    records: "Records"


class HiddenSheet(NamedTuple):
    """What a workbook says to the program that reads it when it comes back.

    Args:
        name: What the sheet is called; whoever looks for it can make it seen.
        rows: Rows of text.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One subject of an answer: a unit's duties, a plan's sections; a sheet or chapter of a paper.

    Args:
        title: What it is about.
        lead: Lines before the first table.
        aside: Lines after those for whoever sits at the machine; screens have them, papers don't.
        tables: As people read it.
        notes: Lines after the last table.
        landscape: In a document it stands on pages turned on their side, whatever its width.
        own_pages: In a document it begins a page, with its title as a paper's.
        short: What its sheet is called; its title unless given.
        folded: Markdown shows only its title, until somebody opens it.
    """

    title: str
    lead: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    landscape: bool = False
    own_pages: bool = False
    short: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query has to say.

    Args:
        heading: First line: whose plan this is.
        parts: As people read it.
        records: As programs read it.
        notes: Footnotes, told beside records too.
        left_out: What people are shown and records don't hold; told beside records only.
        tips: What to type next; for terminals only.
        title: What a paper or a workbook is called; the first part's title unless given.
        label: What stands above its title, at the left: 附件1.
        above: A line of the title before that: whose table it is.
        bound: Whether a document of it begins with a list of its parts and their pages.
        kept: A copy of the records that a workbook hides, for a later comparison.
        sheets: Further records that a workbook has as sheets to edit.
        hidden: What a workbook that goes out says to the program that reads it again.
        cards: What a document shows in place of the parts: names, each on a page to be folded in
            the middle, so that it stands on a table and can be read from both sides.
        fits: As Markdown it fits a comment on a code host: the last rows go, and are counted.
        charts: Its figures as pictures show them; the first is the picture it makes.
    """

    heading: str
    parts: Iterable[Part]
    records: Records
    notes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    tips: tuple[str, ...] = ()
    title: str = ""
    label: str = ""
    above: str = ""
    bound: bool = False
    kept: Records | None = None
    sheets: tuple[KeptSheet, ...] = ()
    hidden: HiddenSheet | None = None
    cards: tuple[str, ...] = ()
    fits: bool = False
    charts: Iterable[Chart] = ()
