"""进度统计表 of an invented plan: counts by hand, formulas that agree with them."""

from pathlib import Path

import openpyxl

from office_files import below, paragraphs, sheets, tables
from reports import NOVEMBER, put_all, put_return
from support import Run

NAME = "19-进度统计表（2025年11月）"
HEADS = [
    *("单位", "应报", "已报"),
    *("未启动", "正常推进", "已完成", "持续推进", "缓办"),
    *("未达到序时", "逾期", "报送时间"),
]
ROWS: list[list[object]] = [
    ["市委宣传部", 1, None, None, None, None, None, None, None, 1, "未报"],
    ["市教体局", 2, 2, None, 1, 1, None, None, None, None, "2025年11月20日"],
    ["市科技局", 2, 1, None, None, None, None, 1, 1, 1, "2025年11月25日"],
    ["市科协", 2, 2, None, 2, None, None, None, 1, None, "2025年11月28日（逾期）"],
]
SUMS = [7, 5, 0, 3, 1, 0, 1, 2, 2]


def made(run: Run, plan: Path) -> Path:
    folder = plan.parent / "材料"
    done = run("export", str(folder), "-p", str(plan), "--only", "进度统计表")
    assert done.code == 0, done.err
    return folder


def test_units_stand_by_precedence_with_their_counts(run: Run, tmp_path: Path) -> None:
    folder = made(run, put_all(tmp_path))
    heads, rows = below(sheets(folder / f"{NAME}.xlsx")["进度统计表"], "单位")
    assert heads == HEADS
    assert [row[: len(HEADS)] for row in rows[:4]] == ROWS
    (table,) = tables(folder / f"{NAME}.docx")
    assert table[1:5] == [["" if cell is None else str(cell) for cell in row] for row in ROWS]
    assert table[5] == ["合计", *map(str, SUMS), ""]
    assert "应报4家，按时报送2家，逾期报送1家，未报1家。" in paragraphs(folder / f"{NAME}.docx")


def test_sums_are_formulas_over_the_rows_above_and_agree(run: Run, tmp_path: Path) -> None:
    path = made(run, put_all(tmp_path)) / f"{NAME}.xlsx"
    written = openpyxl.load_workbook(path)["进度统计表"]
    kept = openpyxl.load_workbook(path, data_only=True)["进度统计表"]
    at = next(row[0].row for row in written.iter_rows() if row[0].value == "合计")
    for place, value in enumerate(SUMS):
        letter = "BCDEFGHIJ"[place]
        assert written[f"{letter}{at}"].value == f"=SUM({letter}{at - 4}:{letter}{at - 1})"
        assert (kept[f"{letter}{at}"].value or 0) == value
        above = [kept[f"{letter}{row}"].value or 0 for row in range(at - 4, at)]
        assert sum(above) == value


def test_what_was_not_asked_is_told_apart(run: Run, tmp_path: Path) -> None:
    plan = put_all(tmp_path)
    items = NOVEMBER["市科协"] | {"2.1": {"state": "推进中"}}
    put_return(tmp_path, "2025-11", "市科协", items, received="2025-11-20")
    folder = made(run, plan)
    rows = tables(folder / f"{NAME}.docx")[0]
    assert rows[4][:5] == ["市科协", "2", "2", "", "2"]
    assert "没有要求而报来的，没有计入：市科协 2.1。" in paragraphs(folder / f"{NAME}.docx")
