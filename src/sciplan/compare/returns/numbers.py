"""A number as people fill it in: 1,200, 1200人, 一千二百, 1.2万, 约1200."""

import re
from typing import NamedTuple

from sciplan.base.marks import one_width, tight
from sciplan.base.numerals import SCALES, chinese_number, number_of, written_out
from sciplan.compare.values import Unread

_NONE = frozenset({"", "无", "暂无", "没有", "不涉及", "/", "\\", "-", "--", "—", "——", "空"})
_PLAIN = re.compile(r"(已|累计|共计|共|计|完成|达到|达)*")
_ABOUT = re.compile(r"(大约|约|将近|近|超过|超|逾|不少于|不低于|>=|>|≥|≈|~|～)")
_ABOUT_BEHIND = re.compile(r"(余|多|以上|左右|上下)$")
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(\.\d{1,9})?(百|千|万|十万|百万|千万|亿)?")
_SIGNS = "零〇一二两三四五六七八九十百千万亿壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
_CHARACTERS = re.compile(rf"[{_SIGNS}]{{1,20}}")
_TAIL = re.compile(rf"[^\d.,{_SIGNS}余多]*$")
"""What stands behind a number: what it counts."""
_SAME = str.maketrans("两〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "二零一二二三三四五六六七八九十百千")
_LONGEST_UNIT = 4
_SCALE_SIGNS = "十百千万亿"


class Filled(NamedTuple):
    """What a cell for a number says.

    Args:
        amount: The number; None where there is none.
        about: Whether it is said to be no exact one.
    """

    amount: int | float | None
    about: bool = False


def filled(said: str, unit: str) -> Filled | Unread:
    """Return the number in a cell.

    Args:
        said: What the cell says.
        unit: What the number counts, as the plan says; empty where it doesn't.
    """
    text = tight(one_width(said)).rstrip("。.;,")
    if text in _NONE:
        return Filled(None)
    body = _PLAIN.sub("", text, count=1)
    begun = _ABOUT.match(body)
    body = body[begun.end() :] if begun else body
    body, behind = _cut(body)
    bare = _without_unit(body, tight(one_width(unit)))
    if isinstance(bare, Unread):
        return bare._replace(message=bare.message.format(said=said[:40]))
    bare, more = _cut(bare)
    amount = _amount(bare, unit)
    if amount is None:
        example = "，如 65%" if unit in ("%", "％") else f"，如 1200{unit}"
        return Unread(f"写作“{said[:40]}”，看不出是什么数；一格只写一个数{example}")
    return Filled(amount, about=bool(begun) or behind or more)


def _cut(text: str) -> tuple[str, bool]:
    """Return a text without 余 or 以上 behind, and whether it had any."""
    bare = _ABOUT_BEHIND.sub("", text)
    return bare, bare != text


def _without_unit(text: str, unit: str) -> str | Unread:
    """Return a text without what it counts, which has to be what the plan says."""
    if unit and text.endswith(unit):
        return text.removesuffix(unit)
    tail = _TAIL.search(text)
    other = tail[0] if tail else ""
    if not other:
        return text
    if not unit and len(other) < _LONGEST_UNIT and other not in "%‰":
        return text.removesuffix(other)
    if not unit or other == text:
        return text
    return Unread(f"写作“{{said}}”，计量单位是“{unit}”；请按“{unit}”填写")


def _amount(text: str, unit: str) -> int | float | None:
    found = _ARABIC.fullmatch(text)
    if found:
        whole, rest, scale = found.groups()
        # 1200万 where 万元 are counted may be either.
        if scale and unit and unit[0] in _SCALE_SIGNS:
            return None
        number = float(whole.replace(",", "") + (rest or ""))
        for sign in scale or "":
            number *= SCALES[sign]
        return int(number) if number.is_integer() else round(number, 9)
    if not _CHARACTERS.fullmatch(text):
        return None
    number = number_of(text)
    plain = text.translate(_SAME)
    # 三千五 and 二五 are read by everybody otherwise than by rule.
    return number if plain in (chinese_number(number), written_out(number)) else None
