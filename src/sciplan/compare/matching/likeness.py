"""How alike two items are: by the pairs of characters that they share, rare ones counting more.

In a plan on science literacy, 科学素质提升行动 stands in every other title and tells nothing; what
tells is 老年人 or 产业工人. A pair of characters weighs log(1 + n / k), of n items of which k have
it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest, nsmallest
from itertools import pairwise
from math import log
from sys import intern
from typing import Any

from sciplan.compare.matching.pairing import Counterpart

SURE = 0.5
"""From so much on, two items are taken for the same."""
DOUBTFUL = 0.3
"""From so much on, they are so with a doubt that is told; below, they are two."""
_TITLE, _TEXT = 0.6, 0.4
_UNIT = 1000
"""Weights are whole thousandths: a sum of them is the same in any order, and a set has none."""
_COMMON = 64
"""A pair of characters that more items of a side have leads to no candidates."""
_MOST_CANDIDATES = 16
_TELLING = 24
"""So many pairs of characters of a text, the rarest, lead to candidates."""
_NO_LETTER = re.compile(r"[\W_]")
_Items = Sequence[Counterpart[Any]]
_Places = Sequence[int]


@lru_cache(maxsize=1 << 16)
def grams(text: str) -> frozenset[str]:
    """Return the pairs of characters that stand together in a text, marks left out."""
    letters = _NO_LETTER.sub("", text)
    if len(letters) < 2:
        return frozenset([letters] if letters else [])
    return frozenset(intern(one + other) for one, other in pairwise(letters))


class Weights:
    """What pairs of characters weigh, by how rare they are on the side where they are less so.

    Args:
        mine: The texts of one side.
        theirs: Those of the other; which is which changes nothing.
    """

    def __init__(self, mine: Sequence[str], theirs: Sequence[str]) -> None:
        counts = _counted(mine) | _counted(theirs)
        most = max(len(mine), len(theirs))
        self.of = {gram: round(_UNIT * log(1 + most / count)) for gram, count in counts.items()}
        self._wholes: dict[str, int] = {}

    def likeness(self, one: str, other: str) -> float:
        """Return the weight of what two texts share over the mean weight of both, 0 to 1."""
        both = self._whole(one) + self._whole(other)
        return 2 * self._sum(grams(one) & grams(other)) / both if both else 0.0

    def _whole(self, text: str) -> int:
        found = self._wholes.get(text)
        if found is None:
            found = self._wholes[text] = self._sum(grams(text))
        return found

    def _sum(self, found: Iterable[str]) -> int:
        return sum([self.of[gram] for gram in found])


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(gram for text in texts for gram in grams(text))


class Likeness:
    """How alike items of two sides are, by title and text.

    Args:
        mine: The items of one side.
        theirs: Those of the other.
        left: The places on both sides that are asked about. Titles weigh by what all items are
            called, texts by what those say: texts are long, and most items are called the same.
    """

    def __init__(self, mine: _Items, theirs: _Items, left: tuple[_Places, _Places]) -> None:
        self.mine = mine
        self.theirs = theirs
        self.titles = Weights([item.title for item in mine], [item.title for item in theirs])
        self.texts = Weights(
            [mine[place].text for place in left[0]], [theirs[place].text for place in left[1]]
        )

    def of(self, place: int, other: int) -> float:
        """Return how alike two items are, 0 to 1: by title alone where one has no text."""
        one, another = self.mine[place], self.theirs[other]
        title = self.titles.likeness(one.title, another.title)
        if not (one.text and another.text):
            return title
        return _TITLE * title + _TEXT * self.texts.likeness(one.text, another.text)

    def candidates(self, mine: _Places, theirs: _Places) -> dict[tuple[int, int], float]:
        """Return pairs of places that may be the same → their likeness, `DOUBTFUL` at least.

        Each item meets those with which it shares most, so that cost grows in a straight line.

        Args:
            mine: Places in `mine` to be considered.
            theirs: Places in `theirs`.
        """
        here, there = self._index(self.mine, mine), self._index(self.theirs, theirs)
        pairs = {(one, other) for one in mine for other in self._nearest(self.mine[one], there)}
        pairs |= {
            (one, other) for other in theirs for one in self._nearest(self.theirs[other], here)
        }
        scores = {pair: self.of(*pair) for pair in sorted(pairs)}
        return {pair: score for pair, score in scores.items() if score >= DOUBTFUL}

    def _index(self, items: _Items, places: _Places) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for place in places:
            for gram in self._said(items[place]):
                found.setdefault(gram, []).append(place)
        return found

    def _nearest(self, item: Counterpart[Any], index: Mapping[Any, list[int]]) -> list[int]:
        shared: Counter[int] = Counter()
        for kind, gram in self._said(item):
            places = index.get((kind, gram), [])
            if len(places) <= _COMMON:
                weight = (self.titles if kind == "title" else self.texts).of[gram]
                for place in places:
                    shared[place] += weight
        # What shares as much as the last one taken is taken too: no order decides.
        best = nlargest(_MOST_CANDIDATES, shared.values())
        return [place for place, weight in shared.items() if weight >= best[-1]] if best else []

    def _said(self, item: Counterpart[Any]) -> Iterator[tuple[str, str]]:
        yield from (("title", gram) for gram in grams(item.title))
        # Of equally rare ones the first by code, so that both sides take the same.
        weights = self.texts.of
        rarest = nsmallest(_TELLING, grams(item.text), key=lambda gram: (-weights[gram], gram))
        yield from (("text", gram) for gram in rarest)
