"""What the rows of a measure that the plan has want in its fields."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sciplan.base.problem import Problem
from sciplan.compare.update.basis import Basis, number_of, title_in
from sciplan.compare.update.remarks import (
    Aside,
    Newer,
    Remark,
    both_edited,
    contradiction,
    refusal,
)
from sciplan.compare.update.rows import SheetRow
from sciplan.compare.update.states import FIELDS, SHOWN, Value
from sciplan.compare.values import LONGEST
from sciplan.plan.fields import Text, specs
from sciplan.plan.model import Measure
from sciplan.queries.breakdown import CONTENT

_PATTERNS = {
    spec.name: spec.kind
    for spec in specs(Measure)
    if isinstance(spec.kind, Text) and spec.kind.pattern
}
_WHERE = {"section": "章节", "targets": "指标（targets）"}
"""Shown column → what it shows, which only the plan file changes."""


class _Case(NamedTuple):
    """A measure's cells of one column.

    Args:
        key: The column.
        rows: The measure's rows.
        then: What the cells were exported with; what the plan says, where that is not known.
        now: What the plan says.
        knows: Whether the export is known.
    """

    key: str
    rows: Sequence[SheetRow]
    then: Value
    now: Value
    knows: bool

    @property
    def said(self) -> Sequence[SheetRow]:
        """The rows that count: an empty cell was not filled in, unless all are empty."""
        return [row for row in self.rows if row.values[self.key]] or self.rows

    @property
    def edited(self) -> Sequence[SheetRow]:
        """The rows that say something else than what they were exported with."""
        if not self.knows:
            return self.said
        return [row for row in self.said if row.values[self.key] != self.then]


def field_edits(basis: Basis, ident: str) -> tuple[dict[str, Value], list[Remark]]:
    """Return the columns of a measure that change, with their new values."""
    changes: dict[str, Value] = {}
    remarks: list[Remark] = list(_edits_of_shown(basis, ident))
    for key in FIELDS:
        if key in basis.grid.places:
            case = _case(basis, ident, key)
            value, told = _agreed(basis, case)
            remarks += told
            if value != case.now:
                changes[key] = value
    return changes, remarks


def of_another_form(basis: Basis, row: SheetRow, key: str, value: Value) -> Iterator[Problem]:
    """Yield the refusal of a value that has not the form of its field."""
    kind = _PATTERNS.get(key)
    if kind and value and not re.fullmatch(kind.pattern, str(value)):
        message = f"写作“{str(value)[:40]}”，应是{kind.expected}"
        yield refusal("bad-value", basis.at([row], key), message)


def several_values(rows: Sequence[SheetRow], key: str) -> Mapping[Value, SheetRow]:
    """Return what rows say in a column, from below → the first row that does."""
    return {row.values[key]: row for row in reversed(rows)}


def _case(basis: Basis, ident: str, key: str) -> _Case:
    now = basis.now[ident].values[key]
    state = basis.exported(ident)
    knows = state is not None and key in state.values
    then = state.values[key] if state and knows else now
    return _Case(key, basis.rows[ident], then, now, knows)


def _edits_of_shown(basis: Basis, ident: str) -> Iterator[Problem]:
    for key in SHOWN:
        case = _case(basis, ident, key)
        said = {"", case.now, case.then}
        other = [row for row in case.rows if row.values.get(key, "") not in said]
        if other:
            yield refusal(
                "shown-only",
                basis.at(other, key),
                f"“{basis.grid.titles[key]}”只供查看；要改{_WHERE[key]}，请改方案文件",
            )


def _agreed(basis: Basis, case: _Case) -> tuple[Value, list[Remark]]:
    """Return the one value that a measure's rows want; what the plan says, where none does.

    Whoever changes a deadline does so in one of the measure's rows, or in those that a filter
    leaves.
    """
    if not (any(row.values[case.key] for row in case.rows) or _are_filled_in(basis, case.rows)):
        return case.now, []
    title = basis.grid.titles[case.key]
    values = several_values(case.edited, case.key)
    if len(values) > 1:
        # A row that says what the plan says is in order: it is the others that are meant.
        odd = [row for value, row in values.items() if case.knows or value != case.now]
        firsts = sorted(odd, key=number_of)
        return case.now, [contradiction(basis.at(firsts, case.key), title)]
    value = next(iter(values), case.then)
    if value == case.then and case.then != case.now:
        return case.now, [Newer(f"{case.rows[0].measure} {title}")]
    if value == case.now or (case.key == "title" and not value):
        return case.now, []
    return value, list(_doubts(basis, case, value))


def _doubts(basis: Basis, case: _Case, value: Value) -> Iterator[Remark]:
    """Yield what is to be said of a new value."""
    title = basis.grid.titles[case.key]
    yield from of_another_form(basis, case.edited[0], case.key, value)
    if case.key == CONTENT.key:
        yield from _of_content(basis, case, value)
    place = basis.at(case.edited, case.key)
    rest = len(case.said) - len(case.edited)
    if case.then != case.now:
        yield both_edited(place, f"“{title}”", _quoted(value), _quoted(case.now))
    elif rest:
        what = f"{case.rows[0].measure} 的“{title}”"
        yield Aside(f"{what}只改了 {place.cell}，其余 {rest} 行还是原样，按改了的算")


def _of_content(basis: Basis, case: _Case, value: Value) -> Iterator[Problem]:
    """Yield why 任务内容, which may be the text or the summary, can't be what its cell says."""
    measure = basis.measures[case.rows[0].measure]
    if not value and measure.text and measure.summary:
        message = "空着；它是方案文件里的原文（text），删去原文后印概括；要删请改方案文件"
        yield refusal("bad-value", basis.at(case.edited, case.key), message)
    elif len(measure.content) > LONGEST:
        message = f"超过 Excel 每格的 {LONGEST} 字，表里不全；要改请改方案文件"
        yield refusal("bad-value", basis.at(case.edited, case.key), message)


def _are_filled_in(basis: Basis, rows: Sequence[SheetRow]) -> bool:
    """Whether any row says more than who has part in which measure."""
    return "title" not in basis.grid.places or any(map(title_in, rows))


def _quoted(value: Value) -> str:
    if isinstance(value, bool):
        return "“等”" if value else "空的"
    return f"“{str(value)[:40]}”" if value else "空的"
