"""Answers as Word documents, opened again with python-docx."""

import io
import re
import zipfile
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from office_samples import (
    COMMANDS,
    HOSTILE,
    answer_of,
    attribute,
    book,
    content,
    table_of,
    word,
    xml_of,
)
from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.plan.style import PaperStyle
from support import Run, facts, measures_in, roles_of

MM = 36_000
"""EMU in a millimetre."""


def asked(run: Run, folder: Path, command: str) -> Any:
    """Return what a command writes, opened."""
    path = folder / "out.docx"
    assert run(*command.split(), "-o", str(path)).code == 0
    return word(path)


def style_of(document: Any, element: Any, tag: str) -> Any:
    """Return an element of the style that a paragraph, or the first one in something, names."""
    ident = attribute(element, ".//" + qn("w:pStyle"), "w:val")
    styles = document.styles.element.findall(qn("w:style"))
    (found,) = [each for each in styles if each.get(qn("w:styleId")) == ident]
    return found.find(".//" + qn(tag))


def looks(document: Any) -> dict[str, Any]:
    """Return each paragraph's text → its East Asian font, size and place: all of its style."""
    found = {}
    for paragraph in document.paragraphs:
        if not paragraph.runs:
            continue
        element = paragraph._element
        assert element.find(qn("w:pPr")).find(qn("w:spacing")) is None
        font, size, align = (
            style_of(document, element, tag).get(qn(key))
            for tag, key in (("w:rFonts", "w:eastAsia"), ("w:sz", "w:val"), ("w:jc", "w:val"))
        )
        found[paragraph.text] = (font, int(size) / 2, align)
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_every_answer_opens(run: Run, tmp_path: Path, command: str) -> None:
    document = asked(run, tmp_path, command)
    assert document.tables
    assert document.core_properties.title


# The page (GB/T 9704, domain.md) ----------------------------------------------------------------


def test_a_narrow_table_stands_on_upright_pages(run: Run, tmp_path: Path) -> None:
    (section,) = asked(run, tmp_path, "workload").sections
    assert section.orientation == WD_ORIENT.PORTRAIT
    sizes = [
        section.page_width, section.page_height, section.top_margin, section.bottom_margin,
        section.left_margin, section.right_margin,
    ]  # fmt: skip
    assert [round(size / MM) for size in sizes] == [210, 297, 37, 35, 28, 26]


