"""How alike two items are: by the characters that they share, rare ones counting more.

In a plan on science literacy, 科学素质提升行动 stands in every other title and tells nothing; what
tells is 老年人 or 产业工人. A character, or a pair that stands together, weighs log(1 + n / k), of
n items of which k have it. A title counts twice: among all that is said, and by itself, since a
year's plan says 建成县科技馆 of what its parent calls 科技馆体系 in a title and 县建科技馆 in the
text. Who is named adds to that, and never makes a pair sure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest, nsmallest
from itertools import pairwise
from math import log
from sys import intern
from typing import Any, NamedTuple

from sciplan.compare.matching.pairing import Counterpart

SURE = 0.5
"""From so much on, two items are taken for the same."""
DOUBTFUL = 0.3
"""From so much on, they are so with a doubt that is told; below, they are two."""
_UNITS = 0.2
"""So much of what words leave open is closed where the same units are named."""
_NOT_SURE = 0.49
_UNIT = 1000
"""Weights are whole thousandths: a sum of them is the same in any order, and a set has none."""
_COMMON = 64
"""What more items of a side have leads to no candidates."""
_MOST_CANDIDATES = 16
_TELLING = 24
"""So much of a text, the rarest, leads to candidates."""
_NO_LETTER = re.compile(r"[\W_]")
_Items = Sequence[Counterpart[Any]]
_Places = Sequence[int]
_Grams = frozenset[str]


@lru_cache(maxsize=1 << 16)
def grams(text: str) -> _Grams:
    """Return a text's characters and the pairs that stand together; no marks, no single digits."""
    letters = _NO_LETTER.sub("", text)
    pairs = (intern(one + other) for one, other in pairwise(letters))
    return frozenset((*pairs, *(intern(each) for each in letters if not each.isdigit())))


class _Said(NamedTuple):
    """What an item says.

    Args:
        title: Its title, see `grams`.
        every: Its title and its text.
    """

    title: _Grams
    every: _Grams


class Weights:
    """What weighs how much, by how rare it is on the side where it is less so.

    Args:
        mine: What each item of one side has.
        theirs: What each of the other has; which is which changes nothing.
    """

    def __init__(self, mine: Sequence[_Grams], theirs: Sequence[_Grams]) -> None:
        counts = Counter(gram for each in mine for gram in each)
        counts |= Counter(gram for each in theirs for gram in each)
        most = max(len(mine), len(theirs))
        self.of = {gram: round(_UNIT * log(1 + most / count)) for gram, count in counts.items()}
        self._wholes: dict[tuple[_Grams, ...], int] = {}

    def likeness(self, one: tuple[_Grams, ...], other: tuple[_Grams, ...]) -> float:
        """Return the weight of what two share, set by set, over the mean weight of both, 0 to 1."""
        both = self._whole(one) + self._whole(other)
        shared = sum(self._sum(here & there) for here, there in zip(one, other, strict=True))
        return 2 * shared / both if both else 0.0

    def _whole(self, sets: tuple[_Grams, ...]) -> int:
        found = self._wholes.get(sets)
        if found is None:
            found = self._wholes[sets] = sum(map(self._sum, sets))
        return found

    def _sum(self, found: Iterable[str]) -> int:
        return sum([self.of[gram] for gram in found])


class Likeness:
    """How alike items of two sides are, by title, text and units.

    Args:
        mine: The items of one side.
        theirs: Those of the other.
        left: The places on both sides that are asked about. What is rare is told by what all items
            are called and those say: texts are long, and most items are called the same.
    """

    def __init__(self, mine: _Items, theirs: _Items, left: tuple[_Places, _Places]) -> None:
        self.mine = mine
        self.theirs = theirs
        self._here, self._there = _said(mine, left[0]), _said(theirs, left[1])
        self.words = Weights(
            [said.every for said in self._here], [said.every for said in self._there]
        )
        self.units = Weights([item.units for item in mine], [item.units for item in theirs])

    def of(self, place: int, other: int) -> float:
        """Return how alike two items are, 0 to 1: by title alone where one has no text."""
        one, another = self.mine[place], self.theirs[other]
        here, there = self._here[place], self._there[other]
        if not (one.text and another.text):
            here, there = _Said(here.title, here.title), _Said(there.title, there.title)
        words = self.words.likeness(here, there)
        units = self.units.likeness((one.units,), (another.units,))
        raised = words + _UNITS * units * (1 - words)
        return raised if words >= SURE else min(raised, _NOT_SURE)

    def candidates(self, mine: _Places, theirs: _Places) -> dict[tuple[int, int], float]:
        """Return pairs of places that may be the same → their likeness, `DOUBTFUL` at least.

        Each item meets those with which it shares most, so that cost grows in a straight line.

        Args:
            mine: Places in `mine` to be considered.
            theirs: Places in `theirs`.
        """
        ours = {place: self._telling(self._here[place]) for place in mine}
        others = {place: self._telling(self._there[place]) for place in theirs}
        here, there = _index(ours), _index(others)
        pairs = {(one, other) for one in mine for other in self._nearest(ours[one], there)}
        pairs |= {(one, other) for other in theirs for one in self._nearest(others[other], here)}
        scores = {pair: self.of(*pair) for pair in sorted(pairs)}
        return {pair: score for pair, score in scores.items() if score >= DOUBTFUL}

    def _nearest(self, telling: _Grams, index: Mapping[str, list[int]]) -> list[int]:
        shared: Counter[int] = Counter()
        for gram in telling:
            places = index.get(gram, [])
            if len(places) <= _COMMON:
                for place in places:
                    shared[place] += self.words.of[gram]
        # What shares as much as the last one taken is taken too: no order decides.
        best = nlargest(_MOST_CANDIDATES, shared.values())
        return [place for place, weight in shared.items() if weight >= best[-1]] if best else []

    def _telling(self, said: _Said) -> _Grams:
        # Of equally rare ones the first by code, so that both sides take the same.
        weights = self.words.of
        text = said.every - said.title
        rarest = nsmallest(_TELLING, text, key=lambda gram: (-weights[gram], gram))
        return said.title.union(rarest)


def _said(items: _Items, left: _Places) -> list[_Said]:
    asked = frozenset(left)
    titles = [grams(item.title) for item in items]
    return [
        _Said(title, title | grams(item.text) if place in asked else title)
        for place, (title, item) in enumerate(zip(titles, items, strict=True))
    ]


def _index(telling: Mapping[int, _Grams]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, each in telling.items():
        for gram in each:
            found.setdefault(gram, []).append(place)
    return found
