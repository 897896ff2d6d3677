"""Measures that the sheet adds, and why one can't be added."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sciplan.base.problem import Problem
from sciplan.compare.update.basis import Basis, lists_in, number_of
from sciplan.compare.update.field_edits import of_another_form, several_values
from sciplan.compare.update.placing import home
from sciplan.compare.update.remarks import MOST, Remark, contradiction, refusal
from sciplan.compare.update.states import FIELDS, Value, field_of
from sciplan.compare.update.unit_edits import fields_of
from sciplan.compare.values import plain
from sciplan.plan.model import Measure, Plan, Section
from sciplan.plan.walk import ids


def new_measures(basis: Basis, new: Collection[str]) -> list[tuple[Measure, list[Remark]]]:
    """Return measures as the sheet says them, in its order, each with what is told of it.

    Args:
        basis: What the update goes by.
        new: The ids, none of which the plan has for a measure.
    """
    if not new:
        return []
    sections = {section.id: section for section in basis.plan.all_sections}
    taken = frozenset(ids(basis.plan))
    # As a sheet shows them: each section's heading and those above it.
    headings = {
        chain[-1].id: plain(" / ".join(each.title for each in chain)) for chain in basis.plan.chains
    }
    found: list[tuple[Measure, list[Remark]]] = []
    for ident in basis.rows:
        if ident in new:
            above = home(sections, ident)
            measure, remarks = _measure(basis, ident)
            told = (
                *_of_id(basis, ident, sections.get(above), taken=ident in taken),
                *_of_shown(basis, ident, headings.get(above, "")),
            )
            found.append((measure, [*told, *remarks]))
    return found


def _measure(basis: Basis, ident: str) -> tuple[Measure, list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key in FIELDS:
        if key in basis.grid.places:
            value, told = _only(basis, ident, key)
            problems += told
            if value:
                values[key] = value
    bare = Measure(id=ident, title="")
    fields = {field_of(basis.plan, bare, key): value for key, value in values.items()}
    fields.update(fields_of(lists_in(basis.rows[ident])))
    return replace(bare, **fields), problems


def _only(basis: Basis, ident: str, key: str) -> tuple[Value, list[Problem]]:
    """Return the one value that a new measure's rows have in a column."""
    rows = basis.rows[ident]
    firsts = several_values([row for row in rows if row.values[key]], key)
    problems: list[Problem] = []
    if len(firsts) > 1:
        place = basis.at(sorted(firsts.values(), key=number_of), key)
        problems.append(contradiction(place, basis.grid.titles[key]))
    value, row = next(iter(firsts.items()), (None, rows[0]))
    return value, [*problems, *of_another_form(basis, row, key, value)]


def _of_id(basis: Basis, ident: str, section: Section | None, *, taken: bool) -> Iterator[Problem]:
    """Yield why a new measure can't have its id."""
    if not basis.title(ident):
        why = "unknown-measure", f"方案里没有 {ident}；新的举措要写名称，要改已有的请核对编号"
    elif taken:
        why = "id-taken", f"编号 {ident} 已是方案里的章节或统筹职责；请换一个编号"
    else:
        why = "misplaced-id", _misplaced(basis.plan, ident, section)
    code, message = why
    if message:
        yield refusal(code, basis.at(basis.rows[ident][:1], "measure"), message)


def _misplaced(plan: Plan, ident: str, section: Section | None) -> str:
    """Return why a new id stands where no measure does, empty where one may: a slip of the pen."""
    parts = ident.split(".")
    if any(part != "0" and part.startswith("0") for part in parts):
        return f"编号 {ident} 的数字前有 0；请去掉"
    beside = section.measures if section else plan.measures
    if any(each.id.count(".") == ident.count(".") for each in beside):
        return ""
    above = ".".join(parts[:-1])
    if plan.sections and (section.id if section else "") != above:
        return (
            f"编号 {ident} 不在任何章节之下：方案里没有 {above or '上一级'} 这一节；"
            "请核对编号，或先在方案文件里加章节"
        )
    if plan.sections and section is None:
        return f"编号 {ident} 不在任何章节之下；请核对编号"
    if section and section.sections and not section.measures:
        below = "、".join(each.id for each in section.sections[:MOST])
        return (
            f"编号 {ident} 直接在“{section.title}”之下，那里只有下级章节（{below}），没有举措；"
            "请核对编号"
        )
    return ""


def _of_shown(basis: Basis, ident: str, titles: str) -> Iterator[Problem]:
    """Yield what a new measure's rows say in columns that are only shown."""
    for row in basis.rows[ident]:
        if row.values.get("section", "") not in ("", titles):
            where = f"在“{titles}”之下" if titles else "不在任何章节之下"
            message = f"编号 {ident} {where}，与所写的章节不符；请核对编号，或清空这一格"
            yield refusal("other-section", basis.at([row], "section"), message)
        if row.values.get("targets"):
            message = "新举措的指标请写进方案文件的 targets，表里清空这一格"
            yield refusal("shown-only", basis.at([row], "targets"), message)
