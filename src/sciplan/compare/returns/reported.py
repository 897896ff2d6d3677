"""进展填报表 → a unit's return: what was filled in, held against the plan and what went out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sciplan.base.marks import one_width, tight
from sciplan.base.problem import Location, Problem, Severity, told
from sciplan.compare.returns.form import ReturnedForm
from sciplan.compare.returns.formrows import FormRow
from sciplan.compare.returns.numbers import filled
from sciplan.compare.values import Unread, plain
from sciplan.papers.progress_form import FORM, WORDS, Line, key_in, lines_of, state_words
from sciplan.plan.model import Plan, Target
from sciplan.plan.reporting import Asked
from sciplan.plan.returns import Item, Return

_TO_FILL = tuple(column.key for column in FORM.columns if not column.given)
_NUMBERS = ("this_period", "done")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_WHOLE = ("人", "人次", "名", "户", "家", "所", "个", "支", "场", "场次", "次", "期", "项", "件")
"""What is counted one by one: half of it is none."""
_PRINTED = ("title", "targets", "measured_in")
"""Printed columns that say what a row's numbers are about."""


class Reported(NamedTuple):
    """What a form says of a unit.

    Args:
        value: The return; None where something can't be taken: it is whole or not at all.
        problems: What can't be taken, and what was not.
        silent: Measure's id → its rows in which nothing was typed, or that were cut out: what was
            reported of them before stays.
    """

    value: Return | None
    problems: tuple[Problem, ...]
    silent: Mapping[str, tuple[Line, ...]]


def reported(form: ReturnedForm, plan: Plan, held: Sequence[Asked], blank: Return) -> Reported:
    """Return what a form that is filled in says of a unit.

    Args:
        form: The form.
        plan: The plan.
        held: The measures in which the unit has a duty, asked about or not: what is asked may have
            changed since the form went out.
        blank: The return without its items.
    """
    reader = _Reader(form, plan, held)
    items = reader.items()
    problems = [each for each in form.problems if (each.code, each.location) not in reader.retold]
    problems += reader.problems
    if not items:
        said = f"填了的各行没有一行是{blank.unit}的任务，没有取"
        problems.append(told("row-left", Severity.ERROR, Location(form.grid.path), said))
    grave = any(problem.severity is Severity.ERROR for problem in problems)
    value = None if grave else replace(blank, items=items)
    return Reported(value, tuple(problems), reader.silent(items))


def beside(value: Return, earlier: Return, silent: Mapping[str, Sequence[Line]]) -> Return:
    """Return a return with what an earlier one says where the new form is silent.

    Args:
        value: The new one.
        earlier: What is filed of the unit and period.
        silent: The rows that say nothing now, by measure.
    """
    together = dict(value.items)
    for ident, lines in silent.items():
        was = earlier.items.get(ident)
        if was:
            now = together.get(ident)
            together[ident] = _item_beside(now, was, lines) if now else was
    return replace(
        value,
        reported_by=value.reported_by or earlier.reported_by,
        checked_by=value.checked_by or earlier.checked_by,
        items={ident: together[ident] for ident in sorted(together, key=_place)},
    )


def _item_beside(now: Item, was: Item, silent: Sequence[Line]) -> Item:
    """Return what some rows of a measure say now, with what its silent ones said before."""
    kept: dict[str, Any] = {}
    if any(line.first for line in silent):
        kept = {name: getattr(now, name) or getattr(was, name) for name in ("state", *WORDS)}
    targets = {line.target.what for line in silent if line.target}
    for name in _NUMBERS:
        before: Mapping[str, int | float] = getattr(was, name) or {}
        old = {what: number for what, number in before.items() if what in targets}
        kept[name] = {**old, **(getattr(now, name) or {})} or None
    return replace(now, **kept)


def _place(ident: str) -> list[int]:
    return [int(number) for number in ident.split(".")]


def falls(value: Return, earlier: Return, form: ReturnedForm) -> Iterator[Problem]:
    """Yield the numbers so far that are lower than those of an earlier period."""
    rows: dict[str, FormRow] = {}
    for row in form.rows:
        rows.setdefault(key_in(row.key), row)
    for ident, item in value.items.items():
        before = earlier.items.get(ident)
        for what, number in (item.done or {}).items():
            was = (before.done or {}).get(what) if before else None
            if was is not None and number < was and ident in rows:
                message = f"“{what}”累计 {number}，{earlier.period} 报的是 {was}，少了"
                place = form.location(rows[ident], "done")
                hint = "请与填报单位核对"
                yield told("falling-number", Severity.WARNING, place, message, hint)


def _may_be_share(typed: str, amount: float, target: Target) -> bool:
    """Whether a number may be a share of one where per cent are asked for: 0.65 for 65%."""
    if one_width(target.unit) != "%" or "%" in one_width(typed):
        return False
    wanted = target.amount
    return 0 < amount <= 1 and not isinstance(wanted, str) and wanted > 1


