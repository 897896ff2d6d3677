"""Lines that were broken become the paragraphs that they were, and no others."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sciplan.documents.cleaning.linewidth import line_width
from sciplan.documents.cleaning.wrapping import without_hard_breaks
from sciplan.documents.draft.draft import draft
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.reading import read
from sciplan.plan.model import Plan
from wrapped import WAYS, Broken, by_characters, by_columns, by_terminal

PLAN = """\
青溪市“十四五”科学素质提升行动实施方案

 为提高全市公民科学素质，根据《青溪市科学技术普及办法》（青溪市人民政府令第12号），结合实际，制定本方案。
 一、主要目标
 到2025年，全市公民具备科学素质的比例达到15.5%，各县（市、区）差距逐步缩小，人均科普经费不低于1元。
 二、重点任务
 （一）青少年科学素质提升
 1．开展流动科技馆进校园活动。组织小学三、四年级学生参观科技馆，每年举办科技节，2024年底前建成科学教育示范校25所，培训科技辅导员不少于3200人，不合格率控制在3%以下。（市教体局牵头，市科协、市科技局、团市委、各县（市、区）人民政府按职责分工负责，2024年12月31日前完成）
 2．建立馆校合作机制。编写乡土教材，选派科普志愿者到校授课，配备VR体验设备和AI实验器材，支持公共图书馆（含分馆）设置科普专区。（责任单位：市科协、市教体局、市文化和旅游局）
 （二）农民科学素质提升
 1．实施高素质农民培育计划。依托农民夜校、农技协和科技小院，面向种植大户、家庭农场主开展技能培训，到2025年培育高素质农民1.2万人次以上，农技协会员超过5000人。
 牵头单位：市农业农村局
 配合单位：市科协、市人力资源和社会保障局、市自然资源和规划局、市文化和旅游局、市林草局、市水利局、各县（市、区）人民政府
 完成时限：2025年6月底前
 2．开展乡村科普服务。健全农村科普网络，推动科普资源下沉，培育科普示范村30个，开展集中服务120场次；完善县乡村三级科技志愿服务队伍。（市科协、市农业农村局、市卫生健康委按职责分工负责）
 三、保障措施
 （一）加强组织领导。市人民政府负责全市公民科学素质建设工作的领导，将有关任务纳入国民经济和社会发展规划。市科协发挥综合协调作用，会同有关部门共同推进。
 （二）落实经费保障。各级财政要将科普经费列入预算，人均不低于1元。

