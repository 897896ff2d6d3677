"""Web pages as government sites have them."""

import pytest

from sciplan.base.errors import SciplanError
from sciplan.documents import reading
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Grid, Paragraph

BODY = "<p>　　一、修建水库。（市水利局牵头，市财政局配合）</p>"


def read(page: str, encoding: str = "utf-8") -> Draft:
    return draft(reading.read(page.encode(encoding), "a.html"))


def blocks(page: str) -> list[str]:
    found = reading.read(page.encode(), "a.html").blocks
    return [
        block.text if isinstance(block, Paragraph) else " / ".join(map("|".join, block.rows))
        for block in found
    ]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="ArticleTitle" content="南湖市水网建设总体方案"><title>门户网站</title>',
        "<title>南湖市水网建设总体方案_南湖市人民政府</title>",
        "<title>南湖市水网建设总体方案 - 政策文件 - 南湖市人民政府</title>",
        "<title>南湖市人民政府</title></head><body><h1>南湖市水网建设总体方案</h1>",
        "<title>关于印发南湖市水网建设总体方案的通知-南湖市人民政府</title>",
    ],
)
def test_title_of_the_page(head: str) -> None:
    found = read(f"<html><head>{head}<p>各县人民政府：</p>{BODY}</html>")
    assert found.plan.head.title == "南湖市水网建设总体方案"


@pytest.mark.parametrize(
    "title", ["南湖市水网建设方案（2024-2026年）", "南湖市2024—2026年水网建设方案"]
)
def test_period_in_the_title_is_no_site(title: str) -> None:
    found = read(f"<title>{title}-南湖市人民政府</title>{BODY}")
    assert found.plan.head.title == title


def test_a_page_name_that_is_no_title_gives_way_to_the_text() -> None:
    found = read(f"<title>政府信息公开</title><p>南湖市水网建设总体方案</p>{BODY}")
    assert found.plan.head.title == "南湖市水网建设总体方案"


@pytest.mark.parametrize(
    "facts",
    [
        (
            "<table><tr><td>索 引 号</td><td>000-1</td><td>主题分类</td><td>水利</td></tr>"
            "<tr><td>发文字号</td><td>南政发〔2024〕3号</td><td>发布日期</td><td>2024-05-08</td></tr>"
            "<tr><td>发文机关</td><td>南湖市人民政府</td><td>成文日期</td><td>2024年5月6日</td></tr></table>"
        ),
        (
            "<table><tr><td>发文字号：</td><td>南政发〔2024〕3号</td></tr><tr><td>制发机关：</td>"
            "<td>南湖市人民政府</td></tr><tr><td>生成日期：</td><td>2024-05-06</td></tr></table>"
        ),
        (
            "<ul><li><b>发文字号：</b>南政发〔2024〕3号</li><li><b>发文机关：</b>南湖市人民政府</li>"
            "<li><b>成文日期：</b>2024年05月06日</li></ul>"
        ),
        (
            "<div>[发文字号]</div><div>南政发〔2024〕3号</div><div>[发文机关]</div><div>南湖市人民政府</div>"
            "<div>[成文日期]</div><div>2024-05-06</div>"
        ),
    ],
)
def test_facts_of_the_site(facts: str) -> None:
    found = read(
        f"<title>南湖市水网建设总体方案</title>{facts}<h1>南湖市水网建设总体方案</h1>{BODY}"
    )
    head = found.plan.head
    assert (head.title, head.number, head.issuer, str(head.issued)) == (
        "南湖市水网建设总体方案",
        "南政发〔2024〕3号",
        "南湖市人民政府",
        "2024-05-06",
    )
    assert [entry.measure.title for entry in found.plan.entries] == ["修建水库"]


