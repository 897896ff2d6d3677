"""Units and their duties, read off the graph."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import NamedTuple

from sciplan.plan.graph import (
    PlanGraph,
    entries_of,
    entry_of,
    plan_of,
    plans_of,
    shares_of,
    unit_of,
)
from sciplan.plan.model import Duty, Entry, Erratum, MeasureKey, Origin, Plan, Unit, UnitKey
from sciplan.plan.resolve import ChosenHeadings, EntryTest, registered
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    collective_text,
    erratum_text,
    leading_word,
    qualified,
    section_label,
    section_line,
    unit_labels,
)
from sciplan.queries.records import MeasureRecord, measure_record


class DutyRow(NamedTuple):
    """One duty of a unit.

    Args:
        unit: The unit's short name.
        role: Its role.
        place: Its place in that role's printed list, from 1.
        of: How many names that list prints.
        record: The measure.
        label: The measure's id as it is typed.
        group: Heading row of its section.
        remarks: How the print is read where the unit is concerned.
        origin: Where it came from, as of a day; None where no reform touched it.
    """

    unit: str
    role: Role
    place: int
    of: int
    record: MeasureRecord
    label: str
    group: str
    remarks: tuple[str, ...]
    origin: Origin | None = None

    @property
    def came_from(self) -> str:
        """Where it came from, in words; empty where no reform touched it."""
        if self.origin is None:
            return ""
        from sciplan.plan.reforms.words import origin_text

        return f"来源：{origin_text(self.unit, self.origin)}"

    @property
    def sole(self) -> bool:
        """Whether the unit leads alone."""
        return self.role is Role.LEAD and len(self.record.lead) == 1

    @property
    def cells(self) -> tuple[object, ...]:
        """The flat record."""
        record = self.record
        return (
            self.unit,
            record.plan,
            record.measure,
            record.section,
            record.title,
            self.role,
            self.place,
            record.lead,
            record.cooperating,
            record.responsible,
            record.targets,
        )

    @property
    def cells_as_of(self) -> tuple[object, ...]:
        """The flat record as of a day, with whom the duty came from and by which documents."""
        origin = self.origin
        if origin is None or not origin.basis:
            return (*self.cells, "", ())
        return (*self.cells, origin.moved_from, origin.basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDuties:
    """All that the plans lay on one unit.

    Args:
        unit: The unit.
        label: Its name as shown: with its jurisdiction where another is called the same.
        rows: Its duties in document order.
        others: (label of the measure, printed role, title), for roles outside the three.
        provisions: (printed label of the section, title) of the provisions that name it.
        absent: Ids of the measures, among those asked about, that don't name it.
        collective: Those of them that name collective units, with their ids, in words.
        asked: Number of measures asked about.
        every: Whether those are all of the plans.
        leading: What answering for a measure is called in the plans.
        plans: Of several plans, id → title of those that have the unit; empty for one plan.
    """

    unit: Unit
    label: str
    rows: tuple[DutyRow, ...]
    others: tuple[tuple[str, str, str], ...]
    provisions: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    collective: str
    asked: int
    every: bool
    leading: str
    plans: Mapping[str, str] = field(default_factory=dict)

    @property
    def by_plan(self) -> Iterator[tuple[str, tuple[DutyRow, ...]]]:
        """Yield (title, rows) of each plan that lays duties on the unit; all rows of one plan."""
        if not self.plans:
            yield "", self.rows
            return
        for ident, rows in groupby(self.rows, key=lambda row: row.record.plan):
            yield self.plans[ident], tuple(rows)

    @property
    def sums(self) -> str:
        """Of several plans, how many duties they lay on the unit together, in words."""
        if not self.plans or not self.rows:
            return ""
        counts = ((role, sum(row.role is role for row in self.rows)) for role in Role)
        said = "、".join(f"{role.word} {count} 项" for role, count in counts if count)
        return f"合计：{said}，涉及 {len(list(self.by_plan))} 个方案"


def duties(
    graph: PlanGraph, keys: Iterable[UnitKey], wanted: EntryTest | None = None
) -> list[UnitDuties]:
    """Return the duties of units, in the order given.

    Args:
        graph: The plans.
        keys: The units.
        wanted: Which measures to look at; all of them unless given.
    """
    asked = [
        measure
        for measure, entry in entries_of(graph)
        if wanted is None or wanted(plan_of(graph, measure), entry)
    ]
    reader = _GraphReader(graph, asked, wanted)
    return [reader.read(key) for key in keys]


def of_body(graph: PlanGraph, key: UnitKey, wanted: EntryTest | None = None) -> UnitDuties:
    """Return what provisions lay on a body that no plan registers, so that no measure names it.

    Args:
        graph: The plans.
        key: Where it belongs and what provisions call it.
        wanted: Which measures are asked about; all of them unless given.
    """
    homes = [plan for plan in plans_of(graph) if plan.head.jurisdiction == key.jurisdiction]
    asked = [
        entry for plan in homes for entry in plan.entries if wanted is None or wanted(plan, entry)
    ]
    return UnitDuties(
        unit=Unit(name=key.unit),
        label=key.unit,
        rows=(),
        others=(),
        provisions=tuple(_provisions(homes, wanted, lambda _, name: name == key.unit)),
        absent=(),
        collective="",
        asked=len(asked),
        every=wanted is None,
        leading=leading_word(plans_of(graph)),
    )


def _provisions(
    plans: Iterable[Plan], wanted: EntryTest | None, names: Callable[[Plan, str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the provisions that name a body: they are under headings, shared with nobody."""
    for plan in plans:
        for chain in plan.chains:
            if wanted is None or (isinstance(wanted, ChosenHeadings) and wanted.hold(plan, chain)):
                for provision in chain[-1].provisions:
                    if any(names(plan, name) for name in provision.units):
                        yield section_label(chain[-1].id), provision.title


