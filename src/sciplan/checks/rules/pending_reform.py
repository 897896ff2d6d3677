"""机构变动没有日期或没有依据，还是待定。

待定的变动，sciplan reforms（机构变动）单独列出，查询和材料都不采用。职责调整到位、有了文件以后，
补上 date 和 basis；总的决定（如转隶方案）也可以作依据。

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
      - kind: merge
        from:
          - 市乡村振兴局
        into:
          - 市农业农村局

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
    """Yield every reform without a day or a basis."""
    for place, reform in enumerate(plan.reforms):
        if reform.pending:
            lacking = [key for key in ("date", "basis") if not getattr(reform, key)]
            yield Finding(
                path=("reforms", place),
                message=f"机构变动第 {place + 1} 条没有 {'、'.join(lacking)}，是待定的，没有采用",
                hint="到位以后补上",
                value=str(place + 1),
            )
