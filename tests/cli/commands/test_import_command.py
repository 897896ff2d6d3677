"""The commands import and verify, and show with a source."""

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import import_samples as samples
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.cli.program import main

Run = pytest.CaptureFixture[str]
DOUBTFUL = "方案\n一、任务\n1.修渠。（市水利局、市水利局负责）"


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


def test_import_to_a_dash_is_stdout(
    source: Path, capsys: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    assert main(["import", str(source), "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("format: sciplan/1\n")
    assert [path.name for path in source.parent.iterdir()] == [source.name]


@pytest.mark.parametrize("name", ["plan.docx", "plan.XLSX", "plan.json", "plan.txt"])
def test_import_writes_no_other_kind_of_file(name: str, source: Path, capsys: Run) -> None:
    output = source.with_name(name)
    assert main(["import", str(source), "-o", str(output)]) == 2
    assert not output.exists()
    assert str(source.with_name("plan.yaml")) in capsys.readouterr().err


def test_import_never_overwrites_without_force(source: Path, capsys: Run) -> None:
    plan = source.with_name("plan.yaml")
    plan.write_text("mine")
    assert main(["import", str(source), "-o", str(plan)]) == 2
    assert plan.read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert main(["import", str(source), "-o", str(plan), "--force"]) == 0
    assert plan.read_text("utf-8").startswith("format:")


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("", "是文件夹；请写明文件名"),
        ("没有/plan.yaml", "没有这个文件夹"),
        ("方案.txt", "不能写到要读的文件"),
    ],
)
def test_import_refuses_where_it_could_not_write(
    output: str, said: str, force: list[str], source: Path, capsys: Run
) -> None:
    target = source.parent / output
    assert main(["import", str(source), "-o", str(target), *force]) == 2
    err = capsys.readouterr().err
    assert said in err.replace(f"没有 {source.parent / '没有'} 这个", "没有这个")
    assert source.read_bytes() == samples.txt()
    assert [path.name for path in source.parent.iterdir()] == ["方案.txt"]


def test_import_writes_to_a_device(source: Path) -> None:
    assert main(["import", str(source), "-o", os.devnull]) == 0


def test_summary_names_each_thing_left_with_its_place(source: Path, capsys: Run) -> None:
    source.write_text(DOUBTFUL, "utf-8")
    assert main(["import", str(source)]) == 0
    err = capsys.readouterr().err
    assert f"{source}:3:1: 警告 repeated-unit" in err
    assert "标有“待核” 4 处" in err


def test_strict(source: Path, capsys: Run) -> None:
    assert main(["import", str(source), "--strict"]) == 0
    source.write_text("方案\n一、任务\n1.修渠。（市水利局牵头，市林草局）", "utf-8")
    assert main(["import", str(source), "--strict"]) == 1
    assert "unplaced-unit" in capsys.readouterr().err


@pytest.mark.parametrize("name", REPORTERS)
def test_import_reports_in_every_form_what_is_to_be_checked(
    name: str, source: Path, capsys: Run
) -> None:
    source.write_text(DOUBTFUL, "utf-8")
    plan = source.with_name("plan.yaml")
    assert main(["import", str(source), "-o", str(plan), "-f", name]) == 0
    out, err = capsys.readouterr()
    assert "repeated-unit" in out
    assert "repeated-unit" not in err  # told once
    assert "标有“待核” 4 处" in err
    assert plan.read_text("utf-8").startswith("format: sciplan/1\n")


def test_an_import_report_says_where(source: Path, capsys: Run) -> None:
    source.write_text(DOUBTFUL, "utf-8")
    output = ["-o", str(source.with_name("plan.yaml")), "--strict"]
    assert main(["import", str(source), *output, "-f", "json"]) == 1
    (record,) = json.loads(capsys.readouterr().out)
    assert record == {
        "path": str(source),
        "line": 3,
        "column": 1,
        "code": "repeated-unit",
        "severity": "warning",
        "message": record["message"],
        "hint": "",
        "known": False,
    }
    assert main(["import", str(source), *output, "--force", "-f", "text"]) == 1
    assert capsys.readouterr().out.startswith(f"{source}:3:1: 警告 repeated-unit ")


@pytest.mark.parametrize(("name", "make"), [("a.docx", samples.docx), ("a.pdf", samples.pdf)])
def test_a_place_in_a_document_is_a_paragraph(
    name: str, make: Callable[[Sequence[str]], bytes], tmp_path: Path, capsys: Run
) -> None:
    path = tmp_path / name
    path.write_bytes(make(DOUBTFUL.splitlines()))
    assert main(["import", str(path), "-o", str(tmp_path / "p.yaml"), "-f", "json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert (record["line"], record["column"], record["paragraph"]) == (3, 1, 3)


@pytest.mark.parametrize("output", [[], ["-o", "-"]])
def test_a_report_of_import_needs_another_place_for_the_plan(
    output: list[str], source: Path, capsys: Run
) -> None:
    assert main(["import", str(source), *output, "-f", "json"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert "方案文件请用 -o 写明" in err.replace("\n", "")


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
    assert "对照了 4 项举措、1 段统筹职责：差异 0 处" in capsys.readouterr().err


def test_verify_tells_both_places(source: Path, capsys: Run) -> None:
    plan = imported(source)
    text = plan.read_text("utf-8").replace("title: 改造农村网络", "title: 改造网络")
    plan.write_text(text, "utf-8")
    capsys.readouterr()
    assert main(["verify", "-p", str(plan), "--source", str(source)]) == 1
    out = capsys.readouterr().out
    assert "plan.yaml:" in out
    assert "正式文件第 13 行" in out


@pytest.mark.parametrize("name", REPORTERS)
def test_verify_reports_as_validate_does(name: str, source: Path, capsys: Run) -> None:
    plan = imported(source)
    plan.write_text(plan.read_text("utf-8").replace("改造农村", "改建农村", 1), "utf-8")
    capsys.readouterr()
    assert main(["verify", str(plan), "--source", str(source), "-f", name]) == 1
    out = capsys.readouterr().out
    assert "title-differs" in out
    if name == "json":
        (record,) = json.loads(out)
        assert record["hint"].startswith("正式文件第 13 行：1.改造农村网络。")
        assert (record["severity"], record["known"]) == ("error", False)


def test_verify_writes_its_report_to_a_file(source: Path, capsys: Run) -> None:
    plan = imported(source)
    capsys.readouterr()
    report = source.with_name("report.json")
    command = ["verify", str(plan), "--source", str(source), "-f", "json", "-o"]
    assert main([*command, str(report)]) == 0
    assert capsys.readouterr().out == ""
    assert report.read_text("utf-8") == "[]\n"
    for input_ in (plan, source):
        before = input_.read_bytes()
        assert main([*command, str(input_)]) == 2
        assert input_.read_bytes() == before


def test_verify_refuses_a_bad_plan(source: Path, capsys: Run) -> None:
    plan = source.with_name("bad.yaml")
    plan.write_text("format: sciplan/1\n")
    assert main(["verify", "-p", str(plan), "--source", str(source)]) == 2
    assert "改正后再核对" in capsys.readouterr().err


def test_show_with_a_source_takes_no_format(source: Path, capsys: Run) -> None:
    plan = imported(source)
    arguments = ["show", "2.1.1", "-p", str(plan), "--source", str(source), "-f", "json"]
    assert main(arguments) == 2
    assert "错误：--source 只显示原文，不用 -f\n" in capsys.readouterr().err


def test_show_prints_the_official_wording(source: Path, capsys: Run) -> None:
    plan = imported(source)
    capsys.readouterr()
    assert main(["show", "2.1.2", "-p", str(plan), "--source", str(source)]) == 0
    assert "支持村级服务站（点、室）建设" in capsys.readouterr().out
    assert main(["show", "2.1", "-p", str(plan), "--source", str(source)]) == 2


def test_show_writes_the_official_wording_to_a_file(source: Path, capsys: Run) -> None:
    plan = imported(source)
    out = source.with_name("out.txt")
    command = ["show", "3.1", "-p", str(plan), "--source", str(source)]
    assert main([*command, "-o", str(out)]) == 0
    assert out.read_text("utf-8") == "加强领导。\n各县（市、区）人民政府要落实主体责任。\n"
    assert main([*command, "-o", str(source)]) == 2
    capsys.readouterr()
    assert main([*command, "-f", "json"]) == 2
    assert "--source" in capsys.readouterr().err
