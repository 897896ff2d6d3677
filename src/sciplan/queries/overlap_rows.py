"""Pairs of units and their shared measures, read off the graph."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sciplan.plan.graph import (
    PlanGraph,
    build,
    entry_of,
    plan_of,
    plans_of,
    shares_of,
    units_of,
)
from sciplan.plan.model import Plan, UnitKey
from sciplan.plan.resolve import registered
from sciplan.plan.role import Role
from sciplan.plan.together import apart
from sciplan.plan.wording import qualified, section_line, unit_labels
from sciplan.queries.pairs import Chance, Chances, Heads, Pair, met
from sciplan.queries.records import MeasureRecord, measure_record

_LEAST_FIRST = ("p", "p_adjusted")
_NOTHING = Heads(0, 0, 0, 0)


class Overlap(NamedTuple):
    """What two units share; 负责 counts as leading.

    Args:
        jurisdiction: Where the first unit belongs.
        unit_a: The first unit, in precedence or as asked.
        unit_b: The other.
        shared: Measures that name both.
        both_lead: Those that both lead.
        a_leads_b: Those that the first leads and the other cooperates in.
        b_leads_a: The other way round.
        both_cooperate: Those in which both only cooperate.
        label_a: The first unit as shown: with its jurisdiction where another is called the same.
        label_b: The other.
        expected: What chance alone would give.
        p: The chance of `shared` or more.
        p_adjusted: The same, corrected for the number of pairs.
    """

    jurisdiction: str
    unit_a: str
    unit_b: str
    shared: int
    both_lead: int
    a_leads_b: int
    b_leads_a: int
    both_cooperate: int
    label_a: str
    label_b: str
    expected: float = 0.0
    p: float = 1.0
    p_adjusted: float = 1.0

    @property
    def together(self) -> int:
        """协作: shared measures where one side leads."""
        return self.both_lead + self.a_leads_b + self.b_leads_a


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMeasure:
    """A measure that two units share.

    Args:
        record: The measure.
        group: Heading row of its section.
        label: Its id as it is typed.
        role_a: The first unit's role.
        role_b: The other's.
    """

    record: MeasureRecord
    group: str
    label: str
    role_a: Role
    role_b: Role


def over(
    plans: Sequence[Plan], *, stats: bool = False, sort: str = "together"
) -> tuple[Overlap, ...]:
    """Return the pairs of plans, without a graph of all of them at one time.

    Args:
        plans: The plans.
        stats: As for `overlaps`.
        sort: As for `overlaps`.
    """
    labels = _labels(plans)
    places = {label: place for place, label in enumerate(labels.values())}
    pairs = [
        pair
        for some in apart(plans)
        for pair in overlaps(build(some), stats=stats, sort="unit", labels=labels)
    ]
    pairs.sort(key=lambda pair: places[pair.label_a] * len(places) + places[pair.label_b])
    return _sorted(pairs, sort)


def overlaps(
    graph: PlanGraph,
    *,
    unit: UnitKey | None = None,
    stats: bool = False,
    sort: str = "together",
    labels: Mapping[UnitKey, str] | None = None,
) -> tuple[Overlap, ...]:
    """Return the pairs that share a measure, the most first, then by precedence.

    Args:
        graph: The plans; collective units are left out.
        unit: Only its pairs, itself as `unit_a`; a collective unit has none.
        stats: Work out what chance would give, over all pairs of units before any filter.
        sort: The number to sort by, of chances the least first; `unit` for precedence alone.
        labels: What units are called, where these plans stand among others.
    """
    units = _counted(graph)
    if unit is not None and unit not in units:
        return ()
    labels = labels or _labels(plans_of(graph))
    found = met(graph, units, None if stats else unit)
    chances = Chances(graph, units).of(found) if stats else {}
    place = None if unit is None else units.index(unit)
    pairs = (
        _overlap(units, labels, pair if place in (None, pair[0]) else pair[::-1], found, chances)
        for pair in found
        if place is None or place in pair
    )
    return _sorted(pairs, sort)


def _sorted(pairs: Iterable[Overlap], sort: str) -> tuple[Overlap, ...]:
    if sort == "unit":
        return tuple(pairs)
    sign = 1 if sort in _LEAST_FIRST else -1
    return tuple(sorted(pairs, key=lambda pair: sign * getattr(pair, sort)))


def _labels(plans: Sequence[Plan]) -> dict[UnitKey, str]:
    return unit_labels([key for key, unit in registered(plans).items() if not unit.collective])


def _counted(graph: PlanGraph) -> list[UnitKey]:
    return [key for key, unit in units_of(graph) if not unit.collective]


def _overlap(
    units: Sequence[UnitKey],
    labels: Mapping[UnitKey, str],
    pair: Pair,
    found: Mapping[Pair, Heads],
    chances: Mapping[Pair, Chance],
) -> Overlap:
    """Return a pair as it is asked about, which may be the other way round than it was counted."""
    a, b = units[pair[0]], units[pair[1]]
    counted = pair if pair[0] < pair[1] else pair[::-1]
    heads = found.get(counted, _NOTHING)
    both_lead, a_leads_b, b_leads_a, both_cooperate = heads
    if counted is not pair:
        a_leads_b, b_leads_a = b_leads_a, a_leads_b
    return Overlap(
        a.jurisdiction,
        a.unit,
        b.unit,
        heads.shared,
        both_lead,
        a_leads_b,
        b_leads_a,
        both_cooperate,
        labels[a],
        labels[b],
        *chances.get(counted, ()),
    )


def chance_of(graph: PlanGraph, a: UnitKey, b: UnitKey) -> Overlap:
    """Return two units with what chance would give them, whether they share anything or not."""
    units = _counted(graph)
    pair = units.index(a), units.index(b)
    found = met(graph, units)
    chances = Chances(graph, units)
    worked_out = chances.of(found)
    if found.keys().isdisjoint((pair, pair[::-1])):
        counted = min(pair), max(pair)
        worked_out[counted] = chances.uncorrected(counted, 0)
    return _overlap(units, _labels(plans_of(graph)), pair, found, worked_out)


def shared_measures(graph: PlanGraph, a: UnitKey, b: UnitKey) -> tuple[SharedMeasure, ...]:
    """Return the measures that two units share, in document order."""
    plans = plans_of(graph)
    of_b = {share.measure: share.duty.role for share in shares_of(graph, b)}
    found = []
    for share in shares_of(graph, a):
        if share.measure in of_b:
            plan, entry = plan_of(graph, share.measure), entry_of(graph, share.measure)
            found.append(
                SharedMeasure(
                    record=measure_record(plan, entry),
                    group=section_line(plans, plan, entry.sections),
                    label=qualified(plans, plan.id, entry.measure.id),
                    role_a=share.duty.role,
                    role_b=of_b[share.measure],
                )
            )
    return tuple(found)
