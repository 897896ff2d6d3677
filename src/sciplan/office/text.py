"""Text for files of XML: what it may hold, how wide it is, how many lines it takes."""

import re
from functools import cache, lru_cache
from unicodedata import combining, east_asian_width

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile(
    # What XML 1.0 can't hold, and marks that turn the direction of what follows.
    "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_WORD = re.compile(r"[!-~]+")
_WORDS = re.compile(r"[!-~]+|.")


def clean(text: str) -> str:
    """Return a text that any XML file can hold; line ends become newlines."""
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


@cache
def _char_width(char: str) -> int:
    # Marks such as “ and … are of ambiguous width; Chinese fonts draw them full.
    return 0 if combining(char) else 2 if east_asian_width(char) in "WFA" else 1


@lru_cache(maxsize=1 << 16)
def width(text: str) -> int:
    """Return the width of one line on paper, in halves of a Chinese character."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def widest(text: str) -> int:
    """Return the width of a text's widest line."""
    return max(map(width, text.split("\n"))) if "\n" in text else width(text)


def longest_word(text: str) -> int:
    """Return the width of what can't be broken: an id, a number, a Latin word."""
    return max(map(len, _WORD.findall(text)), default=0)


@lru_cache(maxsize=1 << 16)
def lines(text: str, columns: int) -> int:
    """Return the lines that a text takes in a cell so many half characters wide.

    A little more rather than a line too few: marks that can't begin a line pull one character
    with them.
    """
    return sum(_line_count(line, columns) for line in text.split("\n"))


def _line_count(line: str, columns: int) -> int:
    if width(line) <= columns:
        return 1
    usable = max(columns - 1, 2)
    count, filled = 1, 0
    for word in _WORDS.findall(line):
        size = width(word)
        if filled + size > usable and filled:
            count += 1
            filled = 0
        count += max(size - 1, 0) // usable
        filled += size if size <= usable else size % usable
    return count
