import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from office_files import below, sheets
from referees import office_saved
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
FILES = {"工作台账": "07-工作台账.xlsx", "年度考核表": "08-年度考核表.xlsx"}
each_book = pytest.mark.parametrize("name", BLANKS)


def rows_of(rows: list[list[object]]) -> tuple[list[str], list[list[object]]]:
    heads, under = below(rows, "序号")
    ids = {m["id"] for m in MEASURES}
    return heads, [row[: len(heads)] for row in under if row[0] in ids]


@each_book
def test_every_measure_with_columns_to_fill_in_and_no_second_place_to_do_so(
    papers: Path, name: str
) -> None:
    found = sheets(papers / FILES[name])
    assert list(found) == [name]
    heads, rows = rows_of(found[name])
    assert heads[-4:] == BLANKS[name]
    assert [row[0] for row in rows] == [m["id"] for m in MEASURES]
    assert {row[heads.index("任务名称")] for row in rows} == {m["title"] for m in MEASURES}
    assert {row[heads.index("任务内容")] for row in rows} == {m["summary"] for m in MEASURES}
    assert not any(cell for row in rows for cell in row[-4:])


def test_the_state_of_a_measure_is_chosen_from_a_list(papers: Path) -> None:
    sheet = openpyxl.load_workbook(papers / "07-工作台账.xlsx")["工作台账"]
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"未启动,推进中,已完成,持续推进,暂缓"'
    heads, _ = below([list(row) for row in sheet.iter_rows(values_only=True)], "序号")
    (area,) = validation.sqref.ranges
    assert area.min_col == len(heads)
    assert area.max_row == sheet.max_row


def test_what_is_typed_prints_whole(papers: Path) -> None:
    for name, columns in (
        ("工作台账", {"进展情况": 13, "存在问题": 12, "下一步措施": 12}),
        ("年度考核表", {"考核依据": 16}),
    ):
        sheet = openpyxl.load_workbook(papers / FILES[name])[name]
        # Openpyxl keeps columns of one width together.
        widths = {
            place: each.width
            for each in sheet.column_dimensions.values()
            for place in range(int(each.min or 0), int(each.max or 0) + 1)
        }
        (head,) = [
            number
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
            if row[0] == "序号"
        ]
        for place in range(1, sheet.max_column + 1):
            title = str(sheet.cell(head, place).value)
            if title in columns:
                # Characters of 15 pixels, in Excel's digits of 8.
                assert widths[place] >= columns[title] * 15 / 8
                looks = sheet.cell(head + 2, place).alignment
                assert (looks.horizontal, looks.wrap_text) == ("left", True)


@each_book
def test_rows_are_filtered_by_section_which_has_no_row_of_its_own(papers: Path, name: str) -> None:
    sheet = openpyxl.load_workbook(papers / FILES[name])[name]
    assert sheet.auto_filter.ref
    heads, rows = rows_of([list(row) for row in sheet.iter_rows(values_only=True)])
    sections = [str(row[heads.index("章节")]).partition(" ")[0] for row in rows]
    assert sections == [m["id"].rpartition(".")[0] for m in MEASURES]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    assert not [area for area in sheet.merged_cells.ranges if area.min_row > head]
    total = 1 if name == "年度考核表" else 0
    assert sheet.max_row == head + len(MEASURES) + total


def test_points_are_summed_by_formulas(papers: Path) -> None:
    heads, rows = below(sheets(papers / "08-年度考核表.xlsx")["年度考核表"], "序号")
    total = next(row for row in rows if row[0] == "合计")
    for name in ("分值", "自评得分", "审核得分"):
        assert str(total[heads.index(name)]).startswith("=SUM(")


@each_book
def test_a_sheet_a_lead_unit_holds_what_it_leads(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", name, "--by-lead").code == 0
    found = sheets(folder / FILES[name])
    assert list(found) == [name, *LEADS]
    heads, _ = rows_of(found[name])
    for unit in LEADS:
        here, rows = rows_of(found[unit])
        assert here == heads
        assert [row[0] for row in rows] == [
            m["id"] for m in MEASURES if roles_of(facts(), m).get(unit) == "lead"
        ]


@each_book
def test_a_joint_row_says_on_which_sheet_it_counts(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", name, "--by-lead").code == 0
    wanted: dict[str, dict[str, list[str]]] = {unit: {} for unit in LEADS}
    for measure in MEASURES:
        joint = [unit for unit, role in roles_of(facts(), measure).items() if role == "lead"]
        for unit in joint if len(joint) > 1 else ():
            first = measure["lead"][0]
            elsewhere = f"在列首位的{first}的表填写，本表自动显示（灰色的格）"
            where = "在本表填写" if unit == first else elsewhere
            wanted[unit].setdefault(where, []).append(measure["id"])
    assert sum(len(ids) for by in wanted.values() for ids in by.values()) > len(LEADS)
    for sheet, rows in sheets(folder / FILES[name]).items():
        said = [str(row[0]) for row in rows if "共同牵头" in str(row[0])]
        assert sorted(said) == sorted(
            f"几个单位共同牵头、{where}：{'、'.join(ids)}。"
            for where, ids in wanted.get(sheet, {}).items()
        )


def test_what_is_typed_on_the_first_lead_s_sheet_shows_on_the_others(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", "年度考核表", "--by-lead").code == 0
    book = openpyxl.load_workbook(folder / FILES["年度考核表"])
    joint = next(m for m in MEASURES if len(m["lead"]) > 1 and m["lead"][1] in LEADS)
    first, second = joint["lead"][:2]

    def cell(book: Any, sheet: str, title: str) -> Any:
        rows = list(book[sheet].iter_rows())
        head = next(row for row in rows if row[0].value == "序号")
        place = [each.value for each in head].index(title)
        return next(row[place] for row in rows if row[0].value == joint["id"])

    cell(book, first, "分值").value = 5
    cell(book, first, "考核依据").value = "文件"
    assert cell(book, first, "自评得分").value is None
    book.save(tmp_path / "填.xlsx")
    (saved,) = office_saved([tmp_path / "填.xlsx"], tmp_path)
    shown = openpyxl.load_workbook(io.BytesIO(saved), data_only=True)
    # A column of the plan's that says nothing on a sheet is not there to be filled in.
    linked = [
        each.column
        for sheet in book
        for row in sheet.iter_rows()
        for each in row
        if "INDEX(" in str(each.value)
    ]
    assert set(linked) == {
        each.column
        for row in book[second].iter_rows()
        for each in row
        if each.value in BLANKS["年度考核表"]
    }
    for sheet in (second, "年度考核表"):
        assert cell(shown, sheet, "分值").value == 5
        assert cell(shown, sheet, "考核依据").value == "文件"
        assert not cell(shown, sheet, "自评得分").value


@each_book
def test_without_the_first_lead_s_sheet_nothing_is_linked(
    run: Run, tmp_path: Path, name: str
) -> None:
    joint = next(m for m in MEASURES if len(m["lead"]) > 1 and m["lead"][1] in LEADS)
    first, second = joint["lead"][:2]
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", name, "--unit", second).code == 0
    rows = sheets(folder / FILES[name])[second]
    assert any(f"以列首位的{first}的表为准" in str(row[0]) for row in rows)
    assert not [cell for row in rows for cell in row if "INDEX(" in str(cell)]


def test_of_one_unit_its_own_sheet_only(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "材料"
    assert run("export", str(folder), "--only", "工作台账", "--unit", "市总工会").code == 0
    assert list(sheets(folder / "07-工作台账.xlsx")) == ["市总工会"]
