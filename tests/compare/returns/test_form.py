"""A form that went out is read again: as it is, saved by LibreOffice, saved as CSV."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referees import office_saved
from sciplan.base.answer import Column
from sciplan.base.errors import SciplanError
from sciplan.compare.returns.form import ReturnedForm, read
from sciplan.documents.reading import sheets
from sciplan.formats.xlsx import render
from sciplan.papers import forms
from sciplan.papers.forms import Form, FormKind, form_answer
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.style import PaperStyle
from support import plan_of, small

KIND = FormKind(
    kind="tried",
    title="试填表",
    columns=(
        Column(key="measure", title="编号", given=True),
        Column(key="title", title="任务", given=True),
        Column(key="said", title="说明"),
        Column(key="state", title="情况", choices=("已办", "未办")),
    ),
    fields=(Column(key="name", title="联系人"), Column(key="date", title="日期")),
    periodic=True,
    guide=("逐项填写。",),
)
OTHER = FormKind(kind="other", title="另一表", columns=KIND.columns)
ROWS = (("2.10", "=1+1", "", ""), ("2.1", "办事", "", ""), ("", "", "", ""))
GREY = "FFF2F2F2"
HEADINGS = {"title": "事项"}


def sent(unit: str = "甲局", style: PaperStyle | None = None) -> bytes:
    style = style or PaperStyle(headings=HEADINGS)
    source = Source(graph=build([plan_of(small())]), style=style)
    form = Form(unit=unit, rows=ROWS, fields={"name": "张三"}, period="2025-11", notes=("请填写",))
    return render(form_answer(source, KIND, form), style)


SENT = sent()
Edit = Callable[[Any, Any], None]


def edited(edit: Edit, raw: bytes | None = None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(raw or sent()))
    edit(book, book["试填表"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cell_of(sheet: Any, key: str, title: str) -> Any:
    """Return a cell of the form by the key of its row and the title of its column."""
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if row[0].value == "编号")
    column = next(cell.column for cell in head if cell.value == title)
    row = next(row for row in rows if row[0].value == key)
    return sheet.cell(row[0].row, column)


def fill(sheet: Any) -> None:
    cell_of(sheet, "2.10", "说明").value = "办了\n两件"
    cell_of(sheet, "2.1", "说明").value = "，=在办"
    cell_of(sheet, "2.1", "情况").value = "已办"
    cell_of(sheet, "2.1", "说明").offset(1, 0).value = "另加的"


def back(raw: bytes, name: str = "表.xlsx", headings: Mapping[str, str] = HEADINGS) -> ReturnedForm:
    return read(sheets(raw, name), name, [OTHER, KIND], headings)


def says(form: ReturnedForm) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in form.rows:
        found.setdefault(row.key, []).append((row.texts["said"], row.texts["state"]))
    return found


FILLED = {"2.10": [("办了\n两件", "")], "2.1": [("，=在办", "已办")], "": [("另加的", "")]}


def whose(form: ReturnedForm) -> tuple[str, str, str, str]:
    return form.kind.kind, form.plan, form.unit, form.period


def test_what_was_filled_in_is_read_with_its_places() -> None:
    form = back(edited(lambda _, sheet: fill(sheet)))
    assert whose(form) == ("tried", "small", "甲局", "2025-11")
    assert says(form) == FILLED
    assert form.fields == {"name": "张三", "date": ""}
    assert form.problems == ()
    assert form.missing == ()
    assert form.sent == {
        "2.10": {"measure": "2.10", "title": "=1+1", "said": "", "state": ""},
        "2.1": {"measure": "2.1", "title": "办事", "said": "", "state": ""},
    }
    sheet = openpyxl.load_workbook(io.BytesIO(sent()))["试填表"]
    by_key = {row.key: row for row in form.rows}
    for key in ("2.1", "2.10"):
        place = form.location(by_key[key], "said")
        assert place.cell == cell_of(sheet, key, "说明").coordinate


def test_printed_cells_are_grey_and_what_is_typed_stays_text_at_the_left() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(sent()))["试填表"]
    for key in ("2.10", "2.1"):
        for title, printed in (("编号", True), ("事项", True), ("说明", False), ("情况", False)):
            cell = cell_of(sheet, key, title)
            assert (cell.fill.fgColor.rgb == GREY) == printed
            assert cell.number_format == "@"
            assert printed or cell.alignment.horizontal == "left"
    # A row without a key is room to write, printed columns too.
    blank = cell_of(sheet, "2.1", "事项").offset(1, 0)
    assert (blank.value, blank.fill.fgColor.rgb == GREY) == (None, False)
    (choices,) = sheet.data_validations.dataValidation
    assert choices.formula1 == '"已办,未办"'


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "in.xlsx"
    path.write_bytes(edited(lambda _, sheet: fill(sheet)))
    return path


def test_libreoffice_keeps_all_that_tells_whose_form_it_is(workbook: Path, tmp_path: Path) -> None:
    (made,) = office_saved([workbook], tmp_path)
    form = back(made)
    assert whose(form) == ("tried", "small", "甲局", "2025-11")
    assert says(form) == FILLED
    assert form.problems == ()
    assert set(form.sent or ()) == {"2.10", "2.1"}


def test_saved_as_csv_the_lines_above_the_table_tell_it(workbook: Path, tmp_path: Path) -> None:
    # UTF-8 with a byte order mark, as WPS and Excel save 「CSV UTF-8」.
    (made,) = office_saved([workbook], tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76")
    form = back(b"\xef\xbb\xbf" + made, "表.csv")
    assert whose(form) == ("tried", "small", "甲局", "2025-11")
    assert says(form) == FILLED
    assert form.fields == {"name": "张三", "date": ""}
    assert form.sent is None
    row = next(row for row in form.rows if row.key == "2.1")
    assert "“说明”" in form.location(row, "said").cell


def as_csv(raw: bytes) -> bytes:
    """Return the form as Excel on a Chinese Windows saves it: GB18030."""
    text = io.StringIO()
    sheet = openpyxl.load_workbook(io.BytesIO(raw))["试填表"]
    csv.writer(text).writerows(sheet.iter_rows(values_only=True))
    return text.getvalue().encode("gb18030")


def test_a_csv_of_a_chinese_excel_is_read() -> None:
    form = back(as_csv(edited(lambda _, sheet: fill(sheet))), "表.csv")
    assert whose(form) == ("tried", "small", "甲局", "2025-11")
    assert says(form) == FILLED


def hide_away(book: Any, _sheet: Any) -> None:
    del book["填表信息"]


def test_without_the_hidden_sheet_the_visible_lines_do() -> None:
    form = back(edited(hide_away))
    assert whose(form) == ("tried", "small", "甲局", "2025-11")
    assert form.sent is None


def line_with(sheet: Any, words: str) -> Any:
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return next(cell for cell in cells if words in str(cell.value))


def test_fields_are_read_however_they_are_typed() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        line = line_with(sheet, "联系人：")
        line.value = "联系人:  李四  日期：  3月5日前 下午"

    assert back(edited(edit)).fields == {"name": "李四", "date": "3月5日前 下午"}


def test_a_day_beside_its_label_is_read() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        line = line_with(sheet, "联系人：")
        (area,) = [each for each in sheet.merged_cells.ranges if line.coordinate in each]
        sheet.unmerge_cells(str(area))
        line.value = "日期："
        line.offset(0, 1).value = date(2025, 11, 3)

    assert back(edited(edit)).fields["date"] == "2025-11-03"


def test_sorted_and_shortened_it_says_what_is_missing() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        sheet.delete_rows(cell_of(sheet, "2.10", "编号").row)

    form = back(edited(edit))
    assert form.missing == ("2.10",)
    assert [row.key for row in form.rows] == ["2.1"]


@pytest.mark.parametrize(
    ("edit", "cell", "told"),
    [
        (
            lambda _, s: setattr(cell_of(s, "2.1", "事项"), "value", "别的"),
            "事项",
            "“事项”只供查看，改了不算；发出时是“办事”",
        ),
        (
            lambda _, s: setattr(cell_of(s, "2.1", "编号"), "value", "9.9"),
            "编号",
            "“编号”写作“9.9”，发出的表里没有；另加的行，这一格请空着",
        ),
        (
            lambda _, s: setattr(cell_of(s, "2.1", "说明"), "value", date(2025, 1, 2)),
            "说明",
            "“说明”成了日期或时间；请把单元格格式设为“文本”，再照原话填写",
        ),
        (
            lambda _, s: setattr(line_with(s, "甲局"), "value", "填表单位（盖章）：乙局"),
            "",
            "“填表单位（盖章）”写作“乙局”，这张表发出时是“甲局”",
        ),
    ],
)
def test_what_is_only_printed_is_told_where_it_was_changed(
    edit: Edit, cell: str, told: str
) -> None:
    form = back(edited(edit))
    (problem,) = form.problems
    assert problem.message == told
    if cell:
        sheet = openpyxl.load_workbook(io.BytesIO(sent()))["试填表"]
        assert problem.location.cell == cell_of(sheet, "2.1", cell).coordinate


def test_another_period_is_told_in_words() -> None:
    def edit(_book: Any, sheet: Any) -> None:
        line = line_with(sheet, "2025年11月")
        line.value = line.value.replace("2025年11月", "2025年12月")

    (problem,) = back(edited(edit)).problems
    assert problem.message.endswith("写作“2025年12月”，这张表发出时是“2025年11月”")


def gone_and_retitled(book: Any, sheet: Any) -> None:
    hide_away(book, sheet)
    line_with(sheet, "试填表").value = "某表"


def gone_and_nameless(book: Any, sheet: Any) -> None:
    hide_away(book, sheet)
    line_with(sheet, "方案代号").value = "填表单位（盖章）：甲局"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (gone_and_retitled, "表.xlsx 不是能读的表：没有隐藏的“填表信息”，也没有标题"),
        (gone_and_nameless, "表.xlsx 看不出是谁填的：表头上面没有写明“方案代号、填报期”"),
        (
            lambda _, s: setattr(cell_of(s, "编号", "说明"), "value", "话"),
            "表.xlsx 的表头没有“说明”，列名请改回",
        ),
        (lambda b, _: b["填表信息"].__setitem__("B2", "later"), "是“later”表，本版不认识"),
    ],
)
def test_what_can_t_be_read_is_refused(edit: Edit, told: str) -> None:
    with pytest.raises(SciplanError) as error:
        back(edited(edit))
    assert told in error.value.message


def test_columns_as_they_went_out_are_found_whatever_the_plan_calls_them_now() -> None:
    assert whose(back(sent(), headings={}))[0] == "tried"
    assert back(sent(), headings={}).grid.titles["title"] == "事项"


@pytest.mark.parametrize(
    ("printed", "key", "told"),
    [
        ("=1+1", "2.10", ""),
        ("别的", "", "“编号”成了数字 2.1，看不出是 2.1 还是 2.10；"),
    ],
)
def test_an_id_that_became_a_number_goes_by_what_is_printed_beside_it(
    printed: str, key: str, told: str
) -> None:
    def edit(_book: Any, sheet: Any) -> None:
        title, ident = cell_of(sheet, "2.10", "事项"), cell_of(sheet, "2.10", "编号")
        title.value, title.data_type = printed, "s"
        ident.value, ident.number_format = 2.1, "General"

    form = back(edited(edit))
    assert [row.key for row in form.rows] == [key, "2.1"]
    assert [problem.message.startswith(told) for problem in form.problems] == [True] * bool(told)


@given(
    st.lists(st.lists(st.sampled_from(["format", forms.FORMAT, "kind", "tried", "plan", "unit",
                                       "column", "title", "row", "measure", "2.1", ""]),
                      max_size=4), max_size=12)
)  # fmt: skip
def test_whatever_the_hidden_sheet_says_there_is_a_form_or_a_message(rows: list[list[str]]) -> None:
    def edit(book: Any, sheet: Any) -> None:
        hide_away(book, sheet)
        hidden = book.create_sheet("填表信息")
        for row in rows:
            hidden.append(row)
        hidden.sheet_state = "hidden"

    told = ""
    try:
        told = back(edited(edit, SENT)).unit
    except SciplanError as error:
        told = error.message
    assert told in {"甲局", *(each for row in rows for each in row)} or told.startswith("表.xlsx ")
