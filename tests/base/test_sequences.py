"""What two sequences have in common, and what stands out of order in one."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.sequences import common, standing_out


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], []),
        ([1], []),
        ([1, 2, 2, 3], []),
        ([5, 1, 2, 3], [0]),
        ([1, 2, 3, 0], [3]),
        ([1, 4, 2, 3], [1]),
        ([1, 2, 0, 3], [2]),
        ([3, 0, 1, 2], [0]),
        ([1, 2, 9, 3, 4, 0, 5], [2, 5]),
    ],
)
def test_the_fewest_that_stand_out(keys: list[int], expected: list[int]) -> None:
    assert standing_out(keys) == expected


@given(st.lists(st.integers(0, 6), max_size=7))
def test_what_is_left_ascends_and_no_more_could_be_left(keys: list[int]) -> None:
    out = standing_out(keys)
    left = [key for index, key in enumerate(keys) if index not in out]
    assert left == sorted(left)
    longest = max(
        size
        for size in range(len(keys) + 1)
        for chosen in combinations(keys, size)
        if list(chosen) == sorted(chosen)
    )
    assert len(left) == longest


@pytest.mark.parametrize(
    ("before", "after", "places"),
    [
        ("", "甲", []),
        ("甲乙丙", "甲乙丙", [(0, 0), (1, 1), (2, 2)]),
        ("甲乙丙", "甲丁丙", [(0, 0), (2, 2)]),
        ("甲乙丙丁", "丁甲乙丙", [(0, 1), (1, 2), (2, 3)]),
        ("甲甲", "甲", [(0, 0)]),
    ],
)
def test_what_lists_have_in_common(before: str, after: str, places: list[tuple[int, int]]) -> None:
    assert common(before, after) == places


@given(st.text("甲乙丙", max_size=6), st.text("甲乙丙", max_size=6))
def test_no_longer_sequence_is_common(before: str, after: str) -> None:
    places = common(before, after)
    assert [before[place] for place, _ in places] == [after[place] for _, place in places]
    assert places == sorted(places)
    parts = [
        {chosen for size in range(len(text) + 1) for chosen in combinations(text, size)}
        for text in (before, after)
    ]
    assert len(places) == max(map(len, parts[0] & parts[1]))
