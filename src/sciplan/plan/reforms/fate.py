"""What became of a body that a reform dissolved."""

from collections.abc import Iterator, Sequence

from sciplan.plan.model import Plan, Unit, UnitKey
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


def fates_elsewhere(plans: Sequence[Plan], key: UnitKey, unit: Unit) -> Iterator[str]:
    """Yield, of a body that stands in some plans, what became of it in those that dissolved it.

    Args:
        plans: The plans.
        key: The unit that was found.
        unit: It, as a plan in which it stands registers it.

    Yields:
        One line a plan.
    """
    own = set(unit.names[: len(unit.names) - len(unit.former)])
    for plan in plans:
        if not isinstance(plan, PlanAsOf):
            continue
        heirs = [
            each.name
            for each in plan.units
            if plan.key_of(each).jurisdiction == key.jurisdiction
            and plan.key_of(each) != key
            and own & set(each.former)
        ]
        gone = [
            reform
            for reform in plan.applied
            if reform.kind in _DISSOLVING and _names(plan, reform.sources) & own
        ]
        if heirs and gone:
            said = "；".join(map(dated_text, gone))
            yield (
                f"{plan.id} 里的“{key.unit}”按“{'、'.join(heirs)}”列出，不在下面的“{key.unit}”里："
                f"{said}"
            )


def _names(plan: PlanAsOf, sources: Sequence[str]) -> set[str]:
    known = plan.issued.by_name
    registered = [known[source] for source in sources if source in known]
    return {*sources, *(name for unit in registered for name in unit.names)}


def _is_part_of(typed: str, name: str) -> bool:
    return typed in name and "（" not in name
