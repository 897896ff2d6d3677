"""指标的引文在该举措的原文里找不到。

举措写了原文（text）的，指标的引文（quote）应当一字不差地出自原文或标题。找不到，不是引文抄错，就是原文抄错。
对照印发文本改正。空格和换行不计较；没有写原文的举措不检查。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
        text: 培训中小学骨干教师3000人以上。
        targets:
          - {what: 培训教师, at_least: 3000, unit: 人, quote: 3000名以上}

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师
        lead:
          - 市科协
        text: 培训中小学骨干教师3000人以上。
        targets:
          - {what: 培训教师, at_least: 3000, unit: 人, quote: 3000人以上}
"""

from collections.abc import Iterator

from sciplan.base.marks import tight
from sciplan.base.problem import Finding
from sciplan.plan.model import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every target whose quote stands neither in its measure's text nor in its title."""
    for entry in plan.entries:
        measure = entry.measure
        if measure.text and measure.targets:
            text = tight(f"{measure.title}。{measure.text}")
            for index, target in enumerate(measure.targets):
                if tight(target.quote) not in text:
                    yield Finding(
                        path=(*entry.path, "targets", index, "quote"),
                        message=f"{measure.id} 的原文里没有引文“{target.quote}”",
                        hint="对照印发文本，改正引文或原文",
                        at=measure.id,
                        value=target.quote,
                    )
