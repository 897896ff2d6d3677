"""What other tools read to run `sciplan validate`."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from referees import needs, needs_index
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.cli.registry import COMMANDS
from support import ROOT, environment

pytestmark = pytest.mark.long

ACTION: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: Any = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BASH = shutil.which("bash") or ""
PAGES = ("pre-commit", "github-action", "gitlab")


def test_the_hook_runs_a_command_that_exists() -> None:
    (hook,) = HOOKS
    assert hook["id"] == "sciplan-validate"
    assert hook["language"] == "python"
    program, command, *options = hook["entry"].split()
    assert program == "sciplan"
    assert options == ["--skip-others", "--quiet"]
    assert command in {entry.name for entry in COMMANDS}


def git(folder: Path, *args: str) -> None:
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org", *args)
    subprocess.run(["git", *named], cwd=folder, check=True, capture_output=True)  # noqa: S607


def repository(folder: Path, files: dict[str, str]) -> Path:
    """Return a folder under git that holds some files, added."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    return folder


def checkout(folder: Path) -> Path:
    """Return a repository that holds what a host gets of sciplan."""
    for name in ("src", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder)
    git(repository(folder, {}), "commit", "-qm", "all")
    return folder


GOOD = """\
# 一个部门的工作要点
format: sciplan/1
plan: {id: a, title: 方案}
units: {甲局: {}, 乙局: {}}
measures:
  - {id: "1", title: 办事, lead: [甲局], cooperating: [乙局]}
"""
BAD = GOOD.replace("[乙局]", "[乙局, 丙局]")
BAD_LINE = 6


def test_pre_commit_runs_the_hook_on_plans_of_any_name(tmp_path: Path) -> None:
    needs("git")
    needs_index()
    source = tmp_path / "sciplan"
    source.mkdir()
    checkout(source)
    mine = tmp_path / "mine"
    mine.mkdir()
    repository(
        mine,
        {"a/2024.yaml": BAD, "good.yml": GOOD, "other.yaml": "a: [1, 2\n", "notes.txt": BAD},
    )
    ran = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(source), "sciplan-validate", "-a"],
        env=environment({"PRE_COMMIT_HOME": str(tmp_path / "home")}),
        cwd=mine,
        capture_output=True,
        check=False,
    )
    out = ran.stdout.decode()
    assert ran.returncode == 1, out
    assert f"{Path('a/2024.yaml')}:{BAD_LINE}:" in out
    assert out.count("unknown-unit") == 1
    assert "other.yaml" not in out
    assert "notes.txt" not in out


def job(tmp_path: Path, workspace: Path, **inputs: str) -> subprocess.CompletedProcess[bytes]:
    """Run the action's steps as its host does, and return how the last that ran ended.

    A host that ran it before has what its first steps install; only the last is run then.
    """
    values = {
        "steps.python.outputs.python-path": sys.executable,
        "github.action_path": str(ROOT),
        **{f"inputs.{key}": str(item["default"]) for key, item in ACTION["inputs"].items()},
        **{f"inputs.{key}": value for key, value in inputs.items()},
    }
    steps = ACTION["runs"]["steps"]
    for step in steps[-1:] if (tmp_path / "sciplan").exists() else steps:
        if "run" in step:
            given = {
                key: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: values[found[1]], value)
                for key, value in step.get("env", {}).items()
            }
            host = {"RUNNER_TEMP": str(tmp_path), "GITHUB_WORKSPACE": str(workspace)}
            ran = subprocess.run(
                [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                env=environment(host | given),
                cwd=workspace,
                capture_output=True,
                check=False,
            )
            if ran.returncode:
                break
    return ran


@pytest.mark.skipif(os.name == "nt" or not BASH, reason="paths are those of bash")
def test_the_action_runs_as_its_host_runs_it(tmp_path: Path) -> None:
    needs("git")
    needs_index()
    workspace = tmp_path / "work"
    workspace.mkdir()
    repository(workspace, {"plans/2024.yaml": BAD, "plan.yaml": GOOD})
    bad = job(tmp_path, workspace, files="plans\n")
    found = bad.stdout.decode().splitlines()
    assert (bad.returncode, len(found)) == (1, 1), bad.stderr.decode()
    assert found[0].startswith(f"::error file=plans/2024.yaml,line={BAD_LINE},")
    good = job(tmp_path, workspace, args="--strict")
    assert (good.returncode, good.stdout) == (0, b""), good.stderr.decode()


def action_runs(tmp_path: Path, **inputs: str) -> list[str]:
    """Return the arguments with which the action's last step starts Python."""
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    script = ACTION["runs"]["steps"][-1]["run"]
    ran = subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        env=environment({"PYTHON": str(python), "RUNNER_TEMP": str(tmp_path), **inputs}),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return ran.stdout.decode().splitlines()


@pytest.mark.skipif(os.name == "nt" or not BASH, reason="the stand-in for Python is a script")
@pytest.mark.parametrize(
    ("files", "args", "expected"),
    [
        ("", "", ["--"]),
        ("data/plan.yaml", "", ["--", "data/plan.yaml"]),
        ("a b.yaml\n\n方案 *.yaml\n", "", ["--", "a b.yaml", "方案 *.yaml"]),
        (
            "-x.yaml",
            "--strict --ignore id-gap",
            ["--strict", "--ignore", "id-gap", "--", "-x.yaml"],
        ),
        ("$(id);`id`", "*", ["*", "--", "$(id);`id`"]),
    ],
)
def test_the_action_hands_its_inputs_on(
    tmp_path: Path, files: str, args: str, expected: list[str]
) -> None:
    begun = ["-m", "sciplan", "validate", "--format", "github"]
    assert action_runs(tmp_path, FILES=files, ARGS=args) == begun + expected


def test_the_action_s_scripts_hold_no_expressions() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_show_formats_and_keys_that_exist(page: str) -> None:
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert set(re.findall(r"--format (\w+)", text)) <= set(REPORTERS)
    for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
        assert yaml.safe_load(dedent(block))


def test_the_page_names_every_input() -> None:
    text = (ROOT / "docs" / "github-action.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)` \|", text, re.MULTILINE)) == set(ACTION["inputs"])
