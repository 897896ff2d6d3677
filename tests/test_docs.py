"""The pages of docs/ that are made from the code: up to date, and their examples run."""

import re
import subprocess
import sys

import pytest

from sciplan.base.problem import Severity
from sciplan.checks.check import check
from sciplan.plan.fields import Bodies, Keyed, Many, One, specs
from sciplan.plan.model import Plan
from sciplan.planfile.load import load
from support import ROOT

PAGE = (ROOT / "docs" / "plan-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
HEAD = "format: sciplan/1\nplan: {id: example, title: 示例}\n"


def test_the_pages_are_what_the_code_says() -> None:
    checked = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "docs.py"), "--check"],
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr.decode()


@pytest.mark.parametrize("text", EXAMPLES)
def test_an_example_is_without_a_fault(text: str) -> None:
    loaded = load(text if text.startswith("format:") else HEAD + text, "p.yaml")
    assert loaded.problems == ()
    found = [each for each in check(loaded).problems if not each.known]
    assert [each.message for each in found if each.severity is not Severity.INFO] == []


def models(top: type) -> set[type]:
    found = {top}
    for spec in specs(top):
        if isinstance(spec.kind, One | Many | Keyed | Bodies) and spec.kind.model() is not top:
            found |= models(spec.kind.model())
    return found


def test_every_key_of_the_file_is_told() -> None:
    keys = {spec.key for model in models(Plan) for spec in specs(model)}
    assert {"id", "lead", "misprints", "line_spacing"} < keys
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == keys
