"""Papers as of a day: the terms under every title, marks in the lists, notes behind them."""

from pathlib import Path

import docx
import openpyxl
import pytest

from sciplan.cli.program import main
from support import ROOT, Run

TERMS = "按某发〔2023〕8号等文件职责调整后口径（截至2025年3月1日），以机构编制部门规定为准"
NOBODY = "承接单位待明确：2.1（牵头，原市教体局）"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found: Path = tmp_path_factory.mktemp("as-of") / "材料"
    plan = str(ROOT / "docs" / "reforms-example.yaml")
    assert main(["export", str(found), "--as-of", "2025-03-01", "-p", plan]) == 0
    return found


def text_of(path: Path) -> str:
    """Return all that a paper says, line by line, cells of a row apart by tabs."""
    if path.suffix == ".docx":
        body = docx.Document(str(path))
        rows = [[cell.text for cell in row.cells] for table in body.tables for row in table.rows]
        return "\n".join([*(each.text for each in body.paragraphs), *map("\t".join, rows)])
    book = openpyxl.load_workbook(path)
    rows = [
        [str(cell) for cell in row if cell is not None]
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
    ]
    return "\n".join(map("\t".join, rows))


def said(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


def test_every_paper_says_on_what_terms(folder: Path) -> None:
    papers = [path for path in folder.rglob("*") if path.is_file()]
    assert len(papers) > 15
    assert [path.name for path in papers if TERMS not in said(text_of(path))] == []


def test_lists_mark_who_took_over_from_whom(folder: Path) -> None:
    for name in ("01-任务分解表.docx", "01-任务分解表.xlsx", "07-工作台账.xlsx"):
        text = said(text_of(folder / name))
        assert "市农业农村局（原市乡村振兴局）" in text
        assert "承接单位待明确（原市教体局）" in text
        assert NOBODY in text


def test_the_list_of_a_unit_says_where_each_duty_came_from(folder: Path) -> None:
    (path,) = folder.glob("05-职责清单/*-市农业农村局.docx")
    text = said(text_of(path))
    assert "来源：原由市乡村振兴局承担（某发〔2024〕5号）；与本单位的职责并为一项" in text
    assert "承接单位待明确" not in text  # it takes part in none of those


def test_what_nobody_holds_has_a_list(folder: Path) -> None:
    names = {path.name.partition("-")[2] for path in folder.glob("05-职责清单/*.docx")}
    assert "承接单位待明确（原市老龄办）.docx" in names


def test_the_data_sheet_holds_what_is_printed(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "01-任务分解表.xlsx")
    rows = list(book["数据"].iter_rows(values_only=True))
    units = {row[5] for row in rows[1:]}
    assert "市乡村振兴局" in units
    assert "市教育局" not in units


def test_nobody_is_asked_about_what_nobody_holds_yet(run: Run, tmp_path: Path) -> None:
    plan = str(ROOT / "docs" / "reforms-example.yaml")
    told = ("--as-of", "2025-03-01", "--only", "征求意见表", "--only", "职责清单", "-p", plan)
    assert run("export", str(tmp_path / "材料"), *told).code == 0
    found = [path.parent.name for path in (tmp_path / "材料").rglob("*承接单位待明确*")]
    assert found == ["05-职责清单"] * 2
