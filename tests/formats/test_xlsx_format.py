"""Answers as workbooks, opened again with openpyxl."""

import io
import re
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from office_samples import COMMANDS, HOSTILE, answer_of, book, content, table_of, texts, xml_of
from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.plan.style import PaperStyle
from support import Run, facts, measures_in, roles_of

A4, A3 = 9, 8


def asked(run: Run, folder: Path, command: str) -> Any:
    """Return what a command writes, opened."""
    path = folder / "out.xlsx"
    assert run(*command.split(), "-o", str(path)).code == 0
    return book(path)


def one_sheet(*tables: Table, style: PaperStyle | None = None, **changes: Any) -> Any:
    """Return the printable sheet of some tables."""
    return book(content("xlsx", answer_of(*tables, **changes), style)).worksheets[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_answer_opens_in_two_readers(run: Run, tmp_path: Path, command: str) -> None:
    names = asked(run, tmp_path, command).sheetnames
    other = CalamineWorkbook.from_path(tmp_path / "out.xlsx")
    assert other.sheet_names == names
    for name in names:
        assert other.get_sheet_by_name(name).to_python()


# Sheets -----------------------------------------------------------------------------------------


def test_a_sheet_a_unit_and_one_of_data(run: Run, tmp_path: Path) -> None:
    assert asked(run, tmp_path, "duties --all").sheetnames == [*facts()["units"], "数据"]


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("甲", "甲", "数据"), ["甲", "甲(2)", "数据"]),
        (("a[b]:c*d?e/f\\g",), ["a b  c d e f g"]),
        (("A", "a"), ["A", "a(2)"]),
        (("'引'", ""), ["引", "表"]),
        (("长" * 40, "长" * 40), ["长" * 31, "长" * 28 + "(2)"]),
        (("𠮷" * 31,), ["𠮷" * 15]),
        (("History",), ["History(2)"]),
    ],
)
def test_names_of_sheets_are_fit_and_differ(titles: tuple[str, ...], names: list[str]) -> None:
    parts = tuple(Part(title=title, tables=(table_of(),)) for title in titles)
    answer = answer_of(parts=parts)
    assert book(content("xlsx", answer)).sheetnames == names


def test_a_sheet_of_data_has_another_name_when_a_part_has_it() -> None:
    records = Records(columns=(Column(key="k", title="列"),), rows=[("甲",)])
    answer = answer_of(parts=(Part(title="数据", tables=(table_of(),)),), records=records)
    assert book(content("xlsx", answer)).sheetnames == ["数据", "数据(2)"]


def test_title_heading_and_text_stand_over_the_table() -> None:
    sheet = one_sheet(table_of(Row(cells=("1.1", "甲局", 2))), title="题", lead=("共一项",))
    assert texts(sheet) == [
        ["题"],
        ["某方案  某政发〔2024〕1号，按印发时口径"],
        ["共一项"],
        ["编号", "牵头单位", "项数"],
        ["1.1", "甲局", 2],
    ]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:C1", "A2:C2", "A3:C3"]


def test_groups_and_details_are_merged() -> None:
    rows = (
        Row(cells=("1", "甲局", 1), group="第一部分", details=("指标：一",)),
        Row(cells=("2", "乙局", 2), group="第一部分"),
    )
    sheet = one_sheet(table_of(*rows))
    assert sorted(map(str, sheet.merged_cells.ranges))[2:] == ["A4:C4", "B6:C6"]
    assert texts(sheet)[3:] == [["第一部分"], ["1", "甲局", 1], ["指标：一"], ["2", "乙局", 2]]
    assert sheet.auto_filter.ref is None


def test_rows_that_nothing_merges_can_be_filtered() -> None:
    rows = [Row(cells=(f"{n}", "甲局", n)) for n in range(3)]
    sheet = one_sheet(table_of(*rows, total=Row(cells=("合计", "", 3))))
    assert sheet.auto_filter.ref == "A3:C6"


