"""Which item of a plan is which item of its document, whatever ids the plan gives them."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from sciplan.base.marks import FULL, tight

T = TypeVar("T")
Pair = tuple[T | None, T | None]
_ALIKE = 0.6
_LONGEST = 80
"""So much of a title is compared: a first sentence may stand for one."""
_MOST_CANDIDATES = 30
"""So many items between two that are told apart are compared, each with each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart(Generic[T]):
    """A heading, measure or provision, with what tells it from others.

    Args:
        value: The heading, measure or provision itself, with its place.
        id: Its id.
        title: Its title, see `plain`.
        part: Which of several clauses of a paragraph it is, as `2/3`.
        home: Title of the heading above it.
    """

    value: T
    id: str
    title: str
    part: str = ""
    home: str = ""


def plain(text: str) -> str:
    """Return a text without blanks and with marks of one width, for comparing."""
    return tight(text).translate(FULL).strip("。；")


def aligned(
    mine: Sequence[Counterpart[T]], theirs: Sequence[Counterpart[T]], alike: Callable[[T, T], bool]
) -> list[Pair[T]]:
    """Pair the items of a plan with those of its document.

    By id and title, then by title (of one heading, then anywhere), then by likeness between
    neighbours that are paired, then by id alone: a plan may number its measures in its own way.

    Args:
        mine: The plan's, in its order.
        theirs: The document's, in its order.
        alike: Whether two items that are called differently mean the same.

    Returns:
        Pairs in the plan's order, then the document's items that the plan lacks.
    """
    pairing = _Pairing(mine, theirs)
    pairing.by_key(lambda item: (item.id, item.title, item.part))
    pairing.by_key(lambda item: (item.home, item.title, item.part))
    pairing.by_key(lambda item: (item.title, item.part))
    pairing.by_key(lambda item: item.title)
    pairing.by_likeness(alike)
    pairing.by_key(lambda item: item.id)
    left = (item.value for place, item in enumerate(theirs) if place not in pairing.taken)
    return [
        *((item.value, pairing.partner(place)) for place, item in enumerate(mine)),
        *((None, value) for value in left),
    ]


class _Pairing(Generic[T]):
    def __init__(self, mine: Sequence[Counterpart[T]], theirs: Sequence[Counterpart[T]]) -> None:
        self.mine = mine
        self.theirs = theirs
        self.chosen: dict[int, int] = {}
        self.taken: set[int] = set()

    def partner(self, place: int) -> T | None:
        other = self.chosen.get(place)
        return None if other is None else self.theirs[other].value

    def choose(self, place: int, other: int) -> None:
        self.chosen[place] = other
        self.taken.add(other)

    def by_key(self, key: "Callable[[Counterpart[T]], Hashable]") -> None:
        """Pair what has the same key, first with first where several have it."""
        free: dict[Hashable, list[int]] = {}
        for other in reversed(range(len(self.theirs))):
            if other not in self.taken:
                free.setdefault(key(self.theirs[other]), []).append(other)
        for place, item in enumerate(self.mine):
            if place not in self.chosen and free.get(key(item)):
                self.choose(place, free[key(item)].pop())

    def by_likeness(self, alike: Callable[[T, T], bool]) -> None:
        for place, candidates in list(self._between()):
            one = self.mine[place]
            for other in candidates:
                if other not in self.taken and (
                    _same_words(one.title, self.theirs[other].title)
                    or alike(one.value, self.theirs[other].value)
                ):
                    self.choose(place, other)
                    break

    def _between(self) -> Iterator[tuple[int, list[int]]]:
        """Yield each item left over, with the items left between its neighbours' partners."""
        after = {}
        following = len(self.theirs)
        for place in reversed(range(len(self.mine))):
            following = self.chosen.get(place, following)
            after[place] = following
        before = -1
        for place in range(len(self.mine)):
            if place in self.chosen:
                before = self.chosen[place]
                continue
            stop = min(after[place], before + 1 + _MOST_CANDIDATES)
            yield place, [one for one in range(before + 1, stop) if one not in self.taken]


def _same_words(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one[:_LONGEST], other[:_LONGEST], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
