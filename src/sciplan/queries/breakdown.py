"""任务分解表: all that the plan file says of its measures, a row a measure and printed unit.

The lists are the printed ones, not the resolved duties: an edited sheet goes back into the file,
and an untouched one must change nothing.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sciplan.base.answer import Column, MadeOnRead, Records
from sciplan.plan.model import Entry, Measure, Plan
from sciplan.plan.role import Role
from sciplan.queries.records import MEASURE, PART, PLAN, SECTION, TARGETS, TITLE, TargetRecord

CONTENT = Column(key="content", title="任务内容")
COLUMNS = (
    MEASURE,
    SECTION,
    TITLE,
    PART,
    Column(key="role", title="身份"),
    Column(key="unit", title="单位"),
    Column(key="and_others", title="等", text=lambda cell: "等" if cell else ""),
    TARGETS,
    Column(key="category", title="类别"),
    Column(key="indicator", title="指标属性"),
    Column(key="leader", title="分管领导"),
    Column(key="deadline", title="完成时限"),
    Column(key="deadline_date", title="完成日期", day=True),
    Column(key="remark", title="备注"),
    CONTENT,
)
KEPT = (PLAN, *COLUMNS)
"""Columns of the copy that a workbook keeps: what an edited sheet is compared with."""


class TaskRow(NamedTuple):
    """One printed name of a measure, with the measure; one row without a name where it has none.

    Args:
        measure: The measure's id.
        section: Titles of the headings above it, from the top.
        title: Its title.
        part: `2/3` where a paragraph holds several clauses.
        role: 牵头, 负责, 配合, or the printed word of a role outside the three.
        unit: The name as printed.
        and_others: Whether the measure's list ends with 等.
        targets: Numbers promised.
        category: Its category.
        indicator: 约束性 or 预期性.
        leader: 分管领导.
        deadline: The words of the deadline.
        deadline_date: The day, where one is printed.
        remark: What else is to be said.
        content: What is to be done: its text, else its summary.
    """

    measure: str
    section: tuple[str, ...]
    title: str
    part: str
    role: str
    unit: str
    and_others: bool
    targets: tuple[TargetRecord, ...]
    category: str
    indicator: str
    leader: str
    deadline: str
    deadline_date: date | None
    remark: str
    content: str


def task_rows(plan: Plan) -> Iterator[TaskRow]:
    """Yield the rows in document order, within a measure in printed order, leads first."""
    for entry in plan.entries:
        for role, unit in _printed(entry.measure) or [("", "")]:
            yield _row(entry, role, unit)


def _printed(measure: Measure) -> list[tuple[str, str]]:
    three = [(role.word, name) for role in Role for name in measure.printed(role)]
    others = (measure.others or {}).items()
    return [*three, *((word, name) for word, names in others for name in names)]


def _row(entry: Entry, role: str, unit: str) -> TaskRow:
    measure = entry.measure
    return TaskRow(
        measure=measure.id,
        section=tuple(section.title for section in entry.sections),
        title=measure.title,
        part=measure.part,
        role=role,
        unit=unit,
        and_others=measure.and_others,
        targets=tuple(map(TargetRecord, measure.targets)),
        category=measure.category,
        indicator=measure.indicator,
        leader=measure.leader,
        deadline=measure.deadline,
        deadline_date=measure.deadline_date,
        remark=measure.remark,
        content=measure.content,
    )


def data(plan: Plan) -> Records:
    """Return the rows as records, for the data sheet of a workbook.

    A plan whose measures have neither text nor summary has no 任务内容: an office may call titles
    so, which then is the only column of that name. It is the last one: what is long hides nothing.
    """
    if any(entry.measure.content for entry in plan.entries):
        return Records(columns=COLUMNS, rows=MadeOnRead(lambda: task_rows(plan)))
    return Records(
        columns=COLUMNS[:-1], rows=MadeOnRead(lambda: (row[:-1] for row in task_rows(plan)))
    )


def kept(plan: Plan) -> Records:
    """Return the same rows, each with the plan's id, as a workbook hides them."""
    return Records(
        columns=KEPT, rows=MadeOnRead(lambda: ((plan.id, *row) for row in task_rows(plan)))
    )
