"""What papers of a meeting share: its topics, who is concerned, and what is told of it."""

from collections.abc import Iterator, Sequence

from sciplan.papers.source import Source
from sciplan.plan.model import Entry, Plan
from sciplan.queries.meeting import Agenda, meeting

MOST = 12
"""Topics that papers of a meeting list one by one; of more they say how many."""
_BLANK = "　" * 8
DAY = "　　　年　　月　　日"


def topics_of(source: Source) -> Sequence[tuple[Plan, Entry]]:
    """Return the measures on the table; all where none were chosen."""
    return source.topics or [(source.plan, entry) for entry in source.plan.entries]


def agenda_of(source: Source) -> Agenda:
    """Return the topics and who is concerned."""
    return meeting([source.plan], topics_of(source))


def open_ended(agenda: Agenda) -> Iterator[str]:
    """Yield whom the topics may concern beside those who are named; without ids where many do."""
    if len(agenda.items) <= MOST:
        yield from agenda.open_ended
        return
    names = dict.fromkeys(name for item in agenda.items for name in item.collective)
    if names:
        yield f"{'、'.join(names)}包括哪些单位以原文为准。"
    if any(item.record.and_others for item in agenda.items):
        yield "有的任务单位名单以“等”结尾，可能还有没列出的单位。"


def name_of(source: Source) -> str:
    """Return what the meeting is called; a blank where that is not set."""
    return source.style.meeting.title or f"{_BLANK}会议"


def reply_by(source: Source) -> str:
    """Return until when units answer; a blank where that is not set."""
    return source.style.meeting.reply_by or "　　月　　日前"


def told(source: Source) -> Iterator[str]:
    """Yield which meeting a paper is for: 会议, 时间, 地点."""
    settings = source.style.meeting
    yield f"会议：{settings.title}"
    yield f"时间：{settings.time or f'{DAY}（星期　）　　时'}"
    yield f"地点：{settings.place}"
