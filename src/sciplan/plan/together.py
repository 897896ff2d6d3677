"""Several plans: which of their units are one body, whatever each plan calls it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sciplan.plan.model import Plan, Unit
from sciplan.plan.resolve.bodynames import abbreviates, frame_of, frames_sought, taken_apart

_Name = tuple[str, str]
"""A jurisdiction and a name."""


def apart(plans: Sequence[Plan]) -> list[list[Plan]]:
    """Return plans in groups of which no two have units of one jurisdiction, in their order.

    What is worked out group by group needs the memory of one place, not that of all.
    """
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = name = above[above[name]]
        return name

    homes = []
    for plan in plans:
        home = plan.head.jurisdiction
        for unit in plan.units:
            above[top(unit.jurisdiction or home)] = top(home)
        homes.append(home)
    found: dict[str, list[Plan]] = {}
    for plan, home in zip(plans, homes, strict=True):
        found.setdefault(top(home), []).append(plan)
    return list(found.values())


class _Place(NamedTuple):
    """A unit where it stands.

    Args:
        plan: The plan's place among all plans.
        jurisdiction: Where the unit belongs.
        unit: The unit.
    """

    plan: int
    jurisdiction: str
    unit: Unit


class NearMiss(NamedTuple):
    """Two bodies of one jurisdiction that may be one, since one's name abbreviates the other's.

    Args:
        name: The name of one, as its plan registers it.
        other: The name of the other.
        beside: The place, among the plans, of one that registers `name`.
        plan: That of one that registers `other`.
        aliases: What `aliases` of `other` would have to be there, so that both are one.
    """

    name: str
    other: str
    beside: int
    plan: int
    aliases: tuple[str, ...]

    @property
    def advice(self) -> str:
        """What to write, in the file of `plan`, so that both are one."""
        aliases = "、".join(self.aliases[:-1])
        instead = f"（现有 {aliases} 一并保留）" if aliases else ""
        return f"在 units 的“{self.other}”下写{instead}：aliases: [{', '.join(self.aliases)}]"


class Bodies:
    """The bodies of several plans.

    A body is one where a jurisdiction and a name, alias or full name agree, or where a reform
    renamed it or gave it a second name. What one plan registers as two stays two, and then only
    the short name joins. Nothing of this depends on the order of the plans.

    Args:
        plans: The plans, as issued or as of a day.
    """

    def __init__(self, plans: Sequence[Plan]) -> None:
        self._plans = tuple(plans)
        self._above: dict[_Name, _Name] = {}
        self._places = list(self._shared())
        if self._places:
            self._join_by_reforms()
        for place in self._places:
            for name in _right_names(place.unit):
                self._join((place.jurisdiction, place.unit.name), (place.jurisdiction, name))
        self._bodies = self._grouped()

    def named_alike(self) -> tuple[Plan, ...]:
        """Return the plans, each body called what the first plan that has it calls it.

        What a plan prints stays; its own names of a body become aliases there. The first plan's
        unit answers to every name that other plans have for it.
        """
        exchanged: dict[int, dict[str, Unit]] = {}
        for places in self._bodies:
            first = places[0]
            every = dict.fromkeys(name for place in places for name in _right_names(place.unit))
            for place in places:
                mine = every if place is first else dict.fromkeys(_right_names(place.unit))
                called = _called(place.unit, first.unit.name, mine, self._plans[place.plan])
                if called != place.unit:
                    exchanged.setdefault(place.plan, {})[place.unit.name] = called
        return tuple(
            plan.with_units(exchanged[number]) if number in exchanged else plan
            for number, plan in enumerate(self._plans)
        )

    def near_misses(self) -> Iterator[NearMiss]:
        """Yield the bodies that may be one, in the order of the plans; none that one plan has."""
        by_jurisdiction: dict[str, list[list[_Place]]] = {}
        for places in self._bodies:
            by_jurisdiction.setdefault(places[0].jurisdiction, []).append(places)
        for jurisdiction, bodies in by_jurisdiction.items():
            for first, second in _framed_alike(jurisdiction, [places[0].unit for places in bodies]):
                one, other = bodies[first], bodies[second]
                if {place.plan for place in one}.isdisjoint(place.plan for place in other):
                    yield from _near(jurisdiction, one, other)

    def _shared(self) -> Iterator[_Place]:
        """Yield the units of jurisdictions that several plans have units of."""
        if len(self._plans) < 2:
            return
        keys = [[plan.key_of(unit).jurisdiction for unit in plan.units] for plan in self._plans]
        plans_with = Counter(jurisdiction for each in keys for jurisdiction in set(each))
        for number, (plan, each) in enumerate(zip(self._plans, keys, strict=True)):
            for unit, jurisdiction in zip(plan.units, each, strict=True):
                if plans_with[jurisdiction] > 1:
                    yield _Place(number, jurisdiction, unit)

    def _join_by_reforms(self) -> None:
        of_place: dict[str, list[Plan]] = {}
        for plan in self._plans:
            if plan.reforms:
                of_place.setdefault(plan.head.jurisdiction, []).append(plan.issued_plan)
        if of_place:
            from sciplan.plan.reforms.bodies import present_names

            for jurisdiction, plans in of_place.items():
                for name, now in present_names(plans).items():
                    self._join((jurisdiction, name), (jurisdiction, now))

    def _top(self, name: _Name) -> _Name:
        while (above := self._above.setdefault(name, name)) != name:
            self._above[name] = self._above[above]
            name = above
        return name

    def _join(self, one: _Name, other: _Name) -> None:
        self._above[self._top(one)] = self._top(other)

    def _grouped(self) -> list[list[_Place]]:
        """Return the units of each body, in the order of the plans."""
        found: dict[_Name, list[_Place]] = {}
        for place in self._places:
            found.setdefault(self._top((place.jurisdiction, place.unit.name)), []).append(place)
        bodies: list[list[_Place]] = []
        for places in found.values():
            bodies += [places] if self._is_one(places) else _by_short_name(places)
        return bodies

    def _is_one(self, places: Sequence[_Place]) -> bool:
        """Whether no plan has two of the units, nor calls another what one of them is called."""
        if len({place.plan for place in places}) < len(places):
            return False
        names = {place.unit.name for place in places}
        return all(
            self._plans[place.plan].by_name.get(name, place.unit).name == place.unit.name
            for place in places
            for name in names
        )


def _by_short_name(places: Sequence[_Place]) -> list[list[_Place]]:
    found: dict[str, list[_Place]] = {}
    for place in places:
        found.setdefault(place.unit.name, []).append(place)
    return list(found.values())


def _right_names(unit: Unit) -> tuple[str, ...]:
    """Return what a body is rightly called: no misprints, nor bodies whose duties it took over."""
    full_name = (unit.full_name,) if unit.full_name else ()
    return (unit.name, *unit.aliases, *full_name)


def _called(unit: Unit, name: str, names: Mapping[str, object], plan: Plan) -> Unit:
    """Return a unit under another name that answers to these, but to none that means another."""
    free = (other for other in names if plan.by_name.get(other, unit).name == unit.name)
    aliases = tuple(other for other in free if other not in (name, unit.full_name))
    return replace(unit, name=name, aliases=aliases)


def _framed_alike(jurisdiction: str, units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return the pairs, by their places, of which one may abbreviate the other, in order.

    Comparing each with each would cost the square of the bodies of a place.
    """
    framed: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        for frame in {
            frame_of(taken_apart(name, jurisdiction).core) for name in _right_names(unit)
        }:
            framed.setdefault(frame, []).append(place)
    return sorted(
        {
            (min(place, other), max(place, other))
            for place, unit in enumerate(units)
            for frame in frames_sought(taken_apart(unit.name, jurisdiction))
            for other in framed.get(frame, ())
            if other != place
        }
    )


def _near(jurisdiction: str, one: Sequence[_Place], other: Sequence[_Place]) -> Iterator[NearMiss]:
    for short, long in ((one[0], other[0]), (other[0], one[0])):
        if _abbreviates(jurisdiction, short.unit, long.unit):
            aliases = (*long.unit.aliases, short.unit.name)
            yield NearMiss(short.unit.name, long.unit.name, short.plan, long.plan, aliases)
            return


def _abbreviates(jurisdiction: str, short: Unit, long: Unit) -> bool:
    name = taken_apart(short.name, jurisdiction)
    return not (short.collective or long.collective) and any(
        abbreviates(name, taken_apart(other, jurisdiction)) for other in _right_names(long)
    )
