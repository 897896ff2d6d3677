"""What counts as Chinese."""

import re

import pytest

from sciplan.base.chinese import HAN, WIDE


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