def test_day_of_publication_for_want_of_another() -> None:
    found = read(f'<meta name="PubDate" content="2024-05-08 10:30">{BODY}')
    assert str(found.plan.head.issued) == "2024-05-08"


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030"])
def test_declared_encoding(charset: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">{BODY}'
    (entry,) = read(page, "gb18030").plan.entries
    assert entry.measure.lead == ("市水利局",)


def test_breaks_indents_and_scripts() -> None:
    page = (
        "<div>　　&nbsp;一、甲<br>　　乙<br/>丙<script>document.write('丁')</script>"
        "<span>戊</span><style>p{}</style><noscript>己</noscript></div>"
    )
    assert blocks(page) == ["一、甲", "乙", "丙", "戊"]


LAYOUT = (
    "<table><tr><td>首页</td><td>政务</td><td>公开</td></tr><tr><td colspan=3>{}</td></tr>"
    "<tr><td>1</td><td>2</td><td>3</td></tr></table>"
)
TASKS = (
    "<table><tr><th>任务</th><th>责任单位</th></tr><tr><td>修渠</td><td>市水利局</td></tr></table>"
)


@pytest.mark.parametrize("page", [TASKS, LAYOUT.format(TASKS), LAYOUT.format(LAYOUT.format(TASKS))])
def test_tables_for_layout_are_passed_through(page: str) -> None:
    (table,) = (
        b
        for b in reading.read(page.encode(), "a.html").blocks
        if isinstance(b, Grid) and b.rows[0][0] == "任务"
    )
    assert table.rows == (("任务", "责任单位"), ("修渠", "市水利局"))


def test_a_small_table_within_a_cell_is_its_text() -> None:
    page = TASKS.replace("修渠", "修渠<table><tr><td>十公里</td></tr></table>")
    assert blocks(page) == ["任务|责任单位 / 修渠\n十公里|市水利局"]


def test_nested_without_end() -> None:
    with pytest.raises(SciplanError, match="没有文字"):
        blocks("<table><tr><td>" * 3000 + "甲")


@pytest.mark.parametrize(
    "part", ['div class="nav"', 'ul id="top-menu"', 'div class="page breadcrumb"']
)
def test_ways_to_other_pages_are_left_out(part: str) -> None:
    tag = part.split(maxsplit=1)[0]
    text = "<p>南湖市水网建设方案</p>" + BODY + "<p>各县区要抓好落实，按期报送进展情况。</p>" * 3
    assert blocks(f"<{part}><a>责任单位：市政府办</a></{tag}>{text}") == blocks(text)


def test_a_page_that_is_all_menu_is_read() -> None:
    assert blocks(f'<div class="nav">{BODY}</div>') == blocks(BODY)


def test_a_measure_above_a_table_is_no_title_of_it() -> None:
    head = "<tr><th>任务<th>责任单位<th>备注</tr>"
    rows = "<tr><td>铺管<td>市住建局<td></tr>"
    found = read(
        "<p>南湖市水利方案</p><p>一、任务</p><p>（一）修渠。清淤。[责任单位：市水利局]</p>"
        f"<table>{head}{rows}</table>"
    )
    assert [section.title for section in found.plan.all_sections] == ["任务"]
    assert [entry.measure.title for entry in found.plan.entries] == ["修渠", "铺管"]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ('<ol start="3"><li>甲<li value="7">乙<li>丙</ol>', ["3.甲", "7.乙", "8.丙"]),
        ('<ol type="a"><li>甲<li>乙</ol>', ["a.甲", "b.乙"]),
        ('<ol type="I"><li>甲</ol><ol type="i"><li>乙</ol>', ["I.甲", "i.乙"]),
        (
            '<ol style="list-style-type: cjk-ideographic"><li>甲' + "<li>乙" * 10 + "</ol>",
            ["一、甲", *(f"{n}、乙" for n in "二三四五六七八九十"), "十一、乙"],
        ),
        ('<ol style="list-style:simp-chinese-formal inside"><li>甲</ol>', ["壹、甲"]),
        ('<ol style="list-style-type:cjk-heavenly-stem"><li>甲方</ol>', ["甲、甲方"]),
        ('<ol style="list-style: none"><li>甲</ol>', ["甲"]),
        ('<ul style="list-style-type: decimal"><li>甲</ul>', ["1.甲"]),
        ("<ol><li><p>甲</p><p>续</p><li>乙</ol>", ["1.甲", "续", "2.乙"]),
        ("<ol><li>1.甲<li>2、乙<li>（三）丙</ol>", ["1.甲", "2、乙", "（三）丙"]),
        ("<ol><li>2024年建成<li>5个乡镇</ol>", ["1.2024年建成", "2.5个乡镇"]),
        ("<ol><li>甲<ol><li>乙<li>丙</ol><li>丁</ol>", ["1.甲", "1.1 乙", "1.2 丙", "2.丁"]),
        ("<ol><li>甲</li><ol><li>乙</li></ol><li>丁</li></ol>", ["1.甲", "1.1 乙", "2.丁"]),
        ("<ol><li>一、甲<ol><li>乙</ol></ol>", ["一、甲", "1.乙"]),
        ("<ol><li>甲<ul><li>乙<ol><li>丙</ol></ul></ol>", ["1.甲", "乙", "1.丙"]),
        ("<ol><li>甲</ol><p>文</p><ol start=2><li>乙</ol>", ["1.甲", "文", "2.乙"]),
        ("<ol><li></li><li>乙</ol>丙", ["2.乙", "丙"]),
        ('<ol start="x"><li value="">甲</ol>', ["1.甲"]),
        ("<li>甲</li>", ["甲"]),
    ],
)
def test_lists_keep_their_numbers(page: str, shown: list[str]) -> None:
    assert blocks(page) == shown


