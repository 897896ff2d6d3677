"""The commands import and verify, and show with a source."""

from pathlib import Path

import pytest

import import_samples as samples
from sciplan.cli import main

Run = pytest.CaptureFixture[str]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_bytes(samples.txt())
    return path


def imported(source: Path) -> Path:
    plan = source.with_name("plan.yaml")
    assert main(["import", str(source), "-o", str(plan)]) == 0
    return plan


def test_import_writes_a_plan_that_validates(source: Path, capsys: Run) -> None:
    plan = imported(source)
    out, err = capsys.readouterr()
    assert not out
    assert "举措 4 项，责任条款读懂 4 条、没有读懂 0 条，单位 11 个" in err
    assert main(["validate", str(plan)]) == 0
    assert main(["measures", "-p", str(plan), "-f", "json"]) == 0


def test_import_to_stdout(source: Path, capsys: Run) -> None:
    assert main(["导入", str(source)]) == 0
    assert capsys.readouterr().out.startswith("format: sciplan/1\n")


def test_import_never_overwrites_without_force(source: Path, capsys: Run) -> None:
    plan = source.with_name("plan.yaml")
    plan.write_text("mine")
    assert main(["import", str(source), "-o", str(plan)]) == 2
    assert plan.read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert main(["import", str(source), "-o", str(plan), "--force"]) == 0
    assert plan.read_text("utf-8").startswith("format:")


def test_strict(source: Path, capsys: Run) -> None:
    assert main(["import", str(source), "--strict"]) == 0
    source.write_text("方案\n一、任务\n1.修渠。（市水利局牵头，市林草局）", "utf-8")
    assert main(["import", str(source), "--strict"]) == 1
    assert "unplaced-unit" in capsys.readouterr().err


def test_details_list_the_repairs(source: Path, capsys: Run) -> None:
    source.write_text("方案\n一、任务\n1.修渠,种树。（市水利局牵头）", "utf-8")
    assert main(["import", str(source), "--details"]) == 0
    assert "第 3 行 全角标点：1.修渠,种树" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["没有.txt", "a.doc"])
def test_import_could_not_run(name: str, tmp_path: Path, capsys: Run) -> None:
    (tmp_path / "a.doc").write_bytes(b"x")
    assert main(["import", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err


def test_verify_accepts_its_own_import(source: Path, capsys: Run) -> None:
    plan = imported(source)
    assert main(["verify", "-p", str(plan), "--source", str(source)]) == 0
    assert main(["核对", "-p", str(plan), "--source", str(source), "--strict"]) == 0
    assert "对照了 4 项举措：差异 0 处" in capsys.readouterr().err


def test_verify_tells_both_places(source: Path, capsys: Run) -> None:
    plan = imported(source)
    text = plan.read_text("utf-8").replace("title: 改造农村网络", "title: 改造网络")
    plan.write_text(text, "utf-8")
    capsys.readouterr()
    assert main(["verify", "-p", str(plan), "--source", str(source)]) == 1
    out = capsys.readouterr().out
    assert "plan.yaml:" in out
    assert "正式文件第 13 行" in out


def test_verify_refuses_a_bad_plan(source: Path, capsys: Run) -> None:
    plan = source.with_name("bad.yaml")
    plan.write_text("format: sciplan/1\n")
    assert main(["verify", "-p", str(plan), "--source", str(source)]) == 2
    assert "改正后再核对" in capsys.readouterr().err


def test_show_prints_the_official_wording(source: Path, capsys: Run) -> None:
    plan = imported(source)
    capsys.readouterr()
    assert main(["show", "2.1.2", "-p", str(plan), "--source", str(source)]) == 0
    assert "支持村级服务站（点、室）建设" in capsys.readouterr().out
    assert main(["show", "2.1", "-p", str(plan), "--source", str(source)]) == 2
