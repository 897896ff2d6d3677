"""Marks in full width, and texts for comparing."""

import pytest

from sciplan.base.marks import FULL, USUAL, one_width, parted, tight


def test_half_width_marks_in_full_width() -> None:
    assert "甲,乙:丙;丁?戊!(己).".translate(FULL) == "甲，乙：丙；丁？戊！（己）."


@pytest.mark.parametrize(
    ("printed", "usual"),
    [("［2022］", "〔2022〕"), ("〖专栏〗", "【专栏】"), ("甲﹑乙｡", "甲、乙。")],
)
def test_marks_of_other_code_points(printed: str, usual: str) -> None:
    assert printed.translate(USUAL) == usual


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("", "", ""),
        (" 市\u3000科\t协\n", "", "市科协"),
        ("修渠，种树。", "", "修渠，种树。"),
        ("修渠，种 树。", "，。", "修渠种树"),
        ("《甲*方案》", "*《》", "甲方案"),
    ],
)
def test_tight(text: str, marks: str, expected: str) -> None:
    assert tight(text, marks) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("２．１", "2.1"), ("各县（市、区）", "各县(市、区)"), ("\u3000市 科协 ", "市 科协")],
)
def test_one_width(typed: str, expected: str) -> None:
    assert one_width(typed) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲、乙，丙", ["甲", "乙", "丙"]),
        ("甲（一、二）、乙", ["甲（一、二）", "乙"]),
        ("甲(一，二)乙、丙", ["甲(一，二)乙", "丙"]),
        ("甲（一、二", ["甲（一", "二"]),
        ("甲、乙）、丙", ["甲、乙）", "丙"]),
        ("、甲", ["", "甲"]),
        ("", [""]),
    ],
)
def test_a_list_is_parted_outside_of_brackets(text: str, parts: list[str]) -> None:
    assert parted(text, "、，") == parts
