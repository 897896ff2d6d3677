"""Chance and correction, held against SciPy."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, hypergeom  # type: ignore[import-untyped]

from sciplan.queries.statistics import adjusted, expected_overlap, overlap_tail


def by_scipy(population: int, first: int, second: int, shared: int) -> float:
    return float(hypergeom.sf(shared - 1, population, second, first))


@pytest.mark.parametrize("population", [1, 2, 7, 35])
def test_every_tail_of_a_small_population(population: int) -> None:
    sizes = range(0, population + 1, max(population // 7, 1))
    cases = [
        (first, second, shared)
        for first in sizes
        for second in sizes
        for shared in range(min(first, second) + 2)
    ]
    ours = [overlap_tail(population, *case) for case in cases]
    firsts, seconds, shares = zip(*cases, strict=True)
    theirs = hypergeom.sf([shared - 1 for shared in shares], population, seconds, firsts)
    assert ours == pytest.approx(theirs.tolist(), rel=1e-9, abs=1e-15)


@settings(max_examples=150)
@given(st.data())
def test_tails_of_any_population(data: st.DataObject) -> None:
    population = data.draw(st.integers(1, 10_000))
    first, second = (data.draw(st.integers(0, population)) for _ in range(2))
    shared = data.draw(st.integers(0, min(first, second) + 1))
    ours = overlap_tail(population, first, second, shared)
    theirs = by_scipy(population, first, second, shared)
    assert 0 <= ours <= 1
    assert ours == pytest.approx(theirs, rel=1e-7, abs=1e-12)


def test_a_case_by_hand() -> None:
    # Draw 2 of 4 balls of which 2 are red: both red in 1 of 6 draws, at least one in 5 of 6.
    assert overlap_tail(4, 2, 2, 2) == pytest.approx(1 / 6)
    assert overlap_tail(4, 2, 2, 1) == pytest.approx(5 / 6)
    assert overlap_tail(4, 2, 2, 0) == 1
    assert overlap_tail(4, 2, 2, 3) == 0
    assert overlap_tail(4, 3, 3, 2) == 1
    assert expected_overlap(4, 2, 2) == 1
    assert expected_overlap(0, 0, 0) == 0


def test_far_tails_keep_their_digits() -> None:
    assert overlap_tail(10_000, 500, 500, 300) == pytest.approx(
        by_scipy(10_000, 500, 500, 300), rel=1e-6
    )
    assert overlap_tail(10_000, 500, 500, 300) > 0


@given(st.integers(1, 60), st.data())
def test_a_tail_falls_and_is_symmetric(population: int, data: st.DataObject) -> None:
    first, second = (data.draw(st.integers(0, population)) for _ in range(2))
    tails = [overlap_tail(population, first, second, k) for k in range(min(first, second) + 2)]
    assert all(a >= b - 1e-12 for a, b in pairwise(tails))
    assert tails == pytest.approx(
        [overlap_tail(population, second, first, k) for k in range(len(tails))]
    )


@given(st.lists(st.floats(0, 1), max_size=60))
def test_adjusted_is_scipys(chances: list[float]) -> None:
    theirs = false_discovery_control(chances).tolist() if chances else []
    assert adjusted(chances) == pytest.approx(theirs, rel=1e-12)


def test_adjusted_by_hand() -> None:
    assert adjusted([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert adjusted([]) == []
    assert adjusted([0.9, 1.0]) == [1.0, 1.0]
