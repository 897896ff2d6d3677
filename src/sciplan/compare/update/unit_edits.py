"""What the rows of a measure that the plan has want in its lists of units."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sciplan.base.problem import first_few
from sciplan.compare.update.basis import Basis, NamesByRoles, by_role, lists_in
from sciplan.compare.update.remarks import MOST, Aside, Loose, Newer, Remark, both_edited
from sciplan.compare.update.states import Named
from sciplan.plan.model import Measure
from sciplan.plan.role import AnyRole, OtherRole, Role, role_called

_HEADS = (Role.LEAD, Role.RESPONSIBLE)
UnitFields = Mapping[str, Any]
"""Fields of `Measure` that list units → what they list."""


class UnitEdits(NamedTuple):
    """What becomes of a measure's lists of units.

    Args:
        fields: Those that change, as fields of `Measure`.
        phrases: What is said of it, a phrase a role.
        remarks: What else is to be told.
    """

    fields: UnitFields
    phrases: Sequence[str]
    remarks: Sequence[Remark]


def unit_edits(basis: Basis, measure: Measure, stay: Sequence[Named] = ()) -> UnitEdits:
    """Return what becomes of a measure's lists of units.

    Args:
        basis: What the update goes by.
        measure: The measure.
        stay: Roles with units that have no row and stay, since the sheet doesn't cover them.
    """
    old = by_role(basis.now[measure.id].names)
    new, remarks = _merged(basis, measure.id, old, stay)
    if old == new:
        return UnitEdits({}, (), remarks)
    if any(old.get(role) for role in _HEADS) and not any(new.get(role) for role in _HEADS):
        remarks = [*remarks, Aside(f"{measure.id} 从此没有牵头或负责的单位")]
    phrases = (_difference(role, old.get(role, ()), new.get(role, ())) for role in {**old, **new})
    return UnitEdits(_fields(measure, old, new), list(filter(None, phrases)), remarks)


def fields_of(lists: NamesByRoles) -> UnitFields:
    """Return lists of units as fields of a new measure."""
    return {
        **{role.value: lists.get(role, ()) for role in Role},
        "others": _others(lists) or None,
    }


def _fields(measure: Measure, old: NamesByRoles, new: NamesByRoles) -> UnitFields:
    """Return the fields of a measure that change; a label without names stays as it is."""
    changes: dict[str, Any] = {
        role.value: new.get(role, ()) for role in Role if old.get(role) != new.get(role)
    }
    before = measure.others or {}
    kept = {
        label: new.get(role_called(label), ())
        for label, names in before.items()
        if role_called(label) in new or not names
    }
    others = kept | _others(new)
    if others != before:
        changes["others"] = others or None
    return changes


def _others(lists: NamesByRoles) -> dict[str, tuple[str, ...]]:
    return {role.word: names for role, names in lists.items() if isinstance(role, OtherRole)}


def _merged(
    basis: Basis, ident: str, now: NamesByRoles, stay: Sequence[Named]
) -> tuple[NamesByRoles, list[Remark]]:
    """Return the lists that the plan is to have, role by role."""
    remarks: list[Remark] = []
    then = by_role(basis.before[ident].names)
    said = _filled_up(lists_in(basis.rows[ident]), by_role(stay), then)
    if ident in basis.unordered:
        kept = {role: _in_order(names, then.get(role, ())) for role, names in said.items()}
        if kept != said:
            remarks.append(Loose(ident))
        said = kept
    if basis.exported(ident) is None:
        return said, remarks
    found: dict[AnyRole, tuple[str, ...]] = {}
    for role in {**now, **then, **said}:
        names, was, is_now = (each.get(role, ()) for each in (said, then, now))
        if names == was != is_now:
            remarks.append(Newer(f"{ident} {role.word}单位"))
        elif was != is_now != names:
            rows = basis.rows[ident]
            place = basis.at([row for row in rows if row.role == role] or rows, "unit")
            what = f"{role.word}名单"
            remarks.append(both_edited(place, what, _joined(names), _joined(is_now)))
        found[role] = is_now if names == was else names
    return {role: names for role, names in found.items() if names}, remarks


def _filled_up(said: NamesByRoles, stay: NamesByRoles, then: NamesByRoles) -> NamesByRoles:
    """Return lists with the names that have no row and stay, each where it stood."""
    return {
        role: _in_order((*said.get(role, ()), *stay.get(role, ())), then.get(role, ()))
        if role in stay
        else said[role]
        for role in {**then, **said}
        if role in said or role in stay
    }


def _difference(role: AnyRole, old: Sequence[str], new: Sequence[str]) -> str:
    """Return what becomes of a list in a few words; empty where nothing does."""
    come, gone = Counter(new) - Counter(old), Counter(old) - Counter(new)
    said = [f"增{_joined(list(come))}"] if come else []
    said += [f"删{_joined(list(gone))}"] if gone else []
    if not said and list(old) != list(new):
        said = ["只换了次序"]
    return f"{role.word}单位（{'，'.join(said)}）" if said else ""


def _joined(names: Sequence[str]) -> str:
    return first_few(names, MOST, "个") or "空的"


def _in_order(names: Sequence[str], old: Sequence[str]) -> tuple[str, ...]:
    """Return names in the order of an old list, those that it doesn't hold behind."""
    left = Counter(names)
    kept = []
    for name in old:
        if left[name]:
            left[name] -= 1
            kept.append(name)
    more = []
    for name in reversed(names):
        if left[name]:
            left[name] -= 1
            more.append(name)
    return (*kept, *reversed(more))
