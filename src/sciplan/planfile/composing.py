"""Two rounds of edits as one: the second speaks of the text that the first leaves."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sciplan.planfile.edit import apply
from sciplan.planfile.spans import Edit


def composed(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Return the edits of a text that come to the same as some and then others.

    Args:
        text: The text.
        first: Edits of it.
        second: Edits of what those make of it.
    """
    if not (first and second):
        return [*first, *second]
    middle = apply(text, first)
    found: list[Edit] = []
    grown = 0
    for start, end, olds, news in _clusters(first, second):
        old_start = start - grown
        grown += sum(len(edit.text) - (edit.end - edit.start) for edit in olds)
        inside = [Edit(edit.start - start, edit.end - start, edit.text) for edit in news]
        found.append(Edit(old_start, end - grown, apply(middle[start:end], inside)))
    return found


class _Cluster(NamedTuple):
    """A stretch between two rounds of edits that both or either touch, and which do."""

    start: int
    end: int
    first: list[Edit]
    second: list[Edit]


def _clusters(first: Iterable[Edit], second: Iterable[Edit]) -> list[_Cluster]:
    """Return the stretches that two rounds touch, in coordinates of the text between them."""
    found: list[_Cluster] = []
    grown = 0
    made: list[_Cluster] = [_Cluster(edit.start, edit.end, [], [edit]) for edit in second]
    for edit in first:
        start = edit.start + grown
        made.append(_Cluster(start, start + len(edit.text), [edit], []))
        grown += len(edit.text) - (edit.end - edit.start)
    for each in sorted(made, key=lambda cluster: cluster[:2]):
        if found and each.start <= found[-1].end:
            last = found.pop()
            end = max(last.end, each.end)
            each = _Cluster(  # noqa: PLW2901
                last.start, end, [*last.first, *each.first], [*last.second, *each.second]
            )
        found.append(each)
    return found
