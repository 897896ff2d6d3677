"""Numbers in Chinese, read and written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.numerals import (
    CHINESE_NUMBER,
    EITHER_NUMBER,
    LARGE_NUMBER,
    chinese_number,
    number_of,
    written_out,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")],
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_no_two_chinese_numbers_are_alike() -> None:
    assert len({chinese_number(number) for number in range(100)}) == 100


def test_a_written_number_is_read_back() -> None:
    assert [number_of(chinese_number(number)) for number in range(100)] == [*range(100)]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("一百零二", 102),
        ("一百〇二", 102),
        ("三千五百", 3500),
        ("一万二千", 12_000),
        ("两亿", 200_000_000),
        ("7", 7),
        ("１２", 12),
        ("③", 3),
        ("⑳", 20),
        ("⑾", 11),
        ("⒓", 12),
        ("㈢", 3),
        ("㊉", 10),
        ("（四）", 4),
        ("拾贰", 12),
        ("", 0),
        ("局", 0),
    ],
)
def test_a_numeral_is_read(numeral: str, number: int) -> None:
    assert number_of(numeral) == number


@pytest.mark.parametrize(
    ("numeral", "pattern", "fits"),
    [
        ("二十一", CHINESE_NUMBER, True),
        ("一百", CHINESE_NUMBER, False),
        ("一百零一", LARGE_NUMBER, True),
        ("12", LARGE_NUMBER, False),
        ("12", EITHER_NUMBER, True),
        ("十二", EITHER_NUMBER, True),
        ("1234", EITHER_NUMBER, False),
    ],
)
def test_what_an_items_number_looks_like(numeral: str, pattern: str, fits: bool) -> None:
    assert bool(re.fullmatch(pattern, numeral)) == fits


@given(st.integers(0, 99_999))
def test_a_number_written_is_read_again(number: int) -> None:
    assert number_of(chinese_number(number)) == number
    assert number_of(written_out(number)) == number


@pytest.mark.parametrize(
    ("number", "words", "out"),
    [
        (0, "零", "零"),
        (10, "十", "一十"),
        (19, "十九", "一十九"),
        (110, "一百一十", "一百一十"),
        (1001, "一千零一", "一千零一"),
        (1010, "一千零一十", "一千零一十"),
        (10_010, "一万零一十", "一万零一十"),
        (12_345, "一万二千三百四十五", "一万二千三百四十五"),
    ],
)
def test_numbers_in_chinese(number: int, words: str, out: str) -> None:
    assert (chinese_number(number), written_out(number)) == (words, out)
