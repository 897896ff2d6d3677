"""Stretches of a text: its outermost brackets, its lines, and whether two stretches overlap."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from sciplan.documents.words.mentions import may_be_clause

OPEN, CLOSE = "（(〔[【", "）)〕]】"


class Span(Protocol):
    """A stretch, from its first character to behind its last."""

    @property
    def start(self) -> int:
        """Index of its first character."""

    @property
    def end(self) -> int:
        """Index after its last."""


def brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the outermost brackets; one that nothing closes ends its line."""
    depth = start = 0
    for place, char in enumerate(text):
        if char in OPEN:
            start = place if not depth else start
            depth += 1
        elif char in CLOSE and depth:
            depth -= 1
            if not depth:
                yield start, place + 1
        elif char == "\n" and depth:
            if depth == 1 or may_be_clause(text[start : start + 12]):
                yield start, place
            depth = 0
    if depth:
        yield start, len(text)


def overlaps(start: int, end: int, taken: Sequence[Span]) -> bool:
    """Whether a stretch shares characters with one of some spans, which are in order."""
    after = bisect_left(taken, end, key=lambda found: found.start)
    return after > 0 and taken[after - 1].end > start


def line_end(text: str, start: int) -> int:
    """Return where the line that holds a place ends."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
