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
from sciplan.walk import siblings

# A longer number is no count of anything, and int() of thousands of digits raises.
_MOST_DIGITS = 9


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every id among siblings before which numbers are missing."""
    for _, kinds in siblings(plan):
        numbered: dict[str, dict[int, tuple[FieldPath, str]]] = {}
        for path, ident in (item for items in kinds for item in items):
            start, point, last = ident.rpartition(".")
            if len(last) <= _MOST_DIGITS:
                numbered.setdefault(start + point, {}).setdefault(int(last), (path, ident))
        for start, items in numbered.items():
            yield from _gaps(start, items)


def _gaps(start: str, items: dict[int, tuple[FieldPath, str]]) -> Iterator[Finding]:
    before = 0
    for number in sorted(items):
        path, ident = items[number]
        if number > before + 1:
            first, last = f"{start}{before + 1}", f"{start}{number - 1}"
            missing = first if first == last else f"{first} 至 {last}"
            yield Finding(
                path=(*path, "id"),
                message=f"编号跳到 {ident}，缺 {missing}",
                hint="对照印发文本，看是漏录还是编错",
                at=ident,
                value=ident,
            )
        before = number