@pytest.mark.parametrize(("size", "width"), [("A4", 297), ("A3", 420)])
def test_a_wide_part_turns_the_page(size: str, width: int) -> None:
    wide = Table(
        columns=tuple(Column(key=f"k{n}", title=f"第{n}列") for n in range(9)),
        rows=(Row(cells=("一段相当长的文字内容",) * 9),),
    )
    narrow = Part(title="窄", tables=(table_of(Row(cells=("1", "甲局", 1))),))
    answer = answer_of(wide, title="题")
    answer = Answer(
        heading="", title="题", parts=(narrow, *answer.parts, narrow), records=answer.records
    )
    sections = word(content("docx", answer, PaperStyle(sheet_size=size))).sections
    assert [round(section.page_width / MM) for section in sections] == [210, width, 210]
    assert [section.orientation for section in sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip


@pytest.mark.parametrize("notes", [(), ("注一句。",)])
def test_no_empty_line_ends_a_page_of_text(notes: tuple[str, ...]) -> None:
    """Where text fills its last page such a line would begin another; a table needs one below."""
    table = table_of(Row(cells=("1", "甲局", 1)))
    parts = (
        Part(title="一", tables=(table,), notes=notes),
        Part(title="二", tables=(table,), notes=notes, landscape=True),
    )
    document = word(content("docx", Answer(heading="", parts=parts, records=Records.none())))
    assert len(document.sections) == 2
    body = document.element.body
    ends = [each.getparent().getparent() for each in body.iter(qn("w:sectPr"))][:1]
    ends.append(body[-2])
    for end in ends:
        assert "".join(text.text for text in end.iter(qn("w:t"))) == "".join(notes)
        assert end.getprevious().tag == qn("w:tbl")


def test_a_part_may_ask_for_turned_pages() -> None:
    answer = answer_of(table_of(Row(cells=("1", "甲局", 1))), landscape=True)
    (section,) = word(content("docx", answer)).sections
    assert section.orientation == WD_ORIENT.LANDSCAPE


def test_page_numbers_are_outside_and_differ_by_side(run: Run, tmp_path: Path) -> None:
    document = asked(run, tmp_path, "matrix")
    assert document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            (paragraph,) = footer.paragraphs
            element = paragraph._element
            assert paragraph.text.strip() == "—1—"
            assert attribute(element, ".//" + qn("w:jc"), "w:val") == side
            assert style_of(document, element, "w:ind").get(qn(f"w:{side}Chars")) == "100"
            assert element.find(".//" + qn("w:instrText")).text.strip() == "PAGE"
            assert style_of(document, element, "w:sz").get(qn("w:val")) == "28"
            assert style_of(document, element, "w:rFonts").get(qn("w:eastAsia")) == "宋体"


# Fonts ------------------------------------------------------------------------------------------


def test_every_style_names_one_font_and_every_run_hints_at_it(run: Run, tmp_path: Path) -> None:
    document = asked(run, tmp_path, "duties 市科协")
    runs = list(document.element.body.iter(qn("w:r")))
    assert len(runs) > 100
    for one in runs:
        fonts, *more = one.find(qn("w:rPr"))
        assert fonts.tag == qn("w:rFonts")
        assert dict(fonts.attrib) == {qn("w:hint"): "eastAsia"}
        assert [each.tag for each in more] in ([], [qn("w:lang")])
    for paragraph in document.element.body.iter(qn("w:p")):
        if paragraph.find(qn("w:r")) is not None:
            fonts = style_of(document, paragraph, "w:rFonts")
            assert fonts.get(qn("w:eastAsia")) in {"方正小标宋简体", "黑体", "楷体", "仿宋"}
            assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:eastAsia"))
            assert fonts.get(qn("w:hAnsi")) == fonts.get(qn("w:eastAsia"))


def test_styles_have_the_names_by_which_offices_call_them() -> None:
    document = word(content("docx", answer_of(table_of(Row(cells=("1", "甲局", 1))))))
    names = {style.name for style in document.styles}
    assert {"Title", "Body Text", "一级标题", "二级标题", "注", "页码"} <= names
    assert {"表格文字（五号）", "表头（五号）", "表格章节（五号）", "合计（五号）"} <= names
    levels = {
        style.name: attribute(style.element, ".//" + qn("w:outlineLvl"), "w:val")
        for style in document.styles
        if style.element.find(".//" + qn("w:outlineLvl")) is not None
    }
    assert levels == {"Title": "0", "一级标题": "1", "二级标题": "2"}


def test_the_package_says_that_it_is_chinese_and_of_today_s_word() -> None:
    document = word(content("docx", answer_of(table_of(Row(cells=("1", "甲局", 1))))))
    settings = document.settings.element
    assert attribute(settings, qn("w:zoom"), "w:percent") == "100"
    assert attribute(settings, ".//" + qn("w:compatSetting"), "w:val") == "15"
    assert attribute(settings, qn("w:themeFontLang"), "w:val") == "zh-CN"
    assert attribute(settings, qn("w:themeFontLang"), "w:eastAsia") == "zh-CN"
    assert document.core_properties.language == "zh-CN"


def test_a_table_is_described_to_who_cannot_see_it() -> None:
    table = table_of(Row(cells=("1", "甲局", 1)), title="牵头<任务>")
    (made,) = word(content("docx", answer_of(table))).tables
    properties = made._tbl.tblPr
    assert attribute(properties, qn("w:tblCaption"), "w:val") == "牵头<任务>"
    about = attribute(properties, qn("w:tblDescription"), "w:val")
    assert about == "1 行，各列：编号、牵头单位、项数。首行是表头。"
    assert attribute(properties, qn("w:tblLook"), "w:firstRow") == "1"


def test_title_headings_and_text_have_the_usual_fonts(run: Run, tmp_path: Path) -> None:
    found = looks(asked(run, tmp_path, "duties 市科协"))
    assert found["市科协 职责清单"] == ("方正小标宋简体", 22, "center")
    assert found["一、牵头16项"] == ("黑体", 16, "both")
    (lead,) = [text for text in found if text.startswith("参与32项")]
    assert found[lead] == ("仿宋", 16, "both")
    (heading,) = [text for text in found if text.startswith("曲靖市")]
    assert found[heading] == ("楷体", 14, "center")


def test_running_text_is_indented_and_exactly_spaced(run: Run, tmp_path: Path) -> None:
    document = asked(run, tmp_path, "duties 市科协")
    (lead,) = [each for each in document.paragraphs if each.text.startswith("参与32项")]
    spacing = style_of(document, lead._element, "w:spacing")
    assert spacing.get(qn("w:line")) == str(round(28.95 * 20))
    assert spacing.get(qn("w:lineRule")) == "exact"
    indent = style_of(document, lead._element, "w:ind")
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_the_plan_may_choose_fonts_spacing_and_headings() -> None:
    style = PaperStyle(
        title_font="华文中宋", body_font="仿宋_GB2312", heading_font="微软雅黑", line_spacing=30,
        table_spacing=18, headings={"lead": "责任单位"},
    )  # fmt: skip
    table = table_of(Row(cells=("1", "甲局", 1)))
    document = word(content("docx", answer_of(table, lead=("共一项",)), style))
    found = looks(document)
    assert found["某表"][0] == "华文中宋"
    assert found["共一项"][0] == "仿宋_GB2312"
    first, second = document.tables[0].rows
    assert [cell.text for cell in first.cells] == ["编号", "责任单位", "项数"]
    assert style_of(document, first._tr, "w:rFonts").get(qn("w:eastAsia")) == "微软雅黑"
    assert style_of(document, second._tr, "w:spacing").get(qn("w:line")) == "360"


@pytest.mark.parametrize(("spacing", "rule"), [(20, "exact"), (9, "atLeast")])
def test_lines_too_near_never_cut_a_row(spacing: float, rule: str) -> None:
    answer = answer_of(table_of(Row(cells=("1", "甲局", 1))))
    document = word(content("docx", answer, PaperStyle(table_spacing=spacing)))
    row = document.tables[0].rows[1]._tr
    assert style_of(document, row, "w:spacing").get(qn("w:lineRule")) == rule


# Headings ---------------------------------------------------------------------------------------


def paragraphs(answer: Answer) -> list[str]:
    return [each.text for each in word(content("docx", answer)).paragraphs if each.text]


def part(title: str, *tables: str) -> Part:
    table = table_of(Row(cells=("1", "甲局", 1)))
    made = [Table(title=name, columns=table.columns, rows=table.rows) for name in tables]
    return Part(title=title, tables=tuple(made))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((part("甲"), part("乙")), ["题", "一、甲", "二、乙"]),
        ((part("甲", "子", "丑"), part("乙")), ["题", "一、甲", "（一）子", "（二）丑", "二、乙"]),
        ((part("2.1 甲"), part("2.2 乙")), ["题", "2.1 甲", "2.2 乙"]),
        ((part("一、甲"), part("二、乙")), ["题", "一、甲", "二、乙"]),
        ((part("题", "子", "丑"),), ["题", "一、子", "二、丑"]),
        ((part("题", "子"),), ["题", "子"]),
        ((part("甲"),), ["题", "甲"]),
    ],
)
def test_chapters_are_numbered_once(parts: tuple[Part, ...], expected: list[str]) -> None:
    answer = Answer(heading="", title="题", parts=parts, records=Records(columns=(), rows=[]))
    assert paragraphs(answer) == expected


