"""同一章节之下的编号不连续。

编号照印发文本的次序从 1 数起，中间缺号，往往是漏录了一项。对照印发文本补上，或改正编号。
举措、统筹职责和下级标题合在一起看；
一段里有几条责任条款的（part），1.2.1、1.2.2 合起来算 1.2；次序颠倒另由 id-order 检查。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
      - id: "3"
        title: 培训农民
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
      - id: "2"
        title: 培训农民
        lead:
          - 市科协
"""

from collections.abc import Iterator

from sciplan.base.problem import FieldPath, Finding
from sciplan.plan.model import Measure, Plan, Provision, Section
from sciplan.plan.walk import families

# A longer number is no count of anything, and int() of thousands of digits raises.
_MOST_DIGITS = 9

_Numbered = dict[int, tuple[str, int, str]]
"""Number → key of the kind, place in its list, id."""


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every id among siblings before which numbers are missing."""
    for family in families(plan):
        numbered: dict[str, _Numbered] = {}
        for key, items in family.kinds.items():
            for index, item in enumerate(items):
                for ident in _stands_for(item):
                    start, point, last = ident.rpartition(".")
                    if last and len(last) <= _MOST_DIGITS and family.holds(ident):
                        same_start = numbered.setdefault(start + point, {})
                        same_start.setdefault(int(last), (key, index, item.id))
        for start, found in numbered.items():
            yield from _gaps(family.path, start, found)


def _stands_for(item: Measure | Provision | Section) -> tuple[str, ...]:
    """Return an item's id, and its paragraph's where it is one of several clauses there."""
    part = item.part.split("/")[0] if isinstance(item, Measure) else ""
    start, _, last = item.id.rpartition(".")
    return (item.id, start) if part and last == part else (item.id,)


def _gaps(above: FieldPath, start: str, numbered: _Numbered) -> Iterator[Finding]:
    before = 0
    for number in sorted(numbered):
        key, index, ident = numbered[number]
        if number > before + 1:
            first, last = f"{start}{before + 1}", f"{start}{number - 1}"
            missing = first if first == last else f"{first} 至 {last}"
            yield Finding(
                path=(*above, key, index, "id"),
                message=f"编号跳到 {ident}，缺 {missing}",
                hint="对照印发文本，看是漏录还是编错",
                at=ident,
                value=ident,
            )
        before = number
