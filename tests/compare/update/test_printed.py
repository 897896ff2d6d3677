"""Edits on sheets that are there to be read are told, whoever saved the workbook since."""

import io
from pathlib import Path

import openpyxl
import pytest

from referees import office_saved
from sciplan.compare.update.updating import update
from sciplan.formats.registry import FORMATS
from sciplan.papers import breakdown
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.model import Plan
from sciplan.plan.style import style_of
from sheet_samples import saved
from support import PLAN_TEXT, real_plan


def book_of(plan: Plan) -> bytes:
    source = Source(graph=build([plan]), style=style_of(plan.papers))
    _, file = breakdown.files(source)
    return FORMATS["xlsx"].content(file.answer, source.style)


@pytest.fixture(scope="module")
def raw() -> bytes:
    return book_of(real_plan())


def told(raw: bytes) -> list[str]:
    return update(raw, "表.xlsx", PLAN_TEXT, "p.yaml").summary


def edited(raw: bytes, *cells: tuple[str, str, str | None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    for sheet, address, value in cells:
        book[sheet][address] = value
    return saved(book)


def test_an_untouched_workbook_says_nothing_of_them(raw: bytes) -> None:
    for each in (raw, edited(raw)):
        assert told(each) == ["表与方案文件相同，没有改动"]


def test_each_edit_is_named_by_its_sheet_and_cell(raw: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    mark = next(
        cell.coordinate
        for row in book["责任矩阵"].iter_rows()
        for cell in row
        if cell.value == "配"
    )
    cells = [("任务分解表", "B6", "改名"), ("任务分解表", "J3", "旁注"), ("责任矩阵", mark, None)]
    assert told(edited(raw, *cells)) == [
        "任务分解表!J3、任务分解表!B6 改过，没有读；这张表只供看，要改请改“数据”表",
        f"责任矩阵!{mark} 改过，没有读；这张表只供看，要改请改“数据”表",
        "表与方案文件相同，没有改动",
    ]


def test_of_many_the_first_are_named_and_all_counted(raw: bytes) -> None:
    cells = [("任务分解表", f"B{row}", "改名") for row in range(60, 80)]
    (line, _) = told(edited(raw, *cells))
    assert line.startswith("任务分解表!B60、")
    assert " 等 20 处 改过" in line


def test_a_formula_in_the_place_of_a_text_is_an_edit(raw: bytes) -> None:
    (line, _) = told(edited(raw, ("任务分解表", "B6", "=1/0")))
    assert line.startswith("任务分解表!B6 改过")


def test_blanks_and_what_nobody_sees_are_no_edit(raw: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    text = str(book["任务分解表"]["B6"].value)
    spelt = f" {text[:2]}\u200b{text[2:]}\n"
    assert told(edited(raw, ("任务分解表", "B6", spelt))) == ["表与方案文件相同，没有改动"]


def test_a_workbook_that_knows_nothing_of_them_says_what_is_read(raw: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(raw))
    del book["导出时的各表"]
    first, _ = told(saved(book))
    assert first == "只读“数据”和“单位名册”表，其余各表（任务分解表、责任矩阵）里的改动不算"


def test_libreoffice_saves_it_without_an_edit(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(edited(raw, ("责任矩阵", "A1", "改过的标题")))
    first, *rest = told(*office_saved([path], tmp_path))
    assert first.startswith("责任矩阵!A1")
    assert rest == ["表与方案文件相同，没有改动"]
