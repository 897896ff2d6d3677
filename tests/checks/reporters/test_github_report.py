from pathlib import Path

import pytest

from sciplan.base.problem import Location, Severity
from sciplan.checks.reporters.registry import REPORTERS
from support import ROOT, a_problem


def rendered(**changes: object) -> str:
    return REPORTERS["github"].render([a_problem(**changes)])


def test_an_annotation() -> None:
    assert rendered() == (
        "::error file=p.yaml,line=3,col=5,endLine=3,endColumn=8,title=unknown-unit"
        "::没有登记“市科斜”这个单位%0A是不是“市科协”？\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_severities(severity: Severity, command: str) -> None:
    assert rendered(severity=severity).startswith(f"::{command} file=")


def test_a_message_is_escaped() -> None:
    assert rendered(message="a%0A::b,c\r\nd", hint="").endswith("::a%250A::b,c%0D%0Ad\n")


def test_a_property_is_escaped() -> None:
    assert rendered(location=Location("a:b,100%\n.yaml")).startswith(
        "::error file=a%3Ab%2C100%25%0A.yaml,title="
    )


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ((3, 8), ",line=3,col=5,endLine=3,endColumn=8,"),
        ((4, 1), ",line=3,endLine=4,"),
        ((), ",line=3,col=5,"),
    ],
)
def test_columns_only_within_a_line(end: tuple[int, ...], expected: str) -> None:
    assert f"p.yaml{expected}title" in rendered(location=Location("p.yaml", 3, 5, *end))


def test_known_problems_are_left_out() -> None:
    assert rendered(known=True) == ""


def test_paths_are_those_of_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    # As the host says it: a copy of the tree need be no checkout.
    monkeypatch.setenv("GITHUB_WORKSPACE", str(ROOT))
    assert "file=data/plan.yaml," in rendered(location=Location(str(ROOT / "data/plan.yaml")))
    outside = tmp_path / "p.yaml"
    assert f"file={outside.as_posix()}," in rendered(location=Location(str(outside)))


@pytest.mark.parametrize(
    ("location", "said"),
    [
        (Location.of_paragraph("a.docx", 12), "第 12 段"),
        (Location.of_cell("a.docx", "E12", 12, 5), "E12"),
    ],
)
def test_a_place_that_is_no_text_is_said(location: Location, said: str) -> None:
    expected = f"::error file=a.docx,title=unknown-unit::{said}：没有登记“市科斜”这个单位\n"
    assert rendered(location=location, hint="") == expected
