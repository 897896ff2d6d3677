"""Who is asked to report what, and until when."""

from datetime import date

import pytest

from sciplan.plan.periods import period_of
from sciplan.plan.reporting import asked, due_day, held, is_usual, is_within, period_now, plan_in
from sciplan.plan.returns import Due, Progress
from sciplan.planfile.load import load
from support import PLAN_TEXT, facts, measures_in, plan_of, roles_of, small

PROGRESS = {
    "month by day": Progress(period="month", due=Due(day=25)),
    "month after": Progress(period="month", due=Due(after=5)),
    "quarter by day": Progress(period="quarter", due=Due(day=31)),
    "no due": Progress(period="month"),
    "empty due": Progress(period="month", due=Due()),
    "none": None,
}


@pytest.mark.parametrize(
    ("block", "period", "day"),
    [
        ("month by day", "2025-11", date(2025, 11, 25)),
        ("month after", "2025-11", date(2025, 12, 5)),
        ("month after", "2025-12", date(2026, 1, 5)),
        ("quarter by day", "2025-Q2", date(2025, 6, 30)),
        ("quarter by day", "2025-Q4", date(2025, 12, 31)),
        ("no due", "2025-11", None),
        ("empty due", "2025-11", None),
        ("none", "2025-11", None),
    ],
)
def test_a_return_is_due_on_a_day(block: str, period: str, day: date | None) -> None:
    found = period_of(period)
    assert found
    assert due_day(PROGRESS[block], found) == day


@pytest.mark.parametrize(
    ("block", "day", "period"),
    [
        ("month by day", date(2025, 11, 3), "2025-11"),
        ("month after", date(2025, 11, 3), "2025-10"),
        ("month after", date(2025, 11, 30), "2025-11"),
        ("quarter by day", date(2025, 11, 3), "2025-Q4"),
        ("none", date(2025, 11, 3), None),
    ],
)
def test_the_period_to_ask_about(block: str, day: date, period: str | None) -> None:
    found = period_now(PROGRESS[block], day)
    assert (found.text if found else None) == period


def test_a_period_is_held_against_the_plan_s() -> None:
    month, quarter = period_of("2025-11"), period_of("2025-Q4")
    assert month
    assert quarter
    assert is_usual(PROGRESS["no due"], month)
    assert not is_usual(PROGRESS["no due"], quarter)
    assert is_usual(None, quarter)
    head = small()["plan"] | {"period": {"from": 2021, "to": 2024}}
    assert not is_within(plan_of(small(plan=head)), month)
    assert is_within(plan_of(small(plan=head | {"period": {"from": 2021, "to": 2025}})), month)


@pytest.mark.parametrize("also", [False, True])
def test_each_unit_is_asked_of_what_it_leads_and_of_the_rest_where_the_plan_says_so(
    also: bool,
) -> None:
    data = facts()
    plan = load(f"{PLAN_TEXT}\nprogress: {{also_cooperating: {str(also).lower()}}}\n", "p").plan
    assert plan
    wanted: dict[str, list[str]] = {}
    for measure in measures_in(data):
        for unit, role in roles_of(data, measure).items():
            if also or role != "cooperating":
                wanted.setdefault(unit, []).append(measure["id"])
    found = {unit: [one.entry.measure.id for one in ones] for unit, ones in asked(plan).items()}
    assert found == wanted
    assert list(found) == [unit for unit in data["units"] if unit in wanted]
    assert set(held(plan)) == set(data["units"])


REFORMED = """
format: sciplan/1
plan: {id: demo, title: 某市方案, issued: 2022-01-01}
units:
  市甲局: {}
  市乙局: {}
  各县政府: {collective: true}
sections:
  - id: "1"
    title: 行动
    measures:
      - {id: "1.1", title: 办事, lead: [市甲局], cooperating: [各县政府]}
      - {id: "1.2", title: 办会, lead: [各县政府]}
reforms:
  - {date: 2025-06-15, kind: merge, from: [市甲局], into: [市乙局], basis: 某发〔2025〕1号}
"""


@pytest.mark.parametrize(("period", "unit"), [("2025-05", "市甲局"), ("2025-06", "市乙局")])
def test_a_body_that_is_gone_is_asked_through_its_successor(period: str, unit: str) -> None:
    plan = load(REFORMED, "plan.yaml").plan
    found = period_of(period)
    assert plan
    assert found
    assert list(asked(plan_in(plan, found))) == [unit]
