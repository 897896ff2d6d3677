"""Workbooks and CSV files made in the test run."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from sciplan.base.errors import SciplanError
from sciplan.documents import reading
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Grid

HEAD = ["序号", "任务", "目标", "牵头单位", "配合单位", "完成时限"]


def book(*fills: Callable[[Worksheet], None]) -> bytes:
    """Return a workbook with a sheet for each function, named after it where it is not 'fill'."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for number, fill in enumerate(fills, 1):
        fill(made.create_sheet(f"Sheet{number}"))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def rows_of(raw: bytes) -> list[tuple[str, ...]]:
    blocks = reading.read(raw, "a.xlsx").blocks
    return [row for block in blocks if isinstance(block, Grid) for row in block.rows]


def read(raw: bytes, name: str = "a.xlsx") -> Draft:
    return draft(reading.read(raw, name))


def outline(found: Draft) -> list[str]:
    return [
        *(f"{section.id} {section.title}" for section in found.plan.sections),
        *(f"{entry.measure.id} {entry.measure.title}" for entry in found.plan.entries),
    ]


def test_values_are_read_as_they_are_shown() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        bold = TextBlock(InlineFont(b=True), "农村网络")
        sheet.append([1, CellRichText("改造", bold), 0.955, "市工信局", None, None])
        sheet["C2"].number_format = "0.0%"
        sheet["F2"] = dt.date(2025, 12, 31)
        sheet.append(["2", "修渠", 0.5, "市水利局", "", dt.datetime(2025, 6, 1)])  # noqa: DTZ001
        sheet["F3"].number_format = 'yyyy"年"m"月"'
        sheet.append([3.0, "铺管", 12.50, "市住建局", "", "2026年"])

    assert rows_of(book(fill))[1:] == [
        ("1", "改造农村网络", "95.5%", "市工信局", "", "2025年12月31日"),
        ("2", "修渠", "0.5", "市水利局", "", "2025年6月"),
        ("3", "铺管", "12.5", "市住建局", "", "2026年"),
    ]


def test_days_may_count_from_1904() -> None:
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    assert made.active is not None
    made.active.append([dt.date(2025, 12, 31), 0.5])
    out = io.BytesIO()
    made.save(out)
    assert rows_of(out.getvalue()) == [("2025年12月31日", "0.5")]


def test_formulas_show_the_value_that_was_saved() -> None:
    raw = book(lambda sheet: sheet.append([*HEAD[:5], "=1+1"]))
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, content.replace(b"<v />", b"<v>2</v>").replace(b"<v></v>", b"<v>2</v>")
            )
    assert rows_of(saved.getvalue()) == [(*HEAD[:5], "2")]


UNREAD = "unread-cell"


def unread(found: Draft) -> list[tuple[str, str, str]]:
    """Return the cells that were not read: address, words, and the measure they are noted at."""
    return [
        (problem.location.cell, problem.message.split("；")[0], doubt.at)
        for problem, doubt in zip(found.problems, found.doubts, strict=True)
        if doubt.code == UNREAD
    ]


def test_cells_that_were_not_read_are_told_and_never_blank() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["南湖市任务分解表"])
        sheet.merge_cells("A1:F1")
        sheet.append(HEAD)
        sheet.append([1, "修渠", "", "市水利局", "=D3", "2025年底"])
        sheet.append([2, '="挖"&"井"', "", "市水利局", "市财政局", "#N/A"])
        sheet["F4"].data_type = "e"
        sheet.append([3, "铺管", "", "#REF!", "", "2025年底"])
        sheet["D5"].data_type = "e"
        sheet.append([4, 0.5, "", "市住建局", "", ""])
        sheet["B6"].number_format = "# ?/?"

    found = read(book(fill))
    assert unread(found) == [
        ("Sheet1!E3", "E3 没有读出：公式没有算出的值", "1"),
        ("Sheet1!B4", "B4 没有读出：公式没有算出的值", "2"),
        ("Sheet1!F4", "F4 没有读出：#N/A", "2"),
        ("Sheet1!D5", "D5 没有读出：#REF!", "3"),
        ("Sheet1!B6", "B6 没有读出：不认识的数字格式 # ?/?", "4"),
    ]
    one, two, three, four = (entry.measure for entry in found.plan.entries)
    assert (one.title, one.lead, one.cooperating) == ("修渠", ("市水利局",), ())
    assert (two.title, two.lead) == ("〔B4没有读出〕", ("市水利局",))
    assert (three.title, three.lead) == ("铺管", ())
    assert four.title == "〔B6没有读出〕"
    assert "E3 没有读出" in " ".join(found.comments.values())


