"""Whole files: each in cases/bad says on its first line what `check` must tell, and nothing else.

A folder there holds files that are checked together. A file in cases/good gives no error and no
warning that is not known.
"""

import re
from pathlib import Path

import pytest

from sciplan.base.problem import Problem, Severity
from sciplan.checks.check import check
from sciplan.checks.rules.registry import BY_CODE
from sciplan.checks.settings import Settings
from sciplan.checks.validation import validate_all
from sciplan.planfile.load import load
from support import ROOT

CASES = ROOT / "tests" / "cases"
BAD = sorted((CASES / "bad").glob("*.yaml"))
FOLDERS = sorted(path for path in (CASES / "bad").iterdir() if path.is_dir())
GOOD = sorted((CASES / "good").glob("*.yaml"))


def unknown(path: Path) -> list[Problem]:
    problems = check(load(path.read_text(encoding="utf-8"), path.name)).problems
    return [each for each in problems if not each.known]


def expected(path: Path) -> list[tuple[str, str]]:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return sorted(re.findall(r"([a-z-]+)@(\d+)", first))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_told_all_that_it_expects(path: Path) -> None:
    assert sorted((each.code, str(each.location.line)) for each in unknown(path)) == expected(path)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_bad_files_together_are_told_what_each_expects(folder: Path) -> None:
    paths = [str(path) for path in sorted(folder.iterdir())]
    found, failures = validate_all(paths, Settings(), mend=False, write=False)
    assert not failures
    for item in found:
        said = sorted((each.code, str(each.location.line)) for each in item.problems)
        assert said == expected(Path(item.path))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_silent(path: Path) -> None:
    assert [each for each in unknown(path) if each.severity is not Severity.INFO] == []


def test_every_rule_has_a_bad_file() -> None:
    assert set(BY_CODE) <= {path.stem for path in (*BAD, *FOLDERS)}
