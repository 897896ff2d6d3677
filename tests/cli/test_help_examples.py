"""Every help page has an example, and every example does what the page says."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from sciplan.cli.registry import COMMANDS
from support import ROOT, Run
from word_files import p, word

EXAMPLE = ROOT / "docs" / "example"
CODES = {"rename": 1, "diff": 1, "collect": 1, "progress rule": 1}
"""Where nobody can be asked what would be written is only shown; two plans that differ are 1."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder that has the files that examples name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for place in (tmp_path, tmp_path / "data"):
        shutil.copy(EXAMPLE / "plan.yaml", place)
    document = (EXAMPLE / "方案.txt").read_text(encoding="utf-8")
    (tmp_path / "方案.docx").write_bytes(word("".join(map(p, document.splitlines()))))
    return tmp_path


def has_its_sheet_but_no_plan(run: Run, desk: Path) -> None:
    assert run("export", "材料", "--only", "任务分解表").code == 0
    (desk / "材料" / "01-任务分解表.xlsx").rename(desk / "任务分解表.xlsx")
    (desk / "plan.yaml").unlink()


def has_two_editions(_run: Run, desk: Path) -> None:
    text = (desk / "plan.yaml").read_text(encoding="utf-8")
    changed = text.replace("开放实验室", "实验室开放")
    (desk / "旧方案.yaml").write_text(text, encoding="utf-8")
    (desk / "新方案.yaml").write_text(changed, encoding="utf-8")
    git = ["git", "-c", "user.name=n", "-c", "user.email=e"]
    subprocess.run([*git, "init", "-q"], cwd=desk, check=True)
    for each in (text, changed):
        (desk / "plan.yaml").write_text(each, encoding="utf-8")
        subprocess.run([*git, "add", "plan.yaml"], cwd=desk, check=True)
        subprocess.run([*git, "commit", "-qm", "plan"], cwd=desk, check=True)


def has_returns(run: Run, desk: Path) -> None:
    (desk / "退回").mkdir()
    form, opinions = ("--only", "进展填报表", "--period", "2025-11"), ("--only", "征求意见表")
    for options, cell, said in ((form, "K8", "推进中"), (opinions, "D8", "每月一次")):
        kind = options[1]
        assert run("export", kind, *options, "--unit", "市科技局").code == 0
        (sheet,) = (desk / kind).rglob("*市科技局.xlsx")
        book = openpyxl.load_workbook(sheet)
        book.worksheets[0][cell] = said
        book.save(desk / "退回" / f"{kind}.xlsx")


def has_progress(run: Run, desk: Path) -> None:
    has_returns(run, desk)
    assert run("collect", "退回", "--period", "2025-11", "--yes").code == 0


PREPARED: dict[str, Callable[[Run, Path], None]] = {
    "import": has_its_sheet_but_no_plan,
    "diff": has_two_editions,
    "collect": has_returns,
    "progress": has_progress,
}


def examples(page: str) -> list[str]:
    return re.findall(r"^  例：sciplan (.*)$", page, re.MULTILINE)


@pytest.mark.parametrize("name", ["", *(entry.name for entry in COMMANDS)])
def test_the_examples_of_a_help_page_run(run: Run, desk: Path, name: str) -> None:
    found = examples(run(*name.split(), "--help").out)
    assert any(f"{example} ".startswith(f"{name} ".lstrip()) for example in found)
    if name in PREPARED:
        PREPARED[name](run, desk)
    for example in found:
        words = shlex.split(example)
        ran = run(*words)
        expected = next((code for key, code in CODES.items() if example.startswith(key)), 0)
        assert ran.code == expected, (example, ran.err)
        if "-o" in words:
            assert (desk / words[words.index("-o") + 1]).stat().st_size > 100
        elif name != "import":
            assert ran.out or ran.err