def test_every_unit_begins_a_page_with_its_own_title(run: Run, tmp_path: Path) -> None:
    document = asked(run, tmp_path, "duties --all")
    titles = [each for each in document.paragraphs if each.text.endswith(" 职责清单")]
    assert [each.text.split()[0] for each in titles] == list(facts()["units"])
    begun = []
    turned = True
    for each in document.paragraphs:
        if each in titles or each.text.endswith(" 职责清单"):
            begun.append(turned or each._element.find(".//" + qn("w:pageBreakBefore")) is not None)
        turned = each._element.find(".//" + qn("w:sectPr")) is not None
    assert begun == [True] * len(facts()["units"])


# Tables -----------------------------------------------------------------------------------------


def test_heads_are_repeated_and_rows_stay_whole(run: Run, tmp_path: Path) -> None:
    for command in ("duties 市科协", "matrix", "workload"):
        for table in asked(run, tmp_path, command).tables:
            first, *others = table._tbl.tr_lst
            assert first.trPr.find(qn("w:tblHeader")) is not None
            for row in others:
                assert row.trPr.find(qn("w:tblHeader")) is None
            for row in table._tbl.tr_lst:
                assert row.trPr.find(qn("w:cantSplit")) is not None


def test_a_table_holds_every_fact(run: Run, tmp_path: Path) -> None:
    (table,) = asked(run, tmp_path, "measures").tables
    rows: dict[str, list[str]] = {}
    for row in table.rows:
        rows.setdefault(row.cells[0].text, [cell.text for cell in row.cells])
    for measure in measures_in(facts()):
        roles = roles_of(facts(), measure)
        _, title, lead, cooperating = rows[measure["id"]]
        assert title == measure["title"]
        assert lead.split("、") == [name for name, role in roles.items() if role == "lead"]
        named = [name for name, role in roles.items() if role == "cooperating"]
        assert cooperating == "、".join(named)