青溪市人民政府
2022年3月8日
"""
"""A document of our own; a paragraph a line."""


def plan_of(text: str) -> Plan:
    return draft(read(text.encode(), "方案.txt")).plan


WHOLE = plan_of(PLAN)


def texts(*lines: str) -> list[str]:
    joined = without_hard_breaks([Paragraph(line, n) for n, line in enumerate(lines, 1)])
    return [block.text for block in joined if isinstance(block, Paragraph)]


def test_the_plan_is_read_whole() -> None:
    """What the laws below hold the broken document against is itself what the document says."""
    assert [entry.measure.title for entry in WHOLE.entries] == [
        "开展流动科技馆进校园活动",
        "建立馆校合作机制",
        "实施高素质农民培育计划",
        "开展乡村科普服务",
    ]
    first, second, third, fourth = (entry.measure for entry in WHOLE.entries)
    assert [*first.lead] == ["市教体局"]
    assert [*second.responsible] == ["市科协", "市教体局", "市文化和旅游局"]
    assert third.deadline == "2025年6月底前"
    assert len(third.cooperating) == 7
    assert fourth.text.startswith("健全农村科普网络")
    assert [target.quote for target in WHOLE.targets] == ["达到15.5%", "不低于1元"]


DOCUMENTS = (PLAN, PLAN.replace("\n\n", "\n"))


@settings(deadline=None, max_examples=60)
@given(
    text=st.sampled_from(DOCUMENTS),
    how=st.builds(
        Broken,
        st.integers(20, 100),
        st.sampled_from(WAYS),
        st.sampled_from((by_characters, by_columns, by_terminal)),
        st.sampled_from(("", "　　", "    ")),
        st.sampled_from(("\n", "\r\n")),
    ),
)
@example(DOCUMENTS[0], Broken(62, WAYS[3], by_characters, "    "))
@example(DOCUMENTS[1], Broken(35, WAYS[0], by_columns, "　　"))
@example(DOCUMENTS[0], Broken(20, WAYS[1], by_columns, "", "\r\n"))
@example(DOCUMENTS[0], Broken(41, WAYS[2], by_columns, "    "))
def test_a_document_broken_into_lines_gives_the_same_plan(text: str, how: Broken) -> None:
    assert plan_of(how.lines_of(text)) == WHOLE


@pytest.mark.parametrize("text", DOCUMENTS)
@pytest.mark.parametrize("indent", ["", "　　", "    "])
def test_a_document_with_whole_paragraphs_stays(text: str, indent: str) -> None:
    lines = text.replace("\n ", f"\n{indent}").split("\n")
    assert texts(*lines) == lines


@pytest.mark.parametrize(
    "lines",
    [
        ("青溪市节水行动", "实施方案", "（2021—2025年）"),
        ("牵头单位：市水利局", "配合单位：市林草局、市财政局", "完成时限：2024年底前"),
        ("一、提高认识，加强领导", "各部门要高度重视。"),
        ("（一）加强领导，落实责任", "（二）加大投入，保障经费"),
        ("1.修渠。（市水利局牵头，市林草局配合", "2.种树。（市林草局牵头）"),
        ("市水利局负责解释。", "青溪市人民政府", "2024年3月8日"),
        (
            "青溪市人民政府办公室",
            "青政办发〔2024〕3号",
            "各县（市、区）人民政府：",
            "现印发给你们。",
        ),
        ("1.加固堤坝，疏浚河道，完善巡查检修制度", "责任单位：市水利局、市财政局、市林草局") * 5,
        ("● 修渠十里，种树百亩，", "● 护路"),
        ("目标一", "目标二", "目标三", "目标四", "目标五", "目标六"),
    ],
)
def test_short_lines_stay(lines: tuple[str, ...]) -> None:
    assert texts(*lines) == [*lines]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("  配合单位：市水利局、", "            市林草局"), ["  配合单位：市水利局、市林草局"]),
        (
            ("  配合单位：市水利局、市人力资源社", "会保障局、市林草局", "  完成时限：2024年底")
            * 2,
            ["  配合单位：市水利局、市人力资源社会保障局、市林草局", "  完成时限：2024年底"] * 2,
        ),
        (
            ("责任单位：各县（市、", "区）人民政府、市科协"),
            ["责任单位：各县（市、区）人民政府、市科协"],
        ),
        (
            ("责任单位：市水利局、各县", "（市、区）人民政府"),
            ["责任单位：市水利局、各县（市、区）人民政府"],
        ),
        (
            ("1.甲。到2025年，人均不", "低于1元，基地达到", "30个。"),
            ["1.甲。到2025年，人均不低于1元，基地达到30个。"],
        ),
        (("2.乙。培训会员不少于500", "0人。"), ["2.乙。培训会员不少于5000人。"]),
        (("（一）加快建设智慧水利平台，", "提升水平"), ["（一）加快建设智慧水利平台，提升水平"]),
        (("修渠十里，种树百亩", "，护路。"), ["修渠十里，种树百亩，护路。"]),
        (
            ("1.修渠。（牵头单位：市水利局；", "配合单位：市林草局）"),
            ["1.修渠。（牵头单位：市水利局；配合单位：市林草局）"],
        ),
        (("修渠、种树。护路AI ", "model用于监测"), ["修渠、种树。护路AI model用于监测"]),
    ],
)
def test_what_is_not_at_its_end_goes_on(lines: tuple[str, ...], joined: list[str]) -> None:
    assert texts(*lines) == joined


def test_numbers_within_a_paragraph_go_on_with_it() -> None:
    lines = (
        "1.修渠。做到：（1）清淤，疏通河道；（2）护坡，加固堤坝；",
        "（3）种树，绿化两岸，开展巡查。",
    )
    fill = "全面排查全市现有堤坝和泵站的隐患，完善巡查检修报告制度，建"
    assert texts(*lines, fill, "立值守机制。", fill, "立值守机制。")[0] == "".join(lines)


@pytest.mark.parametrize(
    ("line", "following", "full"),
    [
        ("种树" * 7, "护路", False),
        ("种树" * 8, "护路", True),
        ("种树" * 7, "20240年", True),
        ("种树" * 7 + "护", "路，", True),
        ("种树" * 7 + "护", "路", False),
    ],
)
def test_a_line_is_full_where_what_follows_has_no_room(
    line: str, following: str, full: bool
) -> None:
    found = line_width(["种树" * 8] * 3, [("种树" * 8, "护路")] * 3)
    assert found.limit == 32
    assert found.is_full(line, following) is full


def test_headings_of_one_width_tell_no_width() -> None:
    lines = ["甲，" * 9, "乙" * 200, "丙，" * 9, "丁" * 300]
    assert not line_width(lines, [(lines[0], lines[1]), (lines[2], lines[3])]).limit


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            ("修渠。（牵头部", "", "门：市水利局）", "种树"),
            ["修渠。（牵头部门：市水利局）", "种树"],
        ),
        (("修渠。（市水", "— 7 —", " ", "利局牵头）"), ["修渠。（市水利局牵头）"]),
        (("修渠。（市水利局、", "", "市林草局、市", "", "住建局牵头）"), None),
        (("修渠。（含旧渠", "", "和新渠）"), None),
        (("修渠。（牵头部", "", "2.种树（市林草局牵头）"), None),
        (("修渠。（牵头部", "种树十万", "门：市水利局）"), None),
        (("修渠。（牵头部", "", f"{'种树' * 120}）"), None),
    ],
)
def test_a_page_breaks_a_clause(lines: tuple[str, ...], joined: list[str] | None) -> None:
    blocks = [Paragraph(line, number) for number, line in enumerate(lines, 1)]
    found = without_hard_breaks(blocks)
    assert [block.text for block in found if isinstance(block, Paragraph)] == (joined or [*lines])


def test_lines_of_one_length_that_end_in_brackets_stay_apart() -> None:
    lines = [
        f"{number}. {text}（市水利局牵头，市财政局配合）"
        for number, text in enumerate(("加固堤坝", "疏浚河道", "修建泵站", "种树护堤"), 9)
    ]
    lines[0] = f" {lines[0]}"
    wrapped = [
        "这是一段按固定宽度断开的文字，每行一样长，没有句号，",
        "下一行接着上一行，直到最后才有，句子很长很长很长的，",
    ] * 6
    blocks = [Paragraph(line, number) for number, line in enumerate([*wrapped, *lines], 1)]
    found = without_hard_breaks(blocks)
    assert [block.text for block in found if isinstance(block, Paragraph)][-4:] == lines


def test_line_that_ends_with_a_comma_goes_on() -> None:
    lines = (
        "（一）加快建设智慧水利平台，",
        "提升水平",
        "责任单位：市水利局、",
        "市林草局",
        "（二）甲，",
    )
    joined = without_hard_breaks([Paragraph(line, 1) for line in lines])
    assert [block.text for block in joined if isinstance(block, Paragraph)] == [
        "（一）加快建设智慧水利平台，提升水平",
        "责任单位：市水利局、市林草局",
        "（二）甲，",
    ]


WRAPPED = (
    "（一）推进智慧水利平台建设和灌区现代化改造全面提升水资源集约节约利用水平",
    "建设统一的平台，提高管理水平，加快信息化改造，开展节水宣传，推进水权交易，完善水价机制，加强监测。",
    "（二）加固堤坝",
    "全面排查全市现有堤坝和泵站的隐患，完善巡查、检修、报告制度，建立值守机制，定期开展演练和评估。",
)


def test_fixed_width_keeps_labels_and_points_apart() -> None:
    lines = [
        "1.加固堤坝，疏浚河道，完善巡查检修制度",
        "责任单位：市水利局、市财政局、市林草局",
    ] * 5
    joined = without_hard_breaks([Paragraph(line, 1) for line in lines])
    assert [block.text for block in joined if isinstance(block, Paragraph)] == lines


@pytest.mark.parametrize("width", [16, 20, 24, 28])
def test_fixed_width_keeps_headings_apart(width: int) -> None:
    lines = [
        line[start : start + width] for line in WRAPPED for start in range(0, len(line), width)
    ]
    joined = without_hard_breaks([Paragraph(line, 1) for line in lines])
    texts = [block.text for block in joined if isinstance(block, Paragraph)]
    assert [text for text in texts if text.startswith("（")][1] == "（二）加固堤坝"
