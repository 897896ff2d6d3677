"""What opens an item: 第一章, 一、, （一）, 1., ①, ——."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.numerals import LARGE_NUMBER, ONE_TO_TEN, number_of

CHAPTER, PART, ARTICLE, SECTION = 0, 2, 3, 4
NAMED, POINT, SUBPOINT, CIRCLED, CAPITAL, LETTER, ROMAN, DASH = 5, 6, 7, 8, 9, 10, 11, 12
YEAR_BEHIND = r"(?:19|20)\d\d(?:年|[—–\-~～至]+(?:19|20)\d\d年)"
_MONTH_END = r"月(?:\d{1,2}日|[底前初末份]|[上中下]旬)"
_UNIT = "[万亿元个倍米公千百]"
NO_DECIMAL = rf"(?={YEAR_BEHIND}|(?:1[0-2]|[1-9]){_MONTH_END})"
"""Behind the point of 3.2024年底前建成水渠, which is no decimal."""
_BEHIND_POINT = rf"(?:[.．]{NO_DECIMAL}|、(?={YEAR_BEHIND})|[.．、](?![\d年月日%]))"
_BEHIND_DOTTED = rf"[.．、]?(?:[ \u3000]*(?=[{HAN_RANGE}“])|[ \u3000]+(?=\d+(?:\.\d+)?%?{HAN}))"
"""Behind 1.1: words, or a blank and a number with its word: 1.2 5个乡镇."""
STAGE_BEHIND = r"(?:[：:]|(?=（[^（）：]{2,30}）[：:]|$))"
"""第一阶段：, 第一阶段（5月）：, and 第一阶段 alone open an item."""
_MARKERS = (
    (CHAPTER, rf"第({LARGE_NUMBER}|\d{{1,3}})(?:[章编篇]|部分)"),
    (CHAPTER + 1, rf"第({LARGE_NUMBER}|\d{{1,3}})节"),
    (PART, rf"({LARGE_NUMBER})[、．.](?![{ONE_TO_TEN}]、)"),
    (PART, r"([壹贰貳叁參肆伍陆陸柒捌玖拾]{1,3})[、．.]"),
    (PART, rf"(\d{{1,2}})[ \u3000]+(?={HAN}{{2,20}}$)"),
    (ARTICLE, rf"第({LARGE_NUMBER}|\d{{1,3}})条"),
    (SECTION, rf"[（(]({LARGE_NUMBER})[）)][、.．]?"),
    (
        NAMED,
        rf"(?:重点)?(?:任务|行动|工程|举措|措施|项目|专题)({LARGE_NUMBER}|\d{{1,2}})[：:、．.](?!\d)",
    ),
    (NAMED, rf"第({LARGE_NUMBER}|\d{{1,2}})阶段{STAGE_BEHIND}"),
    (SECTION, r"([㈠-㈩])"),
    (SUBPOINT, rf"\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}\.(\d{{1,2}}){_BEHIND_DOTTED}"),
    (POINT, rf"\d{{1,2}}\.\d{{1,2}}\.(\d{{1,2}}){_BEHIND_DOTTED}"),
    (SECTION, rf"\d{{1,2}}\.(\d{{1,2}}){_BEHIND_DOTTED}(?!{_UNIT}|{_MONTH_END})"),
    (POINT, r"([⒈-⒛])"),
    (SUBPOINT, r"([⑴-⒇])"),
    (POINT, r"(\d{1,3})(?:st|nd|rd|th)[、．.]"),
    (POINT, rf"- (\d{{1,3}}) -[、．.]?(?=[ \u3000]*{HAN})"),
    (POINT, rf"(\d{{1,3}}){_BEHIND_POINT}"),
    (SUBPOINT, r"[（(]?(\d{1,3})[）)][、.．]?"),
    (CIRCLED, r"([①-⑳㊀-㊉])"),
    (DASH, r"(?:——|--|──|――|—-|[●◆■▪•▶►◇])()(?!—)"),
)
_AT_START = [
    (rank, re.compile(rf"[ \t\u3000#*]*(?:{pattern})[ \u3000]*")) for rank, pattern in _MARKERS
]


@dataclass(frozen=True, slots=True)
class Marker:
    """What opens an item: its level and number; a dash has number 0."""

    rank: int
    number: int
    text: str


def marker_at(text: str) -> tuple[Marker | None, str]:
    """Return the marker that opens a text, and the rest."""
    for rank, pattern in _AT_START:
        found = pattern.match(text)
        if found:
            numeral = next(filter(None, found.groups()), "")
            marker = Marker(rank, number_of(numeral), found[0].strip())
            return marker, text[found.end() :].strip()
    return None, text.strip()


# Letters and Roman numerals ----------------------------------------------------------------------

_LATIN = re.compile(
    rf"[ \t\u3000]*[（(]?([A-Za-z]|[IVXL]{{2,6}}|[ivxl]{{2,6}})[、．.)）]"
    rf"[ \u3000]*(?=[{HAN_RANGE}“《\d])"
)
_ROMAN = re.compile("(?:XL|X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_LATIN_RANKS = {
    ("letter", True): (CAPITAL, ARTICLE),
    ("letter", False): (LETTER,),
    ("roman", True): (PART, CAPITAL),
    ("roman", False): (ROMAN,),
}
"""Kind, whether in capitals → the levels: A. stands below ① in some papers, above 1. in others."""
Latin = tuple[str, bool]
"""A kind of numbers in Latin letters: letter or roman, and whether in capitals."""


@dataclass(frozen=True, slots=True)
class LatinMarker:
    """What may open an item by a Latin letter: only one of a run (A. B. C.) does.

    Args:
        kind: Letter or Roman numeral, in capitals or not.
        number: Its number among its kind.
        text: The marker as printed.
        end: Where the item's text begins.
    """

    kind: Latin
    number: int
    text: str
    end: int

    @property
    def markers(self) -> Iterator[Marker]:
        """The markers that it may be, the likelier level first."""
        for rank in _LATIN_RANKS[self.kind]:
            yield Marker(rank, self.number, self.text)


def latin_at(text: str) -> Iterator[LatinMarker]:
    """Yield what a text's beginning may be as a number in Latin letters: I. is 1 and 9."""
    found = _LATIN.match(text)
    if not found:
        return
    upper, printed = found[1].isupper(), found[1].upper()
    numbers = {"letter": ord(printed) - 64 if len(printed) == 1 else 0, "roman": _roman(printed)}
    for kind, number in numbers.items():
        if number:
            yield LatinMarker((kind, upper), number, found[0].strip(), found.end())


def _roman(printed: str) -> int:
    """Return what a Roman numeral up to 49 comes to, 0 where it is none."""
    if not _ROMAN.fullmatch(printed):
        return 0
    values = [_VALUES[char] for char in printed]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)
