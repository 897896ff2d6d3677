"""进度, which is worked out: how far a number is against how much of its time is gone.

Only a count that adds up from a first day to a last one can be compared: of a target with both
`from` and `by`, and a number that is no rate. Expected is the target times the share of its days
that are gone, the last day of the period among them (序时进度). A count within one whole of that
is 达到序时, since a unit can't train half a person; beyond is 超序时, below 未达到序时; below the
target when its last day is over is 逾期.
"""

from collections.abc import Iterable
from datetime import date
from math import ceil, floor
from typing import NamedTuple

from sciplan.plan.model import Target

AHEAD, ON, BEHIND, OVERDUE, NOT_COMPARED = "超序时", "达到序时", "未达到序时", "逾期", "不作比较"
NO_NUMBER = "本期没有报数"
_WORST_FIRST = (OVERDUE, BEHIND, ON, AHEAD)
_RATES = ("%", "％", "‰", "百分点", "个百分点")


class Pace(NamedTuple):
    """How far a target is.

    Args:
        word: One of the five above.
        expected: The number that its time asks for; None where it is not compared.
        behind: Percentage points of the target that it lacks of that, at least 0.
        why: Why it is not compared, in Chinese; empty where it is.
    """

    word: str
    expected: float | None = None
    behind: float = 0.0
    why: str = ""


def pace(target: Target, done: float | None, day: date, until: date | None = None) -> Pace:
    """Return how far a target is on a day.

    Args:
        target: The target.
        done: The number so far; None where none was reported.
        day: The day, the period's last.
        until: A later last day that the office agreed to.
    """
    begins, due, amount = target.begins, target.due, target.amount
    if until and (due is None or until > due):
        due = until if due else None
    why = _why_not(target)
    if why or begins is None or due is None or isinstance(amount, str):
        return Pace(NOT_COMPARED, why=why)
    if done is None:
        return Pace(NOT_COMPARED, why=NO_NUMBER)
    share = min(max(((day - begins).days + 1) / ((due - begins).days + 1), 0), 1)
    expected = amount * share
    behind = max(expected - done, 0) / amount * 100
    if day > due and done < amount:
        return Pace(OVERDUE, expected, behind)
    if done < floor(expected):
        return Pace(BEHIND, expected, behind)
    return Pace(AHEAD if done > ceil(expected) else ON, expected)


def is_rate(target: Target) -> bool:
    """Whether a target is a rate, which never adds up."""
    return target.unit in _RATES


def _why_not(target: Target) -> str:
    if isinstance(target.amount, str):
        return "不是数"
    if is_rate(target):
        return "是比率，不是累计数"
    if target.op == "at_most":
        return "是上限"
    if target.begins is None or target.due is None:
        return "没有写明起止时间（from、by）"
    return "起止时间倒置" if target.begins > target.due or target.amount <= 0 else ""


def worst(words: Iterable[str]) -> str:
    """Return the worst of several; 不作比较 where none is compared."""
    found = set(words)
    for word in _WORST_FIRST:
        if word in found:
            return word
    return NOT_COMPARED
