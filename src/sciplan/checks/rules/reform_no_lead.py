"""分工调整（adjust）去掉了一项举措仅有的牵头单位，又没有另写谁牵头。

此后这项举措无人牵头，查询和材料都会写“调整后没有牵头单位”。多半是 add 里漏写了 lead。
对照文件补上；文件确未写明的，在 drop 那一行加注释 # sciplan: ignore=reform-no-lead。
同一天另一条补上牵头单位的，不算。

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
        kind: adjust
        measures:
          - "1"
        drop:
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
        kind: adjust
        measures:
          - "1"
        add:
          lead:
            - 市科协
        drop:
          - 市农业农村局
        basis: 某发〔2024〕5号
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield adjustments that leave a measure without any lead."""
    if plan.reforms:
        from sciplan.plan.reforms.findings import unled

        yield from unled(plan)
