"""What are this department's duties?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from sciplan.base.answer import Answer, Column, MadeOnRead, Part, Records, Row, Table, without_empty
from sciplan.base.numerals import chinese_number
from sciplan.plan.graph import (
    PlanGraph,
    entries_of,
    entry_of,
    plan_of,
    plans_of,
    shares_of,
    unit_of,
    units_of,
)
from sciplan.plan.model import Duty, Entry, Erratum, MeasureKey, Plan, Unit, UnitKey
from sciplan.plan.resolve import ChosenHeadings, EntryTest
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    COLLECTIVE,
    COUNTS_ONLY,
    collective_text,
    erratum_text,
    heading,
    joined,
    leading_word,
    qualified,
    section_label,
    section_line,
    unit_labels,
)
from sciplan.queries.records import (
    COOPERATING,
    LEAD,
    MEASURE,
    PLAN,
    RESPONSIBLE,
    SECTION,
    TARGETS,
    TITLE,
    MeasureRecord,
    measure_record,
)

COLUMNS = (
    Column(key="unit", title="单位"),
    PLAN,
    MEASURE,
    SECTION,
    TITLE,
    Column(key="role", title="身份", holds=Role, text=lambda cell: cell.word),
    Column(key="place", title="位次", number=True),
    LEAD,
    COOPERATING,
    RESPONSIBLE,
    TARGETS,
)


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
    """

    unit: str
    role: Role
    place: int
    of: int
    record: MeasureRecord
    label: str
    group: str
    remarks: tuple[str, ...]

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
        self.names = unit_labels([key for key, _ in units_of(graph)])
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


def answer(
    graph: PlanGraph, found: Sequence[UnitDuties], *, role: Role | None = None, scope: str = ""
) -> Answer:
    """Return the lists of duties, a part a unit.

    Args:
        graph: The plans.
        found: The units' duties.
        role: Show this role only.
        scope: What the choice of measures was, in words.
    """
    return Answer(
        heading=heading(plans_of(graph)),
        parts=MadeOnRead(lambda: (_part(item, role, scope) for item in found)),
        records=Records(
            columns=COLUMNS,
            rows=MadeOnRead(lambda: _records(found, role)),
        ),
        title="" if len(found) == 1 else "各单位职责清单",
        notes=(COUNTS_ONLY,),
        left_out=tuple(_left_out(found)) if role is None else (),
        tips=_tips(found),
    )


def _left_out(found: Iterable[UnitDuties]) -> Iterator[str]:
    provisions = {each for item in found for each in item.provisions}
    others = {(item.label, *each) for item in found for each in item.others}
    kinds = (
        f"统筹职责 {len(provisions)} 条" if provisions else "",
        f"其他身份 {len(others)} 项" if others else "",
    )
    said = "、".join(filter(None, kinds))
    if said:
        yield f"数据里没有{said}（不计入项数），查看：-f table"


def _records(found: Iterable[UnitDuties], role: Role | None) -> Iterator[tuple[object, ...]]:
    return (row.cells for item in found for row in item.rows if role in (None, row.role))


def _tips(found: Sequence[UnitDuties]) -> tuple[str, ...]:
    if len(found) != 1:
        return ("存为文件：-o 职责清单.md",)
    return ("配合单位全名：--full", f"存为文件：-o {found[0].unit.name}职责清单.md")


