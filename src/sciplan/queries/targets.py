"""The numbers that the plans promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table, without_empty
from sciplan.plan.model import Plan, Target
from sciplan.plan.resolve import EntryTest
from sciplan.plan.role import Role
from sciplan.plan.wording import day_text, heading, qualified, required_text
from sciplan.queries.records import LEAD, MEASURE, PLAN, RESPONSIBLE, TARGET, with_role

COLUMNS = (PLAN, MEASURE, *TARGET, LEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRow:
    """A target and who answers for it.

    Args:
        plan: The plan's id.
        measure: The measure's id, empty for a target of the whole plan.
        what: What is counted.
        op: `at_least`, `at_most` or `reach`.
        amount: The number, or words.
        unit: Unit of measurement.
        by: Year; None where the document names none.
        quote: The document's words.
        lead: Units that lead the measure.
        responsible: Units of a clause that doesn't tell lead from cooperating.
        target: As the file has it.
        label: The measure's id as it is typed.
    """

    plan: str
    measure: str
    what: str
    op: str
    amount: int | float | str
    unit: str
    by: int | None
    quote: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    target: Target
    label: str


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
            rows.extend(_rows(plan, "", whole, plan.targets, ((), ())))
        for entry in plan.entries:
            measure = entry.measure
            if measure.targets and (wanted is None or wanted(plan, entry)):
                duties = plan.duties(measure)
                answering = with_role(duties, Role.LEAD), with_role(duties, Role.RESPONSIBLE)
                label = qualified(plans, plan.id, measure.id)
                rows.extend(_rows(plan, measure.id, label, measure.targets, answering))
    return tuple(rows)


def _rows(
    plan: Plan,
    ident: str,
    label: str,
    items: Iterable[Target],
    answering: tuple[tuple[str, ...], tuple[str, ...]],
) -> Iterable[TargetRow]:
    for target in items:
        yield TargetRow(
            plan=plan.id,
            measure=ident,
            what=target.what,
            op=target.op,
            amount=target.amount,
            unit=target.unit,
            by=target.year,
            quote=target.quote,
            lead=answering[0],
            responsible=answering[1],
            target=target,
            label=label,
        )


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
                        row.what,
                        row.quote,
                    )
                )
                for row in rows
            ),
        )
    )
    part = Part(
        title="指标一览",
        lead=(f"共 {len(rows)} 个",),
        tables=(table,),
    )
    note = "完成时间、牵头单位只列文件写明的；是一年的数还是整个实施期的数，以原文为准。"
    records = Records.of(COLUMNS, rows)
    return Answer(heading=heading(plans), parts=(part,), records=records, notes=(note,))
