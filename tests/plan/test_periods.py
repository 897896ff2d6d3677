"""Periods as written and as typed; days by the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.plan.periods import KINDS, period_at, period_of


@pytest.mark.parametrize(
    ("typed", "text", "words", "first", "last", "before"),
    [
        ("2025-11", "2025-11", "2025年11月", "2025-11-01", "2025-11-30", "2025-10"),
        ("2024年2月", "2024-02", "2024年2月", "2024-02-01", "2024-02-29", "2024-01"),
        ("2025年11月份", "2025-11", "2025年11月", "2025-11-01", "2025-11-30", "2025-10"),
        ("2025-Q1", "2025-Q1", "2025年第一季度", "2025-01-01", "2025-03-31", "2024-Q4"),
        ("2025年第四季度", "2025-Q4", "2025年第四季度", "2025-10-01", "2025-12-31", "2025-Q3"),
        ("2025年2季度", "2025-Q2", "2025年第二季度", "2025-04-01", "2025-06-30", "2025-Q1"),
        ("2025 年 下半年", "2025-H2", "2025年下半年", "2025-07-01", "2025-12-31", "2025-H1"),
        ("2025年上半年", "2025-H1", "2025年上半年", "2025-01-01", "2025-06-30", "2024-H2"),
        ("2025", "2025", "2025年", "2025-01-01", "2025-12-31", "2024"),
    ],
)
def test_a_period(  # noqa: PLR0913, PLR0917
    typed: str, text: str, words: str, first: str, last: str, before: str
) -> None:
    period = period_of(typed)
    assert period
    assert (period.text, period.words) == (text, words)
    assert (str(period.first), str(period.last)) == (first, last)
    assert period.before.text == before


@pytest.mark.parametrize(
    "typed", ["", "2025-13", "2025-00", "2025-1", "2025-Q5", "2025-H3", "25-01", "十一月", "0025"]
)
def test_no_period(typed: str) -> None:
    assert period_of(typed) is None


@given(st.dates(date(1001, 1, 1), date(2998, 12, 31)), st.sampled_from(sorted(KINDS)))
def test_each_day_lies_in_one_period_of_a_kind(day: date, kind: str) -> None:
    period = period_at(day, kind)
    assert period.first <= day <= period.last
    assert period.before.last.toordinal() + 1 == period.first.toordinal()
    assert period_of(period.text) == period_of(period.words) == period
