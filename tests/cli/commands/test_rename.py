"""`sciplan rename`: a short name changed wherever the file has it, and nothing else."""

import io
from pathlib import Path

import pytest

from sciplan.planfile import changing
from sciplan.planfile.load import load
from support import PLAN_TEXT, Run

PLAN = """\
# 甲局在注释里不动
format: sciplan/1
plan: {id: a, title: 甲局的方案, coordinator: 甲局}
units:
  甲局: {category: 政府部门, misprints: [申局]}  # 甲局
  '乙局': {aliases: [乙委]}
  丙局:
    full_name: 某市丙局
measures:
  - id: "1"
    title: 甲局办事
    lead:
      - "甲局"  # 甲局
      - 乙局
    cooperating: [丙局, '甲局']
    others: {指导: [甲局, 乙委]}
sections:
  - id: "2"
    title: 保障
    provisions:
      - {id: "2.1", title: 领导, units: [市政府, 甲局]}
errata:
  - {at: "1", rule: unit-in-two-roles, value: 甲局, printed: 甲局列两次}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "p.yaml"
    found.write_bytes(PLAN.encode())
    return found


def test_every_mention_changes_and_nothing_else(run: Run, path: Path) -> None:
    done = run("改简称", "甲局", "甲乙局", "-p", str(path), "--yes")
    assert done.code == 0
    text = path.read_text(encoding="utf-8")
    expected = PLAN.replace("coordinator: 甲局", "coordinator: 甲乙局")
    expected = expected.replace(
        "  甲局: {category: 政府部门, misprints: [申局]}",
        "  甲乙局: {category: 政府部门, aliases: [甲局], misprints: [申局]}",
    )
    expected = expected.replace('- "甲局"', '- "甲乙局"').replace("'甲局']", "'甲乙局']")
    expected = expected.replace("[甲局, 乙委]", "[甲乙局, 乙委]").replace(
        "[市政府, 甲局]", "[市政府, 甲乙局]"
    )
    expected = expected.replace("value: 甲局", "value: 甲乙局")
    assert text == expected
    assert run("validate", str(path), "-q", "--level", "error") == (0, "", "")
    assert "另有 3 处标题、概括等文字写着“甲局”，没有改" in done.err
    assert "机构变动" in done.err


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ("甲局 甲厅 --no-alias", "  甲局: {cat", "  甲厅: {cat"),
        ("乙局 乙厅", "  '乙局': {aliases: [乙委]}", "  '乙厅': {aliases: [乙委, 乙局]}"),
        ("乙局 乙委", "  '乙局': {aliases: [乙委]}", "  '乙委': {aliases: [乙局]}"),
        ("乙局 乙委 --no-alias", "  '乙局': {aliases: [乙委]}", "  '乙委': {}"),
        (
            "丙局 某市丙局",
            "  丙局:\n    full_name: 某市丙局\n",
            "  某市丙局:\n    full_name: 某市丙局\n    aliases:\n      - 丙局\n",
        ),
        ("丙局 2.10 --no-alias", "  丙局:\n", "  2.10:\n"),
    ],
)
def test_how_it_is_registered(run: Run, path: Path, typed: str, before: str, after: str) -> None:
    assert run("rename", *typed.split(), "-p", str(path), "--yes").code == 0
    old, new = typed.split()[:2]
    text = path.read_text(encoding="utf-8")
    assert PLAN.partition(before)[0] == text.partition(after)[0].replace(new, old)
    assert after in text


@pytest.mark.parametrize("empty", ["", " {}", " ~"])
def test_a_unit_of_which_nothing_is_said_gets_its_alias(run: Run, path: Path, empty: str) -> None:
    path.write_text(
        f"format: sciplan/1\nplan: {{id: a, title: 方案}}\nunits:\n  甲局:{empty}\n  乙局:\n"
        'measures: [{id: "1", title: 办事, lead: [甲局], cooperating: [乙局]}]\n',
        encoding="utf-8",
    )
    assert run("rename", "甲局", "丁局", "-p", str(path), "--yes").code == 0
    assert "\n  丁局: {aliases: [甲局]}\n  乙局:\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("丁局", "戊局", "没有“丁局”这个单位"),
        ("乙委", "戊局", "这个单位的简称是“乙局”"),
        ("甲局", "乙局", "“乙局”已经登记"),
        ("甲局", "乙委", "“乙委”是“乙局”的名称"),
        ("甲局", "申局", "登记为它的误写"),
        ("甲局", "甲局", "就是它现在的简称"),
        ("甲局", " ", "是空的"),
        ("甲局", "甲\x07局", "读出来"),
    ],
)
def test_what_is_refused_changes_nothing(
    run: Run, path: Path, old: str, new: str, message: str
) -> None:
    done = run("rename", old, new, "-p", str(path), "--yes")
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert path.read_text(encoding="utf-8") == PLAN


def test_a_file_with_errors_is_refused(run: Run, path: Path) -> None:
    path.write_text(PLAN.replace("lead:", "leed:"), encoding="utf-8")
    done = run("rename", "甲局", "丁局", "-p", str(path), "--yes")
    assert done.code == 2
    assert "改正后再改简称" in done.err


def test_the_shipped_plan_is_never_changed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("rename", "市科协", "科协", "--yes")
    assert done.code == 2
    assert "请用 -p 写明一个方案文件" in done.err


def test_without_a_yes_it_is_only_shown(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("rename", "丙局", "丁局", "-p", str(path))
    assert done.code == 1
    assert "+    cooperating: [丁局, '甲局']\n" in done.out
    monkeypatch.setattr(changing, "can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert run("rename", "丙局", "丁局", "-p", str(path)).code == 1
    assert path.read_text(encoding="utf-8") == PLAN
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert run("rename", "丙局", "丁局", "-p", str(path)).code == 0
    assert path.read_text(encoding="utf-8") != PLAN


def test_there_and_back_is_the_file_as_it_was(run: Run, path: Path) -> None:
    path.write_bytes(PLAN_TEXT.encode())
    for old, new in (("市科协", "科学技术协会"), ("科学技术协会", "市科协")):
        assert run("rename", old, new, "--no-alias", "-p", str(path), "--yes").code == 0
    assert path.read_bytes() == PLAN_TEXT.encode()
    assert load(PLAN_TEXT, "p.yaml").plan is not None
