"""Labelled documents as office programs save them, with all that they hide, number and merge.

The words that count are those of the document, so its label stays: what is struck out, hidden,
printed at the edge of a page or behind the text must not be read as its own.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

import import_samples as samples
import official_forms
import word_files as wf

FONT = "STSong-Light"
NOISE = "作废事项。（市作废局牵头，市删除局配合）"
"""A task that no form may give as the document's own."""
Rows = Sequence[Sequence[str]]

# Word ------------------------------------------------------------------------------------------

_GONE = '<w:del w:id="1" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>'
_RUNS_ON = '<w:rPr><w:del w:id="3" w:author="a"/></w:rPr>'
_LINK, _KEPT = '<w:numStyleLink w:val="L"/>', '<w:styleLink w:val="L"/>'
_LEVELS = (
    wf.lvl(0, "chineseCountingThousand", "%1、"),
    wf.lvl(1, "chineseCountingThousand", "（%2）"),
    wf.lvl(2, "decimal", "%3.", 1, '<w:lvlRestart w:val="0"/>'),
)
"""Tasks count on from heading to heading."""
_NUMBERING = wf.abstract(0, _LINK) + wf.abstract(1, _KEPT, *_LEVELS) + wf.num(1, 0) + wf.num(2, 1)
_STYLES = (
    wf.style("Title")
    + wf.style("Hidden", more="<w:vanish/>")
    + wf.style("L", numbers=wf.numbered(2), kind="numbering")
)


def numbered_word(lines: Sequence[str]) -> bytes:
    """Return a file whose numbers Word writes, with traces of editing."""
    body = ""
    for level, line in _levelled(lines):
        number = 1 if level is not None else None
        cut = len(line) // 2
        traces = _GONE + wf.run("隐藏", "<w:vanish/>") + wf.run("划去", "<w:strike/>")
        inner = f"{traces}<w:ins w:id='2' w:author='a'>{wf.run(line[cut:])}</w:ins>"
        if level == 2:
            body += wf.p(NOISE, 1, 2, style="Hidden")
            body += wf.p(inner=wf.run(NOISE, "<w:strike/>"))
        if level is None:  # two paragraphs that were made one
            body += wf.p(line[:cut], more=_RUNS_ON) + wf.p(inner=inner)
        else:
            body += wf.p(line[:cut], number, level, inner=inner)
    return wf.word(_boxed(wf.p("附注")) + body, _NUMBERING, _STYLES)


def _levelled(lines: Sequence[str]) -> Iterator[tuple[int | None, str]]:
    """Yield each line with the level of its number, which is taken off: 1. is the third."""
    for level, line in official_forms.levelled(lines):
        number, _, rest = line.partition(".")
        third = level is None and number.isdecimal()
        yield (2, rest) if third else (level, line)


def _boxed(inner: str) -> str:
    shape = f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


def word_table(title: str, rows: Rows) -> bytes:
    """Return a table with merged cells, in a frame, with a row and a cell struck out."""
    struck = wf.tr(*map(wf.p, ["9", *["市作废局"] * (len(rows[0]) - 1)]))
    struck = struck.replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
    made = [*map(_row, rows, [None, *rows])]
    inner = wf.table(made[0], struck, *made[1:])
    frame = wf.table(wf.tr(wf.p(title) + inner + wf.p()))
    return wf.word(frame, styles=_STYLES)


def _row(row: Sequence[str], above: Sequence[str] | None) -> str:
    if not any(row[1:]):
        across = f'<w:gridSpan w:val="{len(row)}"/>'
        return f"<w:tr><w:tc><w:tcPr>{across}</w:tcPr>{wf.p(row[0])}</w:tc></w:tr>"
    cells = ""
    for place, cell in enumerate(row):
        merged = place == 1 and not cell and above is not None
        begins = '<w:vMerge w:val="restart"/>' if place == 1 and cell else ""
        text = "".join(map(wf.p, cell.split("\n")))
        cells += f"<w:tc><w:tcPr>{'<w:vMerge/>' if merged else begins}</w:tcPr>{text}</w:tc>"
    return f"<w:tr>{cells}</w:tr>"


# Sheets ----------------------------------------------------------------------------------------


