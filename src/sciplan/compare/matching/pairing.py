"""Items of two sides, paired step by step; what one step pairs, the next leaves alone."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sciplan.base.marks import FULL, tight

T = TypeVar("T")
Pair = tuple[T | None, T | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart(Generic[T]):
    """A heading, measure, provision or target, with what tells it from others.

    Args:
        value: The heading, measure, provision or target itself, with its place.
        id: Its id.
        title: Its title, see `plain`.
        part: Which of several clauses of a paragraph it is, as `2/3`.
        home: Title of the heading above it.
        text: What it says, or a summary of that.
        units: What units it names without place and level, and 牵头 before those that lead.
    """

    value: T
    id: str
    title: str
    part: str = ""
    home: str = ""
    text: str = ""
    units: frozenset[str] = frozenset()


def both(pairs: Iterable[Pair[T]]) -> list[tuple[T, T]]:
    """Return the pairs of which both sides have their item."""
    return [(mine, theirs) for mine, theirs in pairs if mine and theirs]


def plain(text: str) -> str:
    """Return a text without blanks and with marks of one width, for comparing."""
    return tight(text).translate(FULL).strip("。；")


class Pairing(Generic[T]):
    """Which items are paired so far.

    Args:
        mine: The items of one side, in its order.
        theirs: Those of the other.
    """

    def __init__(self, mine: Sequence[Counterpart[T]], theirs: Sequence[Counterpart[T]]) -> None:
        self.mine = mine
        self.theirs = theirs
        self.chosen: dict[int, int] = {}
        self.taken: set[int] = set()

    def partner(self, place: int) -> T | None:
        """Return what an item of `mine` is paired with."""
        other = self.chosen.get(place)
        return None if other is None else self.theirs[other].value

    def choose(self, place: int, other: int) -> None:
        """Pair an item of `mine` with one of `theirs`, by their places."""
        self.chosen[place] = other
        self.taken.add(other)

    def left(self) -> tuple[list[int], list[int]]:
        """Return the places of what is not paired, of both sides."""
        mine = [place for place in range(len(self.mine)) if place not in self.chosen]
        theirs = [place for place in range(len(self.theirs)) if place not in self.taken]
        return mine, theirs

    def by_key(self, key: Callable[[Counterpart[T]], Hashable], *, only_one: bool = False) -> None:
        """Pair what has the same key.

        Args:
            key: An item's key; None for none.
            only_one: Leave out keys that several items of a side have; else the first is paired
                with the first.
        """
        mine, theirs = self.left()
        ours, others = _by_key(self.mine, mine, key), _by_key(self.theirs, theirs, key)
        for each, places in ours.items():
            found = others.get(each, [])
            if not only_one or len(places) == len(found) == 1:
                for place, other in zip(places, found, strict=False):
                    self.choose(place, other)


def _by_key(
    items: Sequence[Counterpart[T]],
    places: Sequence[int],
    key: Callable[[Counterpart[T]], Hashable],
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place in places:
        each = key(items[place])
        if each is not None:
            found.setdefault(each, []).append(place)
    return found
