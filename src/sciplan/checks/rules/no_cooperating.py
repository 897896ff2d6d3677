"""举措只有牵头单位，没有配合单位。

这可能正是方案的意思，也可能是录入时漏了后半句。对照印发文本看一眼；原文如此的不必改动。
分不出牵头与配合、用 responsible 列出单位的举措不算。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协

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
    """Yield every measure with leads and nobody beside them."""
    for entry in plan.entries:
        measure = entry.measure
        if measure.lead and not measure.cooperating and not measure.responsible:
            yield Finding(
                path=(*entry.path, "lead"),
                message=f"{measure.id}“{measure.title}”没有配合单位",
                hint="对照印发文本，看是否漏录；原文如此的不必改动",
                at=measure.id,
            )
