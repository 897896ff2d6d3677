"""What papers of a meeting share: its topics, who is concerned, and what is told of it."""

from collections.abc import Iterator, Sequence

from sciplan.papers.source import Source
from sciplan.plan.model import Entry, Plan
from sciplan.queries.meeting import Agenda, meeting

_BLANK = "　" * 8
DAY = "　　　年　　月　　日"


def topics_of(source: Source) -> Sequence[tuple[Plan, Entry]]:
    """Return the measures on the table; all where none were chosen."""
    return source.topics or [(source.plan, entry) for entry in source.plan.entries]


def agenda_of(source: Source) -> Agenda:
    """Return the topics and who is concerned."""
    return meeting([source.plan], topics_of(source))


def name_of(source: Source) -> str:
    """Return what the meeting is called; a blank where that is not set."""
    return source.style.meeting.title or f"{_BLANK}会议"


def time_of(source: Source) -> str:
    """Return when it is; a blank where that is not set."""
    return source.style.meeting.time or f"{DAY}（星期　）　　时"


def place_of(source: Source) -> str:
    """Return where it is; a blank where that is not set."""
    return source.style.meeting.place or _BLANK


def reply_by(source: Source) -> str:
    """Return until when units answer; a blank where that is not set."""
    return source.style.meeting.reply_by or "　　月　　日前"


def told(source: Source) -> Iterator[str]:
    """Yield which meeting a paper is for: 会议, 时间, 地点."""
    yield f"会议：{source.style.meeting.title}"
    yield f"时间：{time_of(source)}"
    yield f"地点：{source.style.meeting.place}"
