"""Which item of a plan is which item of its document, whatever ids the plan gives them."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from sciplan.compare.matching.pairing import Counterpart, Pair, Pairing, T

_ALIKE = 0.6
_LONGEST = 80
"""So much of a title is compared: a first sentence may stand for one."""
_MOST_CANDIDATES = 30
"""So many items between two that are told apart are compared, each with each."""


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


class _Pairing(Pairing[T]):
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
