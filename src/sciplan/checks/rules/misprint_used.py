"""名单里用了登记为误写的名称。

误写登记在单位的 misprints 里，是为了认得它，不是为了使用它。自己录入时写错的，改成简称，
`sciplan validate --fix` 会改；印发文本就印错了的，名单里照印，并在 errata 里说明，
value 写印错的名称，这样的误写不算问题，也不会被改动。

错误示例::

    units:
      云南工业技师学院: {misprints: [云南工业技师学联]}
    measures:
      - id: "1"
        title: 培训技师
        lead:
          - 云南工业技师学联

正确示例::

    units:
      云南工业技师学院: {misprints: [云南工业技师学联]}
    measures:
      - id: "1"
        title: 培训技师
        lead:
          - 云南工业技师学联
    errata:
      - {at: "1", rule: misprint-used, value: 云南工业技师学联, printed: 学院印作学联}
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding, Fix
from sciplan.plan.model import Plan
from sciplan.plan.walk import mentions


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every mention of a unit by a misprint of its name."""
    units = {
        name: unit
        for name, unit in plan.by_name.items()
        if name in unit.misprints and name not in (unit.name, unit.full_name, *unit.aliases)
    }
    for path, at, name in mentions(plan, units.keys()):
        short = units[name].name
        where = "综合协调单位" if at == "plan" else at
        yield Finding(
            path=path,
            message=f"{where} 用了误写“{name}”，应为 {short}",
            hint=f"改为 {short}；印发文本就这样印的，在 errata 里说明",
            at=at,
            value=name,
            fix=Fix(path=path, text=short),
        )
