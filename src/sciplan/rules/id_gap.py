"""同一章节之下的编号不连续。

编号照印发文本的次序从 1 数起，中间缺号，往往是漏录了一项。对照印发文本补上，或改正编号。
举措、统筹职责和下级标题合在一起看；次序颠倒另由 id-order 检查。

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

from sciplan.model import Plan
from sciplan.problem import FieldPath, Finding
from sciplan.walk import families

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
                start, point, last = item.id.rpartition(".")
                if last and len(last) <= _MOST_DIGITS and family.holds(item.id):
                    same_start = numbered.setdefault(start + point, {})
                    same_start.setdefault(int(last), (key, index, item.id))
        for start, found in numbered.items():
            yield from _gaps(family.path, start, found)


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
