"""Who carries how much: counts of duties, which rank nobody."""

from collections.abc import Container, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from sciplan.base.answer import Answer, Column, MadeOnRead, Part, Records, Row, Table, cells_of
from sciplan.base.chart import Bar, Bars
from sciplan.plan.graph import (
    PlanGraph,
    Share,
    build,
    degree,
    entries_of,
    entry_of,
    plan_of,
    plans_of,
    shares_in,
    shares_of,
    units_of,
)
from sciplan.plan.model import MeasureKey, Plan, Unit, UnitKey
from sciplan.plan.resolve import EntryTest, registered
from sciplan.plan.role import Role
from sciplan.plan.together import apart
from sciplan.plan.wording import (
    COUNTS_ONLY,
    heading,
    joined,
    leading_word,
    section_line,
    unit_labels,
)
from sciplan.queries.records import SECTION

COUNTS = (
    Column(key="total", title="参与", number=True),
    Column(key="lead", title="牵头", number=True),
    Column(key="sole", title="其中单独", number=True),
    Column(key="first", title="其中列首位", number=True),
    Column(key="cooperating", title="配合", number=True),
    Column(key="responsible", title="负责", number=True),
)
_SHOWN = (*COUNTS[:4], COUNTS[5], COUNTS[4])
"""As people read roles: by rank."""
SECTIONS = Column(key="sections", title="节数", number=True)
UNIT = (
    Column(key="jurisdiction", title="地区"),
    Column(key="unit", title="单位"),
    Column(key="category", title="类别"),
)
_WORDS = {column.key: attrgetter(column.key) for column in UNIT}
COLUMNS = (*UNIT, *COUNTS, SECTIONS, Column(key="partners", title="共事单位数", number=True))


class Workload(NamedTuple):
    """One unit's counts, in the whole plan or in one section.

    Args:
        jurisdiction: Where the unit belongs.
        unit: Its short name.
        category: Its category.
        total: Measures it takes part in.
        lead: Measures it leads.
        sole: Those it leads alone.
        first: Those where it stands first among the leads, alone or not.
        cooperating: Measures in which it cooperates.
        responsible: Measures whose clause doesn't tell lead from cooperating.
        sections: Sections in which it has any.
        partners: Other units with whom it shares any.
        section: Titles of the section from the top, with `by_section`.
        group: The section's heading row, with `by_section`.
    """

    jurisdiction: str
    unit: str
    category: str
    total: int
    lead: int
    sole: int
    first: int
    cooperating: int
    responsible: int
    sections: int
    partners: int
    section: tuple[str, ...] = ()
    group: str = ""


def workload(
    graph: PlanGraph,
    *,
    by_section: bool = False,
    max_units: int = 0,
    sort: str = "",
    wanted: EntryTest | None = None,
) -> tuple[Workload, ...]:
    """Count every unit's duties, in order of precedence; collective units are left out.

    Args:
        graph: The plans.
        by_section: Count each section by itself, in document order; a unit without a duty in a
            section is left out there.
        max_units: Leave out measures that name more units than this; 0 for none.
        sort: A column to sort by, the largest count first, words by their first row; precedence
            decides among equals.
        wanted: Which measures to count; all of them unless given.
    """
    units = {key: unit for key, unit in units_of(graph) if not unit.collective}
    facts = _facts(graph, units)
    kept = {key for key in facts if _counted(graph, key, max_units, wanted)}
    shares = {
        key: [share for share in shares_of(graph, key) if share.measure in kept] for key in units
    }
    if not by_section:
        rows = [_count(facts, key, units[key], some) for key, some in shares.items()]
        return _sorted(rows, sort)
    found: list[Workload] = []
    for measure, here in _by_section(facts, shares).items():
        place = _heading(graph, measure)
        counts = (_count(facts, key, units[key], some, place) for key, some in here.items())
        found.extend(_sorted(counts, sort))
    return tuple(found)


def over(
    plans: Sequence[Plan], *, max_units: int = 0, sort: str = "", wanted: EntryTest | None = None
) -> tuple[Workload, ...]:
    """Count every unit's duties in plans, without a graph of all of them at one time.

    Args:
        plans: The plans.
        max_units: As for `workload`.
        sort: As for `workload`.
        wanted: As for `workload`.
    """
    found = {
        UnitKey(row.jurisdiction, row.unit): row
        for some in apart(plans)
        for row in workload(build(some), max_units=max_units, wanted=wanted)
    }
    return _sorted((found[key] for key in registered(plans) if key in found), sort)


