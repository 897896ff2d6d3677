import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sciplan.base.width import printed_width
from sciplan.formats.office.text import clean, lines, longest_word, widest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲乙 abc", "甲乙 abc"),
        ("甲\r\n乙\r丙\x0b丁\u2028戊", "甲\n乙\n丙\n丁\n戊"),
        ("甲\x00\x01\x1f乙", "甲乙"),
        ("甲\ud800乙\udfff", "甲乙"),
        ("甲\ufffe\uffff乙", "甲乙"),
        ("甲\u202e乙\u2066丙", "甲乙丙"),
        ("𠮷👩‍👧\t", "𠮷👩‍👧\t"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_what_is_clean_is_xml(text: str) -> None:
    root = etree.Element("a")
    root.text = clean(text)
    assert etree.fromstring(etree.tostring(root)).text in (clean(text), None)
    assert clean(clean(text)) == clean(text)


def test_widest_line_and_longest_word() -> None:
    assert widest("甲\n甲乙丙\n甲乙") == 6
    assert longest_word("编号 2.1.5、qujing-2021 的") == len("qujing-2021")
    assert longest_word("没有") == 0


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("", 10, 1),
        ("甲乙丙", 6, 1),
        ("甲乙丙丁", 6, 2),
        ("甲\n乙\n丙", 6, 3),
        ("2.1.1、2.1.2", 8, 2),
        ("x" * 100, 11, 12),
        ("甲乙丙。丁", 6, 2),
        ("甲乙“丙丁”", 6, 3),
        ("甲乙丙丁戊己", 6.5, 2),
        ("任务 task 任务", 10, 2),
    ],
)
def test_lines(text: str, columns: int, expected: int) -> None:
    assert lines(text, columns) == expected


@given(st.text(st.characters(categories=["L", "N", "P"])), st.integers(4, 60))
def test_lines_are_enough_for_the_text(text: str, columns: int) -> None:
    count = lines(text, columns)
    assert count * columns >= printed_width(text)
    assert count <= max(printed_width(text), 1)
