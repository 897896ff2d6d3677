"""What units reported, by figures worked out by hand (see tests/reports.py)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reports import NOVEMBER, PLAN, put_all, put_return, text_of
from sciplan.base import clock
from sciplan.plan.model import Unit
from sciplan.plan.returns import Ruling
from sciplan.queries.reminders import is_party
from support import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put_all(tmp_path)
    return tmp_path


def records(run: Run, folder: Path, *args: str) -> list[dict[str, Any]]:
    done = run("progress", "-p", str(folder / "plan.yaml"), "-f", "json", *args)
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def rows(run: Run, folder: Path, *args: str) -> list[tuple[str, str]]:
    return [(each["measure"], each["unit"]) for each in records(run, folder, *args)]


def screen_of(run: Run, folder: Path, *args: str) -> str:
    done = run("progress", "-p", str(folder / "plan.yaml"), *args)
    assert done.code == 0, done.err
    return done.out


def rule(folder: Path, period: str, *rulings: dict[str, Any]) -> None:
    path = folder / "progress" / "demo" / period / "核定.yaml"
    data = {"format": "sciplan-rulings/1", "plan": "demo", "period": period, "rulings": rulings}
    path.write_text(text_of(data), encoding="utf-8")


EXPECTED = [
    # 500 and 420 are added, since the target says so: 920 of 1000, where 915.07 are due.
    ("1.1", "市教体局", "lead", "推进中", "超序时", "", [500], [915.07]),
    ("1.1", "市科协", "lead", "推进中", "超序时", "", [420], [915.07]),
    # 5 of 10 halls, 9.15 due: 41.5 points behind; 33.3 in October: two periods of 20 or more.
    ("1.2", "市科技局", "lead", "暂缓", "未达到序时", "橙", [5, 12.5], [9.15, None]),
    # Due on 31 October; nobody reported, and both stand there.
    ("1.3", "市委宣传部", "lead", None, "逾期", "红", [], []),
    ("1.3", "市科技局", "lead", None, "逾期", "红", [], []),
    # Days, 1 to 30 November: all is due. Not added: each stands for itself.
    ("2.2", "市科协", "lead", "推进中", "未达到序时", "黄", [90], [100]),
    ("2.2", "市教体局", "responsible", "已完成", "达到序时", "", [100], [100]),
]


def test_the_newest_period_a_row_a_measure_and_unit(run: Run, folder: Path) -> None:
    found = records(run, folder)
    keys = ("measure", "unit", "role", "state", "pace", "light", "done", "expected")
    assert [tuple(each[key] for key in keys) for each in found] == EXPECTED
    assert {each["period"] for each in found} == {"2025-11"}
    assert {each["verdict"] for each in found} == {"未核"}
    assert found[0]["received"] == "2025-11-20"
    assert found[3]["received"] is None
    assert found[1]["trouble"] == "师资不够"
    assert (found[6]["this_period"], found[0]["this_period"]) == ([100], [None])


def test_a_screen_says_it_in_the_offices_words(run: Run, folder: Path) -> None:
    said = screen_of(run, folder)
    assert "应报 4 家，已报 3 家（其中逾期报送 1 家），未报 1 家：市委宣传部。" in said
    assert "没有单位要报的 1 项：2.1。" in said
    assert "正常推进  500/1000人" in said
    assert "几个单位合计 920人，超序时，到期末应达 915.1人" in said
    assert "建议亮橙灯（落后序时 41.5 个百分点，连续 2 期；某办〔2025〕3号）" in said
    assert "建议亮红灯（已过完成时限2025年10月31日；某办〔2025〕3号）" in said
    assert "建议亮黄灯（落后序时 10 个百分点；某办〔2025〕3号）" in said
    assert "具备科学素质的比例：不作比较，是比率，不是累计数" in said
    assert "根据各单位报送汇总，未经核实。" in said
    assert "第一牵头" not in said
    assert "排名" not in said


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["--period", "2025年10月", "--state", "推进中"], [
            ("1.1", "市教体局"), ("1.2", "市科技局")]),
        (["--state", "缓办"], [("1.2", "市科技局")]),
        (["--state", "未报"], [("1.3", "市委宣传部"), ("1.3", "市科技局")]),
        (["--unit", "科协"], [("1.1", "市科协"), ("2.2", "市科协")]),
        (["科协", "2.2"], [("2.2", "市科协")]),
        (["--section", "二"], [("2.2", "市科协"), ("2.2", "市教体局")]),
        (["--late"], [("1.2", "市科技局"), ("1.3", "市委宣传部"), ("1.3", "市科技局"),
                      ("2.2", "市科协")]),
        # 市教体局 says of 1.1 what it said in October.
        (["--changed"], [("1.1", "市科协"), ("1.2", "市科技局"), ("2.2", "市科协"),
                         ("2.2", "市教体局")]),
        (["--history", "1.2"], [("1.2", "市科技局"), ("1.2", "市科技局")]),
        (["--missing"], [("1.3", "市委宣传部"), ("1.3", "市科技局")]),
    ],
)  # fmt: skip
def test_what_is_asked_for(
    run: Run, folder: Path, args: list[str], expected: list[tuple[str, str]]
) -> None:
    period = () if "--period" in args or "--history" in args else ("--period", "2025-11")
    assert rows(run, folder, *args, *period) == expected


def test_history_is_newest_first_and_changed_says_what_was(run: Run, folder: Path) -> None:
    found = records(run, folder, "--history", "1.2")
    assert [(each["period"], each["state"]) for each in found] == [
        ("2025-11", "暂缓"), ("2025-10", "推进中"),
    ]  # fmt: skip
    said = screen_of(run, folder, "--changed")
    assert "上期（10月）：正常推进，场馆 5/10个" in said
    assert "上期：未报" in said


def test_a_sum_that_lacks_a_lead_is_not_called_late(run: Run, folder: Path) -> None:
    put_return(folder, "2025-11", "市科协", {"2.2": {"state": "推进中", "done": 90}})
    found = records(run, folder, "1.1")
    assert [(each["unit"], each["state"], each["pace"], each["done"]) for each in found] == [
        ("市教体局", "推进中", "不作比较", [500]),
        ("市科协", None, "不作比较", [None]),
    ]
    assert "几个单位合计 500人，不作比较，合计还缺市科协的数" in screen_of(run, folder, "1.1")


def test_cooperating_units_are_asked_where_the_plan_says_so(run: Run, tmp_path: Path) -> None:
    put_all(tmp_path, progress=PLAN["progress"] | {"also_cooperating": "true"})
    found = rows(run, tmp_path)
    assert ("1.2", "市科协") in found
    assert ("2.1", "市科协") in found
    assert "各成员单位" not in {unit for _, unit in found}


def test_without_rules_there_are_no_lights(run: Run, tmp_path: Path) -> None:
    put_all(tmp_path, progress={"period": "month"})
    assert {each["light"] for each in records(run, tmp_path)} == {""}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"due_within": 31}, [("1.1", "市教体局"), ("1.1", "市科协"), ("1.2", "市科技局"),
                              ("2.2", "市科协")]),
        ({"due_within": 30}, [("2.2", "市科协")]),
        ({"state": "暂缓"}, [("1.2", "市科技局")]),
        ({"missing": "true"}, [("1.3", "市委宣传部"), ("1.3", "市科技局")]),
        ({"missing": "true", "for_periods": 2}, [("1.3", "市委宣传部"), ("1.3", "市科技局")]),
        # Of September nothing is known.
        ({"missing": "true", "for_periods": 3}, []),
        ({"behind": 41.5, "state": "暂缓"}, [("1.2", "市科技局")]),
        ({"behind": 41.6}, []),
        ({"behind": 10, "state": "推进中"}, [("2.2", "市科协")]),
        ({}, []),
    ],
)  # fmt: skip
def test_when_a_light_is_proposed(
    run: Run, tmp_path: Path, when: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    put_all(tmp_path, progress={"lights": [{"name": "黄", "when": when}]})
    lit = [each for each in records(run, tmp_path) if each["light"]]
    assert [(each["measure"], each["unit"]) for each in lit] == expected


def test_what_the_office_agrees_to_moves_the_day(run: Run, folder: Path) -> None:
    rule(folder, "2025-11",
         {"measure": "1.2", "verdict": "同意延期", "until": "2026-03", "why": "场馆未交付"},
         {"measure": "1.3", "verdict": "同意延期", "until": "2025-12-15"},
         {"measure": "2.2", "verdict": "同意"},
         {"measure": "2.2", "unit": "市科协", "verdict": "退回补充",
          "state": "未启动"})  # fmt: skip
    found = {(each["measure"], each["unit"]): each for each in records(run, folder)}
    halls = found["1.2", "市科技局"]
    # 334 of 455 days: 7.34 halls; 23.4 points behind, and 33.2 in October, when none was agreed to.
    assert (halls["verdict"], halls["expected"], halls["light"]) == ("同意延期", [7.34, None], "橙")
    # 1.3 is no longer over its day; it was not reported.
    assert found["1.3", "市科技局"]["light"] == "灰"
    assert found["2.2", "市教体局"]["verdict"] == "同意"
    # What the office takes it to be stands beside what the unit says.
    returned = found["2.2", "市科协"]
    assert (returned["verdict"], returned["state"]) == ("退回补充", "推进中")
    said = screen_of(run, folder, "科协", "2.2")
    assert "核定：退回补充，核定完成情况为未启动" in said
    assert "核定：同意延期至2026年3月31日，场馆未交付" in screen_of(run, folder, "1.2")


def test_what_was_agreed_to_and_closed_stays_so(run: Run, folder: Path) -> None:
    rule(folder, "2025-10",
         {"measure": "1.2", "verdict": "同意延期", "until": "2026-03"},
         {"measure": "1.3", "verdict": "已销号"},
         {"measure": "1.1", "verdict": "退回补充"})  # fmt: skip
    found = {(each["measure"], each["unit"]): each for each in records(run, folder)}
    assert found["1.2", "市科技局"]["expected"] == [7.34, None]
    assert found["1.2", "市科技局"]["verdict"] == "未核"
    assert (found["1.3", "市科技局"]["verdict"], found["1.3", "市科技局"]["light"]) == (
        "已销号",
        "",
    )
    assert found["1.1", "市科协"]["verdict"] == "未核"
    rule(folder, "2025-11", {"measure": "1.2", "verdict": "已销号"})
    assert "1.2" not in {each["measure"] for each in records(run, folder, "--late")}
    (folder / "progress" / "demo" / "2025-11" / "核定.yaml").unlink()
    assert "1.2" in {each["measure"] for each in records(run, folder, "--late")}
    # It was said in October, so October too goes by the later day: 304 of 455 days.
    october = {each["measure"]: each for each in records(run, folder, "--period", "2025-10")}
    assert october["1.2"]["expected"] == [6.68, None]


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("2026-02", date(2026, 2, 28)),
        ("2026-02-05", date(2026, 2, 5)),
        ("2026-02-30", None),
        ("", None),
    ],
)
def test_until_when(until: str, day: date | None) -> None:
    assert Ruling(measure="1", verdict="同意延期", until=until).last_day == day


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        ("2025-12-05", ("方便时烦请在12月5日前报送为盼，谢谢支持。", "请于12月5日前报送。")),
        ("2025-12-06", ("方便时烦请报送为盼，谢谢支持。", "报送时限12月5日已过，请尽快报送。")),
    ],
)
def test_reminders_are_texts_to_paste(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, today: str, asked: tuple[str, str]
) -> None:
    party, other = asked
    monkeypatch.setenv(clock.ENVIRONMENT, today)
    put_all(folder, progress={"period": "month", "due": {"after": 5}})
    (folder / "progress" / "demo" / "2025-11" / "市科协.yaml").unlink()
    # Returns are due behind the month's end, so the last month that is over is asked about.
    lines = screen_of(run, folder, "--missing").splitlines()
    assert "2025年11月应报 4 家，已报 2 家，未报 2 家：市委宣传部、市科协。" in lines
    assert "报了而缺项的 1 家：市科技局。" in lines
    # A body of the Party is asked gently, whether or not the day is gone.
    assert f"市委宣传部：贵单位11月进展情况尚未收到，{party}" in lines
    assert f"市科协：贵单位11月进展情况尚未收到，{other}" in lines
    assert "市科技局：贵单位11月进展情况已收到，还缺 1.3，请补报。" in lines
    only = screen_of(run, folder, "--missing", "--unit", "科协")
    assert "市科协：" in only
    assert "市委宣传部：" not in only


@pytest.mark.parametrize(
    ("name", "category", "party"),
    [
        ("市委宣传部", "", True), ("市纪委监委", "", True), ("市委宣传部", "党委部门", True),
        ("团市委", "", False), ("市卫健委", "", False), ("市发改委", "", False),
        ("县委办", "", True), ("市委党校", "事业单位", False), ("国资委", "", False),
    ],
)  # fmt: skip
def test_which_bodies_are_the_partys(name: str, category: str, party: bool) -> None:
    assert is_party(Unit(name=name, category=category)) is party


def test_nothing_was_reported_yet(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(text_of(PLAN), encoding="utf-8")
    assert "还没有单位报送进展。" in screen_of(run, tmp_path)
    assert records(run, tmp_path) == []


def test_what_cannot_be_read_is_told_and_left_out(run: Run, folder: Path) -> None:
    path = folder / "progress" / "demo" / "2025-11" / "市科协.yaml"
    path.write_text("format: sciplan-progress/1\nplan: demo\n", encoding="utf-8")
    done = run("progress", "-p", str(folder / "plan.yaml"))
    assert done.code == 0
    assert f"1 个进展文件有错误，没有计入，查看：sciplan validate {path}" in done.err
    assert "未报 2 家：市委宣传部、市科协" in done.out
    put_return(folder, "2025-11", "市某局", {"1.1": {"state": "推进中"}})
    shown = screen_of(run, folder)
    assert "方案没有登记的单位报来的，没有列：市某局；查看：sciplan validate progress" in shown
    # It stands in pages that are handed on, too.
    assert str(folder) not in shown


def test_a_body_that_is_gone_is_asked_through_its_successor(run: Run, tmp_path: Path) -> None:
    reform = {"date": "2025-11-10", "kind": "merge", "from": ["市科技局"], "into": ["市教体局"],
              "basis": "某发〔2025〕9号"}  # fmt: skip
    put_all(tmp_path, reforms=[reform])
    october = rows(run, tmp_path, "--period", "2025-10")
    assert ("1.2", "市科技局") in october
    assert ("1.2", "市教体局") not in october
    found = {(each["measure"], each["unit"]): each for each in records(run, tmp_path)}
    assert ("1.2", "市科技局") not in found
    # Its return of November came under its old name, and is not lost.
    assert found["1.2", "市教体局"]["done"] == [5, 12.5]
    # What it said in October is what the successor's is held against.
    (tmp_path / "progress" / "demo" / "2025-11" / "市科技局.yaml").unlink()
    said = screen_of(run, tmp_path, "1.2", "--changed")
    assert "上期（10月）：正常推进，场馆 5/10个" in said
    assert "按某发〔2025〕9号文件职责调整后口径" in said
    missing = screen_of(run, tmp_path, "--missing", "--period", "2025-11")
    assert "市教体局：贵单位11月进展情况已收到，还缺 1.2、1.3，请补报。" in missing


def test_a_years_plan_stands_under_the_measures_that_it_serves(run: Run, folder: Path) -> None:
    child = {
        "format": "sciplan/1",
        "plan": {"id": "year-2025", "title": "2025年工作要点", "implements": "demo"},
        "units": {"市科协": None},
        "measures": [
            {"id": "3", "title": "办四期班", "lead": ["市科协"], "serves": ["1.1"], "targets": [
                {"what": "期数", "at_least": 4, "unit": "期", "from": 2025, "by": 2025,
                 "quote": "四期"}]},
            {"id": "4", "title": "别的事", "lead": ["市科协"]},
        ],
    }  # fmt: skip
    path = folder / "year.yaml"
    path.write_text(text_of(child), encoding="utf-8")
    returned = folder / "progress" / "year-2025" / "2025-11" / "市科协.yaml"
    returned.parent.mkdir(parents=True)
    data = {"format": "sciplan-progress/1", "plan": "year-2025", "unit": "市科协",
            "period": "2025-11", "items": {"3": {"state": "推进中", "done": 3},
                                           "4": {"state": "已完成"}}}  # fmt: skip
    returned.write_text(text_of(data), encoding="utf-8")
    said = screen_of(run, folder, "-p", str(path))
    # 3 of 4, where 3.66 are due: within one whole.
    line = "《2025年工作要点》3 办四期班（市科协，2025年11月）：推进中，3/4期，达到序时"
    assert said.count(line) == 1
    assert said.index("demo/1.1") < said.index(line) < said.index("demo/1.2")
    assert len(records(run, folder, "-p", str(path))) == len(EXPECTED) + 2


def test_what_a_unit_returns_of_others_measures_is_shown_where_it_has_a_duty(
    run: Run, folder: Path
) -> None:
    put_return(folder, "2025-11", "市科协", NOVEMBER["市科协"] | {
        "1.2": {"state": "推进中", "done": {"场馆": 2}}, "1.3": {"state": "已完成"},
    })  # fmt: skip
    found = rows(run, folder)
    assert ("1.2", "市科协") in found
    assert ("1.3", "市科协") not in found


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--period", "2025-Q4"], "方案写明按月报（progress.period），2025-Q4 不是"),
        (["--period", "11月"], "不是填报期"),
        (["--state", "好"], "没有“好”这种完成情况，可用：未启动、正常推进、"),
        (["--unit", "市某局"], "没有“市某局”"),
        (["9.9"], "没有 9.9 这个编号"),
        (["--history", "1"], "不是举措的编号"),
        (["--history", "1.1", "--missing"], "不同用"),
        (["--until", "2026-03"], "--until 只与 rule（核定）同用"),
    ],
)
def test_what_cannot_be_asked(run: Run, folder: Path, args: list[str], told: str) -> None:
    done = run("progress", "-p", str(folder / "plan.yaml"), *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
