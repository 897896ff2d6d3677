"""Text for files of XML: what it may hold, how wide it is, how many lines it takes."""

import re
from functools import lru_cache
from math import ceil

from sciplan.base.marks import NEVER_FIRST, NEVER_LAST
from sciplan.base.unseen import LINE_END, NO_XML, TURNING
from sciplan.base.width import char_width, printed_width

_FORBIDDEN = re.compile(f"{NO_XML}|[{TURNING}]")
_WORD = re.compile(r"[!-~]+")
_PIECES = re.compile(f"[{re.escape(NEVER_LAST)}]*(?:[!-~]+|.)[{re.escape(NEVER_FIRST)}…—]*")
"""What a line is never broken in."""
_JOINED = re.compile(
    f"[{re.escape(NEVER_LAST)}]*(?:[!-~]+(?:、[!-~]+)*|.)[{re.escape(NEVER_FIRST)}…—]*"
)
"""The same in a sheet as LibreOffice breaks it: numbers joined by 、 stay together."""
_WIDE_DIGITS = 1.1


def clean(text: str) -> str:
    """Return a text that any XML file can hold; line ends become newlines."""
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", re.sub(LINE_END, "\n", text))


def widest(text: str) -> int:
    """Return the width of a text's widest line."""
    return max(map(printed_width, text.split("\n"))) if "\n" in text else printed_width(text)


def longest_word(text: str) -> int:
    """Return the width of what can't be broken: an id, a number, a Latin word."""
    return max(map(len, _WORD.findall(text)), default=0)


@lru_cache(maxsize=1 << 16)
def lines(text: str, room: float, *, in_sheet: bool = False) -> int:
    """Return the lines that a text takes in a cell so many half characters wide.

    Marks that can't begin a line pull a character with them, those that can't end one follow to
    the next.

    Args:
        text: The text.
        room: Halves of a character.
        in_sheet: Whether the cell is a spreadsheet's, which may break it either way.
    """
    ways = (_PIECES, _JOINED) if in_sheet and "、" in text else (_PIECES,)
    return max(sum(_line_count(line, room, way) for line in text.split("\n")) for way in ways)


def _line_count(line: str, room: float, pieces: re.Pattern[str]) -> int:
    if printed_width(line) * _WIDE_DIGITS <= room:
        return 1
    count, filled = 1, 0.0
    for piece in pieces.findall(line):
        size = _size(piece)
        if piece == " " and filled + size > room:
            continue  # a space at the end of a line needs no room
        if filled + size > room and filled:
            count += 1
            filled = 0.0
        if size > room:
            # It is broken wherever the line ends; half a line may stay empty before a wide one.
            per_line = max(room - 1, 2)
            more = ceil(size / per_line) - 1
            count += more
            size -= more * per_line
        filled += size
    return count


def _size(piece: str) -> float:
    """Return the width of what stands together; other fonts than ours have wider digits."""
    if piece.isascii():
        return len(piece) * _WIDE_DIGITS
    return sum(2.0 if char_width(char) == 2 else char_width(char) * _WIDE_DIGITS for char in piece)
