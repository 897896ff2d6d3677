"""一个单位的别名、全称或误写，同时是另一个单位的名称。

同一个名称指两个单位，名单里写了它就不知道是谁。程序按本名优先、先登记者优先来理解，未必是你的意思。
删去其中一处；两个单位确实同名的，给简称加上区别的字。

错误示例::

    units:
      市文旅局: {aliases: [市文化和旅游局]}
      市广播电视局: {aliases: [市文旅局]}
    measures:
      - id: "1"
        title: 制作节目
        lead:
          - 市文旅局
        cooperating:
          - 市广播电视局

正确示例::

    units:
      市文旅局: {aliases: [市文化和旅游局]}
      市广播电视局: {aliases: [市广电局]}
    measures:
      - id: "1"
        title: 制作节目
        lead:
          - 市文旅局
        cooperating:
          - 市广播电视局
"""

from collections.abc import Iterator

from sciplan.base.problem import FieldPath, Finding
from sciplan.plan.model import Plan, Unit


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every other name of a unit by which another unit is known."""
    # As `by_name`, but short names alone first, so that the finding stands at the other name.
    owners = {unit.name: unit for unit in plan.units}
    for unit in plan.units:
        for path, word, name in _other_names(unit):
            owner = owners.setdefault(name, unit)
            if name and owner.name != unit.name:
                yield Finding(
                    path=path,
                    message=f"{unit.name} 的{word}“{name}”也是 {owner.name} 的名称",
                    hint="删去一处，一个名称只指一个单位",
                    value=name,
                )


def _other_names(unit: Unit) -> Iterator[tuple[FieldPath, str, str]]:
    for index, name in enumerate(unit.aliases):
        yield ("units", unit.name, "aliases", index), "别名", name
    if unit.full_name:
        yield ("units", unit.name, "full_name"), "全称", unit.full_name
    for index, name in enumerate(unit.misprints):
        yield ("units", unit.name, "misprints", index), "误写", name
