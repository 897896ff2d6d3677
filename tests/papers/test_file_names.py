"""Names of files, on any system."""

import pytest

from sciplan.papers.names import file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("市科协", "市科协"),
        ("市科\u200b协", "市科协"),
        ("\u202e协科市\u202c", "协科市"),
        ("市\u2066科\u2069协\ufeff", "市科协"),
        ("市\u2028科\u00ad协\x07", "市科协"),
        ("甲/乙:丙", "甲_乙_丙"),
        ("甲\n乙\t丙", "甲_乙_丙"),
        ("局. .", "局"),
        ("甲\xa0乙\u2003丙\u3000丁", "甲 乙 丙\u3000丁"),
        ("甲\U000e0041乙\U0010ffff", "甲乙"),
        ("\u200b", "_"),
        ("长" * 200, "长" * 60),
    ],
)
def test_what_stands_in_a_name(words: str, name: str) -> None:
    assert file_name(words) == name
