"""What an installation has and lacks."""

import json
import sys
from pathlib import Path

import pytest

from sciplan.base import extras
from sciplan.queries import doctor
from support import ROOT, Run, as_text, small


def state(found: list[doctor.Fact], item: str) -> doctor.Fact:
    return next(fact for fact in found if fact.item == item)


def test_the_plan_that_would_answer_and_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(as_text(small()), encoding="utf-8")
    told = "《小方案》，举措 2 项，单位 3 个"
    given = doctor.facts([str(path)])
    assert state(given, "由来").state == "命令行的 -p"
    assert state(given, str(path)).state == told
    monkeypatch.setenv("SCIPLAN_PLAN", str(path))
    assert state(doctor.facts([]), "由来").state == "环境变量 SCIPLAN_PLAN"
    monkeypatch.delenv("SCIPLAN_PLAN")
    assert state(doctor.facts([]), "由来").state == f"从 {ROOT} 起向上找到的第一个"
    monkeypatch.chdir(tmp_path)
    assert "用随软件附带的" in state(doctor.facts([]), "由来").state


@pytest.mark.parametrize(
    ("text", "told"),
    [("format: sciplan/1\n", "有 2 个错误，不能用"), (None, "打不开")],
)
def test_a_plan_that_cannot_answer_is_told(tmp_path: Path, text: str | None, told: str) -> None:
    path = tmp_path / "p.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    fact = state(doctor.facts([str(path)]), str(path))
    assert told in fact.state
    assert fact.good is False


def test_a_missing_library_brings_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        doctor, "versions", lambda names: dict.fromkeys((name for name in names[:1]), "")
    )
    fact = state(doctor.facts([]), "office")
    assert fact.good is False
    assert fact.remedy == extras.install_command("office")


def test_home_folders_are_shortened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "张三"
    (home / "a").mkdir(parents=True)
    path = home / "a" / "p.yaml"
    path.write_text(as_text(small()), encoding="utf-8")
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(sys, "executable", str(home / "venv/bin/python"))
    monkeypatch.setattr(doctor, "versions", lambda names: dict.fromkeys(names[:1], ""))
    found = doctor.facts([str(path)])
    assert "张三" not in repr(found)
    assert state(found, str(Path("~/a/p.yaml"))).good
    assert state(found, "office").remedy.startswith(f'"{doctor._HOME}')


def test_a_user_without_a_home_folder_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", nobody)
    with pytest.raises(RuntimeError):
        Path.home()
    found = doctor.facts(["没有.yaml"])
    assert state(found, "Python").state.endswith(sys.executable)
    assert not state(found, "没有.yaml").good


def test_the_screen_and_the_records(run: Run) -> None:
    done = run("doctor")
    assert done.code == 0
    assert done.out.startswith("sciplan 环境检查\n")
    titles = [line for line in done.out.splitlines() if line and line[0] != " "]
    assert titles[1:] == [
        "程序",
        "组件",
        "终端",
        "字体",
        "会议材料里写明这些字体；打开文件的电脑上没有的，会换成别的。",
        "方案",
    ]
    records = json.loads(run("环境检查", "-f", "json").out)
    assert {tuple(record) for record in records} == {("group", "item", "state", "good", "remedy")}