def test_tables_on_one_sheet_stand_under_each_other() -> None:
    wide = Table(
        title="宽",
        columns=tuple(Column(key=key, title=key) for key in ("measure", "a", "b", "c", "d")),
        rows=(Row(cells=("1.1", "甲" * 9, "乙" * 9, "丙" * 9, "丁" * 9)),),
    )
    narrow = table_of(Row(cells=("1.2", "甲局", 3)), title="窄")
    sheet = one_sheet(wide, narrow)
    spans = [str(area) for area in sheet.merged_cells.ranges]
    assert "A6:E6" in spans
    assert sheet["A8"].value == "1.2"
    covered = [cell.column for cell in sheet[8] if cell.value is not None]
    assert covered[0] == 1
    assert len(covered) == 3
    assert sum(area.startswith(("B8", "C8", "D8", "E8")) for area in spans) >= 1


# Numbers ----------------------------------------------------------------------------------------


def counted() -> dict[str, dict[str, int]]:
    """Count the plan's duties from the file itself."""
    counts: dict[str, dict[str, int]] = {}
    for measure in measures_in(facts()):
        for unit, role in roles_of(facts(), measure).items():
            counts.setdefault(unit, {"lead": 0, "cooperating": 0})[role] += 1
    return counts


def test_the_totals_are_formulas_that_agree_with_the_counts(run: Run, tmp_path: Path) -> None:
    counts = counted()
    formulas = asked(run, tmp_path, "workload").worksheets[0]
    (head,) = [row for row in formulas.iter_rows() if row[0].value == "单位"]
    (total,) = [row for row in formulas.iter_rows() if row[0].value == "合计"]
    titles = [cell.value for cell in head]
    first, last = head[0].row + 1, total[0].row - 1
    assert last - first + 1 == len(facts()["units"])
    raw = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_index(0).to_python()
    for title, role in (("牵头", "lead"), ("配合", "cooperating")):
        place = titles.index(title)
        letter = get_column_letter(place + 1)
        assert total[place].value == f"=SUM({letter}{first}:{letter}{last})"
        for row in range(first, last + 1):
            unit = formulas.cell(row, 1).value
            assert formulas.cell(row, place + 1).value == counts[unit][role]
        # What a reader shows that doesn't reckon: the value stored beside the formula.
        assert raw[total[0].row - 1][place] == sum(each[role] for each in counts.values())


@pytest.mark.parametrize("cells", [(7,), (1, 2, "无"), (True, 5)])
def test_a_total_that_is_not_the_sum_stays_a_value(cells: tuple[Any, ...]) -> None:
    rows = [Row(cells=("1", "甲局", cell)) for cell in cells]
    sheet = one_sheet(table_of(*rows, total=Row(cells=("合计", "", 6))))
    assert sheet.cell(sheet.max_row, 3).value == 6


def test_ids_are_text_and_counts_are_numbers(run: Run, tmp_path: Path) -> None:
    book_ = asked(run, tmp_path, "")
    sheet = book_.worksheets[0]
    (row,) = [row for row in sheet.iter_rows() if row[0].value == "2.1"]
    assert row[0].data_type == "s"
    assert (row[2].value, row[2].data_type) == (6, "n")
    ids = {cell.data_type for cell in book_["数据"]["B"]}
    assert ids == {"s"}


@pytest.mark.parametrize("number", [0, -5, 10**14, 0.25])
def test_numbers_stay_numbers(number: float) -> None:
    sheet = one_sheet(table_of(Row(cells=("1", "甲局", number))))
    assert sheet.cell(sheet.max_row, 3).value == number


@pytest.mark.parametrize("number", [10**20, float("nan"), float("inf")])
def test_what_excel_cannot_count_is_text(number: float) -> None:
    sheet = one_sheet(table_of(Row(cells=("1", "甲局", number))))
    assert sheet.cell(sheet.max_row, 3).data_type == "s"


