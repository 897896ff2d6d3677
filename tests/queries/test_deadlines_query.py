"""What is due, and when: expected days written down by hand."""

from datetime import date

import pytest

from sciplan.plan.model import Plan
from sciplan.planfile.load import load
from sciplan.queries import deadlines
from support import Run

TEXT = """\
format: sciplan/1
plan: {id: demo, title: 某市示例方案, jurisdiction: 某省某市}
units:
  市甲局: {}
  市乙局: {}
targets:
  - {what: 覆盖率, reach: 90, unit: "%", by: 2026, quote: 达到90%}
  - {what: 队伍, at_least: 3, unit: 支, quote: 3支以上}
measures:
  - {id: "1", title: 建设示范点, lead: [市甲局], cooperating: [市乙局], deadline: 年底前}
  - {id: "2", title: 出台办法, responsible: [市乙局], deadline: 6月底前, deadline_date: 2026-06-30}
  - id: "3"
    title: 培训
    lead: [市乙局]
    deadline_date: 2026-12-15
    targets:
      - {what: 培训人次, at_least: 500, unit: 人次, by: 2027, quote: 500人次以上}
  - {id: "4", title: 持续推进, lead: [市甲局]}
"""
TODAY = date(2026, 11, 29)


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def plans() -> list[Plan]:
    plan = load(TEXT, "demo.yaml").plan
    assert plan
    return [plan]


def test_all_by_day_and_words_last() -> None:
    rows = deadlines.deadlines(plans())
    assert [(row.measure, row.what, row.date, row.words, row.lead) for row in rows] == [
        ("2", "", "2026-06-30", "6月底前", ()),
        ("3", "", "2026-12-15", "", ("市乙局",)),
        ("", "覆盖率", "2026-12-31", "", ()),
        ("3", "培训人次", "2027-12-31", "", ("市乙局",)),
        ("1", "", None, "年底前", ("市甲局",)),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"overdue": True}, ["2026-06-30"]),
        ({"days": 15}, []),
        ({"days": 16}, ["2026-12-15"]),
        ({"days": 0}, []),
        ({"year": 2026}, ["2026-06-30", "2026-12-15", "2026-12-31"]),
        ({"year": 2027}, ["2027-12-31"]),
        ({}, ["2026-06-30", "2026-12-15", "2026-12-31", "2027-12-31", ""]),
    ],
)
def test_days_asked_about(asked: dict[str, int], found: list[str]) -> None:
    span = deadlines.span(
        TODAY,
        year=asked.get("year"),
        days=asked.get("days"),
        overdue=bool(asked.get("overdue")),
    )
    answer = deadlines.answer(plans(), deadlines.deadlines(plans()), TODAY, span)
    dates = [row[4] or "" for row in answer.records.rows]
    assert dates == found
    told = any("另有 1 项只写了文字" in note for note in answer.notes)
    assert told == bool(asked)


def test_what_is_due_today_is_not_overdue() -> None:
    day = date(2026, 12, 15)
    parts = [
        part.title for part in deadlines.answer(plans(), deadlines.deadlines(plans()), day).parts
    ]
    assert parts == [
        "期限已过：1 项",
        "30 天以内：2 项",
        "以后：1 项",
        "只有文字、没有日期：1 项",
    ]


def test_the_command(run: Run, demo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCIPLAN_TODAY", "2026-11-29")
    out = run("时限", "-p", demo, "--lead", "市乙局").out
    assert [line for line in out.splitlines() if line.startswith(("2026年", "2027年"))] == [
        "2026年12月15日  3     培训  市乙局",
        "2027年  3     培训人次500人次以上  市乙局",
    ]
    assert "覆盖率" not in out  # the plan's own target has no lead
    assert run("deadlines", "-p", demo, "--overdue", "--days", "3").code == 2
    assert run("deadlines", "-p", demo, "--year", "99999999").code == 2
