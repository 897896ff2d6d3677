"""Numbers by format, from the tables of the standard (17.18.59) and Unicode."""

import pytest

from sciplan.documents.readers.word.formats import written


@pytest.mark.parametrize(
    ("form", "numbers", "expected"),
    [
        ("decimal", (0, 1, 12), "0 1 12"),
        ("decimalZero", (1, 9, 10, 100), "01 09 10 100"),
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
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
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
        ("upperLetter", (1, 26, 27, 53), "A Z AA AAA"),
        ("lowerLetter", (2, 28), "b bb"),
        ("not-a-format", (7,), "7"),
    ],
)
def test_formats(form: str, numbers: tuple[int, ...], expected: str) -> None:
    assert " ".join(written(number, form) for number in numbers) == expected
