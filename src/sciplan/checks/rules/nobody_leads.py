"""举措有配合单位，却没有牵头或负责的单位。

配合谁，由谁来抓总，没有写明，多半是录入时漏了前半句，或把 lead 写成了 cooperating。
对照印发文本补上；原文如此的，在 errata 里说明。

错误示例::

    units:
      市科协: {}
      市教体局: {}
    measures:
      - id: "1"
        title: 培训教师
        cooperating:
          - 市科协
          - 市教体局

正确示例::

    units:
      市科协: {}
      市教体局: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
        cooperating:
          - 市教体局
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every measure in which units cooperate and none leads."""
    for entry in plan.entries:
        measure = entry.measure
        if measure.cooperating and not measure.lead and not measure.responsible:
            yield Finding(
                path=(*entry.path, "cooperating"),
                message=f"{measure.id}“{measure.title}”有配合单位，没有牵头单位",
                hint="对照印发文本补上 lead（牵头）或 responsible（负责）",
                at=measure.id,
            )
