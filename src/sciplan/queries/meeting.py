"""Who must be in the room when some measures are on the table?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table, without_empty
from sciplan.base.errors import SciplanError
from sciplan.plan.model import Entry, Plan, Section, Unit, UnitKey
from sciplan.plan.resolve import by_id, is_id, registered, sections_like, units_like, within
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    COUNTS_ONLY,
    collective_text,
    collectives_beside,
    heading,
    joined,
    leading_word,
    qualified,
    unit_labels,
)
from sciplan.queries.records import MEASURE, TITLE, MeasureRecord, measure_record

COLUMNS = (
    Column(key="unit", title="单位"),
    Column(key="role", title="身份", holds=Role, text=lambda cell: cell.word),
    Column(key="measures", title="议题", holds=tuple[str, ...]),
    Column(key="reports", title="拟汇报", holds=tuple[str, ...]),
    Column(key="leads", title="牵头", holds=tuple[str, ...]),
)
REPORTS = Column(key="reports", title="拟汇报单位")
REPORTS_NOTE = "拟汇报单位取列首位，供商定。"
_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A unit that must be in the room.

    Args:
        key: Which unit.
        unit: Its name as shown.
        role: Its highest role in the measures on the table.
        measures: Ids of those that name it.
        reports: Ids of those that it leads and where it stands first, and so might report.
        leads: Ids of those that it leads.
    """

    key: UnitKey
    unit: str
    role: Role
    measures: tuple[str, ...]
    reports: tuple[str, ...]
    leads: tuple[str, ...]


