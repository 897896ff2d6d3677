"""文字里有多余的空格。

首尾的空格、连着的空格、两个汉字之间的空格、全角空格和不换行空格，多半是复制时带来的。
眼睛看不出，查找和比对却会落空。汉字与字母、数字之间的一个空格不算；
隔开两个单位名称的空格（市教育局 市科协）也不算，删去了两个单位就连成一个。
`sciplan validate --fix` 会删去；含换行的文字和单位的名称（键）要自己改。
errata 和单位的误写（misprints）是引用印发文本的，不检查；
名单里登记过的名称，只在登记处（units）说一次。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: "培训  教师"
        lead:
          - 市科协

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
"""

import re
from collections.abc import Iterator
from functools import cached_property

from sciplan.base.chinese import WIDE
from sciplan.base.marks import BLANKS
from sciplan.base.problem import Finding, Fix
from sciplan.plan.model import Plan
from sciplan.plan.names import between_names, tails
from sciplan.plan.walk import Passage, passages

_BLANK = f"[{BLANKS}]"
_EDGE = re.compile(rf"^{_BLANK}+|(?<!{_BLANK}){_BLANK}+$", re.MULTILINE)
_IN_CHINESE = re.compile(rf"(?<={WIDE}){_BLANK}+(?={WIDE})")
_RUN = re.compile(rf"{_BLANK}{{2,}}|(?! ){_BLANK}")


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every text with spaces that don't belong there."""
    names = _Divided(plan)
    for passage in passages(plan, BLANKS):
        if passage.path[0] == "units" and "misprints" in passage.path[2:]:
            continue
        mended = _mended(passage.text, names.for_field(passage.path[-1]))
        if mended != passage.text:
            yield _finding(passage, mended)


class _Divided:
    """What blanks may divide: names, and in a printed clause also those without their prefix."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def whole(self) -> frozenset[str]:
        return frozenset(self.plan.by_name)

    @cached_property
    def printed(self) -> frozenset[str]:
        return tails(self.whole)

    def for_field(self, key: str | int) -> frozenset[str]:
        return self.printed if key == "attribution" else self.whole


def _mended(text: str, names: frozenset[str]) -> str:
    """Return a text without stray blanks; one between two names stays, as one blank."""
    stay = {blank.start() for blank in between_names(text, names)}
    without = _IN_CHINESE.sub(lambda blank: " " if blank.start() in stay else "", text)
    return _RUN.sub(" ", _EDGE.sub("", without))


def _finding(passage: Passage, mended: str) -> Finding:
    one_way = mended and not passage.key and not re.search(r"[\r\n\x85\u2028\u2029]", mended)
    return Finding(
        path=passage.path,
        message=f"{passage.where}里有多余的空格",
        hint=f"改为“{mended}”" if len(mended) <= 40 else "删去多余的空格",
        at=passage.at,
        value=passage.text,
        key=passage.key,
        fix=Fix(path=passage.path, text=mended) if one_way else None,
    )