def test_groups_and_details_span_the_table() -> None:
    rows = (
        Row(cells=("1", "甲局", 1), group="第一部分", details=("指标：一", "指标：二")),
        Row(cells=("2", "乙局", 2), group="第一部分"),
    )
    total = Row(cells=("合计", "", 3))
    (table,) = word(content("docx", answer_of(table_of(*rows, total=total)))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["编号", "牵头单位", "项数"],
        ["第一部分"] * 3,
        ["1", "甲局", "1"],
        ["1", "指标：一", "指标：一"],
        ["1", "指标：二", "指标：二"],
        ["2", "乙局", "2"],
        ["合计", "", "3"],
    ]
    *kept, last = table._tbl.tr_lst
    assert all(map(keeps, kept))
    assert not keeps(last)


def keeps(row: Any) -> bool:
    """Whether a row stays on the page of the next: every paragraph says so, or none does."""
    said = {p.find(".//" + qn("w:keepNext")) is not None for p in row.iter(qn("w:p"))}
    assert len(said) == 1
    return said.pop()


@pytest.mark.parametrize(
    ("count", "total", "notes", "kept"),
    [
        (3, False, (), "h01"),
        (3, False, ("注",), "h012"),
        (40, False, (), "h0 30 31 32 33 34 35 36 37 38"),
        (40, True, (), "h0 31 32 33 34 35 36 37 38 39"),
        (40, True, ("注",), "h0 32 33 34 35 36 37 38 39 40"),
        (1, False, (), "h"),
    ],
)
def test_ends_of_tables_stay_together(
    count: int, total: bool, notes: tuple[str, ...], kept: str
) -> None:
    rows = [Row(cells=(f"{n}", "甲局", n)) for n in range(count)]
    last = Row(cells=("合计", "", 1)) if total else None
    answer = answer_of(table_of(*rows, total=last, notes=notes))
    head, *others = word(content("docx", answer)).tables[0]._tbl.tr_lst
    found = {place for place, row in enumerate(others) if keeps(row)}
    digits = kept.removeprefix("h").split() if " " in kept else kept.removeprefix("h")
    assert keeps(head)
    assert found == {int(each) for each in digits}


