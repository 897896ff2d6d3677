"""会议签到表: who must be in the room, with room to sign."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.papers.source import File, Source
from sciplan.plan.model import Plan
from sciplan.plan.style import PaperStyle
from sciplan.plan.wording import collectives_beside, heading, joined, qualified
from sciplan.queries.meeting import REPORTS, Agenda, meeting

_ATTENDEE = (
    Column(key="place", title="序号", number=True),
    Column(key="unit", title="单位"),
    Column(key="role", title="身份"),
    Column(key="topics", title="议题"),
)
_ALL_TOPICS = "全部议题"
_FEWEST_IN_RANGE = 3
_MOST = 8
"""Words of a cell; of more a unit has its sections there: the row is to be signed in."""
_BLANKS = (
    Column(key="name", title="姓名", weight=7),
    Column(key="post", title="职务", weight=8),
    Column(key="phone", title="电话", weight=12),
    Column(key="signature", title="签到", weight=8),
)
_TOPIC = (
    Column(key="topic", title="编号"),
    Column(key="about", title="议题"),
)
_REPORTS = replace(REPORTS, title="拟汇报单位（取列首位，供商定）")
_IN_SECTIONS = "议题较多的单位只列章节，详见其职责清单。"
_GAP, _WHEN = "　" * 2, "　" * 8
"""What parts two notes on a line, and where the time is to be written."""


def files(source: Source) -> Iterator[File]:
    """Yield the list for the door, with what the topics are.

    Where the whole plan is on the table it names no topics: nobody looks up at the door in which
    of eight sections his office has a part.
    """
    plan = source.plan
    topics = source.topics or [(plan, entry) for entry in plan.entries]
    agenda = meeting([plan], topics)
    beside = collectives_beside(len(agenda.collective), len(agenda.vacant))
    answer = sheet([plan], agenda, source.style, whole=not source.topics)
    yield File("会议签到表.docx", answer, joined(f"{agenda.counted}个单位", beside))


def sheet(
    plans: Sequence[Plan],
    agenda: Agenda,
    style: PaperStyle,
    *,
    whole: bool = False,
) -> Answer:
    """Return the list for the door, with what the topics are.

    Args:
        plans: The plans.
        agenda: The topics and who is concerned.
        style: How the first plan's papers look.
        whole: Whether the topics are all that the plan has.
    """
    order = [
        qualified(plans, plan.id, entry.measure.id) for plan in plans for entry in plan.entries
    ]
    rows = tuple(_rows(agenda, order, whole=whole))
    columns = _ATTENDEE[:-1] if whole else _ATTENDEE
    signed = _sheet(agenda, columns, rows, style)
    return Answer(
        heading=heading(plans),
        parts=(signed,) if whole else (signed, _agenda(agenda)),
        records=Records(columns=columns, rows=rows),
        title="会议签到表",
    )


def _rows(agenda: Agenda, order: Sequence[str], *, whole: bool) -> Iterator[tuple[object, ...]]:
    several = len(agenda.items) > 1
    for number, each in enumerate(agenda.attendees, 1):
        known = (number, each.unit, each.role.word)
        if whole:
            yield known
            continue
        every = several and len(each.measures) == len(agenda.items)
        yield *known, (_ALL_TOPICS,) if every else _topics(each.measures, order, _MOST)


def _sheet(
    agenda: Agenda,
    columns: Sequence[Column],
    rows: Sequence[tuple[object, ...]],
    style: PaperStyle,
) -> Part:
    others = f"另有其他身份：{'、'.join(agenda.others)}" if agenda.others else ""
    topics = len(columns) == len(_ATTENDEE)
    shortened = _IN_SECTIONS if topics and _names_sections(agenda, rows) else ""
    blank = ("",) * len(_BLANKS)
    table = Table(
        columns=(*columns, *_BLANKS),
        rows=tuple(Row(cells=(*row, *blank)) for row in rows),
        by_hand=True,
    )
    return Part(
        title="会议签到表",
        lead=tuple(_told(style)),
        tables=(table,),
        notes=(
            *filter(None, ["身份取所议任务中最高的一种。", shortened, others]),
            *agenda.open_ended,
        ),
    )


def _told(style: PaperStyle) -> Iterator[str]:
    """Yield which meeting it is, as far as that is set, and who calls it."""
    settings = style.meeting
    yield f"会议名称：{settings.title}"
    when = f"{settings.time}{_GAP}" if settings.time else _WHEN
    yield f"时间：{when}地点：{settings.place}"
    if style.coordinator:
        yield f"召集单位：{style.coordinator}"


def _names_sections(agenda: Agenda, rows: Iterable[tuple[Any, ...]]) -> bool:
    """Whether any unit's topics are given by their sections."""
    ids = {_ALL_TOPICS, *(item.id for item in agenda.items)}
    shown = (word for row in rows for word in row[-1])
    return any(word.partition("至")[0] not in ids for word in shown)


def _topics(measures: Sequence[str], order: Sequence[str], most: int) -> tuple[str, ...]:
    """Return a unit's topics: ids, or their sections where there are more words than `most`."""
    found = _ranges(measures, order)
    if len(found) <= most:
        return found
    return _ranges(_sections_of(measures), _sections_of(order))


def _sections_of(measures: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_above(ident) or ident for ident in measures))


def _ranges(measures: Sequence[str], order: Sequence[str]) -> tuple[str, ...]:
    """Return ids in few words: three or more that follow one another as 2.1.1至2.1.5.

    Args:
        measures: The ids, in the plan's order.
        order: All ids of the plan; a range never spans one that is not meant.
    """
    runs: list[list[str]] = []
    following = dict(pairwise(order))
    for ident in measures:
        # Few know whether 2.1.5 or 2.1.6 is a section's last, so a range ends there.
        if runs and following.get(runs[-1][-1]) == ident and _above(runs[-1][-1]) == _above(ident):
            runs[-1].append(ident)
        else:
            runs.append([ident])
    return tuple(
        word
        for run in runs
        for word in ([f"{run[0]}至{run[-1]}"] if len(run) >= _FEWEST_IN_RANGE else run)
    )


def _above(ident: str) -> str:
    return ident.rpartition(".")[0]


def _agenda(agenda: Agenda) -> Part:
    table = Table(
        columns=(*_TOPIC, _REPORTS),
        rows=tuple(Row(cells=(item.id, item.title, item.reports)) for item in agenda.items),
    )
    return Part(title="议题", tables=(table,))
