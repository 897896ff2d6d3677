"""Refused reforms, and what applied ones leave open, as findings for the rules that tell them."""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan
from sciplan.plan.reforms.applying import apply
from sciplan.plan.reforms.refusal import UNREAD


def refused(plan: Plan, code: str) -> Iterator[Finding]:
    """Yield why reforms are not applied, as far as one rule tells it.

    Args:
        plan: A plan or a draft.
        code: The rule's code.
    """
    # Each rule asks anew: hardly a plan has more than a handful of reforms.
    for place, reasons in sorted(apply(plan).refused.items()):
        for each in reasons:
            if each.code == code and each.message != UNREAD:
                yield Finding(
                    path=("reforms", place, *each.path),
                    message=f"机构变动第 {place + 1} 条：{each.message}",
                    hint=each.hint,
                    value=each.value,
                )


def unled(plan: Plan) -> Iterator[Finding]:
    """Yield the adjustments that leave a measure without a lead.

    Args:
        plan: A plan or a draft.
    """
    for place, effect in sorted(apply(plan).effects.items()):
        if effect.unled:
            ids = "、".join(effect.unled)
            yield Finding(
                path=("reforms", place, "drop"),
                message=f"机构变动第 {place + 1} 条去掉了 {ids} 仅有的牵头单位，此后无人牵头",
                hint="核对文件：改由谁牵头，写进 add 的 lead；文件确未写明的，在本行加注释 "
                "# sciplan: ignore=reform-no-lead",
                value=effect.unled[0],
                key=True,
            )
