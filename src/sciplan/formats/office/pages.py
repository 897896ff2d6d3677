"""Where the pages of a printed sheet begin, worked out from the heights of its rows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


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


def last_start(strips: Sequence[Strip], rooms: Sequence[float]) -> list[int]:
    """Return where the last page is to begin lest it hold too little, if anywhere.

    For sheets whose pages break by themselves: rows that are filtered away leave gaps before
    breaks that are set.

    Args:
        strips: From top to bottom.
        rooms: What a page may hold; nobody knows which fonts a machine has.
    """
    *_, end = _runs(strips)
    loose = [strip._replace(keep=False) for strip in strips]
    for room in rooms:
        starts = page_starts(loose, room)
        if starts and end[0] < starts[-1]:
            return [end[0]]
    return []


def _runs(strips: Sequence[Strip]) -> Iterator[range]:
    """Yield the places of strips that belong together."""
    first = 0
    for place, strip in enumerate(strips):
        if not strip.keep or place == len(strips) - 1:
            yield range(first, place + 1)
            first = place + 1
