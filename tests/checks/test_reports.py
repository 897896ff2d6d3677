"""Returns and rulings held against the plan beside them."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from referees import needs
from reports import NOVEMBER, PLAN, put_all, put_return, text_of
from support import ROOT, Run

GOOD = """\
format: sciplan-progress/1
plan: demo
unit: 市科技局
period: 2025-11
items:
  "1.2":
    state: 推进中
    done: {场馆: 6, 具备科学素质的比例: 12.5}
    this_period: {场馆: 1}
  "1.3": {state: 未启动}
"""
RULED = """\
format: sciplan-rulings/1
plan: demo
period: 2025-11
rulings:
  - {measure: "1.2", verdict: 同意延期, until: 2026-03, why: 场馆未交付}
  - {measure: "1.1", unit: 市教育局, verdict: 同意, date: 2025-12-03}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put_all(tmp_path)
    return tmp_path


def told(run: Run, path: Path) -> list[tuple[str, int, int, str]]:
    found = json.loads(run("validate", str(path), "-f", "json").out)
    return [(each["code"], each["line"], each["column"], each["severity"]) for each in found]


def written(folder: Path, text: str, name: str, period: str = "2025-11") -> Path:
    path = folder / "progress" / "demo" / period / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_good_files_are_silent(run: Run, folder: Path) -> None:
    assert told(run, written(folder, GOOD, "市科技局")) == []
    assert told(run, written(folder, RULED, "核定")) == []
    done = run("validate", str(folder / "progress"))
    assert (done.code, done.out) == (0, "")
    assert "检查了 6 个文件" in done.err


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("unit: 市科技局", "unit: 市科协局", [
            ("misplaced-report", 3, 7, "error"), ("unknown-unit", 3, 7, "error")]),
        ("unit: 市科技局", "unit: 市教体局", [
            ("misplaced-report", 3, 7, "error"),
            ("no-duty", 6, 3, "warning"), ("no-duty", 10, 3, "warning")]),
        ("period: 2025-11", "period: 2025-12", [("misplaced-report", 4, 9, "error")]),
        ("period: 2025-11", "period: 2025-Q4", [
            ("bad-period", 4, 9, "error"), ("misplaced-report", 4, 9, "error")]),
        ("period: 2025-11", "period: 2025-13", [("wrong-type", 4, 9, "error")]),
        ("period: 2025-11", "period: 2027-11", [
            ("bad-period", 4, 9, "warning"), ("misplaced-report", 4, 9, "error")]),
        ("items:", "reported_by: 张三 13800000000\nitems:", [("telephone", 5, 14, "warning")]),
        ("plan: demo", "plan: other", [
            ("misplaced-report", 2, 7, "error"), ("unknown-plan", 2, 7, "error")]),
        ('"1.3":', '"1.9":', [("unknown-measure", 10, 3, "error")]),
        ('"1.3":', '"1.1":', [("no-duty", 10, 3, "warning")]),
        ("state: 推进中", "state: 进行中", [("wrong-type", 7, 12, "error")]),
        ("done: {场馆: 6, ", "done: {场所: 6, ", [("unknown-target", 8, 12, "error")]),
        ("done: {场馆: 6, 具备科学素质的比例: 12.5}", "done: 6", [
            ("unknown-target", 8, 11, "error")]),
        ("比例: 12.5", "比例: 112.5", [("bad-number", 8, 30, "error")]),
        ("{场馆: 1}", "{场馆: -1}", [("bad-number", 9, 23, "error")]),
        ("{场馆: 6,", "{场馆: 4,", [("number-falls", 8, 16, "warning")]),
        ("done: {场馆: 6, 具备科学素质的比例: 12.5}", "done: {场馆: 许多}", [
            ("bad-target", 8, 16, "error")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_return(
    run: Run, folder: Path, old: str, new: str, expected: list[tuple[str, int, int, str]]
) -> None:
    assert old in GOOD
    found = told(run, written(folder, GOOD.replace(old, new), "市科技局"))
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('measure: "1.2"', 'measure: "7"', [("unknown-measure", 5, 15, "error")]),
        ("市教育局", "市某局", [("unknown-unit", 6, 28, "error")]),
        ("市教育局", "市科技局", [("no-duty", 6, 28, "warning")]),
        (", until: 2026-03", "", [("bad-ruling", 5, 5, "error")]),
        ("until: 2026-03", "until: 2026-02-30", [("bad-period", 5, 44, "error")]),
        ("verdict: 同意,", "verdict: 好,", [("wrong-type", 6, 43, "error")]),
        ("period: 2025-11", "period: 2025-10", [("misplaced-report", 3, 9, "error")]),
    ],
)
def test_what_is_wrong_with_rulings(
    run: Run, folder: Path, old: str, new: str, expected: list[tuple[str, int, int, str]]
) -> None:
    assert old in RULED
    assert told(run, written(folder, RULED.replace(old, new), "核定")) == expected


