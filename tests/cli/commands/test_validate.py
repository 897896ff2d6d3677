"""`sciplan validate` end to end: choice, mending, exit codes, what goes where."""

import io
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sciplan.base.problem import Fix
from sciplan.checks import validation
from sciplan.checks.check import Checked, check
from sciplan.planfile import edit, spans
from sciplan.planfile.load import Loaded, load
from support import PLAN_FILE, PLAN_TEXT, Run

PLAN = """\
format: sciplan/1
plan: {id: a, title: 方案}
units:
  市科协: {aliases: [市科学技术协会], category: 群团组织}
  市教体局: {}
  市财政局: {}
measures:
  - id: "1"
    title: 甲  # 不要动我
    lead:
      - 市科学技术协会   # 别名
      - 市教体局
    cooperating:
      - 市财政局
      - 市财政局
"""
MENDED = PLAN.replace("      - 市科学技术协会   #", "      - 市科协   #").replace(
    "      - 市财政局\n      - 市财政局\n", "      - 市财政局\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "p.yaml"
    path.write_bytes(PLAN.encode())
    return path


def test_the_shipped_plan_is_clean_even_when_strict(run: Run) -> None:
    for options in ([], ["--strict"]):
        result = run("validate", str(PLAN_FILE), *options)
        assert result.code == 0, result.out
        assert "错误 0，警告 0" in result.err
        assert "另有 5 处已说明" in result.err


def test_problems_are_results_and_counts_are_not(run: Run, plan: Path) -> None:
    result = run("validate", str(plan))
    assert result.code == 1
    assert f"{plan}:15:9: 错误 repeated-unit" in result.out
    assert f"{plan}:11:9: 警告 alias-used" in result.out
    assert "检查了 1 个文件：错误 1，警告 1，提示 " in result.err


def test_a_clean_plan_is_one_line(run: Run) -> None:
    result = run("validate", str(PLAN_FILE))
    assert (result.code, result.out, result.err.count("\n")) == (0, "", 1)
    assert result.err.endswith("（列出：--verbose）\n")
    assert run("validate", str(PLAN_FILE), "--quiet") == (0, "", "")


LEVELS = """\
format: sciplan/1
plan: {id: a, title: 方案}
units: {甲局: {}, 乙局: {}, 丙局: {}}
measures:
  - {id: "1", title: 办事, lead: [甲局], cooperating: [甲局]}
  - {id: "2", title: 办 事, lead: [甲局], cooperating: [乙局, 乙局]}
  - {id: "3", title: 修渠, lead: [丙局]}
errata:
  - {at: "1", rule: unit-in-two-roles, value: 甲局, printed: 甲局列两次}
"""
ERRORS = ["repeated-unit"]
WARNINGS = ["stray-space"]
NOTES = ["unit-in-two-roles", "no-cooperating", "everyone-measure"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], [*WARNINGS, *ERRORS]),
        (["--level", "error"], ERRORS),
        (["--level", "警告"], [*WARNINGS, *ERRORS]),
        (["--level", "info"], [*WARNINGS, *ERRORS, *NOTES]),
        (["--verbose"], [*WARNINGS, *ERRORS, *NOTES]),
        (["--select", "no-cooperating"], ["no-cooperating"]),
        (["--select", "no-cooperating", "--level", "warning"], []),
        (["-f", "json"], [*WARNINGS, *ERRORS, *NOTES]),
        (["-f", "json", "--level", "error"], ERRORS),
        (["-f", "github"], [*WARNINGS, *ERRORS]),
        (["-f", "github", "--verbose"], [*WARNINGS, *ERRORS, *NOTES[1:]]),
    ],
)
def test_how_much_is_told(run: Run, plan: Path, options: list[str], told: list[str]) -> None:
    plan.write_text(LEVELS, encoding="utf-8")
    result = run("validate", str(plan), *options)
    every = [*ERRORS, *WARNINGS, *NOTES]
    assert {code for code in every if code in result.out} == set(told)
    selected = "--select" in options
    assert result.code == int(not selected)


def test_verbose_and_a_level_are_one_too_many(run: Run) -> None:
    assert run("validate", "--verbose", "--level", "error").code == 2


def test_files_that_are_no_plans_are_left_out_on_request(run: Run, plan: Path) -> None:
    (plan.parent / "other.yaml").write_text("a: [1\n", encoding="utf-8")
    result = run("validate", str(plan.parent), "--skip-others")
    assert "检查了 1 个文件" in result.err
    plan.unlink()
    assert run("validate", str(plan.parent), "--skip-others", "-q") == (0, "", "")


