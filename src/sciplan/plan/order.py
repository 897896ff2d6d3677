"""The order of ids, and which items of a sequence stand out of order."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any


def rank(ident: str) -> tuple[tuple[int, str], ...]:
    """Return what orders ids as numbers do; without int(), which refuses thousands of digits."""
    numbers = [part.lstrip("0") for part in ident.split(".")]
    return tuple([(len(number), number) for number in numbers])


def standing_out(keys: Sequence[Any]) -> list[int]:
    """Return the indexes of the fewest items without which the others never descend.

    They are what a longest non-descending subsequence leaves: one item put far forward is one
    item out of order, not all those behind it.
    """
    if all(first <= second for first, second in pairwise(keys)):
        return []
    # tails[n] is the smallest key that ends such a subsequence of n + 1 items, ends[n] its index.
    tails: list[Any] = []
    ends: list[int] = []
    before: list[int] = []
    for index, key in enumerate(keys):
        place = bisect_right(tails, key)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [key]
        ends[place : place + 1] = [index]
    kept = set()
    last = ends[-1]
    while last >= 0:
        kept.add(last)
        last = before[last]
    return [index for index in range(len(keys)) if index not in kept]
