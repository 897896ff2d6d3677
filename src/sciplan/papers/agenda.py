"""会议议程: the topics in the plan's order, each with who might report it."""

from collections.abc import Iterator

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.papers.meetings import agenda_of, told, topics_of
from sciplan.papers.source import File, Source
from sciplan.plan.wording import section_line

_COLUMNS = (
    Column(key="place", title="序号", number=True, weight=12),
    Column(key="topic", title="编号", weight=16),
    Column(key="about", title="议题", weight=70),
    Column(key="reports", title="拟汇报单位（取列首位，供商定）", weight=40),
    Column(key="minutes", title="用时", weight=8),
)


def files(source: Source) -> Iterator[File]:
    """Yield the agenda."""
    agenda = agenda_of(source)
    groups = [section_line([plan], plan, entry.sections) for plan, entry in topics_of(source)]
    rows = tuple(
        Row(cells=(number, item.id, item.title, item.reports, ""), group=group)
        for number, (item, group) in enumerate(zip(agenda.items, groups, strict=True), 1)
    )
    host = source.style.meeting.host
    part = Part(
        title="会议议程",
        lead=(*told(source), f"主持：{host}"),
        tables=(Table(columns=_COLUMNS, rows=rows),),
        notes=("编号供查找用。议题按方案的先后排列，先议哪几项、由谁汇报，请商定。",),
    )
    answer = Answer(
        heading=source.heading,
        parts=(part,),
        records=Records(columns=_COLUMNS, rows=[row.cells for row in rows]),
    )
    yield File("会议议程.docx", answer, f"{len(rows)}项议题")
