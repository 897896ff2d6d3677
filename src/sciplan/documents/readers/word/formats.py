"""Numbers as Word writes them: the formats of ECMA-376 part 1, 17.18.59.

Where Word and LibreOffice part (一〇〇 or 一百), the one that the outline can count on is taken.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle, islice

from sciplan.base.numerals import chinese_number, written_out

_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_TRADITIONAL = str.maketrans("一二三四五六七八九十百千万", "壹貳參肆伍陸柒捌玖拾佰仟萬")
_JAPANESE = str.maketrans("一二三十千万", "壱弐参拾阡萬")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_SIXTY = islice(zip(cycle(_STEMS), cycle(_BRANCHES), strict=False), 60)
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LONGEST_LETTERS = 780
"""Word begins again at A behind 30 times Z."""
_ZEROS = re.compile(r"0*1")

Written = Callable[[int], str]


def written(number: int, form: str, custom: str = "") -> str:
    """Return a number in a format.

    Args:
        number: The number, from 0.
        form: The format's name; one that is not known counts as decimal.
        custom: The pattern of a custom format: 001, 002, 003, ...
    """
    if form == "custom":
        zeros = _ZEROS.match(custom)
        return str(number).zfill(len(zeros[0]) if zeros else 0)
    return _FORMATS.get(form, str)(number) if number else _zero(form)


def _zero(form: str) -> str:
    """Return 0, for which only digits and characters that count have a sign."""
    return {"decimalZero": "00", "numberInDash": "- 0 -"}.get(form, "0")


def _row(signs: Sequence[str]) -> Written:
    """Return a format that has a sign of its own for the first numbers."""
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _run(first: str, last: str) -> Written:
    return _row("".join(map(chr, range(ord(first), ord(last) + 1))))


def _letters(first: str) -> Written:
    def letters(number: int) -> str:
        times, place = divmod((number - 1) % _LONGEST_LETTERS, 26)
        return chr(ord(first) + place) * (times + 1)

    return letters


def _roman(number: int) -> str:
    found = ""
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        found += letters * count
    return found


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_COUNTING = (
    "chineseCounting chineseCountingThousand japaneseCounting ideographDigital taiwaneseCounting "
    "taiwaneseCountingThousand taiwaneseDigital japaneseDigitalTenThousand"
)
_FORMATS: Mapping[str, Written] = {
    **dict.fromkeys(_COUNTING.split(), chinese_number),
    "chineseLegalSimplified": lambda number: written_out(number).translate(_FORMAL),
    "ideographLegalTraditional": lambda number: written_out(number).translate(_TRADITIONAL),
    "japaneseLegal": lambda number: written_out(number).translate(_JAPANESE),
    "ideographTraditional": _row(_STEMS),
    "ideographZodiac": _row(_BRANCHES),
    "ideographZodiacTraditional": _row(list(map("".join, _SIXTY))),
    "decimalEnclosedCircle": _run("①", "⑳"),
    "decimalEnclosedCircleChinese": _run("①", "⑳"),
    "decimalEnclosedParen": _run("⑴", "⒇"),
    "decimalEnclosedFullstop": _run("⒈", "⒛"),
    "ideographEnclosedCircle": _run("㊀", "㊉"),
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    "decimalFullWidth2": lambda number: str(number).translate(_WIDE),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "ordinal": _ordinal,
}
