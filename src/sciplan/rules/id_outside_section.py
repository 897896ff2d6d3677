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

from sciplan.model import Plan
from sciplan.problem import Finding
from sciplan.walk import siblings


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every id under a heading that doesn't begin with the heading's id and a point."""
    for above, kinds in siblings(plan):
        start = f"{above}."
        for path, ident in (item for items in kinds for item in items):
            if above and not ident.startswith(start):
                yield Finding(
                    path=(*path, "id"),
                    message=f"编号 {ident} 在 {above} 之下，应以 {start} 开头",
                    hint="改正编号，或移到它该在的章节",
                    at=ident,
                    value=ident,
                )
