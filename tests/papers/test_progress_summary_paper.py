"""进展汇总表 of an invented plan: rows, foot, what is verified, in Word and Excel."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from office_files import below, paragraphs, sheets, tables
from reports import PLAN, put_all, put_return, text_of
from support import Run

NAME = "18-进展汇总表（2025年11月）"
HEADS = ["序号", "任务名称", "单位", "完成情况", "完成数/目标", "进度", "本期进展", "存在问题"]
ROWS = [
    ["1.1", "办培训", "市教体局", "正常推进", "500/1000人；合计920人", "超序时", "办了五期", ""],
    ["1.1", "办培训", "市科协", "正常推进", "420/1000人；合计920人", "超序时", "办了四期",
     "师资不够"],
    ["1.2", "建场馆", "市科技局", "缓办", "场馆 5/10个；具备科学素质的比例 12.5/13%", "未达到序时",
     "", ""],
    ["1.3", "做宣传", "市委宣传部", "未报", "", "逾期", "", ""],
    ["1.3", "做宣传", "市科技局", "未报", "", "逾期", "", ""],
    ["2.2", "编读本", "市科协", "正常推进", "90/100种", "未达到序时", "", ""],
    ["2.2", "编读本", "市教体局（负责）", "已完成", "100/100种", "达到序时", "", ""],
]  # fmt: skip
FOOT = [
    "应报4家，按时报送2家，逾期报送1家，未报1家。",
    "未报：市委宣传部。",
    "报了而缺项：市科技局（1.3）。",
    "没有单位要报的任务：2.1。",
]


def made(run: Run, plan: Path, *more: str) -> Path:
    folder = plan.parent / "材料"
    done = run("export", str(folder), "-p", str(plan), "--only", "进展汇总表", "--force", *more)
    assert done.code == 0, done.err
    return folder


def ruled(plan: Path, *rulings: dict[str, Any]) -> None:
    head = {"format": "sciplan-rulings/1", "plan": "demo", "period": "2025-11"}
    path = plan.parent / "progress" / "demo" / "2025-11" / "核定.yaml"
    path.write_text(text_of(head | {"rulings": list(rulings)}), encoding="utf-8")


def test_measures_stand_by_section_with_each_unit_s_report(run: Run, tmp_path: Path) -> None:
    folder = made(run, put_all(tmp_path))
    path = folder / f"{NAME}.docx"
    (table,) = tables(path)
    assert [row for row in table if len(row) > 1] == [HEADS, *ROWS]
    assert [row[0] for row in table if len(row) == 1] == ["1 重点任务", "2 保障"]
    said = paragraphs(path)
    assert [line for line in said if line in FOOT] == FOOT
    assert "根据各单位报送汇总，未经核实。" in said
    heads, rows = below(sheets(folder / f"{NAME}.xlsx")["进展汇总表"], "序号")
    assert heads == HEADS
    found = [[cell or "" for cell in row] for row in rows if row[1]]
    assert [row[: len(HEADS)] for row in found] == ROWS


def test_what_the_office_closed_is_not_late_and_what_it_sent_back_not_verified(
    run: Run, tmp_path: Path
) -> None:
    plan = put_all(tmp_path)
    ruled(
        plan,
        {"measure": "1.1", "verdict": "同意", "date": date(2025, 12, 1)},
        {"measure": "1.2", "verdict": "已销号"},
        {"measure": "2.2", "verdict": "退回补充", "why": "数对不上"},
    )
    path = made(run, plan) / f"{NAME}.docx"
    rows = [row for row in tables(path)[0] if len(row) > 1]
    pace, verdict = rows[0].index("进度"), rows[0].index("核定")
    found = {(row[0], row[2]): (row[pace], row[verdict]) for row in rows[1:]}
    assert found["1.1", "市科协"] == ("超序时", "同意，2025年12月1日")
    assert found["1.2", "市科技局"] == ("", "已销号")
    assert found["2.2", "市科协"] == ("未达到序时", "退回补充，数对不上")
    assert "根据各单位报送汇总，未经核实；2项已核定。" in paragraphs(path)


def test_it_says_nothing_of_verifying_once_all_is_ruled(run: Run, tmp_path: Path) -> None:
    plan = put_all(tmp_path)
    ruled(plan, *({"measure": each, "verdict": "同意"} for each in ("1.1", "1.2", "2.2")))
    assert "未经核实" not in "".join(paragraphs(made(run, plan) / f"{NAME}.docx"))


def test_without_a_day_until_when_nobody_is_late(run: Run, tmp_path: Path) -> None:
    block = {key: value for key, value in PLAN["progress"].items() if key != "due"}
    path = made(run, put_all(tmp_path, progress=block)) / f"{NAME}.docx"
    counts = "应报4家，已报3家，未报1家（没有规定报送时限，不分按时、逾期）。"
    assert counts in paragraphs(path)


def test_a_return_of_which_nobody_noted_the_day_is_neither_in_time_nor_late(
    run: Run, tmp_path: Path
) -> None:
    plan = put_all(tmp_path)
    put_return(tmp_path, "2025-11", "市委宣传部", {"1.3": {"state": "已完成"}})
    path = made(run, plan) / f"{NAME}.docx"
    counts = "应报4家，按时报送2家，逾期报送1家，收到日期不明1家，未报0家。"
    assert counts in paragraphs(path)


def test_the_newest_period_unless_one_is_given(run: Run, tmp_path: Path) -> None:
    folder = made(run, put_all(tmp_path), "--period", "2025-10")
    rows = tables(folder / "18-进展汇总表（2025年10月）.docx")[0]
    found = {(row[0], row[2]): row[3] for row in rows if len(row) > 1}
    assert found["1.1", "市科协"] == "未报"
    assert found["1.2", "市科技局"] == "正常推进"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--period", "2025-12"), "还没有单位报送2025年12月的进展"),
        (("--unit", "市科协"), "进展汇总表是整个方案的材料，不能按单位做"),
        (("--as-of", "2025-06-30"), "进展的材料按填报期末的职责做；请去掉 --as-of"),
    ],
)  # fmt: skip
def test_what_can_t_be_made_is_refused(
    run: Run, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    plan = put_all(tmp_path)
    folder = tmp_path / "材料"
    done = run("export", str(folder), "-p", str(plan), "--only", "progress_summary", *more)
    assert done.code == 2
    assert said in done.err
    assert not folder.exists()
