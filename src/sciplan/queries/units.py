"""The units that the plans name."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.plan.model import Plan, Unit, UnitKey
from sciplan.plan.resolve import EntryTest, registered
from sciplan.plan.wording import heading

COLUMNS = (
    Column(key="jurisdiction", title="地区"),
    Column(key="unit", title="单位"),
    Column(key="full_name", title="全称"),
    Column(key="category", title="类别"),
    Column(key="aliases", title="别名", holds=tuple[str, ...]),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A registered unit.

    Args:
        jurisdiction: Where it belongs.
        unit: Its short name.
        full_name: Its full name, empty where none is known.
        category: Its category.
        aliases: Other names in use.
    """

    jurisdiction: str
    unit: str
    full_name: str
    category: str
    aliases: tuple[str, ...]


def units(plans: Sequence[Plan], wanted: EntryTest | None = None) -> tuple[UnitRow, ...]:
    """Return the units in order of precedence.

    Args:
        plans: The plans.
        wanted: Only units of measures that pass this; else all.
    """
    every = registered(plans).items()
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
    )


def answer(plans: Sequence[Plan], rows: Sequence[UnitRow]) -> Answer:
    """Return the list of units, numbered in order of precedence, under their categories."""
    several = len({row.jurisdiction for row in rows}) > 1
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
                group=row.category,
            )
            for number, row in enumerate(rows, 1)
        ),
    )
    part = Part(title="单位名册", lead=(f"共 {len(rows)} 个单位，按排列次序",), tables=(table,))
    return Answer(
        heading=heading(plans),
        parts=(part,),
        records=Records.of(COLUMNS, rows),
        tips=("一个单位的职责：sciplan duties 单位",),
    )