def workbook(rows: Rows) -> bytes:
    """Return rows as a sheet: days and numbers by their formats, and what is hidden."""
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "任务分解"
    for number, row in enumerate(rows, 1):
        sheet.append([cell or None for cell in row])
        if not any(row[1:]):
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(row))
        for cell in sheet[number]:
            _shown(cell)
    gone = CellRichText(TextBlock(InlineFont(strike=True), NOISE), "_x000D_")
    sheet.append([gone, *["市作废局"] * (len(rows[1]) - 1)])
    for cell in sheet[len(rows) + 1]:
        cell.font = Font(strike=True)
    sheet.append(["9", NOISE, *["市作废局"] * (len(rows[1]) - 2)])
    sheet.row_dimensions[len(rows) + 2].hidden = True
    hidden = book.create_sheet("旧稿")
    hidden.append(["工作任务", "牵头单位"])
    hidden.append([NOISE, "市作废局"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _shown(cell: Any) -> None:
    """Put the number that a cell of a table holds for the text that it shows."""
    said = str(cell.value or "")
    if said.isdecimal():
        cell.value, cell.number_format = int(said), "0_ "
    elif said.endswith("年底") and said[:4].isdecimal():
        cell.value, cell.number_format = date(int(said[:4]), 12, 31), 'yyyy"年底"'
    elif said.endswith("月底") and said[:4].isdecimal():
        month = int(said[5:].rstrip("月底"))
        cell.value, cell.number_format = date(int(said[:4]), month, 30), 'yyyy"年"m"月底";@'
    elif said.endswith("局") and "\n" not in said:
        cell.value, cell.number_format = said.removesuffix("局"), '@"局"'


# Web pages -------------------------------------------------------------------------------------


def listed_page(lines: Sequence[str]) -> bytes:
    """Return a page that numbers its lists, with its site around it."""
    ways = '<div class="nav"><ul><li>首页<li>政务公开</ul></div>'
    hidden = f"<p style='display:none'>{NOISE}</p><p><del>{NOISE}</del></p>"
    page = official_forms.page(lines)
    return page.replace("<body>", f"<body>{ways}{hidden}<script>1</script>").encode()


# PDF -------------------------------------------------------------------------------------------


_LINES = 10
"""Lines of a page."""


def columns_pdf(lines: Sequence[str]) -> bytes:
    """Return a page of a gazette in two columns."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(FONT, 12)
    title, *rest = lines
    canvas.drawString(200, 780, title)
    rows = [row for line in rest for row in samples.wrapped(line, 18)]
    half = (len(rows) + 1) // 2
    for place, (text, indent) in enumerate(rows):
        left, down = (60, place) if place < half else (320, place - half)
        canvas.drawString(left + 12 * indent, 740 - 24 * down, text)
    canvas.save()
    return out.getvalue()


def marked_pdf(lines: Sequence[str]) -> bytes:
    """Return pages with a running head, numbers, a watermark, and words that nobody sees."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    rows = [row for line in lines for row in samples.wrapped(line)]
    for page, start in enumerate(range(0, len(rows), _LINES), 1):
        canvas.setFont(FONT, 9)
        canvas.drawString(60, 810, "某市人民政府公报")
        canvas.drawString(290, 30, f"— {page} —")
        canvas.setFillGray(1)
        canvas.drawString(60, 60, NOISE)
        canvas.setFillGray(0.85)
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()
        canvas.setFillGray(0)
        canvas.setFont(FONT, 12)
        canvas.drawString(700, 400, NOISE)
        for place, (text, indent) in enumerate(rows[start : start + _LINES]):
            if page == 1 and not place:  # white on a ground
                canvas.setFillGray(0.3)
                canvas.rect(60, 750, 480, 30, stroke=0, fill=1)
            canvas.setFillGray(0 if page > 1 or place else 1)
            for shift in (0, 0.6):  # to look bold
                canvas.drawString(80 + 12 * indent + shift, 760 - 24 * place, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def ruled_pdf(rows: Rows, a_page: int = 5) -> bytes:
    """Return a table that is open at its sides over two pages, a heading set downwards.

    Args:
        rows: The table.
        a_page: So many rows stand on the first page.
    """
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=12, leading=18, wordWrap="CJK")

    def table(part: Rows) -> Table:
        spans = [("SPAN", (0, n), (-1, n)) for n, row in enumerate(part) if not any(row[1:])]
        cells = [[Paragraph(_marked(cell), style) for cell in row] for row in part]
        made = Table(cells, [60, 60, 200, 120, 160, 120][: len(part[0])])
        rules = [
            ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
            ("LINEBEFORE", (1, 0), (-1, -1), 0.5, colors.black),
        ]
        made.setStyle([*rules, *spans])
        return made

    out = io.BytesIO()
    tables = [table(rows[:a_page]), PageBreak(), table(rows[a_page:])]
    SimpleDocTemplate(out, pagesize=landscape(A4)).build(tables)
    return out.getvalue()


def _marked(cell: str) -> str:
    """Return a cell as reportlab wants it: a task's first words are underlined."""
    first, stop, rest = escape(cell).partition("。")
    return f"<u>{first}</u>{stop}{rest}" if stop else first.replace("\n", "<br/>")


def open_pdf(rows: Rows) -> bytes:
    """Return a table without rules: its cells stand in columns."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4))
    canvas.setFont(FONT, 12)
    height = 560
    for row in (one for one in rows if any(one[1:])):
        lines = [cell.split("\n") for cell in row]
        for left, cell in zip((40, 80, 280, 440, 640, 720), lines, strict=False):
            for number, line in enumerate(cell):
                canvas.drawString(left, height - 16 * number, line)
        height -= 16 * max(map(len, lines)) + 16
    canvas.save()
    return out.getvalue()
