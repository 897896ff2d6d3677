"""Rules, one a file named after its code; the file's docstring is the rule's manual page.

`RULES` is where one is registered. A rule has `check(plan)`, which yields findings and keeps
nothing between calls; it may meet a draft, whose texts can be empty and whose units unknown. A code
that only `load` finds has its manual here and no `check`; `bad-target` has a part in both, and
`unmatched-erratum` one in `check`. A rule about several plans has `check_several(plans)` instead.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sciplan.base.errors import SciplanError
from sciplan.base.lazy import Lazy
from sciplan.base.likeness import nearest, suggestion
from sciplan.base.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sciplan.base.problem import Finding
    from sciplan.plan.model import Plan


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule's line in the registry; its module is imported when it is used.

    Args:
        code: Stable English name; its file is named the same, with underscores.
        severity: How much its problems matter.
        about: What it finds, in Chinese, a few words.
        checks: Whether it has a `check`; else `load` or `check` finds it.
        several: Whether it has a `check_several`.
    """

    code: str
    severity: Severity
    about: str
    checks: bool = True
    several: bool = False

    @property
    def check(self) -> "Lazy[[Plan], Iterator[Finding]]":
        """Yields what the rule finds in a plan or a draft."""
        return Lazy(f"{__package__}.{self.code.replace('-', '_')}", "check")

    @property
    def check_several(self) -> "Lazy[[Sequence[Plan]], Iterator[tuple[int, Finding]]]":
        """Yields what the rule finds among plans, with the place of the plan that it is about."""
        return Lazy(self.check.module, "check_several")

    @property
    def manual(self) -> str:
        """The manual page."""
        return self.check.page


def _error(code: str, about: str, *, checks: bool = True) -> Rule:
    return Rule(code=code, severity=Severity.ERROR, about=about, checks=checks)


def _warning(code: str, about: str, *, checks: bool = True) -> Rule:
    return Rule(code=code, severity=Severity.WARNING, about=about, checks=checks)


def _info(code: str, about: str, *, several: bool = False) -> Rule:
    return Rule(code=code, severity=Severity.INFO, about=about, checks=not several, several=several)


RULES = (
    _error("yaml-syntax", "不是合格的 YAML", checks=False),
    _error("duplicate-key", "同一处写了两个相同的键", checks=False),
    _error("unknown-key", "没有这个键", checks=False),
    _error("missing-key", "缺少必需的键", checks=False),
    _error("wrong-type", "值的类型不对", checks=False),
    _error("bad-id", "编号写法不对", checks=False),
    _error("duplicate-id", "编号重复", checks=False),
    _error("unknown-unit", "单位没有登记", checks=False),
    _error("bad-target", "指标写法不对，或与引文不符"),
    _error("bad-date", "日期写法不对", checks=False),
    _error("id-outside-section", "编号与所在章节不符"),
    _error("missing-lead", "没有责任单位"),
    _error("nobody-leads", "有配合而无牵头"),
    _error("repeated-unit", "同一名单里单位重复"),
    _error("unit-in-two-roles", "同一单位有两种身份"),
    _error("name-clash", "两个单位用了同一名称"),
    _error("unmatched-erratum", "文本说明对不上号"),
    _error("bad-papers", "会议材料的样式写得不对"),
    _error("bad-reform", "机构变动写得不全或不对"),
    _error("reform-unit", "机构变动的单位不存在或已撤并"),
    _error("reform-duty", "机构变动的举措或职责对不上"),
    _error("reform-conflict", "机构变动互相矛盾"),
    _error("bad-serves", "所落实的上级举措写得不对"),
    _warning("to-check", "标有待核，等人确认", checks=False),
    _warning("quote-not-in-text", "引文不在原文里"),
    _warning("alias-used", "用了别名"),
    _warning("misprint-used", "用了误写的名称"),
    _warning("unused-unit", "登记的单位没有用到"),
    _warning("duplicate-title", "标题重复"),
    _warning("id-gap", "编号跳号"),
    _warning("id-order", "编号次序颠倒"),
    _warning("stray-space", "多余的空格"),
    _warning("half-width-punctuation", "中文里的半角标点"),
    _warning("damaged-text", "文字残缺"),
    _warning("look-alike-units", "两个单位名称只差一个字"),
    _warning("date-outside-period", "年份在实施期之外"),
    _warning("reform-no-lead", "分工调整后没有牵头单位"),
    _info("no-cooperating", "没有配合单位"),
    _info("everyone-measure", "列了半数以上的单位"),
    _info("pending-reform", "机构变动待定，没有采用"),
    _info("unusual-order", "配合单位的次序与通常不同"),
    _info("near-miss", "与别的方案的单位名称相近", several=True),
)
BY_CODE = {rule.code: rule for rule in RULES}


def find(code: str) -> Rule:
    """Return the rule with a code.

    Raises:
        SciplanError: There is none; the message names the nearest.
    """
    if code not in BY_CODE:
        hint = suggestion(nearest(code, BY_CODE)) or "全部规则见 sciplan rules"
        raise SciplanError(f"没有 {code} 这条规则，{hint}")
    return BY_CODE[code]
