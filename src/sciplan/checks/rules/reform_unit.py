"""机构变动里的单位不存在，或那时已经撤并。

from、into、moves、add、drop 里的单位，要么登记在 units 里，要么是更早的机构变动组建的；
已经并入别的单位、分设或撤销的，不能再变动。新组建的单位在 into 里写作
{name: 简称, full_name: 全称}，它的名称不能是另一单位的。
对不上的这一条，查询和材料都不采用。核对单位名称和各条的日期。

错误示例::

    plan: {id: example, title: 示例, issued: 2022-03-01}
    units:
      市科协: {}
      市农业农村局: {}
      市乡村振兴局: {}
      市民政局: {}
    measures:
      - id: "1"
        title: 培训农民
        lead:
          - 市农业农村局
        cooperating:
          - 市乡村振兴局
          - 市民政局
      - id: "2"
        title: 办科普日
        lead:
          - 市科协
        cooperating:
          - 市农业农村局
    reforms:
      - date: 2024-03-15
        kind: merge
        from:
          - 市乡村振新局
        into:
          - 市农业农村局
        basis: 某发〔2024〕5号

正确示例::

    plan: {id: example, title: 示例, issued: 2022-03-01}
    units:
      市科协: {}
      市农业农村局: {}
      市乡村振兴局: {}
      市民政局: {}
    measures:
      - id: "1"
        title: 培训农民
        lead:
          - 市农业农村局
        cooperating:
          - 市乡村振兴局
          - 市民政局
      - id: "2"
        title: 办科普日
        lead:
          - 市科协
        cooperating:
          - 市农业农村局
    reforms:
      - date: 2024-03-15
        kind: merge
        from:
          - 市乡村振兴局
        into:
          - 市农业农村局
        basis: 某发〔2024〕5号
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield reforms of bodies that don't stand, and new names that another body has."""
    if plan.reforms:
        from sciplan.plan.reforms.findings import refused

        yield from refused(plan, "reform-unit")
