"""Whether a reform has the keys of its kind and a day that may be, whoever stands."""

from collections.abc import Iterator

from sciplan.plan.model import Plan
from sciplan.plan.reforms.reform import ATTRIBUTES, SHAPES, Reform
from sciplan.plan.reforms.refusal import BAD, Refusal
from sciplan.plan.role import Role


def misshapen(reform: Reform, plan: Plan) -> Iterator[Refusal]:
    """Yield keys that a reform's kind lacks or doesn't know, and a day before the issue."""
    if reform.kind:
        yield from _lacking(reform)
        yield from _too_much(reform)
    for role in filter(None, reform.add or ()):
        if role not in tuple(Role):
            roles = "、".join(f"{each.value}（{each.word}）" for each in Role)
            yield Refusal(BAD, ("add", role), f"add 里没有 {role} 这种身份", f"可用：{roles}", role)
    issued = plan.head.issued
    if reform.date and issued and reform.date < issued:
        message = f"日期 {reform.date} 早于方案的成文日期 {issued}"
        hint = "方案印发前的变动已体现在方案里，删去这一条；日期写错的改正"
        yield Refusal(BAD, ("date",), message, hint, str(reform.date))


def _lacking(reform: Reform) -> Iterator[Refusal]:
    shape, word = SHAPES[reform.what], _word(reform)
    for key in shape.needs:
        if not getattr(reform, ATTRIBUTES[key]):
            yield Refusal(BAD, (), f"{word}缺少 {key}", value=key)
    if shape.either and not any(getattr(reform, ATTRIBUTES[key]) for key in shape.either):
        yield Refusal(BAD, (), f"{word}要写 {' 或 '.join(shape.either)}")


def _too_much(reform: Reform) -> Iterator[Refusal]:
    shape, word = SHAPES[reform.what], _word(reform)
    for key, attribute in ATTRIBUTES.items():
        value = getattr(reform, attribute)
        if value and key not in shape.keys:
            keys = "、".join(shape.keys)
            yield Refusal(BAD, (key,), f"{word}不用 {key}", f"可用：{keys}", key)
        elif value and key in shape.single and len(value) > 1:
            yield Refusal(BAD, (key,), f"{word}的 {key} 只写一个单位", "几个的分成几条写", key)


def _word(reform: Reform) -> str:
    return f"{reform.kind}（{reform.what.word}）"