def test_the_data_sheet_is_plain() -> None:
    columns = (
        Column(key="measure", title="编号"),
        Column(key="lead", title="牵头单位"),
        Column(key="count", title="项数", number=True),
        Column(key="day", title="完成日期"),
        Column(key="open", title="等", text=lambda cell: "等" if cell else ""),
        Column(key="none", title="空"),
    )
    rows = [("2.10", ("甲局", "乙局"), 3, date(2025, 6, 30), True, None)]
    answer = answer_of(table_of(), records=Records(columns=columns, rows=rows))
    style = PaperStyle(headings={"lead": "责任单位"})
    sheet: Any = book(content("xlsx", answer, style))["数据"]
    head, row = sheet.iter_rows()
    assert [cell.value for cell in head] == ["编号", "责任单位", "项数", "完成日期", "等", "空"]
    assert row[0].value == "2.10"
    assert row[1].value == "甲局、乙局"
    assert row[2].value == 3
    assert (row[3].value.date(), row[3].number_format) == (date(2025, 6, 30), "yyyy-mm-dd")
    assert (row[4].value, row[5].value) == ("等", None)
    assert not sheet.merged_cells.ranges
    assert sheet.auto_filter.ref == "A1:F2"
    assert sheet.freeze_panes == "A2"


def test_cells_of_the_data_sheet_take_what_is_typed() -> None:
    columns = (
        Column(key="id", title="编号"),
        Column(key="day", title="日期", day=True),
        Column(key="count", title="项数"),
    )
    records = Records(columns=columns, rows=(("2.10", None, 3),))
    sheet: Any = book(content("xlsx", answer_of(records=records)))["数据"]
    expected = {"A": "@", "B": "yyyy-mm-dd", "C": "General"}
    assert {name: sheet[f"{name}2"].number_format for name in expected} == expected
    # The whole column: rows are added.
    found = {name: sheet.column_dimensions[name].number_format for name in expected}
    assert found == expected


def test_what_is_kept_is_hidden_well() -> None:
    columns = (Column(key="id", title="编号"), Column(key="day", title="日期"))
    kept = Records(columns=columns, rows=(("2.10", date(2025, 1, 2)), ("=1", None)))
    sheet = book(content("xlsx", answer_of(table_of(), kept=kept))).worksheets[
        -2
    ]  # behind it: what was printed
    assert sheet.sheet_state == "veryHidden"
    said = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert said == [["编号", "日期"], ["2.10", "2025-01-02"], ["=1", None]]


def test_the_data_sheet_holds_every_record(run: Run, tmp_path: Path) -> None:
    sheet = asked(run, tmp_path, "duties 市科协")["数据"]
    roles = [
        (measure["id"], role)
        for measure in measures_in(facts())
        for unit, role in roles_of(facts(), measure).items()
        if unit == "市科协"
    ]
    words = {"lead": "牵头", "cooperating": "配合"}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    place, role = rows[0].index("编号"), rows[0].index("身份")
    assert [(row[place], row[role]) for row in rows[1:]] == [
        (ident, words[name]) for ident, name in roles
    ]


# Page -------------------------------------------------------------------------------------------


