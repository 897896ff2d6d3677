"""The units that the plans name."""

from collections.abc import Sequence

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


_Units = Sequence[tuple[UnitKey, Unit]]


def units(plans: Sequence[Plan], wanted: EntryTest | None = None) -> _Units:
    """Return the units in order of precedence, each with its key.

    Args:
        plans: The plans.
        wanted: Only units of measures that pass this; else all.
    """
    every = [(key, unit) for key, unit in registered(plans).items() if not unit.vacant]
    if wanted is None:
        return every
    named = {
        plan.key_of(plan.by_name[duty.unit])
        for plan in plans
        for entry in plan.entries
        if wanted(plan, entry)
        for duty in plan.duties(entry.measure)
    }
    return [(key, unit) for key, unit in every if key in named]


def _counted(rows: _Units) -> str:
    beside = sum(unit.collective for _, unit in rows)
    units = f"共 {len(rows) - beside} 个单位"
    return joined(units, collectives_beside(beside), "按排列次序")


def roster(plan: Plan) -> Records:
    """Return a plan's units as records to edit, in order of precedence."""
    rows = [(unit.name, unit.full_name, unit.category, unit.aliases) for unit in plan.units]
    return Records(columns=ROSTER, rows=rows)


def answer(plans: Sequence[Plan], rows: _Units) -> Answer:
    """Return the list of units, numbered in order of precedence, under their categories."""
    several = len({key.jurisdiction for key, _ in rows}) > 1
    unsorted = _UNSORTED if any(unit.category for _, unit in rows) else ""
    place, name, full_name, _, aliases = COLUMNS
    number = Column(key="number", title="序号", number=True)
    table = Table(
        columns=(number, *((place,) if several else ()), name, full_name, aliases),
        rows=tuple(
            Row(
                cells=(
                    *((count, key.jurisdiction) if several else (count,)),
                    *(unit.name, unit.full_name, unit.aliases),
                ),
                group=unit.category or unsorted,
            )
            for count, (key, unit) in enumerate(rows, 1)
        ),
    )
    records = [
        (key.jurisdiction, unit.name, unit.full_name, unit.category, unit.aliases)
        for key, unit in rows
    ]
    part = Part(title="单位名册", lead=(_counted(rows),), tables=(table,))
    return Answer(
        heading=heading(plans),
        parts=(part,),
        records=Records(columns=COLUMNS, rows=records),
        tips=("一个单位的职责：sciplan duties 单位",),
    )
