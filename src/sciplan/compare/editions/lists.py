"""Who holds what in two plans, and lists that differ in their order alone."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from sciplan.compare.editions.bodies import Bodies, Body
from sciplan.compare.editions.fields import FieldDiff
from sciplan.plan.model import Entry, Measure, Plan
from sciplan.plan.role import Role


class RoleDiff(NamedTuple):
    """A body whose role in a measure is another.

    Args:
        body: The body.
        old: Its role in the older plan; None for none.
        new: Its role in the newer one.
    """

    body: Body
    old: Role | None
    new: Role | None

    def said(self) -> dict[str, Any]:
        """Return what a record says of it."""
        return {
            "kind": "changed" if self.old and self.new else "added" if self.new else "removed",
            "what": "duty",
            "field": "role",
            "unit": self.body.name,
            "old": self.old.value if self.old else None,
            "new": self.new.value if self.new else None,
        }


def duties_of(plan: Plan, entry: Entry | None, body: Callable[[str], Body]) -> dict[Body, Role]:
    """Return who does what in a measure: each body once, with its highest role."""
    duties = plan.duties(entry.measure) if entry else ()
    return {body(duty.unit): duty.role for duty in duties}


def roles(old: Mapping[Body, Role], new: Mapping[Body, Role]) -> Iterator[RoleDiff]:
    """Yield the bodies whose role is another, the newer plan's first."""
    for body in dict.fromkeys((*new, *old)):
        if old.get(body) is not new.get(body):
            yield RoleDiff(body, old.get(body), new.get(body))


def reordered(
    bodies: Bodies, old: tuple[Plan, Measure], new: tuple[Plan, Measure]
) -> Iterator[FieldDiff]:
    """Yield the lists that differ, but for the bodies whose role is another.

    That is an order, a name that stands twice, or a misprint that was mended. A body that each plan
    calls by its own short name is the same.
    """
    listed = {role: (_listed(*old, role), _listed(*new, role)) for role in Role}
    others = [role for role, (before, after) in listed.items() if before != after]
    if not others:
        return
    before = duties_of(old[0], Entry(old[1], (), ()), bodies.old)
    after = duties_of(new[0], Entry(new[1], (), ()), bodies.new)
    moved = {each.body for each in roles(before, after)}
    for role in others:
        lists = listed[role]
        said_old = _said(old[0], lists[0], bodies.old, moved)
        said_new = _said(new[0], lists[1], bodies.new, moved)
        if said_old != said_new:
            yield FieldDiff(role.value, lists[0] or None, lists[1] or None)


def _listed(plan: Plan, measure: Measure, role: Role) -> tuple[str, ...]:
    """Return the printed list of a role; as of a day, who holds it."""
    if not plan.revised:
        return measure.printed(role)
    return tuple(duty.unit for duty in plan.duties(measure) if duty.role is role)


def _said(
    plan: Plan, names: tuple[str, ...], body: Callable[[str], Body], but: set[Body]
) -> list[Body | str]:
    return [
        body(name) if plan.by_name[name].name == name else name
        for name in names
        if body(name) not in but
    ]
