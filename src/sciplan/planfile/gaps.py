"""Where two lists differ, and which lists an item of a plan has."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sciplan.base.sequences import common
from sciplan.plan.fields import Names, specs
from sciplan.plan.model import Measure
from sciplan.planfile.source import MappingNode, Node, ScalarNode, SequenceNode


def places_of_units(before: Sequence[Any], after: Sequence[Any]) -> dict[str, int]:
    """Return name → the unit's old place; where just one is called otherwise, its new name has it.

    Args:
        before: Units as they are.
        after: Units as they are to be.
    """
    places = {unit.name: place for place, unit in enumerate(before)}
    if len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        other = [place for place, (old, new) in pairs if old.name != new.name]
        if len(other) == 1 and after[other[0]].name not in places:
            del places[before[other[0]].name]
            places[after[other[0]].name] = other[0]
    return places


class ItemList(NamedTuple):
    """A list with its key."""

    key: ScalarNode
    value: SequenceNode

    @property
    def start(self) -> int:
        """Where it stands."""
        return int(self.value.start_mark.index)

    @property
    def offset(self) -> int:
        """How far its dashes stand in from its key."""
        return int(self.value.start_mark.column) - int(self.key.start_mark.column)


NAME_LISTS = frozenset(spec.key for spec in specs(Measure) if isinstance(spec.kind, Names))


def lists_in(node: Node) -> Iterator[ItemList]:
    """Yield the lists below a node that hold anything, each with its key."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(value, SequenceNode) and isinstance(key, ScalarNode) and value.value:
                yield ItemList(key, value)
            yield from lists_in(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from lists_in(item)


class Gap(NamedTuple):
    """Where two lists differ: what the first holds and what the second, behind a common item."""

    after: int
    old: list[int]
    new: list[str]


def gaps(before: Sequence[str], after: Sequence[str]) -> Iterator[Gap]:
    """Yield the gaps that the longest common subsequence leaves: the fewest lines to change."""
    places = [(-1, -1), *common(before, after), (len(before), len(after))]
    for (old, new), (next_old, next_new) in pairwise(places):
        gap = Gap(old, list(range(old + 1, next_old)), list(after[new + 1 : next_new]))
        if gap.old or gap.new:
            yield gap
