"""The plan at a glance."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table, without_empty
from sciplan.base.files import named
from sciplan.plan.model import Measure, Plan, Section
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    COUNTS_ONLY,
    day_text,
    erratum_text,
    heading,
    joined,
    leading_word,
    qualified,
)
from sciplan.queries.records import (
    COOPERATING,
    LEAD,
    PLAN,
    RESPONSIBLE,
    SECTION,
    with_role,
)

COLUMNS = (
    PLAN,
    Column(key="id", title="编号"),
    SECTION,
    Column(key="measures", title="举措数", number=True),
    LEAD,
    COOPERATING,
    RESPONSIBLE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """A heading with what stands under it.

    Args:
        plan: The plan's id.
        id: The heading's id; empty for measures under no heading.
        section: Titles from the top.
        measures: Number of measures directly under it.
        provisions: Number of provisions directly under it.
        lead: Units that lead any of them, in order of precedence.
        responsible: Units that answer for any of them without being told apart as leads.
        cooperating: Units that cooperate in any of them.
        label: The id as it is typed.
    """

    plan: str
    id: str
    section: tuple[str, ...]
    measures: int
    provisions: int
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    cooperating: tuple[str, ...]
    label: str


def overview(plans: Sequence[Plan]) -> tuple[SectionRow, ...]:
    """Return a row for each heading that has measures or provisions directly under it."""
    return tuple(row for plan in plans for row in _rows(plans, plan))


def _rows(plans: Sequence[Plan], plan: Plan) -> Iterator[SectionRow]:
    if plan.measures:
        yield _row(plans, plan, (), plan.measures)
    for chain in plan.chains:
        if chain[-1].measures or chain[-1].provisions:
            yield _row(plans, plan, chain, chain[-1].measures)


def _row(
    plans: Sequence[Plan], plan: Plan, chain: tuple[Section, ...], measures: Sequence[Measure]
) -> SectionRow:
    duties = [duty for measure in measures for duty in plan.duties(measure)]
    order = plan.unit_index.__getitem__
    ident = chain[-1].id if chain else ""
    return SectionRow(
        plan=plan.id,
        id=ident,
        section=tuple(section.title for section in chain),
        measures=len(measures),
        provisions=len(chain[-1].provisions) if chain else 0,
        lead=tuple(sorted(set(with_role(duties, Role.LEAD)), key=order)),
        responsible=tuple(sorted(set(with_role(duties, Role.RESPONSIBLE)), key=order)),
        cooperating=tuple(sorted(set(with_role(duties, Role.COOPERATING)), key=order)),
        label=qualified(plans, plan.id, ident),
    )


def answer(plans: Sequence[Plan], rows: Sequence[SectionRow], files: Sequence[str]) -> Answer:
    """Return the plans at a glance.

    Args:
        plans: The plans.
        rows: Their sections.
        files: Where each plan was read from, in the plans' order.
    """
    return Answer(
        heading=heading(plans),
        parts=tuple(
            _part(
                plan.head.title if len(plans) > 1 else "方案概况",
                plan,
                file,
                [row for row in rows if row.plan == plan.id],
            )
            for plan, file in zip(plans, files, strict=True)
        ),
        records=Records.of(COLUMNS, rows),
        title="方案概况",
        notes=(COUNTS_ONLY,),
        tips=(
            "一个单位的职责：sciplan duties 单位",
            "各单位任务：sciplan workload",
            "谁与谁协同：sciplan overlaps",
            "全部命令：sciplan --help",
        ),
    )


def _part(title: str, plan: Plan, file: str, rows: Sequence[SectionRow]) -> Part:
    # A part without sections of its own would stand under the part before it.
    deep = any(len(row.section) > 1 for row in rows)
    sections = without_empty(
        Table(
            columns=(
                Column(key="id", title="编号"),
                Column(key="measures", title="举措", number=True),
                LEAD,
                RESPONSIBLE,
                Column(key="title", title="章节"),
            ),
            rows=tuple(
                Row(
                    cells=(
                        row.label,
                        row.measures or f"统筹 {row.provisions}",
                        row.lead,
                        row.responsible,
                        row.section[-1] if len(row.section) > deep else "不分节",
                    ),
                    group=row.section[0] if deep and row.section else "",
                )
                for row in rows
            ),
        )
    )
    return Part(
        title=title,
        lead=tuple(_lead(plan)),
        aside=(f"数据文件：{named(file)}",),
        tables=(sections, *_errata(plan)),
    )


def _lead(plan: Plan) -> Iterator[str]:
    head = plan.head
    issued = f" {day_text(head.issued)}" if head.issued else ""
    yield joined(
        f"{head.issuer or '发文机关未注'}{issued}",
        f"实施期 {head.period.start}—{head.period.end} 年" if head.period else "",
        f"综合协调 {head.coordinator}" if head.coordinator else "",
    )
    # As `workload` counts: collective units are left out.
    roles: dict[str, set[Role]] = {unit.name: set() for unit in plan.units if not unit.collective}
    times: Counter[Role] = Counter()
    for entry in plan.entries:
        for duty in plan.duties(entry.measure):
            if duty.unit in roles:
                roles[duty.unit].add(duty.role)
                times[duty.role] += 1
    leading = sum(any(role.leads for role in found) for found in roles.values())
    only = sum(found == {Role.COOPERATING} for found in roles.values())
    counts = "、".join(f"{role.word} {times[role]}" for role in Role if times[role])
    yield joined(
        f"{len(plan.entries)} 项举措",
        f"{len(roles)} 个单位（{leading} 个{leading_word([plan])}，{only} 个只配合）",
        f"职责 {times.total()} 项次（{counts}）" if counts else "",
    )


def _errata(plan: Plan) -> Iterator[Table]:
    if plan.errata:
        yield Table(
            title="文本说明（照印录入，不作改动）",
            columns=(Column(key="at", title="编号"), Column(key="text", title="说明")),
            rows=tuple(
                Row(cells=("全文" if item.at == "plan" else item.at, erratum_text(item)))
                for item in plan.errata
            ),
        )
