"""机构变动说的举措不存在，或单位在其中没有这项职责。

划转（transfer）、分设（split）的 moves、分工调整（adjust）的 drop，只能动单位那时确有的职责；
编号照方案的写。多半是编号抄错，或更早的变动已经把它转走。对不上的这一条，整条都不采用。核对编号和单位。

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
        kind: transfer
        from:
          - 市乡村振兴局
        into:
          - 市科协
        measures:
          - "2"
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
        kind: transfer
        from:
          - 市乡村振兴局
        into:
          - 市科协
        measures:
          - "1"
        basis: 某发〔2024〕5号
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield reforms of unknown measures and of duties that a body hasn't got."""
    if plan.reforms:
        from sciplan.plan.reforms.findings import refused

        yield from refused(plan, "reform-duty")
