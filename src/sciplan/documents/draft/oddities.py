"""Oddities of the print that a draft explains, so that it validates; a human confirms them."""

from sciplan.checks.rules.registry import BY_CODE
from sciplan.plan.model import Erratum, Plan

_READINGS = {"repeated-unit": "只计一次", "unit-in-two-roles": "按最高的一种身份计一次"}
"""Rules that a document as printed can break → how the data reads it."""
CODES = frozenset(_READINGS)


def explained(plan: Plan) -> tuple[Erratum, ...]:
    """Return an erratum for each thing in the plan that would otherwise be an error."""
    return tuple(
        Erratum(
            at=finding.at, rule=code, value=finding.value, printed=finding.message, reading=reading
        )
        for code, reading in _READINGS.items()
        for finding in BY_CODE[code].check(plan)
    )
