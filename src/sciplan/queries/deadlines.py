"""Measures and targets by the day they are due; deadlines in words apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table, without_empty
from sciplan.plan.model import Duty, Measure, Plan, Target
from sciplan.plan.resolve import EntryTest
from sciplan.plan.role import Role
from sciplan.plan.wording import day_text, heading, qualified, target_text
from sciplan.queries.records import LEAD, MEASURE, PLAN, RESPONSIBLE, with_role

COLUMNS = (
    PLAN,
    MEASURE,
    Column(key="title", title="举措"),
    Column(key="what", title="指标"),
    Column(key="date", title="日期", day=True, holds=str | None),
    Column(key="words", title="期限原话"),
    LEAD,
)
_SHOWN = (
    Column(key="date", title="日期"),
    MEASURE,
    LEAD,
    RESPONSIBLE,
    Column(key="words", title="期限原话"),
    Column(key="title", title="事项"),
)
_Day = date
"""The type, where a record's key has its name."""
SOON = 30
"""Days that are near, unless others are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow:
    """When a measure, or one of its targets, is due.

    Args:
        plan: The plan's id.
        measure: The measure's id, empty for a target of the whole plan.
        title: The measure's title, empty for a target of the whole plan.
        what: What the target counts, empty for the measure itself.
        date: The last day, as 2026-06-30; a target's year ends with it. None where there are only
            words.
        day: The same as a value.
        words: The plan's words; empty of a target.
        shown: The date for people: a day, or the year of a target that has only that.
        lead: Units that lead the measure.
        responsible: Units of a clause that doesn't tell lead from cooperating.
        item: What is due, for people.
        label: The measure's id as it is typed.
    """

    plan: str
    measure: str
    title: str
    what: str
    date: str | None
    day: _Day | None
    words: str
    shown: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    item: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which days are asked about; all, and words too, unless something is said.

    Args:
        first: The first day, if any.
        last: The last day, if any.
    """

    first: date | None = None
    last: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day is in it; None, words without a day, only where all are."""
        if self.first is None and self.last is None:
            return True
        return day is not None and (self.first or day) <= day <= (self.last or day)


def span(today: date, *, year: int | None, days: int | None, overdue: bool) -> Span:
    """Return the days that are asked about.

    Args:
        today: Today.
        year: A year, if one is asked for.
        days: The next so many days, today among them, if asked for.
        overdue: Days that are gone.
    """
    if overdue:
        return Span(last=today - timedelta(days=1))
    if days is not None:
        return Span(first=today, last=today + timedelta(days=days))
    return Span(first=date(year, 1, 1), last=date(year, 12, 31)) if year else Span()


def deadlines(plans: Sequence[Plan], wanted: EntryTest | None = None) -> tuple[DeadlineRow, ...]:
    """Return what is due: by day, in document order within one, and words without a day last.

    Args:
        plans: The plans.
        wanted: Only measures that pass this, and no plan's own targets; else all.
    """
    rows = (row for plan in plans for row in _rows(plans, plan, wanted))
    return tuple(sorted(rows, key=lambda row: row.day or date.max))


def _rows(plans: Sequence[Plan], plan: Plan, wanted: EntryTest | None) -> Iterator[DeadlineRow]:
    if wanted is None:
        label = qualified(plans, plan.id, "全方案")
        whole = _row(plan, Measure(id="", title=""), label, ())
        yield from (_of_target(whole, target) for target in plan.targets if target.by)
    for entry in plan.entries:
        measure = entry.measure
        if wanted is None or wanted(plan, entry):
            label = qualified(plans, plan.id, measure.id)
            row = _row(plan, measure, label, plan.duties(measure))
            if measure.deadline or measure.deadline_date:
                yield row
            yield from (_of_target(row, target) for target in measure.targets if target.by)


def _row(plan: Plan, measure: Measure, label: str, duties: Sequence[Duty]) -> DeadlineRow:
    day = measure.deadline_date
    return DeadlineRow(
        plan=plan.id,
        measure=measure.id,
        title=measure.title,
        what="",
        date=day.isoformat() if day else None,
        day=day,
        words=measure.deadline,
        shown=day_text(day) if day else "",
        lead=with_role(duties, Role.LEAD),
        responsible=with_role(duties, Role.RESPONSIBLE),
        item=measure.title,
        label=label,
    )


def _of_target(row: DeadlineRow, target: Target) -> DeadlineRow:
    """Return when a target of a measure is due."""
    day = target.due
    whole_year = f"{target.by}年" if isinstance(target.by, int) else ""
    return replace(
        row,
        what=target.what,
        date=day.isoformat() if day else None,
        day=day,
        words="",
        shown=whole_year or (day_text(day) if day else ""),
        item=target_text(target),
    )


def answer(
    plans: Sequence[Plan],
    every: Sequence[DeadlineRow],
    today: date,
    within: Span | None = None,
    soon: int = SOON,
) -> Answer:
    """Return what is due as tables: gone by, near, later, and in words.

    Args:
        plans: The plans.
        every: What is due, by day.
        today: Today.
        within: Only days in this are shown; how many deadlines have no day is said then.
        soon: How many days from today are near.
    """
    rows = [row for row in every if within is None or within.holds(row.day)]
    parts = tuple(_parts(rows, today, today + timedelta(days=soon), soon))
    words = sum(row.day is None for row in every) - sum(row.day is None for row in rows)
    none = Part(
        title="时限", lead=("没有到期的举措和指标" if every else "没有写明期限的举措和指标",)
    )
    return Answer(
        heading=heading(plans),
        parts=parts or (none,),
        records=Records.of(COLUMNS, rows),
        title="时限",
        notes=(
            f"以{day_text(today)}为准；只写年份的指标按当年12月31日排。",
            "期限已过不等于没有完成。",
            *([f"另有 {words} 项只写了文字、没有日期，未列。"] if words else []),
        ),
    )


def _parts(rows: Sequence[DeadlineRow], today: date, near: date, soon: int) -> Iterator[Part]:
    groups: dict[str, list[DeadlineRow]] = {}
    for row in rows:
        groups.setdefault(_group(row.day, today, near, soon), []).append(row)
    for title, items in groups.items():
        yield Part(title=f"{title}：{len(items)} 项", tables=(_table(items),), short=title)


def _group(day: date | None, today: date, near: date, soon: int) -> str:
    if day is None:
        return "只有文字、没有日期"
    if day < today:
        return "期限已过"
    if day <= near:
        return f"{soon} 天以内"
    return "今年以内" if day.year == today.year else "以后"


def _table(rows: Sequence[DeadlineRow]) -> Table:
    return without_empty(
        Table(
            columns=_SHOWN,
            rows=tuple(
                Row(
                    cells=(
                        row.shown,
                        row.label,
                        row.lead or (() if row.responsible else ("未写明",)),
                        row.responsible,
                        row.words,
                        row.item,
                    )
                )
                for row in rows
            ),
        )
    )
