"""The numbers that the plans promise."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from sciplan.base.answer import (
    Answer,
    Cell,
    Column,
    MadeOnRead,
    Part,
    Records,
    Row,
    Table,
    without_empty,
)
from sciplan.plan.model import Plan, Target
from sciplan.plan.resolve import EntryTest
from sciplan.plan.role import Role
from sciplan.plan.wording import day_text, heading, qualified, required_text
from sciplan.queries.records import LEAD, MEASURE, PLAN, RESPONSIBLE, TARGET, with_role

COLUMNS = (PLAN, MEASURE, *TARGET, LEAD)


class TargetRow(NamedTuple):
    """A target and who answers for it.

    Args:
        plan: The plan's id.
        measure: The measure's id, empty for a target of the whole plan.
        label: That id as it is typed.
        target: The target.
        lead: Units that lead the measure.
        responsible: Units of a clause that doesn't tell lead from cooperating.
    """

    plan: str
    measure: str
    label: str
    target: Target
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The flat record; a day is told by `deadlines`."""
        own = attrgetter("what", "op", "amount", "unit", "year", "quote")(self.target)
        return (self.plan, self.measure, *own, self.lead)


def targets(plans: Sequence[Plan], wanted: EntryTest | None = None) -> tuple[TargetRow, ...]:
    """Return each plan's own targets, then its measures', in document order.

    Args:
        plans: The plans.
        wanted: Only targets of measures that pass this; else all.
    """
    rows: list[TargetRow] = []
    for plan in plans:
        if wanted is None:
            whole = qualified(plans, plan.id, "全方案")
            rows += [TargetRow(plan.id, "", whole, target) for target in plan.targets]
        for entry in plan.entries:
            measure = entry.measure
            if measure.targets and (wanted is None or wanted(plan, entry)):
                duties = plan.duties(measure)
                answering = with_role(duties, Role.LEAD), with_role(duties, Role.RESPONSIBLE)
                label = qualified(plans, plan.id, measure.id)
                rows += [
                    TargetRow(plan.id, measure.id, label, target, *answering)
                    for target in measure.targets
                ]
    return tuple(rows)


def _by(target: Target) -> str:
    return day_text(target.by) if isinstance(target.by, date) else str(target.by or "未写明")


def answer(plans: Sequence[Plan], rows: Sequence[TargetRow]) -> Answer:
    """Return the list of targets."""
    table = without_empty(
        Table(
            columns=(
                MEASURE,
                Column(key="required", title="要求"),
                Column(key="by", title="完成时间"),
                LEAD,
                RESPONSIBLE,
                Column(key="what", title="指标"),
                Column(key="quote", title="原文"),
            ),
            rows=tuple(
                Row(
                    cells=(
                        row.label,
                        required_text(row.target),
                        _by(row.target),
                        row.lead or (() if row.responsible else ("未写明",)),
                        row.responsible,
                        row.target.what,
                        row.target.quote,
                    )
                )
                for row in rows
            ),
        )
    )
    part = Part(title="指标一览", lead=(f"共 {len(rows)} 个",), tables=(table,))
    note = "完成时间、牵头单位只列文件写明的；是一年的数还是整个实施期的数，以原文为准。"
    records = Records(columns=COLUMNS, rows=MadeOnRead(lambda: [row.cells for row in rows]))
    return Answer(heading=heading(plans), parts=(part,), records=records, notes=(note,))
