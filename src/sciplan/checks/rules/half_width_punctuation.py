"""中文里用了半角标点。

紧挨汉字的 , ; : ? ! ( ) 应当用全角，这是公文排版的要求，也免得同一标题因标点不同而查不到。
只看紧挨汉字或中文标点的，2.0、10:26:00、网址里的不算。逗号可能本是顿号，所以不自动改。
英文、数字一侧的括号，另一侧挨着汉字的，也用全角。errata 引用印发文本，不检查。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师,培训农民
        lead:
          - 市科协

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 培训教师，培训农民
        lead:
          - 市科协
"""

import re
from collections.abc import Iterator

from sciplan.base.chinese import WIDE
from sciplan.base.damage import DAMAGED
from sciplan.base.marks import FULL, HALF
from sciplan.base.problem import Finding
from sciplan.plan.model import Plan
from sciplan.plan.walk import passages

_MARK = re.compile(rf"(?<={WIDE})[{HALF}]|[{HALF}](?={WIDE})")
_MOST_SHOWN = 3


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every text with half-width marks beside Chinese, once a text."""
    for passage in passages(plan, HALF):
        # What is left of a damaged character is told by a rule of its own.
        text = DAMAGED.sub(lambda match: "\0" * len(match[0]), passage.text)
        places = [match.start() for match in _MARK.finditer(text)]
        if places:
            around = [text[max(place - 2, 0) : place + 3].replace("\0", "") for place in places]
            marks = "".join(dict.fromkeys(text[place] for place in places))
            yield Finding(
                path=passage.path,
                message=f"{passage.where}里有半角标点：{_shown(around)}",
                hint=f"{' '.join(marks)} 改为 {' '.join(marks.translate(FULL))}",
                at=passage.at,
                value=" ".join(around),
                key=passage.key,
            )


def _shown(around: list[str]) -> str:
    listed = "".join(f"“{piece}”" for piece in around[:_MOST_SHOWN])
    return listed if len(around) <= _MOST_SHOWN else f"{listed}等 {len(around)} 处"
