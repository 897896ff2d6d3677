"""Kinds of documents, which titles end with; a document's number and date.

The columns of the table of kinds:

    title     a title may end with it
    number    it may stand before the document's number: 实施方案某政发〔2024〕1号
    begins    a title that ends with it may follow the signature at a page's top
    this      本方案 within a rule makes it one for the whole document
    in-force  本方案自……施行 is the document's last word
"""

import re

from sciplan.base.chinese import HAN
from sciplan.documents.words.dates import DATE
from sciplan.documents.words.rows import WordRow, one_of, serving

_KINDS = (
    WordRow("", "title number begins this in-force", "方案 意见 计划 措施"),
    WordRow("", "title number begins", "规划"),
    WordRow("", "title number in-force", "办法"),
    WordRow("", "title number this", "通知"),
    WordRow("", "title this", "要点 清单"),
    WordRow("", "title in-force", "细则 规定"),
    WordRow(
        "",
        "title",
        "纲要 分工 安排 行动 决定 若干政策 台账 路线图 责任状 分解 任务分解 重点任务 目标任务",
    ),
    WordRow(
        "",
        "title",
        "任务清单 任务书 责任书 分解表 任务表 一览表 分工表 责任表 明细表 时间表 进度表 推进表",
    ),
    WordRow("", "this", "文 表"),
    WordRow("", "in-force", "政策 条例"),
)


def kinds(use: str) -> str:
    """Return a pattern of the kinds in one of the table's columns."""
    return one_of(serving(_KINDS, use))


KIND_END = re.compile(rf"(?:{kinds('title')})(?:（[^（）]*）|\([^()]*\))*$")
_BLANK = r"[ \u3000]?"
NUMBER = re.compile(
    rf"(?:{HAN}{{0,20}}(?:{kinds('number')}))?"
    rf"({HAN}{{1,12}}{_BLANK}[〔\[［(（]{_BLANK}(?:19|20)\d\d{_BLANK}[〕\]］)）]{_BLANK}"
    rf"(?:第)?{_BLANK}\d{{1,4}}{_BLANK}号)"
)
"""A document's number, perhaps with blanks between its parts."""


def ends_like_title(text: str) -> bool:
    """Whether a line ends with a word that titles of plans end with."""
    return bool(KIND_END.search(text.strip()))


def is_number_or_date(text: str) -> bool:
    """Whether a line holds nothing but a document's number, or a date."""
    tight = re.sub(r"\s", "", text)
    return bool(NUMBER.fullmatch(tight) or DATE.fullmatch(tight))