def test_a_table_prints_on_one_page_across_with_its_head_repeated() -> None:
    rows = [Row(cells=(f"{n}", "甲局", n)) for n in range(3)]
    sheet = one_sheet(table_of(*rows))
    assert sheet.page_setup.paperSize == A4
    assert sheet.page_setup.orientation in (None, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((None, 0), (1, 0))
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'某表'!$A$1:$C$6"
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


@pytest.mark.parametrize(("size", "paper"), [("A4", A4), ("A3", A3)])
def test_a_wide_table_lies_on_the_paper_that_the_plan_names(size: str, paper: int) -> None:
    columns = tuple(Column(key=f"k{n}", title=f"第{n}列") for n in range(9))
    table = Table(columns=columns, rows=(Row(cells=("一段相当长的文字内容",) * 9),))
    sheet = one_sheet(table, style=PaperStyle(sheet_size=size))
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == paper


def test_the_first_free_cell_is_the_first_one_shown(run: Run, tmp_path: Path) -> None:
    sheet = asked(run, tmp_path, "matrix").worksheets[0]
    pane = sheet.sheet_view.pane
    assert (pane.state, pane.xSplit, pane.ySplit) == ("frozen", 2, 4)
    assert pane.topLeftCell == "C5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.print_title_cols == "$A:$B"


def test_upright_headings_are_stacked_and_have_the_height_they_need(
    run: Run, tmp_path: Path
) -> None:
    sheet = asked(run, tmp_path, "matrix").worksheets[0]
    head = next(iter(sheet.iter_rows(min_row=4, max_row=4)))
    assert [cell.value for cell in head] == ["编号", "举措", *facts()["units"]]
    assert {cell.alignment.textRotation for cell in head[2:]} == {255}
    assert sheet.row_dimensions[4].height >= max(map(len, facts()["units"])) * 15


@pytest.mark.parametrize(("length", "a_line"), [(3, 1), (14, 1), (15, 2), (20, 2), (38, 3)])
def test_an_upright_heading_is_whole_however_long(length: int, a_line: int) -> None:
    columns = (
        Column(key="measure", title="编号"),
        Column(key="unit", title="长" * length, upright=True),
    )
    sheet = one_sheet(Table(columns=columns, rows=(Row(cells=("1.1", "牵")),)))
    # A Chinese character of 11 points is 14.7 pixels wide; Excel keeps 5 of a cell free.
    assert sheet.column_dimensions["B"].width * 8 - 5 >= a_line * 14.7
    needed = -(-length // a_line) * 11 * 1.3
    assert needed <= sheet.row_dimensions[3].height <= needed + 60
    assert sheet["B3"].alignment.textRotation == (255 if a_line == 1 else 0)
    assert sheet["B3"].alignment.wrapText is (True if a_line > 1 else None)


def test_a_matrix_of_hundreds_goes_on_several_pages() -> None:
    columns = (
        Column(key="measure", title="编号"),
        *(Column(key=f"u{n}", title=f"某某第{n}局", upright=True) for n in range(300)),
    )
    sheet = one_sheet(Table(columns=columns, rows=(Row(cells=("1.1", *"牵" * 300)),)))
    assert sheet.page_setup.fitToWidth > 1
    assert sheet.print_title_cols == "$A:$A"


def test_several_tables_repeat_the_title() -> None:
    row = Row(cells=("1", "甲局", 1))
    sheet = one_sheet(table_of(row, title="子"), table_of(row, title="丑"))
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "A2"


def printed(sheet: Any) -> list[list[int]]:
    """Return the rows of each page, as breaks and heights of rows have it."""
    starts = [each.id + 1 for each in sheet.row_breaks.brk]
    edges = [1, *starts, sheet.max_row + 1]
    return [list(range(first, last)) for first, last in pairwise(edges)]


def page_height(sheet: Any) -> float:
    """Return how many points of rows a page holds at the scale that is set or its width forces."""
    turned = sheet.page_setup.orientation == "landscape"
    width, height = (842 - 86.4, 595 - 108) if turned else (595 - 86.4, 842 - 108)
    columns = sheet.column_dimensions.values()
    pixels = sum(each.width * 8 * (each.max - each.min + 1) for each in columns)
    fits = min(width / (pixels * 0.75), 1)
    return float(height / (fits if fitted(sheet) else sheet.page_setup.scale / 100))


def test_a_group_is_never_parted_from_its_first_row() -> None:
    rows = [Row(cells=(f"{n}", "甲局", n), group=f"第{n // 3}节") for n in range(200)]
    sheet = one_sheet(
        table_of(*rows, total=Row(cells=("合计", "", sum(range(200)))), notes=("注",))
    )
    pages = printed(sheet)
    assert len(pages) > 3
    for page in pages:
        assert not str(sheet.cell(page[-1], 1).value).startswith("第")
    *_, last = pages
    assert [sheet.cell(row, 1).value for row in last][-4:] == ["198", "199", "合计", "注"]
    assert max(len(page) for page in pages) * 19.5 > page_height(sheet) * 0.85


@pytest.mark.parametrize("count", range(30, 80, 3))
def test_what_is_filtered_is_printed_a_little_smaller_lest_its_end_be_lonely(count: int) -> None:
    rows = [Row(cells=(f"{n}", "甲局", n)) for n in range(count)]
    total = Row(cells=("合计", "", sum(range(count))))
    sheet = one_sheet(table_of(*rows, total=total, notes=("注",)))
    assert sheet.auto_filter.ref
    high = sum(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))
    pages = high / page_height(sheet)
    most = sheet.page_setup.fitToHeight
    if not fitted(sheet):
        assert min(map(len, printed(sheet))) > count / 2 - 4
    elif most == 0:
        assert pages <= 0.98
    else:
        assert pages * 0.75 <= (most or 1) <= pages + 1, "at least at three quarters of its size"


def fitted(sheet: Any) -> bool:
    """Whether a sheet is fitted to pages: Excel then heeds no break that is set."""
    return bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)


