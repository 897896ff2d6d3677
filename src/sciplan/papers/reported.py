"""What papers about reports have in common: who reported, how a task stands, what isn't known."""

from collections.abc import Iterator, Sequence

from sciplan.base.answer import cell_text
from sciplan.papers.source import Source
from sciplan.plan.model import Plan
from sciplan.plan.periods import ReportingPeriod
from sciplan.plan.reporting import due_day
from sciplan.plan.role import Role
from sciplan.queries.progress import UNVERIFIED
from sciplan.queries.report_texts import done_text
from sciplan.queries.returned import Reported, Returned, Turnout

_SENT_BACK = "退回补充"
OVERDUE_MEANS = (
    "逾期：到期末已过完成时限而没有完成；未达到序时：还在时限以内，比按起止时间折算的少。"
)


class About:
    """A period of which there are reports.

    Args:
        returned: All that was reported on the plan.
        period: The period.
        rows: What was reported of it.
    """

    def __init__(
        self, returned: Returned, period: ReportingPeriod, rows: Sequence[Reported]
    ) -> None:
        self.returned = returned
        self.period = period
        self.rows = rows

    @property
    def plan(self) -> Plan:
        """The plan, with the duties in force at the period's end."""
        return self.returned.plan_at(self.period)

    @property
    def turnout(self) -> Turnout:
        """Who reported and who did not."""
        return self.returned.turnout(self.period)

    def named(self, paper: str) -> str:
        """Return what a paper's file is called, so that each period has its own."""
        return f"{paper}（{self.period.words}）"


def about(source: Source) -> About | None:
    """Return the period that papers are about; None where nobody reported."""
    looked = source.looked
    if looked is None or looked.period is None or not any(row.item for row in looked.rows):
        return None
    return About(looked.returned, looked.period, looked.rows)


def lacking(source: Source) -> Iterator[str]:
    """Yield why a paper about reports is not made."""
    if about(source) is None:
        period = source.looked.period if source.looked else None
        of = f"{period.words}的" if period else ""
        yield f"还没有单位报送{of}进展；收回的表先用 sciplan collect 汇总"


def numbers_text(row: Reported) -> str:
    """Return a unit's numbers against the targets, with the sum where that is what is compared."""
    sums = [
        f"{f'{target.what} ' if len(row.targets) > 1 else ''}{cell_text(total)}{target.unit}"
        for target, total in zip(row.targets, row.totals, strict=True)
        if total is not None
    ]
    together = f"合计{'、'.join(sums)}" if sums else ""
    return "；".join(filter(None, (done_text(row), together)))


def unit_text(row: Reported) -> str:
    """Return the unit, with its role where it doesn't lead."""
    return row.unit if row.duty.role is Role.LEAD else f"{row.unit}（{row.duty.role.word}）"


def told(found: About) -> Iterator[str]:
    """Yield what stands at a paper's foot: who reported, what is missing, what nobody verified."""
    yield _counts(found)
    turnout = found.turnout
    if turnout.missing:
        yield f"未报：{'、'.join(turnout.missing)}。"
    if turnout.partly:
        units = (f"{unit}（{'、'.join(ids)}）" for unit, ids in turnout.partly.items())
        yield f"报了而缺项：{'、'.join(units)}。"
    nobody = found.returned.nobody(found.period)
    if nobody:
        yield f"没有单位要报的任务：{'、'.join(nobody)}。"
    yield from unverified(found.rows)


def unverified(rows: Sequence[Reported]) -> Iterator[str]:
    """Yield that nobody verified what was reported, as far as the office has not said anything."""
    open_ = {
        row.entry.measure.id
        for row in rows
        if row.item and (row.ruling is None or row.verdict == _SENT_BACK)
    }
    if not open_:
        return
    ruled = {row.entry.measure.id for row in rows if row.item} - open_
    yield f"{UNVERIFIED.rstrip('。')}；{len(ruled)}项已核定。" if ruled else UNVERIFIED


def _counts(found: About) -> str:
    turnout = found.turnout
    asked = f"应报{len(turnout.asked)}家"
    missing = f"未报{len(turnout.missing)}家"
    if due_day(found.plan.progress, found.period) is None:
        came = f"已报{len(turnout.came)}家"
        return f"{asked}，{came}，{missing}（没有规定报送时限，不分按时、逾期）。"
    unknown = sum(day is None for day in turnout.arrived.values())
    on_time = len(turnout.came) - len(turnout.late) - unknown
    undated = f"，收到日期不明{unknown}家" if unknown else ""
    late = f"逾期报送{len(turnout.late)}家"
    return f"{asked}，按时报送{on_time}家，{late}{undated}，{missing}。"
