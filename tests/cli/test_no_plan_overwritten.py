"""No command writes over a plan file, whatever it is asked to write."""

import os
import shutil
from pathlib import Path

import pytest

from sciplan.cli.registry import COMMANDS
from support import PLAN_FILE, PLAN_TEXT, Run

ARGUMENTS = {
    "duties": ["市科协"],
    "workload": [],
    "overlaps": [],
    "matrix": [],
    "meeting": ["2.1.5"],
    "measures": ["应急"],
    "show": ["2.1.5"],
    "units": [],
    "targets": [],
    "deadlines": [],
    "reforms": [],
    "overview": [],
    "progress": [],
    "collect": ["方案.txt"],
    "validate": [],
    "rules": [],
    "schema": [],
    "diff": ["plan.yaml", "other.yaml"],
    "verify": ["--source", "方案.txt"],
    "doctor": [],
    "": [],
}
"""Command → arguments with which it writes what `-o` names; empty: none is named."""
OTHERWISE = {
    "export": "a folder",
    "import": "a plan file, see test_import_command",
    "init": "a new plan file, see test_init",
    "rename": "the plan file itself, see test_rename",
}


def test_every_command_is_tried() -> None:
    assert {entry.name for entry in COMMANDS} == (ARGUMENTS.keys() - {""}) | OTHERWISE.keys()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with plans under several names, in which the program runs."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(PLAN_FILE, tmp_path / "plan.yaml")
    for name in ("other.yaml", "other.json", "other.csv", "other.txt", "late.csv"):
        (tmp_path / name).write_text(PLAN_TEXT, encoding="utf-8")
    late = "# 说明\n" * 3000 + PLAN_TEXT
    (tmp_path / "late.csv").write_text(late, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("plan.yaml")
    os.link(tmp_path / "plan.yaml", tmp_path / "hard.csv")
    (tmp_path / "方案.txt").write_text("某市方案\n一、总则\n", encoding="utf-8")
    return tmp_path


OUTPUTS = ["plan.yaml", "other.csv", "new.yaml", "other.yaml", "other.json", "other.txt",
           "late.csv", "link.csv", "hard.csv"]  # fmt: skip
"""The plan that is asked, a file that holds a plan, a plan's name; then more ways to be a plan."""


@pytest.mark.parametrize(
    ("command", "output"),
    [
        *((command, output) for command in ARGUMENTS for output in OUTPUTS[:3]),
        # What a file is says the same function to all.
        *((command, output) for command in ("duties", "validate") for output in OUTPUTS[3:]),
    ],
)
def test_no_command_writes_over_a_plan(run: Run, folder: Path, command: str, output: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    words = [command] if command else []
    done = run(*words, *ARGUMENTS[command], "-o", output)
    assert done.code == 2
    assert done.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_papers_are_not_written_over_a_plan(run: Run, folder: Path) -> None:
    papers = folder / "材料"
    papers.mkdir()
    (papers / "03-责任矩阵.xlsx").symlink_to(folder / "plan.yaml")
    done = run("export", "材料", "--only", "责任矩阵", "--force")
    assert done.code == 2
    assert "方案文件" in done.err
    assert [path.name for path in papers.iterdir()] == ["03-责任矩阵.xlsx"]
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN_TEXT
