"""The other queries: workload, matrix, measures, show, units, targets, meeting, overview."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from support import Run, as_text, facts, small, with_measure

UNITS = list(facts()["units"])


def records(run: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*args, "-f", "json").out)
    return found


def saved(path: Path, data: object) -> str:
    file = path / "p.yaml"
    file.write_text(as_text(data), encoding="utf-8")
    return str(file)


# workload ------------------------------------------------------------------------------------


def test_workload_stands_in_order_of_precedence(run: Run) -> None:
    assert [item["unit"] for item in records(run, "workload")] == UNITS


@pytest.mark.parametrize(
    ("word", "key"), [("牵头", "lead"), ("sole", "sole"), ("节数", "sections")]
)
def test_workload_sorted(run: Run, word: str, key: str) -> None:
    numbers = [item[key] for item in records(run, "workload", "--sort", word)]
    assert numbers == sorted(numbers, reverse=True)


def test_workload_lists_who_is_in_a_section(run: Run) -> None:
    out = run("workload", "--section", "二（一）").out
    rows = {row["unit"]: row["total"] for row in records(run, "workload", "--section", "2.1")}
    listed = {line.split()[0] for line in out.splitlines() if line.strip()}
    assert listed & set(UNITS) == {unit for unit, total in rows.items() if total}
    idle = [unit for unit in UNITS if not rows[unit]]
    assert f"没有任务的 {len(idle)} 个单位不列。" in out
    asked = run("workload", "--section", "2.1", "--unit", idle[0]).out
    assert f"\n{idle[0]}" in asked
    assert "不列" not in asked + run("workload").out


def test_workload_has_roles_by_rank(run: Run, tmp_path: Path) -> None:
    data = small()
    data["sections"][0]["measures"].append(
        {"id": "1.9", "title": "办事", "responsible": ["丙会"], "cooperating": ["乙局"]}
    )
    head = next(
        line
        for line in run("workload", "-p", saved(tmp_path, data)).out.splitlines()
        if line.startswith("单位")
    )
    words = [word for word in head.split() if word in ("牵头", "负责", "配合")]
    assert words == ["牵头", "负责", "配合"]


def test_workload_by_section(run: Run) -> None:
    rows = records(run, "workload", "--by", "章节")
    assert sum(row["total"] for row in rows) == 400
    assert all(row["sections"] == 1 for row in rows)
    assert rows[0]["section"] == ["提升行动", "青少年科学素质提升行动"]
    here = [row for row in rows if row["section"][-1] == "领导干部和公务员科学素质提升行动"]
    assert {row["unit"]: row["lead"] for row in here if row["lead"]} == {"市委组织部": 3}
    assert rows == records(run, "workload", "--by", "section")


def test_workload_without_crowded_measures(run: Run) -> None:
    rows = records(run, "workload", "--max-units", "30")
    assert sum(row["total"] for row in rows) == 400 - 31
    out = run("workload", "--max-units", "30").out
    assert "未计入涉及单位超过 30 个的举措 1 项。" in out
    assert "多于举措数 34 项" in out


def test_collective_units_are_counted_nowhere(run: Run, tmp_path: Path) -> None:
    data = small()
    data["units"]["各县"] = {"collective": "true"}
    data["sections"][0]["measures"][0]["cooperating"].append("各县")
    path = saved(tmp_path, data)
    assert [row["unit"] for row in records(run, "workload", "-p", path)] == ["甲局", "乙局", "丙会"]
    assert "各县" not in run("overlaps", "-f", "json", "-p", path).out
    assert len(records(run, "duties", "各县", "-p", path)) == 1
    assert records(run, "show", "1.1", "-p", path)[0]["cooperating"] == ["乙局", "各县"]


def test_nobody_is_ranked(run: Run) -> None:
    out = run("workload").out + run("duties", "市科协").out + run().out
    assert not any(word in out for word in ("第一牵头", "勘误", "排名", "占比", "%）"))
    assert "只计项数，不代表轻重。" in out


# matrix --------------------------------------------------------------------------------------


def test_matrix_of_a_section_and_some_units(run: Run) -> None:
    rows = records(run, "matrix", "--section", "2.5", "--unit", "市科协", "--unit", "市委组织部")
    assert [list(row) for row in rows] == [["plan", "measure", "title", "市科协", "市委组织部"]] * 3
    assert [(row["市科协"], row["市委组织部"]) for row in rows] == [
        ("", "牵"), ("配", "牵"), ("", "牵")
    ]  # fmt: skip


def test_matrix_marks_every_role(run: Run, tmp_path: Path) -> None:
    data = with_measure(
        lead=["甲局"], responsible=["乙局"], others={"指导": ["丙会"], "督办": ["甲局"]}
    )
    (row,) = records(run, "matrix", "-p", saved(tmp_path, data))
    assert (row["甲局"], row["乙局"], row["丙会"]) == ("牵", "责", "指")


def test_a_unit_without_a_category_stands_apart(run: Run, tmp_path: Path) -> None:
    data = small()
    data["units"] = {"甲局": {"category": "部门"}, "乙局": {}, "丙会": {}}
    lines = run("units", "-p", saved(tmp_path, data)).out.splitlines()
    places = [lines.index(word) for word in ("部门", "未分类")]
    assert "甲局" in lines[places[0] + 1]
    assert "乙局" in lines[places[1] + 1]
    data["units"] = {"甲局": {}, "乙局": {}, "丙会": {}}
    assert "未分类" not in run("units", "-p", saved(tmp_path, data)).out


def test_the_first_line_names_the_plan_shown(run: Run, tmp_path: Path) -> None:
    paths = []
    for ident, title in (("one", "甲市方案"), ("two", "乙市方案")):
        data = small()
        data["plan"] |= {"id": ident, "title": title}
        (tmp_path / ident).mkdir()
        paths += ["-p", saved(tmp_path / ident, data)]
    first = run("show", "two/1.1", *paths).out.splitlines()[0]
    assert first.startswith("乙市方案")
    assert run("show", "one/1.1、two/1.1", *paths).out.startswith("2 个方案")


def test_a_part_without_sections_stands_by_itself(run: Run, tmp_path: Path) -> None:
    data = small()
    data["sections"] = [
        {"id": "1", "title": "任务", "sections": [
            {"id": "1.1", "title": "某节", "measures": [{"id": "1.1.1", "title": "办甲事"}]}]},
        {"id": "2", "title": "保障", "measures": [{"id": "2.1", "title": "办乙事"}]},
    ]  # fmt: skip
    lines = [line.split() for line in run("-p", saved(tmp_path, data)).out.splitlines()]
    start = lines.index(["任务"])
    assert lines[start : start + 4] == [
        ["任务"], ["1.1", "1", "某节"], ["保障"], ["2", "1", "不分节"],
    ]  # fmt: skip


def test_a_heading_without_measures_says_so(run: Run, tmp_path: Path) -> None:
    data = small()
    data["sections"].append({"id": "2", "title": "空节"})
    path = saved(tmp_path, data)
    assert "2 空节 下没有举措。" in run("show", "2", "-p", path).out
    assert "2 空节 下没有举措。" in run("show", "2", "-p", path, "-f", "json").err
    assert "下没有举措" not in run("show", "1", "-p", path).out


def test_a_collective_unit_is_never_told_to_be_out(run: Run, tmp_path: Path) -> None:
    data = small()
    data["units"]["各县"] = {"collective": "true"}
    away = run("meeting", "1.1", "-p", saved(tmp_path, data)).out
    assert "各县" not in away
    data["sections"][0]["measures"][0]["cooperating"] = ["各县"]
    path = saved(tmp_path, data)
    out = run("meeting", "1.1", "-p", path).out
    assert "另有集合称谓 1 个" in out
    (line,) = (line for line in out.splitlines() if line.startswith("不涉及"))
    assert line.endswith("（集合称谓包括的除外）")
    assert "各县" not in line
    duties = run("duties", "各县", "-p", path).out
    assert "集合称谓，指哪些单位以原文为准。" in duties
    assert "本单位" not in duties
    assert "共 3 个单位，另有集合称谓 1 个，按排列次序" in run("units", "-p", path).out
    assert "3 个单位，另有集合称谓 1 个" in run("matrix", "-p", path).out


# measures and show ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["应急"], {"3.4.1"}),
        (["科技馆"], {"3.3.2"}),
        (["2.0"], set()),
        (["３０００"], {"2.1.5"}),
        (["天外飞仙"], set()),
    ],
)
def test_measures_by_words(run: Run, words: list[str], ids: set[str]) -> None:
    found = {item["measure"] for item in records(run, "measures", *words)}
    assert ids <= found
    assert bool(found) is bool(ids)
    assert len(found) < 10


def test_every_word_must_occur(run: Run) -> None:
    both = {item["measure"] for item in records(run, "measures", "科普", "基地")}
    either = [{item["measure"] for item in records(run, "measures", word)}
              for word in ("科普", "基地")]  # fmt: skip
    assert both == either[0] & either[1]


def test_no_measure_is_no_error(run: Run) -> None:
    done = run("measures", "天外飞仙")
    assert done.code == 0
    assert "没有含“天外飞仙”的举措" in done.err


def test_show_a_measure(run: Run) -> None:
    (item,) = records(run, "show", "3.4.4")
    assert item["cooperating"][-1] == "云南工业技师学院"
    assert item["summary"]
    out = run("show", "3.4.4").out
    assert "配合（10）" in out
    assert "云南工业技师学联，按云南工业技师学院理解" in out


def test_show_a_section_and_a_provision(run: Run) -> None:
    assert [item["measure"] for item in records(run, "show", "2.5")] == ["2.5.1", "2.5.2", "2.5.3"]
    assert len(records(run, "show", "3")) == 15
    out = run("show", "4.1.1").out
    assert "市人民政府、市科协" in out
    assert "不计入项数" in out


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("4.1.1、2.1.5", [("2.1.5", ""), ("", "4.1.1")]),
        ("2.1.5", [("2.1.5", None)]),
        ("4.1", [(None, "4.1.1"), (None, "4.1.2")]),
    ],
)
def test_records_hold_the_provisions_too(
    run: Run, asked: str, found: list[tuple[str | None, str | None]]
) -> None:
    rows = records(run, "show", asked)
    assert [(row.get("measure"), row.get("provision")) for row in rows] == found
    assert all("units" in row for row in rows if row.get("provision"))


def test_duties_tell_what_their_records_leave_out(run: Run) -> None:
    done = run("duties", "市人民政府", "-f", "json")
    assert json.loads(done.out) == []
    assert "数据里没有统筹职责 2 条（不计入项数），查看：-f table" in done.err
    assert "数据里没有" not in run("duties", "市人民政府").out
    assert "数据里没有" not in run("duties", "市科协", "--role", "牵头", "-f", "json").err


def test_show_has_every_optional_field(run: Run, tmp_path: Path) -> None:
    data = with_measure(
        text="原文", attribution="（甲局牵头）", and_others="true", cooperating=["乙局"],
        category="一类", indicator="约束性", deadline="年底前", deadline_date="2024-12-31",
        leader="某某", remark="备注", part="2/3", others={"指导": ["丙会"]},
    )  # fmt: skip
    path = saved(tmp_path, data)
    (item,) = records(run, "show", "1", "-p", path)
    assert item["deadline_date"] == "2024-12-31"
    assert item["and_others"] is True
    out = run("show", "1", "-p", path).out
    for words in ("约束性", "年底前", "2024-12-31", "某某", "第 2/3 条", "指导", "乙局等"):
        assert words in out


# units, targets ------------------------------------------------------------------------------


def test_units(run: Run) -> None:
    rows = records(run, "units")
    by_name = {row["unit"]: row for row in rows}
    assert by_name["市教体局"] == {
        "jurisdiction": "云南省曲靖市",
        "unit": "市教体局",
        "full_name": "曲靖市教育体育局",
        "category": "政府部门",
        "aliases": ["市教育体育局"],
    }
    assert "共 38 个单位" in run("units").out


def test_targets(run: Run) -> None:
    rows = records(run, "targets")
    assert [(row["measure"], row["op"], row["amount"]) for row in rows] == [
        ("", "reach", 13),
        ("2.1.5", "at_least", 3000),
        ("2.2.2", "at_least", 5000),
        ("2.2.3", "at_least", 400),
        ("2.2.3", "at_least", 5),
        ("3.3.2", "reach", "全覆盖"),
    ]
    assert rows[0]["by"] == 2025
    assert rows[0]["lead"] == []
    assert "达到 13%" in run("targets").out


# meeting -------------------------------------------------------------------------------------


def test_who_must_be_in_the_room(run: Run) -> None:
    rows = records(run, "meeting", "2.1.5", "应急")
    assert [row["unit"] for row in rows] == [unit for unit in UNITS if unit in
                                             {row["unit"] for row in rows}]  # fmt: skip
    by_unit = {row["unit"]: row for row in rows}
    assert by_unit["市科协"] == {
        "unit": "市科协", "role": "lead", "measures": ["2.1.5", "3.4.1"], "reports": [],
        "leads": ["2.1.5", "3.4.1"],
    }  # fmt: skip
    assert by_unit["市教体局"]["reports"] == ["2.1.5"]
    assert len(rows) == 17


def test_leads_first(run: Run) -> None:
    roles = [row["role"] for row in records(run, "meeting", "2.1.5", "应急", "--leads-first")]
    assert roles == sorted(roles, key=["lead", "cooperating"].index)
    assert roles.count("lead") == 4


def test_meeting_narrowed(run: Run) -> None:
    rows = records(run, "meeting", "3.4", "--role", "牵头")
    assert {row["role"] for row in rows} == {"lead"}
    rows = records(run, "meeting", "三（四）", "--unit", "市科协", "--unit", "气象")
    assert [row["unit"] for row in rows] == ["市科协", "市气象局"]


def test_the_coordinator_is_thought_of(run: Run) -> None:
    out = run("meeting", "2.5.1").out
    assert "市科协 是方案的综合协调单位" in out
    assert "综合协调单位" not in run("meeting", "2.5.2").out


@pytest.mark.parametrize("what", ["9.9", "天外飞仙", "4.1.1"])
def test_a_meeting_about_nothing(run: Run, what: str) -> None:
    done = run("meeting", "2.1.5", what)
    assert done.code == 2
    assert what in done.err


# overview ------------------------------------------------------------------------------------


def test_the_overview(run: Run) -> None:
    out = run().out
    assert out.startswith(
        "曲靖市全民科学素质行动实施方案（2021—2025年）  曲政发〔2022〕21号，按印发时口径，"
        "实施期已满（2021—2025年）\n"
    )
    assert "数据文件：data/plan.yaml" in out
    assert "实施期 2021—2025 年" in out
    assert re.search(r"^2\.5 +3  .*  市委组织部", out, re.MULTILINE)
    assert re.search(r"^4\.2 +统筹 3 ", out, re.MULTILINE)
    for item in facts()["errata"]:
        assert item["printed"] in out


@pytest.mark.parametrize(
    "args",
    [
        [], ["duties", "市科协"], ["workload"], ["overlaps"], ["overlaps", "市科协"],
        ["overlaps", "市科协", "市科技局"], ["matrix"], ["measures"], ["show", "2.1.1"], ["units"],
        ["targets"], ["meeting", "2.1.5"], ["show", "4.1.1"],
    ],
)  # fmt: skip
def test_the_first_line_says_whose_plan_it_is(run: Run, args: list[str]) -> None:
    first = run(*args).out.splitlines()[0]
    assert "曲政发〔2022〕21号" in first
    assert "按印发时" in first
    done = run(*args, "-f", "csv")
    assert first in done.err
    assert first not in done.out
