"""The best assignment, held against scipy's."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from sciplan.compare.matching.assignment import assigned, best_columns, groups


@st.composite
def gains(draw: st.DrawFn) -> list[list[float]]:
    rows = draw(st.integers(1, 7))
    columns = draw(st.integers(rows, 9))
    one = st.one_of(st.just(0.0), st.floats(0, 1, width=32))
    return [draw(st.lists(one, min_size=columns, max_size=columns)) for _ in range(rows)]


@given(gains())
def test_the_sum_is_as_great_as_scipy_finds(found: list[list[float]]) -> None:
    columns = best_columns(found)
    assert len(set(columns)) == len(found)
    rows, others = linear_sum_assignment(found, maximize=True)
    best = sum(found[row][column] for row, column in zip(rows, others, strict=True))
    mine = sum(found[row][column] for row, column in enumerate(columns))
    assert mine == pytest.approx(best)


def test_one_sure_pair_is_worth_more_than_two_doubtful_ones() -> None:
    assert assigned({(0, 0): 0.9, (0, 1): 0.5, (1, 0): 0.5}) == {(0, 0): 0.9}
    assert assigned({(0, 0): 0.6, (0, 1): 0.55, (1, 0): 0.55}) == {(0, 1): 0.55, (1, 0): 0.55}


def test_groups_share_no_place() -> None:
    assert groups({(0, 0): 1, (1, 1): 1, (2, 1): 1, (2, 2): 1}) == [
        [(0, 0)],
        [(1, 1), (2, 1), (2, 2)],
    ]
    assert groups({}) == []


@pytest.mark.parametrize("size", [48, 49, 200])
def test_a_large_group_is_assigned_too(size: int) -> None:
    """A chain in which each item resembles the next one a little less than its own partner."""
    draw = random.Random(size)  # noqa: S311
    scores = {(place, place): 0.9 + draw.random() / 100 for place in range(size)}
    scores |= {(place, place + 1): 0.4 for place in range(size - 1)}
    assert set(assigned(scores)) == {(place, place) for place in range(size)}
