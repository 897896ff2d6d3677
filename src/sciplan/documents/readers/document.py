"""What every reader gives: a document's paragraphs and tables, in order, with their places."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sciplan.documents.doubt import Doubt

IN_LINES, IN_PARAGRAPHS = "行", "段"
"""What a document's places count."""


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
    """

    rows: tuple[tuple[str, ...], ...]
    line: int
    title: str = ""
    place: str = ""


Block = Paragraph | Grid


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


def grid(rows: Sequence[Sequence[str]], line: int, title: str = "", place: str = "") -> Grid:
    """Return a table whose rows are as long as the longest."""
    size = max((len(row) for row in rows), default=0)
    return Grid(tuple((*row, *[""] * (size - len(row))) for row in rows), line, title, place)
