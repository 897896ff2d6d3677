"""What the office ruled up to a period, by measure and unit."""

from collections.abc import Mapping, Sequence
from datetime import date

from sciplan.plan.model import Plan
from sciplan.plan.periods import ReportingPeriod, period_of
from sciplan.plan.returns import CLOSED, EXTENDED, Ruling


class RulingsUpTo:
    """What the office said up to a period.

    Args:
        plan: The plan as its duties stand in the period.
        period: The period.
        ruled: Period → the rulings of it, in their file's order.
    """

    def __init__(
        self, plan: Plan, period: ReportingPeriod, ruled: Mapping[str, Sequence[Ruling]]
    ) -> None:
        self.plan = plan
        self.period = period
        self.by_measure: dict[str, list[tuple[ReportingPeriod, Ruling]]] = {}
        dated = [(period_of(text), rulings) for text, rulings in ruled.items()]
        known = [(each, rulings) for each, rulings in dated if each and each.last <= period.last]
        known.sort(key=lambda pair: (pair[0].last, pair[0].first))
        for each, rulings in known:
            for ruling in rulings:
                self.by_measure.setdefault(ruling.measure, []).append((each, ruling))

    def of(self, measure: str, unit: str) -> tuple[Ruling | None, date | None]:
        """Return the ruling of a measure and unit, and the last day that was agreed to.

        What is about the unit's return goes before what is about the measure. What was closed
        stays so, and what was put off stays put off to the last day that was agreed to: to agree
        to a report, or to send it back, takes no day away.
        """
        about = [each for each in self.by_measure.get(measure, ()) if self._is_about(each[1], unit)]
        about.sort(key=lambda each: (each[0].last, bool(each[1].unit)))
        until = next((ruling for _, ruling in reversed(about) if ruling.verdict == EXTENDED), None)
        newest = about[-1] if about else None
        stands = newest and (newest[0] == self.period or newest[1].verdict == CLOSED)
        return newest[1] if newest and stands else None, until.last_day if until else None

    def _is_about(self, ruling: Ruling, unit: str) -> bool:
        named = self.plan.by_name.get(ruling.unit)
        return not ruling.unit or (named is not None and named.name == unit)