class Topic(NamedTuple):
    """A measure on the table.

    Args:
        id: Its id as it is typed.
        reports: The unit that stands first, and so might report; empty where nobody leads.
        title: Its title.
        record: The measure.
        collective: The collective units that it names.
    """

    id: str
    reports: str
    title: str
    record: MeasureRecord
    collective: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The measures on the table and who is concerned.

    Args:
        items: The measures.
        attendees: In order of precedence, or leads first.
        collective: Names of the attendees that stand for units, not for one.
        vacant: Names of those that stand for dissolved bodies, for whose duties nobody is named.
        absent: Units that are not concerned, of the plans on the table; a collective unit may
            stand for any, and is never told to be not concerned.
        others: Units with roles outside the three, with those roles.
        coordinators: Coordinating units that no measure names.
        unnamed: Ids of the measures that have no unit.
    """

    items: tuple[Topic, ...]
    attendees: tuple[Attendee, ...]
    collective: tuple[str, ...]
    vacant: tuple[str, ...]
    absent: tuple[str, ...]
    others: tuple[str, ...]
    coordinators: tuple[str, ...]
    unnamed: tuple[str, ...]

    @property
    def counted(self) -> int:
        """How many units attend, the collective and the vacant ones apart."""
        return len(self.attendees) - len(self.collective) - len(self.vacant)

    @property
    def open_ended(self) -> Iterator[str]:
        """Lines that say whom the topics may concern beside those who are named."""
        collective = collective_text((item.id, item.collective) for item in self.items)
        if collective:
            yield f"议题列有集合称谓：{collective}，包括哪些单位以原文为准。"
        others = [item.id for item in self.items if item.record.and_others]
        if others:
            yield f"{'、'.join(others)} 的单位名单以“等”结尾，可能还有没列出的单位。"


def chosen(plans: Sequence[Plan], what: Iterable[str]) -> list[tuple[Plan, Entry]]:
    """Return the measures meant by ids, headings or words of titles, in document order.

    Raises:
        SciplanError: One of them means no measure.
    """
    wanted: set[tuple[str, str]] = set()
    for typed in what:
        found = list(_meant(plans, typed)) if typed.strip() else []
        if not found:
            raise SciplanError(f"没有与“{typed}”相关的举措；{_instead(plans, typed)}")
        wanted.update((plan.id, entry.measure.id) for plan, entry in found)
    return [
        (plan, entry)
        for plan in plans
        for entry in plan.entries
        if (plan.id, entry.measure.id) in wanted
    ]


def _instead(plans: Sequence[Plan], typed: str) -> str:
    """Return what to type instead: a unit has duties, other words may stand in the document."""
    if typed.strip() and units_like(plans, typed):
        return f"单位的职责：sciplan 职责 {typed}"
    usable = "编号、章节、标题里的字词都可以用"
    elsewhere = f"到正式文件里找：sciplan 举措 {typed} --source 文件"
    return f"{usable}；{elsewhere}" if typed.strip() else usable


def _meant(plans: Sequence[Plan], typed: str) -> Iterable[tuple[Plan, Entry]]:
    if is_id(typed):
        plan, item = by_id(plans, typed)
        if isinstance(item, Entry):
            return [(plan, item)]
        return _under(plan, item) if isinstance(item, Section) else []
    headings = {(found.plan.id, found.section.id) for found in sections_like(plans, typed)}
    return [
        (plan, entry)
        for plan in plans
        for entry in plan.entries
        if typed in entry.measure.title
        or any((plan.id, above.id) in headings for above in entry.sections)
    ]


def _under(plan: Plan, section: Section) -> list[tuple[Plan, Entry]]:
    return [(plan, entry) for entry in plan.entries if within(entry, section)]


def meeting(
    plans: Sequence[Plan],
    measures: Sequence[tuple[Plan, Entry]],
    *,
    only: Sequence[UnitKey] = (),
    role: Role | None = None,
    leads_first: bool = False,
) -> Agenda:
    """Return who is concerned by measures.

    Args:
        plans: All open plans, for the order of precedence and for who is not concerned.
        measures: The measures on the table.
        only: These units only, if any.
        role: Only units whose highest role this is.
        leads_first: Leads first, for a working session; else by precedence throughout.
    """
    roles: dict[UnitKey, Role] = {}
    named: dict[UnitKey, list[str]] = {}
    reports: dict[UnitKey, list[str]] = {}
    leads: dict[UnitKey, list[str]] = {}
    items = []
    for plan, entry in measures:
        ident = qualified(plans, plan.id, entry.measure.id)
        duties = plan.duties(entry.measure)
        for duty in duties:
            key = plan.key_of(plan.by_name[duty.unit])
            roles[key] = min(roles.get(key, duty.role), duty.role, key=_RANK.__getitem__)
            named.setdefault(key, []).append(ident)
            if duty.role is Role.LEAD:
                leads.setdefault(key, []).append(ident)
        if duties and duties[0].role.leads:
            first = plan.key_of(plan.by_name[duties[0].unit])
            reports.setdefault(first, []).append(ident)
        items.append(_topic(plan, entry, ident))
    labels = unit_labels(tuple(registered(plans)))
    homes = {plan.id for plan, _ in measures}
    involved = [plan for plan in plans if plan.id in homes or not homes]
    everyone = registered(involved)
    others = _others(measures)
    attendees = [
        Attendee(
            key=key,
            unit=labels[key],
            role=roles[key],
            measures=tuple(named[key]),
            reports=tuple(reports.get(key, ())),
            leads=tuple(leads.get(key, ())),
        )
        for key in everyone
        if key in roles and (not only or key in only) and role in (None, roles[key])
    ]
    if leads_first:
        attendees.sort(key=lambda attendee: _RANK[attendee.role])
    return Agenda(
        items=tuple(items),
        attendees=tuple(attendees),
        collective=tuple(each.unit for each in attendees if _is_collective(everyone[each.key])),
        vacant=tuple(each.unit for each in attendees if everyone[each.key].vacant),
        absent=tuple(
            labels[key]
            for key, unit in everyone.items()
            if key not in roles and key not in others and not unit.collective
        ),
        others=tuple(f"{labels[key]}（{'、'.join(words)}）" for key, words in others.items()),
        coordinators=tuple(labels[key] for key in _coordinators(involved) if key not in roles),
        unnamed=tuple(
            item.id
            for item, (plan, entry) in zip(items, measures, strict=True)
            if not plan.duties(entry.measure)
        ),
    )


def _is_collective(unit: Unit) -> bool:
    return unit.collective and not unit.vacant


def _topic(plan: Plan, entry: Entry, ident: str) -> Topic:
    record = measure_record(plan, entry)
    first = plan.duties(entry.measure)[:1]
    return Topic(
        id=ident,
        reports=first[0].unit if first and first[0].role.leads else "",
        title=record.title,
        record=record,
        collective=plan.collective_in(entry.measure),
    )


def _others(measures: Iterable[tuple[Plan, Entry]]) -> dict[UnitKey, dict[str, None]]:
    """Return the units with roles outside the three → those roles."""
    found: dict[UnitKey, dict[str, None]] = {}
    for plan, entry in measures:
        for word, names in plan.other_roles(entry.measure).items():
            for name in names:
                found.setdefault(plan.key_of(plan.by_name[name]), {})[word] = None
    return found


def _coordinators(plans: Iterable[Plan]) -> Iterable[UnitKey]:
    for plan in plans:
        unit = plan.by_name.get(plan.head.coordinator)
        if unit:
            yield plan.key_of(unit)


def answer(plans: Sequence[Plan], agenda: Agenda) -> Answer:
    """Return the agenda and the list for the door."""
    items = Table(
        title=f"议题 {len(agenda.items)} 项",
        columns=(MEASURE, REPORTS, TITLE),
        rows=tuple(
            Row(cells=(item.id, item.reports, item.title), details=tuple(item.record.promises))
            for item in agenda.items
        ),
    )
    beside = collectives_beside(len(agenda.collective), len(agenda.vacant))
    attendees = without_empty(
        Table(
            title=joined(f"参会单位 {agenda.counted} 个", beside),
            columns=(Column(key="number", title="序号", number=True), *COLUMNS),
            rows=tuple(
                Row(cells=(number, each.unit, each.role, each.measures, each.reports, each.leads))
                for number, each in enumerate(agenda.attendees, 1)
            ),
        )
    )
    leading = sum(
        each.role.leads
        for each in agenda.attendees
        if each.unit not in (*agenda.collective, *agenda.vacant)
    )
    nobody = "" if agenda.attendees else _why_nobody(agenda)
    part = Part(
        title="参会单位",
        lead=(
            joined(
                f"议题 {len(agenda.items)} 项",
                f"涉及 {agenda.counted} 个单位",
                nobody or f"其中 {leading} 个有{leading_word(plans)}任务",
                beside,
            ),
        ),
        tables=(items, attendees),
    )
    return Answer(
        heading=heading(plans),
        parts=(part,),
        records=Records.of(COLUMNS, agenda.attendees),
        notes=tuple(_notes(agenda)),
    )


def _why_nobody(agenda: Agenda) -> str:
    if len(agenda.unnamed) == len(agenda.items):
        return "这些议题没有责任单位"
    return "所选单位、身份与这些议题无关"


def _notes(agenda: Agenda) -> Iterable[str]:
    if agenda.absent:
        named = "（集合称谓包括的除外）" if any(item.collective for item in agenda.items) else ""
        yield f"不涉及（{len(agenda.absent)}）：{'、'.join(agenda.absent)}{named}"
    if agenda.others:
        yield f"另有其他身份：{'、'.join(agenda.others)}"
    if agenda.unnamed:
        yield f"没有责任单位的议题（{len(agenda.unnamed)}）：{'、'.join(agenda.unnamed)}"
    nobody = [
        item.id for item in agenda.items if not item.reports and item.id not in agenda.unnamed
    ]
    if nobody:
        yield f"没有牵头单位的议题（{len(nobody)}）：{'、'.join(nobody)}，由谁汇报请商定。"
    yield from agenda.open_ended
    for name in agenda.coordinators:
        yield f"{name} 是方案的综合协调单位，所选举措没有列它，是否参会请斟酌。"
    yield f"{REPORTS_NOTE}身份取所选举措中最高的一种。"
    yield COUNTS_ONLY
