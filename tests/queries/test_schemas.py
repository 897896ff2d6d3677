"""What each answer's records are promised to hold, held against what comes out."""

import json
import runpy
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reports import put_all
from sciplan.base.problem import Location
from sciplan.checks.reporters.json import render
from sciplan.checks.reporters.registry import Report
from sciplan.cli.registry import COMMANDS
from sciplan.planfile.schema import as_text
from sciplan.queries.schemas import ANSWERS, schema
from support import ROOT, Run, a_problem, with_measure
from support import as_text as plan_text

FOLDER = ROOT / "schema" / "answers"
ASKED = {
    "overview": [""],
    "duties": ["duties 市科协", "duties --all", "duties 甲局 -p FULL",
               "duties --all -p REFORMS --as-of 今天"],
    "workload": ["workload", "workload --by section", "workload -p FULL"],
    "overlaps": ["overlaps", "overlaps 市科协", "overlaps --stats", "overlaps 市科协 --stats"],
    "overlaps-two": ["overlaps 市科协 市科技局", "overlaps 市科协 市科技局 --stats",
                     "overlaps 甲局 乙局 -p FULL"],
    "matrix": ["matrix", "matrix --section 3.4 --unit 市科协", "matrix -p FULL"],
    "meeting": ["meeting 3.4", "meeting 1 -p FULL"],
    "measures": ["measures", "measures 科普", "measures 加强经费保障", "measures -p FULL"],
    "show": ["show 2.1.5", "show 3", "show 4.1.1、2.1.5", "show 1 -p FULL"],
    "show-provision": ["show 4.1.1", "show 4.1", "show 4"],
    "units": ["units", "units -p FULL"],
    "targets": ["targets", "targets -p FULL"],
    "reforms": ["reforms -p REFORMS", "reforms -p REFORMS --as-of 今天"],
    "deadlines": ["deadlines", "deadlines -p FULL"],
    "diff": ["diff data/plan.yaml FULL", "diff SMALL FULL"],
    "diff-unit": ["diff data/plan.yaml FULL --by unit"],
    "progress": ["progress -p PROGRESS", "progress -p PROGRESS --missing",
                 "progress -p PROGRESS --history 1.1"],
    "rules": ["rules"],
    "doctor": ["doctor", "doctor -p FULL"],
    "validate": ["validate data/plan.yaml", "validate WRONG",
                 "verify --source DOC", "import DOC -o OUT"],
}  # fmt: skip
SAYING_NOTHING = {"export", "schema", "validate", "verify", "import", "init", "rename", "collect"}
FULL: dict[str, Any] = {
    "text": "原文", "attribution": "（甲局牵头）", "and_others": "true", "cooperating": ["乙局"],
    "responsible": ["丙会"], "category": "一类", "indicator": "约束性", "deadline": "年底前",
    "deadline_date": "2024-12-31", "leader": "某某", "remark": "备注", "part": "2/3",
    "others": {"指导": ["丙会"]},
    "targets": [
        {"what": "甲", "at_least": 3, "by": 2025, "quote": "3件"},
        {"what": "乙", "at_most": 2.5, "unit": "%", "quote": "2.5%以下"},
        {"what": "丙", "reach": "全覆盖", "quote": "全覆盖"},
    ],
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Return a plan with every optional field, a wrong one, and a document that differs."""
    names = {"FULL": "p.yaml", "WRONG": "w.yaml", "DOC": "d.txt", "OUT": "out.yaml",
             "SMALL": "s.yaml"}  # fmt: skip
    found = {word: str(tmp_path / name) for word, name in names.items()}
    found["PROGRESS"] = str(put_all(tmp_path))
    found["REFORMS"] = str(ROOT / "docs" / "reforms-example.yaml")
    Path(found["FULL"]).write_text(plan_text(with_measure(**FULL)), encoding="utf-8")
    Path(found["SMALL"]).write_text(plan_text(with_measure()), encoding="utf-8")
    Path(found["WRONG"]).write_text("format: sciplan/1\nplan: {id: A}\n", encoding="utf-8")
    Path(found["DOC"]).write_text(
        "某市方案\n一、任务\n（一）办事。办好。（市科协、某某某牵头）\n", encoding="utf-8"
    )
    return found


def test_every_answer_has_a_schema() -> None:
    names = {command.name for command in COMMANDS} - SAYING_NOTHING
    assert names | {"overview", "validate"} == {name.partition("-")[0] for name in ANSWERS}
    assert ASKED.keys() == ANSWERS.keys()


@pytest.mark.parametrize("name", ANSWERS)
def test_the_committed_schema_is_the_declared_one(name: str) -> None:
    committed = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert committed == as_text(schema(name)), "run: python scripts/answer_schemas.py"
    Draft202012Validator.check_schema(schema(name))


def test_nothing_else_is_committed() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(ANSWERS)


@pytest.mark.parametrize(
    ("name", "command"), [(name, command) for name in ASKED for command in ASKED[name]]
)
def test_what_comes_out_is_what_is_promised(
    run: Run, files: dict[str, str], name: str, command: str
) -> None:
    args = [files.get(word, word) for word in command.split()]
    found = json.loads(run(*args, "-f", "json").out)
    assert found
    promised = schema(name)
    Draft202012Validator(promised).validate(found)
    items = promised["items"]
    if "additionalProperties" not in items:
        assert {key for record in found for key in record} <= set(items["properties"])


@pytest.mark.parametrize("name", sorted(ANSWERS.keys() - {"validate"}))
def test_each_key_that_some_questions_add_does_come(
    run: Run, files: dict[str, str], name: str
) -> None:
    came: set[str] = set()
    for command in ASKED[name]:
        args = [files.get(word, word) for word in command.split()]
        came |= {key for item in json.loads(run(*args, "-f", "json").out) for key in item}
    wanted = {column.key for column in ANSWERS[name].sometimes}
    assert wanted <= came


def test_places_in_documents_and_sheets() -> None:
    places = [Location.of_paragraph("d.docx", 3), Location.of_cell("d.xlsx", "任务!B3", 3, 2)]
    report = Report(problems=tuple(a_problem(location=place) for place in places))
    found = json.loads(render(report))
    Draft202012Validator(schema("validate")).validate(found)
    assert [(each.get("paragraph"), each.get("cell")) for each in found] == [
        (3, None),
        (None, "任务!B3"),
    ]


def changed() -> dict[str, Any]:
    items: dict[str, Any] = deepcopy(schema("units")["items"])
    return items


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (lambda items: items.update(description="别的"), []),
        (lambda items: items["properties"].update(new={"type": "string"}), []),
        (lambda items: items["properties"]["unit"].update(description="别的"), []),
        (lambda items: items["properties"].pop("unit"), ["unit is gone"]),
        (lambda items: items["properties"]["unit"].update(type="array"),
         ["unit holds something else"]),
        (lambda items: items["required"].remove("unit"), ["unit is no longer in every record"]),
    ],
)  # fmt: skip
def test_a_key_that_would_be_lost_is_told(change: Any, lost: list[str]) -> None:
    new = changed()
    change(new)
    lost_of = runpy.run_path(str(ROOT / "scripts" / "answer_schemas.py"))["lost_of"]
    assert list(lost_of(changed(), new)) == lost


def test_the_command_prints_it(run: Run) -> None:
    assert run("schema", "--answer", "duties").out == as_text(schema("duties"))
    done = run("schema", "--answer", "dutys")
    assert (done.code, done.out) == (2, "")
    assert "duties" in done.err
