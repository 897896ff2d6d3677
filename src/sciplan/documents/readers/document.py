"""What every reader gives: a document's paragraphs and tables, in order, with their places."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sciplan.base.problem import Location
from sciplan.documents.doubt import Doubt

IN_LINES, IN_PARAGRAPHS = "行", "段"
"""What a document's places count."""
CELL = "!"
"""Stands between a sheet's name and a cell's address."""
_UNREAD = re.compile(r"〔[A-Z]{1,3}\d{1,7}没有读出〕")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a line of a text file.

    Args:
        text: What it says.
        line: Its line in a text file, else its number among the document's paragraphs, from 1.
        place: Where it is found in the file as shown, as 第3页第12行; empty where `line` says it.
    """

    text: str
    line: int
    place: str = ""

    def saying(self, text: str) -> "Paragraph":
        """Return the paragraph with another text."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: every row as long as the longest, merged cells filled in.

    Args:
        rows: Cells as text, lines within a cell kept.
        line: Place of the first row; further rows count on from it.
        title: What it is called, empty where nothing says so.
        place: Where it begins in the file as shown, as a paragraph's.
        row_places: Where each row is found, as Sheet1!A4; empty where only `place` is known.
    """

    rows: tuple[tuple[str, ...], ...]
    line: int
    title: str = ""
    place: str = ""
    row_places: tuple[str, ...] = ()


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand in a file, in words and as a `Location`.

    Args:
        path: The file as the user named it.
        counted: What `line` counts, in Chinese: 行 or 段.
        shown: Line → where it is found in the file as shown, where its number doesn't say it.
    """

    path: str
    counted: str = IN_LINES
    shown: Mapping[int, str] = field(default_factory=dict)

    def words(self, line: int) -> str:
        """Return a place in words: 第 12 段, 第3页第12行, Sheet1!C4."""
        return self.shown.get(line) or f"第 {line} {self.counted}"

    def location(self, line: int, place: str = "") -> Location:
        """Return a place.

        Args:
            line: Its line; the whole of the document is shown as its first.
            place: Where it is found as shown, where that is nearer than the line.
        """
        number = max(line, 1)
        found = place or self.shown.get(number, "")
        if CELL in found:
            return Location.of_cell(self.path, found, number, 1)
        if self.counted == IN_PARAGRAPHS:
            return Location.of_paragraph(self.path, number, found)
        return Location(self.path, number, 1, number, 1)


@dataclass(frozen=True, slots=True)
class Repair:
    """A change that was made to the text, or what was left out of it on purpose.

    Import's account tells it; nothing is wrong with it, which is why it is no `Doubt`.

    Args:
        kind: What was repaired, in Chinese.
        line: Where.
        before: The text before, short.
        after: The text after, short.
    """

    kind: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a reader gives it.

    Args:
        path: The file as the user named it.
        blocks: Paragraphs and tables, in order.
        counted: What `line` counts, in Chinese: 行 or 段.
        meta: What the file says of itself apart from its text: 标题, 发文字号 and others; 题名 is
            a title that may not be the document's, as a web page's.
        left_out: What the reader left out on purpose, as hidden sheets.
        doubts: What it could not read, as pages without text.
    """

    path: str
    blocks: tuple[Block, ...]
    counted: str = IN_LINES
    meta: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[Repair, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def places(self) -> Places:
        """Where its lines are found."""
        shown: dict[int, str] = {}
        for block in self.blocks:
            if isinstance(block, Grid):
                rows = block.row_places or ((block.place,) * len(block.rows))
                shown.update(enumerate(rows, block.line))
            else:
                shown[block.line] = block.place
        return Places(self.path, self.counted, {line: at for line, at in shown.items() if at})


@dataclass(frozen=True, slots=True)
class ColumnHeads:
    """What a reader is told of the field's words, which are no business of its own.

    Args:
        are_heads: Whether texts side by side are the headings of a table of tasks.
        is_number: Whether a heading is that of a column of numbers.
        is_clause: Whether a text may say who does what.
    """

    are_heads: Callable[[Sequence[str]], bool]
    is_number: Callable[[str], bool]
    is_clause: Callable[[str], bool]


def texts_of(blocks: Iterable[Block]) -> list[Paragraph]:
    """Return the paragraphs among blocks."""
    return [block for block in blocks if isinstance(block, Paragraph)]


def grid(rows: Sequence[Sequence[str]], line: int, title: str = "", place: str = "") -> Grid:
    """Return a table whose rows are as long as the longest."""
    size = max((len(row) for row in rows), default=0)
    return Grid(tuple((*row, *[""] * (size - len(row))) for row in rows), line, title, place)


def unread_cell(address: str) -> str:
    """Return what stands for a cell that could not be read: it must not count as empty."""
    return f"〔{address}没有读出〕"


def is_unread(text: str) -> bool:
    """Whether a cell could not be read."""
    return bool(_UNREAD.fullmatch(text))
