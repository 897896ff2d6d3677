"""Brackets of a text."""

import pytest

from sciplan.documents.clauses.spans import brackets


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("修渠（甲）。种树（乙（丙））", ["（甲）", "（乙（丙））"]),
        ("修渠（甲\n种树（乙）", ["（甲", "（乙）"]),
        ("修渠（市水利局牵头。（列第一位者牵头", ["（市水利局牵头。（列第一位者牵头"]),
        # A misprint opens one that nothing closes: the clause behind it stays one.
        ("港口L（｝接收站。管网（二期）。（市能源局负责）", ["（二期）", "（市能源局负责）"]),
        ("港口L（｝接收站，管网（二期）", ["（｝接收站，管网（二期）"]),
    ],
)
def test_outermost_brackets(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in brackets(text)] == found
