"""Headings and items, and pages copied as one line."""

from itertools import pairwise

import pytest

from sciplan.documents.outline.candidates import candidates, layout_of
from sciplan.documents.outline.outline import OutlineItem, outline, split_title
from sciplan.documents.outline.sequence import openings
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.markers import marker_at


def shape(item: OutlineItem) -> list[object]:
    return [[inner.title, *shape(inner)] for inner in item.items]


def tree(text: str) -> list[object]:
    lines = text.split("\n")
    return shape(outline(Paragraph(line, number) for number, line in enumerate(lines, 1)))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("一、任务", "任务"),
        ("（一）任务", "任务"),
        ("(二) 任务", "任务"),
        ("1.任务", "任务"),
        ("1．任务", "任务"),
        ("12、任务", "任务"),
        ("（1）任务", "任务"),
        ("3）任务", "任务"),
        ("①任务", "任务"),
        ("第一章 任务", "任务"),
        ("第三条 任务", "任务"),
        ("——任务", "任务"),
        ("2.1.3 任务", "任务"),
        ("2.1.任务", "任务"),
        ("1.2 5个乡镇建站", "5个乡镇建站"),
        ("1.2.3 2024年底前修渠", "2024年底前修渠"),
        ("⑴任务", "任务"),
        ("⒈ 任务", "任务"),
        ("㈠任务", "任务"),
        ("㊀任务", "任务"),
        ("壹、任务", "任务"),
        ("拾贰、任务", "任务"),
        ("任务一：任务", "任务"),
        ("3．2024年底前修渠", "2024年底前修渠"),
        ("3、2024年底前修渠", "2024年底前修渠"),
        ("3.2024—2026年修渠", "2024—2026年修渠"),
        ("3.12月底前修渠", "12月底前修渠"),
    ],
)
def test_marker(text: str, rest: str) -> None:
    marker, found = marker_at(text)
    assert marker is not None
    assert found == rest


@pytest.mark.parametrize(
    "text",
    [
        "任务",
        "1.5亿元",
        "2025年",
        "一是修渠",
        "（含城区）",
        "2021、2022年",
        "2、3月底前",
        "3.2024万元",
    ],
)
def test_no_marker(text: str) -> None:
    assert marker_at(text)[0] is None


def test_levels_and_restarts() -> None:
    text = "一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n1.己\n二、庚\n（一）辛\n——壬\n——癸"
    assert tree(text) == [
        ["甲", ["乙", ["丙"], ["丁"]], ["戊", ["己"]]],
        ["庚", ["辛", ["壬"], ["癸"]]],
    ]


def test_an_article_holds_items() -> None:
    text = "第一章 甲\n第一条 乙\n（一）丙\n（二）丁\n1.戊\n第二条 己\n第二章 庚\n第三条 辛"
    assert tree(text) == [
        ["甲", ["乙", ["丙"], ["丁", ["戊"]]], ["己"]],
        ["庚", ["辛"]],
    ]


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("修建水渠。加固堤坝。", "修建水渠", "加固堤坝。"),
        ("修建水渠", "修建水渠", ""),
        ("用好“渠、坝”设施。加固。", "用好“渠、坝”设施", "加固。"),
        ("修渠（市水利局牵头）。加固。", "修渠", "（市水利局牵头）。加固。"),
        ("修建水渠：加固全部旧有堤坝。", "修建水渠", "加固全部旧有堤坝。"),
        ("修建（含加固）水渠。加固。", "修建（含加固）水渠", "加固。"),
        ("【修渠】加固堤坝。", "修渠", "加固堤坝。"),
        ("（修渠）加固堤坝。", "修渠", "加固堤坝。"),
        ("修渠；种树。", "修渠；种树", ""),
        ("修渠 责任单位：市水利局", "修渠", "责任单位：市水利局"),
        ("新修水渠十条；加固堤坝两座。验收。", "新修水渠十条；加固堤坝两座", "验收。"),
        ("修建水渠；", "修建水渠", ""),
        ("修建水渠；（市水利局牵头）", "修建水渠", "（市水利局牵头）"),
        ("市水利局：负责修渠。验收。", "市水利局：负责修渠", "验收。"),
    ],
)
def test_title(text: str, title: str, rest: str) -> None:
    assert split_title(text)[:2] == (title, rest)


def texts(item: OutlineItem) -> list[object]:
    return [item.title, *(one.text for one in item.paragraphs), *map(texts, item.items)]


@pytest.mark.parametrize(
    ("text", "outlined"),
    [
        ("一、甲\n1.乙\n2.责任单位：市水利局", ["甲", "责任单位：市水利局", ["乙"]]),
        (
            "一、甲\n1.乙\n2.责任单位\n市水利局",
            ["甲", "责任单位：", "市水利局", ["乙"]],
        ),
        (
            "一、甲\n1.责任单位\n（1）市水利局\n（2）市林草局\n2.乙",
            ["甲", "责任单位：", "市水利局", "市林草局", ["乙"]],
        ),
        (
            "一、甲\n1.责任单位\n（1）修渠\n（2）种树",
            ["甲", ["责任单位", ["修渠"], ["种树"]]],
        ),
        (
            "一、甲\n1.责任单位：市水利局\n2.完成时限\n年底\n3.时间安排：先乙后丙",
            ["甲", "责任单位：市水利局", "完成时限：", "年底", "时间安排：先乙后丙"],
        ),
        ("一、甲\n1.乙\n2.时间安排\n年底", ["甲", ["乙"], ["时间安排", "年底"]]),
        (
            "一、甲\n1.乙\n专栏1 丙\n1.丁\n2.戊\n2.己\n专栏2\n（1）庚\n3.辛",
            ["甲", ["乙", "专栏1 丙", "1.丁", "2.戊"], ["己", "专栏2", "（1）庚"], ["辛"]],
        ),
        ("一、甲\n专栏：乙\n1.丙\n（一）丁", ["甲", "专栏：乙", "1.丙", ["丁"]]),
    ],
)
def test_labels_and_boxes_belong_to_their_item(text: str, outlined: list[object]) -> None:
    lines = (Paragraph(line, number) for number, line in enumerate(text.split("\n"), 1))
    (item,) = outline(lines).items
    assert texts(item) == outlined