def test_rows_too_high_to_share_a_page_are_not_chained() -> None:
    rows = [Row(cells=(f"{n}", "办事" * 700, n)) for n in range(20)]
    head, *others = word(content("docx", answer_of(table_of(*rows)))).tables[0]._tbl.tr_lst
    assert keeps(head)
    assert not any(map(keeps, others))


def test_the_signatures_stay_on_one_page_with_their_heading(run: Run, tmp_path: Path) -> None:
    done = run("export", str(tmp_path), "--only", "目标责任书", "--unit", "市民宗委")
    assert done.code == 0
    (path,) = (tmp_path / "09-目标责任书").glob("*.docx")
    document = word(path)
    *others, last = document.tables[-1]._tbl.tr_lst
    assert all(map(keeps, others))
    assert not keeps(last)
    heading = document.tables[-1]._tbl.getprevious()
    assert heading.find(".//" + qn("w:keepNext")) is not None


def test_lines_above_a_table_and_notes_below_stay_with_it() -> None:
    table = table_of(Row(cells=("1", "甲局", 1)), notes=("注一", "注二"))
    document = word(content("docx", answer_of(table, lead=("共一项",), notes=("注三",))))
    kept = {
        each.text: each._element.find(".//" + qn("w:keepNext")) is not None
        for each in document.paragraphs
    }
    assert [kept[text] for text in ("共一项", "注一", "注二", "注三")] == [True, True, True, False]


def test_what_is_typed_in_an_empty_cell_looks_like_the_table() -> None:
    (table,) = word(content("docx", answer_of(table_of(Row(cells=("1", "", 1)))))).tables
    paragraph = table.rows[1].cells[1].paragraphs[0]._element
    beside = table.rows[1].cells[0].paragraphs[0]._element
    named = [attribute(each, ".//" + qn("w:pStyle"), "w:val") for each in (paragraph, beside)]
    assert named == ["TableText24", "TableText24"]


def test_text_is_chinese_and_numbers_are_not_broken(run: Run, tmp_path: Path) -> None:
    document = asked(run, tmp_path, "targets")
    said = {
        (each.get(qn("w:val")), each.get(qn("w:eastAsia")))
        for each in document.styles.element.iter(qn("w:lang"))
    }
    assert said == {("zh-CN", "zh-CN")}
    # In a run of Chinese LibreOffice breaks numbers and Latin words anywhere.
    runs = [run for table in document.tables for run in table._tbl.iter(qn("w:r"))]
    apart = {
        run.text: attribute(run, ".//" + qn("w:lang"), "w:val")
        for run in runs
        if run.find(".//" + qn("w:lang")) is not None
    }
    assert set(apart.values()) == {"x-none"}
    assert {text for text in map(attrgetter("text"), runs) if re.search("[0-9]{2}", text)} <= set(
        apart
    )
    assert "牵头单位" not in apart


@pytest.mark.parametrize("titles", [("其中单独", "完成时限"), ("序号", "某某某某要求")])
@pytest.mark.parametrize("weight", [0, 1])
def test_short_headings_and_words_stay_whole(titles: tuple[str, ...], weight: int) -> None:
    columns = (
        *(Column(key=title, title=title, weight=weight) for title in titles),
        Column(key="word", title="文", weight=weight),
        Column(key="long", title="配合单位", weight=60 * weight),
    )
    rows = (Row(cells=("持续", "推进", "qujing-2021-2025", "市科协、" * 60)),)
    answer = answer_of(Table(columns=columns, rows=rows))
    *found, _ = widths_of(word(content("docx", answer)).tables[0])
    needed = [*(2 * len(title) for title in titles), len("qujing-2021-2025")]
    for width, halves in zip(found, needed, strict=True):
        assert (width - 2 * 1440 / 25.4) / 20 >= halves * 10.5 / 2


