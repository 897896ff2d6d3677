"""Who has not reported yet: texts to send to units, and the counts for whoever leads."""

import re
from datetime import date

from sciplan.plan.model import Plan, Unit
from sciplan.plan.periods import ReportingPeriod
from sciplan.plan.reporting import due_day
from sciplan.queries.returned import Turnout

_PARTY = re.compile("中共|[省市区县旗州]?(纪委|委(?!员))|党委|党工委")
"""How names of bodies of the Party begin; 团市委 is none."""


def counts(turnout: Turnout, period: ReportingPeriod) -> str:
    """Return how many units are asked, came, are missing, as one line for whoever leads."""
    late = f"（其中逾期报送 {len(turnout.late)} 家）" if turnout.late else ""
    missing = f"：{'、'.join(turnout.missing)}" if turnout.missing else ""
    return (
        f"{period.words}应报 {len(turnout.asked)} 家，已报 {len(turnout.came)} 家{late}，"
        f"未报 {len(turnout.missing)} 家{missing}。"
    )


def reminder(plan: Plan, unit: str, period: ReportingPeriod, today: date) -> str:
    """Return what to write to a unit whose return has not come.

    Bodies of the Party are reminded gently: nobody presses them to report.
    """
    due = due_day(plan.progress, period)
    by = f"{due.month}月{due.day}日前" if due and due >= today else ""
    said = f"{unit}：贵单位{period.short}进展情况尚未收到，"
    if is_party(plan.by_name[unit]):
        return f"{said}方便时烦请{f'在{by}' if by else ''}报送为盼，谢谢支持。"
    if by:
        return f"{said}请于{by}报送。"
    over = f"报送时限{due.month}月{due.day}日已过，" if due else ""
    return f"{said}{over}请尽快报送。"


def supplement(unit: str, measures: tuple[str, ...], period: ReportingPeriod) -> str:
    """Return what to write to a unit whose return leaves measures out."""
    return f"{unit}：贵单位{period.short}进展情况已收到，还缺 {'、'.join(measures)}，请补报。"


def is_party(unit: Unit) -> bool:
    """Whether a unit is a body of the Party, by its category, else by its name."""
    if unit.category:
        return "党委" in unit.category or "党的" in unit.category
    return any(_PARTY.match(name) for name in (unit.name, unit.full_name))
