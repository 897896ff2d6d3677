"""What units reported of a plan, beside what it asks: the facts behind screens and papers.

A row is a measure and a unit. Each unit's report stands for itself: numbers of several are added
only where the target says so, and what the office rules stands beside them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from sciplan.plan.model import Duty, Entry, Plan, Target
from sciplan.plan.pace import BEHIND, NO_NUMBER, NOT_COMPARED, OVERDUE, Pace, pace, worst
from sciplan.plan.periods import ReportingPeriod
from sciplan.plan.reporting import asked, due_day, is_usual, plan_in
from sciplan.plan.returns import CLOSED, UNRULED, Item, Ruling
from sciplan.plan.role import Role
from sciplan.planfile.returns import Filed, Reports
from sciplan.queries.ruled import RulingsUpTo

FINISHED = "已完成"
UNREPORTED = "未报"
_ANSWERING = (Role.LEAD, Role.RESPONSIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What a unit reported of a measure for a period.

    Args:
        plan: The plan, with the duties in force at the period's end.
        period: The period.
        entry: The measure where it stands.
        duty: The unit's duty in it.
        item: What it reported; None where it did not.
        filed: The return that says it; None where there is none.
        ruling: What the office said of it, if anything.
        until: A later last day that the office agreed to.
        totals: What all units together reached of each target that says to add; None elsewhere.
        paces: How far each target is, in the order of the measure's targets.
    """

    plan: Plan
    period: ReportingPeriod
    entry: Entry
    duty: Duty
    item: Item | None
    filed: Filed | None
    ruling: Ruling | None
    until: date | None
    totals: tuple[int | float | None, ...] = ()
    paces: tuple[Pace, ...] = ()

    @property
    def unit(self) -> str:
        """The unit's short name."""
        return self.duty.unit

    @property
    def targets(self) -> tuple[Target, ...]:
        """The measure's targets."""
        return self.entry.measure.targets

    @property
    def state(self) -> str | None:
        """完成情况 as the unit reports it, one of the five; None where it reported nothing."""
        return self.item.state if self.item else None

    @property
    def pace(self) -> str:
        """进度: 逾期 where its last day is over, else the worst of the targets'."""
        return OVERDUE if self.is_overdue else self.worst_of_targets

    @property
    def worst_of_targets(self) -> str:
        """The worst 进度 of what is compared by numbers."""
        return worst(each.word for each in self.paces)

    @property
    def verdict(self) -> str:
        """核定."""
        return self.ruling.verdict if self.ruling else UNRULED

    @property
    def done(self) -> tuple[int | float | None, ...]:
        """Numbers so far, in the order of the targets; None where none was given."""
        return tuple(number_of(self, target) for target in self.targets)

    @property
    def this_period(self) -> tuple[int | float | None, ...]:
        """Of these, the numbers of this period."""
        numbers = self.item.this_period if self.item else None
        return tuple(_number(numbers, target, self.targets) for target in self.targets)

    @property
    def last_days(self) -> list[date]:
        """The days until which what is not done yet is due, later ones agreed to counted."""
        own = self.entry.measure.deadline_date
        days = [own] if own else []
        days += [
            target.due
            for target, number in zip(self.targets, self.done, strict=True)
            if target.due and not _is_met(target, number)
        ]
        return [max(day, self.until or day) for day in days]

    @property
    def is_finished(self) -> bool:
        """Whether the unit says that it is done, or the office has closed it."""
        return self.state == FINISHED or self.verdict == CLOSED

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is over and it is not done."""
        if self.verdict == CLOSED:
            return False
        if self.worst_of_targets == OVERDUE:
            return True
        return not self.is_finished and any(day < self.period.last for day in self.last_days)

    @property
    def is_late(self) -> bool:
        """Whether it is behind its time or over it, and the office has not closed it."""
        return self.verdict != CLOSED and self.pace in (BEHIND, OVERDUE)

    @property
    def said(self) -> tuple[object, ...]:
        """What the unit says, to be held against what it said before."""
        item = self.item
        if item is None:
            return ()
        return (item.state, self.done, item.progress, item.trouble, item.next, item.needs)


def number_of(row: Reported, target: Target) -> int | float | None:
    """Return the number so far that a unit reported for a target; None where it gave none."""
    return _number(row.item.done if row.item else None, target, row.targets)


def _number(
    numbers: Mapping[str, int | float] | None, target: Target, targets: Sequence[Target]
) -> int | float | None:
    if not numbers:
        return None
    alone = len(targets) == 1
    return numbers.get(target.what, numbers.get("") if alone else None)


def _is_met(target: Target, number: float | None) -> bool:
    amount = target.amount
    if number is None or isinstance(amount, str) or target.op == "at_most":
        return False
    return number >= amount


class Turnout(NamedTuple):
    """Who reported for a period, by precedence.

    Args:
        asked: Units that are asked.
        came: Of these, those of which there is a return.
        late: Of these, those whose return came after it was due.
        missing: Those of which there is none.
        partly: Unit whose return leaves out measures → their ids.
        arrived: Unit whose return came → the day; None where nobody noted it.
    """

    asked: tuple[str, ...]
    came: tuple[str, ...]
    late: tuple[str, ...]
    missing: tuple[str, ...]
    partly: Mapping[str, tuple[str, ...]]
    arrived: Mapping[str, date | None]


class Returned:
    """All that was reported and ruled on a plan, period by period.

    Args:
        plan: The plan, as issued or as of a day.
        reports: What was reported on it.
    """

    def __init__(self, plan: Plan, reports: Reports) -> None:
        self.plan = plan
        self.reports = reports
        self._rows: dict[ReportingPeriod, tuple[Reported, ...]] = {}
        self._by_key: dict[ReportingPeriod, dict[tuple[str, str], Reported]] = {}
        self._plans: dict[ReportingPeriod, Plan] = {}

    @cached_property
    def periods(self) -> list[ReportingPeriod]:
        """The periods of the plan's usual length of which there is something, the oldest first."""
        every = self.reports.periods
        return [each for each in every if is_usual(self.plan.progress, each)] or every

    def before(self, period: ReportingPeriod) -> ReportingPeriod | None:
        """Return the last period before one; None where it is the first."""
        earlier = [each for each in self.periods if each.last < period.last]
        return earlier[-1] if earlier else None

    def plan_at(self, period: ReportingPeriod) -> Plan:
        """Return the plan with the duties in force at a period's end."""
        if period not in self._plans:
            same_day = self.plan.revised and self.plan.revised.day == period.last
            self._plans[period] = self.plan if same_day else plan_in(self.plan.issued_plan, period)
        return self._plans[period]

    def rows(self, period: ReportingPeriod) -> tuple[Reported, ...]:
        """Return a period's rows: whoever is asked, and whoever reported without being asked.

        In document order, of a measure in the order of its duties, leads first.
        """
        if period not in self._rows:
            self._rows[period] = tuple(self._made(period))
            self._by_key[period] = {
                (row.entry.measure.id, row.unit): row for row in self._rows[period]
            }
        return self._rows[period]

    def row(self, period: ReportingPeriod, measure: str, unit: str) -> Reported | None:
        """Return the row of a measure and unit; None where there is none."""
        self.rows(period)
        return self._by_key[period].get((measure, unit))

    def earlier(self, row: Reported) -> Reported | None:
        """Return what was reported of the same in the period before; None where nothing was.

        Where the duty passed to the unit meanwhile, what the body that had it reported.
        """
        period = self.before(row.period)
        if period is None:
            return None
        origin = row.duty.origin
        names = [row.unit, *([origin.moved_from] if origin and origin.moved_from else [])]
        known = self.plan_at(period).by_name
        found = (
            self.row(period, row.entry.measure.id, known[name].name)
            for name in names
            if name in known
        )
        return next((each for each in found if each and each.item), None)

    def turnout(self, period: ReportingPeriod) -> Turnout:
        """Return who reported for a period and who did not."""
        plan = self.plan_at(period)
        wanted = asked(plan)
        filed = self._filed(period)
        came = tuple(unit for unit in wanted if unit in filed)
        due = due_day(plan.progress, period)
        arrived = {unit: _arrived(filed[unit]) for unit in came}
        left = {
            unit: tuple(
                one.entry.measure.id
                for one in wanted[unit]
                if _item(filed[unit], one.entry.measure.id)[0] is None
            )
            for unit in came
        }
        return Turnout(
            asked=tuple(wanted),
            came=came,
            late=tuple(unit for unit, day in arrived.items() if due and day and day > due),
            missing=tuple(unit for unit in wanted if unit not in filed),
            partly={unit: ids for unit, ids in left.items() if ids},
            arrived=arrived,
        )

    def nobody(self, period: ReportingPeriod) -> tuple[str, ...]:
        """Return the ids of measures on which nobody is asked to report."""
        plan = self.plan_at(period)
        reported = {one.entry.measure.id for held in asked(plan).values() for one in held}
        return tuple(entry.measure.id for entry in plan.entries if entry.measure.id not in reported)

    def stray(self, period: ReportingPeriod) -> tuple[Filed, ...]:
        """Return returns of units that the plan doesn't know, which no row shows."""
        known = self.plan_at(period).by_name
        return tuple(
            filed
            for filed in self.reports.returns
            if filed.period == period and filed.value.unit not in known
        )

    def doubled(self, period: ReportingPeriod) -> dict[str, tuple[str, ...]]:
        """Return unit → names of its files, where there are several: the first goes before."""
        return {
            unit: tuple(each.value.unit for each in filed)
            for unit, filed in self._filed(period).items()
            if len(filed) > 1
        }

    def _filed(self, period: ReportingPeriod) -> dict[str, list[Filed]]:
        """Return unit's short name → its returns, its own before those of bodies it took over."""
        known = self.plan_at(period).by_name
        found: dict[str, list[Filed]] = {}
        for filed in self.reports.returns:
            if filed.period == period and filed.value.unit in known:
                found.setdefault(known[filed.value.unit].name, []).append(filed)
        for unit, each in found.items():
            each.sort(key=lambda filed: filed.value.unit != unit)
        return found

    def _made(self, period: ReportingPeriod) -> Iterator[Reported]:
        plan = self.plan_at(period)
        wanted = {
            (unit, one.entry.measure.id) for unit, held in asked(plan).items() for one in held
        }
        filed = self._filed(period)
        rulings = self._rulings(plan, period)
        for entry in plan.entries:
            drafts = []
            for duty in plan.duties(entry.measure):
                item, source = _item(filed.get(duty.unit, ()), entry.measure.id)
                if item is None and (duty.unit, entry.measure.id) not in wanted:
                    continue
                ruling, until = rulings.of(entry.measure.id, duty.unit)
                drafts.append(
                    Reported(
                        plan=plan,
                        period=period,
                        entry=entry,
                        duty=duty,
                        item=item,
                        filed=source,
                        ruling=ruling,
                        until=until,
                    )
                )
            yield from (_with_paces(row, drafts) for row in drafts)

    def ruled(
        self, measure: str, unit: str, period: ReportingPeriod
    ) -> tuple[Ruling | None, date | None]:
        """Return what the office said of a unit's measure in a period, and the day put off to."""
        return self._rulings(self.plan_at(period), period).of(measure, unit)

    def _rulings(self, plan: Plan, period: ReportingPeriod) -> RulingsUpTo:
        return RulingsUpTo(plan, period, self.reports.rulings)


