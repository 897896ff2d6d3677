"""进度: figures worked out by hand."""

from datetime import date

import pytest

from sciplan.plan.model import Target
from sciplan.plan.pace import pace, worst


def target(**given: object) -> Target:
    kept = {"what": "培训", "at_least": 1000, "unit": "人", "quote": "1000人以上"}
    return Target(**{**kept, "start": 2025, "by": 2025, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("done", "day", "word", "expected"),
    [
        # 31 of 365 days: 84.9 people.
        (83, date(2025, 1, 31), "未达到序时", 84.93),
        (84, date(2025, 1, 31), "达到序时", 84.93),
        (85, date(2025, 1, 31), "达到序时", 84.93),
        (86, date(2025, 1, 31), "超序时", 84.93),
        # 334 of 365 days.
        (915, date(2025, 11, 30), "达到序时", 915.07),
        (1000, date(2025, 12, 31), "达到序时", 1000),
        (999, date(2025, 12, 31), "未达到序时", 1000),
        (999, date(2026, 1, 31), "逾期", 1000),
        (1000, date(2026, 1, 31), "达到序时", 1000),
        (0, date(2024, 12, 31), "达到序时", 0),
    ],
)
def test_a_count_against_its_days(done: int, day: date, word: str, expected: float) -> None:
    found = pace(target(), done, day)
    assert (found.word, round(found.expected or 0, 2)) == (word, expected)


def test_how_far_behind_in_points() -> None:
    # 181 of 365 days are 49.59 %, 400 of 1000 are 40 %.
    found = pace(target(), 400, date(2025, 6, 30))
    assert round(found.behind, 2) == 9.59


def test_days_instead_of_years() -> None:
    short = target(start=date(2025, 3, 1), by=date(2025, 3, 10))
    assert pace(short, 500, date(2025, 3, 5)) == ("达到序时", 500.0, 0.0, "")


def test_the_office_may_agree_to_a_later_day() -> None:
    assert pace(target(), 900, date(2026, 1, 31)).word == "逾期"
    later = pace(target(), 900, date(2026, 1, 31), date(2026, 3, 31))
    # 396 of 455 days: 870.3.
    assert (later.word, round(later.expected or 0, 1)) == ("超序时", 870.3)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"unit": "%", "at_least": 13}, "比率"),
        ({"at_least": None, "reach": "全覆盖"}, "不是数"),
        ({"at_least": None, "at_most": 5}, "上限"),
        ({"start": None}, "from"),
        ({"by": None}, "from"),
        ({"start": 2026}, "倒置"),
    ],
)
def test_what_is_not_compared(given: dict[str, object], why: str) -> None:
    found = pace(target(**given), 10, date(2025, 6, 30))
    assert found.word == "不作比较"
    assert found.expected is None
    assert why in found.why


def test_no_number_is_no_zero() -> None:
    assert pace(target(), None, date(2025, 6, 30)).word == "不作比较"


def test_the_worst_of_several() -> None:
    assert worst(["超序时", "未达到序时", "不作比较"]) == "未达到序时"
    assert worst(["不作比较"]) == worst([]) == "不作比较"
