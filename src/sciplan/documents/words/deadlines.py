"""Words of time: what is a deadline and nothing else, and where one begins."""

import re

_BEFORE = r"(?:力争|确保|于|在|到|至|截至)"
_DATE = r"(?:20\d\d年|20\d\d[./]\d|\d{1,2}月)"
_BEGINS = re.compile(
    rf"{_BEFORE}?(?={_DATE})(?:20\d\d年?[—\-至~～])?(?:20\d\d年)?"
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|年?末|上半年|下半年|初|中旬|上旬|下旬|第?[一二三四]季度)?"
    r"(?:之?前|以前|内|起|期间)?"
)
_TIMES = (
    r"20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?|20\d\d年?|\d{1,2}月份?|\d{1,2}日|\d{1,3}个?(?:月|工作日|天)|"
    r"第?[一二三四1-4]季度|上半年|下半年|年底|年末|年初|年内|月底|月末|月初|[上中下]旬|今年|明年|当年|"
    r"全年|常年|长期|持续|常态化?|每(?:半年|两年|三年|年度?|季度?|月|周|日|天)|[按分](?:年度?|季度|月|阶段)|"
    r"逐年|年度|即(?:知|行)?即(?:改|办)|立[行整]立改|立即|即时|马上|近期|实时|随时|适时|及时|滚动"
)
_FILLS = (
    r"力争|确保|于|在|到|至|截至|自|从|起|之?前|以前|以?内|期间|底|末|初|各|和|及|并|且|[—\-－~～、，]|"
    r"不断|基本|全面|全部|分步|完成|实施|推进|坚持|见效|启动|建成|整改|到位|落实|开展|执行|办理|销号|报送|"
    r"取得|阶段性|实质性|明显|显著|初步|成效|进展|抓好|优化|提升|深化|[一二两三四\d]次|任务|年|月|日"
)
# The first word that fits is held on to: time stays linear.
_ONLY_TIME = re.compile(rf"(?>{_TIMES}|{_FILLS})++")
_SOME_TIME = re.compile(_TIMES)
_WHEN = re.compile(r"每年.{0,8}|立即启动.{0,6}|分年度实施")
_BEHIND = re.compile(
    rf"{_BEFORE}?(?:{_DATE}|年底|年内|每(?:年|季|月|半年)|长期|持续|常态化|立即|及时)"
)
_LONGEST = 40
_WITHIN = re.compile(
    r"(?:(?:20\d\d年|(?:今|明|当)年)(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?)"
    r"(?:年?底|年?末|初|[上中下]旬|上半年|第?[一二三四]季度)?(?:之?前|以前)|年[底末内](?:之?前)?"
)
"""A deadline within other words: it says 前, so that a plain year is none."""


def deadline_within(text: str) -> str:
    """Return the deadline that a title says by the way, empty for none or several.

    2024年6月底前建成水库 says one.
    """
    found = {one[0] for one in _WITHIN.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def is_deadline(text: str) -> bool:
    """Whether a text is made of words of time: 2024.12, 每季度, 即时整改, 并长期坚持."""
    if not 2 <= len(text) <= _LONGEST:
        return False
    only = _ONLY_TIME.fullmatch(text) and _SOME_TIME.search(text)
    return bool(only) or bool(_WHEN.fullmatch(text))


def date_ahead(text: str) -> str:
    """Return the date that a text begins with: 2024年底前, of 2024年底前完成."""
    found = _BEGINS.match(text)
    return found[0] if found else ""


def has_date(text: str) -> bool:
    """Whether a text holds a date."""
    return bool(re.search(_DATE, text))


def time_behind(text: str) -> int:
    """Return where words of time begin within a text, 0 for nowhere: 市水利局于2024年底前完成."""
    found = _BEHIND.search(text, 2)
    return found.start() if found else 0
