"""The flat records of a difference between two plans, which a comparison fills in."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from sciplan.base.answer import Cell, Column, cell_text

KINDS = {
    "added": "增",
    "removed": "删",
    "changed": "改",
    "moved": "移",
    "renumbered": "重编号",
    "taken_up": "承接",
    "proposed": "疑似承接",
    "unknown": "承接有误",
}
"""What a record says of what it is about; the last three of a child plan beside its parent.

Of `unknown`, `new` is the id in `serves` that the parent has no measure of.
"""
SUBJECTS = {
    "plan": "方案",
    "section": "标题",
    "measure": "举措",
    "duty": "职责",
    "target": "指标",
    "provision": "统筹职责",
    "unit": "单位",
}
Value = str | int | float | bool | tuple[str, ...] | None


def _value_text(cell: Cell) -> str:
    return "是" if cell is True else "否" if cell is False else cell_text(cell)


def _of(words: Mapping[str, str]) -> Any:
    return Literal[tuple(words)]


COLUMNS = (
    Column(key="plan_old", title="旧方案"),
    Column(key="plan_new", title="新方案"),
    Column(key="kind", title="变动", holds=_of(KINDS), text=KINDS.__getitem__),
    Column(key="what", title="对象", holds=_of(SUBJECTS), text=SUBJECTS.__getitem__),
    Column(key="measure_old", title="旧编号"),
    Column(key="measure_new", title="新编号"),
    Column(key="title", title="标题"),
    Column(key="field", title="字段"),
    Column(key="old", title="旧", holds=Value, text=_value_text),
    Column(key="new", title="新", holds=Value, text=_value_text),
    Column(key="unit", title="单位"),
    Column(key="likeness", title="相似度", holds=float | None),
)


class DiffRecord(NamedTuple):
    """One thing that differs between two plans.

    Args:
        plan_old: The older plan's id; empty where a plan is new.
        plan_new: The newer plan's id; empty where one is gone.
        kind: A key of `KINDS`.
        what: A key of `SUBJECTS`.
        measure_old: Id of the measure, provision or heading in the older plan; empty at plan level
            and where there is none.
        measure_new: Its id in the newer one.
        title: Its title, the newer plan's where both have it; of a target what is counted.
        field: Key of the field that differs; `role` of a duty, `section` of what moved.
        old: What it was; None for nothing.
        new: What it is.
        unit: The unit concerned, as the newer plan calls it; empty for none.
        likeness: How alike the two measures are, 0 to 1; None where only one has it.
    """

    plan_old: str
    plan_new: str
    kind: str
    what: str
    measure_old: str = ""
    measure_new: str = ""
    title: str = ""
    field: str = ""
    old: Value = None
    new: Value = None
    unit: str = ""
    likeness: float | None = None


BY_UNIT = (
    Column(key="unit", title="单位"),
    Column(key="lead_old", title="原牵头", number=True),
    Column(key="lead_new", title="现牵头", number=True),
    Column(key="total_old", title="原参与", number=True),
    Column(key="total_new", title="现参与", number=True),
    Column(key="gained", title="新参与", holds=tuple[str, ...]),
    Column(key="lost", title="不再参与", holds=tuple[str, ...]),
    Column(key="changed", title="身份有变", holds=tuple[str, ...]),
)


class UnitDiff(NamedTuple):
    """What a difference comes to for one unit.

    Args:
        unit: Its name, as the newer plan has it.
        lead_old: Measures it led.
        lead_new: Measures it leads.
        total_old: Measures it took part in.
        total_new: Measures it takes part in.
        gained: Ids of measures that it newly takes part in, the newer plan's.
        lost: Ids of those it no longer takes part in, the older plan's.
        changed: Ids of those in which its role is another, the newer plan's.
        is_collective: Whether it is a collective unit, left out where units are counted.
        is_vacant: Whether it stands in for a dissolved body, for whose duties nobody is named; then
            it is collective too.
    """

    unit: str
    lead_old: int
    lead_new: int
    total_old: int
    total_new: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    changed: tuple[str, ...]
    is_collective: bool = False
    is_vacant: bool = False
