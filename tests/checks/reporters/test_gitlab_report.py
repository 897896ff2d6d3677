import json
from dataclasses import replace
from typing import Any

import pytest

from sciplan.base.problem import Location, Problem, Severity
from sciplan.checks.reporters.registry import REPORTERS
from support import a_problem


def violations(*problems: Problem) -> Any:
    return json.loads(REPORTERS["gitlab"].render(problems))


def prints(*problems: Problem) -> list[str]:
    return [item["fingerprint"] for item in violations(*problems)]


def moved(problem: Problem, line: int) -> Problem:
    return replace(problem, location=Location(problem.location.path, line, 9, line, 12))


def test_a_violation() -> None:
    (item,) = violations(a_problem())
    assert len(item.pop("fingerprint")) == 64
    assert item == {
        "description": "没有登记“市科斜”这个单位；是不是“市科协”？",
        "check_name": "unknown-unit",
        "severity": "major",
        "location": {"path": "p.yaml", "lines": {"begin": 3}},
    }


@pytest.mark.parametrize(
    ("severity", "word"),
    [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")],
)
def test_severities(severity: Severity, word: str) -> None:
    assert violations(a_problem(severity=severity))[0]["severity"] == word


def test_a_place_always_has_a_line_and_no_dot() -> None:
    (item,) = violations(a_problem(location=Location("./p.yaml")))
    assert item["location"] == {"path": "p.yaml", "lines": {"begin": 1}}


def test_known_problems_are_left_out() -> None:
    assert violations(a_problem(known=True)) == []


def test_fingerprints_stay_when_lines_move() -> None:
    assert prints(a_problem()) == prints(moved(a_problem(), 40))
    first = a_problem(message="编号 1.1 重复，第 3 行已用过")
    assert prints(first) == prints(replace(first, message="编号 1.1 重复，第 31 行已用过"))


def test_fingerprints_tell_problems_apart() -> None:
    one = a_problem()
    others = [
        moved(one, 4),
        moved(one, 5),
        a_problem(code="bad-id"),
        a_problem(message="别的"),
        a_problem(source="  - 市科斜 # 又一行"),
        a_problem(location=Location("q.yaml", 3, 5)),
    ]
    assert len(set(prints(one, *others))) == 7


def test_a_cell_is_said_and_may_move() -> None:
    places = [Location.of_cell("表.xlsx", f"E{row}", row, 5) for row in (12, 13)]
    first, second = (a_problem(location=place, hint="") for place in places)
    (item,) = violations(first)
    assert item["description"] == "E12：没有登记“市科斜”这个单位"
    assert item["location"] == {"path": "表.xlsx", "lines": {"begin": 12}}
    assert prints(first) == prints(second)


def test_a_very_long_line_is_told_by_what_stands_around_the_place() -> None:
    def fingerprint(source: str) -> str:
        problem = a_problem(source=source, location=Location("p.yaml", 1, 2000, 1, 2002))
        return str(json.loads(REPORTERS["gitlab"].render([problem]))[0]["fingerprint"])

    line = "市" * 4000
    assert fingerprint(line) == fingerprint(line + "县" * 4000)
    assert fingerprint(line) != fingerprint(f"{line[:1999]}县{line[2000:]}")
