"""What became of a body that a reform dissolved."""

from collections.abc import Sequence

from sciplan.plan.model import Plan, UnitKey
from sciplan.plan.reforms.day import PlanAsOf
from sciplan.plan.reforms.reform import ReformKind
from sciplan.plan.reforms.words import dated_text

_DISSOLVING = (ReformKind.MERGE, ReformKind.SPLIT, ReformKind.ABOLISH)


def fate(plans: Sequence[Plan], typed: str, key: UnitKey) -> str:
    """Return what became of a body, by whose name another one or its stand-in was found.

    Args:
        plans: The plans.
        typed: What was typed.
        key: The unit that was found.

    Returns:
        One line; empty where the unit itself was meant, not one that it took over.
    """
    for plan in plans:
        unit = plan.by_name.get(key.unit)
        if isinstance(plan, PlanAsOf) and unit and plan.key_of(unit) == key:
            own = unit.names[: len(unit.names) - len(unit.former)]
            gone = [
                reform
                for reform in plan.applied
                if reform.kind in _DISSOLVING and _names(plan, reform.sources) & set(unit.former)
            ]
            if gone and typed not in own and not _is_part_of(typed, key.unit):
                said = "；".join(map(dated_text, gone))
                return f"“{typed}”现按“{key.unit}”列出：{said}"
    return ""


def _names(plan: PlanAsOf, sources: Sequence[str]) -> set[str]:
    known = plan.issued.by_name
    registered = [known[source] for source in sources if source in known]
    return {*sources, *(name for unit in registered for name in unit.names)}


def _is_part_of(typed: str, name: str) -> bool:
    return typed in name and "（" not in name
