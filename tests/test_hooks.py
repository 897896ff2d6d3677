"""What other tools read to run `sciplan validate`."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from sciplan.checks.reporters.registry import REPORTERS
from sciplan.cli.registry import COMMANDS
from support import ROOT, environment

ACTION: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: Any = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BASH = shutil.which("bash") or ""
PAGES = ("pre-commit", "github-action", "gitlab")


def test_the_hook_runs_a_command_that_exists() -> None:
    (hook,) = HOOKS
    assert hook["id"] == "sciplan-validate"
    assert hook["language"] == "python"
    program, command = hook["entry"].split()
    assert program == "sciplan"
    assert command in {entry.name for entry in COMMANDS}


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        ("plan.yaml", True),
        ("data/plan.yaml", True),
        ("plans/plan-2021.yml", True),
        ("explanation.yaml", False),
        ("plan.schema.json", False),
    ],
)
def test_the_hook_looks_at_plans(path: str, fits: bool) -> None:
    assert bool(re.search(HOOKS[0]["files"], path)) == fits


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