@pytest.mark.parametrize("count", [3, 30, 80])
@pytest.mark.parametrize("typed", ["", "甲局"])
@pytest.mark.parametrize("group", ["", "节"])
def test_a_sheet_is_fitted_or_has_breaks(count: int, typed: str, group: str) -> None:
    rows = [Row(cells=(f"{n}", typed, n), group=group) for n in range(count)]
    sheet = one_sheet(table_of(*rows))
    assert bool(sheet.row_breaks.brk) == (count == 80 and bool(typed) and bool(group))
    assert fitted(sheet) != bool(sheet.row_breaks.brk)
    assert (sheet.page_setup.scale == 88) == bool(sheet.row_breaks.brk)


def test_of_several_tables_each_head_is_written_once() -> None:
    rows = [Row(cells=(f"{n}", "甲局", n)) for n in range(90)]
    sheet = one_sheet(table_of(*rows, title="子"), table_of(*rows, title="丑"))
    assert [row[0].value for row in sheet.iter_rows()].count("编号") == 2
    assert sheet.row_breaks.brk


def test_rows_to_type_in_grow_and_are_not_merged() -> None:
    rows = [Row(cells=(f"{n}", "", n), group="节") for n in range(3)]
    table = table_of(*rows)
    raw = content("xlsx", answer_of(table))
    sheet = zipfile.ZipFile(io.BytesIO(raw)).read("xl/worksheets/sheet1.xml").decode()
    found = dict(re.findall(r'<row r="(\d+)"([^>]*)>', sheet))
    assert [number for number, said in found.items() if "customHeight" not in said] == list("567")
    assert all(" ht=" in said for said in found.values())
    merged = one_sheet(table).merged_cells.ranges
    assert [str(area) for area in merged if area.min_row > 3] == ["A4:C4"]
    plain = table_of(*(row._replace(group="") for row in rows))
    assert one_sheet(plain).auto_filter.ref == "A3:C6"


def test_a_sheet_a_little_higher_than_a_page_is_printed_smaller() -> None:
    def fits(count: int) -> bool:
        rows = [Row(cells=(f"{n}", "甲局", n), group="节") for n in range(count)]
        sheet = one_sheet(table_of(*rows))
        return bool(fitted(sheet) and sheet.page_setup.fitToHeight != 0)

    found = [count for count in range(20, 60) if fits(count)]
    assert found == list(range(min(found), max(found) + 1))
    # A third more than the some 34 rows that a page holds.
    assert 10 <= len(found) <= 12


def test_a_sheet_that_is_filled_in_keeps_its_size() -> None:
    for count in range(28, 50):
        rows = [Row(cells=(f"{n}", "", n), group="节") for n in range(count)]
        assert one_sheet(table_of(*rows)).page_setup.fitToHeight == 0


def test_marks_take_little_more_than_a_character(run: Run, tmp_path: Path) -> None:
    sheet = asked(run, tmp_path, "matrix").worksheets[0]
    marks = sheet.column_dimensions["C"]
    assert (marks.min, marks.max) == (3, 2 + len(facts()["units"]))
    assert 14.7 + 5 <= marks.width * 8 <= 24
    assert page_height(sheet) <= 487 / 0.8, "printed at less than 9 points"


def test_the_sheet_of_data_is_not_printed(run: Run, tmp_path: Path) -> None:
    sheet = asked(run, tmp_path, "duties 市科协")["数据"]
    (area,) = sheet.print_area.replace("$", "").split("!")[1:]
    assert area not in {cell.coordinate for row in sheet.iter_rows() for cell in row}
    assert sheet[area].value is None
    assert "不打印" in sheet.oddFooter.center.text
    assert sheet.print_title_cols is None, "it would be printed beside the area"
    # Without the area it is printed as large as can be read.
    pixels = sum(each.width * 8 for each in sheet.column_dimensions.values())
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth * (842 - 86.4) >= pixels * 0.75 * 0.7
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"


