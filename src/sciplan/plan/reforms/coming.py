"""A name that a body bears only from a later day on."""

from collections.abc import Iterable, Iterator, Sequence

from sciplan.plan.model import Plan
from sciplan.plan.reforms.applying import apply
from sciplan.plan.reforms.day import PlanAsOf
from sciplan.plan.reforms.reform import Reform, founded
from sciplan.plan.reforms.words import reform_text
from sciplan.plan.resolve.bodynames import is_same, taken_apart


def coming(plans: Iterable[Plan], typed: str) -> str:
    """Return since when a body has a name, and how to ask; empty where no reform gives it later.

    Args:
        plans: The plans that are asked, as issued or as of a day.
        typed: The name, with or without the place in front.
    """
    for plan in plans:
        later = list(_later(plan)) if plan.issued_plan.reforms else []
        for reform in later:
            if reform.date and _gives(plan, reform, typed):
                now = "、".join(f"“{name}”" for name in _names_now(plan, later, reform.sources))
                return (
                    f"这个名称自 {reform.date} 起才有（{reform_text(reform)}，{reform.basis}）。"
                    f"要按那以后的口径查，写 --as-of {reform.date}"
                    f"{f'；按现在的口径，用{now}' if now else ''}"
                )
    return ""


def _later(plan: Plan) -> Iterator[Reform]:
    """Yield the reforms that count and are not in force yet."""
    issued = plan.issued_plan
    for place in apply(issued).effects:
        reform = issued.reforms[place]
        if not isinstance(plan, PlanAsOf) or (reform.date and reform.date > plan.day):
            yield reform


def _gives(plan: Plan, reform: Reform, typed: str) -> bool:
    """Whether a reform gives a body the name that was typed."""
    new, home = founded(reform), plan.head.jurisdiction
    names = (
        each for body in reform.into if body.name in new for each in (body.name, body.full_name)
    )
    return any(is_same(taken_apart(typed, home), taken_apart(name, home)) for name in names if name)


def _names_now(plan: Plan, later: Sequence[Reform], names: Iterable[str]) -> list[str]:
    """Return what bodies are called now; of one that is yet to be founded, those it comes from."""
    found: dict[str, None] = {}
    for name in names:
        unit = plan.by_name.get(name)
        giver = next((place for place, each in enumerate(later) if name in founded(each)), None)
        if unit:
            found[unit.name] = None
        elif giver is not None:
            found |= dict.fromkeys(_names_now(plan, later[:giver], later[giver].sources))
    return list(found)
