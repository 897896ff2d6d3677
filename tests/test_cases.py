"""Whole files: each in cases/bad says on its first line what `check` must tell, and nothing else.

A file in cases/good gives no error and no warning that is not known.
"""

import re
from pathlib import Path

import pytest

from sciplan.base.problem import Problem, Severity
from sciplan.checks.check import check
from sciplan.checks.rules.registry import BY_CODE
from sciplan.planfile.load import load
from support import ROOT

CASES = ROOT / "tests" / "cases"
BAD = sorted((CASES / "bad").glob("*.yaml"))
GOOD = sorted((CASES / "good").glob("*.yaml"))


def unknown(path: Path) -> list[Problem]:
    problems = check(load(path.read_text(encoding="utf-8"), path.name)).problems
    return [each for each in problems if not each.known]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_told_all_that_it_expects(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    expected = re.findall(r"([a-z-]+)@(\d+)", first)
    found = [(each.code, str(each.location.line)) for each in unknown(path)]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_silent(path: Path) -> None:
    assert [each for each in unknown(path) if each.severity is not Severity.INFO] == []


def test_every_rule_has_a_bad_file() -> None:
    assert set(BY_CODE) <= {path.stem for path in BAD}
