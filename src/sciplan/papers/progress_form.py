"""进展填报表: what a unit has done of its tasks in a period; a form a unit, to be sent back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sciplan.base.answer import Column
from sciplan.base.marks import one_width, tight
from sciplan.papers.forms import Form, FormKind, form_answer
from sciplan.papers.names import unit_file
from sciplan.papers.source import File, Source
from sciplan.plan.model import Measure, Plan, Target
from sciplan.plan.periods import ReportingPeriod
from sciplan.plan.reporting import Asked, asked, due_day
from sciplan.plan.returns import EXTENDED, SENT_BACK, Item, Words
from sciplan.plan.wording import day_text, target_text, unit_labels
from sciplan.planfile.returns import Filed

DRAFT = "样稿：要求报送的通知没有写明，定了再发。"
_KEY = re.compile(r"([0-9]+(?:\.[0-9]+)*)(?:\(([1-9][0-9]?)\))?")
FORM = FormKind(
    kind="progress_form",
    title="进展填报表",
    columns=(
        Column(key="measure", title="序号", weight=16, given=True),
        Column(key="title", title="任务内容", weight=46, given=True),
        Column(key="role", title="身份", weight=10, given=True),
        Column(key="targets", title="目标要求", weight=34, given=True),
        Column(key="deadline", title="完成时限", weight=20, given=True),
        Column(key="before", title="上期进展", weight=23, given=True),
        Column(key="progress", title="本期进展", weight=30),
        Column(key="this_period", title="本期完成数", weight=8),
        Column(key="done", title="累计完成数", weight=8),
        Column(key="measured_in", title="计量单位", weight=12, given=True),
        Column(key="state", title="完成情况", weight=9),
        Column(key="trouble", title="存在问题", weight=18),
        Column(key="next", title="下一步打算", weight=18),
        Column(key="needs", title="需协调事项", weight=30),
        Column(key="remark", title="备注", weight=22),
    ),
    fields=(
        Column(key="due", title="报送时限"),
        Column(key="checked_by", title="审核人"),
        Column(key="reported_by", title="填报人"),
    ),
    unit=Column(key="unit", title="填报单位（盖章）"),
    periodic=True,
    guide=(
        "一项任务一行；有几个指标的一个指标一行，文字写在该项的第一行。",
        "“本期完成数”“累计完成数”一格写一个数，按“计量单位”写；没有指标的任务不填。",
        "“完成情况”从列表里选。“上期进展”是上次报来的，只供对照，本期的写在“本期进展”。",
        "本期没有进展的任务也请选“完成情况”；各行都空着的，按没有填报计。",
    ),
)
WORDS = ("progress", "trouble", "next", "needs", "remark")
"""Columns of words; each a field of `Item`."""


class Line(NamedTuple):
    """A row of the form before it is filled in.

    Args:
        key: What stands in its first cell.
        asked: The measure.
        target: The target that its numbers are about, if the measure has any.
    """

    key: str
    asked: Asked
    target: Target | None

    @property
    def first(self) -> bool:
        """Whether it is its measure's first."""
        return self.key == self.asked.entry.measure.id

    @property
    def printed(self) -> dict[str, str]:
        """What is printed in it: column's key → text, but for what was reported before."""
        measure, target = self.asked.entry.measure, self.target
        words = measure.text or measure.summary if self.first else ""
        return {
            "measure": self.key,
            "title": words or measure.title,
            "role": self.asked.role.word,
            "targets": target_text(target) if target else "",
            "deadline": _deadline(measure.deadline, target),
            "measured_in": target.unit if target else "",
        }


def lines_of(measures: Sequence[Asked]) -> Iterator[Line]:
    """Yield the rows about some measures: one a target where a measure has several."""
    for one in measures:
        ident = one.entry.measure.id
        for number, target in enumerate(one.entry.measure.targets or (None,), 1):
            yield Line(ident if number == 1 else f"{ident}（{number}）", one, target)


def key_in(text: str) -> str:
    """Return a row's key as the form prints it, however its brackets were typed."""
    found = _KEY.fullmatch(tight(one_width(text)))
    if found is None:
        return tight(text)
    return found[1] + (f"（{found[2]}）" if found[2] else "")


def state_words(plan: Plan) -> dict[str, str]:
    """Return state → the office's word for it."""
    block = plan.progress.states if plan.progress else None
    return (block or Words()).by_state


