"""What accounts for a difference: an erratum at its place, or a name's other writing."""

import re
from collections.abc import Iterator, Sequence

from sciplan.base.problem import Severity
from sciplan.compare.verify.alignment import plain
from sciplan.compare.verify.difference import Difference
from sciplan.plan.model import Erratum, Plan

_MAY_EXPLAIN = {
    "unit-in-two-roles": frozenset({"missing-unit"}),
    "repeated-unit": frozenset({"count-differs"}),
    "misprint-used": frozenset({"name-differs", "unit-differs"}),
    "alias-used": frozenset({"name-differs"}),
    "unusual-order": frozenset({"order-differs"}),
    "bad-target": frozenset({"number-differs", "what-not-found"}),
    "quote-not-in-text": frozenset({"quote-not-found", "text-differs"}),
    "damaged-text": frozenset({"text-differs", "title-differs", "quote-not-found"}),
}
"""A rule that an erratum names → the differences it can be about; without a rule, any."""


def reason(plan: Plan, difference: Difference) -> str:
    """Return what accounts for a difference, empty for nothing."""
    here = [one for one in plan.errata if one.at == difference.ident and one.value]
    for erratum in here:
        may = _MAY_EXPLAIN.get(erratum.rule) if erratum.rule else None
        if (may is None or difference.code in may) and _is_about(plan, erratum, difference):
            return erratum.printed
    if difference.said and difference.printed and _reads_otherwise(here, difference):
        return "；".join(erratum.printed for erratum in here)
    return _other_name(plan, difference)


def _is_about(plan: Plan, erratum: Erratum, difference: Difference) -> bool:
    value = plain(erratum.value)
    if erratum.rule == "unit-in-two-roles" and not _named_at_all(plan, difference.ident, value):
        return False
    said = [*difference.names, difference.said, difference.printed]
    return value in map(plain, filter(None, said))


def _named_at_all(plan: Plan, ident: str, unit: str) -> bool:
    """Whether a measure still names a unit whose second naming was left out."""
    entries = [entry for entry in plan.entries if entry.measure.id == ident]
    return any(duty.unit == unit for entry in entries for duty in plan.duties(entry.measure))


def _reads_otherwise(errata: Sequence[Erratum], difference: Difference) -> bool:
    """Whether two wordings agree but for what errata say of the print.

    The plan may read a printed 全省市 as 全市; it may not differ elsewhere.
    """
    values = sorted({plain(one.value) for one in errata}, key=len, reverse=True)
    printed = plain(difference.printed)
    if not any(value in printed for value in values):
        return False
    kept = re.split("|".join(map(re.escape, values)), printed)
    room = max(map(len, values)) + 4
    pattern = f".{{0,{room}}}?".join(map(re.escape, kept))
    return re.fullmatch(pattern, plain(difference.said)) is not None


def _other_name(plan: Plan, difference: Difference) -> str:
    if difference.code == "name-differs":
        mine, printed = difference.names
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


def not_borne_out(plan: Plan, printed: dict[str, str]) -> Iterator[Difference]:
    """Yield errata whose value the document does not print at their place: a warning.

    Args:
        plan: The plan.
        printed: Id in the plan → what the document says there, see `plain`.
    """
    for index, erratum in enumerate(plan.errata):
        text = printed.get(erratum.at)
        if erratum.value and text is not None and plain(erratum.value) not in text:
            yield Difference(
                code="erratum-not-found",
                path=("errata", index),
                ident=erratum.at,
                message=f"文本说明 {erratum.at}：正式文件这里没有“{erratum.value}”",
                severity=Severity.WARNING,
            )