def widths_of(table: Any) -> list[int]:
    return [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid.findall(qn("w:gridCol"))]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_column_is_one_character_wide_and_none_leaves_the_page(
    run: Run, tmp_path: Path, command: str
) -> None:
    document = asked(run, tmp_path, command)
    widest = max(
        section.page_width - section.left_margin - section.right_margin
        for section in document.sections
    )
    for table in document.tables:
        widths = widths_of(table)
        assert sum(widths) <= widest / MM * 1440 / 25.4 + len(widths)
        upright = ["tbRlV" in cell._tc.xml for cell in table.rows[0].cells]
        for width, stands in zip(widths, upright, strict=True):
            assert width >= (9 if stands else 2 * 10.5) * 20
        for row in table._tbl.tr_lst[1:]:
            assert all(len(cell.findall(".//" + qn("w:p"))) == 1 for cell in row.tc_lst)


def test_a_column_to_write_in_takes_its_weight_and_one_with_text_what_that_needs() -> None:
    columns = (
        Column(key="n", title="序号"),
        Column(key="t", title="任务内容", weight=90),
        Column(key="b", title="签到", weight=20),
    )
    rows = tuple(Row(cells=(str(n), "办事" * 20, "")) for n in range(3))
    document = word(content("docx", answer_of(Table(columns=columns, rows=rows))))
    first, second, third = widths_of(document.tables[0])
    assert third >= 20 * 5.25 * 20
    assert first < third < second


def test_a_column_without_a_weight_takes_what_its_text_needs() -> None:
    columns = (Column(key="n", title="序号"), Column(key="t", title="任务内容", weight=1))
    table = Table(columns=columns, rows=(Row(cells=("1", "办事" * 40)),))
    first, second = widths_of(word(content("docx", answer_of(table))).tables[0])
    assert 2 * 10.5 * 20 <= first < second / 5


def test_rows_to_write_in_are_high() -> None:
    row = Row(cells=("1", "甲局", ""))
    (table,) = word(content("docx", answer_of(table_of(row, by_hand=True)))).tables
    assert [row.height and row.height.mm for row in table.rows] == [
        None,
        pytest.approx(12, abs=0.1),
    ]


def test_a_title_stands_beside_its_id_on_paper(run: Run, tmp_path: Path) -> None:
    (table,) = asked(run, tmp_path, "matrix").tables
    assert [cell.text for cell in table.rows[0].cells] == ["编号", "举措", *facts()["units"]]


def test_a_matrix_too_wide_for_a_page_follows_in_blocks() -> None:
    names = [f"某某市第{number}局" for number in range(100)]
    columns = (
        Column(key="measure", title="编号"),
        *(Column(key=name, title=name, upright=True) for name in names),
        Column(key="title", title="举措"),
    )
    rows = tuple(Row(cells=(f"1.{n}", *"牵" * 100, f"办第{n}件事")) for n in range(3))
    document = word(content("docx", answer_of(Table(columns=columns, rows=rows))))
    shown = []
    for table in document.tables:
        ident, title, *others = [cell.text for cell in table.rows[0].cells]
        assert (ident, title) == ("编号", "举措")
        assert [row.cells[1].text for row in table.rows[1:]] == [f"办第{n}件事" for n in range(3)]
        assert sum(widths_of(table)) <= 225 * 1440 / 25.4 + len(others)
        shown += others
    assert shown == names
    assert len(document.tables) > 1


