"""The reforms block: written as read, changed where a name changes, and else left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from sciplan.checks.check import check
from sciplan.cli.program import main
from sciplan.compare.update.updating import update
from sciplan.formats.registry import FORMATS
from sciplan.plan.reforms.reform import Body
from sciplan.planfile import edit
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load
from sciplan.planfile.rewrite import edits_between
from support import ROOT, Run

FILE = ROOT / "docs" / "reforms-example.yaml"
TEXT = FILE.read_text(encoding="utf-8")
BLOCK = TEXT[TEXT.index("reforms:") :]
FLOW = (
    TEXT[: TEXT.index("reforms:")]
    + """\
reforms:  # 照文件写
  - {date: 2024-03-15, kind: merge, from: [市乡村振兴局], into: [市农业农村局], basis: 一}  # 甲
  - {date: 2024-06-30, kind: split, from: [市教体局], into: [{name: 市教育局}], moves: {市教育局: ["1.1"], 市科协: ["2.1"]}, basis: 二}
"""  # noqa: E501
)


@pytest.mark.parametrize("text", [TEXT, FLOW])
def test_what_is_dumped_loads_as_it_was(text: str) -> None:
    plan = load(text, "p.yaml").plan
    assert plan
    assert plan.reforms
    assert load(dump(plan), "p.yaml").plan == plan


def test_a_body_alone_is_no_new_one() -> None:
    plan = load(TEXT, "p.yaml").plan
    assert plan
    assert plan.reforms[1].into == (Body(name="市农业农村局"),)
    assert plan.reforms[4].into[0] == Body(name="市教育局", full_name="某市教育局", new=True)


def test_an_edit_elsewhere_leaves_the_block_alone() -> None:
    plan = load(TEXT, "p.yaml").plan
    assert plan
    section = plan.sections[0]
    measure = replace(section.measures[0], remark="新", lead=("市科协",))
    changed = replace(
        plan,
        sections=(
            replace(section, measures=(measure, *section.measures[1:])),
            *plan.sections[1:],
        ),
    )
    made = edit.apply(TEXT, edits_between(TEXT, "p.yaml", plan, changed))
    assert made.endswith(BLOCK)
    assert load(made, "p.yaml").plan == changed


def test_fix_leaves_the_block_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(TEXT.replace("title: 培训农民\n", 'title: "培训农民 "\n'), encoding="utf-8")
    assert run("validate", str(path), "--fix").code == 0
    assert path.read_text(encoding="utf-8").endswith(BLOCK)


@pytest.mark.parametrize("dated", [[], ["--as-of", "2026-01-01"]])
def test_the_workbook_given_back_changes_nothing(tmp_path: Path, dated: list[str]) -> None:
    # As of a day too: its data sheets hold what is printed.
    folder = tmp_path / "材料"
    assert main(["export", str(folder), "--only", "任务分解表", "-p", str(FILE), *dated]) == 0
    raw = (folder / "01-任务分解表.xlsx").read_bytes()
    found = update(raw, "任务分解表.xlsx", TEXT, "p.yaml")
    assert found.edits == []
    assert FORMATS["xlsx"].extra


@pytest.mark.parametrize("text", [TEXT, FLOW])
@pytest.mark.parametrize("old", ["市农业农村局", "市教体局", "市乡村振兴局"])
def test_a_short_name_changes_in_it_too(run: Run, tmp_path: Path, text: str, old: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    done = run("rename", old, "新名", "--no-alias", "--yes", "-p", str(path))
    assert done.code == 0
    assert "机构本身更名的是机构变动" in done.err
    expected = text
    for start, end in (
        (f"  {old}:", "  新名:"),
        (f"- {old}\n", "- 新名\n"),
        (f"[{old}]", "[新名]"),
    ):
        expected = expected.replace(start, end)
    if old == "市乡村振兴局":
        # The nameplate gives the name to another body: there it is not this one's.
        plate = "    into:\n      - 新名\n"
        expected = expected.replace(plate, plate.replace("新名", old))
    assert path.read_text(encoding="utf-8") == expected


def test_a_name_in_moves_changes_with_its_unit(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(FLOW, encoding="utf-8")
    assert run("rename", "市科协", "科协", "--no-alias", "--yes", "-p", str(path)).code == 0
    assert '科协: ["2.1"]}, basis: 二}' in path.read_text(encoding="utf-8")
    plan = load(path.read_text(encoding="utf-8"), "p.yaml").plan
    assert plan
    assert plan.reforms[1].moves == {"市教育局": ("1.1",), "科协": ("2.1",)}


@pytest.mark.parametrize(
    ("block", "code", "message"),
    [
        ("- 甲", "wrong-type", "这里应是一组键"),
        ("- {kind: 合并}", "wrong-type", "merge（合并）"),
        ("- {kind: merge, from: 甲局}", "wrong-type", "原来的单位"),
        ("- {kind: merge, into: 甲局}", "wrong-type", "应是列表"),
        ("- {kind: merge, into: [[甲局]]}", "wrong-type", "应是文字"),
        ("- {kind: merge, into: [{full_name: 某市甲局}]}", "missing-key", "缺少 name"),
        ("- {kind: merge, into: [{name: 甲局, alias: 乙}]}", "unknown-key", "没有 “alias”"),
        ("- {kind: split, moves: [甲局]}", "wrong-type", "“名称: 列表”"),
        ("- {kind: split, moves: {甲局: '1'}}", "wrong-type", "列表"),
        ("- {kind: split, moves: {甲局: ['1'], 甲局: ['2']}}", "duplicate-key", "重复"),
        ("- {date: 2024-2-30, kind: abolish}", "bad-date", "不是日期"),
        ("- {kind: transfer, role: 牵头}", "wrong-type", "lead、responsible 或 cooperating"),
    ],
)
def test_what_can_not_be_read_is_told_at_its_place(block: str, code: str, message: str) -> None:
    head = "format: sciplan/1\nplan: {id: a, title: 甲}\nunits: {甲局: {}}\n"
    text = f"{head}reforms:\n  {block}\n"
    loaded = load(text, "p.yaml")
    check(loaded)  # the rules meet the draft
    (problem,) = loaded.problems
    assert (problem.code, problem.location.line) == (code, 5)
    assert message in problem.message
