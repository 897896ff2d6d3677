"""The flat record of a measure, which several queries give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sciplan.base.answer import Cell, Column, OpenList, cell_text
from sciplan.plan.model import Duty, Entry, Measure, Plan, Target
from sciplan.plan.role import Role
from sciplan.plan.wording import OPS, day_text, target_text

TARGET = (
    Column(key="what", title="指标"),
    Column(
        key="op",
        title="要求",
        holds=Literal["at_least", "at_most", "reach"],
        text=OPS.__getitem__,
    ),
    Column(key="amount", title="数值", number=True, holds=int | float | str),
    Column(key="unit", title="计量单位"),
    Column(key="by", title="完成年份", holds=int | None),
    Column(key="quote", title="原文"),
)
"""A target's own keys."""


class TargetRecord(dict[str, Any]):
    """A target as JSON has it, which still knows the plan's words for it.

    Args:
        target: The target.
    """

    columns = TARGET

    def __init__(self, target: Target) -> None:
        cells = {column.key: getattr(target, column.key) for column in TARGET}
        super().__init__(cells | {"by": target.year})  # a day is told by `deadlines`
        self.words = target_text(target)


def targets_cell(cell: Cell) -> str:
    """Return a cell of target records as text."""
    return "；".join(record.words for record in cell)


PLAN = Column(key="plan", title="方案")
MEASURE = Column(key="measure", title="编号")
SECTION = Column(key="section", title="章节", holds=tuple[str, ...], text=" / ".join)
TITLE = Column(key="title", title="举措")
PART = Column(key="part", title="分条")
LEAD = Column(key="lead", title="牵头单位", holds=tuple[str, ...])
COOPERATING = Column(key="cooperating", title="配合单位", counted=True, holds=tuple[str, ...])
RESPONSIBLE = Column(key="responsible", title="负责单位", holds=tuple[str, ...])
OTHERS = Column(key="others", title="其他身份", holds=Mapping[str, tuple[str, ...]], text=cell_text)
MOVED_FROM = Column(key="moved_from", title="原承担单位", holds=str | None)
BASIS = Column(key="basis", title="变动依据", holds=tuple[str, ...])
ORIGIN = (MOVED_FROM, BASIS)
"""Keys that records of duties have beside, where they are as of a day."""
TARGETS = Column(key="targets", title="指标", holds=tuple[TargetRecord, ...], text=targets_cell)
COLUMNS = (
    PLAN,
    MEASURE,
    SECTION,
    TITLE,
    PART,
    LEAD,
    COOPERATING,
    RESPONSIBLE,
    OTHERS,
    TARGETS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRecord:
    """A measure with its resolved duties.

    Args:
        plan: The plan's id.
        measure: The measure's id.
        section: Titles of the headings above it, from the top.
        title: Its title.
        part: `2/3` where a paragraph holds several clauses.
        lead: Units that lead, in printed order.
        cooperating: Units that cooperate.
        responsible: Units of clauses that don't tell lead from cooperating.
        others: Printed role → units, for roles outside the three.
        targets: Numbers promised.
        deadline: By when, in the plan's words, else the day.
        and_others: Whether the printed lists end with 等.
        marks: A unit whose duty reforms moved → its name with whom it came from.
    """

    plan: str
    measure: str
    section: tuple[str, ...]
    title: str
    part: str
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    responsible: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]
    targets: tuple[TargetRecord, ...]
    deadline: str
    and_others: bool
    marks: Mapping[str, str] = field(default_factory=dict)

    def names(self, role: Role) -> tuple[str, ...]:
        """Return the units of a role as people read them, in printed order.

        The clause's last list may end in 等; a unit that took over is marked with from whom.
        """
        names: tuple[str, ...] = getattr(self, role.value)
        if self.marks:
            names = tuple(map(self.marked, names))
        return OpenList(names) if self.and_others and role is self._last_role else names

    def marked(self, unit: str) -> str:
        """Return a unit's name, with from whom it took over its duty here."""
        return self.marks.get(unit, unit)

    @property
    def _last_role(self) -> Role | None:
        printed = (Role.COOPERATING, Role.RESPONSIBLE, Role.LEAD)
        return next((role for role in printed if getattr(self, role.value)), None)

    @property
    def promises(self) -> Iterator[str]:
        """Lines to stand under it: the numbers promised, and by when."""
        for target in self.targets:
            yield f"指标：{target.words}"
        if self.deadline:
            yield f"完成时限：{self.deadline}"


def measure_record(plan: Plan, entry: Entry) -> MeasureRecord:
    """Return a measure's record."""
    measure = entry.measure
    duties = plan.duties(measure)
    return MeasureRecord(
        plan=plan.id,
        measure=measure.id,
        section=tuple(section.title for section in entry.sections),
        title=measure.title,
        part=measure.part,
        lead=with_role(duties, Role.LEAD),
        cooperating=with_role(duties, Role.COOPERATING),
        responsible=with_role(duties, Role.RESPONSIBLE),
        others=plan.other_roles(measure),
        targets=tuple(map(TargetRecord, measure.targets)),
        deadline=deadline_text(measure),
        and_others=measure.and_others,
        marks=_marks(duties) if plan.revised else {},
    )


def _marks(duties: Iterable[Duty]) -> dict[str, str]:
    from sciplan.plan.reforms.words import marked

    return {duty.unit: name for duty in duties if (name := marked(duty)) != duty.unit}


def deadline_text(measure: Measure) -> str:
    """Return by when a measure is to be done, in the plan's words, else the day."""
    day = measure.deadline_date
    return measure.deadline or (day_text(day) if day else "")


def with_role(duties: Iterable[Duty], role: Role) -> tuple[str, ...]:
    """Return the units of one role, in printed order."""
    return tuple([duty.unit for duty in duties if duty.role is role])
