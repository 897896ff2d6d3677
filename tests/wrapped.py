"""Ways to break a document's paragraphs into lines, as editors, mail and terminals do."""

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

NEVER_FIRST = "，、。；：！？）》”%"
NEVER_LAST = "（《“"
Size = Callable[[str], int]


def by_characters(text: str) -> int:
    """A line holds so many characters."""
    return len(text)


def by_columns(text: str) -> int:
    """A line holds so many columns: digits and Latin letters take one."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def by_terminal(text: str) -> int:
    """A line holds so many columns, and quotation marks and dashes take one."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def plain(text: str, width: int, size: Size) -> Iterator[str]:
    """Break wherever the line is full."""
    line = ""
    for char in text:
        if size(line + char) > width:
            yield line
            line = ""
        line += char
    yield line


def kinsoku(text: str, width: int, size: Size) -> Iterator[str]:
    """Break so that no mark begins a line and no bracket ends one, and numbers stay whole."""
    opening, closing = re.escape(NEVER_LAST), re.escape(NEVER_FIRST)
    pieces = re.findall(rf"[{opening}]*(?:[A-Za-z0-9.]+|[^{opening}])[{closing}]*|.", text)
    line = ""
    for piece in pieces:
        if line and size(line + piece) > width:
            yield line
            line = ""
        line += piece
    yield line


def hanging(text: str, width: int, size: Size) -> Iterator[str]:
    """Break so that a mark that would begin a line hangs over the end of the one before."""
    line = ""
    for char in text:
        if size(line + char) > width and char not in NEVER_FIRST:
            yield line
            line = ""
        line += char
    yield line


def textwrapped(text: str, width: int, _size: Size) -> Iterator[str]:
    """Break as Python's textwrap does: by characters, at blanks."""
    yield from textwrap.wrap(text, width)


WAYS = (plain, kinsoku, hanging, textwrapped)


@dataclass(frozen=True)
class Broken:
    """How a document's lines are broken.

    Args:
        width: How much a line holds.
        way: How lines are broken.
        size: What a line's width is counted in.
        indent: What the first lines of paragraphs begin with; not those of titles.
        newline: What ends a line.
    """

    width: int
    way: Callable[[str, int, Size], Iterator[str]]
    size: Size
    indent: str = ""
    newline: str = "\n"

    def lines_of(self, text: str) -> str:
        """Return a document, a paragraph a line, with its lines broken."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            begun = self.indent if paragraph.startswith(" ") else ""
            said = paragraph.strip()
            lines += self.way(begun + said, self.width, self.size) if said else [""]
        return self.newline.join(lines)
