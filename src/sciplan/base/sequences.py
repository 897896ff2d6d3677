"""What two sequences have in common, and what stands out of order in one."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any


def standing_out(keys: Sequence[Any]) -> list[int]:
    """Return the indexes of the fewest items without which the others never descend.

    They are what a longest non-descending subsequence leaves: one item put far forward is one
    item out of order, not all those behind it.
    """
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
    last = ends[-1] if ends else -1
    while last >= 0:
        kept.add(last)
        last = before[last]
    return [index for index in range(len(keys)) if index not in kept]


def common(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence in both lists."""
    # longest[i][j]: how many items the lists from i and from j on have in common.
    longest = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            same = before[i] == after[j]
            longest[i][j] = (
                longest[i + 1][j + 1] + 1 if same else max(longest[i + 1][j], longest[i][j + 1])
            )
    found = []
    i = j = 0
    while i < len(before) and j < len(after):
        if before[i] == after[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
