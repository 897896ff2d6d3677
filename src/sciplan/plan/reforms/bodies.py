"""Whether two names are one body: by registration, or since a reform renamed or replated it."""

from collections.abc import Iterable

from sciplan.plan.model import Plan
from sciplan.plan.reforms.reform import ReformKind, in_order

_JOINING = (ReformKind.RENAME, ReformKind.NAMEPLATE)


def joined_names(plans: Iterable[Plan]) -> dict[str, str]:
    """Return name → the body's first name, of every name that plans register or reforms join.

    A rename or a nameplate joins names whatever the day; other reforms only pass duties on. What
    is pending joins nothing.

    Args:
        plans: Plans of one jurisdiction; names that they share are one body.
    """
    first: dict[str, str] = {}

    def body(name: str) -> str:
        while first.setdefault(name, name) != name:
            name = first[name]
        return name

    for plan in plans:
        for unit in plan.units:
            for name in unit.names:
                first[body(name)] = body(unit.name)
        for place in in_order(plan.reforms):
            reform = plan.reforms[place]
            if reform.kind in _JOINING and len(reform.sources) == 1:
                for into in reform.into:
                    for name in filter(None, (into.name, into.full_name)):
                        first[body(name)] = body(reform.sources[0])
    return {name: body(name) for name in first}


def one_body(plans: Iterable[Plan], name: str, other: str) -> bool:
    """Whether two names mean one body in plans of one jurisdiction."""
    joined = joined_names(plans)
    return joined.get(name, name) == joined.get(other, other)
