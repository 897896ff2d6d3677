"""The numbers that a Chinese sentence states, in digits or in characters."""

import re
from collections.abc import Iterator
from unicodedata import normalize

NUMERALS = "零一二三四五六七八九"
_DIGITS = {char: number for number, char in enumerate(NUMERALS)} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_SCALES = _TENS | _MYRIADS
_SIGNS = [(scale, sign) for sign, scale in reversed(_SCALES.items())]
# Bounds on length keep float() and the search in hand whatever stands in a file.
_ARABIC = re.compile(r"(\d{1,3}(?:,\d{3}){1,5}|\d{1,18})(\.\d{1,9})?([十百千万亿]{0,2})(成)?")
_CHARACTERS = re.compile(r"([零〇一二两三四五六七八九十百千万亿]{1,20})(成)?")


def numbers_in(text: str) -> Iterator[float]:
    """Yield the numbers in a text, each way one may be read: 5万 is 5 and 50000, 八成 8 and 80."""
    text = normalize("NFKC", text)
    for whole, rest, scales, tenths in _ARABIC.findall(text):
        number = float(whole.replace(",", "") + rest)
        yield from _readings(number, tenths)
        for scale in scales:
            number *= _SCALES[scale]
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


def number_of(characters: str) -> int:
    """Return what 三千五百 or 一万二千 comes to; 0 where nothing is a numeral."""
    total = section = digit = 0
    for char in characters:
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
