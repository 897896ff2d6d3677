"""Pairs of units that share a measure: counted measure by measure, so none is met in vain.

Over many places nearly all pairs share nothing; looking at each would cost the square of the
places. Units are known by their places in the order of precedence, so a pair is (first, second).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, combinations, product
from math import comb
from typing import NamedTuple

from sciplan.plan.graph import PlanGraph, entries_of, plans_of, shares_in, shares_of
from sciplan.plan.model import MeasureKey, Plan, UnitKey
from sciplan.queries.statistics import adjusted, expected_overlap, overlap_tail

Pair = tuple[int, int]


class Heads(NamedTuple):
    """How many measures a pair shares under each head; 负责 counts as leading.

    Args:
        both_lead: Measures that both lead.
        a_leads_b: Those that the first leads and the second cooperates in.
        b_leads_a: The other way round.
        both_cooperate: Those in which both only cooperate.
    """

    both_lead: int
    a_leads_b: int
    b_leads_a: int
    both_cooperate: int

    @property
    def shared(self) -> int:
        """Measures that name both."""
        return sum(self)


class Chance(NamedTuple):
    """What chance alone would give a pair.

    Args:
        expected: How many shared measures.
        p: How likely as many as there are, or more.
        p_adjusted: The same, corrected for the number of pairs.
    """

    expected: float = 0.0
    p: float = 1.0
    p_adjusted: float = 1.0


class _Sides(NamedTuple):
    """A measure's units, in order of precedence."""

    leads: Sequence[int]
    cooperates: Sequence[int]

    @property
    def every(self) -> list[int]:
        return sorted((*self.leads, *self.cooperates))


def met(
    graph: PlanGraph, units: Sequence[UnitKey], only: UnitKey | None = None
) -> dict[Pair, Heads]:
    """Return the pairs that share a measure, in order of precedence.

    Args:
        graph: The plans.
        units: The units that count, in order of precedence.
        only: Only this unit's pairs.
    """
    places = {key: place for place, key in enumerate(units)}
    one = None if only is None else places[only]
    sides = [_sides(graph, measure, places) for measure in _measures(graph, only)]
    shared = Counter(chain.from_iterable(_pairs(side.every, one) for side in sides))
    both_lead = Counter(chain.from_iterable(_pairs(side.leads, one) for side in sides))
    led = Counter(chain.from_iterable(_led(side, one) for side in sides))
    return {
        pair: _heads(shared[pair], both_lead[pair], led[pair], led[pair[::-1]])
        for pair in sorted(shared)
    }


def meetings(plans: Iterable[Plan]) -> int:
    """Return how often two units stand in one measure: what `met` has to count for all of them."""
    return sum(comb(len(plan.duties(entry.measure)), 2) for plan in plans for entry in plan.entries)


def _measures(graph: PlanGraph, only: UnitKey | None) -> Iterable[MeasureKey]:
    if only is None:
        return (measure for measure, _ in entries_of(graph))
    return (share.measure for share in shares_of(graph, only))


def _sides(graph: PlanGraph, measure: MeasureKey, places: Mapping[UnitKey, int]) -> _Sides:
    leads: list[int] = []
    cooperates: list[int] = []
    for share in shares_in(graph, measure):
        place = places.get(share.unit)
        if place is not None:
            (leads if share.duty.role.leads else cooperates).append(place)
    return _Sides(sorted(leads), cooperates)


def _pairs(places: Sequence[int], one: int | None) -> Iterable[Pair]:
    if one is None:
        return combinations(places, 2)
    others = places if one in places else ()
    return ((min(one, place), max(one, place)) for place in others if place != one)


def _led(sides: _Sides, one: int | None) -> Iterator[Pair]:
    """Yield (who leads, who cooperates)."""
    if one is None:
        yield from product(sides.leads, sides.cooperates)
    elif one in sides.leads:
        yield from product((one,), sides.cooperates)
    else:
        yield from product(sides.leads, (one,))


def _heads(shared: int, both_lead: int, a_leads_b: int, b_leads_a: int) -> Heads:
    return Heads(both_lead, a_leads_b, b_leads_a, shared - both_lead - a_leads_b - b_leads_a)


class Chances:
    """What chance would give the pairs of some plans.

    A pair's measures are those of the plans that know both. Its family, over which it is
    corrected, is all pairs of counted units of one jurisdiction (of two that belong to different
    ones, all pairs between those two); pairs that share nothing are in it without being met.

    Args:
        graph: The plans.
        units: The units that count, in order of precedence.
    """

    def __init__(self, graph: PlanGraph, units: Sequence[UnitKey]) -> None:
        self.units = units
        self.members = Counter(key.jurisdiction for key in units)
        self.measures = {plan.id: len(plan.entries) for plan in plans_of(graph)}
        self.plans: dict[UnitKey, set[str]] = {key: set() for key in units}
        for plan in plans_of(graph):
            for unit in plan.units:
                self.plans.get(plan.key_of(unit), set()).add(plan.id)
        self.duties = [
            Counter(share.measure.plan for share in shares_of(graph, key)) for key in units
        ]
        self.tail = cache(overlap_tail)

    def of(self, found: Mapping[Pair, Heads]) -> dict[Pair, Chance]:
        """Return the chance of each pair, of all that meet."""
        raw = {pair: self.uncorrected(pair, heads.shared) for pair, heads in found.items()}
        families: dict[tuple[str, str], list[Pair]] = {}
        for pair in found:
            families.setdefault(self._family(pair), []).append(pair)
        for family, pairs in families.items():
            corrected = adjusted([raw[pair].p for pair in pairs], self._size(family))
            for pair, p in zip(pairs, corrected, strict=True):
                raw[pair] = raw[pair]._replace(p_adjusted=p)
        return raw

    def uncorrected(self, pair: Pair, shared: int) -> Chance:
        """Return a pair's chance by itself."""
        first, second = pair
        common = self.plans[self.units[first]] & self.plans[self.units[second]]
        population = sum(self.measures[plan] for plan in common)
        one = sum(self.duties[first][plan] for plan in common)
        other = sum(self.duties[second][plan] for plan in common)
        return Chance(
            expected_overlap(population, one, other), self.tail(population, one, other, shared)
        )

    def _family(self, pair: Pair) -> tuple[str, str]:
        one, other = sorted(self.units[place].jurisdiction for place in pair)
        return one, other

    def _size(self, family: tuple[str, str]) -> int:
        one, other = family
        if one == other:
            return comb(self.members[one], 2)
        return self.members[one] * self.members[other]
