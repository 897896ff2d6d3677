"""How wide text is on a terminal, and text as one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.width import one_line, width


@given(st.text(max_size=20))
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line) == len(text)
    assert line.replace("\u3000", "").isprintable()


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("市科协", 6), ("（1）", 5), ("e\u0301", 1), ("", 0), ("〔2022〕", 8), ("１", 2)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns
