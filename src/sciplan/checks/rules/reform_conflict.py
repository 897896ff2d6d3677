"""机构变动互相矛盾，或绕了一圈回到自己。

同一天，一项职责只能转给一个单位；一个单位并入了甲，就不能再并入乙，也不能再把职责划给别人；
单位不能并入、划转给它自己，也不能同一天划出又划回、改名又改回。同一天的几条按文件里的先后，撤销和分设排在最后。
先写的一条采用，与它矛盾的后一条不采用。核对文件，删去一条或改正日期。

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
          - 市乡村振兴局
        into:
          - 市农业农村局
        basis: 某发〔2024〕5号
      - date: 2024-03-15
        kind: merge
        from:
          - 市乡村振兴局
        into:
          - 市民政局
        basis: 某发〔2024〕6号

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
    """Yield reforms that another one of the day, or their own end, contradicts."""
    if plan.reforms:
        from sciplan.plan.reforms.findings import refused

        yield from refused(plan, "reform-conflict")
