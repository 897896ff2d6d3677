"""Tables with what stands above and below them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciplan.documents.draft.draft import draft
from sciplan.documents.readers.document import Document, Grid, Paragraph, grid
from sciplan.documents.tables.arrangement import arranged, sections
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load


def table(*rows: str, title: str = "") -> Grid:
    return grid([row.split("|") for row in rows], 10, title)


def shown(*blocks: Paragraph | Grid) -> list[str]:
    return [
        block.text if isinstance(block, Paragraph) else f"[{block.title}] {len(block.rows)}"
        for block in arranged(blocks)
    ]


HEAD = "序号|任务|牵头单位"
ROW = "1|修渠|市水利局"


def test_title_above_and_notes_below() -> None:
    found = arranged(
        [
            table(
                "任务表|任务表|任务表",
                "填报单位：市水利局||",
                HEAD,
                ROW,
                "注：甲。||",
                "填表人：乙||",
            )
        ]
    )
    assert [
        (one.text if isinstance(one, Paragraph) else len(one.rows), one.line) for one in found
    ] == [("任务表", 10), ("填报单位：市水利局", 11), (2, 12), ("注：甲。", 14), ("填表人：乙", 15)]


def test_a_note_within_leaves_the_places_of_the_rows() -> None:
    found = arranged([table(HEAD, ROW, "注：甲。|注：甲。|注：甲。", "2|挖井|市水利局")])
    (made, note) = found
    assert isinstance(made, Grid)
    assert made.rows[3] == ("2", "挖井", "市水利局")
    assert isinstance(note, Paragraph)


def test_a_task_without_bodies_at_the_end_stays() -> None:
    assert shown(table(HEAD, ROW, "|挖井|")) == ["[] 3"]


def test_parts_of_one_table_are_joined() -> None:
    assert shown(table(HEAD, ROW), Paragraph("续表", 20), table(HEAD, ROW)) == ["[] 3"]
    assert shown(table(HEAD, ROW), table(ROW)) == ["[] 3"]
    assert shown(
        Paragraph("任务表", 1), table(HEAD, ROW), table("任务表|任务表|任务表", HEAD, ROW)
    ) == ["任务表", "[任务表] 3"]


def test_joined_parts_keep_the_places_of_their_rows() -> None:
    first, second = table(HEAD, ROW), grid([row.split("|") for row in (HEAD, ROW)], 15)
    (found,) = (block for block in arranged([first, second]) if isinstance(block, Grid))
    assert [found.line + number for number, row in enumerate(found.rows) if any(row)] == [
        10,
        11,
        16,
    ]


def test_tables_of_their_own_stay_apart() -> None:
    other = "序号|举措|配合单位"
    assert shown(table(HEAD, ROW), table(other, ROW)) == ["[] 2", "[] 2"]
    assert shown(table(HEAD, ROW), Paragraph("二、工业", 20), table(HEAD, ROW)) == [
        "[] 2",
        "二、工业",
        "[工业] 2",
    ]
    assert shown(table(HEAD, ROW, title="甲"), table(HEAD, ROW, title="乙")) == ["[甲] 2", "[乙] 2"]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["一、农业任务"], "农业任务"),
        (["农业任务", "单位：万元", "（2024年3月）"], "农业任务"),
        (["附件1", "农业任务分解表", "填报日期：2024年"], "农业任务分解表"),
        (["各单位要认真落实以下任务。"], ""),
        (["各县（市、区）人民政府："], ""),
        (["（一）修渠。清淤。[责任单位：市水利局]"], ""),
        (["（一）修渠（市水利局牵头）"], ""),
    ],
)
def test_what_a_table_is_called(above: list[str], title: str) -> None:
    blocks: list[Paragraph | Grid] = [Paragraph(text, 1) for text in above]
    blocks.append(table(HEAD, ROW))
    (found,) = (block for block in arranged(blocks) if isinstance(block, Grid))
    assert found.title == title


def test_a_table_of_facts_becomes_lines() -> None:
    facts = table("索引号|1-2|主题分类|水利", "发文字号|南政发〔2024〕3号|成 文 日 期|2024年5月6日")
    assert shown(facts) == [
        "索引号：1-2",
        "主题分类：水利",
        "发文字号：南政发〔2024〕3号",
        "成文日期：2024年5月6日",
    ]


def test_a_frame_around_text_becomes_text() -> None:
    assert shown(table("一、修渠。\n二、挖井。|附注")) == ["一、修渠。", "二、挖井。", "附注"]


def test_another_table_stays() -> None:
    assert shown(table("指标|2020年|2025年", "普及率|10%|13%")) == ["[] 2"]


WORDS = st.sampled_from(
    [
        "序号",
        "任务",
        "任务类别",
        "牵头单位",
        "责任单位",
        "配合单位",
        "完成时限",
        "身份",
        "单位",
        "编号",
        "章节",
        "牵头",
        "市水利局",
        "市财政局、市林草局",
        "一",
        "（一）",
        "1",
        "1.1",
        "修渠。十公里",
        "注：甲",
        "续表",
        "2024年",
        "",
        "一、水源\n二、管网",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.lists(WORDS, max_size=6), max_size=8), max_size=4))
def test_no_table_raises(tables: list[list[list[str]]]) -> None:
    blocks = tuple(grid(rows, number) for number, rows in enumerate(tables, 1))
    made = draft(Document("a.csv", blocks))
    assert load(dump(made.plan), "plan.yaml").plan == made.plan


ANNEXES = {
    "none": (["一、水源", "修渠。"], ["一、水源 修渠。 [] 2"]),
    "its head apart": (["一、水源", "附件1", "任务表"], ["一、水源", "[任务表] 2"]),
    "its head and title together": (["修渠。", "附件2 任务表"], ["修渠。", "[附件2 任务表] 2"]),
    "a list of annexes": (["附件：1.任务表", "2.评分表。"], ["附件：1.任务表 2.评分表。 [] 2"]),
    "words between": (
        ["修渠。", "附件", "各县区认真填写。"],
        ["修渠。", "附件 各县区认真填写。 [] 2"],
    ),
    "the last of several": (
        ["修渠。", "附件1", "评分办法。", "附件2"],
        ["修渠。 附件1 评分办法。", "[] 2"],
    ),
}


@pytest.mark.parametrize("name", ANNEXES)
def test_annexes_with_tables(name: str) -> None:
    above, expected = ANNEXES[name]
    blocks = arranged([*(Paragraph(text, 1) for text in above), table(HEAD, ROW)])
    found = [" ".join(map(one_of, part)) for part in sections(blocks)]
    assert found == expected


def one_of(block: Paragraph | Grid) -> str:
    return block.text if isinstance(block, Paragraph) else f"[{block.title}] {len(block.rows)}"
