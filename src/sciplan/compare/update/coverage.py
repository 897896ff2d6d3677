"""How much of the plan a sheet is about: what it doesn't cover, it doesn't remove."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sciplan.base.problem import first_few
from sciplan.compare.update.basis import Basis
from sciplan.compare.update.remarks import MOST
from sciplan.compare.update.states import Named, State

_LEAST = 3
"""So many rows are wanting before they are taken for what a filter left out."""
_FILTERS = ("unit", "section", "role", "leader", "category", "indicator")
"""Columns by which an office parts a sheet, the likeliest first."""
_WHAT = {"unit": "", "section": "（章节）", "role": "（身份）", "leader": "（分管领导）"} | {
    "category": "（类别）",
    "indicator": "（指标属性）",
}
_Row = tuple[str, Named]
"""A measure's id with a role and a unit."""


class Coverage(NamedTuple):
    """What a sheet says nothing of, so that it stays.

    Args:
        measures: Measures without a row that stay.
        names: Id → roles with units that have no row and stay, of measures that have some.
        told: What the user is told of that, a line each.
    """

    measures: Collection[str] = frozenset()
    names: Mapping[str, Sequence[Named]] = {}
    told: Sequence[str] = ()


class _Part(NamedTuple):
    """The rows of a sheet are those that a filter shows.

    Args:
        key: The column that was filtered.
        values: What it says in them.
    """

    key: str
    values: Collection[str]


class _Sides(NamedTuple):
    """The rows that the sheet was exported with: those still there, and those that are not."""

    there: Sequence[_Row]
    wanting: Sequence[_Row]


def coverage(basis: Basis, *, remove_missing: bool) -> Coverage:
    """Return what a sheet doesn't cover.

    A row that is no longer there was deleted only where the hidden sheet says that it went out,
    and where the rest is no part of the plan such as a filter shows. `remove_missing` says that
    the sheet is the whole plan.
    """
    if remove_missing:
        return Coverage()
    sides = _sides(basis)
    part = _part(basis, sides) if sides.there else None
    if part:
        return _of_part(basis, sides, part)
    gone = [ident for ident in basis.before if ident not in basis.rows]
    stay = [ident for ident in gone if ident in basis.now]
    if basis.kept is not None:
        exported = [ident for ident in stay if ident in basis.kept]
        # A few measures are deleted by hand; whoever deletes many can say so.
        most = min(MOST, len(basis.kept) / 2)
        return _unlisted(exported) if len(exported) > most else Coverage()
    names = dict(_fewer(basis, sides))
    found = _unlisted(stay)
    return found._replace(names=names, told=[*found.told, *_told_of_names(names)])


def _sides(basis: Basis) -> _Sides:
    left = Counter(
        (row.measure, (row.role, row.unit)) for rows in basis.rows.values() for row in rows
    )
    there: list[_Row] = []
    wanting: list[_Row] = []
    for ident, state in _went_out(basis).items():
        for name in state.names:
            left[ident, name] -= 1
            (there if left[ident, name] >= 0 else wanting).append((ident, name))
    return _Sides(there, wanting)


def _went_out(basis: Basis) -> Mapping[str, State]:
    """Return the states that the sheet was exported with; the plan's, where it isn't known."""
    return basis.before if basis.kept is None else basis.kept


# Parts ----------------------------------------------------------------------------------------


def _part(basis: Basis, sides: _Sides) -> _Part | None:
    """Return the filter that shows just the rows that are there; None where there is none."""
    if len(sides.wanting) < _LEAST:
        return None
    return next((part for key in _FILTERS if (part := _by(basis, sides, key))), None)


def _by(basis: Basis, sides: _Sides, key: str) -> _Part | None:
    shown = {_value(basis, row, key) for row in sides.there}
    hidden = {_value(basis, row, key) for row in sides.wanting} - shown
    if not hidden or "" in shown:
        return None
    outside = [row for row in sides.wanting if _value(basis, row, key) in hidden]
    inside = len(sides.wanting) - len(outside)
    fewer = len(shown) <= len(hidden)
    if key == "section":
        # Whole sections are wanting; one of a single measure is deleted by hand.
        several = len({ident for ident, _ in outside}) > 1
        fits = (fewer or several) and inside <= len(outside)
    else:
        # Just some values are there, no more than are not; one unit may have deleted rows of its.
        one_unit = key == "unit" and len(shown) == 1
        fits = len(outside) >= _LEAST and (one_unit or (fewer and not inside))
    return _Part(key, shown) if fits else None


def _value(basis: Basis, row: _Row, key: str) -> str:
    ident, (role, unit) = row
    if key == "unit":
        return unit
    if key == "role":
        return role.word if role else ""
    return str(_went_out(basis)[ident].values.get(key) or "")


def _of_part(basis: Basis, sides: _Sides, part: _Part) -> Coverage:
    """Return what stays where a sheet is a part: all that the filter doesn't show.

    A measure of the part that has no row left stays too: a unit that strikes itself out of a
    measure doesn't strike out the measure.
    """
    names: dict[str, list[Named]] = {}
    struck = []
    for row in sides.wanting:
        ident, name = row
        if ident in basis.now and ident in basis.rows:
            if _value(basis, row, part.key) not in part.values:
                names.setdefault(ident, []).append(name)
        elif ident in basis.now and _value(basis, row, part.key) in part.values:
            struck.append(f"{ident} {_said(name)}")
    told = [f"表里只有{_listed(sorted(part.values))}的行{_WHAT[part.key]}，只比较这些"]
    if struck:
        told.append(
            f"表里没有这些行，没有删去：{_listed(struck)}；确要删去的，请在整张表里改，或改方案文件"
        )
    stay = {ident for ident in basis.now if ident not in basis.rows}
    return Coverage(stay, names, told)


# Sheets that don't tell -----------------------------------------------------------------------


def _unlisted(stay: Sequence[str]) -> Coverage:
    told = f"表里没有 {_listed(stay)}，没有删去；表里没有的确要删去，请加 --remove-missing"
    return Coverage(frozenset(stay), told=[told] if stay else ())


def _fewer(basis: Basis, sides: _Sides) -> Iterator[tuple[str, Sequence[Named]]]:
    """Yield the names that have no row, of measures with fewer rows than names.

    Where there are as many, a unit was put in another's place.
    """
    wanting: dict[str, list[Named]] = {}
    for ident, name in sides.wanting:
        wanting.setdefault(ident, []).append(name)
    for ident, names in wanting.items():
        rows = basis.rows.get(ident, ())
        if rows and sum(bool(row.unit) for row in rows) < len(basis.before[ident].names):
            yield ident, names


def _told_of_names(names: Mapping[str, Sequence[Named]]) -> Iterator[str]:
    if names:
        rows = [f"{ident} {_said(name)}" for ident, found in names.items() for name in found]
        yield f"表里没有这些行，没有删去：{_listed(rows)}；确要删去，请加 --remove-missing"


def _said(name: Named) -> str:
    role, unit = name
    return f"{role.word if role else ''} {unit}".strip()


def _listed(found: Iterable[str]) -> str:
    return first_few(list(found), MOST, "处")
