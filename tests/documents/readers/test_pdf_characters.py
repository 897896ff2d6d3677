"""No character of a PDF counts twice, and none is lost: poppler judges, or the page itself."""

import html
import io
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import pytest
from docx import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from referees import browser_pdf, office_pdf, pdf_text
from sciplan.documents import reading
from sciplan.documents.readers.document import Document, Grid, Paragraph

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
SIZE = 14
LONG = (
    "为落实“水安全”战略，补齐‘短板’，到2025年建成高标准农田30.5万亩，新增库容1,200万立方米，年均增长8%"
    "以上，推广5G、IoT等技术，覆盖A、B两类乡镇（街道）。"
)
LINES = [
    "南湖市水利建设实施方案",
    *(
        line
        for number, part in enumerate("一二三四", 1)
        for line in (
            f"{part}、加强第{number}片农田水利建设",
            *(f"{item}.修建水库{number * item}座。{LONG}（市水利局牵头）" for item in (1, 2, 3)),
        )
    ),
]
HEAD = ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
ROWS = [
    (
        str(number),
        f"修建第{number}座水库，打机井{number * 11}眼，到2025年供水率达到95%",
        "市水利局",
        "市财政局、市农业农村局、市科技局" if number % 2 else "市教体局\n市民政局",
        "2025年底前",
    )
    for number in range(1, 31)
]


def signs(text: str) -> Counter[str]:
    return Counter(sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace())


def said(document: Document) -> str:
    cells = (c for one in document.blocks if isinstance(one, Grid) for row in one.rows for c in row)
    return "".join([*paragraphs(document), *cells])


def paragraphs(document: Document) -> list[str]:
    return [one.text for one in document.blocks if isinstance(one, Paragraph)]


