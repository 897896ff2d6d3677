"""机构变动写得不全或不对。

各种类要写的键不同：rename、merge、nameplate 写 from 和 into；split 写 from 和 moves；
transfer 写 from、into、measures；abolish 写 from；adjust 写 measures 和 add 或 drop。
日期（date）是职责调整到位的日期，不会早于方案的成文日期：那以前的变动，方案印发时已经体现。
写得不对的这一条，查询和材料都不采用。按提示补上或删去。

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
      - date: 2021-03-15
        kind: merge
        from:
          - 市乡村振兴局
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
    """Yield reforms that lack a key, have one too many, or are dated before the plan."""
    if plan.reforms:
        from sciplan.plan.reforms.findings import refused

        yield from refused(plan, "bad-reform")