def _item(filed: Sequence[Filed], measure: str) -> tuple[Item | None, Filed | None]:
    for each in filed:
        if measure in each.value.items:
            return each.value.items[measure], each
    return None, filed[0] if filed else None


def _arrived(filed: Sequence[Filed]) -> date | None:
    return min((each.value.received for each in filed if each.value.received), default=None)


def _with_paces(row: Reported, together: Sequence[Reported]) -> Reported:
    totals = tuple(_total(target, together) for target in row.targets)
    paces = tuple(
        _pace(row, target, total, together)
        for target, total in zip(row.targets, totals, strict=True)
    )
    return replace(row, totals=totals, paces=paces)


def _total(target: Target, together: Sequence[Reported]) -> int | float | None:
    numbers = [number for each in together if (number := number_of(each, target)) is not None]
    return sum(numbers) if target.counting == "sum" and len(together) > 1 and numbers else None


def _pace(row: Reported, target: Target, total: float | None, together: Sequence[Reported]) -> Pace:
    """Return how far a target is by what a unit reports, or by the sum where it says so."""
    number = number_of(row, target) if total is None else total
    found = pace(target, number, row.period.last, row.until)
    if total is None:
        unreported = row.item is None and found.why == NO_NUMBER
        return found._replace(why=UNREPORTED) if unreported else found
    lacking = [
        each.unit
        for each in together
        if number_of(each, target) is None and each.duty.role in _ANSWERING
    ]
    if lacking and found.word in (BEHIND, OVERDUE):
        # The sum may be enough with what is still to come.
        return Pace(NOT_COMPARED, why=f"合计还缺{'、'.join(lacking)}的数")
    return found