class _Fact(NamedTuple):
    """What all units' counts need of a measure, worked out once.

    Args:
        section: Its plan and innermost section.
        units: The units it names, without collective ones.
        leads: How many units lead it.
    """

    section: tuple[str, str]
    units: frozenset[UnitKey]
    leads: int


def _facts(graph: PlanGraph, units: Container[UnitKey]) -> dict[MeasureKey, _Fact]:
    found = {}
    for measure, entry in entries_of(graph):
        shares = list(shares_in(graph, measure))
        found[measure] = _Fact(
            section=(measure.plan, entry.sections[-1].id if entry.sections else ""),
            units=frozenset([share.unit for share in shares if share.unit in units]),
            leads=sum(share.duty.role is Role.LEAD for share in shares),
        )
    return found


def _counted(
    graph: PlanGraph, measure: MeasureKey, max_units: int, wanted: EntryTest | None
) -> bool:
    if max_units and degree(graph, measure) > max_units:
        return False
    return wanted is None or wanted(plan_of(graph, measure), entry_of(graph, measure))


def _sorted(rows: Iterable[Workload], sort: str) -> tuple[Workload, ...]:
    found = tuple(rows)
    if not sort:
        return found
    if sort in _WORDS:
        places = {word: place for place, word in enumerate(dict.fromkeys(map(_WORDS[sort], found)))}
        return tuple(sorted(found, key=lambda row: places[_WORDS[sort](row)]))
    return tuple(sorted(found, key=lambda row: -getattr(row, sort)))


def _by_section(
    facts: dict[MeasureKey, _Fact], shares: dict[UnitKey, list[Share]]
) -> dict[MeasureKey, dict[UnitKey, list[Share]]]:
    """Return each section's first measure → units → their duties there, in document order."""
    first: dict[tuple[str, str], MeasureKey] = {}
    for measure, fact in facts.items():
        first.setdefault(fact.section, measure)
    found: dict[MeasureKey, dict[UnitKey, list[Share]]] = {key: {} for key in first.values()}
    for key, some in shares.items():
        for share in some:
            here = found[first[facts[share.measure].section]]
            here.setdefault(key, []).append(share)
    return found


def _heading(graph: PlanGraph, measure: MeasureKey) -> tuple[tuple[str, ...], str]:
    """Return the titles of a measure's section from the top, and its heading row."""
    sections = entry_of(graph, measure).sections
    group = section_line(plans_of(graph), plan_of(graph, measure), sections)
    return tuple(section.title for section in sections), group


def _count(
    facts: dict[MeasureKey, _Fact],
    key: UnitKey,
    unit: Unit,
    shares: Sequence[Share],
    place: tuple[tuple[str, ...], str] = ((), ""),
) -> Workload:
    found = [facts[share.measure] for share in shares]
    roles = [share.duty.role for share in shares]
    leads = [pair for pair in zip(shares, found, strict=True) if pair[0].duty.role is Role.LEAD]
    return Workload(
        jurisdiction=key.jurisdiction,
        unit=unit.name,
        category=unit.category,
        total=len(shares),
        lead=len(leads),
        sole=sum(fact.leads == 1 for _, fact in leads),
        first=sum(share.duty.place == 1 for share, _ in leads),
        cooperating=roles.count(Role.COOPERATING),
        responsible=roles.count(Role.RESPONSIBLE),
        sections=len({fact.section for fact in found}),
        partners=len(frozenset().union(*(fact.units for fact in found)) - {key}),
        section=place[0],
        group=place[1],
    )


def answer(
    plans: Sequence[Plan],
    rows: Sequence[Workload],
    *,
    by_section: bool = False,
    max_units: int = 0,
    wanted: EntryTest | None = None,
) -> Answer:
    """Return the table of counts with its totals and footnotes.

    Of chosen measures the table leaves out units without a duty, unless units were chosen too;
    the records never do.

    Args:
        plans: The plans.
        rows: The counts.
        by_section: Whether each section is counted by itself.
        max_units: As for the counts.
        wanted: As for the counts.
    """
    every = sum(not unit.collective for unit in registered(plans).values())
    concerned = wanted is not None and len(rows) == every
    columns = (*UNIT, SECTION, *COLUMNS[len(UNIT) :]) if by_section else COLUMNS
    return Answer(
        heading=heading(plans),
        parts=MadeOnRead(lambda: _parts(plans, rows, by_section=by_section, concerned=concerned)),
        records=Records.of(columns, rows),
        notes=tuple(_notes(plans, rows, max_units, wanted)),
        charts=MadeOnRead(lambda: [_bars(plans, _shown_rows(rows, concerned=concerned))]),
    )