def test_a_plan_in_lists_within_lists() -> None:
    item = "<li><p>{}。（市水利局牵头，市财政局配合）</p>"
    found = read(
        "<p>南湖市水利方案</p><ol><li><p>总体要求</p></ol><p>坚持节水。</p>"
        f"<ol start=2><li><p>任务</p><ol><li><p>农田</p><ol>{item.format('修渠')}"
        f"{item.format('打井')}</ol><li><p>防洪</p><ol>{item.format('固堤')}</ol></ol></ol>"
    )
    assert [(s.id, s.title) for s in found.plan.all_sections] == [
        ("1", "总体要求"),
        ("2", "任务"),
        ("2.1", "农田"),
        ("2.2", "防洪"),
    ]
    assert [(e.measure.id, e.measure.title) for e in found.plan.entries] == [
        ("2.1.1", "修渠"),
        ("2.1.2", "打井"),
        ("2.2.1", "固堤"),
    ]


@pytest.mark.parametrize("depth", [255, 300, 1000])
def test_pages_nested_deep_are_read(depth: int) -> None:
    page = f"<p>甲</p>{'<div>' * depth}<p>乙</p>{'</div>' * depth}<p>丙</p>"
    assert blocks(page) == ["甲", "乙", "丙"]


def test_a_page_that_is_cut_off_says_where() -> None:
    page = "<p>甲</p>\n" + "<div>\n" * 5000 + "<p>乙</p>"
    document = reading.read(page.encode(), "a.html")
    (doubt,) = document.doubts
    assert doubt.code == "unread-part"
    assert "起没有读" in doubt.message


def test_merged_cells_are_as_high_as_they_say() -> None:
    rows = "".join(f"<tr><td>任务{n}<td>市水利局" for n in range(80))
    page = f"<table><tr><th>类<th>任务<th>单位<tr><td rowspan=81>农业{rows}</table>"
    (table,) = reading.read(page.encode(), "a.html").blocks
    assert isinstance(table, Grid)
    assert [row[0] for row in table.rows[2:]] == ["农业"] * 80


def test_merged_cells_that_claim_too_much_are_refused() -> None:
    cell = "<td rowspan=99999999 colspan=99999999>x</td>"
    page = f"<table><tr>{cell * 3}</tr>{f'<tr>{cell * 3}</tr>' * 99}</table>"
    with pytest.raises(SciplanError, match="表格过大"):
        reading.read(page.encode(), "a.html")


@pytest.mark.parametrize(
    ("hidden", "kind"),
    [
        ("<p hidden>二、种树。</p>", "网页上隐藏的内容"),
        ("<p style='color:red; display : NONE'>二、种树。</p>", "网页上隐藏的内容"),
        ("<div style='visibility:hidden'><p hidden>二、种树。</p></div>", "网页上隐藏的内容"),
        ("<textarea>二、种树。</textarea>", "网页上的输入框"),
        ("<template><p>二、种树。</p></template>", "网页上隐藏的内容"),
        ("<p><del>二、种树。</del></p>", "划去的文字"),
        ("<p><s>二、种树。</s></p>", "划去的文字"),
    ],
)
def test_what_a_page_does_not_show_is_left_out_and_told(hidden: str, kind: str) -> None:
    found = reading.read(f"<p>一、修渠。</p>\n{hidden}<p>三、治污。</p>".encode(), "a.html")
    assert [one.text for one in found.blocks if isinstance(one, Paragraph)] == [
        "一、修渠。",
        "三、治污。",
    ]
    assert [(one.kind, one.before) for one in found.left_out] == [(kind, "二、种树。")]


def test_a_hidden_row_and_struck_words_within_a_line() -> None:
    rows = "<tr><td>甲<td>乙<td>丙<tr style='display:none'><td>一<td>二<td>三<tr><td>丁<td>戊<td>己"
    assert blocks(f"<table>{rows}</table>") == ["甲|乙|丙 / 丁|戊|己"]
    assert blocks("<p>修渠<strike>20</strike>30公里</p>") == ["修渠30公里"]
    assert blocks("<body style='display:none'><p>修渠</p>") == ["修渠"]
    assert blocks("<p style='display:nonesuch'>修渠</p>") == ["修渠"]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("造林10<sup>3</sup>亩", "造林10³亩"),
        ("建站15座<sup>[1]</sup>", "建站15座[¹]"),
        ("建站15座<sup><a href='#'>2</a></sup>3个", "建站15座²3个"),
        ("CO<sub>2</sub>和PM<sub>2.5</sub>", "CO₂和PM2.5"),
    ],
)
def test_digits_above_and_below_the_line(inner: str, expected: str) -> None:
    assert blocks(f"<p>{inner}</p>") == [expected]
