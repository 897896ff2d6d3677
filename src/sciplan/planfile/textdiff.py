"""What edits do to a text file, in the form that patch and code hosts read."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from sciplan.planfile.edit import apply
from sciplan.planfile.spans import Edit

_CONTEXT = 3
"""Lines shown around a change."""


def unified(path: str, before: str, edits: Sequence[Edit]) -> str:
    """Return a unified diff; empty where nothing changes.

    It follows from the edits: a comparison of the texts takes seconds on a long plan, and tells
    lines that occur often as changed though they are not.

    Args:
        path: The file as the user named it.
        before: Its text.
        edits: What is done to it, in order.
    """
    lines = _lines(before)
    changes = [change for change in _changes(before, lines, edits) if change.old or change.new]
    if not changes:
        return ""
    pieces = [f"--- {path}\n", f"+++ {path}（修改后）\n"]
    shift = 0
    for hunk in _hunks(changes):
        pieces += _shown(hunk, lines, shift)
        shift += sum(len(change.new) - len(change.old) for change in hunk)
    return "".join(
        piece if piece.endswith("\n") else f"{piece}\n\\ No newline at end of file\n"
        for piece in pieces
    )


class _Change(NamedTuple):
    """Lines that go and lines that come, at a line counted from 0."""

    at: int
    old: list[str]
    new: list[str]


def _changes(before: str, lines: Sequence[str], edits: Sequence[Edit]) -> Iterator[_Change]:
    """Yield what edits do, line by line; edits of the same or adjoining lines are one change."""
    starts = [0, *accumulate(map(len, lines))]
    together: list[Edit] = []
    first = last = 0
    for edit in edits:
        start, end = _touched(starts, edit, ends=before.endswith("\n") or not before)
        if together and start > last:
            yield _change(before[starts[first] : starts[last]], first, starts[first], together)
            together = []
        if not together:
            first = start
        last = max(last, end)
        together.append(edit)
    if together:
        yield _change(before[starts[first] : starts[last]], first, starts[first], together)


def _touched(starts: Sequence[int], edit: Edit, *, ends: bool) -> tuple[int, int]:
    """Return the first line that an edit touches, and the first behind it that it doesn't.

    Args:
        starts: Where lines begin, and where the last ends.
        edit: The edit.
        ends: Whether the last line has an end: what stands behind one that has none goes on in it.
    """
    first = bisect_right(starts, edit.start) - 1
    if first == len(starts) - 1 and not ends:
        first -= 1
    if edit.start == edit.end == starts[first] and edit.text.endswith("\n"):
        return first, first
    last = max(bisect_left(starts, edit.end), first + 1)
    return first, min(last, len(starts) - 1)


def _change(text: str, at: int, start: int, edits: Sequence[Edit]) -> _Change:
    moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
    old, new = _lines(text), _lines(apply(text, moved))
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    old, new = old[same:], new[same:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return _Change(at + same, old, new)


def _lines(text: str) -> list[str]:
    # patch knows no other line end; str.splitlines() knows ten.
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Yield the changes whose surroundings meet, together."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.at - hunk[-1].at - len(hunk[-1].old) > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _shown(hunk: Sequence[_Change], lines: Sequence[str], shift: int) -> Iterator[str]:
    first = max(hunk[0].at - _CONTEXT, 0)
    last = min(hunk[-1].at + len(hunk[-1].old) + _CONTEXT, len(lines))
    grown = sum(len(change.new) - len(change.old) for change in hunk)
    old, new = _range(first, last), _range(first + shift, last + shift + grown)
    yield f"@@ -{old} +{new} @@\n"
    at = first
    for change in hunk:
        yield from (f" {line}" for line in lines[at : change.at])
        yield from (f"-{line}" for line in change.old)
        yield from (f"+{line}" for line in change.new)
        at = change.at + len(change.old)
    yield from (f" {line}" for line in lines[at:last])


def _range(first: int, last: int) -> str:
    count = last - first
    if count == 1:
        return str(first + 1)
    # An empty stretch is named by the line before it.
    return f"{first + 1 if count else first},{count}"