def choose(
    graph: PlanGraph, within: EntryTest | None, partner: UnitKey | None
) -> tuple[EntryTest | None, str]:
    """Return which measures are asked about, and what to call them.

    Args:
        graph: The plans.
        within: Only measures that pass this.
        partner: Only measures that this unit shares.
    """
    if partner is None:
        return within, "所选章节" if isinstance(within, ChosenHeadings) else "所选举措"
    shared = {share.measure for share in shares_of(graph, partner)}

    def wanted(plan: Plan, entry: Entry) -> bool:
        inside = within is None or within(plan, entry)
        return inside and MeasureKey(plan.id, entry.measure.id) in shared

    place = "所选举措中" if within else ""
    return wanted, f"{place}{partner.unit}参与的举措"


def _collective(graph: PlanGraph, measure: MeasureKey) -> tuple[str, ...]:
    return plan_of(graph, measure).collective_in(entry_of(graph, measure).measure)


def _by_plan(keys: Iterable[MeasureKey]) -> dict[str, list[MeasureKey]]:
    found: dict[str, list[MeasureKey]] = {}
    for key in keys:
        found.setdefault(key.plan, []).append(key)
    return found


class _GraphReader:
    """Reads many units off one graph; a measure's record is made once for all of them."""

    def __init__(
        self, graph: PlanGraph, asked: Sequence[MeasureKey], wanted: EntryTest | None
    ) -> None:
        self.graph = graph
        self.plans = plans_of(graph)
        self.several = len(self.plans) > 1
        self.leading = leading_word(self.plans)
        self.wanted = wanted
        self.collective = {key: names for key in asked if (names := _collective(graph, key))}
        self.labels = {key: qualified(self.plans, key.plan, key.measure) for key in asked}
        self.asked = _by_plan(asked)
        self.with_others = _by_plan(key for key in asked if entry_of(graph, key).measure.others)
        self.homes: dict[UnitKey, dict[str, Plan]] = {}
        for plan in self.plans:
            for unit in plan.units:
                self.homes.setdefault(plan.key_of(unit), {})[plan.id] = plan
        self.names = unit_labels(list(registered(self.plans)))
        self.measure = cache(self._measure)
        self.errata: dict[MeasureKey, list[Erratum]] = {}
        for plan in self.plans:
            for erratum in plan.errata:
                self.errata.setdefault(MeasureKey(plan.id, erratum.at), []).append(erratum)

    def read(self, key: UnitKey) -> UnitDuties:
        plans = self.homes[key]
        # The graph keeps document order: it was built in it.
        rows = {
            share.measure: self._row(key, share.measure, share.duty)
            for share in shares_of(self.graph, key)
            if share.measure in self.labels
        }
        others = list(self._others(plans, key))
        named = {label for label, _, _ in others}
        asked = [measure for plan in plans for measure in self.asked.get(plan, ())]
        absent = [
            measure
            for measure in asked
            if measure not in rows and self.labels[measure] not in named
        ]
        return UnitDuties(
            unit=unit_of(self.graph, key),
            label=self.names[key],
            rows=tuple(rows.values()),
            others=tuple(others),
            provisions=tuple(
                _provisions(plans.values(), self.wanted, lambda plan, name: plan.means(name, key))
            ),
            absent=tuple([self.labels[measure] for measure in absent]),
            collective=collective_text(
                (self.labels[measure], self.collective[measure])
                for measure in absent
                if measure in self.collective
            ),
            asked=len(asked),
            every=self.wanted is None,
            leading=self.leading,
            plans={ident: plan.head.title for ident, plan in plans.items()} if self.several else {},
        )

    def _measure(self, measure: MeasureKey) -> tuple[MeasureRecord, str, str, bool]:
        """Return record, label, heading row, and whether any erratum is about it."""
        plan, entry = plan_of(self.graph, measure), entry_of(self.graph, measure)
        group = section_line(self.plans, plan, entry.sections)
        return measure_record(plan, entry), self.labels[measure], group, measure in self.errata

    def _row(self, key: UnitKey, measure: MeasureKey, duty: Duty) -> DutyRow:
        record, label, group, odd = self.measure(measure)
        return DutyRow(
            unit=key.unit,
            role=duty.role,
            place=duty.place,
            of=duty.of,
            record=record,
            label=label,
            group=group,
            remarks=tuple(self._remarks(key, measure)) if odd else (),
            origin=duty.origin,
        )

    def _remarks(self, key: UnitKey, measure: MeasureKey) -> Iterator[str]:
        """Yield how the print is read, where an erratum is about this unit and says so."""
        for erratum in self.errata.get(measure, ()):
            if erratum.reading and plan_of(self.graph, measure).means(erratum.value, key):
                yield erratum_text(erratum)

    def _others(self, plans: Iterable[str], key: UnitKey) -> Iterator[tuple[str, str, str]]:
        for plan in plans:
            for measure in self.with_others.get(plan, ()):
                entry = entry_of(self.graph, measure)
                roles = plan_of(self.graph, measure).other_roles(entry.measure)
                for role, names in roles.items():
                    if key.unit in names:
                        yield self.labels[measure], role, entry.measure.title
