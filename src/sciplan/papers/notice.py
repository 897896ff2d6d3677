"""会议通知: why, when, where, who, a slip to answer; and the sender's list of where it goes."""

from collections.abc import Iterator, Sequence

from sciplan.base.answer import Answer, Closing, Column, Opening, Part, Records, Row, Table
from sciplan.papers.forms import OPEN_ONLY
from sciplan.papers.meetings import (
    DAY,
    MOST,
    agenda_of,
    name_of,
    open_ended,
    reply_by,
    told,
)
from sciplan.papers.source import File, Source
from sciplan.plan.wording import collectives_beside, joined
from sciplan.queries.meeting import Agenda

_TOPIC = (
    Column(key="topic", title="编号", weight=16),
    Column(key="about", title="议题", weight=90),
    Column(key="reports", title="拟汇报单位（取列首位，供商定）", weight=40),
)
_SLIP = (
    Column(key="name", title="姓名", weight=13),
    Column(key="post", title="职务", weight=17),
    Column(key="phone", title="电话", weight=17),
    Column(key="remark", title="备注", weight=20),
)
_SLIP_ROWS = 3
_ADDRESSEES = (
    Column(key="place", title="序号", number=True, weight=11),
    Column(key="unit", title="单位", weight=42),
    Column(key="role", title="身份", weight=13),
    Column(key="name", title="联系人", weight=8),
    Column(key="post", title="职务", weight=10),
    Column(key="phone", title="电话", weight=14),
    Column(key="received", title="签收", weight=8),
)


def files(source: Source) -> Iterator[File]:
    """Yield the letter, and apart from it the list of addressees: telephones are not for all."""
    agenda = agenda_of(source)
    units = joined(f"{agenda.counted}个单位", collectives_beside(len(agenda.collective)))
    letter = Answer(
        heading=source.heading,
        parts=(*_letter(source, agenda), _slip(source)),
        records=Records.none(),
        title=_title(source),
    )
    yield File("会议通知.docx", letter, f"{len(agenda.items)}项议题")
    yield File("分送名单.docx", _addressees(source, agenda), units)


def _title(source: Source) -> str:
    name = source.style.meeting.title
    return f"关于召开{name}的通知" if name else "会议通知"


def _letter(source: Source, agenda: Agenda) -> Iterator[Part]:
    plan = source.plan.head.title
    yield Part(
        title=_title(source),
        lead=(
            Opening("各有关单位："),
            f"为推进《{plan}》有关任务，定于近期召开{name_of(source)}。现将有关事项通知如下：",
        ),
    )
    yield Part(title="会议时间、地点", lead=tuple(told(source))[1:])
    yield _topics(source, agenda)
    names = "、".join(each.unit for each in agenda.attendees)
    yield Part(title="参会单位", lead=(f"{names}。",), notes=tuple(open_ended(agenda)))
    signed = source.style.coordinator or source.plan.head.coordinator
    yield Part(
        title="有关事项",
        lead=(
            "请拟汇报单位准备汇报材料，其他单位准备交流意见。",
            f"请于{reply_by(source)}反馈参会回执。",
            OPEN_ONLY.replace("本表", "会议材料和回执"),
            "",
            *map(Closing, filter(None, [signed and f"{signed}　　", f"{DAY}　　"])),
        ),
    )


def _topics(source: Source, agenda: Agenda) -> Part:
    if len(agenda.items) > MOST:
        ids = {item.id for item in agenda.items}
        sections = dict.fromkeys(
            entry.sections[-1].title if entry.sections else entry.measure.title
            for entry in source.plan.entries
            if entry.measure.id in ids
        )
        lead = (f"共{len(ids)}项，见会议议程：{'；'.join(sections)}。",)
        return Part(title="会议议题", lead=lead)
    rows = tuple(Row(cells=(item.id, item.title, item.reports)) for item in agenda.items)
    return Part(title="会议议题", tables=(Table(columns=_TOPIC, rows=rows),))


def _slip(source: Source) -> Part:
    rows = (Row(cells=("",) * len(_SLIP)),) * _SLIP_ROWS
    return Part(
        title="参会回执",
        lead=(*told(source), f"单位（盖章）：{'　' * 12}"),
        tables=(Table(columns=_SLIP, rows=rows, by_hand=True),),
        notes=(f"请于{reply_by(source)}反馈。{OPEN_ONLY}",),
        own_pages=True,
    )


def _addressees(source: Source, agenda: Agenda) -> Answer:
    rows = tuple(
        Row(cells=(number, each.unit, each.role.word, *_reached(source, each.key.unit), ""))
        for number, each in enumerate(agenda.attendees, 1)
    )
    others = f"另有其他身份：{'、'.join(agenda.others)}。" if agenda.others else ""
    coordinators = "、".join(agenda.coordinators)
    beside = f"{coordinators}是综合协调单位，所议任务没有列它。" if coordinators else ""
    private = "本名单有姓名和电话，供送达用，不随通知分送。" if source.contacts else ""
    part = Part(
        title="分送名单",
        lead=tuple(told(source)),
        tables=(Table(columns=_ADDRESSEES, rows=rows, by_hand=True),),
        notes=(*filter(None, [private, others, beside]), *open_ended(agenda)),
    )
    return Answer(heading=source.heading, parts=(part,), records=Records.none())


def _reached(source: Source, unit: str) -> Sequence[str]:
    """Return names, posts and telephones of a unit's contacts, a line each."""
    found = source.contacts.get(unit, ())
    return [
        "\n".join(getattr(contact, key) for contact in found) for key in ("name", "post", "phone")
    ]
