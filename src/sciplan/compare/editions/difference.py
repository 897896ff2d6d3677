"""What differs between two plans, as values."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from sciplan.compare.editions.bodies import Bodies, Body
from sciplan.plan.model import Entry, Plan, Unit
from sciplan.plan.role import Role
from sciplan.queries.diff_records import DiffRecord, UnitDiff


class Change(NamedTuple):
    """A measure that is new, gone, or not what it was.

    Args:
        old: It in the older plan; None where it is new.
        new: It in the newer plan; None where it is gone.
        records: What differs, one at least.
        is_doubtful: Whether the two may well be two measures.
    """

    old: Entry | None
    new: Entry | None
    records: tuple[DiffRecord, ...]
    is_doubtful: bool = False

    @property
    def either(self) -> Entry:
        """It in the newer plan; in the older one where it is gone."""
        return next(entry for entry in (self.new, self.old) if entry)

    @property
    def outcome(self) -> str:
        """What became of it: moved or renumbered only where it says what it said."""
        if self.old is None or self.new is None:
            return "removed" if self.old else "added"
        return next(kind for kind in ("changed", "moved", "renumbered") if kind in self.kinds)

    @property
    def kinds(self) -> frozenset[str]:
        """What its records say of it, see `KINDS`; a duty or a target is part of what it says."""
        return frozenset(
            record.kind if record.what == "measure" else "changed" for record in self.records
        )


# No slots: cached_property keeps its values in the instance's dict.
@dataclass(frozen=True, kw_only=True)
class Difference:
    """What differs between two plans.

    Args:
        old: The older plan.
        new: The newer one.
        bodies: Which body of one is which of the other.
        before: What differs above the measures: the plan's own facts, units, headings.
        changes: The measures that differ, in the newer plan's order.
        provisions: What differs in provisions.
    """

    old: Plan
    new: Plan
    bodies: Bodies
    before: tuple[DiffRecord, ...]
    changes: tuple[Change, ...]
    provisions: tuple[DiffRecord, ...]

    @cached_property
    def records(self) -> tuple[DiffRecord, ...]:
        """Everything that differs."""
        within = chain.from_iterable(change.records for change in self.changes)
        return (*self.before, *within, *self.provisions)

    @property
    def counts(self) -> Counter[str]:
        """Outcome → how many measures have it."""
        return Counter(change.outcome for change in self.changes)

    @cached_property
    def units(self) -> tuple[UnitDiff, ...]:
        """The units whose duties differ, in the newer plan's order of precedence."""
        of_unit: dict[str, list[DiffRecord]] = {}
        for record in self.records:
            if record.what == "duty":
                of_unit.setdefault(record.unit, []).append(record)
        old, new = _counted(self.old, self.bodies.old), _counted(self.new, self.bodies.new)
        sides = ((self.old, self.bodies.old), (self.new, self.bodies.new))
        apart = {
            bodies(unit.name): unit
            for plan, bodies in sides
            for unit in plan.units
            if unit.collective
        }
        return tuple(
            _unit(body, of_unit[body.name], old, new, apart.get(body))
            for body in self.bodies.all
            if body.name in of_unit
        )


_Counts = Counter[tuple[Body, bool]]


def _counted(plan: Plan, body: Callable[[str], Body]) -> _Counts:
    """Return how many measures each body leads (True) and takes part in (False)."""
    counts: _Counts = Counter()
    for entry in plan.entries:
        for duty in plan.duties(entry.measure):
            counts[body(duty.unit), False] += 1
            counts[body(duty.unit), True] += duty.role is Role.LEAD
    return counts


def _unit(
    body: Body, records: Iterable[DiffRecord], old: _Counts, new: _Counts, apart: Unit | None
) -> UnitDiff:
    ids: dict[str, list[str]] = {"added": [], "removed": [], "changed": []}
    for record in records:
        now = record.measure_new if record.kind != "removed" else ""
        ids[record.kind].append(now or record.measure_old)
    return UnitDiff(
        unit=body.name,
        lead_old=old[body, True],
        lead_new=new[body, True],
        total_old=old[body, False],
        total_new=new[body, False],
        gained=tuple(ids["added"]),
        lost=tuple(ids["removed"]),
        changed=tuple(ids["changed"]),
        is_collective=apart is not None,
        is_vacant=apart is not None and apart.vacant,
    )
