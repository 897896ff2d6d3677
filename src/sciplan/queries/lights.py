"""Which light a report calls for, by the rules that the plan's `progress:` block lays down."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sciplan.base.numerals import without_exponent
from sciplan.plan.returns import CLOSED, Light, When
from sciplan.plan.wording import day_text
from sciplan.queries.report_texts import state_word
from sciplan.queries.returned import UNREPORTED, Reported, Returned


class Lit(NamedTuple):
    """A light that is proposed; a person confirms it.

    Args:
        name: What the rule calls it: 黄.
        why: What it stands on, in words.
        basis: The document that lays the rule down; empty where the plan doesn't say.
    """

    name: str
    why: str
    basis: str

    @property
    def text(self) -> str:
        """As it is printed: 建议亮黄灯（落后序时 12 个百分点；某办〔2025〕3号）."""
        lamp = self.name if self.name.endswith("灯") else f"{self.name}灯"
        return f"建议亮{lamp}（{self.why}；{self.basis or '依据未写明'}）"


def light_of(row: Reported, returned: Returned) -> Lit | None:
    """Return the light of the first rule that fits; None where none does, or there are no rules.

    What the office has closed has none.
    """
    block = row.plan.progress
    if block is None or row.verdict == CLOSED:
        return None
    return next(filter(None, (_lit(rule, row, returned) for rule in block.lights)), None)


def _lit(rule: Light, row: Reported, returned: Returned) -> Lit | None:
    why = _reasons(rule.when, row)
    if not why:
        return None
    periods = int(rule.when.for_periods or 1)
    if periods > 1:
        if not _held_before(rule.when, row, returned, periods - 1):
            return None
        why = [*why, f"连续 {periods} 期"]
    return Lit(rule.name, "，".join(why), rule.basis)


def _held_before(when: When, row: Reported, returned: Returned, count: int) -> bool:
    """Whether a rule fitted in each of the periods that follow one another up to this one."""
    period = row.period
    for _ in range(count):
        period = period.before
        # Of a period for which nobody reported it is not known that it was asked.
        before = (
            returned.row(period, row.entry.measure.id, row.unit)
            if period in returned.periods
            else None
        )
        if before is None or not _reasons(when, before):
            return False
    return True


def _reasons(when: When, row: Reported) -> Sequence[str]:
    """Return why a row is as a rule says, one text a condition; none unless all of them hold."""
    found = list(_conditions(when, row))
    return [] if None in found else [each for each in found if each]


def _conditions(when: When, row: Reported) -> Iterator[str | None]:
    if when.behind is not None:
        behind = max((pace.behind for pace in row.paces), default=0.0)
        points = without_exponent(f"{behind:.1f}").removesuffix(".0")
        yield f"落后序时 {points} 个百分点" if behind and behind >= when.behind else None
    if when.overdue:
        yield _over(row) if row.is_overdue else None
    if when.due_within is not None:
        yield _near(row, when.due_within)
    if when.state:
        yield f"完成情况为{state_word(row)}" if row.state == when.state else None
    if when.missing:
        yield f"本期{UNREPORTED}" if row.item is None else None


def _over(row: Reported) -> str:
    over = [day for day in row.last_days if day < row.period.last]
    return f"已过完成时限{day_text(min(over))}" if over else "已过完成时限"


def _near(row: Reported, within: float) -> str | None:
    days = [(day - row.period.last).days for day in row.last_days]
    near = [left for left in days if 0 <= left <= within]
    return f"离完成时限 {min(near)} 天" if near and not row.is_finished else None
