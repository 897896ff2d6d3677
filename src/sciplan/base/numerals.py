"""The numbers that a Chinese sentence states, in digits or in characters."""

import re
from collections.abc import Iterator

from sciplan.base.marks import one_width

NUMERALS = "零一二三四五六七八九"
ONE_TO_TEN = "一二三四五六七八九十"
"""What items are counted with, within a class of a regular expression."""
CHINESE_NUMBER = f"[{ONE_TO_TEN}]{{1,3}}"
"""An item's number, from 一 to 九十九, as part of a regular expression."""
LARGE_NUMBER = f"[{ONE_TO_TEN}百零〇]{{1,5}}"
"""The same beyond 九十九."""
EITHER_NUMBER = rf"[\d{ONE_TO_TEN}]{{1,3}}"
"""An item's number in Chinese or Arabic numerals."""
_DIGITS = {char: number for number, char in enumerate(NUMERALS)} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
SCALES = _TENS | _MYRIADS
"""What a character multiplies the number before it by."""
_SIGNS = [(scale, sign) for sign, scale in reversed(SCALES.items())]
_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
# Bounds on length keep float() and the search in hand whatever stands in a file.
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3}){1,5}|\d{1,18})(\.\d{1,9})?([十百千万亿]{0,2})(成)?")
_CHARACTERS = re.compile(r"([零〇一二两三四五六七八九十百千万亿]{1,20})(成)?")


def without_exponent(digits: str) -> str:
    """Return a number as Python spells it in digits that anybody reads: 5.8e-05 → 0.000058."""
    if "e" not in digits:
        return digits
    from decimal import Decimal

    return format(Decimal(digits), "f")


def plain_id(text: str) -> str:
    """Return an id as files write it: any script's digits as 0 to 9."""
    if text.isascii():
        return text.strip()
    plain = one_width(text).replace("。", ".").rstrip(".")
    return "".join([str(int(char)) if char.isdecimal() else char for char in plain])


def numbers_in(text: str) -> Iterator[float]:
    """Yield the numbers in a text, each way one may be read: 5万 is 5 and 50000, 八成 8 and 80."""
    text = one_width(text)
    for whole, rest, scales, tenths in _ARABIC.findall(text):
        number = float(whole.replace(",", "") + rest)
        yield from _readings(number, tenths)
        for scale in scales:
            number *= SCALES[scale]
            yield number
    for characters, tenths in _CHARACTERS.findall(text):
        yield from _readings(float(number_of(characters)), tenths)
        yield float(number_of(characters.rstrip("万亿")))
    if "半" in text:
        yield from (0.5, 50.0)


def _readings(number: float, tenths: str) -> Iterator[float]:
    yield number
    if tenths:
        yield number * 10


def number_of(numeral: str) -> int:
    """Return what 三千五百, 12, ⑫, ㈠ or 壹 comes to; 0 where nothing is a numeral."""
    plain = one_width(numeral).strip("()（）.").translate(_FORMAL)
    if plain.isdecimal():
        return int(plain)
    total = section = digit = 0
    for char in plain:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char in _MYRIADS:
            total = (total + section + digit) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


def chinese_number(number: int) -> str:
    """Return a number from 0 in Chinese numerals: 十二, 一百零五, 一万二千."""
    return written_out(number).removeprefix("一" if 10 <= number < 20 else "")


def written_out(number: int) -> str:
    """Return a number from 0 in Chinese numerals with the 一 of 一十, as on a cheque."""
    if number < 10:
        return NUMERALS[number]
    scale, sign = next((scale, sign) for scale, sign in _SIGNS if scale <= number)
    times, rest = divmod(number, scale)
    between = "零" if rest and rest * 10 < scale else ""
    return f"{written_out(times)}{sign}{between}{written_out(rest) if rest else ''}"
