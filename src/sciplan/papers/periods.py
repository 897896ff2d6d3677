"""Which period units are asked about."""

from sciplan.base.asking import agreed, answer_to, can_ask
from sciplan.base.clock import today
from sciplan.base.errors import SciplanError
from sciplan.plan.model import Plan
from sciplan.plan.periods import KIND_WORDS, ReportingPeriod, period_of
from sciplan.plan.reporting import is_usual, is_within, period_now


def to_ask(plan: Plan, period: ReportingPeriod | None, *, yes: bool) -> ReportingPeriod:
    """Return the period to ask about: the one that was typed, or one that is proposed.

    Args:
        plan: The plan.
        period: What was typed, if anything.
        yes: To ask about a time outside the plan's own without being asked again.

    Raises:
        SciplanError: It isn't known, is of another length than the plan's, or lies outside the
            plan's own and nobody agreed to that.
    """
    period = period or _proposed(plan)
    if not is_usual(plan.progress, period):
        usual = KIND_WORDS[plan.progress.period] if plan.progress else ""
        raise SciplanError(f"方案写明按{usual}报（progress.period），{period.text} 不是")
    own = plan.head.period
    if own and not is_within(plan, period) and not yes:
        over = "实施期已满" if period.year > own.end else "实施期还没有开始"
        said = f"{period.words}不在实施期内：{over}（{own.start}—{own.end}年）"
        if not can_ask():
            raise SciplanError(f"{said}；仍要填报，请加 --yes")
        if not agreed(f"{said}，仍要填报吗？"):
            raise SciplanError("没有写入")
    return period


def _proposed(plan: Plan) -> ReportingPeriod:
    """Return the period that the user takes of what is proposed."""
    now = period_now(plan.progress, today())
    example = now.text if now else "2025-11"
    if not can_ask():
        raise SciplanError(f"请写明填报期，如 --period {example}")
    typed = answer_to("填报期", example) if now else example
    found = period_of(typed) if now else None
    if found is None:
        raise SciplanError(f"请写明填报期，如 --period {example}")
    return found
