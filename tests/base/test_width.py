"""How wide text is on a terminal, and text as one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.width import one_line, printed_width, width, wrapped


@given(st.text(max_size=20))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line) == len(text)
    assert line.replace("\u3000", "").isprintable()


@pytest.mark.parametrize(
    ("text", "columns", "printed"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("市科协", 6, 6),
        ("（1）", 5, 5),
        ("〔2022〕", 8, 8),
        ("１", 2, 2),
        ("e\u0301", 1, 1),
        ("“技能”", 6, 8),
        ("……", 2, 4),
        ("——", 2, 4),
    ],
)
def test_width(text: str, columns: int, printed: int) -> None:
    assert (width(text), printed_width(text)) == (columns, printed)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("培训教师，办好活动", 8, ["培训教", "师，办好", "活动"]),
        ("（甲）乙", 4, ["（甲）", "乙"]),
        ("用 plan.yaml 打开", 12, ["用 plan.yaml", "打开"]),
        ("培训", 8, ["培训"]),
        ("", 8, []),
    ],
)
def test_lines_are_broken_where_chinese_is(text: str, columns: int, lines: list[str]) -> None:
    assert list(wrapped(text, columns)) == lines


@given(st.text(alphabet="市科协教育局，。；、）（“”ab ", max_size=60), st.integers(12, 30))
def test_no_line_begins_with_a_mark_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = list(wrapped(text, columns))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line[0] in "，。；、）”" for line in lines[1:])
