"""Numbers as Word writes them: the formats of ECMA-376 part 1, 17.18.59, that offices use.

Where Word and LibreOffice part (一〇〇 or 一百), the one that the outline can count on is taken.
"""

from collections.abc import Callable, Mapping

from sciplan.base.numerals import chinese_number, written_out

_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

Written = Callable[[int], str]


def written(number: int, form: str) -> str:
    """Return a number from 0 in a format; one that is not known counts as decimal."""
    return _FORMATS.get(form, str)(number) if number else "0"


def _row(signs: str) -> Written:
    """Return a format that has a sign of its own for the first numbers."""
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _run(first: str, last: str) -> Written:
    return _row("".join(map(chr, range(ord(first), ord(last) + 1))))


def _letter(number: int) -> str:
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _roman(number: int) -> str:
    found = ""
    for size, letters in _ROMAN:
        count, number = divmod(number, size)
        found += letters * count
    return found


def _wide(number: int) -> str:
    return str(number).translate(_WIDE)


_COUNTING = (
    "chineseCounting chineseCountingThousand japaneseCounting ideographDigital taiwaneseCounting "
    "taiwaneseCountingThousand taiwaneseDigital japaneseDigitalTenThousand"
)
_FORMATS: Mapping[str, Written] = {
    **dict.fromkeys(_COUNTING.split(), chinese_number),
    "chineseLegalSimplified": lambda number: written_out(number).translate(_FORMAL),
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "decimalEnclosedCircle": _run("①", "⑳"),
    "decimalEnclosedCircleChinese": _run("①", "⑳"),
    "decimalEnclosedParen": _run("⑴", "⒇"),
    "decimalEnclosedFullstop": _run("⒈", "⒛"),
    "ideographEnclosedCircle": _run("㊀", "㊉"),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
}