def _bars(plans: Sequence[Plan], rows: Sequence[Workload]) -> Bars:
    """Return the counts as bars, one piece a role that any row has."""
    labels = unit_labels(list(registered(plans)))
    roles = [role for role in Role if any(getattr(row, role.value) for row in rows)]
    return Bars(
        title="任务承担情况（项数）",
        series=tuple(role.word for role in roles),
        bars=tuple(
            Bar(
                labels[UnitKey(row.jurisdiction, row.unit)],
                tuple(getattr(row, role.value) for role in roles),
                row.group,
            )
            for row in rows
        ),
    )


def _shown_rows(rows: Sequence[Workload], *, concerned: bool) -> Sequence[Workload]:
    return [row for row in rows if row.total] if concerned else rows


def _parts(
    plans: Sequence[Plan], rows: Sequence[Workload], *, by_section: bool, concerned: bool
) -> Iterator[Part]:
    shown = _shown_rows(rows, concerned=concerned)
    left = len(rows) - len(shown)
    columns = _shown_columns(rows, by_section=by_section)
    cells = cells_of(columns)
    table = Table(
        columns=columns,
        rows=tuple(Row(cells=cells(row), group=row.group) for row in shown),
        total=_total(columns, rows),
        notes=(f"没有任务的 {left} 个单位不列。",) if left else (),
    )
    yield Part(
        title="任务承担情况（按章节）" if by_section else "任务承担情况",
        lead=() if by_section else (_summary(rows, leading_word(plans)),),
        tables=(table,),
    )


def _shown_columns(rows: Sequence[Workload], *, by_section: bool) -> tuple[Column, ...]:
    jurisdiction, unit, _ = UNIT
    several = len({row.jurisdiction for row in rows}) > 1
    counted = _SHOWN[:1] + tuple(
        column for column in _SHOWN[1:] if any(getattr(row, column.key) for row in rows)
    )
    return (
        *((jurisdiction, unit) if several else (unit,)),
        *counted,
        *(() if by_section else (SECTIONS,)),
    )


def _total(columns: Sequence[Column], rows: Sequence[Workload]) -> Row:
    summed = {column.key for column in COUNTS}
    sums = (
        sum(getattr(row, column.key) for row in rows) if column.key in summed else ""
        for column in columns[1:]
    )
    return Row(cells=("合计", *sums))


def _summary(rows: Sequence[Workload], word: str) -> str:
    leading = sum(row.lead > 0 or row.responsible > 0 for row in rows)
    only = sum(row.cooperating == row.total > 0 for row in rows)
    idle = sum(row.total == 0 for row in rows)
    return joined(
        f"共 {len(rows)} 个单位：{leading} 个有{word}任务",
        f"{only} 个只有配合任务" if only else "",
        f"{idle} 个没有任务" if idle else "",
    )


def _notes(
    plans: Sequence[Plan], rows: Sequence[Workload], max_units: int, wanted: EntryTest | None
) -> Iterator[str]:
    asked = [
        (plan, entry.measure)
        for plan in plans
        for entry in plan.entries
        if wanted is None or wanted(plan, entry)
    ]
    kept = [not max_units or len(plan.duties(each)) <= max_units for plan, each in asked]
    if wanted:
        yield f"只计所选章节的举措 {len(asked)} 项。"
    if max_units:
        yield f"未计入涉及单位超过 {max_units} 个的举措 {kept.count(False)} 项。"
    times = sum(row.total for row in rows)
    if times > kept.count(True):
        yield (
            f"一项举措常由几个单位共同承担，所以各单位相加是 {times} 项次，"
            f"多于举措数 {kept.count(True)} 项。"
        )
    together = [unit for unit in registered(plans).values() if unit.collective]
    collective = [unit.name for unit in together if not unit.vacant]
    if collective:
        yield f"集合称谓不计入：{'、'.join(collective)}。"
    if len(together) > len(collective):
        yield f"没有写明由谁承接的职责不计入：{'、'.join(u.name for u in together if u.vacant)}。"
    if any(row.first for row in rows):
        yield "“其中列首位”指在牵头单位中列第一，单独牵头的也算在内。"
    yield COUNTS_ONLY