def cut(text: str) -> list[str]:
    """Return a paragraph's pieces, one for each item that opens in it."""
    places = [one.place for one in openings([(0, candidates(text, layout_of([text])))])[0]]
    edges = sorted({0, *places, len(text)})
    return [text[start:end].strip() for start, end in pairwise(edges)]


def test_page_copied_as_one_line() -> None:
    body = "推进水渠建设，加固旧有堤坝，2020年完成1.5公里。" * 12
    page = f"前言。一、任务（一）修渠。{body}（二）种树。{body}二、保障（一）领导。{body}"
    assert [piece[:5] for piece in cut(page)] == [
        "前言。",
        "一、任务",
        "（一）修渠",
        "（二）种树",
        "二、保障",
        "（一）领导",
    ]
    assert "".join(cut(page)) == page
    assert {item.line for item in outline([Paragraph(page, 7)]).walk()} == {0, 7}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "二、任务（一）水利 1、修渠。全面推进。（市水利局牵头） 2、种树。（市林草局牵头）",
            [
                "二、任务",
                "（一）水利",
                "1、修渠。全面推进。（市水利局牵头）",
                "2、种树。（市林草局牵头）",
            ],
        ),
        (
            "各科室请抓好落实。 1、修渠。（甲科牵头） 2、种树（乙科牵头） 3、养鱼（乙科牵头）",
            [
                "各科室请抓好落实。",
                "1、修渠。（甲科牵头）",
                "2、种树（乙科牵头）",
                "3、养鱼（乙科牵头）",
            ],
        ),
        (
            "一、修渠修水渠。责任单位：市水利局、林草局二、种树多种。责任单位：市林草局 三、养鱼",
            [
                "一、修渠修水渠。责任单位：市水利局、林草局",
                "二、种树多种。责任单位：市林草局",
                "三、养鱼",
            ],
        ),
        (
            "（一）修渠。（市水利局负责）1．2024年底前修完。（市水利局负责）2．2025年底前验收。",
            [
                "（一）修渠。（市水利局负责）",
                "1．2024年底前修完。（市水利局负责）",
                "2．2025年底前验收。",
            ],
        ),
        (
            "（一）修渠。（市水利局负责）（二）种树。（市林草局负责）（五）养鱼。（市渔业局负责）",
            [
                "（一）修渠。（市水利局负责）",
                "（二）种树。（市林草局负责）",
                "（五）养鱼。（市渔业局负责）",
            ],
        ),
        (
            "（一）修渠，按照（四）的要求。（市水利局负责）",
            ["（一）修渠，按照（四）的要求。（市水利局负责）"],
        ),
        ("（二）修渠。（市水利局负责）（一）种树。", ["（二）修渠。（市水利局负责）（一）种树。"]),
        ("修渠，第1、2期和东1、西2渠。", ["修渠，第1、2期和东1、西2渠。"]),
    ],
)
def test_markers_within_a_line(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("10.修渠\n11.121人才项目\n12.5G网络", [["修渠"], ["121人才项目"], ["5G网络"]]),
        ("10.修渠\n11.12万元以内。", [["修渠"]]),
        ("10.修渠\n12.121人才项目", [["修渠"]]),
    ],
)
def test_a_number_behind_a_point(text: str, titles: list[object]) -> None:
    assert tree(text) == titles


def test_a_quote_closed_by_half() -> None:
    assert split_title('推进“一窗"办理。完善平台。')[0] == '推进“一窗"办理'


def test_long_paragraph_stays_whole() -> None:
    text = "1.任务。" + "推进建设，完善（一）类、（三）类设施。" * 60
    assert cut(text) == [text]


def test_days_before_a_title_are_text() -> None:
    found = split_title("（5月1日—5月31日）：宣传发动。张贴公告。")
    assert found == ("宣传发动", "（5月1日—5月31日）张贴公告。", True)


@pytest.mark.parametrize("slip", ["2。", "2 .", "2,", "2，", "2 、"])
def test_a_mistyped_marker_behind_a_clause_in_a_line(slip: str) -> None:
    text = f"1.修渠。修好渠。（市水利局牵头）{slip}种树。种好树。（市林草局牵头）3.清淤。"
    assert [piece[:2].strip() for piece in cut(text)] == ["1.", slip[:2].strip(), "3."]


def test_a_number_behind_a_bracket_opens_nothing() -> None:
    text = "1.修渠。修好渠（见附件）2，种好树。"
    assert cut(text) == [text]
