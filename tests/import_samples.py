"""Documents written for the tests, and real files of each kind made of them."""

import io
from collections.abc import Sequence

from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Document, Paragraph
from sciplan.plan.model import Measure

TITLE = "南湖市数字乡村建设实施方案（2024—2026年）"
NOTICE = (
    "南湖市人民政府关于印发南湖市数字乡村建设实施方案（2024—2026年）的通知",
    "南政发〔2024〕8号",
    "各县（市、区）人民政府，市直各部门：",
    "现将《南湖市数字乡村建设实施方案（2024—2026年）》印发给你们，请认真组织实施。",
    "南湖市人民政府",
    "2024年3月15日",
)
BODY = (
    TITLE,
    "为贯彻落实《关于推进数字乡村的意见》（云湖办发〔2023〕5号）精神，制定本方案。",
    "一、总体要求",
    "到2026年，全市行政村宽带通达率达到98%。",
    "二、主要任务",
    "（一）建设基础设施",
    "1.改造农村网络。推进光纤入户，新建基站200个以上。（市工信局牵头，市财政局、市通管办配合）",
    (
        "2.完善物流设施。支持村级服务站（点、室）建设。"
        "（牵头单位：市商务局；配合单位：市交通运输局、各县（市、区）人民政府）"
    ),
    "（二）发展智慧农业",
    "3.推广智能装备。培训农机手1000人次以上。（市农业农村局会同市科技局负责，2025年底前完成）",
    "4.加强监测预警。（市自然资源和规划局、市气象局和市应急管理局按职责分工负责）",
    "三、保障措施",
    "（一）加强领导。各县（市、区）人民政府要落实主体责任。",
)
LINES = (*NOTICE, *BODY)
UNITS_OF = {
    "2.1.1": (("市工信局",), (), ("市财政局", "市通管办")),
    "2.1.2": (("市商务局",), (), ("市交通运输局", "各县（市、区）人民政府")),
    "2.2.1": (("市农业农村局",), (), ("市科技局",)),
    "2.2.2": ((), ("市自然资源和规划局", "市气象局", "市应急管理局"), ()),
}
TABLE = (
    ("序号", "类别", "工作任务", "牵头单位", "配合单位", "完成时限", "备注"),
    (
        "1",
        "网络",
        "改造农村网络。推进光纤入户",
        "市工信局",
        "市财政局、市通管办",
        "2025年12月31日",
        "",
    ),
    ("2", "网络", "完善基站布局", "市工信局\n市通管办", "", "持续推进", "与省同步"),
    ("二、农业",) * 7,
    ("3", "农业", "推广智能装备", "市农业农村局", "市科技局、财政局", "2026年底前", ""),
)

PLAIN_TABLE = [[cell.replace("\n", "、") for cell in row] for row in TABLE]


def txt() -> bytes:
    return "\n".join(LINES).encode()


def html() -> bytes:
    inner = "".join(f"<p>　　{line}</p>\n" for line in LINES)
    return (
        f"<html><head><title>x</title><style>p{{}}</style></head><body><nav>首页</nav>"
        f"<div>{inner}</div><script>var a='（市工信局牵头）';</script></body></html>"
    ).encode()


def docx(lines: Sequence[str] = LINES, table: Sequence[Sequence[str]] = ()) -> bytes:
    import docx as word

    document = word.Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            cells = made.add_row().cells
            if len(set(row)) == 1:
                cells[0].merge(cells[-1]).text = row[0]
            else:
                for cell, text in zip(cells, row, strict=True):
                    cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["南湖市数字乡村建设任务分解表"])
    sheet.merge_cells("A1:G1")
    for row in TABLE:
        sheet.append(list(row) if len(set(row)) > 1 else [row[0]])
    sheet.merge_cells("A5:G5")
    # The category stands in two rows, merged.
    sheet.merge_cells("B3:B4")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(lines: Sequence[str] = LINES) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4)
    rows = [row for line in lines for row in wrapped(line)]
    per_page = 12
    for start in range(0, len(rows), per_page):
        page.setFont("STSong-Light", 14)
        for number, (text, indent) in enumerate(rows[start : start + per_page]):
            page.drawString(80 + 14 * indent, 760 - 28 * number, text)
        page.drawString(280, 40, f"— {start // per_page + 1} —")
        page.showPage()
    page.save()
    return out.getvalue()


def pdf_table() -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = Table([list(row) for row in TABLE])
    made.setStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "STSong-Light")]
    )
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4)).build([made])
    return out.getvalue()


def wrapped(line: str, width: float = 30) -> list[tuple[str, int]]:
    """Break a paragraph as Word does: two characters' indent, then full lines."""
    rows: list[tuple[str, int]] = []
    row, used = "", 2.0
    for char in line:
        size = 0.5 if char.isascii() else 1
        if used + size > width and char not in "，。；、）":
            rows.append((row, 0 if rows else 2))
            row, used = "", 0.0
        row += char
        used += size
    return [*rows, (row, 0 if rows else 2)]


def drafted(text: str) -> Draft:
    """Return the draft of a text's lines."""
    lines = text.strip("\n").split("\n")
    numbered = (Paragraph(line, number) for number, line in enumerate(lines, 1))
    return draft(Document("plan.txt", tuple(numbered)))


def rows(made: Draft) -> list[str]:
    """Return a line a measure: id, title, part, the units by role, the deadline."""
    return [" ".join(filter(None, _facts(entry.measure))) for entry in made.plan.entries]


def _facts(measure: Measure) -> Sequence[str]:
    marked = {"牵": measure.lead, "责": measure.responsible, "配": measure.cooperating}
    units = [f"{mark}:{'、'.join(names)}" for mark, names in marked.items() if names]
    deadline = f"时:{measure.deadline}" if measure.deadline else ""
    return (measure.id, measure.title, measure.part, *units, deadline)