def test_cooperating_units_without_a_lead_fail_unless_the_print_is_so(run: Run, plan: Path) -> None:
    text = LEVELS.replace("lead: [甲局], cooperating: [甲局]", "cooperating: [甲局]")
    text = text.replace("乙局, 乙局", "乙局").replace(
        "rule: unit-in-two-roles, value: 甲局", "rule: %s"
    )
    plan.write_text(text % "nobody-leads", encoding="utf-8")
    assert run("validate", str(plan)).code == 0
    plan.write_text(text.partition("errata")[0], encoding="utf-8")
    result = run("validate", str(plan))
    assert result.code == 1
    assert "错误 nobody-leads" in result.out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--ignore", "repeated-unit"], 0),
        (["--ignore", "repeated-unit", "--strict"], 1),
        (["--ignore", "repeated-unit,alias-used", "--strict"], 0),
        (["--select", "alias-used"], 0),
        (["--select", "alias-used", "--strict"], 1),
        (["--select", "repeated-unit"], 1),
        (["--select", "no-such"], 2),
    ],
)
def test_choice(run: Run, plan: Path, options: list[str], code: int) -> None:
    assert run("validate", str(plan), *options).code == code


def test_the_plan_file_chooses_for_itself(run: Run, plan: Path) -> None:
    plan.write_text(f"{PLAN}validate:\n  ignore:\n    - repeated-unit\n", encoding="utf-8")
    assert run("validate", str(plan)).code == 0
    assert run("validate", str(plan), "--ignore", "id-gap").code == 1


@pytest.mark.parametrize("key", ["select", "ignore"])
def test_a_wrong_code_in_the_plan_is_told_and_hides_nothing(run: Run, plan: Path, key: str) -> None:
    plan.write_text(f"{PLAN}validate:\n  {key}: [repeated-unist]\n", encoding="utf-8")
    result = run("validate", str(plan))
    assert result.code == 1
    assert f"{plan}:17:{len(key) + 6}: 错误 wrong-type" in result.out
    assert "是不是“repeated-unit”" in result.out
    assert "错误 repeated-unit" in result.out


def test_diff_shows_and_writes_nothing(run: Run, plan: Path) -> None:
    result = run("validate", str(plan), "--diff")
    assert result.code == 1
    assert "-      - 市科学技术协会   # 别名" in result.out
    assert "+      - 市科协   # 别名" in result.out
    assert plan.read_text(encoding="utf-8") == PLAN


def test_fix_changes_what_has_one_right_way_and_nothing_else(run: Run, plan: Path) -> None:
    result = run("validate", str(plan), "--fix")
    assert plan.read_text(encoding="utf-8") == MENDED
    assert result.code == 0
    assert "已改正 2 处" in result.err
    assert run("validate", str(plan), "--fix").code == 0
    assert plan.read_text(encoding="utf-8") == MENDED


def test_diff_of_a_last_line_without_an_end(run: Run, plan: Path) -> None:
    plan.write_bytes(PLAN.rstrip("\n").replace("甲  #", '"甲\u2028乙"  #').encode())
    out = run("validate", str(plan), "--diff").out
    assert out.endswith("-      - 市财政局\n\\ No newline at end of file\n")
    assert all(line[0] in " -+@\\" for line in out.split("\n") if line)