def _printed(texts: Mapping[str, str]) -> str:
    """Return what is printed in a row and tells which it is, as one text without blanks."""
    return tight("\n".join(plain(texts[column]) for column in (*_PRINTED, "role")))


class _Reader:
    """Reads the rows of one form.

    Args:
        form: The form.
        plan: The plan.
        held: The unit's measures.
    """

    def __init__(self, form: ReturnedForm, plan: Plan, held: Sequence[Asked]) -> None:
        self.form = form
        self.problems: list[Problem] = []
        self.states = {said: state for state, word in state_words(plan).items()
                       for said in (state, tight(one_width(word)))}  # fmt: skip
        self.offered = "、".join(dict.fromkeys(state_words(plan).values()))
        self.measures = {one.entry.measure.id: one for one in held}
        self.lines = {line.key: line for line in lines_of(held)}
        self.keys: dict[str, list[str]] = {}
        for key, line in self.lines.items():
            self.keys.setdefault(line.asked.entry.measure.id, []).append(key)
        self.rows: dict[str, FormRow] = {}
        # What the form's own reader told of a row, and is told here with what becomes of it.
        self.retold: set[tuple[str, Location]] = set()
        self.by_print: dict[str, list[str]] = {}
        for key, line in self.lines.items() if form.sent is None else ():
            self.by_print.setdefault(_printed(line.printed), []).append(key)

    def items(self) -> dict[str, Item]:
        """Return measure's id → what is said of it, in the plan's order."""
        for row in self.form.rows:
            if any(row.texts[column] for column in _TO_FILL):
                key = self._key(row)
                if self._is_ours(row, key):
                    self.rows[key] = row
        found = ((ident, self._item(one)) for ident, one in self.measures.items())
        return {ident: item for ident, item in found if item}

    def silent(self, items: Mapping[str, Item]) -> dict[str, tuple[Line, ...]]:
        """Return measure's id → its rows that say nothing; all of one of which nothing is said."""
        found: dict[str, tuple[Line, ...]] = {}
        for ident, keys in self.keys.items():
            said = {self._what(key) for key in keys if key in self.rows}
            lines = [
                self.lines[key]
                for key in keys
                if ident not in items or (key not in self.rows and self._what(key) not in said)
            ]
            if lines:
                found[ident] = tuple(lines)
        return found

    def _what(self, key: str) -> str:
        target = self.lines[key].target
        return target.what if target else ""

    # Which row it is -------------------------------------------------------------------------

    def _key(self, row: FormRow) -> str:
        """Return a row's key; in a CSV file 2.1.5 may have become a day, or gone with a merger."""
        key = key_in(row.key)
        if key in self.lines or self.form.sent is not None:
            return key
        found = self.by_print.get(_printed(row.texts), ())
        if len(found) != 1:
            return key
        message = f"“序号”写作“{row.key}”，按同一行印着的内容认作“{found[0]}”"
        self._report(row, "measure", message, code="form-altered", grave=False)
        return found[0]

    def _is_ours(self, row: FormRow, key: str) -> bool:
        """Whether a row that says something is one that can be taken; tells where it is not."""
        if not key:
            return self._left(row, "这一行没有序号，没有取；是发出的任务，请补上序号")
        if key not in self.lines:
            measure = key.partition("（")[0]
            why = f"本单位没有“{measure}”这项任务" if measure else f"“{row.key}”不是序号"
            return self._left(row, f"{why}，这一行没有取")
        if key in self.rows:
            self._report(row, "measure", f"“{key}”有两行都填了，请并成一行", code="row-twice")
            return False
        self._compare(row, self.lines[key])
        return True

    def _left(self, row: FormRow, why: str) -> bool:
        if self.form.sent is not None and row.key and row.key not in self.form.sent:
            self.retold.add(("form-altered", self.form.location(row, "measure")))
            why = f"写作“{row.key}”，发出的表里没有，这一行没有取；要报的写在原有的行里"
        self._report(row, "measure", why, code="row-left", grave=False)
        return False

    def _compare(self, row: FormRow, line: Line) -> None:
        """Tell where the plan has changed since the form went out, or a form without its copy."""
        sent = (self.form.sent or {}).get(row.key)
        numbers = any(row.texts[column] for column in _NUMBERS)
        for column in _PRINTED:
            now, was = plain(line.printed[column]), plain((sent or row.texts)[column])
            if tight(now) == tight(was):
                continue
            title = self.form.grid.titles[column]
            if sent is None:
                message = f"“{title}”写作“{was}”，方案里是“{now}”，改了不算"
                self._report(row, column, message, code="form-altered", grave=False)
            else:
                grave = numbers and column != "title"
                message = f"“{title}”发出时是“{was}”，方案里现在是“{now}”"
                more = "；不知数是按哪个报的，请核对后重填" if grave else ""
                self._report(row, column, f"{message}{more}", code="plan-changed", grave=grave)

    # What it says ----------------------------------------------------------------------------

    def _item(self, one: Asked) -> Item | None:
        keys = self.keys[one.entry.measure.id]
        rows = [(self.lines[key], self.rows[key]) for key in keys if key in self.rows]
        if not rows:
            return None
        self._tell_mobiles(rows)
        words: dict[str, Any] = {
            column: "\n".join(dict.fromkeys(filter(None, (row.texts[column] for _, row in rows))))
            for column in WORDS
        }
        this_period, done = (self._amounts(rows, column) or None for column in _NUMBERS)
        self._hold_together(rows, this_period or {}, done or {})
        state = self._state([row for _, row in rows])
        item = Item(state=state, done=done, this_period=this_period, **words)
        return item if item != Item() else None

    def _tell_mobiles(self, rows: Iterable[tuple[Line, FormRow]]) -> None:
        for row, column in ((row, column) for _, row in rows for column in WORDS):
            if _MOBILE.search(row.texts[column]):
                message = f"“{self.form.grid.titles[column]}”里有手机号码，会存进方案文件夹"
                more = "；不必报的，请在表里删去再汇总"
                self._report(row, column, message + more, code="telephone-kept", grave=False)

    def _state(self, rows: Sequence[FormRow]) -> str:
        found: dict[str, FormRow] = {}
        for row in rows:
            said = tight(one_width(row.texts["state"])).rstrip("。.;")
            if not said:
                continue
            if said not in self.states:
                message = f"“完成情况”写作“{row.texts['state'][:40]}”；请从列表里选：{self.offered}"
                self._report(row, "state", message, code="unread-cell")
                continue
            found.setdefault(self.states[said], row)
        if len(found) > 1:
            said = "、".join(found)
            message = f"同一项任务的“完成情况”各行不一致：{said}；请只填一个"
            self._report(list(found.values())[1], "state", message, code="unread-cell")
        return next(iter(found), "")

    def _amounts(self, rows: Sequence[tuple[Line, FormRow]], column: str) -> dict[str, int | float]:
        found: dict[str, int | float] = {}
        for line, row in rows:
            said = filled(row.texts[column], line.target.unit if line.target else "")
            title = self.form.grid.titles[column]
            if isinstance(said, Unread):
                self._report(row, column, f"“{title}”{said.message}", code="unread-cell")
            elif said.amount is not None and column in row.line.shared:
                message = f"“{title}”是合并的单元格，看不出 {said.amount} 是哪一格的数"
                self._report(row, column, f"{message}；请取消合并，分别填写", code="unread-cell")
            elif said.amount is not None and line.target is None:
                message = f"“{title}”填了 {said.amount}，这项任务没有指标，数没有取"
                message += "；是进展里的数，请写在“本期进展”"
                self._report(row, column, message, code="number-left", grave=False)
            elif said.amount is not None and line.target is not None:
                if said.about:
                    message = f"“{title}”写作“{row.texts[column][:40]}”，按 {said.amount} 计"
                    self._report(row, column, message, code="about", grave=False)
                if line.target.unit in _WHOLE and said.amount != int(said.amount):
                    message = f"“{title}”填的是 {said.amount}，“{line.target.unit}”没有小数，"
                    message += f"是不是以万计？现按 {said.amount} 计，请核对"
                    self._report(row, column, message, code="number-odd", grave=False)
                if _may_be_share(row.texts[column], said.amount, line.target):
                    share = f"{round(said.amount * 100, 9):g}%"
                    message = f"“{title}”填的是 {said.amount}，是 {share} 还是 {said.amount}%？"
                    message += f"现按 {said.amount}% 计，请核对"
                    self._report(row, column, message, code="number-odd", grave=False)
                if found.setdefault(line.target.what, said.amount) != said.amount:
                    message = f"“{line.target.what}”两行的数不一样，请核对"
                    self._report(row, column, message, code="unread-cell")
        return found

    def _hold_together(
        self,
        rows: Sequence[tuple[Line, FormRow]],
        this_period: Mapping[str, int | float],
        done: Mapping[str, int | float],
    ) -> None:
        for line, row in rows:
            what = line.target.what if line.target else ""
            if what in done and this_period.get(what, 0) > done[what]:
                message = (
                    f"本期完成 {this_period[what]}，比累计的 {done[what]} 还多；请与填报单位核对"
                )
                self._report(row, "done", message, code="number-odd", grave=False)

    def _report(
        self, row: FormRow, column: str, message: str, *, code: str, grave: bool = True
    ) -> None:
        severity = Severity.ERROR if grave else Severity.WARNING
        self.problems.append(told(code, severity, self.form.location(row, column), message))
