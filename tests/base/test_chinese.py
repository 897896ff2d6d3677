"""What counts as Chinese."""

import re

import pytest

from sciplan.base.chinese import HAN, WIDE, usual


@pytest.mark.parametrize(
    ("char", "han", "wide"),
    [
        ("市", True, True),
        ("〇", True, True),
        ("㕔", True, True),  # extension A
        ("𠮷", True, True),  # extension B
        ("\ufa0e", True, True),  # a compatibility ideograph
        ("，", False, True),
        ("（", False, True),
        ("《", False, True),
        ("“", False, True),
        ("a", False, False),
        (",", False, False),
        ("\u3000", False, False),
    ],
)
def test_chinese_characters_and_marks(char: str, han: bool, wide: bool) -> None:
    assert (bool(re.fullmatch(HAN, char)), bool(re.fullmatch(WIDE, char))) == (han, wide)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⼀⼆⽔⼈⽂⽥⾥⺠", "一二水人文田里民"),
        ("⼾⾭⿈⻘⻩", "户青黄青黄"),
        ("⻅⻓⻔⻋⻚⻛⻜⻢⻥⻦⻬⻮⻰⻳", "见长门车页风飞马鱼鸟齐齿龙龟"),
        ("\uf9e9\uf90a\ufa0e", "里金\ufa0e"),
        ("市水利局（一）", "市水利局（一）"),
    ],
)
def test_characters_under_other_codes(printed: str, meant: str) -> None:
    assert usual(printed) == meant


def test_every_radical_but_two_has_an_equivalent() -> None:
    radicals = map(chr, (*range(0x2E80, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6)))
    assert [one for one in radicals if usual(one) == one] == ["\u2e80"]
