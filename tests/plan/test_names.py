"""Names without their prefix, and blanks between names."""

import pytest

from sciplan.plan.names import between_names, tails


@pytest.mark.parametrize(
    ("names", "left"),
    [
        (["市科协"], {"市科协", "科协"}),
        (["市教体局", "协会"], {"市教体局", "教体局", "体局", "协会"}),
        (["局"], {"局"}),
        ([], set()),
    ],
)
def test_tails(names: list[str], left: set[str]) -> None:
    assert tails(names) == left


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("市甲局 市乙协", [3]),
        ("市甲局\u3000\n市乙协", [3]),
        ("市 甲局 市乙协", [4]),
        ("市甲局 牵头", []),
        ("市甲局市乙协", []),
        ("会同市甲局 市乙协 办好", [5]),
    ],
)
def test_blanks_between_names(text: str, places: list[int]) -> None:
    assert [blank.start() for blank in between_names(text, {"市甲局", "市乙协"})] == places
