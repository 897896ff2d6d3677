"""Raised and lowered digits."""

import pytest

from sciplan.base.raised import lowered, raised


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3", "³"), ("-12", "⁻¹²"), ("[1]", "[¹]"), ("①", "①"), ("注", "注"), ("", "")],
)
def test_raised(text: str, expected: str) -> None:
    assert raised(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("2", "₂"), ("2.5", "2.5"), ("n", "n")])
def test_lowered(text: str, expected: str) -> None:
    assert lowered(text) == expected
