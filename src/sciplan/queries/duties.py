"""What are this department's duties?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sciplan.base.answer import Answer, Column, MadeOnRead, Part, Records, Row, Table, without_empty
from sciplan.base.numerals import chinese_number
from sciplan.plan.graph import (
    PlanGraph,
    plans_of,
)
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    COLLECTIVE,
    COUNTS_ONLY,
    VACANT_UNIT,
    heading,
    joined,
)
from sciplan.queries.duty_rows import DutyRow, UnitDuties
from sciplan.queries.records import (
    COOPERATING,
    LEAD,
    MEASURE,
    ORIGIN,
    PLAN,
    RESPONSIBLE,
    SECTION,
    TARGETS,
    TITLE,
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
        records=records(graph, found, role),
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


def records(graph: PlanGraph, found: Sequence[UnitDuties], role: Role | None = None) -> Records:
    """Return duties as records; as of a day each says whom it came from.

    Args:
        graph: The plans.
        found: The units' duties.
        role: This role only.
    """
    dated = any(plan.revised for plan in plans_of(graph))

    def rows() -> Iterator[tuple[object, ...]]:
        for item in found:
            for row in item.rows:
                if role in (None, row.role):
                    yield row.cells_as_of if dated else row.cells

    return Records(columns=(*COLUMNS, *ORIGIN) if dated else COLUMNS, rows=MadeOnRead(rows))


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
        _duty_table(each, found, title)
        for title, rows in item.by_plan
        for each in Role
        if role in (None, each) and (found := [row for row in rows if row.role is each])
    ]
    if role is None:
        tables += [table for table in _uncounted(item) if table.rows]
    whole = role is None and item.absent
    only = f"只列{role.word}{'' if tables else '：没有'}" if role else ""
    return Part(
        title=f"{item.label} 职责清单",
        short=item.label,
        own_pages=True,
        lead=(*_summary(item, scope), *filter(None, [item.sums, only])),
        tables=numbered(tables),
        notes=tuple(_absent_notes(item)) if whole else (),
    )


def _absent_notes(item: UnitDuties) -> Iterator[str]:
    yield f"未{'列入' if item.unit.collective else '参与'}：{'、'.join(item.absent)}"
    if item.collective and not item.unit.collective:
        yield f"其中列有集合称谓：{item.collective}，是否包括本单位以原文为准。"


def _summary(item: UnitDuties, scope: str) -> Iterator[str]:
    if item.unit.vacant:
        yield VACANT_UNIT if item.rows else "原单位已撤并，没有留下未写明承接单位的职责。"
    elif item.unit.collective:
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


def _duty_table(role: Role, rows: Sequence[DutyRow], plan: str) -> Table:
    columns, cells = _SHAPES[role]
    whose = f"《{plan}》" if plan else ""
    return without_empty(
        Table(
            title=f"{whose}{role.word} {len(rows)} 项",
            columns=columns,
            rows=tuple(
                Row(cells=cells(row), group=row.group, details=tuple(_details(row))) for row in rows
            ),
        )
    )


def _details(row: DutyRow) -> Iterator[str]:
    yield from row.record.promises
    if row.came_from:
        yield row.came_from
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
    own = row.record.marked(row.unit)
    return type(names)(name for name in names if name != own)


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


def _uncounted(item: UnitDuties) -> Iterator[Table]:
    yield Table(
        title="其他身份（不计入项数）",
        columns=(MEASURE, Column(key="role", title="身份"), TITLE),
        rows=tuple(Row(cells=cells) for cells in item.others),
    )
    yield Table(
        title="统筹职责（不计入项数）",
        columns=(Column(key="section", title="章节"), Column(key="title", title="内容")),
        rows=tuple(Row(cells=cells) for cells in item.provisions),
    )
