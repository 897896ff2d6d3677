"""会议签到表: who must be in the room, with room to sign."""

from collections.abc import Iterable, Iterator, Mapping

from sciplan.materials import File, Source
from sciplan.model import Plan
from sciplan.queries.meeting import Agenda, meeting
from sciplan.table import Answer, Column, Part, Records, Row, Table

_ATTENDEE = (
    Column(key="place", title="序号", number=True, weight=12),
    Column(key="unit", title="单位", weight=44),
    Column(key="role", title="身份", weight=14),
    # A line may end at a space, where 、 between numbers holds them together.
    Column(key="topics", title="议题", weight=52, text="  ".join),
)
_BLANKS = (
    Column(key="name", title="姓名", weight=26),
    Column(key="post", title="职务", weight=28),
    Column(key="phone", title="电话", weight=32),
    Column(key="signature", title="签到", weight=30),
)
_TOPIC = (
    Column(key="topic", title="编号", weight=16),
    Column(key="about", title="议题", weight=90),
)
_REPORTS = Column(key="reports", title="汇报单位", weight=40)


_PLACE = f"时间：{'　' * 12}地点："


def files(source: Source) -> Iterator[File]:
    """Yield the list for the door, with what the topics are."""
    plan = source.plan
    agenda = meeting([plan], source.topics or [(plan, entry) for entry in plan.entries])
    # Most units have a part in most sections, so a whole plan's measures would fill the page.
    sections = {} if source.topics else _sections(plan)
    parts = (_sheet(source, agenda, sections), _agenda(agenda, sections))
    rows = [row.cells[: len(_ATTENDEE)] for row in parts[0].tables[0].rows]
    answer = Answer(
        heading=source.heading,
        parts=parts,
        records=Records(columns=_ATTENDEE, rows=rows),
        title="会议签到表",
    )
    yield File("会议签到表.docx", answer, f"{len(rows)} 个单位")


def _sections(plan: Plan) -> dict[str, tuple[str, str]]:
    """Return a measure's id → its section's id and title, for measures under headings."""
    return {
        entry.measure.id: (entry.sections[-1].id, entry.sections[-1].title)
        for entry in plan.entries
        if entry.sections
    }


def _sheet(source: Source, agenda: Agenda, sections: Mapping[str, tuple[str, str]]) -> Part:
    convened = source.style.coordinator
    others = f"另有其他身份：{'、'.join(agenda.others)}" if agenda.others else ""
    rows = (
        (number, each.unit, each.role.word, _topics(each.measures, sections))
        for number, each in enumerate(agenda.attendees, 1)
    )
    blank = ("",) * len(_BLANKS)
    table = Table(
        columns=(*_ATTENDEE, *_BLANKS),
        rows=tuple(Row(cells=(*row, *blank)) for row in rows),
        by_hand=True,
    )
    return Part(
        title="会议签到表",
        lead=tuple(filter(None, [_PLACE, convened and f"召集单位：{convened}"])),
        tables=(table,),
        notes=tuple(filter(None, ["身份取所议任务中最高的一种。", others])),
        landscape=True,
    )


def _topics(measures: Iterable[str], sections: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Return the sections of measures, or their own ids where they stand under no heading."""
    return tuple(dict.fromkeys(sections.get(ident, (ident, ""))[0] for ident in measures))


def _agenda(agenda: Agenda, sections: Mapping[str, tuple[str, str]]) -> Part:
    if sections:
        items = (sections.get(ident, (ident, title)) for ident, _, title in agenda.items)
        table = Table(columns=_TOPIC, rows=tuple(Row(cells=item) for item in dict.fromkeys(items)))
        return Part(title="议题", tables=(table,), landscape=True)
    table = Table(
        columns=(*_TOPIC, _REPORTS),
        rows=tuple(Row(cells=(ident, title, unit)) for ident, unit, title in agenda.items),
    )
    notes = ("汇报单位取列首位的单位。",)
    return Part(title="议题", tables=(table,), notes=notes, landscape=True)