def test_a_file_is_called_by_the_short_name(run: Run, folder: Path) -> None:
    path = put_return(folder, "2025-11", "市教育局", {"1.1": {"state": "推进中"}})
    assert told(run, path) == [("misplaced-report", 3, 7, "warning")]
    done = run("progress", "-p", str(folder / "plan.yaml"), "1.1")
    assert "市教体局有 2 份（市教体局、市教育局），同一项取前面一份的。" in done.out
    assert "500/1000人" in done.out


def test_a_file_elsewhere_is_not_read_and_says_so(run: Run, folder: Path) -> None:
    path = folder / "市科技局.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert told(run, path) == [("misplaced-report", 1, 1, "warning")]
    (folder / "plan.yaml").unlink()
    done = run("validate", str(written(folder, GOOD, "市科技局")), "--level", "info")
    assert done.code == 0
    assert "旁边没有能读的方案文件，单位、编号没有核对" in done.out


def test_a_body_that_is_gone_is_reported_for_by_who_took_over(run: Run, tmp_path: Path) -> None:
    reform = {
        "date": "2025-11-10", "kind": "merge", "from": ["市科技局"], "into": ["市教体局"],
        "basis": "某发〔2025〕9号",
    }  # fmt: skip
    put_all(tmp_path, reforms=[reform])
    october = tmp_path / "progress" / "demo" / "2025-10" / "市科技局.yaml"
    november = tmp_path / "progress" / "demo" / "2025-11" / "市科技局.yaml"
    assert told(run, october) == []
    assert told(run, november) == [("unknown-unit", 3, 7, "warning")]
    assert "由市教体局报" in run("validate", str(november)).out


def test_the_schemas_are_what_the_code_says_and_take_good_files(run: Run) -> None:
    for key, text in (("progress", GOOD), ("rulings", RULED)):
        made = run("schema", "--kind", key).out
        committed = ROOT / "schema" / f"{key}.schema.json"
        assert committed.read_text(encoding="utf-8") == made
        validator = Draft202012Validator(json.loads(made))
        # As an editor reads it: dates stay text.
        data = yaml.load(text, yaml.BaseLoader)  # noqa: S506
        assert list(validator.iter_errors(data)) == []
        assert list(validator.iter_errors(data | {"unknown": "x"}))


def test_two_branches_that_add_two_units_files_merge(tmp_path: Path) -> None:
    git = needs("git")

    def asked(*args: str) -> str:
        who = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
        done = subprocess.run(
            [git, *who, *args], cwd=tmp_path, check=True, capture_output=True, text=True
        )
        return done.stdout

    (tmp_path / "plan.yaml").write_text(text_of(PLAN), encoding="utf-8")
    asked("init", "-q", "-b", "main")
    asked("add", "-A")
    asked("commit", "-qm", "plan")
    for unit in ("市教体局", "市科协"):
        asked("checkout", "-qb", f"{unit}的", "main")
        put_return(tmp_path, "2025-11", unit, NOVEMBER[unit])
        asked("add", "-A")
        asked("commit", "-qm", unit)
    asked("checkout", "-q", "main")
    asked("merge", "-q", "--no-edit", "市教体局的")
    asked("merge", "-q", "--no-edit", "市科协的")
    assert asked("status", "--porcelain") == ""
    names = {path.stem for path in (tmp_path / "progress" / "demo" / "2025-11").iterdir()}
    assert names == {"市教体局", "市科协"}