def test_what_is_filled_in_lies_on_a_larger_paper_rather_than_be_printed_small() -> None:
    columns = tuple(Column(key=f"k{n}", title=f"第{n}列", weight=30) for n in range(9))
    for shown, size, paper in ((3, "", A4), (9, "", A3), (9, "A4", A4), (3, "A3", A3)):
        heads = (*columns[:shown], Column(key="text", title="文字"))
        cells = (*("",) * shown, "一段相当长的文字内容" * 5)
        table = Table(columns=heads, rows=(Row(cells=cells),))
        part = Part(title="某表", tables=(table,), landscape=True)
        answer = answer_of(parts=(part,))
        sheet: Any = book(content("xlsx", answer, PaperStyle(sheet_size=size))).worksheets[0]
        assert sheet.page_setup.paperSize == paper
        width = (420 if paper == A3 else 297) / 25.4 * 72 - 86.4
        pixels = sum(
            each.width * 8 * (each.max - each.min + 1) for each in sheet.column_dimensions.values()
        )
        small = size == "A4" and shown == 9
        assert (pixels * 0.75 * 9 / 11 <= width) != small, "printed at less than 9 points"


def test_widths_do_not_hang_on_a_font_that_a_machine_may_lack() -> None:
    opened: Any = book(content("xlsx", answer_of(table_of(Row(cells=("1", "甲局", 1))))))
    usual = opened._fonts[0]
    assert (usual.name, usual.sz, usual.scheme) == ("Arial", 10.5, None)


def test_text_that_a_cell_cannot_hold_is_told() -> None:
    long = "长" * 40_000
    records = Records(columns=(Column(key="k", title="列"),), rows=[(long,), ("短",)])
    answer = answer_of(table_of(Row(cells=("1", long, 1))), records=records)
    sheet: Any = book(content("xlsx", answer)).worksheets[0]
    notes = [row[0] for row in texts(sheet)[-2:]]
    assert notes == [
        "Excel 每格只能写 32767 字，本表有 1 格超出，超出部分未写入。",
        "Excel 每格只能写 32767 字，“数据”表有 1 格超出，超出部分未写入。",
    ]
    short = answer_of(table_of(Row(cells=("1", "短", 1))))
    assert not [
        row for row in texts(book(content("xlsx", short)).worksheets[0]) if "超出" in str(row)
    ]


def test_rows_are_as_high_as_their_text() -> None:
    columns = (Column(key="t", title="内容", weight=1), Column(key="n", title="序号"))
    rows = [Row(cells=("办" * length, "1")) for length in (5, 100, 400)]
    sheet = one_sheet(Table(columns=columns, rows=tuple(rows)))
    per_line = (sheet.column_dimensions["A"].width * 8 - 5) // 14.7
    heights = [sheet.row_dimensions[number].height for number in (4, 5, 6)]
    for length, height in zip((5, 100, 400), heights, strict=True):
        needed = -(-length // per_line) * 11 * 1.25
        assert needed <= height <= needed * 1.16 + 20


def test_rows_to_write_in_are_high() -> None:
    sheet = one_sheet(table_of(Row(cells=("1", "甲局", "")), by_hand=True))
    assert sheet.row_dimensions[4].height >= 30


def test_a_row_higher_than_excel_can_goes_over_several() -> None:
    columns = (Column(key="t", title="内容"), Column(key="n", title="序号"))
    sheet = one_sheet(Table(columns=columns, rows=(Row(cells=("办" * 5000, "1")),)))
    (area,) = [area for area in sheet.merged_cells.ranges if str(area).startswith("A4")]
    heights = [sheet.row_dimensions[number].height for number in range(4, area.max_row + 1)]
    assert max(heights) <= 409
    assert sum(heights) > 409
    assert len(sheet["A4"].value) == 5000


def test_every_cell_of_a_table_has_a_border_and_its_font(run: Run, tmp_path: Path) -> None:
    sheet = asked(run, tmp_path, "units").worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[0].value == 1)
    for cell in row:
        assert cell.border.left.style == cell.border.top.style == "thin"
        assert cell.font.name == "仿宋"
    assert sheet["A1"].font.name == "方正小标宋简体"


