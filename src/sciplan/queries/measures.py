"""The plan's measures, all of them or those that speak of something."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciplan.base.answer import Answer, Part, Row, Table, without_empty
from sciplan.base.marks import one_width
from sciplan.plan.model import Entry, Plan
from sciplan.plan.resolve import EntryTest
from sciplan.plan.role import Role
from sciplan.plan.wording import heading, qualified, section_line
from sciplan.queries.records import (
    COOPERATING,
    LEAD,
    MEASURE,
    RESPONSIBLE,
    TITLE,
    MeasureRecord,
    measure_record,
    measure_records,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure that was looked for.

    Args:
        record: The measure.
        label: Its id as it is typed.
        group: Heading row of its section.
    """

    record: MeasureRecord
    label: str
    group: str


def measures(
    plans: Sequence[Plan], words: Sequence[str] = (), wanted: EntryTest | None = None
) -> tuple[MeasureRow, ...]:
    """Return the measures in which every word occurs, in document order.

    Words are looked for in titles, headings, summaries, targets and, where the file holds it, the
    text; letters' case and width make no difference.
    """
    folded = [one_width(word).casefold() for word in words]
    rows = []
    for plan in plans:
        for entry in plan.entries:
            if (wanted is None or wanted(plan, entry)) and _speaks_of(entry, folded):
                record = measure_record(plan, entry)
                rows.append(
                    MeasureRow(
                        record=record,
                        label=qualified(plans, plan.id, entry.measure.id),
                        group=section_line(plans, plan, entry.sections),
                    )
                )
    return tuple(rows)


def _speaks_of(entry: Entry, words: Sequence[str]) -> bool:
    if not words:
        return True
    measure = entry.measure
    texts = (
        measure.title,
        measure.summary,
        measure.text,
        *(section.title for section in entry.sections),
        *(text for target in measure.targets for text in (target.what, target.quote)),
    )
    whole = one_width("\n".join(texts)).casefold()
    return all(word in whole for word in words)


def answer(plans: Sequence[Plan], rows: Sequence[MeasureRow], *, title: str = "举措一览") -> Answer:
    """Return the list of measures."""
    table = without_empty(
        Table(
            columns=(MEASURE, LEAD, RESPONSIBLE, COOPERATING, TITLE),
            rows=tuple(
                Row(
                    cells=(
                        row.label,
                        row.record.names(Role.LEAD),
                        row.record.names(Role.RESPONSIBLE),
                        row.record.names(Role.COOPERATING),
                        row.record.title,
                    ),
                    group=row.group,
                    details=tuple(row.record.promises),
                )
                for row in rows
            ),
        )
    )
    return Answer(
        heading=heading(plans),
        parts=(Part(title=title, lead=(f"共 {len(rows)} 项",), tables=(table,)),),
        records=measure_records(row.record for row in rows),
        tips=("一项的全部内容：sciplan show 编号", "配合单位全名：--full"),
    )
