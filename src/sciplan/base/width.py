"""How wide a text is, on a terminal and on paper; texts padded, broken and kept to one line.

Not wcwidth: it takes 27 ms to import, a third of what completion may take in all.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import repeat
from unicodedata import combining, east_asian_width

from sciplan.base.marks import NEVER_FIRST, NEVER_LAST


def one_line(text: str) -> str:
    """Return a text without line breaks, tabs and control characters."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\u3000" else " " for char in text)


@cache
def char_width(char: str, wide: str = "WFA") -> int:
    """Return a character's columns: 2 where its East Asian width is one of `wide`."""
    return 0 if combining(char) else 2 if east_asian_width(char) in wide else 1


@lru_cache(maxsize=1 << 16)
def width(text: str) -> int:
    """Return the columns that a terminal needs for a line of text."""
    return len(text) if text.isascii() else sum(map(char_width, text, repeat("WF")))


@lru_cache(maxsize=1 << 16)
def printed_width(text: str) -> int:
    """Return a line's columns as Chinese fonts print it: “—… are ambiguous, and drawn full."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text with spaces up to a width; one that is wider stays whole."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Break Chinese text anywhere but inside a Latin word or before a mark.

    A terminal, left alone, breaks at its last column, and a line may then begin with ，.
    """
    line = ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > columns:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for char in text:
        in_word = char.isascii() and piece[-1:].isascii() and not piece.endswith(" ")
        if piece and not (in_word or char in NEVER_FIRST or piece[-1] in NEVER_LAST):
            yield piece
            piece = ""
        piece += char
    yield piece
