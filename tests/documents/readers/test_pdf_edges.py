"""What repeats at the edges of pages: running heads go and are told; clauses and items stay."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from sciplan.documents import reading
from sciplan.documents.readers.document import Document, Paragraph

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
Page = Sequence[tuple[float, str]]
"""Heights and what stands there."""


def read(*pages: Page) -> Document:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, 14)
        for height, text in page:
            canvas.drawString(80, height, text)
        canvas.showPage()
    canvas.save()
    return reading.read(out.getvalue(), "a.pdf")


def texts(document: Document) -> list[str]:
    return [one.text for one in document.blocks if isinstance(one, Paragraph)]


PARTS = ("一、修建水库。", "二、铺设管道。", "三、清淤河道。", "四、改造渠道。")


@pytest.mark.parametrize(
    "edge",
    [
        "（牵头单位：市水利局；配合单位：市财政局）",
        "配合单位：市财政局、市教体局",
        "市财政局、市教体局配合）",
        "市水利局牵头",
        "（市财政局、市教体局）",
        "并及时上报。",
        "第一章总则",
    ],
)
@pytest.mark.parametrize("height", [800.0, 60.0])
def test_what_may_be_text_stays(edge: str, height: float) -> None:
    document = read(*([(700.0, part), (height, edge)] for part in PARTS))
    assert sum(edge in text for text in texts(document)) == len(PARTS)
    assert not document.left_out


def test_items_that_count_on_stay() -> None:
    pages = [
        [(800.0, f"{n}.修建水库"), (700.0, "在城区修建。"), (60.0, f"（{n}）完工")]
        for n in range(1, 5)
    ]
    document = read(*pages)
    assert [text for text in texts(document) if text.endswith("修建水库")] == [
        f"{n}.修建水库" for n in range(1, 5)
    ]
    assert sum(text.endswith("完工") for text in texts(document)) == 4
    assert not document.left_out


def test_lines_of_text_at_the_edge_stay_though_all_pages_are_alike() -> None:
    page = [(700.0 - 24 * n, text) for n, text in enumerate(("修建水库", "铺设管道", "改造渠道"))]
    document = read(page, page, page)
    assert "".join(texts(document)) == "修建水库铺设管道改造渠道" * 3
    assert not document.left_out


@pytest.mark.parametrize(
    ("edge", "kind"),
    [
        ("南湖市水利建设实施方案", "页眉、页脚"),
        ("南湖市人民政府公报2024年第{n}期", "页眉、页脚"),
        ("— {n} —", "页码"),
        ("第{n}页", "页码"),
        ("{n}", "页码"),
    ],
)
def test_running_heads_and_numbers_are_told_once(edge: str, kind: str) -> None:
    document = read(
        *([(800.0, edge.format(n=n)), (700.0, part)] for n, part in enumerate(PARTS, 3))
    )
    assert texts(document) == list(PARTS)
    assert [(one.kind, one.before, one.line) for one in document.left_out] == [
        (kind, edge.format(n=3), 1)
    ]


@pytest.mark.parametrize(
    ("edges", "gone"),
    [
        (("南湖市水利简报", "南湖市水利简报"), True),
        (("内部文件 注意保存", "内部文件 注意保存"), True),
        (("附件1", "附件2"), False),
        (("南湖市水利局牵头", "南湖市水利局牵头"), False),
        (("一、总体要求", "一、总体要求"), False),
    ],
)
@pytest.mark.parametrize("height", [800.0, 60.0])
def test_two_pages_that_say_the_same_at_their_edge(
    edges: tuple[str, str], height: float, *, gone: bool
) -> None:
    body = ("二、修建水库。", "三、铺设管道。", "四、清淤河道。", "五、改造渠道。")
    pages = [
        [(height, edge), *((700.0 - 24 * n, part) for n, part in enumerate(parts))]
        for edge, parts in zip(edges, (body[:2], body[2:]), strict=True)
    ]
    document = read(*pages)
    assert sum(text in edges for text in texts(document)) == (0 if gone else 2)
    told = [("页眉、页脚", edges[0])] if gone else []
    assert [(one.kind, one.before) for one in document.left_out] == told


def test_a_title_that_the_running_head_repeats_stays() -> None:
    title = "南湖市水利建设实施方案"
    first, *others = ([(800.0, title), (600.0, part)] for part in PARTS)
    document = read([*first, (700.0, title)], *others)
    assert texts(document) == [title, *PARTS]


def test_places_are_pages_and_lines_of_text() -> None:
    document = read(
        *([(800.0, "南湖市水利局"), (700.0, part), (676.0, "完工")] for part in PARTS[:3])
    )
    assert [one.place for one in document.blocks] == [
        f"第{page}页第{line}行" for page in (1, 2, 3) for line in (1, 2)
    ]


FLOW = (
    "一、修建水库。在城区修建水",
    "库三座，新增库容二百万立方",
    "米。铺设管道三十公里，惠及",
    "群众五万人。",
)


def numbered(*pages: Sequence[str], numbers: Sequence[str]) -> Document:
    """Return pages with a small number in the margin of each line that has one."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    beside = iter(numbers)
    for page in pages:
        for place, text in enumerate(page):
            canvas.setFont(FONT, 8)
            canvas.drawString(50, 700 - 24 * place, next(beside))
            canvas.setFont(FONT, 14)
            canvas.drawString(80, 700 - 24 * place, text)
        canvas.showPage()
    canvas.save()
    return reading.read(out.getvalue(), "a.pdf")


def test_numbers_of_lines_are_told() -> None:
    document = numbered(FLOW * 3, FLOW[:2], numbers=[str(n) for n in range(1, 15)])
    (doubt,) = document.doubts
    assert doubt.message.startswith("第 1 页左边有一列数字，像是行号")


def test_few_numbers_in_the_margin_are_no_numbers_of_lines() -> None:
    numbers = ["1", "", "", "2", "", "", "3", "", "", "", "", ""]
    assert not numbered(FLOW * 3, numbers=numbers).doubts


HEAD = "南湖市人民政府公报"


def test_a_running_head_printed_over_text_is_told() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(FONT, 16)
    canvas.drawString(80, 700, "一、修建水库三座，在城区和各乡镇铺设")
    canvas.setFont(FONT, 9)
    canvas.drawString(150, 704, HEAD)
    canvas.save()
    (doubt,) = reading.read(out.getvalue(), "a.pdf").doubts
    assert doubt.message.startswith("第 1 页有的字叠印在一起")


def test_small_marks_within_a_line_stay_there() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(FONT, 16)
    canvas.drawString(80, 700, "一、修建水库")
    canvas.drawString(206, 700, "三座。")
    canvas.setFont(FONT, 7)
    canvas.drawString(176, 707, "注①②③")
    canvas.save()
    assert texts(reading.read(out.getvalue(), "a.pdf")) == ["一、修建水库注①②③三座。"]
