"""Stretches of a text: its outermost brackets, its lines, and whether two stretches overlap."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from sciplan.documents.words.mentions import may_be_clause

_LONGEST_SENTENCE = 400
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
    for start, end in lines(text):
        opened: list[int] = []
        closed: dict[int, int] = {}
        for place in range(start, end):
            if text[place] in OPEN:
                opened.append(place)
            elif text[place] in CLOSE and opened:
                closed[opened.pop()] = place + 1
        done = start
        for place in sorted([*closed, *opened]):
            if place < done or (place not in closed and _is_stray(text, place, end)):
                continue
            done = closed.get(place, end)
            whole = place in closed or end == len(text) or len(opened) == 1
            if whole or may_be_clause(text[place : place + 12]):
                yield place, done


def _is_stray(text: str, start: int, end: int) -> bool:
    """Whether a bracket that nothing closes is a misprint: behind a later sentence one opens."""
    stop = text.find("。", start, min(end, start + _LONGEST_SENTENCE))
    if stop < 0 or may_be_clause(text[start:stop]):
        return False
    near = text[stop : min(end, stop + _LONGEST_SENTENCE)]
    return any(f"。{mark}" in near for mark in OPEN)


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
