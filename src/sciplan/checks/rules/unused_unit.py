"""登记了单位，却没有一处用到它。

多半是名单里漏了它，或者它已经从方案里去掉。漏了的补上；确实没有的，从 units 里删去，
免得各表都多出一行空的。
用到是指：列在任何举措的任何身份里、统筹职责（provisions）的 units 里，或是综合协调单位。

错误示例::

    units:
      市科协: {}
      市教体局: {}
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
from sciplan.plan.walk import named_lists, provisions


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every unit that nothing names."""
    by_name = plan.by_name
    used = {by_name[name].name for name in _named(plan) if name in by_name}
    for unit in plan.units:
        if unit.name not in used:
            yield Finding(
                path=("units", unit.name),
                message=f"登记了 {unit.name}，但没有一处用到",
                hint="名单里漏了的补上；方案没有提到的删去",
                value=unit.name,
                key=True,
            )


def _named(plan: Plan) -> set[str]:
    named = {plan.head.coordinator}
    for entry in plan.entries:
        for _, _, names in named_lists(entry):
            named.update(names)
    for _, provision in provisions(plan):
        named.update(provision.units)
    for reform in plan.reforms:
        named.update(reform.names)
    return named