def mended(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return rows on one line, those whole that a page break tore."""
    found: list[tuple[str, ...]] = []
    for row in map(on_one_line, rows):
        if row[0]:
            found.append(row)
        else:
            found[-1] = tuple(map("".join, zip(found[-1], row, strict=True)))
    return found


def on_one_line(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.replace("\n", "") for cell in row)


def read(content: bytes) -> Document:
    return reading.read(content, "a.pdf")


# Printed by LibreOffice and Chromium -----------------------------------------------------------


def printed_by_office(folder: Path, font: str, size: float) -> bytes:
    word = Word()
    normal = word.styles["Normal"]
    normal.font.size, normal.font.name = Pt(size), "DejaVu Serif"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    for line in LINES:
        paragraph = word.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    table = word.add_table(0, len(HEAD), "Table Grid")
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.save(str(folder / "a.docx"))
    return office_pdf(folder / "a.docx")


def printed_by_browser(folder: Path, style: str) -> bytes:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in LINES)
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell.replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>"
        for row in ROWS
    )
    head = "".join(f"<th>{cell}</th>" for cell in HEAD)
    (folder / "a.html").write_text(
        "<meta charset=utf-8><style>@page{size:A4;margin:25mm}p{text-indent:2em;text-align:justify}"
        f"table{{border-collapse:collapse}}td,th{{border:1px solid;{style}}}</style>"
        f"{lines}<table><thead><tr>{head}</tr></thead>{rows}</table>",
        encoding="utf-8",
    )
    return browser_pdf(folder / "a.html")


@pytest.mark.parametrize(
    ("printed", "options"),
    [
        (printed_by_office, ("Noto Serif CJK SC", 16)),
        (printed_by_office, ("宋体", 10.5)),
        (printed_by_browser, ("",)),
        (printed_by_browser, ("font-size:9px;border-color:#aaa",)),
    ],
    ids=["office", "office, a font that is missing", "browser", "browser, small"],
)
def test_printed_pages(
    tmp_path: Path, printed: Callable[..., bytes], options: tuple[object, ...]
) -> None:
    content = printed(tmp_path, *options)
    document = read(content)
    assert signs(said(document)) == signs(pdf_text(content))
    assert paragraphs(document) == LINES
    head, *rows = [row for one in document.blocks if isinstance(one, Grid) for row in one.rows]
    assert head == HEAD
    # Chromium repeats the headings on each page.
    assert mended([row for row in rows if row != HEAD]) == [on_one_line(row) for row in ROWS]
    assert not document.left_out
    assert not document.doubts


# Drawn by ourselves --------------------------------------------------------------------------


def drawn(draw: Callable[[Canvas], None]) -> Document:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(FONT, SIZE)
    draw(canvas)
    canvas.save()
    return read(out.getvalue())


def in_two_fonts(canvas: Canvas, height: float, pieces: list[str]) -> None:
    left = 60.0
    for piece in pieces:
        font = "Helvetica" if piece.isascii() else FONT
        canvas.setFont(font, SIZE)
        canvas.drawString(left, height, piece)
        left += canvas.stringWidth(piece, font, SIZE)


WELL = "打机井11眼，新修渠道30公里，到2025年达到95%。"


@pytest.mark.parametrize(
    "pieces",
    [[*WELL], ["打机井", "11", "眼，新修渠道", "30", "公里，到", "2025", "年达到", "95%", "。"]],
    ids=["each character placed", "digits in their own font"],
)
def test_runs(pieces: list[str]) -> None:
    assert paragraphs(drawn(lambda canvas: in_two_fonts(canvas, 700, pieces))) == [WELL]


def bold(canvas: Canvas) -> None:
    for shift in (0.0, 0.3, 0.6):
        for number, sign in enumerate("一、打机井11眼22口"):
            canvas.drawString(60 + SIZE * number + shift, 700, sign)
    canvas.drawString(60, 660, "修建水库水库。")
    canvas.drawString(60.4, 660.2, "修建水库水库。")


def words(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", SIZE)
    canvas.drawString(60, 700, "an affluent office: 1122 bytes")


def spaced(canvas: Canvas) -> None:
    canvas.drawString(60, 760, "通知", charSpace=60)
    canvas.drawString(60, 740, "意见", charSpace=20)
    canvas.drawString(60, 700, "南湖市水利建设实施方案", charSpace=10)
    canvas.drawString(60, 660, "市科协　市财政局 市水利局")
    canvas.drawString(60, 620, "推广 IoT 技术")


def scanned(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(b"P6 2 2 255\n" + bytes(12))), 0, 0, *A4)
    text = canvas.beginText(60, 700)
    text.setTextRenderMode(3)
    text.textLine("一、修建水库。")
    canvas.drawText(text)


def askew(canvas: Canvas) -> None:
    canvas.rotate(1.5)
    canvas.drawString(80, 700, "一、修建水库，改造渠道，铺设管道，清淤河道。")


def sideways(canvas: Canvas) -> None:
    canvas.rotate(90)
    canvas.drawString(80, -100, "一、修建水库。")
    canvas.drawString(80, -124, "二、铺设管道。")


@pytest.mark.parametrize(
    ("draw", "expected"),
    [
        (bold, ["一、打机井11眼22口", "修建水库水库。"]),
        (words, ["an affluent office: 1122 bytes"]),
        (
            spaced,
            ["通知", "意见", "南湖市水利建设实施方案", "市科协 市财政局 市水利局", "推广 IoT 技术"],
        ),
        (scanned, ["一、修建水库。"]),
        (askew, ["一、修建水库，改造渠道，铺设管道，清淤河道。"]),
        (sideways, ["一、修建水库。", "二、铺设管道。"]),
    ],
)
def test_drawn(draw: Callable[[Canvas], None], expected: list[str]) -> None:
    document = drawn(draw)
    assert paragraphs(document) == expected
    assert not document.doubts


def pale(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    canvas.setFont(FONT, 60)
    canvas.drawString(80, 400, "内部资料")


def aslant(canvas: Canvas) -> None:
    canvas.translate(300, 500)
    canvas.rotate(45)
    canvas.drawString(-100, 0, "内部资料")


def on_an_arc(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 0, 0)
    for number, sign in enumerate("南湖市水利局"):
        turn = math.radians(90 - 30 * number)
        canvas.saveState()
        canvas.translate(400 - 50 * math.sin(turn), 200 + 50 * math.cos(turn))
        canvas.rotate(90 - 30 * number)
        canvas.drawString(0, 0, sign)
        canvas.restoreState()


@pytest.mark.parametrize(
    ("stamp", "text"), [(pale, "内部资料"), (aslant, "内部资料"), (on_an_arc, "南湖市水利局")]
)
def test_watermarks_and_seals_are_left_out_and_told(
    stamp: Callable[[Canvas], None], text: str
) -> None:
    def draw(canvas: Canvas) -> None:
        for number in (1, 2):
            canvas.setFont(FONT, SIZE)
            canvas.saveState()
            stamp(canvas)
            canvas.restoreState()
            canvas.setFont(FONT, SIZE)
            canvas.drawString(60, 700, f"{number}.修建水库。（市水利局牵头）")
            canvas.showPage()

    document = drawn(draw)
    assert paragraphs(document) == [f"{n}.修建水库。（市水利局牵头）" for n in (1, 2)]
    assert [(one.kind, one.before, one.line) for one in document.left_out] == [
        ("水印、印章", text, 1)
    ]


def test_a_table_within_a_form_stands_where_the_form_is_drawn() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("table")
        canvas.setFont(FONT, 10)
        canvas.grid([0, 100, 200, 300], [0, 20, 40])
        for height, row in ((26, ("任务", "牵头单位", "时限")), (6, ("修渠", "市水利局", "6月"))):
            for number, cell in enumerate(row):
                canvas.drawString(100 * number + 5, height, cell)
        canvas.endForm()
        canvas.setFont(FONT, SIZE)
        canvas.drawString(100, 700, "一、修建水库。")
        canvas.translate(100, 500)
        canvas.scale(1.2, 1.2)
        canvas.doForm("table")

    paragraph, table = drawn(draw).blocks
    assert isinstance(table, Grid)
    assert table.rows == (("任务", "牵头单位", "时限"), ("修渠", "市水利局", "6月"))
    assert (paragraph.place, table.place) == ("第1页第1行", "第1页第2行")


@pytest.mark.parametrize("turn", [90, 270])
def test_text_on_its_side_in_a_cell_is_read_and_elsewhere_told(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 100, 300, 500], [500, 600, 620])
        for left, height, cell in (
            (65, 605, "类别"),
            (105, 605, "任务"),
            (305, 605, "牵头单位"),
            (105, 550, "修建水库"),
            (305, 550, "市水利局"),
        ):
            canvas.drawString(left, height, cell)
        for left, height, text in ((80, 550, "水利2022"), (40, 400, "装订线")):
            canvas.saveState()
            canvas.translate(left, height)
            canvas.rotate(turn)
            canvas.drawCentredString(0, 0, text)
            canvas.restoreState()

    document = drawn(draw)
    (table,) = document.blocks
    assert isinstance(table, Grid)
    assert table.rows == (("类别", "任务", "牵头单位"), ("水利2022", "修建水库", "市水利局"))
    assert [one.before for one in document.left_out] == ["装订线"]


SEEN = "一、修建水库。"
OTHER = "二、铺设管道。"


def in_mode(canvas: Canvas, mode: Literal[2, 3]) -> None:
    text = canvas.beginText(60, 600)
    text.setTextRenderMode(mode)
    text.textLine(OTHER)
    canvas.drawText(text)


def unseen(canvas: Canvas) -> None:
    in_mode(canvas, 3)


def beside_a_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(b"P6 2 2 255\n" + bytes(12))), 60, 100, 200, 200)
    in_mode(canvas, 3)


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(60, 600, OTHER)


def white_on_a_ground(canvas: Canvas) -> None:
    canvas.setFillGray(0.3)
    canvas.rect(40, 580, 300, 40, stroke=0, fill=1)
    white(canvas)


def white_on_a_gradient(canvas: Canvas) -> None:
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(40, 580, 300, 40)
    canvas.clipPath(clip, stroke=0)
    canvas.linearGradient(40, 580, 340, 620, (colors.navy, colors.teal))
    canvas.restoreState()
    white(canvas)


def large_and_white_on_a_ground(canvas: Canvas) -> None:
    canvas.setFont(FONT, 24)
    white_on_a_ground(canvas)


def white_with_an_outline(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    in_mode(canvas, 2)


def beside_the_page(canvas: Canvas) -> None:
    canvas.drawString(700, 600, OTHER)


def under_the_page(canvas: Canvas) -> None:
    canvas.drawString(60, -50, OTHER)


def cropped(canvas: Canvas) -> None:
    canvas.setCropBox((0, 650, 500, 800))
    canvas.drawString(60, 600, OTHER)


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (unseen, "看不见的字"),
        (beside_a_picture, "看不见的字"),
        (white, "看不见的字"),
        (beside_the_page, "页面以外的字"),
        (under_the_page, "页面以外的字"),
        (cropped, "页面以外的字"),
        (white_on_a_ground, None),
        (white_on_a_gradient, None),
        (large_and_white_on_a_ground, None),
        (white_with_an_outline, None),
    ],
)
def test_what_nobody_sees_is_left_out_and_told(
    draw: Callable[[Canvas], None], why: str | None
) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(60, 700, SEEN)
    draw(canvas)
    canvas.save()
    document = reading.read(out.getvalue(), "a.pdf")
    assert paragraphs(document) == ([SEEN] if why else [SEEN, OTHER])
    assert [(one.kind, one.before) for one in document.left_out] == ([(why, OTHER)] if why else [])