def test_a_formula_that_came_to_nothing_is_blank() -> None:
    raw = book(lambda sheet: sheet.append([*HEAD[:5], '=""', "x"]))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b'r="F1"', b'r="F1" t="str"')
            new.writestr(name, content)
    assert rows_of(made.getvalue()) == [(*HEAD[:5], "", "x")]
    assert not reading.read(made.getvalue(), "a.xlsx").doubts


def test_a_cell_under_a_merged_area_is_not_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["任务", "单位"])
        sheet["A2"] = "修渠"
        sheet.merge_cells("A2:B2")

    raw = book(fill)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b'<c r="B2" />', b'<c r="B2" t="e"><v>#N/A</v></c>')
            new.writestr(name, content)
    assert rows_of(made.getvalue())[1] == ("修渠", "修渠")
    assert not reading.read(made.getvalue(), "a.xlsx").doubts


def test_boxes_to_tick_are_no_error() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["任务", "牵头单位", "已完成"])
        sheet.append(["修渠", "市水利局", True])
        sheet.append(["挖井", "市水利局", False])

    assert [row[2] for row in rows_of(book(fill))] == ["已完成", "TRUE", "FALSE"]


def test_cells_of_a_text_file_that_hold_an_error_are_told() -> None:
    text = "任务,牵头单位,完成时限\n修渠,市水利局,####\n挖井,#N/A,2025年底\n"
    found = read(text.encode(), "a.csv")
    assert [doubt.message.split("；")[0] for doubt in found.doubts if doubt.code == UNREAD] == [
        "C2 没有读出：####",
        "B3 没有读出：#N/A",
    ]


def test_hidden_columns_are_left_out_and_told() -> None:
    def fill(sheet: Worksheet) -> None:
        group("新稿", "修渠", "挖井")(sheet)
        sheet["E3"] = "市财政局"
        sheet.column_dimensions["E"].hidden = True

    found = read(book(fill))
    assert [entry.measure.cooperating for entry in found.plan.entries] == [(), ()]
    told = [repair.before for repair in found.repairs if repair.kind == "隐藏的列"]
    assert told == ["新稿：E 列（南湖市任务分解表（新稿）、配合单位、市财政局）"]


def test_places_are_cells_of_the_sheet() -> None:
    def shown(sheet: Worksheet) -> None:
        group("农业组", "修渠", "挖井", "铺管")(sheet)
        sheet.row_dimensions[3].hidden = True

    document = reading.read(book(shown, group("工业组", "建厂")), "a.xlsx")
    found = draft(document)
    lines = [found.lines[ident] for ident in ("1.1", "1.2", "2.1")]
    assert [document.places.words(line) for line in lines] == [
        "农业组!A4",
        "农业组!A5",
        "工业组!A3",
    ]
    assert str(document.places.location(lines[2])) == "a.xlsx!工业组!A3"


def group(name: str, *tasks: str) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        sheet.title = name
        sheet.append([f"南湖市任务分解表（{name}）"])
        sheet.merge_cells("A1:F1")
        sheet.append(HEAD)
        for number, task in enumerate(tasks, 1):
            sheet.append([number, task, "", "市水利局", "", ""])
        sheet.append(["注：与省同步。"])
        sheet.merge_cells(
            start_row=3 + len(tasks), end_row=3 + len(tasks), start_column=1, end_column=6
        )

    return fill


def test_each_sheet_has_its_own_heading() -> None:
    def people(sheet: Worksheet) -> None:
        sheet.title = "联络员"
        sheet.append(["姓名", "电话", "单位"])
        sheet.append(["张三", 123, "市水利局"])

    found = read(book(group("农业组", "修渠", "挖井"), people, group("工业组", "建厂")))
    assert outline(found) == ["1 农业组", "2 工业组", "1.1 修渠", "1.2 挖井", "2.1 建厂"]
    assert not found.problems


