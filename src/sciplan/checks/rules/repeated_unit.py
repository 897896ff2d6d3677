"""同一份名单里，一个单位列了两次。

同一身份的名单里，一个单位只应出现一次；别名、误写与本名算同一个单位。
多半是复制时多粘了一行，会使人怀疑名单是否抄对。计数时只计一次。
`sciplan validate --fix` 会删去后一个；印发文本确实印了两次的，请留着，在 errata 里说明。

错误示例::

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

from sciplan.base.problem import Finding, Fix
from sciplan.plan.model import Plan
from sciplan.plan.walk import named_lists


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every name in a list that means a unit listed before it."""
    by_name = plan.by_name
    for entry in plan.entries:
        for path, word, names in named_lists(entry):
            seen: set[str] = set()
            for index, name in enumerate(names):
                unit = by_name[name].name if name in by_name else name
                if unit and unit in seen:
                    yield Finding(
                        path=(*path, index),
                        message=f"{entry.measure.id} 的{word}名单里，{unit} 已经列过",
                        hint="删去这一行；印发文本确实如此的，在 errata 里说明",
                        at=entry.measure.id,
                        value=unit,
                        fix=Fix(path=(*path, index), text=None),
                    )
                seen.add(unit)
