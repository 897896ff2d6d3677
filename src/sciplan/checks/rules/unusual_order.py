"""配合单位的排列次序与通常的不同。

units 里的先后就是排列次序，配合单位一般照此列出。
次序不同，可能是录入时插错了位置，也可能印发文本就是这样。
对照印发文本：录错的改正；原文如此的照录，可以在 errata 里说明（value 写单位的简称）。
只指出挪动之后其余各单位都合次序的那几个；牵头单位的先后另有意思，不检查。

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
          - 市教体局
          - 市科技局
          - 市委宣传部

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
          - 市教体局
          - 市科技局
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.base.sequences import standing_out
from sciplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield the fewest units that must move so that a cooperating list keeps the precedence."""
    index_of = plan.unit_index
    rank = {name: index_of[unit.name] for name, unit in plan.by_name.items()}
    for entry in plan.entries:
        names = entry.measure.cooperating
        known = [index for index, name in enumerate(names) if name in rank]
        for place in standing_out([rank[names[index]] for index in known]):
            index = known[place]
            unit = plan.by_name[names[index]].name
            yield Finding(
                path=(*entry.path, "cooperating", index),
                message=f"{entry.measure.id} 的配合单位里，{unit} 的位置与通常的次序不同",
                hint="对照印发文本；原文如此的照录，可在 errata 里说明",
                at=entry.measure.id,
                value=unit,
            )
