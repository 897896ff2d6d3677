"""Measures against units, a mark where they meet."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciplan.graph import PlanGraph, entries_of, plan_of, plans_of, shares_in
from sciplan.model import UnitKey
from sciplan.records import MEASURE, PLAN, TITLE
from sciplan.resolve import Wanted
from sciplan.table import Answer, Column, Part, Records, Row, Table
from sciplan.wording import heading, qualified, section_line, unit_labels


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One measure's marks.

    Args:
        plan: The plan's id.
        measure: The measure's id.
        title: Its title.
        label: Its id as it is typed.
        group: Heading row of its section.
        marks: One a unit asked for: 牵, 责, 配, another role's first character, or nothing.
    """

    plan: str
    measure: str
    title: str
    label: str
    group: str
    marks: tuple[str, ...]


def matrix(
    graph: PlanGraph, units: Sequence[UnitKey], wanted: Wanted | None = None
) -> tuple[MatrixRow, ...]:
    """Return the marks of measures, in document order, against units, in the order given."""
    plans = plans_of(graph)
    places = {key: place for place, key in enumerate(units)}
    rows = []
    for measure, entry in entries_of(graph):
        plan = plan_of(graph, measure)
        if wanted is None or wanted(plan, entry):
            marks = [""] * len(units)
            for role, names in plan.other_roles(entry.measure).items():
                for name in names:
                    _mark(marks, places.get(plan.key_of(plan.by_name[name])), role[0])
            for share in shares_in(graph, measure):
                _mark(marks, places.get(share.unit), share.duty.role.mark)
            rows.append(
                MatrixRow(
                    plan=plan.id,
                    measure=entry.measure.id,
                    title=entry.measure.title,
                    label=qualified(plans, plan.id, entry.measure.id),
                    group=section_line(plans, plan, entry.sections),
                    marks=tuple(marks),
                )
            )
    return tuple(rows)


def _mark(marks: list[str], place: int | None, mark: str) -> None:
    if place is not None:
        marks[place] = mark


def answer(graph: PlanGraph, units: Sequence[UnitKey], rows: Sequence[MatrixRow]) -> Answer:
    """Return the matrix as a table."""
    labels = unit_labels(units).values()
    columns = tuple(Column(key=label, title=label, upright=True) for label in labels)
    table = Table(
        columns=(MEASURE, *columns, TITLE),
        rows=tuple(Row(cells=(row.label, *row.marks, row.title), group=row.group) for row in rows),
    )
    part = Part(
        title="责任矩阵",
        lead=(f"{len(rows)} 项举措，{len(units)} 个单位。牵：牵头；配：配合；责：负责。",),
        tables=(table,),
    )
    records = Records(
        columns=(PLAN, MEASURE, TITLE, *columns),
        rows=[(row.plan, row.measure, row.title, *row.marks) for row in rows],
    )
    return Answer(heading=heading(plans_of(graph)), parts=(part,), records=records)
