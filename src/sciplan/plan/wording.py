"""The field's Chinese words, said once for every table, message and paper."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sciplan.base.numerals import chinese_number, without_exponent
from sciplan.plan.model import ISSUED, Erratum, Head, Plan, Section, Target, UnitKey
from sciplan.plan.role import Role

_AS_ISSUED = "按印发时口径"
_NAMED = 10
"""Plans that a line names."""
COUNTS_ONLY = "只计项数，不代表轻重。"
COLLECTIVE = "集合称谓，指哪些单位以原文为准"
"""What a collective unit is, beside its duties."""
VACANT_UNIT = "原单位已撤并，下列职责没有写明由谁承接。"
"""What stands in for a dissolved body is, beside its duties."""
OPS = {"at_least": "不少于", "at_most": "不超过", "reach": "达到"}
"""What a target asks, in words."""


def heading(plans: Sequence[Plan]) -> str:
    """Return whose plan an answer is about: title, number, as issued or which draft."""
    if len(plans) == 1:
        head = plans[0].head
        number = f"  {head.number}" if head.number else ""
        return joined(f"{head.title}{number}", _standing(head) or _terms(plans))
    drafts = any(map(_standing, (plan.head for plan in plans)))
    numbers = _listed(
        [
            (plan.head.number or plan.head.title)
            + (_bracketed(_standing(plan.head)) if drafts else "")
            for plan in plans[: _NAMED + 1]
        ]
    )
    issued = sum(not _standing(plan.head) for plan in plans)
    rest = _terms_of_each(plans, drafts=drafts) if issued else ""
    return joined(f"{len(plans)} 个方案：{numbers}", rest)


def _terms_of_each(plans: Sequence[Plan], *, drafts: bool) -> str:
    """Return in what state the duties of several plans are shown, named where not all alike."""
    changed = [plan for plan in plans if plan.revised and plan.revised.basis]
    if not changed or len(changed) == len(plans):
        return f"{'其余' if drafts else '均'}{_terms(plans)}"
    named = _listed([plan.id for plan in changed])
    return f"{named} {_terms(changed)}，其余{_AS_ISSUED}"


def _listed(names: Sequence[str]) -> str:
    """Return names on a line, of many only the first."""
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def _standing(head: Head) -> str:
    """Return which draft a plan is; empty where it is issued."""
    return "" if head.status == ISSUED else head.status


def _bracketed(words: str) -> str:
    return f"（{words}）" if words else ""


def _terms(plans: Sequence[Plan]) -> str:
    """Return in what state duties are shown: as issued, or as later documents changed them."""
    revised = [plan.revised for plan in plans if plan.revised]
    if not revised:
        return _AS_ISSUED
    day = day_text(revised[0].day)
    basis = list(dict.fromkeys(each for one in revised for each in one.basis))
    if not basis:
        return f"按印发时口径（截至{day}没有登记职责调整）"
    documents = f"{basis[0]}{'等' if len(basis) > 1 else ''}文件"
    return f"按{documents}职责调整后口径（截至{day}），以机构编制部门规定为准"


def period_over(plans: Sequence[Plan], day: date) -> str:
    """Return which plans' periods are over on a day: 实施期已满（2021—2025年）; empty for none."""
    over = [
        (plan, plan.head.period)
        for plan in plans
        if plan.head.period and plan.head.period.end < day.year
    ]
    spans = [
        f"{period.start}—{period.end}年" if len(plans) == 1 else f"{plan.id} 到{period.end}年"
        for plan, period in over[: _NAMED + 1]
    ]
    rest = f" {len(over)} 个" if len(over) > _NAMED else ""
    return f"实施期已满（{_listed(spans)}{rest}）" if over else ""


def leading_word(plans: Sequence[Plan]) -> str:
    """Return what answering for a measure is called: 牵头, and 负责 where plans have that too.

    Clauses that don't tell lead from cooperating say 负责; nobody may read that he leads.
    """
    answering = any(entry.measure.responsible for plan in plans for entry in plan.entries)
    return f"{Role.LEAD.word}或{Role.RESPONSIBLE.word}" if answering else Role.LEAD.word


def day_text(day: date) -> str:
    """Return a day as documents print it: 2022年4月26日."""
    return f"{day.year}年{day.month}月{day.day}日"


def section_label(ident: str) -> str:
    """Return an id as the document prints it: 4.1 → 四（一）; ids are as they are from 100 on."""
    numbers = [int(part) for part in ident.split(".")[:2]]
    if any(number > 99 for number in numbers):
        return ident
    first, *second = map(chinese_number, numbers)
    return first + "".join(f"（{number}）" for number in second)


def section_line(plans: Sequence[Plan], plan: Plan, sections: Sequence[Section]) -> str:
    """Return the heading row of the innermost section: `2.1 青少年科学素质提升行动`."""
    if not sections:
        return "" if len(plans) == 1 else plan.id
    return f"{qualified(plans, plan.id, sections[-1].id)} {sections[-1].title}"


def qualified(plans: Sequence[Plan], plan_id: str, ident: str) -> str:
    """Return an id as it is typed: with its plan's id where several plans are open."""
    return ident if len(plans) == 1 else f"{plan_id}/{ident}"


def unit_labels(keys: Sequence[UnitKey]) -> dict[UnitKey, str]:
    """Return each unit's name, with its jurisdiction where another unit is called the same."""
    names = Counter(key.unit for key in keys)
    return {
        key: key.unit if names[key.unit] == 1 else f"{key.jurisdiction}/{key.unit}" for key in keys
    }


def target_text(target: Target) -> str:
    """Return a target in the plan's own words: 培训……3000人以上."""
    return target.quote if target.what in target.quote else target.what + target.quote


def required_text(target: Target) -> str:
    """Return what is required, as 不少于 3000人; a goal in words stands for itself (全覆盖)."""
    if isinstance(target.amount, str):
        return target.amount
    return f"{OPS[target.op]} {without_exponent(str(target.amount))}{target.unit}"


def erratum_text(erratum: Erratum) -> str:
    """Return what is printed and how it is read, as one sentence."""
    return "，".join(part for part in (erratum.printed, erratum.reading) if part)


def collective_text(items: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Return collective units, each with the measures that name it: 各成员单位（2.1、2.3）.

    Args:
        items: (id, collective units) of measures.
    """
    found: dict[str, list[str]] = {}
    for ident, names in items:
        for name in names:
            found.setdefault(name, []).append(ident)
    return "、".join(f"{name}（{'、'.join(ids)}）" for name, ids in found.items())


def collectives_beside(count: int, vacant: int = 0) -> str:
    """Return how many collective units stand beside counted ones, in words; empty for none.

    Args:
        count: Collective units.
        vacant: Dissolved bodies for whose duties nobody is named.
    """
    return joined(
        f"另有集合称谓 {count} 个" if count else "",
        f"另有承接单位待明确的 {vacant} 个" if vacant else "",
    )


def joined(*parts: str) -> str:
    """Join the parts that say something by full-width commas."""
    return "，".join(part for part in parts if part)
