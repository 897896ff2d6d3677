"""PDFs made in the test run: tables, columns, page numbers, pictures."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus import Paragraph as Text

import import_samples as samples
from sciplan.base.errors import SciplanError
from sciplan.documents import reading
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers import pdfdrawing
from sciplan.documents.readers.document import Grid, Paragraph

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=14, wordWrap="CJK")
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=24, alignment=1)
WIDTHS = (40, 60, 160, 100, 120, 100, 80)
HEAD, *ROWS = samples.TABLE
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
OPEN = [
    ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
    ("LINEBEFORE", (1, 0), (-1, -1), 0.5, colors.black),
]
"""A table that is open at both sides, as offices like them."""
ACROSS = [
    ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
]
MEASURES = [
    ("改造农村网络", ("市工信局",), ("市财政局", "市通管办")),
    ("完善基站布局", ("市工信局", "市通管办"), ()),
    ("推广智能装备", ("市农业农村局",), ("市科技局", "市财政局")),
]


def cell(text: str) -> Text:
    return Text(text.replace("\n", "<br/>"), CELL)


def table_of(rows: Sequence[Sequence[str]], style: Sequence[Any], *, repeat: int = 1) -> Table:
    merged = [
        ("SPAN", (0, number), (-1, number)) for number, row in enumerate(rows) if len(set(row)) == 1
    ]
    made = Table([[cell(text) for text in row] for row in rows], WIDTHS, repeatRows=repeat)
    made.setStyle(TableStyle([*style, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *merged]))
    return made


def made(parts: list[Flowable], number: Callable[[int], str] = lambda page: f"— {page} —") -> bytes:
    def footer(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawString(400, 20, number(document.page))

    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=landscape(A4))
    title = Text("南湖市数字乡村建设任务分解表", TITLE)
    document.build([title, Spacer(1, 12), *parts], onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


def read(raw: bytes) -> Draft:
    return draft(reading.read(raw, "a.pdf"))


def measures(found: Draft) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    listed = (entry.measure for entry in found.plan.entries)
    return [(one.title, one.lead, one.cooperating) for one in listed]


@pytest.mark.parametrize(
    "style",
    [GRID, OPEN, ACROSS, []],
    ids=["ruled", "open at the sides", "lines across", "no lines"],
)
def test_table(style: list[Any]) -> None:
    found = read(made([table_of((HEAD, *ROWS), style)]))
    assert found.plan.head.title == "南湖市数字乡村建设任务分解表"
    assert measures(found) == MEASURES
    assert [section.title for section in found.plan.sections][-1] == "农业"
    assert found.plan.entries[1].measure.remark == "与省同步"
    assert not found.problems


def test_headings_in_two_rows_with_merged_cells() -> None:
    head = (
        ("序号", "类别", "工作任务", "责任单位", "责任单位", "完成时限", "备注"),
        ("", "", "", "牵头单位", "配合单位", "", ""),
    )
    style = [
        *GRID,
        ("SPAN", (3, 0), (4, 0)),
        *(("SPAN", (column, 0), (column, 1)) for column in (0, 1, 2, 5, 6)),
        ("SPAN", (1, 2), (1, 3)),
    ]
    found = read(made([table_of((*head, *ROWS), style, repeat=2)]))
    assert measures(found) == MEASURES
    # The category is merged over two rows.
    assert [entry.measure.category for entry in found.plan.entries] == ["网络", "网络", "农业"]


def test_table_over_pages_is_one_and_page_numbers_fall_away() -> None:
    rows = [
        (str(number), "网络", f"改造第{number}处网络", "市工信局", "市财政局", "年底前", "")
        for number in range(1, 61)
    ]
    note = Text("注：与省同步实施。", CELL)
    found = read(made([table_of((HEAD, *rows), GRID), note]))
    assert [entry.measure.title for entry in found.plan.entries] == [row[2] for row in rows]
    assert not found.plan.sections


def test_row_torn_by_a_page_break_is_mended() -> None:
    row = ("1", "网络", "改造网络。涉及第一", "市工信局、", "市财政局", "年底前", "")
    rest = ("", "", "村和第二村。", "市通管办", "", "", "")
    after = ("2", "网络", "新建基站", "市工信局", "", "年底前", "")
    tables = (table_of((HEAD, row), GRID), PageBreak(), table_of((HEAD, rest, after), GRID))
    found = read(made([*tables]))
    assert measures(found) == [
        ("改造网络", ("市工信局", "市通管办"), ("市财政局",)),
        ("新建基站", ("市工信局",), ()),
    ]
    assert found.plan.entries[0].measure.text == "涉及第一村和第二村。"


@pytest.mark.parametrize("head", [(HEAD,), ()], ids=["headings", "no headings"])
@pytest.mark.parametrize(
    ("row", "rest"),
    [
        (("市工", "市财政局、市通", "2025年1"), ("信局", "管办", "2月底前")),
        (("市工信", "市财政局、", "2025年12月"), ("局", "市通管办", "底前")),
        (("市工信局", "市财政局、市", "2025年12月底前"), ("", "通管办", "")),
    ],
)
def test_row_torn_within_names_is_mended(
    head: tuple[tuple[str, ...], ...], row: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    first = ("1", "网络", "改造农村网", *row, "")
    second = ("", "", "络", *rest, "")
    after = ("2", "网络", "新建基站", "市工信局", "", "年底前", "")
    tables = (table_of((HEAD, first), GRID), PageBreak(), table_of((*head, second, after), GRID))
    found = read(made([*tables]))
    assert measures(found) == [
        ("改造农村网络", ("市工信局",), ("市财政局", "市通管办")),
        ("新建基站", ("市工信局",), ()),
    ]
    assert found.plan.entries[0].measure.deadline == "2025年12月底前"


def test_row_without_number_that_has_bodies_of_its_own_stays_one() -> None:
    first = ("1", "网络", "改造网络", "市工信局", "市财政局", "年底前", "")
    second = ("", "", "改造机房", "市通管办", "", "", "")
    tables = (table_of((HEAD, first), GRID), PageBreak(), table_of((HEAD, second), GRID))
    assert measures(read(made([*tables]))) == [
        ("改造网络", ("市工信局",), ("市财政局",)),
        ("改造机房", ("市通管办",), ()),
    ]


def test_table_goes_on_without_headings() -> None:
    tables = (table_of((HEAD, ROWS[0]), GRID), PageBreak(), table_of(ROWS[1:], GRID))
    assert measures(read(made([*tables]))) == MEASURES


def test_lines_of_a_cell_are_joined_and_lists_are_not() -> None:
    names = "市自然资源和规划局、市住房和城乡建设局、市农业农村局"
    row = ("1", "网络", "改造网络", f"{names}", "市财政局\n市通管办", "年底前", "")
    ((_, lead, cooperating),) = measures(read(made([table_of((HEAD, row), GRID)])))
    assert lead == tuple(names.split("、"))
    assert cooperating == ("市财政局", "市通管办")


def on_pages(*pages: Sequence[tuple[float, float, str]], rotate: int = 0) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, 12)
        canvas.setPageRotation(rotate)
        for left, top, text in page:
            canvas.drawString(left, top, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paragraphs(raw: bytes) -> list[str]:
    blocks = reading.read(raw, "a.pdf").blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def test_a_page_in_two_columns_is_read_column_by_column() -> None:
    words = "建设水网要坚持统筹规划和分步实施的原则推进各项工作落到实处"
    text = f"一、总体要求。{words * 20}。"
    lines = [text[start : start + 18] for start in range(0, len(text), 18)]
    half = (len(lines) + 1) // 2
    sides = [(60, lines[:half]), (310, lines[half:])]
    # Drawn line by line across both columns.
    rows = [
        (left, 700 - 20 * number, side[number])
        for number in range(half)
        for left, side in sides
        if number < len(side)
    ]
    title = "南湖市水网建设总体方案以及任务分工安排和有关工作要求"
    assert paragraphs(on_pages([(100, 740, title), *rows])) == [title, text]


def test_columns_go_on_over_pages_with_few_lines_and_page_numbers_between() -> None:
    words = "建设水网要坚持统筹规划和分步实施的原则推进各项工作落到实处"
    text = f"一、总体要求。{words * 20}。"
    lines = [text[start : start + 18] for start in range(0, len(text), 18)]
    pages: list[list[tuple[float, float, str]]] = []
    for number in range(0, len(lines), 30):
        here = lines[number : number + 30]
        sides = ((60.0, here[:15]), (310.0, here[15:]))
        body = [(x, 700.0 - 20 * n, line) for x, side in sides for n, line in enumerate(side)]
        pages.append([*body, (292.0, 40.0, str(len(pages) + 1))])
    assert len(pages) == 2
    assert paragraphs(on_pages(*pages)) == [text]


@pytest.mark.parametrize(
    "number",
    [
        "—{n}—",
        "- {n} -",
        "{n}/12",
        "第{n}页 共12页",
        "第 {n} 页，共 12 页",
        "共12页 第{n}页",
        "Page {n} of 12",
    ],
)
def test_page_numbers_fall_away(number: str) -> None:
    body = "建设水网要坚持统筹规划和分步实施的原则推进各项工作"
    pages = [
        [(80.0, 700.0, body), (80.0, 680.0, f"修建水库{n}座。"), (280.0, 40.0, number.format(n=n))]
        for n in (1, 2)
    ]
    assert paragraphs(on_pages(*pages)) == [f"{body}修建水库{n}座。" for n in (1, 2)]


def test_running_heads_with_numbers_fall_away() -> None:
    pages = [
        [(80.0, 800.0, f"南湖市人民政府公报 2024年第{n}页"), (80.0, 700.0, f"{name}、修建水库。")]
        for n, name in enumerate("一二三", 1)
    ]
    assert paragraphs(on_pages(*pages)) == ["一、修建水库。", "二、修建水库。", "三、修建水库。"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotate: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setPageRotation(rotate)
    canvas.rotate(rotate)
    x, y = {90: (0.0, -A4[0]), 180: (-A4[0], -A4[1]), 270: (-A4[0], 0.0)}[rotate]
    canvas.translate(x, y)
    canvas.setFont(FONT, 12)
    for number, text in enumerate(("一、修建水库。", "二、铺设管道。", "三、清淤河道。")):
        canvas.drawString(80, 400 - 24 * number, text)
    canvas.save()
    assert paragraphs(out.getvalue()) == ["一、修建水库。", "二、铺设管道。", "三、清淤河道。"]


def picture(canvas: Canvas) -> None:
    from reportlab.lib.utils import ImageReader

    portable = io.BytesIO(b"P6 2 2 255\n" + bytes(12))
    canvas.drawImage(ImageReader(portable), 50, 50, 400, 600)
    canvas.showPage()


def test_a_scan_is_told() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    picture(canvas)
    canvas.save()
    with pytest.raises(SciplanError, match=r"没有文字层.*Word 文件.*OCR"):
        reading.read(out.getvalue(), "a.pdf")


def test_a_scanned_page_among_others_is_told() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont(FONT, 12)
    canvas.drawString(80, 700, "一、修建水库。（市水利局牵头）")
    canvas.showPage()
    picture(canvas)
    canvas.save()
    (problem,) = read(out.getvalue()).problems
    assert (problem.code, problem.message[:5]) == ("unread-part", "第 2 页")


def test_a_table_without_lines_that_stays_text_is_told_with_its_page() -> None:
    rows = [
        ("任务", "牵头单位", "完成时限"),
        ("修渠", "市水利局", "6月底"),
        ("铺管", "市住建局", "8月底"),
    ]
    cells = [
        (x, 700.0 - 20 * line, text)
        for line, row in enumerate(rows)
        for x, text in zip((80.0, 200.0, 320.0), row, strict=True)
    ]
    found = read(on_pages([(80.0, 700.0, "南湖市水利工作方案")], cells))
    assert [one.message[:15] for one in found.problems if one.code == "unread-part"] == [
        "第 2 页有没有格线的表格，各"
    ]


def test_rows_of_several_lines_without_rules_follow_their_numbers() -> None:
    rows = [
        (("序号", "工作任务", "牵头单位", "完成时限"),),
        (("1", "修建水库，打机井", "市水利局", "年底前"), ("", "11眼", "市住建局", "")),
        (("2", "铺设管道", "市住建局", "6月底"), ("", "并清淤", "", "")),
    ]
    cells = [
        (x, 700.0 - 20 * number, text)
        for number, line in enumerate(line for row in rows for line in row)
        for x, text in zip((80.0, 150.0, 300.0, 420.0), line, strict=True)
        if text
    ]
    (table,) = reading.read(on_pages(cells), "a.pdf").blocks
    assert isinstance(table, Grid)
    assert [tuple(cell.replace("\n", "") for cell in row) for row in table.rows[1:]] == [
        ("1", "修建水库，打机井11眼", "市水利局市住建局", "年底前"),
        ("2", "铺设管道并清淤", "市住建局", "6月底"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        ("GRID", (0, 0), (-1, -1), 4, colors.black),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black, None, (1, 1)),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black, None, None, None, 2, 1.5),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.white),
    ],
    ids=["thick", "dotted", "double", "white"],
)
def test_borders(line: Any) -> None:
    back = ("BACKGROUND", (0, 0), (-1, -1), colors.lightblue)
    assert measures(read(made([table_of((HEAD, *ROWS), [back, line])]))) == MEASURES


def test_lines_under_words_bound_no_cells() -> None:
    rows = [(row[0], row[1], f"<u>{row[2]}</u>", *row[3:]) for row in ROWS if len({*row}) > 1]
    found = read(made([table_of((HEAD, *rows), GRID)]))
    assert [title for title, _, _ in measures(found)] == [title for title, _, _ in MEASURES]


def test_characters_without_meaning_are_told() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.setFont("Vera", 12)
    canvas.drawString(80, 700, "caf\u00e9 12")
    canvas.save()
    nameless = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), out.getvalue())
    document = reading.read(nameless, "a.pdf")
    assert paragraphs(nameless) == ["caf\ufffd 12"]
    said = [doubt.message for doubt in document.doubts]
    assert said == ["第 1 页有的字没有编码，读不出来；请对照补入，或改用 Word 文件"]


def test_a_page_full_of_drawings_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfdrawing, "_MOST_OBJECTS", 10)
    found = read(made([table_of((HEAD, *ROWS), GRID)]))
    assert "第 1 页的线条太多" in found.problems[0].message
    assert "改造农村网络" in found.text


def test_words_side_by_side_whose_order_nothing_shows_are_told() -> None:
    """Numbers count on straight across: two columns, or not, nobody can tell."""
    left = ("一、修渠", "（一）清淤。", "市水利局负责。")
    right = ("市财政局配合。", "（二）护坡。", "二、种树：护林。")
    rows = [
        (place, 700.0 - 20 * number, text)
        for place, side in ((60.0, left), (320.0, right))
        for number, text in enumerate(side)
    ]
    told = [doubt.message for doubt in reading.read(on_pages(rows), "a.pdf").doubts]
    assert len(told) == 1
    assert told[0].startswith("第 1 页左右两边都有文字，可能分成两栏")
