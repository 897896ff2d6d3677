from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.formats.office.layout import kept
from sciplan.formats.office.pages import Strip, even_starts, least_end, most_pages, page_starts

STRIPS = st.lists(
    st.builds(Strip, high=st.integers(1, 60), keep=st.booleans(), head=st.integers(0, 20)),
    min_size=1,
    max_size=60,
)


def strips(heights: list[float], kept_: str = "", head: float = 0) -> list[Strip]:
    keeps = kept_.ljust(len(heights), ".")
    return [Strip(high, mark == "k", head) for high, mark in zip(heights, keeps, strict=True)]


@pytest.mark.parametrize(
    ("heights", "kept_", "head", "expected"),
    [
        ([10] * 10, "", 0, []),
        ([10] * 11, "", 0, [10]),
        ([10] * 25, "", 10, [10, 19]),
        ([10] * 11, ".........k", 0, [9]),
        ([10] * 12, "kkkkkkkkkkk", 0, [10]),
        ([10, 250, 10], "", 0, [1, 2]),
        ([90, 20], "k", 0, [1]),
    ],
)
def test_page_starts(heights: list[float], kept_: str, head: float, expected: list[int]) -> None:
    assert page_starts(strips(heights, kept_, head), 100) == expected


@given(STRIPS)
def test_no_page_is_overfull_and_none_empty(drawn: list[Strip]) -> None:
    starts = page_starts(drawn, 100)
    assert starts == sorted(set(starts))
    assert 0 not in starts
    edges = [0, *starts, len(drawn)]
    for first, last in pairwise(edges):
        high = sum(strip.high for strip in drawn[first:last])
        assert high + (drawn[first].head if first else 0) <= 100
    for start in starts:
        run = start
        while run and drawn[run - 1].keep:
            run -= 1
        end = start
        while end < len(drawn) - 1 and drawn[end].keep:
            end += 1
        whole = sum(strip.high for strip in drawn[run : end + 1])
        assert run == start or whole + drawn[run].head > 100


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([10] * 10, []),
        ([10] * 11, [6]),
        ([10] * 24, [8, 16]),
        ([60, 60, 10], [1]),
        ([10, 250, 10], [1, 2]),
    ],
)
def test_pages_are_filled_alike(heights: list[float], expected: list[int]) -> None:
    assert even_starts(strips(heights), 100) == expected


@given(STRIPS)
def test_filled_alike_there_are_no_more_pages_and_none_is_overfull(drawn: list[Strip]) -> None:
    starts = even_starts(drawn, 100)
    assert len(starts) == len(page_starts(drawn, 100))
    for first, last in pairwise([0, *starts, len(drawn)]):
        high = sum(strip.high for strip in drawn[first:last])
        assert high + (drawn[first].head if first else 0) <= 100


@pytest.mark.parametrize(
    ("count", "rooms", "expected"),
    [
        (9, (100,), (1, 1.0)),
        (11, (100,), (1, 0.1)),
        (13, (100,), (2, 0.3)),
        (22, (100,), (2, 0.2)),
        # As many as fit where a page holds least may be one too many where it holds more.
        (23, (100, 110), (2, 1 / 11)),
        (26, (100, 110), (3, 4 / 11)),
    ],
)
def test_pages_that_break_by_themselves(
    count: int, rooms: tuple[float, ...], expected: tuple[int, float]
) -> None:
    drawn = strips([10] * count)
    assert (most_pages(drawn, rooms), least_end(drawn, rooms)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([], set()),
        ([10], set()),
        ([10, 10, 5], {0, 1}),
        ([10] * 4, {1, 2}),
        ([5, 50, 10, 5, 40], set()),
        ([10] * 20, {0, 17, 18}),
        ([2] * 40, {0, *range(27, 39)}),
        ([22] * 4, {2}),
        ([30] * 20, set()),
        ([20] * 20, {18}),
        ([20, 45, *[10] * 20, 60, 10], {22}),
    ],
)
def test_rows_that_stay_together(heights: list[float], expected: set[int]) -> None:
    assert kept(len(heights), heights.__getitem__, 100) == expected


@pytest.mark.parametrize(
    ("heights", "below", "follows", "expected"),
    [
        ([10] * 20, 5, 0, {0, 18, 19}),
        ([10] * 20, 5, 100, {0, 19}),
        ([10] * 20, 0, 100, {0}),
        ([10] * 20, 0, 24, {0, 19}),
        ([10] * 20, 0, 10, {0, 18, 19}),
        ([10, 10], 0, 100, {0}),
        ([10, 10], 0, 10, {0, 1}),
        ([], 5, 10, set()),
    ],
)
def test_rows_stay_with_what_is_too_little_for_a_page(
    heights: list[float], below: float, follows: float, expected: set[int]
) -> None:
    assert kept(len(heights), heights.__getitem__, 100, below, follows) == expected
