"""指标写法不对，或引文里没有写着的数。

每个指标在 at_least（以上）、at_most（不超过）、reach（达到）里有且只有一个，只写数字；
没有数字的目标，把原话写在 reach 里。quote 引原文，里面要找得到这个数：
3000人以上、三千人、0.3万人都算 3000，八成算 80。
引文里没有这个数，不是数字抄错，就是引错了地方。两边对照印发文本，改正抄错的一边；
数字确是推算出来的，在 errata 里说明（value 写这个数）。

错误示例::

    units:
      市科协: {}
    targets:
      - {what: 培训教师, at_least: 3000, unit: 人, quote: 2000人以上}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协

正确示例::

    units:
      市科协: {}
    targets:
      - {what: 培训教师, at_least: 3000, unit: 人, quote: 3000人以上}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
"""

from collections.abc import Iterator
from math import isclose

from sciplan.base.numerals import numbers_in
from sciplan.base.problem import Finding
from sciplan.plan.model import Plan, Target
from sciplan.plan.walk import targets


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every target whose quote lacks its number or words; `load` finds the rest."""
    for path, at, target in targets(plan):
        amount = _amount(target)
        if amount is not None and target.quote and not _stated(amount, target.quote):
            yield Finding(
                path=(*path, "quote"),
                message=f"指标“{target.what}”的引文“{target.quote}”里没有 {amount}",
                hint="对照印发文本，改正数字或引文",
                at=at,
                value=str(amount),
            )


def _amount(target: Target) -> float | str | None:
    amounts = [
        amount for amount in (target.at_least, target.at_most, target.reach) if amount is not None
    ]
    return amounts[0] if len(amounts) == 1 else None


def _stated(amount: float | str, quote: str) -> bool:
    if isinstance(amount, str):
        return amount in quote
    return any(isclose(abs(amount), number) for number in numbers_in(quote))