def numbered(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Return tables whose titles bear numbers: 一、牵头."""
    return tuple(
        replace(table, title=f"{chinese_number(number)}、{table.title}")
        for number, table in enumerate(tables, 1)
    )


def _part(item: UnitDuties, role: Role | None, scope: str) -> Part:
    tables = [
        _duty_table(each, [row for row in item.rows if row.role is each])
        for each in Role
        if role in (None, each) and any(row.role is each for row in item.rows)
    ]
    if role is None:
        tables += [*_other_tables(item), *_provision_tables(item)]
    whole = role is None and item.absent
    only = f"只列{role.word}{'' if tables else '：没有'}" if role else ""
    return Part(
        title=f"{item.label} 职责清单",
        short=item.label,
        own_pages=True,
        lead=(*_summary(item, scope), *filter(None, [only])),
        tables=numbered(tables),
        notes=tuple(_absent_notes(item)) if whole else (),
    )


def _absent_notes(item: UnitDuties) -> Iterator[str]:
    yield f"未{'列入' if item.unit.collective else '参与'}：{'、'.join(item.absent)}"
    if item.collective and not item.unit.collective:
        yield f"其中列有集合称谓：{item.collective}，是否包括本单位以原文为准。"


def _summary(item: UnitDuties, scope: str) -> Iterator[str]:
    if item.unit.collective:
        yield f"{COLLECTIVE}。"
    total = f"方案共 {item.asked} 项" if item.every else f"{scope}共 {item.asked} 项"
    rows = item.rows
    lead = [row for row in rows if row.role is Role.LEAD]
    responsible = sum(row.role is Role.RESPONSIBLE for row in rows)
    cooperating = sum(row.role is Role.COOPERATING for row in rows)
    if not rows:
        yield f"参与 0 项（{total}）"
        return
    counts = joined(
        _lead_counts(lead) if lead else "" if responsible else f"{item.leading} 0",
        f"负责 {responsible}" if responsible else "",
        f"配合 {cooperating}" if cooperating or not responsible else "",
    )
    yield f"参与 {len(rows)} 项（{total}）：{counts}"
    if not lead and not responsible and not item.unit.collective:
        yield f"本单位无{item.leading}任务，配合 {cooperating} 项"


def _lead_counts(lead: Sequence[DutyRow]) -> str:
    sole = sum(row.sole for row in lead)
    first = sum(row.place == 1 and not row.sole for row in lead)
    later = len(lead) - sole - first
    return f"牵头 {len(lead)}（单独 {sole}，共同且列首位 {first}，共同且未列首位 {later}）"


def _duty_table(role: Role, rows: Sequence[DutyRow]) -> Table:
    columns, cells = _SHAPES[role]
    return without_empty(
        Table(
            title=f"{role.word} {len(rows)} 项",
            columns=columns,
            rows=tuple(
                Row(cells=cells(row), group=row.group, details=tuple(_details(row))) for row in rows
            ),
        )
    )


def _details(row: DutyRow) -> Iterator[str]:
    yield from row.record.promises
    for remark in row.remarks:
        yield f"说明：{remark}"


def _lead_cells(row: DutyRow) -> tuple[object, ...]:
    names = row.record.names
    return (
        row.label,
        f"{row.place}/{row.of}",
        _others(row, Role.LEAD),
        names(Role.RESPONSIBLE),
        names(Role.COOPERATING),
        row.record.title,
    )


def _responsible_cells(row: DutyRow) -> tuple[object, ...]:
    names = row.record.names
    return (
        row.label,
        names(Role.LEAD),
        _others(row, Role.RESPONSIBLE),
        names(Role.COOPERATING),
        row.record.title,
    )


def _cooperating_cells(row: DutyRow) -> tuple[object, ...]:
    names = row.record.names
    return row.label, names(Role.LEAD), names(Role.RESPONSIBLE), row.record.title


def _others(row: DutyRow, role: Role) -> tuple[str, ...]:
    """Return who has the unit's role beside it; a list that ends in 等 still does."""
    names = row.record.names(role)
    return type(names)(name for name in names if name != row.unit)


_SHAPES: dict[Role, tuple[tuple[Column, ...], Callable[[DutyRow], tuple[object, ...]]]] = {
    Role.LEAD: (
        (
            MEASURE,
            Column(key="place", title="位次"),
            Column(key="others", title="共同牵头"),
            replace(RESPONSIBLE, counted=True),
            COOPERATING,
            TITLE,
        ),
        _lead_cells,
    ),
    Role.RESPONSIBLE: (
        (
            MEASURE,
            LEAD,
            Column(key="others", title="共同负责", counted=True),
            COOPERATING,
            TITLE,
        ),
        _responsible_cells,
    ),
    Role.COOPERATING: ((MEASURE, LEAD, RESPONSIBLE, TITLE), _cooperating_cells),
}


def _other_tables(item: UnitDuties) -> Iterator[Table]:
    if item.others:
        yield Table(
            title="其他身份（不计入项数）",
            columns=(MEASURE, Column(key="role", title="身份"), TITLE),
            rows=tuple(Row(cells=cells) for cells in item.others),
        )


def _provision_tables(item: UnitDuties) -> Iterator[Table]:
    if item.provisions:
        yield Table(
            title="统筹职责（不计入项数）",
            columns=(Column(key="section", title="章节"), Column(key="title", title="内容")),
            rows=tuple(Row(cells=cells) for cells in item.provisions),
        )
