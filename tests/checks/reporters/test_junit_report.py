from xml.etree import ElementTree as ET

import pytest

from sciplan.base.problem import Location, Problem, Severity
from sciplan.checks.reporters.registry import REPORTERS
from support import a_problem


def parsed(*problems: Problem, paths: tuple[str, ...] = ()) -> ET.Element:
    return ET.fromstring(REPORTERS["junit"].render(problems, paths=paths))  # noqa: S314  # our own


def counts(element: ET.Element) -> list[int]:
    return [int(element.attrib[name]) for name in ("tests", "failures", "errors", "skipped")]


def test_a_suite_a_file_and_a_case_a_problem() -> None:
    root = parsed(
        a_problem(),
        a_problem(known=True),
        a_problem(location=Location("b.yaml", 1, 1)),
        paths=("p.yaml", "clean.yaml", "b.yaml"),
    )
    assert [suite.attrib["name"] for suite in root] == ["p.yaml", "clean.yaml", "b.yaml"]
    assert [counts(suite) for suite in root] == [[2, 1, 0, 1], [1, 0, 0, 0], [1, 1, 0, 0]]
    assert counts(root) == [4, 2, 0, 1]
    for suite in (root, *root):
        assert counts(suite)[0] == len(suite.findall(".//testcase"))
        assert counts(suite)[1] == len(suite.findall(".//failure"))
        assert counts(suite)[3] == len(suite.findall(".//skipped"))


def test_a_clean_file_is_one_case_that_passes() -> None:
    ((case,),) = parsed(paths=("p.yaml",))
    assert (case.attrib["classname"], len(case)) == ("p.yaml", 0)


def test_nothing_at_all() -> None:
    assert counts(parsed()) == [0, 0, 0, 0]


def test_a_failure_says_where_what_and_what_to_do() -> None:
    case = parsed(a_problem())[0][0]
    assert case.attrib == {
        "classname": "p.yaml",
        "name": "unknown-unit 3:5",
        "file": "p.yaml",
        "line": "3",
    }
    assert case[0].attrib == {"message": "没有登记“市科斜”这个单位", "type": "error"}
    assert case[0].text == "p.yaml:3:5: 没有登记“市科斜”这个单位\n是不是“市科协”？"


@pytest.mark.parametrize(
    ("severity", "known", "tag"),
    [
        (Severity.ERROR, False, "failure"),
        (Severity.WARNING, False, "failure"),
        (Severity.INFO, False, "skipped"),
        (Severity.ERROR, True, "skipped"),
    ],
)
def test_what_fails(severity: Severity, known: bool, tag: str) -> None:
    assert parsed(a_problem(severity=severity, known=known))[0][0][0].tag == tag


def test_what_xml_cannot_hold_is_left_out() -> None:
    case = parsed(a_problem(message="甲\x00\x1b\ufffe\ud800<&>\"'😀", hint=""))[0][0]
    assert case[0].attrib["message"] == "甲<&>\"'😀"


@pytest.mark.parametrize(
    ("location", "name", "shown"),
    [
        (Location.of_paragraph("a.docx", 12), "unknown-unit 第 12 段", "a.docx:12:1: "),
        (Location.of_cell("a.docx", "E12", 12, 5), "unknown-unit E12", "a.docx!E12: "),
    ],
)
def test_a_place_that_is_no_text_has_no_line(location: Location, name: str, shown: str) -> None:
    case = parsed(a_problem(location=location))[0][0]
    assert case.attrib == {"classname": "a.docx", "name": name, "file": "a.docx"}
    assert (case[0].text or "").startswith(shown)
