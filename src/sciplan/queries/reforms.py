"""What did later documents change in who holds what?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table, without_empty
from sciplan.plan.model import Plan
from sciplan.plan.reforms.applying import Effect, apply
from sciplan.plan.reforms.reform import Reform, ReformKind
from sciplan.plan.reforms.standing import VACANT
from sciplan.plan.reforms.words import reform_text
from sciplan.plan.wording import heading, joined, qualified
from sciplan.queries.records import PLAN

_LISTS = Mapping[str, tuple[str, ...]]


def _lists_text(cell: _LISTS) -> str:
    return "；".join(f"{key}：{'、'.join(names)}" for key, names in cell.items())


COLUMNS = (
    PLAN,
    Column(key="date", title="日期", holds=str | None),
    Column(key="kind", title="种类", holds=ReformKind, text=lambda cell: cell.word),
    Column(key="from", title="原单位", holds=tuple[str, ...]),
    Column(key="into", title="承接单位", holds=tuple[str, ...]),
    Column(key="measures", title="举措", holds=tuple[str, ...]),
    Column(key="role", title="身份"),
    Column(key="moves", title="分别承接", holds=_LISTS, text=_lists_text),
    Column(key="add", title="增加", holds=_LISTS, text=_lists_text),
    Column(key="drop", title="去掉", holds=tuple[str, ...]),
    Column(key="basis", title="依据"),
    Column(key="note", title="说明"),
    Column(key="pending", title="待定", holds=bool, text=lambda cell: "待定" if cell else ""),
    Column(key="duties", title="职责项数", number=True, holds=int | None),
    Column(key="refused", title="未采用的原因"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformRow:
    """A reform with what it did.

    Args:
        plan: The plan's id.
        reform: The reform.
        effect: What it did; None where it is pending or refused.
        refused: Why it is refused, in words; empty where it is not.
        vacant: Ids of measures for which it left no holder.
        doubles: Ids of measures in which two duties became one.
        unled: Ids of measures whose last lead it dropped.
    """

    plan: str
    reform: Reform
    effect: Effect | None
    refused: str
    vacant: tuple[str, ...] = ()
    doubles: tuple[str, ...] = ()
    unled: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[object, ...]:
        """The flat record."""
        reform = self.reform
        return (
            self.plan,
            reform.date.isoformat() if reform.date else None,
            reform.what,
            reform.sources,
            tuple(body.name for body in reform.into),
            reform.measures,
            reform.role,
            dict(reform.moves or {}),
            dict(reform.add or {}),
            reform.drop,
            reform.basis,
            reform.note,
            reform.pending,
            self.effect.duties if self.effect else None,
            self.refused,
        )


def reforms(plans: Sequence[Plan], until: date | None = None) -> list[ReformRow]:
    """Return the plans' reforms: those in force in the order in which they count, then the others.

    Args:
        plans: The plans.
        until: Only those in force on this day, and pending ones without a day.
    """
    return [row for plan in plans for row in _rows(plans, plan, until)]


def _rows(plans: Sequence[Plan], plan: Plan, until: date | None) -> Iterator[ReformRow]:
    if not plan.reforms:
        return
    outcome = apply(plan.issued_plan)
    order = [*outcome.effects]
    order += [place for place in range(len(plan.reforms)) if place not in outcome.effects]
    for place in order:
        reform, effect = plan.reforms[place], outcome.effects.get(place)
        if until and reform.date and reform.date > until:
            continue
        refusals = outcome.refused.get(place, [])
        did = effect or Effect()
        yield ReformRow(
            plan=plan.id,
            reform=reform,
            effect=effect,
            refused="；".join(each.message for each in refusals),
            vacant=tuple(qualified(plans, plan.id, each) for each in did.vacant),
            doubles=tuple(qualified(plans, plan.id, each) for each in did.doubles),
            unled=tuple(qualified(plans, plan.id, each) for each in did.unled),
        )


def answer(plans: Sequence[Plan], rows: Sequence[ReformRow]) -> Answer:
    """Return the reforms, pending and refused ones apart."""
    pending = [row for row in rows if row.reform.pending]
    refused = [row for row in rows if row.refused and not row.reform.pending]
    applied = [row for row in rows if row.effect]
    several = len(plans) > 1
    tables = [
        _table("已到位", applied, several=several),
        _table("待定（没有日期或依据，查询和材料都不计入）", pending, several=several),
        _table("有错误，没有采用（见 sciplan validate）", refused, several=several),
    ]
    counted = joined(
        f"已到位 {len(applied)} 条",
        f"待定 {len(pending)} 条" if pending else "",
        f"有错误 {len(refused)} 条" if refused else "",
    )
    part = Part(
        title="机构变动",
        lead=(counted if rows else "方案文件没有登记机构变动。",),
        tables=tuple(table for table in tables if table.rows),
    )
    return Answer(
        heading=heading(plans),
        parts=(part,),
        records=Records(columns=COLUMNS, rows=[row.cells for row in rows]),
        notes=(
            "日期是职责调整到位的日期；以机构编制部门规定为准。",
            "方案本身不改：按某一天的职责看，查询和导出加 --as-of 日期。",
        )
        if rows
        else (),
    )


def _table(title: str, rows: Sequence[ReformRow], *, several: bool) -> Table:
    return without_empty(
        Table(
            title=f"{title} {len(rows)} 条",
            columns=(
                *((PLAN,) if several else ()),
                Column(key="date", title="日期"),
                Column(key="kind", title="种类"),
                Column(key="duties", title="职责", number=True),
                Column(key="basis", title="依据"),
                Column(key="what", title="变动"),
            ),
            rows=tuple(
                Row(
                    cells=(*((row.plan,) if several else ()), *_cells(row)),
                    details=tuple(_details(row)),
                )
                for row in rows
            ),
        )
    )


def _cells(row: ReformRow) -> tuple[object, ...]:
    reform = row.reform
    return (
        str(reform.date or ""),
        reform.what.word,
        row.effect.duties if row.effect else None,
        reform.basis,
        reform_text(reform),
    )


def _details(row: ReformRow) -> Iterator[str]:
    if row.doubles:
        yield f"与承接单位原有职责重复、各计一次：{'、'.join(row.doubles)}"
    if row.vacant:
        yield f"{VACANT}：{'、'.join(row.vacant)}"
    if row.unled:
        yield f"没有牵头单位了：{'、'.join(row.unled)}"
    if row.refused:
        yield f"没有采用：{row.refused}"
    if row.reform.note:
        yield f"说明：{row.reform.note}"
