"""Numbers by format, from the tables of the standard (17.18.59) and Unicode."""

import pytest

from sciplan.documents.readers.word.formats import written


@pytest.mark.parametrize(
    ("form", "numbers", "expected"),
    [
        ("decimal", (0, 1, 12), "0 1 12"),
        ("decimalZero", (0, 1, 9, 10, 100), "00 01 09 10 100"),
        (
            "chineseCounting",
            (1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 111, 1001),
            "一 九 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一百一十一 一千零一",
        ),
        ("chineseCountingThousand", (10, 1010, 12345), "十 一千零一十 一万二千三百四十五"),
        ("japaneseCounting", (3, 13), "三 十三"),
        ("taiwaneseCounting", (30, 33), "三十 三十三"),
        ("taiwaneseCountingThousand", (10,), "十"),
        ("ideographDigital", (1, 2), "一 二"),
        ("chineseLegalSimplified", (1, 10, 12, 20, 105), "壹 壹拾 壹拾贰 贰拾 壹佰零伍"),
        ("ideographLegalTraditional", (2, 13, 16), "貳 壹拾參 壹拾陸"),
        ("japaneseLegal", (1, 2, 3), "壱 弐 参"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12, 13), "子 亥 13"),
        ("ideographZodiacTraditional", (1, 2, 11, 13, 60, 61), "甲子 乙丑 甲戌 丙子 癸亥 61"),
        ("decimalEnclosedCircle", (1, 10, 20, 21), "① ⑩ ⑳ 21"),
        ("decimalEnclosedCircleChinese", (5,), "⑤"),
        ("decimalEnclosedParen", (1, 10, 20, 21), "⑴ ⑽ ⒇ 21"),
        ("decimalEnclosedFullstop", (1, 10, 20, 21), "⒈ ⒑ ⒛ 21"),
        ("ideographEnclosedCircle", (1, 10, 11), "㊀ ㊉ 11"),
        ("decimalFullWidth", (1, 20), "１ ２０"),
        ("decimalFullWidth2", (37,), "３７"),
        ("decimalHalfWidth", (37,), "37"),
        ("upperRoman", (1, 4, 9, 14, 40, 90, 1999), "I IV IX XIV XL XC MCMXCIX"),
        ("lowerRoman", (3, 8), "iii viii"),
        ("upperLetter", (1, 26, 27, 53, 780, 781), f"A Z AA AAA {'Z' * 30} A"),
        ("lowerLetter", (2, 28), "b bb"),
        ("ordinal", (1, 2, 3, 4, 11, 12, 13, 21, 112), "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"),
        ("not-a-format", (7,), "7"),
    ],
)
def test_formats(form: str, numbers: tuple[int, ...], expected: str) -> None:
    assert " ".join(written(number, form) for number in numbers) == expected


@pytest.mark.parametrize(
    ("custom", "expected"),
    [
        ("001, 002, 003, ...", "007"),
        ("0001, 0002, ...", "0007"),
        ("", "7"),
        ("a, ç, ĝ, ...", "7"),
    ],
)
def test_custom_formats(custom: str, expected: str) -> None:
    assert written(7, "custom", custom) == expected


def test_dashes() -> None:
    assert written(3, "numberInDash") == "- 3 -"
