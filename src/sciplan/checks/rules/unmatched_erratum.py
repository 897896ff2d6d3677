"""文本说明（errata）对不上号。

带 rule 的说明要与校验出的一处问题相符：编号（at）、校验代码（rule）、值（value）三者都要对上。
问题已经改掉而说明还在，读者会以为印发文本仍有问题；写错了，问题就得不到说明。
没有 rule 的说明只作备注，但 at 要是文件里有的编号，或 plan（整个方案）。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
    errata:
      - {at: "1", rule: repeated-unit, value: 市科协, printed: 市科协印了两次}

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
          - 市科协
    errata:
      - {at: "1", rule: repeated-unit, value: 市科协, printed: 市科协印了两次}
"""

from collections.abc import Iterator

from sciplan.base.problem import Finding
from sciplan.plan.model import Plan
from sciplan.plan.walk import ids


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every mere note whose id the plan lacks; errata with a rule are `check`'s to match."""
    notes = {
        index: erratum
        for index, erratum in enumerate(plan.errata)
        if not erratum.rule and erratum.at not in ("", "plan")
    }
    known = set(ids(plan)) if notes else set()
    for index, erratum in notes.items():
        if erratum.at not in known:
            yield Finding(
                path=("errata", index, "at"),
                message=f"文本说明的 at 写作 {erratum.at}，文件里没有这个编号",
                hint="核对编号；说的是整个方案，就写 plan",
                at=erratum.at,
            )
