"""Who stands and who holds what, while reforms are applied one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sciplan.plan.model import Measure, Plan, Unit
from sciplan.plan.reforms.reform import Body
from sciplan.plan.role import Role

VACANT = "承接单位待明确"
"""What stands for a dissolved body, for whose duties nobody is named."""
_RANK = {role.value: rank for rank, role in enumerate(Role)}


class Held(NamedTuple):
    """A duty as it is held.

    Args:
        unit: The holder's short name.
        printed: The body that the plan prints; None where a later document added the duty.
        basis: The documents that moved it.
        doubles: Bodies, as printed, whose duty in the measure fell together with this one.
    """

    unit: str
    printed: str | None
    basis: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()


class Gone(NamedTuple):
    """A body that a reform dissolved.

    Args:
        day: Since when.
        place: The reform's place in the file.
    """

    day: date
    place: int


Lists = dict[str, list[Held]]
"""A role, or the printed word of another one, → its holders in order."""


class Standing:
    """The bodies that stand and the duties they hold.

    Args:
        plan: The plan as issued.
    """

    def __init__(self, plan: Plan) -> None:
        self.units: list[Unit] = list(plan.units)
        self.lists = {entry.measure.id: lists_of(plan, entry.measure) for entry in plan.entries}
        self.gone: dict[str, Gone] = {}
        self.plates: set[str] = set()
        """Second names (加挂牌子) that reforms gave."""
        self.passed: dict[tuple[str, str], Gone] = {}
        """(measure, unit) → the last reform that took the unit's duty there."""
        self.renamed: dict[str, Gone] = {}
        """Short name → the last reform by which its body took another."""
        self._index()

    def _index(self) -> None:
        by_name: dict[str, str] = {}
        for unit in self.units:
            by_name.setdefault(unit.name, unit.name)
        for unit in self.units:
            if not unit.vacant:
                for name in unit.names[: len(unit.names) - len(unit.former)]:
                    by_name.setdefault(name, unit.name)
        self._by_name = by_name

    # Bodies

    def find(self, name: str) -> str | None:
        """Return the short name of the body that stands under a name."""
        return self._by_name.get(name)

    @property
    def names(self) -> list[str]:
        """Every name under which a body stands."""
        return list(self._by_name)

    def unit(self, name: str) -> Unit:
        """Return the unit with a short name."""
        return self.units[self._place(name)]

    def _place(self, name: str) -> int:
        return next(place for place, unit in enumerate(self.units) if unit.name == name)

    def exchange(self, name: str, unit: Unit) -> None:
        """Put a unit in the place of the one with a short name."""
        self.units[self._place(name)] = unit
        self._index()

    def found(self, body: Body, behind: str) -> None:
        """Have a new body stand behind another one."""
        place = self._place(behind)
        jurisdiction = self.units[place].jurisdiction
        unit = Unit(
            name=body.name,
            full_name=body.full_name,
            category=body.category or self.units[place].category,
            jurisdiction=jurisdiction,
        )
        self.units.insert(place + 1, unit)
        self._index()

    def dissolve(self, name: str, gone: Gone) -> Unit:
        """Take a body off the list; return it."""
        unit = self.units.pop(self._place(name))
        for each in unit.names:
            self.gone[each] = gone
        self._index()
        return unit

    def leave_vacant(self, name: str, gone: Gone, word: str, basis: str) -> list[str]:
        """Dissolve a body for whose last duties nobody is named; return their measures.

        Args:
            name: Its short name.
            gone: When and by which reform.
            word: What became of it, as 已撤销.
            basis: The document.
        """
        place = self._place(name)
        left = [measure for measure in self.lists if self.holds(measure, name)]
        unit = self.dissolve(name, gone)
        label = f"{VACANT}（原{name}）" if left else f"{name}（{word}）"
        self._rename(name, label, (basis,))
        stand_in = Unit(
            name=label,
            category=unit.category,
            jurisdiction=unit.jurisdiction,
            collective=True,
            former=unit.names,
            vacant=True,
        )
        self.units.insert(place, stand_in)
        self._index()
        return left

    # Duties

    def holds(self, measure: str, unit: str, role: str = "") -> list[str]:
        """Return the roles that a unit has in a measure, of which the first counts."""
        return [
            each
            for each, held in self.lists[measure].items()
            if (not role or each == role) and any(one.unit == unit for one in held)
        ]

    def is_led(self, measure: str) -> bool:
        """Whether anybody answers for a measure."""
        return any(role.leads and self.lists[measure][role.value] for role in Role)

    def duties(self) -> Iterator[tuple[str, str, Held]]:
        """Yield (measure, role, duty) of the three roles."""
        for measure, lists in self.lists.items():
            for role, held in lists.items():
                if role in _RANK:
                    for one in held:
                        yield measure, role, one

    def count(self, unit: str) -> int:
        """Return how many duties a unit has in the three roles."""
        return sum(one.unit == unit for _, _, one in self.duties())

    def _rename(self, old: str, new: str, basis: tuple[str, ...] = ()) -> None:
        for lists in self.lists.values():
            for role, held in lists.items():
                lists[role] = [
                    one._replace(unit=new, basis=(*one.basis, *basis)) if one.unit == old else one
                    for one in held
                ]

    def rename(self, name: str, unit: Unit, basis: str) -> None:
        """Have a unit go on under another name."""
        self.exchange(name, unit)
        self._rename(name, unit.name, (basis,))

    def move(self, measure: str, source: str, target: str, basis: str, role: str = "") -> bool:
        """Pass what a unit has in a measure to another; return whether that had a duty already.

        Args:
            measure: The measure's id.
            source: Who has it.
            target: Who takes it over.
            basis: The document.
            role: This role only.
        """
        doubled = False
        for each in self.holds(measure, source, role):
            if each in _RANK:
                doubled = self._move(measure, each, source, target, basis)
            else:
                held = self.lists[measure][each]
                moved = [one._replace(unit=target) if one.unit == source else one for one in held]
                self.lists[measure][each] = list({one.unit: one for one in moved}.values())
        return doubled

    def _move(self, measure: str, role: str, source: str, target: str, basis: str) -> bool:
        lists = self.lists[measure]
        place = next(i for i, one in enumerate(lists[role]) if one.unit == source)
        moving = lists[role][place]
        moving = moving._replace(unit=target, basis=(*moving.basis, basis))
        had = next((each for each in self.holds(measure, target) if each in _RANK), None)
        if had is None:
            lists[role][place] = moving
            return False
        own = next(one for one in lists[had] if one.unit == target)
        if _RANK[had] <= _RANK[role]:
            del lists[role][place]
            kept = own._replace(doubles=(*own.doubles, *_names(moving)))
            lists[had] = [kept if one.unit == target else one for one in lists[had]]
        else:
            lists[role][place] = moving._replace(doubles=(*moving.doubles, *_names(own)))
            lists[had] = [one for one in lists[had] if one.unit != target]
        return True

    def take(self, measure: str, unit: str) -> int:
        """Take what a unit has in a measure away; return how many duties of the three roles."""
        roles = self.holds(measure, unit)
        lists = self.lists[measure]
        for role in roles:
            lists[role] = [one for one in lists[role] if one.unit != unit]
        return sum(role in _RANK for role in roles)

    def held(self, measure: str, unit: str) -> Held | None:
        """Return a unit's duty of the three roles in a measure."""
        found = (one for role in Role for one in self.lists[measure][role.value])
        return next((one for one in found if one.unit == unit), None)

    def give(self, measure: str, role: str, unit: str, basis: str, had: Held | None = None) -> None:
        """Add a unit behind the others of a role.

        Args:
            measure: The measure's id.
            role: The role.
            unit: Who is added.
            basis: The document.
            had: Its duty in another role, which this one takes the place of.
        """
        own = had or Held(unit, None)
        self.lists[measure].setdefault(role, []).append(own._replace(basis=(*own.basis, basis)))


def _names(held: Held) -> tuple[str, ...]:
    """Return the bodies, as printed, that a duty came from; the holder where it was added."""
    return (held.printed or held.unit, *held.doubles)


def lists_of(plan: Plan, measure: Measure) -> Lists:
    """Return a measure's holders as issued; of a draft, those that are known."""
    measure = _readable(plan, measure)
    found: Lists = {role.value: [] for role in Role}
    for duty in plan.duties(measure):
        found[duty.role.value].append(Held(duty.unit, duty.unit))
    for word, names in plan.other_roles(measure).items():
        found[word] = [Held(name, name) for name in names]
    return found


def _readable(plan: Plan, measure: Measure) -> Measure:
    """Return a measure without names that no unit has, as a draft may hold them."""
    known = plan.by_name
    others = measure.others or {}
    named = [name for role in Role for name in measure.printed(role)]
    if all(name in known for names in (named, *others.values()) for name in names):
        return measure

    def kept(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in names if name in known)

    return replace(
        measure,
        lead=kept(measure.lead),
        responsible=kept(measure.responsible),
        cooperating=kept(measure.cooperating),
        others={word: kept(names) for word, names in others.items()},
    )
