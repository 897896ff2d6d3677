"""年份落在方案的实施期之外。

指标的完成年份（by）和举措的完成日期（deadline_date）应在实施期（plan.period）之内，成文日期（issued）
不应晚于实施期结束，起始年不应晚于终止年。多半是年份写错一位。对照印发文本改正；
文件确实这样写的，在 errata 里说明。没有写实施期的方案不检查。

错误示例::

    plan: {id: example, title: 示例, period: {from: 2021, to: 2025}}
    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        deadline_date: 2026-06-30
        lead:
          - 市科协

正确示例::

    plan: {id: example, title: 示例, period: {from: 2021, to: 2025}}
    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        deadline_date: 2025-06-30
        lead:
          - 市科协
"""

from collections.abc import Iterator

from sciplan.base.problem import FieldPath, Finding
from sciplan.plan.model import Period, Plan
from sciplan.plan.walk import targets

_Dated = tuple[FieldPath, str, str, int, str]
"""Path, id or "plan", what it is in words, year, as written."""


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every year that the plan's period doesn't hold, and a period that runs backwards."""
    period = plan.head.period
    if period is None or not (period.start and period.end):
        return
    if period.start > period.end:
        yield Finding(
            path=("plan", "period"),
            message=f"实施期从 {period.start} 年到 {period.end} 年，起止颠倒",
            hint="改正 from 和 to",
            value=str(period.start),
        )
        return
    for path, at, what, year, written in _dated(plan, period):
        if not period.start <= year <= period.end:
            yield Finding(
                path=path,
                message=f"{what} {written} 不在实施期 {period.start}—{period.end} 之内",
                hint="对照印发文本改正",
                at=at,
                value=written,
            )


def _dated(plan: Plan, period: Period) -> Iterator[_Dated]:
    issued = plan.head.issued
    # A plan may well be issued before its period begins.
    if issued and issued.year > period.end:
        yield ("plan", "issued"), "plan", "成文日期", issued.year, str(issued)
    for path, at, target in targets(plan):
        if target.due:
            what = f"指标“{target.what}”的完成年份"
            yield (*path, "by"), at, what, target.due.year, str(target.by)
    for entry in plan.entries:
        day = entry.measure.deadline_date
        if day:
            what = f"{entry.measure.id} 的完成日期"
            yield (*entry.path, "deadline_date"), entry.measure.id, what, day.year, str(day)
