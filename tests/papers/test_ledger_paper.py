from pathlib import Path

import openpyxl
import pytest

from office_files import below, sheets
from support import Run, facts, measures_in, roles_of

MEASURES = list(measures_in(facts()))
LEADS = [
    unit
    for unit in facts()["units"]
    if any(roles_of(facts(), m).get(unit) == "lead" for m in MEASURES)
]
BLANKS = {
    "工作台账": ["进展情况", "存在问题", "下一步措施", "完成情况"],
    "年度考核表": ["分值", "自评得分", "审核得分", "考核依据"],
}
each_book = pytest.mark.parametrize("name", BLANKS)


def rows_of(rows: list[list[object]]) -> tuple[list[str], list[list[object]]]:
    heads, under = below(rows, "序号")
    ids = {m["id"] for m in MEASURES}
    return heads, [row[: len(heads)] for row in under if row[0] in ids]


@each_book
def test_every_measure_with_columns_to_fill_in_and_no_second_place_to_do_so(
    papers: Path, name: str
) -> None:
    found = sheets(papers / f"{name}.xlsx")
    assert list(found) == [name]
    heads, rows = rows_of(found[name])
    assert heads[-4:] == BLANKS[name]
    assert [row[0] for row in rows] == [m["id"] for m in MEASURES]
    assert {row[heads.index("任务名称")] for row in rows} == {m["title"] for m in MEASURES}
    assert {row[heads.index("任务内容")] for row in rows} == {m["summary"] for m in MEASURES}
    assert not any(cell for row in rows for cell in row[-4:])


def test_the_state_of_a_measure_is_chosen_from_a_list(papers: Path) -> None:
    sheet = openpyxl.load_workbook(papers / "工作台账.xlsx")["工作台账"]
    (validation,) = sheet.data_validations.dataValidation
    assert "未启动,推进中,已完成" in validation.formula1
    heads, _ = below([list(row) for row in sheet.iter_rows(values_only=True)], "序号")
    (area,) = validation.sqref.ranges
    assert (area.min_col, area.max_row - area.min_row + 1) == (len(heads), len(MEASURES))


def test_a_ledger_can_be_filtered_by_section(papers: Path) -> None:
    sheet = openpyxl.load_workbook(papers / "工作台账.xlsx")["工作台账"]
    assert sheet.auto_filter.ref
    heads, rows = rows_of(sheets(papers / "工作台账.xlsx")["工作台账"])
    assert {str(row[heads.index("章节")]).partition(" ")[0] for row in rows} == {
        m["id"].rpartition(".")[0] for m in MEASURES
    }


def test_points_are_summed_by_formulas(papers: Path) -> None:
    heads, rows = below(sheets(papers / "年度考核表.xlsx")["年度考核表"], "序号")
    total = next(row for row in rows if row[0] == "合计")
    for name in ("分值", "自评得分", "审核得分"):
        assert str(total[heads.index(name)]).startswith("=SUM(")


@each_book
def test_a_sheet_a_lead_unit_holds_what_it_leads(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", name, "--by-lead").code == 0
    found = sheets(folder / f"{name}.xlsx")
    assert list(found) == [name, *LEADS]
    heads, _ = rows_of(found[name])
    for unit in LEADS:
        here, rows = rows_of(found[unit])
        assert here == heads
        assert [row[0] for row in rows] == [
            m["id"] for m in MEASURES if roles_of(facts(), m).get(unit) == "lead"
        ]


def test_of_one_unit_its_own_sheet_only(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", "工作台账", "--unit", "市总工会").code == 0
    assert list(sheets(folder / "工作台账.xlsx")) == ["市总工会"]