# Safety -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_nothing(text: str) -> None:
    table = table_of(
        Row(cells=(text, text, 1), group=text, details=(text,)), title=text, notes=(text,)
    )
    answer = answer_of(table, title=text, lead=(text,), notes=(text,))
    document = word(content("docx", answer))
    shown = document.tables[0].rows[2 if text else 1].cells[1].text
    assert shown == re.sub("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202e]", "", text).replace(
        "\r\n", "\n"
    ).replace("\x0b", "\n").replace("\u2028", "\n")


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_hostile_settings_break_nothing(format_: str) -> None:
    nasty = "甲\x00\ud800\"<&>'"
    style = PaperStyle(
        title_font=nasty, heading_font=nasty, subheading_font=nasty, body_font=nasty,
        headings={"lead": nasty}, coordinator=nasty,
    )  # fmt: skip
    table = table_of(Row(cells=("1", "甲局", 1), group="组", details=("细",)))
    column = Column(key="state", title=nasty, choices=(nasty, "乙"))
    table = Table(columns=(*table.columns[:2], column), rows=table.rows)
    raw = content(format_, answer_of(table, title=nasty, short=nasty), style)
    opened = word(raw) if format_ == "docx" else book(raw)
    assert opened


@given(st.text(), st.text())
def test_any_text_can_be_written(one: str, two: str) -> None:
    table = table_of(Row(cells=(one, two, 1), group=two, details=(one,)), title=two)
    assert word(content("docx", answer_of(table, title=one))).tables


@pytest.mark.parametrize(
    "answer",
    [
        Answer(heading="题", parts=(), records=Records(columns=(), rows=[])),
        answer_of(),
        answer_of(Table()),
        answer_of(table_of()),
        answer_of(Table(columns=(Column(key="a", title="列"),), rows=(Row(cells=("甲",)),))),
        answer_of(
            Table(
                columns=(Column(key="a", title="列"),),
                rows=(Row(cells=("甲",), group="组", details=("细",)),),
            )
        ),
    ],
)
def test_next_to_nothing_is_a_document_too(answer: Answer) -> None:
    assert word(content("docx", answer)).paragraphs


# The file ---------------------------------------------------------------------------------------


def test_the_same_answer_is_the_same_file_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = answer_of(table_of(Row(cells=("1", "甲局", 1))))
    first = content("docx", answer)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert content("docx", answer) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_a_bound_collection_is_not_called_after_its_first_part(run: Run, tmp_path: Path) -> None:
    assert asked(run, tmp_path, "duties --all").core_properties.title == "各单位职责清单"


def test_properties_name_the_paper_and_the_plan(run: Run, tmp_path: Path) -> None:
    properties = asked(run, tmp_path, "workload").core_properties
    assert properties.title == "任务承担情况"
    assert properties.subject.startswith(facts()["plan"]["title"])
    assert (properties.author, properties.comments) == ("", "")


def test_nothing_of_another_paper_is_in_the_package() -> None:
    raw = content("docx", answer_of(table_of(Row(cells=("1", "甲局", 1)))))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
        assert not [name for name in names if "thumbnail" in name or "customXml" in name]
        assert len(archive.read("word/styles.xml")) < 60_000
    named = re.findall('PartName="/([^"]+)"', xml_of(raw, "[Content_Types].xml"))
    assert set(named) <= set(names)
    assert "jpeg" not in xml_of(raw, "[Content_Types].xml")
    assert {style.name for style in word(raw).styles} >= {"Normal"}
    assert len(raw) < 20_000


def test_no_red_head_and_no_macros() -> None:
    raw = content("docx", answer_of(table_of(Row(cells=("1", "甲局", 1)))))
    assert "FF0000" not in xml_of(raw, "word/document.xml")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]


def test_without_a_file_name_it_says_so(run: Run) -> None:
    done = run("workload", "-f", "docx")
    assert (done.code, done.out) == (2, "")
    assert "-o 文件名.docx" in done.err


def test_a_row_of_ids_may_break_between_ids() -> None:
    table = table_of(Row(cells=("2.1.5、2.1.6、3.4.1", "市科协、团市委", 1)))
    (row, *_) = word(content("docx", answer_of(table))).tables[0].rows[1:]
    assert [cell.text for cell in row.cells][:2] == [
        "2.1.5、\u200b2.1.6、\u200b3.4.1",
        "市科协、团市委",
    ]
