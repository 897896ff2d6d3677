"""条目的编号不以所在章节的编号开头。

2.1 之下的条目应编为 2.1.1、2.1.2……。编号与位置不符，多半是整段移动后忘了改编号，
照编号去找就会找错地方。改正编号，或把条目移到它该在的章节。

错误示例::

    units:
      市科协: {}
    sections:
      - id: "1"
        title: 提升行动
        measures:
          - id: "2.1"
            title: 培训教师
            lead:
              - 市科协

正确示例::

    units:
      市科协: {}
    sections:
      - id: "1"
        title: 提升行动
        measures:
          - id: "1.1"
            title: 培训教师
            lead:
              - 市科协
"""

from collections.abc import Iterator

from sciplan.base.problem import FieldPath, Finding
from sciplan.plan.model import Plan
from sciplan.plan.walk import families


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every id under a heading that doesn't begin with the heading's id and a point."""
    for family in families(plan):
        for key, items in family.kinds.items():
            for index, item in enumerate(items):
                if item.id and not family.holds(item.id):
                    yield _finding((*family.path, key, index, "id"), item.id, family.id)


def _finding(path: FieldPath, ident: str, above: str) -> Finding:
    return Finding(
        path=path,
        message=f"编号 {ident} 在 {above} 之下，应以 {above}. 开头",
        hint="改正编号，或移到它该在的章节",
        at=ident,
        value=ident,
    )
