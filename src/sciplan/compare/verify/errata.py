"""What accounts for a difference: an erratum at its place, or a name's other writing."""

import re
from collections.abc import Mapping, Sequence

from sciplan.compare.matching.pairing import plain
from sciplan.compare.verify.spot import Spot
from sciplan.plan.model import Erratum, Plan

_MAY_EXPLAIN = {
    "unit-in-two-roles": frozenset({"missing-unit"}),
    "repeated-unit": frozenset({"count-differs"}),
    "misprint-used": frozenset({"name-differs", "unit-differs", "text-differs", "title-differs"}),
    "alias-used": frozenset({"name-differs", "text-differs", "title-differs"}),
    "unusual-order": frozenset({"order-differs"}),
    "bad-target": frozenset({"number-differs", "what-not-found"}),
    "quote-not-in-text": frozenset({"quote-not-found", "text-differs"}),
    "damaged-text": frozenset(
        {"text-differs", "title-differs", "head-differs", "field-differs", "quote-not-found"}
    ),
}
"""A rule that an erratum names → the differences it can be about; without a rule, any."""


def reason(plan: Plan, code: str, at: Spot) -> str:
    """Return what accounts for a difference, empty for nothing.

    Args:
        plan: The plan.
        code: What differs.
        at: Where, and what both sides say.
    """
    here = [
        one
        for one in plan.errata
        if one.at == at.ident and one.value and code in _MAY_EXPLAIN.get(one.rule, {code})
    ]
    for erratum in here:
        if _is_about(plan, erratum, at):
            return erratum.printed
    printed = [one for one in here if plain(one.value) in plain(at.printed)]
    if at.said and printed and _reads_otherwise([plain(one.value) for one in printed], at):
        return "；".join(one.printed for one in printed)
    return _other_name(plan, at) if code == "name-differs" else ""


def _is_about(plan: Plan, erratum: Erratum, at: Spot) -> bool:
    value = plain(erratum.value)
    if erratum.rule == "unit-in-two-roles" and not _named_at_all(plan, at.ident, value):
        return False
    said = [*at.names, at.said, at.printed]
    return value in map(plain, filter(None, said))


def _named_at_all(plan: Plan, ident: str, unit: str) -> bool:
    """Whether a measure still names a unit whose second naming was left out."""
    entries = [entry for entry in plan.entries if entry.measure.id == ident]
    return any(duty.unit == unit for entry in entries for duty in plan.duties(entry.measure))


def _reads_otherwise(values: Sequence[str], at: Spot) -> bool:
    """Whether two wordings agree but for what is printed as the values of errata.

    The plan may read a printed 全省市 as 全市; it may not differ elsewhere.
    """
    longest = sorted(set(values), key=len, reverse=True)
    kept = re.split("|".join(map(re.escape, longest)), plain(at.printed))
    room = len(longest[0]) + 4
    pattern = f".{{0,{room}}}?".join(map(re.escape, kept))
    return re.fullmatch(pattern, plain(at.said)) is not None


def _other_name(plan: Plan, at: Spot) -> str:
    mine, printed = at.names
    unit = plan.by_name.get(mine)
    if unit and printed in unit.misprints:
        return f"{printed}是{unit.name}的误写"
    if unit and printed in unit.names:
        return f"{printed}是{unit.name}的别名"
    return ""


def of_doubt(plan: Plan, ident: str, message: str) -> str:
    """Return what accounts for a doubt of import's: an erratum whose value it names."""
    here = (one for one in plan.errata if one.at == ident and one.value)
    return next((one.printed for one in here if one.value in message), "")


def not_borne_out(plan: Plan, printed: Mapping[str, str]) -> dict[int, Erratum]:
    """Return the errata whose value the document does not print at their place, by number.

    Args:
        plan: The plan.
        printed: Id in the plan → what the document says there, see `plain`.
    """
    return {
        index: one
        for index, one in enumerate(plan.errata)
        if one.value and one.at in printed and plain(one.value) not in printed[one.at]
    }
