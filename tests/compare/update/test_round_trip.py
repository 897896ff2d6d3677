"""The workbook that sciplan writes, edited and given back."""

import io

import openpyxl
import pytest
from test_update import TEXT, plan_in

from sciplan.base.answer import Answer, Column, Part, Row, Table
from sciplan.compare.update.updating import update
from sciplan.formats.registry import FORMATS
from sciplan.plan.model import Plan
from sciplan.plan.style import style_of
from sciplan.planfile import edit
from sciplan.queries.breakdown import data, kept
from sheet_samples import saved
from support import PLAN_TEXT, real_plan

ODD = TEXT.replace("title: 培训农民", 'title: "=1+1"').replace(
    "remark: 原样", 'remark: "@甲\\u2028 乙\\t丙 \\n_x000D_丁 "'
)
HEADED = TEXT + "papers: {headings: {title: 工作任务, remark: 说明, deadline: 时限}}\n"


def workbook(plan: Plan) -> bytes:
    """Return the plan's 任务分解表 as the format writes it, a printable sheet in front."""
    column = Column(key="title", title="任务内容")
    rows = tuple(Row((entry.measure.title,)) for entry in plan.entries)
    part = Part(title="任务分解表", tables=(Table(columns=(column,), rows=rows),))
    answer = Answer(heading=plan.head.title, parts=(part,), records=data(plan), kept=kept(plan))
    return FORMATS["xlsx"].content(answer, style_of(plan.papers))


@pytest.mark.parametrize("text", [PLAN_TEXT, TEXT, ODD, HEADED])
def test_untouched_it_changes_nothing(text: str) -> None:
    raw = workbook(plan_in(text))
    assert update(raw, "任务分解表.xlsx", text, "p.yaml").edits == []


@pytest.mark.parametrize("text", [PLAN_TEXT, TEXT, ODD.replace("_x000D_", ""), HEADED])
def test_saved_again_by_another_program_it_changes_nothing(text: str) -> None:
    # openpyxl itself turns an escaped _x000D_ into a line end.
    again = saved(openpyxl.load_workbook(io.BytesIO(workbook(plan_in(text)))))
    assert update(again, "任务分解表.xlsx", text, "p.yaml").edits == []


def test_it_knows_what_it_was_exported_with() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(plan_in(TEXT))))
    book["数据"]["L5"] = "明年"
    newer = TEXT.replace("原样", "新")
    found = update(saved(book), "任务分解表.xlsx", newer, "p.yaml")
    assert edit.apply(found.text, found.edits) == newer.replace("2025年底前", "明年")


def test_one_changed_cell_is_one_changed_line() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(real_plan())))
    sheet = book["数据"]
    found = [row for row in sheet.iter_rows(min_row=2) if row[0].value == "2.1.5"]
    assert [cell.value for cell in found[-1][4:6]] == ["配合", "市农科院"]
    found[-1][5].value = "市气象局"
    after = update(saved(book), "任务分解表.xlsx", PLAN_TEXT, "p.yaml")
    lines = PLAN_TEXT.splitlines()
    changed = edit.apply(after.text, after.edits).splitlines()
    differ = [place for place, line in enumerate(lines) if changed[place] != line]
    assert len(changed) == len(lines)
    assert [changed[place] for place in differ] == ["              - 市气象局"]
    assert "2.1.5" in "".join(lines[differ[0] - 15 : differ[0]])


def test_rows_put_in_and_taken_out() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(plan_in(TEXT))))
    sheet = book["数据"]
    sheet.delete_rows(4)
    sheet.insert_rows(3)
    for column, value in ((1, "1.1"), (5, "牵头"), (6, "市财政局")):
        sheet.cell(3, column).value = value
    sheet["O1"] = "进展"
    sheet["O2"] = "已办"
    found = update(saved(book), "任务分解表.xlsx", TEXT, "p.yaml")
    assert edit.apply(found.text, found.edits) == TEXT.replace(
        "        cooperating:\n          - 市财政局\n", ""
    ).replace("          - 市教体局\n", "          - 市教体局\n          - 市财政局\n")
    assert "多出的列未读：进展（O 列）" in found.summary
