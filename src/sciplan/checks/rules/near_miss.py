"""几个方案里，两个单位名称相近，一个像是另一个的简称。

一起检查或查询几个方案时，同一地区、同名（或别名、全称相同）的才算一个单位。市发改委和市发展改革委
多半是一个，各方案写法不同，各单位的项数就分在两处。确是一个的，照提示写上别名；确是两个的，在那一行
加注释 # sciplan: ignore=near-miss。只检查一个文件时没有这一条。

错误示例::

    plan: {id: first, title: 示例一, jurisdiction: 某市}
    units:
      市发改委: {}
    measures:
      - id: "1"
        title: 编制规划
        lead:
          - 市发改委
    ---
    format: sciplan/1
    plan: {id: second, title: 示例二, jurisdiction: 某市}
    units:
      市发展改革委: {}
    measures:
      - id: "1"
        title: 安排投资
        lead:
          - 市发展改革委

正确示例::

    plan: {id: first, title: 示例一, jurisdiction: 某市}
    units:
      市发改委: {}
    measures:
      - id: "1"
        title: 编制规划
        lead:
          - 市发改委
    ---
    format: sciplan/1
    plan: {id: second, title: 示例二, jurisdiction: 某市}
    units:
      市发展改革委: {aliases: [市发改委]}
    measures:
      - id: "1"
        title: 安排投资
        lead:
          - 市发展改革委
"""

from collections.abc import Iterator, Sequence

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan
from sciplan.plan.together import Bodies


def check_several(plans: Sequence[Plan]) -> Iterator[tuple[int, Finding]]:
    """Yield (place of the plan, finding) of bodies of different plans that may be one."""
    for miss in Bodies(plans).near_misses():
        yield (
            miss.plan,
            Finding(
                path=("units", miss.other),
                message=f"{miss.other} 与方案 {plans[miss.beside].id} 的 {miss.name} "
                "可能是一个单位，一起查时按两个计",
                hint=f"是一个的，{miss.advice}",
                value=miss.name,
                key=True,
            ),
        )
