"""The units that the plans name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.plan.model import Plan, Unit, UnitKey
from sciplan.plan.resolve import EntryTest, registered
from sciplan.plan.wording import collectives_beside, heading, joined

COLUMNS = (
    Column(key="jurisdiction", title="地区"),
    Column(key="unit", title="单位"),
    Column(key="full_name", title="全称"),
    Column(key="category", title="类别"),
    Column(key="aliases", title="别名", holds=tuple[str, ...]),
)


_UNSORTED = "未分类"
"""Heading of units without a category, where others have one."""
ROSTER = (
    Column(key="short_name", title="简称"),
    Column(key="full_name", title="全称"),
    Column(key="unit_category", title="单位类别"),
    Column(key="aliases", title="别名"),
)
"""Columns of the sheet in which units are edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A registered unit.

    Args:
        jurisdiction: Where it belongs.
        unit: Its short name.
        full_name: Its full name, empty where none is known.
        category: Its category.
        aliases: Other names in use.
        collective: Whether it stands for several units.
    """

    jurisdiction: str
    unit: str
    full_name: str
    category: str
    aliases: tuple[str, ...]
    collective: bool = False


def units(plans: Sequence[Plan], wanted: EntryTest | None = None) -> tuple[UnitRow, ...]:
    """Return the units in order of precedence.

    Args:
        plans: The plans.
        wanted: Only units of measures that pass this; else all.
    """
    every = [(key, unit) for key, unit in registered(plans).items() if not unit.vacant]
    if wanted is None:
        return tuple(_row(key, unit) for key, unit in every)
    named = {
        plan.key_of(plan.by_name[duty.unit])
        for plan in plans
        for entry in plan.entries
        if wanted(plan, entry)
        for duty in plan.duties(entry.measure)
    }
    return tuple(_row(key, unit) for key, unit in every if key in named)


def _row(key: UnitKey, unit: Unit) -> UnitRow:
    return UnitRow(
        jurisdiction=key.jurisdiction,
        unit=unit.name,
        full_name=unit.full_name,
        category=unit.category,
        aliases=unit.aliases,
        collective=unit.collective,
    )


def _counted(rows: Sequence[UnitRow]) -> str:
    beside = sum(row.collective for row in rows)
    units = f"共 {len(rows) - beside} 个单位"
    return joined(units, collectives_beside(beside), "按排列次序")


def roster(plan: Plan) -> Records:
    """Return a plan's units as records to edit, in order of precedence."""
    rows = [(unit.name, unit.full_name, unit.category, unit.aliases) for unit in plan.units]
    return Records(columns=ROSTER, rows=rows)


def answer(plans: Sequence[Plan], rows: Sequence[UnitRow]) -> Answer:
    """Return the list of units, numbered in order of precedence, under their categories."""
    several = len({row.jurisdiction for row in rows}) > 1
    sorted_ = any(row.category for row in rows)
    columns = (
        Column(key="number", title="序号", number=True),
        *(COLUMNS if several else COLUMNS[1:]),
    )
    shown = tuple(column for column in columns if column.key != "category")
    table = Table(
        columns=shown,
        rows=tuple(
            Row(
                cells=(number, *(getattr(row, column.key) for column in shown[1:])),
                group=row.category or (_UNSORTED if sorted_ else ""),
            )
            for number, row in enumerate(rows, 1)
        ),
    )
    part = Part(title="单位名册", lead=(_counted(rows),), tables=(table,))
    return Answer(
        heading=heading(plans),
        parts=(part,),
        records=Records.of(COLUMNS, rows),
        tips=("一个单位的职责：sciplan duties 单位",),
    )