def files(source: Source) -> Iterator[File]:
    """Yield a form for each unit that is asked, by precedence; none without a period."""
    if source.period is None:
        return
    measures = asked(source.plan)
    words = state_words(source.plan)
    kind = _kind(words)
    for place, key in source.numbered:
        if key.unit not in measures:
            continue
        lines = list(lines_of(measures[key.unit]))
        form = Form(
            unit=key.unit,
            rows=list(_rows(source, key.unit, lines, words)),
            fields=_known(source.plan, source.period),
            period=source.period.text,
            notes=(_asked_by(source.plan),),
        )
        folder = f"{FORM.title}（{source.period.words}）"
        name = f"{folder}/{unit_file(place, key.unit, '.xlsx')}"
        yield File(name, form_answer(source, kind, form), f"{len(measures[key.unit])} 项")


def lacking(source: Source) -> Iterator[str]:
    """Yield which of the units asked for has no form, and why."""
    measures = asked(source.plan)
    progress = source.plan.progress
    held = "" if progress and progress.also_cooperating else source.leading
    labels = unit_labels(source.every)
    for key in source.units:
        if key.unit not in measures:
            yield f"{labels[key]}没有{held}任务"


def _kind(words: Mapping[str, str]) -> FormKind:
    """Return the form with the office's own words to choose from."""
    offered = tuple(dict.fromkeys(words.values()))
    columns = tuple(
        replace(column, choices=offered) if column.key == "state" else column
        for column in FORM.columns
    )
    return replace(FORM, columns=columns)


def _known(plan: Plan, period: ReportingPeriod) -> dict[str, str]:
    due = due_day(plan.progress, period)
    return {"due": f"{day_text(due)}前"} if due else {}


def _asked_by(plan: Plan) -> str:
    basis = plan.progress.basis if plan.progress else ""
    return f"依据：{basis}" if basis else DRAFT


def _deadline(words: str, target: Target | None) -> str:
    if words or target is None or target.by is None:
        return words
    return f"{target.by}年" if isinstance(target.by, int) else day_text(target.by)


def _rows(
    source: Source, unit: str, lines: Sequence[Line], words: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    for line in lines:
        before = _last(source, unit, line.asked.entry.measure)
        said = line.printed | {"before": _before(line, before, words) if before else ""}
        said |= _ruled(source, unit, said, line, before)
        yield tuple(said.get(column.key, "") for column in FORM.columns)


def _last(source: Source, unit: str, measure: Measure) -> Filed | None:
    """Return the last return about a measure: the unit's own, else of the body that had the duty.

    Where neither says anything of it, the unit's own.
    """
    own = source.before.get(unit)
    if own and measure.id in own.value.items:
        return own
    for duty in source.plan.duties(measure):
        if duty.unit == unit and duty.origin:
            was = source.before.get(duty.origin.moved_from or "")
            if was and measure.id in was.value.items:
                return was
    return own


def _ruled(
    source: Source, unit: str, said: Mapping[str, str], line: Line, before: Filed | None
) -> dict[str, str]:
    """Return what the office's rulings change of what is printed in a row.

    A new deadline is all rows'; what was sent back is told once, in the measure's first.
    """
    changed: dict[str, str] = {}
    ident = line.asked.entry.measure.id
    if source.returned is None or source.period is None:
        return changed
    _, until = source.returned.ruled(ident, unit, source.period)
    if until:
        changed["deadline"] = f"{day_text(until)}（{EXTENDED}）"
    ruling = None
    if before and line.first:
        ruling, _ = source.returned.ruled(ident, before.value.unit, before.period)
    if ruling and ruling.verdict == SENT_BACK:
        why = f"：{ruling.why}" if ruling.why else ""
        changed["before"] = f"〔{SENT_BACK}{why}〕\n{said['before']}".rstrip()
    return changed


def _before(line: Line, before: Filed, words: Mapping[str, str]) -> str:
    """Return what the unit said last of a row: the period, its state and number, then its words."""
    item = before.value.items.get(line.asked.entry.measure.id)
    if item is None:
        return ""
    state = words.get(item.state, item.state) if line.first else ""
    facts = "，".join(filter(None, (state, _so_far(line, item))))
    said = item.progress if line.first else ""
    head = f"{before.period.words}：{facts}" if facts or said else ""
    return "\n".join(filter(None, (head, said)))


def _so_far(line: Line, item: Item) -> str:
    done: Mapping[str, int | float] = item.done or {}
    if line.target is None:
        return ""
    alone = len(line.asked.entry.measure.targets) == 1
    number = done.get(line.target.what, done.get("") if alone else None)
    return "" if number is None else f"累计{number}{line.target.unit}"
