"""文字残缺：抓取或转码时丢了字。

几种痕迹：`?` 后面跟着拼音（科普?qǐng)鲳^，原是“科普场馆”），汉字后面括着带调的拼音（學(xué)），
替换符 U+FFFD、它在国标编码里的样子“锟斤拷”，以及只在某种字体里才显示的自造字。
丢了的字不能靠猜，请对照印发文本补上。errata 引用印发文本，不检查。

错误示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 建设科普?qǐng)鲳^
        lead:
          - 市科协

正确示例::

    units:
      市科协: {}
    measures:
      - id: "1"
        title: 建设科普场馆
        lead:
          - 市科协
"""

from collections.abc import Iterator

from sciplan.base.damage import DAMAGED, DAMAGED_HOLDS
from sciplan.base.problem import Finding
from sciplan.plan.model import Plan
from sciplan.plan.walk import passages

_MOST_SHOWN = 3


def check(plan: Plan) -> Iterator[Finding]:
    """Yield every text that bears the marks of lost characters, once a text."""
    for passage in passages(plan, DAMAGED_HOLDS):
        text = passage.text
        pieces = [
            text[max(match.start() - 2, 0) : match.end() + 1] for match in DAMAGED.finditer(text)
        ]
        if not pieces:
            continue
        shown = "".join(f"“{piece}”" for piece in pieces[:_MOST_SHOWN])
        more = f"等 {len(pieces)} 处" if len(pieces) > _MOST_SHOWN else ""
        yield Finding(
            path=passage.path,
            message=f"{passage.where}里文字残缺：{shown}{more}",
            hint="对照印发文本补上，不要猜",
            at=passage.at,
            value=" ".join(pieces),
            key=passage.key,
        )
