"""Measures that the sheet or the plan has no longer."""

from collections.abc import Container, Sequence

from sciplan.base.problem import Location, Problem
from sciplan.compare.update.basis import Basis
from sciplan.compare.update.remarks import Newer, Remark, refusal
from sciplan.compare.update.rows import SheetRow
from sciplan.compare.update.states import State
from sciplan.plan.model import Measure


def removed(basis: Basis, stay: Container[str]) -> tuple[list[Measure], list[Remark]]:
    """Return the measures whose rows the user deleted; one that came since was never there.

    Args:
        basis: What the update goes by.
        stay: The measures without rows that the sheet doesn't cover.
    """
    left_out = [
        entry.measure
        for entry in basis.plan.entries
        if entry.measure.id not in basis.rows and entry.measure.id not in stay
    ]
    if basis.kept is None:
        return left_out, []
    found = [measure for measure in left_out if measure.id in basis.kept]
    return found, [
        _changed_since(basis, measure.id)
        if measure.id in basis.kept
        else Newer(f"{measure.id}（新增的）")
        for measure in left_out
        if basis.kept.get(measure.id) != basis.now[measure.id]
    ]


def _changed_since(basis: Basis, ident: str) -> Problem:
    # No cell is left to name: the measure is.
    place = Location(basis.grid.path, cell=f"编号 {ident}")
    message = "表里删去了这项举措，方案文件在导出之后又改过它；请重新导出再改"
    return refusal("edited-twice", place, message)


def deleted_since(basis: Basis) -> dict[str, list[Remark]]:
    """Return id → what is told of it, of the measures deleted from the plan since the export."""
    here = basis.now.keys()
    return {
        ident: [_told(basis, ident, state, rows)]
        for ident, rows in basis.rows.items()
        if ident not in here and (state := basis.exported(ident))
    }


def _told(basis: Basis, ident: str, was: State, rows: Sequence[SheetRow]) -> Remark:
    """Return that the file counts, where nobody misses the measure; else a refusal."""
    if basis.says(ident, was):
        return Newer(f"{ident}（已删去）")
    message = f"方案文件在导出之后删去了 {ident}，表里又改了它；请重新导出再改"
    return refusal("edited-twice", basis.at(rows[:1], "measure"), message)
