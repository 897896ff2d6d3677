import json
from pathlib import Path

import pytest

from support import ROOT, Run, as_text, small


@pytest.mark.parametrize("name", ["schema", "模式"])
def test_it_is_the_committed_one(run: Run, name: str) -> None:
    ran = run(name)
    assert ran.code == 0
    assert ran.out == (ROOT / "schema" / "plan.schema.json").read_text(encoding="utf-8")
    assert ran.err == ""


def test_into_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    ran = run("schema", "-o", str(path))
    assert (ran.code, ran.out, ran.err) == (0, "", f"已写入 {path}\n")
    assert path.read_text(encoding="utf-8") == run("schema").out


def test_with_the_units_of_plans(run: Run, tmp_path: Path) -> None:
    for name, units in (("a.yaml", {"甲局": {"aliases": ["甲委"]}}), ("b.yaml", {"丁局": {}})):
        (tmp_path / name).write_text(as_text(small(units=units)), encoding="utf-8")
    made = json.loads(run("schema", "-p", str(tmp_path)).out)
    assert made["$defs"]["unit-name"]["enum"] == ["甲局", "丁局", "甲委"]


def test_of_the_shipped_plan(run: Run) -> None:
    assert '"市科协"' in run("schema", "--plan", "data/plan.yaml").out


def test_a_plan_without_units(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("plan: {}\n", encoding="utf-8")
    ran = run("schema", "-p", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert "没有读到单位" in ran.err


def test_a_plan_that_is_not_there(run: Run) -> None:
    ran = run("schema", "-p", "nowhere.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere.yaml" in ran.err


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("职责", "duties"), ("任务", "workload"), ("概况", "overview"), ("协同", "overlaps"),
     ("两个单位的协同", "overlaps-two"), ("统筹职责", "show-provision"), ("校验", "validate")],
)  # fmt: skip
def test_an_answer_by_either_name(run: Run, chinese: str, english: str) -> None:
    ran = run("schema", "--answer", chinese)
    assert (ran.code, ran.err) == (0, "")
    assert ran == run("模式", "--answer", english)


def test_an_answer_that_is_not_there(run: Run) -> None:
    ran = run("schema", "--answer", "无")
    assert (ran.code, ran.out) == (2, "")
    assert "没有“无”，可用：overview（概况）、duties（职责）、" in ran.err