# Choices ----------------------------------------------------------------------------------------


def with_choices(*choices: str) -> Any:
    columns = (Column(key="a", title="任务"), Column(key="b", title="完成情况", choices=choices))
    rows = tuple(Row(cells=(f"任务{n}", "")) for n in range(3))
    records = Records(columns=columns, rows=[row.cells for row in rows])
    answer = answer_of(Table(columns=columns, rows=rows), records=records)
    return book(content("xlsx", answer))


def test_choices_are_offered_in_the_columns_cells() -> None:
    opened = with_choices("已完成", "进行中", "未启动")
    for sheet, area in ((opened.worksheets[0], "B4:B6"), (opened["数据"], "B2:B4")):
        (offered,) = sheet.data_validations.dataValidation
        assert offered.formula1 == '"已完成,进行中,未启动"'
        assert str(offered.sqref) == area


@pytest.mark.parametrize("choices", [tuple(f"某某某某第{n}局" for n in range(60)), ("甲,乙", "丙")])
def test_choices_that_a_cell_cannot_hold_stand_on_a_hidden_sheet(choices: tuple[str, ...]) -> None:
    opened = with_choices(*choices)
    (offered,) = opened.worksheets[0].data_validations.dataValidation
    assert offered.formula1 == f"'选项'!$A$1:$A${len(choices)}"
    assert opened["选项"].sheet_state == "hidden"
    assert [cell.value for cell in opened["选项"]["A"]] == list(choices)


# Safety -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    table = table_of(
        Row(cells=(text, text, 1), group=text, details=(text,)), title=text, notes=(text,)
    )
    records = Records(columns=(Column(key="k", title=text),), rows=[(text,)])
    raw = content("xlsx", answer_of(table, title=text, lead=(text,), records=records))
    expected = re.sub("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202e]", "", text)
    expected = re.sub("\r\n|[\x0b\u2028]", "\n", expected)[:32_767]
    opened = book(raw)
    assert (opened["数据"]["A2"].value or "") == expected
    assert "<f>" not in xml_of(raw, "xl/worksheets/sheet1.xml")
    for sheet in opened.worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()


@given(st.text(), st.text())
def test_any_text_can_be_written(one: str, two: str) -> None:
    table = table_of(Row(cells=(one, two, 1), group=two, details=(one,)), title=two)
    assert book(content("xlsx", answer_of(table, title=one))).worksheets


@pytest.mark.parametrize(
    "answer",
    [
        Answer(heading="题", parts=(), records=Records(columns=(), rows=[])),
        answer_of(),
        answer_of(Table()),
        answer_of(table_of()),
        answer_of(Table(columns=(Column(key="a", title="列"),), rows=(Row(cells=("甲",)),))),
    ],
)
def test_next_to_nothing_is_a_workbook_too(answer: Answer) -> None:
    assert book(content("xlsx", answer)).sheetnames


# The file ---------------------------------------------------------------------------------------


def test_the_same_answer_is_the_same_file_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = answer_of(table_of(Row(cells=("1", "甲局", 1))))
    first = content("xlsx", answer)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert content("xlsx", answer) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert len({entry.date_time for entry in archive.infolist()}) == 1
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
    assert "2000-01-01T00:00:00Z" in xml_of(first, "docProps/core.xml")


def test_properties_name_the_paper_the_plan_and_the_coordinator() -> None:
    answer = answer_of(table_of(), title="题")
    found = book(content("xlsx", answer, PaperStyle(coordinator="某办公室"))).properties
    assert (found.title, found.creator) == ("题", "某办公室")
    assert found.subject == answer.heading


def test_without_a_file_name_it_says_so(run: Run) -> None:
    done = run("workload", "-f", "xlsx")
    assert (done.code, done.out) == (2, "")
    assert "-o 文件名.xlsx" in done.err
