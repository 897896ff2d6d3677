"""名单里用了单位的别名或全称。

别名供查找时用；文件里统一写简称，同一个单位才不会看成两个，文件也便于逐行比较。
`sciplan validate --fix` 会改成简称。
方案印的就是这个名称的，把它改作登记的简称，原来的简称放进 aliases。

错误示例::

    units:
      市文旅局: {full_name: 某市文化和旅游局, aliases: [市文化和旅游局]}
    measures:
      - id: "1"
        title: 制作节目
        lead:
          - 市文化和旅游局

正确示例::

    units:
      市文旅局: {full_name: 某市文化和旅游局, aliases: [市文化和旅游局]}
    measures:
      - id: "1"
        title: 制作节目
        lead:
          - 市文旅局
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding, Fix
from sciplan.plan.model import Plan
from sciplan.plan.walk import mentions


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every mention of a unit by an alias or its full name."""
    units = {
        name: unit
        for name, unit in plan.by_name.items()
        if name != unit.name and (name in unit.aliases or name == unit.full_name)
    }
    for path, at, name in mentions(plan, units.keys()):
        short = units[name].name
        where = "综合协调单位" if at == "plan" else at
        yield Finding(
            path=path,
            message=f"{where} 用了别名“{name}”，登记的简称是 {short}",
            hint=f"改为 {short}",
            at=at,
            value=name,
            fix=Fix(path=path, text=short),
        )
