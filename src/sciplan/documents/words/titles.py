"""Words that a document's title ends with; its number and date."""

import re
from datetime import date

from sciplan.base.chinese import HAN
from sciplan.base.marks import tight

KINDS = (
    "方案|规划|计划|意见|措施|办法|纲要|要点|清单|细则|分工|安排|通知|行动|决定|规定|若干政策"
    "|分解表|任务表|一览表|分工表|台账|任务书|责任书|任务分解|重点任务|目标任务|路线图|任务清单|责任状|分解|责任表|明细表|时间表|进度表|推进表"
)
KIND_END = re.compile(rf"(?:{KINDS})(?:（[^（）]*）|\([^()]*\))*$")
NUMBER = re.compile(
    rf"(?:{HAN}{{0,20}}(?:意见|方案|通知|规划|计划|办法|"
    rf"措施))?({HAN}{{1,12}}[〔\[［(（](?:19|20)\d\d[〕\]］)）](?:第)?\d{{1,4}}号)"
)
DATE = re.compile(r"((?:19|20)\d\d)(?:年|-)(\d{1,2})(?:月|-)(\d{1,2})日?")


def ends_like_title(text: str) -> bool:
    """Whether a line ends with a word that titles of plans end with."""
    return bool(KIND_END.search(text.strip()))


def is_number_or_date(text: str) -> bool:
    """Whether a line holds nothing but a document's number, or a date."""
    bare = tight(text)
    return bool(NUMBER.fullmatch(bare) or DATE.fullmatch(bare))


def day_in(text: str) -> date | None:
    """Return the first day that a text names; None where it names none, or none that exists."""
    found = DATE.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
