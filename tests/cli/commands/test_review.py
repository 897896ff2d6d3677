"""What a review of the commands found, so that it stays mended."""

import json
from pathlib import Path

import pytest

from support import PLAN_FILE, PLAN_TEXT, Run

ODD = """\
format: sciplan/1
plan: {id: odd, title: 怪方案, coordinator: 甲局}
units:
  甲局: {}
  乙局: {}
  各县: {collective: true}
measures:
  - {id: "1", title: 一, lead: [甲局], cooperating: [乙局, 各县]}
  - {id: "2", title: 二, responsible: [乙局]}
  - {id: "3", title: 三, others: {指导: [甲局]}}
"""


@pytest.fixture
def odd(tmp_path: Path) -> str:
    path = tmp_path / "odd.yaml"
    path.write_text(ODD, encoding="utf-8")
    return str(path)


@pytest.fixture
def other_town(tmp_path: Path) -> str:
    path = tmp_path / "yuxi.yaml"
    text = PLAN_TEXT.replace("qujing-2021-2025", "yuxi").replace("云南省曲靖市", "云南省玉溪市")
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_unit_may_be_asked_for_twice(run: Run) -> None:
    twice = run("matrix", "--unit", "市科协", "--unit", "科协", "-f", "csv")
    assert twice.out == run("matrix", "--unit", "市科协", "-f", "csv").out


def test_a_plan_file_is_never_written_over(run: Run, odd: str) -> None:
    done = run("units", "-p", odd, "-f", "md", "-o", odd)
    assert (done.code, Path(odd).read_text(encoding="utf-8")) == (2, ODD)
    assert "请换个文件名" in done.err


@pytest.mark.parametrize("heading", ["4", "四", "四（一）", "4.1"])
def test_provisions_under_a_chosen_heading(run: Run, heading: str) -> None:
    assert "综合协调、沟通联络" in run("duties", "市科协", "--section", heading).out
    assert "综合协调" not in run("duties", "市科协", "--section", "3.4").out


def test_other_roles_are_no_strangers_to_a_meeting(run: Run, odd: str) -> None:
    done = run("meeting", "3", "-p", odd)
    assert "另有其他身份：甲局（指导）" in done.out
    assert "不涉及（1）：乙局\n" in done.out


def test_counts_add_up_and_claim_nothing_false(run: Run, odd: str) -> None:
    done = run("workload", "-p", odd)
    assert "共 2 个单位：2 个有牵头或负责任务\n" in done.out
    assert "多于举措数" not in done.out
    assert "集合称谓不计入：各县" in done.out
    assert "2 个单位（2 个牵头或负责，0 个只配合），职责 3 项次" in run("-p", odd).out


def test_a_collective_unit_has_no_overlaps(run: Run, odd: str) -> None:
    for args in (["各县"], ["甲局", "各县"]):
        done = run("overlaps", *args, "-p", odd)
        assert (done.code, done.out) == (2, "")
        assert "集合称谓" in done.err


@pytest.mark.parametrize(
    "args",
    [
        ["duties", ""],
        ["duties", "市科协", "--with", ""],
        ["duties", "市科协", "--section", ""],
        ["meeting", ""],
        ["overlaps", ""],
        ["overlaps", "市科协", ""],
        ["matrix", "--unit", " "],
        ["duties", "市科协", "--all"],
    ],
)
def test_an_empty_word_is_told(run: Run, args: list[str]) -> None:
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_two_towns_stay_two(run: Run, other_town: str) -> None:
    both = ("-p", other_town, "-p", str(PLAN_FILE))
    meeting = run("meeting", "yuxi/2.1.1", *both)
    assert "云南省玉溪市/市科协" in meeting.out
    assert "综合协调单位" not in meeting.out
    assert "云南省曲靖市" not in meeting.out
    assert "云南省玉溪市/市科协 职责清单" in run("duties", "玉溪/市科协", *both).out
    assert "yuxi/2.1.1 " in run("show", "yuxi/2.1.1", *both).out
    pairs = json.loads(run("overlaps", *both, "-f", "json").out)
    assert {pair["unit_a"].count("/") for pair in pairs} == {0}


def test_a_missing_file_among_several_leaves_the_others(run: Run, odd: str) -> None:
    done = run("units", "-p", odd, "-p", "none.yaml", "-f", "json")
    assert done.code == 1
    assert len(json.loads(done.out)) == 3
    assert "打不开 none.yaml" in done.err


def test_a_section_without_measures_shows_its_provisions(run: Run) -> None:
    assert run("show", "4").out.count("没有责任条款") == 8


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("学院", "是不是“曲靖师院”或“云南能源职业技术学院”或“云南工业技师学院”？"),
        ("工作量", "没有含“工作量”的举措；是不是 workload（任务）？"),
        ("任务量", "是不是 workload（任务）？"),
        ("统计", "是不是 workload（任务）？"),
        ("责任书", "是不是 export（导出）？"),
        ("台账", "是不是 export（导出）？"),
        ("签到表", "是不是 meeting（会议）？"),
        ("名册", "是不是 units（单位）？"),
        ("职责清单", "是不是 duties（职责）？"),
        ("市科斜", "是不是“市科协”"),
    ],
)
def test_a_word_in_no_measure_may_mean_a_unit(run: Run, word: str, told: str) -> None:
    assert told in run(word).err


def test_a_printed_label_is_an_id(run: Run) -> None:
    assert run("三（四）").out == run("show", "3.4").out


def test_a_plan_file_is_no_command(run: Run) -> None:
    done = run("plan.yaml")
    assert done.code == 2
    assert "写 -p plan.yaml" in done.err
