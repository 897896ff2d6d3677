"""Files beside a plan: told apart by `format:`, each held against its own rules."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from referees import needs
from support import PLAN_TEXT, ROOT, Run, as_text, small

GOOD = """\
format: sciplan-contacts/1
contacts:
  甲局:
    - {name: 张三, post: 科长, phone: 0874-3120000}
    - {name: 李四}
  乙局:
    - name: 王五
      phone: 13800000000
"""


def told(run: Run, path: Path, *args: str) -> tuple[int, list[tuple[str, int, int, str]]]:
    done = run("validate", str(path), "-f", "json", *args)
    found = json.loads(done.out)
    return done.code, [(e["code"], e["line"], e["column"], e["severity"]) for e in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(as_text(small()), encoding="utf-8")
    (tmp_path / "contacts.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_good_list_is_silent(run: Run, folder: Path) -> None:
    assert told(run, folder / "contacts.yaml") == (0, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace("乙局", "乙局局"), [("unknown-unit", 6, 3, "error")]),
        (GOOD.replace("name: 李四", "nmae: 李四"), [
            ("missing-key", 5, 7, "error"), ("unknown-key", 5, 8, "error"),
        ]),
        (GOOD.replace("    - {name: 李四}\n", "    - 李四\n"), [("wrong-type", 5, 7, "error")]),
        (GOOD.replace("  乙局:\n", "  甲局:\n"), [("duplicate-key", 6, 3, "error")]),
        ("format: sciplan-contacts/1\ncontacts: [甲局]\n", [("wrong-type", 2, 11, "error")]),
        ("format: sciplan-contacts/1\n", [("missing-key", 1, 1, "error")]),
        ("format: sciplan-contacts/2\ncontacts: {}\n", [("wrong-type", 1, 9, "error")]),
        ("format: sciplan-contacts/1\ncontacts: {\n", [("yaml-syntax", 3, 1, "error")]),
        ("format: sciplan-later/1\nx: 1\n", [("wrong-type", 1, 1, "error")]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    run: Run, folder: Path, text: str, expected: list[tuple[str, int, int, str]]
) -> None:
    path = folder / "contacts.yaml"
    path.write_text(text, encoding="utf-8")
    assert told(run, path) == (1, expected)


def test_a_name_is_held_against_the_plan_beside_by_any_of_its_names(run: Run, folder: Path) -> None:
    path = folder / "contacts.yaml"
    path.write_text(GOOD.replace("  甲局:", "  甲委:"), encoding="utf-8")
    assert told(run, path) == (0, [])
    (folder / "plan.yaml").unlink()
    assert told(run, path) == (0, [("unknown-unit", 2, 1, "info")])
    done = run("validate", str(path), "--level", "info")
    assert "同一文件夹里没有方案文件，单位名称没有核对" in done.out


def test_a_list_that_git_keeps_is_warned_of(run: Run, folder: Path) -> None:
    git = needs("git")
    subprocess.run([git, "init", "-q", str(folder)], check=True)
    path = folder / "contacts.yaml"
    assert told(run, path) == (0, [])
    subprocess.run([git, "-C", str(folder), "add", "contacts.yaml"], check=True)
    assert told(run, path) == (0, [("tracked-contacts", 1, 1, "warning")])
    assert told(run, path, "--strict")[0] == 1
    assert told(run, path, "--ignore", "unused-unit") == (
        0,
        [("tracked-contacts", 1, 1, "warning")],
    )


def test_a_folder_of_plans_is_opened_without_the_others_and_checked_with_them(
    run: Run, folder: Path
) -> None:
    later = "format: sciplan-later/1\nplan: small\n"
    (folder / "progress.yaml").write_text(later, encoding="utf-8")
    done = run("units", "-p", str(folder))
    assert done.code == 0
    assert "甲局" in done.out
    code, found = told(run, folder)
    assert code == 1
    assert [each[0] for each in found if each[3] == "error"] == ["wrong-type"]
    (folder / "progress.yaml").unlink()
    assert run("validate", str(folder)).code == 0
    assert "检查了 2 个文件" in run("validate", str(folder)).err


def test_it_is_no_plan_and_is_never_mended(run: Run, folder: Path) -> None:
    path = folder / "contacts.yaml"
    assert run("units", "-p", str(path)).code == 2
    assert run("validate", "--fix", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == GOOD


def test_names_and_telephones_are_in_no_answer(run: Run, folder: Path) -> None:
    for command in (["duties", "甲局"], ["units"], ["meeting", "1"], ["validate"]):
        for format_ in ("json", "csv", "table"):
            given = ["validate", str(folder), "-f", "json"]
            args = given if command == ["validate"] else [*command, "-f", format_]
            done = run(*args, *([] if command == ["validate"] else ["-p", str(folder)]))
            assert done.code == 0
            assert "张三" not in done.out + done.err
            assert "3120000" not in done.out + done.err


def test_the_committed_schema_is_what_the_code_says(run: Run) -> None:
    made = run("schema", "--kind", "通讯录").out
    assert (ROOT / "schema" / "contacts.schema.json").read_text(encoding="utf-8") == made
    schema = json.loads(made)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid(yaml.safe_load(GOOD))
    assert not validator.is_valid(yaml.safe_load(GOOD.replace("name: 李四", "nmae: 李四")))
    assert not validator.is_valid(yaml.safe_load(PLAN_TEXT))


def test_of_more_than_can_be_kept_the_number_is_told(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sciplan.checks.most.MOST_PROBLEMS", 3)
    names = "".join(f"  甲{sign}局: [{{name: 张三}}]\n" for sign in "子丑寅卯辰")
    path = folder / "contacts.yaml"
    path.write_text(f"format: sciplan-contacts/1\ncontacts:\n{names}", encoding="utf-8")
    done = run("validate", str(path), "-f", "json")
    messages = [each["message"] for each in json.loads(done.out)]
    assert (done.code, len(messages)) == (1, 4)
    assert "问题太多：unknown-unit 还有 2 处没有列出" in messages
