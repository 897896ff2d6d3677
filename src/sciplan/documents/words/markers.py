"""What opens an item: 第一章, 一、, （一）, 1., ①, ——."""

import re
from dataclasses import dataclass

_NUMERALS = "一二三四五六七八九"
CHINESE_NUMBER = "[一二三四五六七八九十百零〇]{1,5}"
CHAPTER, PART, ARTICLE, SECTION = 0, 2, 3, 4
NAMED, POINT, SUBPOINT, CIRCLED, DASH = 5, 6, 7, 8, 10
YEAR_BEHIND = r"(?:19|20)\d\d(?:年|[—–\-~～至]+(?:19|20)\d\d年)"
_MONTH_END = r"月(?:\d{1,2}日|[底前初末份]|[上中下]旬)"
_UNIT = "[万亿元个倍米公千百]"
NO_DECIMAL = rf"(?={YEAR_BEHIND}|(?:1[0-2]|[1-9]){_MONTH_END})"
"""Behind the point of 3.2024年底前建成水渠, which is no decimal."""
_BEHIND_POINT = rf"(?:[.．]{NO_DECIMAL}|、(?={YEAR_BEHIND})|[.．、](?![\d年月日%]))"
_BEHIND_DOTTED = (
    r"[.．、]?(?:[ \u3000]*(?=[\u4e00-\u9fff“])|[ \u3000]+(?=\d+(?:\.\d+)?%?[\u4e00-\u9fff]))"
)
"""Behind 1.1: words, or a blank and a number with its word: 1.2 5个乡镇."""
_SIGNS = {
    sign: number
    for row in ("①-⑳", "⑴-⒇", "⒈-⒛", "㈠-㈩", "㊀-㊉")
    for number, sign in enumerate(map(chr, range(ord(row[0]), ord(row[2]) + 1)), 1)
}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_MARKERS = (
    (CHAPTER, rf"第({CHINESE_NUMBER}|\d{{1,3}})(?:[章编篇]|部分)"),
    (CHAPTER + 1, rf"第({CHINESE_NUMBER}|\d{{1,3}})节"),
    (PART, rf"({CHINESE_NUMBER})[、．.](?![一二三四五六七八九十]、)"),
    (PART, r"([壹贰叁肆伍陆柒捌玖拾]{1,3})[、．.]"),
    (PART, r"(\d{1,2})[ \u3000]+(?=[\u4e00-\u9fff]{2,20}$)"),
    (ARTICLE, rf"第({CHINESE_NUMBER}|\d{{1,3}})条"),
    (SECTION, rf"[（(]({CHINESE_NUMBER})[）)][、.．]?"),
    (
        NAMED,
        rf"(?:重点)?(?:任务|行动|工程|举措|措施|项目|专题)({CHINESE_NUMBER}|\d{{1,2}})[：:、．.](?!\d)",
    ),
    (SECTION, r"([㈠-㈩])"),
    (SUBPOINT, rf"\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}\.(\d{{1,2}}){_BEHIND_DOTTED}"),
    (POINT, rf"\d{{1,2}}\.\d{{1,2}}\.(\d{{1,2}}){_BEHIND_DOTTED}"),
    (SECTION, rf"\d{{1,2}}\.(\d{{1,2}}){_BEHIND_DOTTED}(?!{_UNIT}|{_MONTH_END})"),
    (POINT, r"([⒈-⒛])"),
    (SUBPOINT, r"([⑴-⒇])"),
    (POINT, rf"(\d{{1,3}}){_BEHIND_POINT}"),
    (SUBPOINT, r"[（(]?(\d{1,3})[）)][、.．]?"),
    (CIRCLED, r"([①-⑳㊀-㊉])"),
    (DASH, r"(?:——|--|──|――|—-|[●◆■▪•▶►◇])()(?!—)"),
)
_AT_START = [
    (rank, re.compile(rf"[ \t\u3000#*]*(?:{pattern})[ \u3000]*")) for rank, pattern in _MARKERS
]
_POINT_BEFORE_NUMBER = re.compile(
    r"[ \t\u3000#*]*(\d{1,3})[.．](?=\d+[\u4e00-\u9fffA-Z])"
    r"(?!\d+[多余]?[年月日万亿千百元倍米公吨亩])"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What opens an item: its level and number; a dash has number 0."""

    rank: int
    number: int
    text: str


def number_of(text: str) -> int:
    """Return the value of a Chinese, Arabic or enclosed numeral, 0 for none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if text in _SIGNS:
        return _SIGNS[text]
    total = digit = 0
    for char in text.translate(_FORMAL):
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _NUMERALS.find(char) + 1
    return total + digit


def marker_at(text: str) -> tuple[Marker | None, str]:
    """Return the marker that opens a text, and the rest."""
    for rank, pattern in _AT_START:
        found = pattern.match(text)
        if found:
            numeral = next(filter(None, found.groups()), "")
            marker = Marker(rank, number_of(numeral), found[0].strip())
            return marker, text[found.end() :].strip()
    return None, text.strip()


def point_before_number(text: str, number: int) -> tuple[Marker, str] | None:
    """Return the marker of 11.121人才项目, which the number alone doesn't tell from 11.12万元."""
    found = _POINT_BEFORE_NUMBER.match(text)
    if not found or int(found[1]) != number:
        return None
    return Marker(POINT, number, found[0].strip()), text[found.end() :].strip()
