"""意见汇总表: empty to be filled in by hand, or with what came back."""

import io
from pathlib import Path

import openpyxl

from office_files import below, sheets
from sciplan.formats.xlsx import render
from sciplan.papers.opinions import Opinion, gathered
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.style import PaperStyle
from support import Run, plan_of, small

HEADS = ["序号", "单位", "条款", "修改意见", "理由", "采纳情况", "说明"]


def test_it_is_empty_unless_there_are_opinions(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", "意见汇总表").code == 0
    found = sheets(folder / "11-意见汇总表.xlsx")
    assert list(found) == ["意见汇总表"]
    heads, rows = below(found["意见汇总表"], "序号")
    assert heads == HEADS
    assert len(rows) >= 12
    assert not any(cell for row in rows for cell in row)


def test_opinions_stand_in_the_order_given_with_who_is_silent() -> None:
    source = Source(graph=build([plan_of(small())]), style=PaperStyle())
    said = [
        Opinion("乙局", "1.2 办第二件事", "改为三件", "人手不够"),
        Opinion("甲局", "1.1 办第一件事", "=删去", adopted="未采纳", note="已有规定"),
    ]
    answer = gathered(source, said, silent=["丙会"], wanting=2)
    book = openpyxl.load_workbook(io.BytesIO(render(answer, PaperStyle())))
    rows = [list(row) for row in book["意见汇总表"].iter_rows(values_only=True)]
    heads, found = below(rows, "序号")
    assert heads == HEADS
    assert [[cell or "" for cell in row] for row in found[:2]] == [
        [1, "乙局", "1.2 办第二件事", "改为三件", "人手不够", "", ""],
        [2, "甲局", "1.1 办第一件事", "=删去", "", "未采纳", "已有规定"],
    ]
    notes = [str(row[0]) for row in found[2:]]
    assert notes == ["无意见的单位：丙会。", "还有2个单位没有反馈。"]
    (choices,) = book["意见汇总表"].data_validations.dataValidation
    assert choices.formula1 == '"采纳,部分采纳,未采纳"'
