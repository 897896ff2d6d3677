"""进展填报表 says whose it is, what is asked, and what was said last, and nothing more."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from progress_samples import TITLE, UNITS, forms_in, plan_text
from sciplan.papers.progress_form import key_in
from support import Run

BLOCK = """
progress:
  basis: 某办〔2025〕3号
  period: month
  due: {day: 25}
  states: {推进中: 正在推进, 暂缓: 缓办}
"""
HEADS = [
    *("序号", "任务内容", "身份", "目标要求", "完成时限", "上期进展", "本期进展", "本期完成数"),
    *("累计完成数", "计量单位", "完成情况", "存在问题", "下一步打算", "需协调事项", "备注"),
]
GIVEN = {"序号", "任务内容", "身份", "目标要求", "完成时限", "上期进展", "计量单位"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(BLOCK), encoding="utf-8")
    return path


def export(run: Run, plan: Path, *args: str, paper: str = TITLE) -> Any:
    return run("export", str(plan.parent / "发出"), "--only", paper, "-p", str(plan), *args)


def sheet_of(run: Run, plan: Path, unit: str, *args: str) -> Any:
    done = export(run, plan, *(args or ("--period", "2025-11")))
    assert done.code == 0, done.err
    return openpyxl.load_workbook(forms_in(plan.parent / "发出")[unit])[TITLE]


def lines(sheet: Any) -> list[str]:
    cells = (cell.value for row in sheet.iter_rows(max_row=8) for cell in row)
    return [str(cell) for cell in cells if cell]


def test_the_head_says_whose_it_is_and_why_it_is_asked(run: Run, plan: Path) -> None:
    said = "\n".join(lines(sheet_of(run, plan, UNITS[0])))
    for each in (
        f"填报单位（盖章）：{UNITS[0]}", "方案代号：demo", "填报期：2025年11月",
        "报送时限：2025年11月25日前", "审核人：", "填报人：", "依据：某办〔2025〕3号",
        "本表不得填写涉密信息。",
    ):  # fmt: skip
        assert each in said
    assert "样稿" not in said


def test_without_a_notice_it_is_a_sample(run: Run, plan: Path) -> None:
    plan.write_text(plan_text(), encoding="utf-8")
    assert "样稿：" in "\n".join(lines(sheet_of(run, plan, UNITS[0])))


def test_columns_targets_and_what_is_grey(run: Run, plan: Path) -> None:
    sheet = sheet_of(run, plan, UNITS[0])
    rows = list(sheet.iter_rows())
    at = next(number for number, row in enumerate(rows) if row[0].value == "序号")
    assert [cell.value for cell in rows[at]] == HEADS
    said = [[cell.value for cell in row] for row in rows[at + 1 :]]
    title, due, blank = "第1项工作", "年底前", [None] * 4
    assert said == [
        ["1.1.1", title, "牵头", "培训骨干3000人以上", due, *blank, "人", *blank, None],
        ["1.1.1（2）", title, "牵头", "开展活动30场以上", due, *blank, "场", *blank, None],
    ]
    for row in rows[at + 1 :]:
        for title, cell in zip(HEADS, row, strict=True):
            assert (cell.fill.fgColor.rgb == "FFF2F2F2") == (title in GIVEN), title
            assert cell.alignment.wrap_text
    (choices,) = sheet.data_validations.dataValidation
    assert choices.formula1 == '"未启动,正在推进,已完成,持续推进,缓办"'


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "请写明填报期，如 --period 2026-06"),
        (("--period", "2028-01"), "2028年1月不在实施期内：实施期已满（2025—2027年）；仍要填报"),
        (("--period", "2024-12"), "2024年12月不在实施期内：实施期还没有开始（2025—2027年）"),
        (("--period", "2025-Q4"), "方案写明按月报（progress.period），2025-Q4 不是"),
        (("--period", "十一月"), "“十一月”不是填报期，可写：2025-11（2025年11月）"),
    ],
)  # fmt: skip
def test_a_period_that_is_none_of_the_plan_s_is_asked_about(
    run: Run, plan: Path, args: tuple[str, ...], told: str
) -> None:
    done = export(run, plan, *args)
    assert (done.code, told in done.err) == (2, True), done.err
    assert not (plan.parent / "发出").exists()


def test_a_task_is_told_in_its_own_words_once(run: Run, plan: Path) -> None:
    title, own = "title: 第1项工作\n", "            text: 培训骨干，年底前完成。\n"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace(title, title + own, 1), encoding="utf-8")
    rows = [[cell.value for cell in row] for row in sheet_of(run, plan, UNITS[0]).iter_rows()]
    said = {row[0]: row[1] for row in rows if str(row[0]).startswith("1.1.1")}
    assert said == {"1.1.1": "培训骨干，年底前完成。", "1.1.1（2）": "第1项工作"}


def test_why_a_unit_is_not_asked_is_told(run: Run, tmp_path: Path) -> None:
    block = "progress: {also_cooperating: true}\n"
    for name, more, held in (("a", "", "牵头"), ("b", block, "")):
        (folder := tmp_path / name).mkdir()
        plan = folder / "plan.yaml"
        text = plan_text(more).replace("units:\n", "units:\n  丁会: {}\n", 1)
        plan.write_text(text, encoding="utf-8")
        done = export(run, plan, "--period", "2025-11", "--unit", "丁会")
        assert done.code == 2
        assert f"没有做进展填报表：丁会没有{held}任务" in done.err


def test_outside_the_plan_s_period_a_yes_is_enough(run: Run, plan: Path) -> None:
    sheet = sheet_of(run, plan, UNITS[0], "--period", "2028年1月", "--yes")
    assert "填报期：2028年1月" in "\n".join(lines(sheet))


def test_a_period_is_for_papers_that_have_one(run: Run, plan: Path) -> None:
    done = export(run, plan, "--period", "2025-11", paper="责任矩阵")
    assert (done.code, "--period 只用于进展填报表" in done.err) == (2, True)


def test_on_a_terminal_a_period_is_proposed(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sciplan.papers.periods.can_ask", lambda: True)
    asked: list[tuple[str, str]] = []

    def answer(question: str, default: str) -> str:
        asked.append((question, default))
        return "2025年10月"

    monkeypatch.setattr("sciplan.papers.periods.answer_to", answer)
    assert export(run, plan).code == 0
    assert asked == [("填报期", "2026-06")]
    assert (plan.parent / "发出" / "12-进展填报表（2025年10月）").is_dir()


def test_however_long_the_words_of_last_period_a_row_stays_one(run: Run, plan: Path) -> None:
    filed = plan.parent / "progress" / "demo" / "2025-10" / f"{UNITS[0]}.yaml"
    filed.parent.mkdir(parents=True)
    words = "办了许多事。" * 600
    filed.write_text(
        f"format: sciplan-progress/1\nplan: demo\nunit: {UNITS[0]}\nperiod: 2025-10\n"
        f'items:\n  "1.1.1": {{progress: {words}, done: {{培训骨干: 1.5}}}}\n',
        encoding="utf-8",
    )
    sheet = sheet_of(run, plan, UNITS[0])
    keys = [row[0].value for row in sheet.iter_rows()]
    at = keys.index("1.1.1")
    assert keys[at:] == ["1.1.1", "1.1.1（2）"]
    assert all(area.max_row <= at for area in sheet.merged_cells.ranges)
    assert sheet.cell(at + 1, HEADS.index("上期进展") + 1).value == (
        f"2025年10月：累计1.5人\n{words}"
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [("2.1.5", "2.1.5"), ("2.1.5(2)", "2.1.5（2）"), (" 2.1.5 （2） ", "2.1.5（2）"),
     ("２.1.5", "2.1.5"), ("合计", "合计")],
)  # fmt: skip
def test_a_key_is_known_however_it_is_typed(typed: str, key: str) -> None:
    assert key_in(typed) == key


@pytest.mark.parametrize(
    ("kind", "into", "own"), [("merge", UNITS[0], "甲"), ("rename", "市新局", None)]
)
def test_whose_duty_passed_on_is_shown_what_was_said_of_it_last(
    run: Run, plan: Path, kind: str, into: str, own: str | None
) -> None:
    reform = f"date: 2025-12-10, kind: {kind}, from: [{UNITS[1]}], into: [{into}], basis: 某发4号"
    plan.write_text(f"{plan_text(BLOCK)}reforms:\n  - {{{reform}}}\n", encoding="utf-8")
    folder = plan.parent / "progress" / "demo" / "2025-11"
    folder.mkdir(parents=True)
    for unit, ident, said in ((UNITS[0], "1.1.1", "甲"), (UNITS[1], "1.1.2", "乙")):
        (folder / f"{unit}.yaml").write_text(
            f"format: sciplan-progress/1\nplan: demo\nunit: {unit}\nperiod: 2025-11\n"
            f'items:\n  "{ident}": {{progress: {said}}}\n',
            encoding="utf-8",
        )
    sheet = sheet_of(run, plan, into, "--period", "2025-12")
    last = {row[0]: row[5] for row in sheet.iter_rows(values_only=True)}
    assert last["1.1.2"] == "2025年11月：\n乙"
    assert last.get("1.1.1") == (f"2025年11月：\n{own}" if own else None)
