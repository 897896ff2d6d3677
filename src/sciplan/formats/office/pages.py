"""Where the pages of a printed sheet begin, worked out from the heights of its rows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

LONELY = 0.25
"""Part of a last page that is to be filled at least."""
_STEP = 0.97


class Strip(NamedTuple):
    """What a page is made of: a row that is never parted.

    Args:
        high: Its height.
        keep: Whether it stays on the page of what follows.
        head: Height of what is repeated above it where a page begins with it.
    """

    high: float
    keep: bool = False
    head: float = 0.0


def page_starts(strips: Sequence[Strip], room: float) -> list[int]:
    """Return which strips begin a page, the first page left out.

    Those that belong together are parted only where a page can't hold them.

    Args:
        strips: From top to bottom.
        room: What a page holds.
    """
    starts: list[int] = []
    used = 0.0
    for run in _runs(strips):
        high = sum(strips[place].high for place in run)
        whole = used + high > room >= strips[run[0]].head + high
        for place in run:
            strip = strips[place]
            if used and (used + strip.high > room or (whole and place == run[0])):
                starts.append(place)
                used = strip.head
            used += strip.high
    return starts


def even_starts(strips: Sequence[Strip], room: float) -> list[int]:
    """Return the same for pages that are filled alike: as many as it takes, none all but empty.

    Args:
        strips: From top to bottom.
        room: What a page holds.
    """
    found = page_starts(strips, room)
    least = room
    while found:
        least *= _STEP
        tried = page_starts(strips, least)
        if len(tried) > len(found) or _fullest(strips, tried) > room:
            break
        found = tried
    return found


def most_pages(strips: Sequence[Strip], rooms: Sequence[float]) -> int:
    """Return how many pages are to be made at most of a sheet that breaks by itself.

    A program that fits a sheet to so many pages prints it a little smaller lest the last one hold
    next to nothing.

    Args:
        strips: From top to bottom.
        rooms: What a page may hold; nobody knows which fonts a machine has.
    """
    ends = [_end(strips, room) for room in rooms]
    if all(full >= LONELY for _, full in ends):
        return max(count for count, _ in ends)
    return min(count - (full < LONELY) for count, full in ends)


def least_end(strips: Sequence[Strip], rooms: Sequence[float]) -> float:
    """Return which part of the last page is filled at least, where pages break by themselves.

    Args:
        strips: From top to bottom.
        rooms: What a page may hold.
    """
    return min(full for _, full in (_end(strips, room) for room in rooms))


def _end(strips: Sequence[Strip], room: float) -> tuple[int, float]:
    """Return how many pages there are, and which part of the last is filled, of a single one 1."""
    starts = page_starts([strip._replace(keep=False) for strip in strips], room)
    return (len(starts) + 1, _used(strips, starts[-1], len(strips)) / room if starts else 1.0)


def _fullest(strips: Sequence[Strip], starts: Sequence[int]) -> float:
    edges = [0, *starts, len(strips)]
    return max(_used(strips, *edge) for edge in pairwise(edges))


def _used(strips: Sequence[Strip], first: int, end: int) -> float:
    """Return the height of a page from one strip to before another."""
    head = strips[first].head if first else 0.0
    return head + sum(strip.high for strip in strips[first:end])


def _runs(strips: Sequence[Strip]) -> Iterator[range]:
    """Yield the places of strips that belong together."""
    first = 0
    for place, strip in enumerate(strips):
        if not strip.keep or place == len(strips) - 1:
            yield range(first, place + 1)
            first = place + 1
