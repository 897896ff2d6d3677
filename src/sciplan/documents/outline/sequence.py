"""Which of the places where items may open do so: the cheapest reading of the whole document.

A reading is a stack of levels with their last numbers. The next number costs nothing; a gap, a
restart, a number that comes again each have their price, as has what is skipped. Few readings are
kept at each place, so that the search is as long as the document. Where two readings cost nearly
the same, a human is asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

from sciplan.documents.outline.candidates import HEADED, Candidate, Reading
from sciplan.documents.words.markers import DASH, Marker

_MOST = 8
"""So many readings are kept."""
_CLOSE = 0.5
"""Two readings that cost no more apart than this can't be told apart: one mistyped mark costs 1."""
_WORST = 7.0
"""A reading that costs so much more than the best is given up."""
_OPEN, _RUN_ON, _DASHED = 0.6, 0.5, 0.3
_IN_THE_MIDDLE, _AGAIN, _RESTART, _BACK = 2.5, 2.5, 3.5, 4.0
_ASTRAY, _ALONE = 1.5, 1.0
_BETWEEN = 1.0
"""What it costs that a level first opens above one that is open."""
_GAP, _MISSING, _FAR, _NEAR = 1.5, 0.4, 1.0, 3

Levels = tuple[tuple[int, int], ...]
"""Level and last number of what is open, the highest level first."""
Place = tuple[int, int]
"""A paragraph's number, and where in it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An item that opens: in which paragraph, where, by which marker, and where its text begins."""

    block: int
    place: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Path:
    """A reading up to a place.

    Args:
        cost: What it costs.
        levels: What is open.
        ever: Level → the last number met, open or not: 1. to 20. may run on across sections.
        last: The item that opened last.
        before: The reading up to that item.
        unsure: The places that another reading, which costs nearly the same, reads otherwise.
    """

    cost: float
    levels: Levels
    ever: Levels
    last: Opened | None
    before: "_Path | None"
    unsure: tuple[Place, ...] = ()

    @property
    def place(self) -> Place:
        """Where the item that opened last stands."""
        return (self.last.block, self.last.place) if self.last else (-1, -1)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells two readings apart from here on."""
        return self.levels, self.ever, self.place

    def with_cost(self, cost: float) -> "_Path":
        return replace(self, cost=self.cost + cost)


def openings(
    paragraphs: Iterable[tuple[int, Sequence[Candidate]]],
) -> tuple[list[Opened], list[Place]]:
    """Return the items of a document, and the places that may as well be read otherwise, in order.

    Args:
        paragraphs: Each paragraph's number, and the places where items may open in it.
    """
    paths = [_Path(0, (), (), None, None)]
    for block, found in paragraphs:
        for one in found:
            paths = _kept(path for old in paths for path in _ways(old, block, one))
    best, *others = sorted(paths, key=lambda path: path.cost)
    for other in others:
        best = _better(best, other)
    items: list[Opened] = []
    unsure: set[Place] = set()
    at: _Path | None = best
    while at:
        unsure.update(at.unsure)
        items += [at.last] if at.last else []
        at = at.before
    return items[::-1], sorted(unsure)


def _kept(paths: Iterable[_Path]) -> list[_Path]:
    """Return the cheapest readings, one of those that are alike from here on."""
    best: dict[tuple[object, ...], _Path] = {}
    for path in paths:
        other = best.get(path.key)
        best[path.key] = _better(other, path) if other else path
    if len(best) == 1:
        return [*best.values()]
    limit = min(path.cost for path in best.values()) + _WORST
    near = [path for path in best.values() if path.cost <= limit]
    return nsmallest(_MOST, near, key=lambda path: path.cost) if len(near) > _MOST else near


def _better(one: _Path, two: _Path) -> _Path:
    """Return the cheaper of two readings; where they are close, it knows what they differ in."""
    best, other = (two, one) if two.cost < one.cost else (one, two)
    if other.cost - best.cost > _CLOSE:
        return best
    return replace(best, unsure=(*best.unsure, *_apart(best, other)))


def _apart(one: _Path, two: _Path) -> Iterator[Place]:
    """Yield the places at which two readings open no item both, or another one."""
    left: _Path | None = one
    right: _Path | None = two
    while left and right and (left.before is not right.before or left.last != right.last):
        ahead = max(left.place, right.place)
        if left.last != right.last:
            yield ahead
        left, right = (path.before if path.place == ahead else path for path in (left, right))


def _ways(path: _Path, block: int, one: Candidate) -> Iterator[_Path]:
    """Yield what a reading becomes: with the place as text, and as each item it may be."""
    headed = _is_headed(path, block, one)
    weight = HEADED if headed else one.weight
    yield path.with_cost(weight.text)
    for reading in one.readings:
        levels, cost = _opened(path, reading.marker)
        rank = reading.marker.rank
        cost += weight.item + reading.cost + _astray(reading, levels)
        ever = path.ever if rank == DASH else _set(path.ever, reading.marker)
        yield _Path(path.cost + cost, levels, ever, Opened(block, one.place, reading), path)


def _is_headed(path: _Path, block: int, one: Candidate) -> bool:
    """Whether nothing but a title stands between the open item's marker and a deeper one."""
    last = path.last
    if last is None or last.block != block or last.place < one.heading:
        return False
    return last.reading.marker.rank < one.readings[0].marker.rank


def _opened(path: _Path, marker: Marker) -> tuple[Levels, float]:
    """Return what is open once an item has opened, and what that costs."""
    rank, number = marker.rank, marker.number
    above = tuple(level for level in path.levels if level[0] < rank)
    levels = (*above, (rank, number))
    if rank == DASH:
        return levels, _DASHED
    last = next((n for level, n in path.levels if level == rank), 0)
    if last:
        return levels, _step(last, number)
    ever = next((n for level, n in path.ever if level == rank), 0)
    between = bool(path.levels) and path.levels[-1][0] > rank and not ever
    cost = _BETWEEN if between else 0
    if number == 1:
        return levels, cost + _OPEN
    return levels, cost + (_RUN_ON if number == ever + 1 else _IN_THE_MIDDLE)


def _step(last: int, number: int) -> float:
    """Return what it costs to go on with a number."""
    missing = number - last - 1
    if not missing:
        return 0
    if missing > 0:
        return _GAP + _MISSING * min(missing, _NEAR) + _FAR * max(missing - _NEAR, 0)
    if number == last:
        return _AGAIN
    return _RESTART if number == 1 else _BACK


def _set(levels: Levels, marker: Marker) -> Levels:
    rest = tuple(level for level in levels if level[0] != marker.rank)
    return tuple(sorted((*rest, (marker.rank, marker.number))))


def _astray(reading: Reading, levels: Levels) -> float:
    """Return what it costs that 2.1 stands under 3., or under nothing."""
    if not reading.under:
        return 0
    above = levels[-2][1] if len(levels) > 1 else 0
    return 0 if above == reading.under else _ASTRAY if above else _ALONE
