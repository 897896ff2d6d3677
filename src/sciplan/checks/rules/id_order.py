"""同一章节之下，条目没有按编号的次序排列。

各表按文件里的次序排，次序颠倒，表上的编号就忽前忽后。移到该在的位置，或改正编号。
举措、统筹职责、标题三类各自比较；只指出要挪动的那几项。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "2"
        title: 培训农民
        lead:
          - 市科协
      - id: "1"
        title: 培训教师
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

from sciplan.base.problem import Finding
from sciplan.base.sequences import standing_out
from sciplan.plan.model import Plan
from sciplan.plan.order import rank
from sciplan.plan.walk import families


def check(plan: Plan) -> Iterator[Finding]:
    """Yield the fewest ids that must move so that siblings of a kind stand in order."""
    for family in families(plan):
        for key, items in family.kinds.items():
            here = [index for index, item in enumerate(items) if item.id and family.holds(item.id)]
            for place in standing_out([rank(items[index].id) for index in here]):
                ident = items[here[place]].id
                yield Finding(
                    path=(*family.path, key, here[place], "id"),
                    message=f"{ident} 没有排在编号该在的位置",
                    hint="按编号次序移动这一项，或改正编号",
                    at=ident,
                    value=ident,
                )
