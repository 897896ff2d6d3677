"""一项举措列了半数以上的单位。

人人有份的举措，说不出哪个单位与它更有关，却使各单位的任务数和协同数都变大。
这不是错误；看统计时可以用 `sciplan workload --max-units N` 把它放在一边。
集合称谓（collective）不计在内，其他身份（others）也不计。

错误示例::

    units:
      市委宣传部: {}
      市教体局: {}
      市科技局: {}
      市科协: {}
    measures:
      - id: "1"
        title: 办科普日
        lead:
          - 市科协
        cooperating:
          - 市委宣传部
          - 市教体局
      - id: "2"
        title: 办科技周
        lead:
          - 市科技局
        cooperating:
          - 市科协

正确示例::

    units:
      市委宣传部: {}
      市教体局: {}
      市科技局: {}
      市科协: {}
    measures:
      - id: "1"
        title: 办科普日
        lead:
          - 市科协
        cooperating:
          - 市委宣传部
      - id: "2"
        title: 办科技周
        lead:
          - 市科技局
        cooperating:
          - 市教体局
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every measure that names more than half of the units."""
    short = {name: unit.name for name, unit in plan.by_name.items() if not unit.collective}
    count = sum(not unit.collective for unit in plan.units)
    for entry in plan.entries:
        measure = entry.measure
        names = (*measure.lead, *measure.responsible, *measure.cooperating)
        if 2 * len(names) > count:
            named = len({short[name] for name in names if name in short})
            if 2 * named > count:
                yield Finding(
                    path=entry.path,
                    message=f"{measure.id}“{measure.title}”列了 {count} 个单位中的 {named} 个",
                    at=measure.id,
                )