def test_diff_goes_to_a_file(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("validate", str(plan), "--diff", "-o", str(tmp_path / "x.diff")).out == ""
    assert "+      - 市科协   # 别名\n" in (tmp_path / "x.diff").read_text(encoding="utf-8")


def test_diff_has_no_other_format(run: Run, plan: Path) -> None:
    result = run("validate", str(plan), "--diff", "-f", "json")
    assert (result.code, result.out) == (2, "")
    assert "--diff 不用 -f" in result.err


@pytest.mark.parametrize("given", ["p.yaml", "."])
def test_a_report_never_replaces_a_plan(run: Run, plan: Path, given: str) -> None:
    result = run("validate", str(plan.parent / given), "-o", str(plan))
    assert result.code == 2
    assert "请换个文件名" in result.err
    assert plan.read_text(encoding="utf-8") == PLAN


def test_what_cannot_be_mended_does_not_keep_the_rest_from_it(run: Run, plan: Path) -> None:
    before = "      - 市财政局\n      - 市财政局\n"
    after = "      - 市财政局\n      - |-\n        市财政局\n"
    plan.write_text(PLAN.replace(before, after), encoding="utf-8")
    result = run("validate", str(plan), "--fix")
    assert "已改正 1 处" in result.err
    assert "repeated-unit" in result.out
    assert plan.read_text(encoding="utf-8") == MENDED.replace("      - 市财政局\n", after)


def test_a_fix_that_would_spoil_the_file_is_left_out(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = edit.removal

    def too_much(*given: Any) -> spans.Edit | None:
        found = real(*given)
        return found and spans.Edit(found.start - 1, found.end, " # ")

    monkeypatch.setattr(edit, "removal", too_much)
    plan.write_text(f"{PLAN}    summary: 办事\n", encoding="utf-8")
    result = run("validate", str(plan), "--fix")
    assert "已改正 1 处" in result.err
    assert "summary: 办事\n" in plan.read_text(encoding="utf-8")


def test_a_fix_that_would_bring_another_problem_is_left_out(run: Run, plan: Path) -> None:
    again = '  - {id: "2", title: "%s", lead: [市财政局], cooperating: [市教体局]}\n'
    plan.write_text(PLAN.replace("甲  #", "修渠  #") + again % "修 渠", encoding="utf-8")
    result = run("validate", str(plan), "--fix")
    assert "已改正 2 处" in result.err
    assert "stray-space" in result.out
    assert "duplicate-title" not in result.out
    mended = MENDED.replace("甲  #", "修渠  #") + again % "修 渠"
    assert plan.read_text(encoding="utf-8") == mended


@pytest.mark.parametrize(
    ("role", "place"),
    [("lead", 1), ("cooperating", 0)],
)
def test_a_fix_that_would_change_who_does_what_is_left_out(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, role: str, place: int
) -> None:
    wrong = Fix(path=("measures", 0, role, place), text="市文旅局")

    def astray(loaded: Loaded) -> Checked:
        found = check(loaded)
        return found._replace(fixes=(*found.fixes, ("alias-used", wrong)))

    monkeypatch.setattr(validation, "check", astray)
    text = PLAN.replace("  市财政局: {}\n", "  市财政局: {}\n  市文旅局: {}\n")
    text += '  - {id: "2", title: 乙, lead: [市教体局, 市财政局, 市文旅局]}\n'
    plan.write_text(text, encoding="utf-8")
    result = run("validate", str(plan), "--fix")
    assert "已改正 2 处" in result.err
    left = plan.read_text(encoding="utf-8")
    assert left.count("市文旅局") == text.count("市文旅局")


def test_fix_keeps_to_the_chosen_rules(run: Run, plan: Path) -> None:
    run("validate", str(plan), "--fix", "--select", "alias-used")
    changed = plan.read_text(encoding="utf-8")
    assert changed == PLAN.replace("市科学技术协会   #", "市科协   #")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_fix_keeps_the_encoding_and_line_ends(run: Run, plan: Path, encoding: str) -> None:
    plan.write_bytes(PLAN.replace("\n", "\r\n").encode(encoding))
    assert run("validate", str(plan), "--fix").code == 0
    assert plan.read_bytes() == MENDED.replace("\n", "\r\n").encode(encoding)


def test_fix_leaves_what_an_erratum_records(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(PLAN_TEXT.encode())
    assert run("validate", str(path), "--fix").code == 0
    assert path.read_bytes() == PLAN_TEXT.encode()


def test_several_files_and_one_that_is_missing(run: Run, plan: Path) -> None:
    result = run("validate", str(plan), str(plan.parent / "none.yaml"))
    assert result.code == 2
    assert "repeated-unit" in result.out
    assert "打不开" in result.err


def test_what_keeps_a_file_from_loading_is_told_beside_a_good_file(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: sciplan/1\nplan: {id: b, title: 乙}\nunit: {}\n", encoding="utf-8")
    result = run("validate", str(bad), str(plan), "--ignore", "repeated-unit")
    assert result.code == 1
    assert f"{bad}:3:1: 错误 unknown-key" in result.out
    assert "是不是“units”？" in result.out
    assert "检查了 2 个文件" in result.err


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(PLAN.encode())))
    result = run("validate", "-")
    assert result.code == 1
    assert "repeated-unit" in result.out
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(PLAN.encode())))
    assert run("validate", "-", "--fix").code == 2


