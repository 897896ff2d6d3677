"""Which day it is."""

from datetime import date, timedelta

import pytest

from sciplan.base.clock import today


def test_the_environment_says_which_day_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCIPLAN_TODAY", "2026-01-31")
    assert today() == date(2026, 1, 31)


@pytest.mark.parametrize("value", ["", "soon", "2026-02-30"])
def test_else_the_clock_does(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SCIPLAN_TODAY", value)
    assert abs(today() - date.today()) <= timedelta(days=1)  # noqa: DTZ011 -- what is meant
