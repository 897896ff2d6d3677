"""举措没有列任何责任单位。

牵头、负责、配合和其他身份（others）里一个单位也没有，这件事就没有人办。
照印发文本补上名单；只在行文中带到单位的条目，改放到 provisions 里。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
      - id: "2"
        title: 培训农民

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
        others:
          指导:
            - 市科协
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan
from sciplan.plan.walk import named_lists


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every measure that names no body in any role."""
    for entry in plan.entries:
        measure = entry.measure
        # A measure of blanks is an item that could not be read, which is told already.
        if (measure.id or measure.title) and not any(names for _, _, names in named_lists(entry)):
            yield Finding(
                path=entry.path,
                message=f"{measure.id}“{measure.title}”没有列任何单位",
                hint="照印发文本补上 lead（牵头）等名单；行文中的职责放在 provisions",
                at=measure.id,
            )
