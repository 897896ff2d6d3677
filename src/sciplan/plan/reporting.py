"""Who is asked to report what, and until when."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from sciplan.plan.model import Entry, Plan
from sciplan.plan.periods import KINDS, ReportingPeriod, period_at
from sciplan.plan.returns import Progress
from sciplan.plan.role import Role


class Asked(NamedTuple):
    """A measure of which a unit is asked.

    Args:
        entry: The measure where it stands.
        role: The unit's role in it.
    """

    entry: Entry
    role: Role


def plan_in(plan: Plan, period: ReportingPeriod) -> Plan:
    """Return a plan with the duties in force at a period's end, where reforms moved any.

    A body that passed its duties on is asked through its successor from that day.
    """
    day = day_in(plan, period)
    if day is None:
        return plan
    from sciplan.plan.reforms.day import as_of

    return as_of(plan, day)


def day_in(plan: Plan, period: ReportingPeriod) -> date | None:
    """Return the day on which duties are looked at for a period; None where no reform is told."""
    if not plan.reforms:
        return None
    return max(period.last, plan.head.issued or period.last)


def held(plan: Plan) -> dict[str, tuple[Asked, ...]]:
    """Return unit's short name → all measures in which it has a duty, in document order.

    Units stand by precedence; those without any are there too, collective ones are not, nor what
    stands in where a reform names no successor.
    """
    found: dict[str, list[Asked]] = {
        unit.name: [] for unit in plan.units if not (unit.collective or unit.vacant)
    }
    for entry in plan.entries:
        for duty in plan.duties(entry.measure):
            if duty.unit in found:
                found[duty.unit].append(Asked(entry, duty.role))
    return {unit: tuple(measures) for unit, measures in found.items()}


def asked(plan: Plan) -> dict[str, tuple[Asked, ...]]:
    """Return unit's short name → the measures that it reports on; of units that report on any.

    Those it leads or is responsible for; where the plan asks for it, those it cooperates in too.
    """
    answering = {Role.LEAD, Role.RESPONSIBLE}
    if plan.progress and plan.progress.also_cooperating:
        answering.add(Role.COOPERATING)
    found = {
        unit: tuple(one for one in measures if one.role in answering)
        for unit, measures in held(plan).items()
    }
    return {unit: measures for unit, measures in found.items() if measures}


def due_day(progress: Progress | None, period: ReportingPeriod) -> date | None:
    """Return the day until which returns for a period are due; None where it is not laid down."""
    due = progress.due if progress else None
    if due is None:
        return None
    if due.after is not None:
        return period.last + timedelta(days=int(due.after))
    if due.day is None:
        return None
    last = period.last
    return last.replace(day=min(max(int(due.day), 1), monthrange(last.year, last.month)[1]))


def period_now(progress: Progress | None, day: date) -> ReportingPeriod | None:
    """Return the period to ask about on a day; None where the plan doesn't say how often it asks.

    Where returns are due behind a period's end, that is the last one that is over.
    """
    if progress is None or not progress.period:
        return None
    now = period_at(day, progress.period)
    behind = progress.due is not None and progress.due.after is not None
    return now.before if behind and day < now.last else now


def is_usual(progress: Progress | None, period: ReportingPeriod) -> bool:
    """Whether a period is as long as those that the plan asks about, or it doesn't say."""
    usual = progress.period if progress else ""
    return usual not in KINDS or usual == period.kind


def is_within(plan: Plan, period: ReportingPeriod) -> bool:
    """Whether a period lies in the plan's own, or that isn't known."""
    own = plan.head.period
    return own is None or own.start <= period.year <= own.end
