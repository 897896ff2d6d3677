"""同一单位在一项举措里有两种身份。

牵头、负责、配合三者，一个单位在一项举措里只应占一种；别名、误写与本名算同一个单位。
统计时按高的一种计一次（牵头、负责、配合依次降低）。对照印发文本删去多余的一处；
印发文本确实如此的，留着，在 errata 里说明（value 写单位的简称）。
其他身份（others，如 指导）可以与这三种并存，不算在内。

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
from sciplan.plan.model import Entry, Plan
from sciplan.plan.role import Role


def check(plan: Plan) -> Iterator[Finding]:
    """Yield each unit of a lower role's list that a higher role's list of the measure names."""
    short = {name: unit.name for name, unit in plan.by_name.items()}
    for entry in plan.entries:
        measure = entry.measure
        printed = (measure.lead, measure.responsible, measure.cooperating)
        named = [list(map(short.get, names)) for names in printed]
        # Most measures name nobody twice.
        if len({unit for units in named for unit in units}) < sum(map(len, named)):
            yield from _doubled(entry, named)


def _doubled(entry: Entry, named: list[list[str | None]]) -> Iterator[Finding]:
    higher: dict[str | None, Role] = {}
    for role, units in zip(Role, named, strict=True):
        if not higher.keys().isdisjoint(units):
            for unit in dict.fromkeys(units):
                if unit and unit in higher:
                    yield _finding(entry, unit, higher[unit], role, units.index(unit))
        for unit in units:
            higher.setdefault(unit, role)


def _finding(entry: Entry, unit: str, higher: Role, role: Role, index: int) -> Finding:
    return Finding(
        path=(*entry.path, role.value, index),
        message=f"{entry.measure.id} 里 {unit} 已列{higher.word}，又列{role.word}",
        hint="对照印发文本删去一处；印发文本确实如此的，在 errata 里说明",
        at=entry.measure.id,
        value=unit,
    )
