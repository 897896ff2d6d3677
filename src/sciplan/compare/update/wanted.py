"""Rows of the sheet and the plan as it is → the plan that the sheet wants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sciplan.base.problem import Problem
from sciplan.compare.sheetgrid import SheetGrid
from sciplan.compare.update.basis import Basis
from sciplan.compare.update.coverage import Coverage, coverage
from sciplan.compare.update.field_edits import field_edits
from sciplan.compare.update.gone_measures import deleted_since, removed
from sciplan.compare.update.meant import mistaken
from sciplan.compare.update.new_measures import new_measures
from sciplan.compare.update.placing import with_measures
from sciplan.compare.update.remarks import Aside, Remark, notes, problems_in
from sciplan.compare.update.rows import SheetRow
from sciplan.compare.update.states import Named, State, field_of
from sciplan.compare.update.unit_edits import unit_edits
from sciplan.plan.model import Measure, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPlan:
    """What a sheet makes of a plan.

    Args:
        plan: The plan that it wants; as it is, where it can't have it.
        problems: Why it can't have it.
        changed: Id → what changes, a phrase a column.
        added: New measures.
        removed: Measures that go.
        notes: What the user should know.
    """

    plan: Plan
    problems: Sequence[Problem] = ()
    changed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    added: Sequence[Measure] = ()
    removed: Sequence[Measure] = ()
    notes: Sequence[str] = ()


def wanted(
    plan: Plan,
    grid: SheetGrid,
    rows: Sequence[SheetRow],
    kept: Mapping[str, State] | None = None,
    *,
    remove_missing: bool = False,
) -> WantedPlan:
    """Return the plan that a sheet wants.

    An edit is what differs from the state of the export: a cell that says what it was exported
    with says nothing, whatever the plan says since. Without that state, the sheet is taken at its
    word, and its rows have to agree.

    Args:
        plan: The plan.
        grid: The sheet, for its addresses.
        rows: Its rows, all of them read.
        kept: Id → the state that the sheet was exported with; None where it is not known.
        remove_missing: Whether what the sheet doesn't list goes, see `coverage`.
    """
    by_measure: dict[str, list[SheetRow]] = {}
    for row in rows:
        by_measure.setdefault(row.measure, []).append(row)
    basis = Basis(plan, grid, by_measure, kept)
    problems = mistaken(basis)
    if problems:
        return WantedPlan(plan=plan, problems=problems)
    return _compared(basis, coverage(basis, remove_missing=remove_missing))


def _compared(basis: Basis, covers: Coverage) -> WantedPlan:
    """Return the plan that a sheet wants whose ids can be trusted."""
    edits = [
        _edited(basis, entry.measure, covers.names.get(entry.measure.id, ()))
        for entry in basis.plan.entries
        if entry.measure.id in basis.rows
    ]
    gone, told_of_gone = removed(basis, covers.measures)
    since = deleted_since(basis)
    come = basis.rows.keys() - basis.now.keys() - since.keys()
    new = new_measures(basis, come)
    told = {**since, **{measure.id: remarks for measure, remarks in new}}
    remarks = [
        *map(Aside, covers.told),
        *(remark for edit in edits for remark in edit.remarks),
        *told_of_gone,
        *(remark for ident in basis.rows for remark in told.get(ident, ())),
    ]
    problems = problems_in(remarks)
    if problems:
        return WantedPlan(plan=basis.plan, problems=problems)
    left_out = {measure.id for measure in gone}
    stay = {each.measure.id: each.measure for each in basis.plan.entries}
    stay |= {edit.measure.id: edit.measure for edit in edits}
    added = [measure for measure, _ in new]
    return WantedPlan(
        plan=with_measures(
            basis.plan, {ident: stay[ident] for ident in stay.keys() - left_out}, added
        ),
        changed={edit.measure.id: edit.phrases for edit in edits if edit.phrases},
        added=added,
        removed=gone,
        notes=notes(remarks),
    )


class _Edited(NamedTuple):
    """A measure as its rows want it, and what is told of that."""

    measure: Measure
    phrases: Sequence[str]
    remarks: Sequence[Remark]


def _edited(basis: Basis, measure: Measure, stay: Sequence[Named]) -> _Edited:
    values, remarks = field_edits(basis, measure.id)
    units = unit_edits(basis, measure, stay)
    written = {field_of(basis.plan, measure, key): value for key, value in values.items()}
    fields: dict[str, Any] = {**written, **units.fields}
    return _Edited(
        measure=replace(measure, **fields) if fields else measure,
        phrases=[*(basis.grid.titles[key] for key in values), *units.phrases],
        remarks=[*remarks, *units.remarks],
    )