def test_hidden_sheets_and_rows_are_left_out_and_told() -> None:
    def hidden(sheet: Worksheet) -> None:
        group("旧稿", "作废")(sheet)
        sheet.sheet_state = "hidden"

    def shown(sheet: Worksheet) -> None:
        group("新稿", "修渠", "挖井", "铺管")(sheet)
        sheet.row_dimensions[4].hidden = True

    found = read(book(hidden, shown))
    assert outline(found) == ["1 修渠", "2 铺管"]
    told = {(repair.kind, repair.before) for repair in found.repairs}
    assert {("隐藏的工作表", "旧稿"), ("隐藏的行", "新稿：1 行")} <= told


def test_rows_that_a_filter_hides_are_read() -> None:
    def fill(sheet: Worksheet) -> None:
        group("新稿", "修渠", "挖井")(sheet)
        sheet.auto_filter.ref = "A2:F4"
        sheet.auto_filter.add_filter_column(1, ["修渠"])
        sheet.row_dimensions[4].hidden = True

    assert outline(read(book(fill))) == ["1 修渠", "2 挖井"]


def test_a_sheet_of_data_counts_before_the_sheet_to_print() -> None:
    def data(sheet: Worksheet) -> None:
        sheet.title = "数据"
        sheet.append(["编号", "章节", "举措", "身份", "位次", "单位"])
        sheet.append(["1.1", "一、水源", "修渠", "牵头", 1, "市水利局"])
        sheet.append(["1.2", "一、水源", "挖井", "牵头", 1, "市水利局"])

    assert outline(read(book(group("打印", "修渠", "挖井"), data))) == [
        "1 水源",
        "1.1 修渠",
        "1.2 挖井",
    ]


def test_a_cell_far_away_is_refused() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = 1

    with pytest.raises(SciplanError, match="范围过大"):
        reading.read(book(fill), "a.xlsx")


TABLE = [
    ["南湖市任务表"],
    ["任务", "牵头单位", "配合单位"],
    ["修渠", "市水利局", "市财政局、市林草局"],
    ["挖井\n打水", "市水利局", ""],
]


def quoted(cell: str) -> str:
    return f'"{cell}"' if "\n" in cell else cell


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv(mark: str, encoding: str) -> None:
    text = "\r\n".join(mark.join(map(quoted, row)) for row in TABLE)
    found = read(text.encode(encoding), "a.csv")
    assert found.plan.head.title == "南湖市任务表"
    first, second = (entry.measure for entry in found.plan.entries)
    assert (first.title, first.lead, first.cooperating) == (
        "修渠",
        ("市水利局",),
        ("市财政局", "市林草局"),
    )
    assert second.title == "挖井打水"


def test_what_is_struck_out_is_left_out_and_told() -> None:
    struck, raised = InlineFont(strike=True), InlineFont(vertAlign="superscript")

    def fill(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        rich = CellRichText("修渠", TextBlock(struck, "20"), "30公里")
        sheet.append([1, rich, 99, "市水利局", "市财政局", None])
        sheet["C2"].font = sheet["E2"].font = Font(strike=True)
        square = CellRichText("造林50m", TextBlock(raised, "2"))
        sheet.append([2, square, None, "市林草局", None, None])

    found = reading.read(book(fill), "a.xlsx")
    assert rows_of(book(fill))[1:] == [
        ("1", "修渠30公里", "", "市水利局", "", ""),
        ("2", "造林50m²", "", "市林草局", "", ""),
    ]
    assert [(one.kind, one.line, one.before, one.after) for one in found.left_out] == [
        ("划去的文字", 2, "Sheet1!B2 修渠2030公里", "修渠30公里"),
        ("划去的文字", 2, "Sheet1!C2 99", ""),
        ("划去的文字", 2, "Sheet1!E2 市财政局", ""),
    ]
    # A workbook that brings its changes back keeps them: nobody tells what was left out there.
    assert reading.sheets(book(fill), "a.xlsx")[0].rows[1][1] == "修渠2030公里"