def test_the_report_goes_to_a_file(run: Run, plan: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    result = run("validate", str(plan), "-o", str(report))
    assert result.out == ""
    assert "repeated-unit" in report.read_text(encoding="utf-8")


def test_a_query_answers_a_plan_that_breaks_a_rule_and_says_so(run: Run, plan: Path) -> None:
    result = run("duties", "市财政局", "-p", str(plan), "-f", "json")
    assert result.code == 0
    assert result.out.count('"unit"') == 1
    assert f"{plan} 有 1 处错误未作说明，查看：sciplan validate {plan}" in result.err


def test_the_mended_text_still_loads() -> None:
    assert load(MENDED, "p.yaml").plan is not None


def test_full_width_ids_are_mended_throughout(run: Run, tmp_path: Path) -> None:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    mark = re.compile(r'(?<=id: ")[0-9.]+(?=")|(?<=at: ")[0-9.]+(?=")')
    path = tmp_path / "p.yaml"
    text = mark.sub(lambda match: match[0].translate(wide), PLAN_TEXT)
    path.write_text(text, encoding="utf-8")
    done = run("duties", "市科协", "-p", str(path))
    assert (done.code, done.out) == (2, "")
    assert "改为 2.1.1：sciplan validate --fix" in done.err
    assert run("validate", str(path), "--fix").code == 0
    assert path.read_text(encoding="utf-8") == PLAN_TEXT


# Writing --------------------------------------------------------------------------------------


def test_what_was_changed_while_it_was_mended_is_not_written_over(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = f"{PLAN}# 同事加的\n"

    def meanwhile(loaded: Loaded) -> Checked:
        plan.write_text(theirs, encoding="utf-8")
        return check(loaded)

    monkeypatch.setattr(validation, "check", meanwhile)
    result = run("validate", str(plan), "--fix")
    assert result.code == 2
    assert f"{plan} 刚被别的程序改过，没有写入；请重来一次" in result.err
    assert plan.read_text(encoding="utf-8") == theirs


def test_a_file_that_may_only_be_read_is_not_mended(run: Run, plan: Path) -> None:
    plan.chmod(0o444)
    result = run("validate", str(plan), "--fix")
    assert result.code == 2
    assert "文件是只读的" in result.err
    assert plan.read_text(encoding="utf-8") == PLAN


def test_standard_input_without_an_end(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert size > 0, "would read for ever"
            return b"y\n" * (size // 2 + 1)

    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=Endless()))
    code, out, err = run("validate", "-")
    assert (code, out) == (2, "")
    assert err.startswith("标准输入 超过 64 MB")


MANY = """\
format: sciplan/1
plan: {id: big, title: 大方案}
units:
  甲局: {aliases: [甲委]}
  乙局: {}
measures:
"""


def test_an_alias_that_repeats_its_unit_is_one_fix_of_two(run: Run, tmp_path: Path) -> None:
    """The alias could be replaced, or the item taken away: both at once can't be."""
    file = tmp_path / "p.yaml"
    measures = "".join(
        f'  - {{id: "{n}", title: 事{n}, lead: [乙局], cooperating: [甲局, 甲委]}}\n'
        for n in range(1, 41)
    )
    file.write_text(MANY + measures, encoding="utf-8")
    code, _, err = run("validate", "--fix", "-q", str(file))
    assert code == 0, err
    assert file.read_text(encoding="utf-8").count("cooperating: [甲局]") == 40


def test_fixes_that_cannot_be_carried_out_are_sought_only_so_often(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """280 of them took 25 seconds, each half of them read again with the whole file."""
    file = tmp_path / "p.yaml"
    measures = "".join(f'  - {{id: "{n}", title: 事{n}, lead: [甲委]}}\n' for n in range(1, 301))
    file.write_text(MANY + measures, encoding="utf-8")
    tried: list[int] = []

    def never(_loaded: object, _before: object, fixes: list[Fix]) -> bool:
        tried.append(len(fixes))
        return False

    monkeypatch.setattr("sciplan.checks.mending._goes_well", never)
    before = file.read_bytes()
    code, _, err = run("validate", "--fix", str(file))
    assert (code, file.read_bytes()) == (0, before)
    assert 4 <= len(tried) <= 100
    assert "已改正 0 处；改不了的太多，还有" in err
