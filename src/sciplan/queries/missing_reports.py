"""Who has not reported for a period, with texts to paste."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sciplan.base.answer import Answer, Part, Records
from sciplan.plan.wording import heading
from sciplan.queries.progress import COLUMNS, Looked, record
from sciplan.queries.reminders import counts, reminder, supplement


def answer(looked: Sequence[Looked], today: date) -> Answer:
    """Return who has not reported, with texts to paste, and the counts for whoever leads."""
    rows = [row for one in looked for row in one.rows if row.item is None]
    return Answer(
        heading=heading([one.plan for one in looked]),
        parts=[_part(one, today, several=len(looked) > 1) for one in looked],
        records=Records(columns=COLUMNS, rows=[record(row, None) for row in rows]),
        title="未报单位",
    )


def _part(one: Looked, today: date, *, several: bool) -> Part:
    title = f"{one.plan.head.title} 未报单位" if several else "未报单位"
    if one.period is None:
        unknown = "方案没有写明多久报一次（progress.period），请用 --period 写明哪一期。"
        return Part(title=title, lead=(unknown,))
    turnout = one.returned.turnout(one.period)
    shown = {row.unit for row in one.rows}
    texts = [
        reminder(one.plan, unit, one.period, today) for unit in turnout.missing if unit in shown
    ]
    texts += [
        supplement(unit, ids, one.period) for unit, ids in turnout.partly.items() if unit in shown
    ]
    lead = (counts(turnout, one.period), *_partly(turnout.partly))
    return Part(title=title, lead=lead, notes=tuple(texts))


def _partly(partly: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if partly:
        yield f"报了而缺项的 {len(partly)} 家：{'、'.join(partly)}。"
