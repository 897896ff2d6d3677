"""A unit's short name changed wherever a plan file has it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sciplan.base.errors import SciplanError
from sciplan.base.likeness import nearest, suggestion
from sciplan.plan.fields import Many, Names, NamesByRole, One, specs
from sciplan.plan.model import Erratum, Head, Plan, Pledge, Provision, Unit
from sciplan.plan.walk import texts

_ALSO = {
    (Head, "coordinator"),
    (Pledge, "party"),
    (Erratum, "value"),
    (Provision, "units"),
}
"""Fields that may name a unit, though they hold any text."""
_OF_REFORMS = ("sources", "into", "moves", "add", "drop")


def renamed(plan: Plan, old: str, new: str, *, alias: bool) -> Plan:
    """Return a plan in which a unit has another short name.

    Args:
        plan: The plan.
        old: The unit's short name.
        new: What it is to be called.
        alias: Whether the old name stays an alias.

    Raises:
        SciplanError: There is no such unit, or the new name means another.
    """
    unit = _unit_called(plan, old)
    _refuse_taken(plan, unit, new)
    aliases = tuple(name for name in unit.aliases if name != new)
    kept = replace(unit, name=new, aliases=(*aliases, old) if alias else aliases)
    units = tuple(kept if each.name == old else each for each in plan.units)
    found: Plan = _in_model(plan, old, new)
    return replace(found, units=units, reforms=tuple(_in_reforms(plan, old, new)))


def _in_reforms(plan: Plan, old: str, new: str) -> Iterator[Any]:
    """Yield the reforms with the unit's other name, as long as the name is this unit's.

    A later body may be called as the unit was: from the reform on that gives it the name, and in
    that reform's `into`, the name is not this unit's.
    """
    if not any(old in reform.names for reform in plan.reforms):
        yield from plan.reforms
        return
    from sciplan.plan.reforms.reform import founded, in_order

    counted = in_order(plan.reforms)
    others = [place for place in range(len(plan.reforms)) if place not in counted]
    changed = dict(enumerate(plan.reforms))
    for place in (*counted, *others):
        reform = plan.reforms[place]
        taken = old in founded(reform)
        if taken and place in counted:
            changed[place] = _in_reform(reform, old, new, into=False)
            break
        changed[place] = _in_reform(reform, old, new, into=not taken)
    yield from changed.values()


def _in_reform(reform: Any, old: str, new: str, *, into: bool) -> Any:
    keys = _OF_REFORMS if into else ("sources",)
    changes = {key: _in_names(getattr(reform, key), old, new) for key in keys}
    return replace(reform, **changes)


def _in_names(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return new if value == old else value
    if isinstance(value, tuple):
        return tuple([_in_names(item, old, new) for item in value])
    if isinstance(value, dict):
        return {_in_names(key, old, new): _in_names(each, old, new) for key, each in value.items()}
    return replace(value, name=_in_names(value.name, old, new)) if value else value


def left_in_texts(plan: Plan, old: str) -> int:
    """Return how many texts still speak of a name: titles, summaries, quotes stay as they are."""
    return sum(old in text and path[0] != "units" for path, text in texts(plan))


def _unit_called(plan: Plan, name: str) -> Unit:
    found = plan.by_name.get(name)
    if found is None:
        hint = suggestion(nearest(name, plan.by_name)) or "全部单位：sciplan units"
        raise SciplanError(f"没有“{name}”这个单位，{hint}")
    if found.name != name:
        raise SciplanError(f"“{name}”不是简称；这个单位的简称是“{found.name}”")
    return found


def _refuse_taken(plan: Plan, unit: Unit, new: str) -> None:
    if not new.strip() or new != new.strip():
        raise SciplanError("新的简称是空的，或首尾有空格")
    taken = plan.by_name.get(new)
    if taken is None or (taken is unit and new in (*unit.aliases, unit.full_name)):
        return
    if taken is unit:
        whose = "就是它现在的简称" if new == unit.name else "登记为它的误写"
    else:
        whose = "已经登记" if new == taken.name else f"是“{taken.name}”的名称"
    raise SciplanError(f"“{new}”{whose}，不能用作“{unit.name}”的新简称")


def _in_model(model: Any, old: str, new: str) -> Any:
    """Return a block in which every mention of a name is another."""
    changes: dict[str, Any] = {}
    for spec in specs(model.__class__):
        value = getattr(model, spec.name)
        if model.__class__ is Plan and spec.name == "reforms":
            continue
        also = (model.__class__, spec.name) in _ALSO
        if value and (also or isinstance(spec.kind, Names | NamesByRole | One | Many)):
            other = _in_value(value, old, new)
            if other != value:
                changes[spec.name] = other
    return replace(model, **changes) if changes else model


def _in_value(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return new if value == old else value
    if isinstance(value, tuple):
        return tuple([_in_value(item, old, new) for item in value])
    if isinstance(value, dict):
        return {label: _in_value(names, old, new) for label, names in value.items()}
    return _in_model(value, old, new)
