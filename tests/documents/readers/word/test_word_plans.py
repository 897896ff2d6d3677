"""Whole files whose numbers, signs and parts decide what the plan is."""

from collections.abc import Iterable, Iterator

import pytest

import word_files as wf
from sciplan.documents import reading
from sciplan.documents.draft.draft import draft
from sciplan.plan.model import Section
from word_files import GONGWEN, abstract, lvl, num, numbered, p, style

HEAD = p("南湖市林业发展行动方案") + p("为推进林业发展，制定本方案。")
PLANT = "植树。扩大绿地。（市林草局牵头，市财政局配合）"
GUARD = "护林。（市公安局牵头）"
FENCE = "围栏。（市林草局牵头）"


def outlined(raw: bytes) -> list[str]:
    """Return headings and measures, each with its bodies."""
    plan = draft(reading.read(raw, "a.docx")).plan
    headings = [f"{one.id} {one.title}" for one in below(plan.sections)]
    measures = [
        f"{one.id} {one.title}: {'、'.join(one.lead)}/{'、'.join(one.cooperating)}"
        for one in (entry.measure for entry in plan.entries)
    ]
    return [plan.head.title, *headings, *measures]


def below(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from below(section.sections)


FOREST = [
    "南湖市林业发展行动方案",
    "1 总体要求",
    "2 主要任务",
    "2.1 造林",
    "2.2 保护",
    "2.1.1 植树: 市林草局/市财政局",
    "2.2.1 护林: 市公安局/",
    "2.2.2 围栏: 市林草局/",
]
ITEMS = (
    (0, "总体要求"), (None, "坚持绿色发展。"), (0, "主要任务"), (1, "造林"), (2, PLANT),
    (1, "保护"), (2, GUARD), (2, FENCE),
)  # fmt: skip
LINK = abstract(1, '<w:numStyleLink w:val="L"/>') + GONGWEN.replace(
    'Id="0">', 'Id="0"><w:styleLink w:val="L"/>'
)
NAMED = style("H", numbers=numbered(2)) + "".join(
    style(f"H{depth}", "H", numbered(None, depth)) + style(f"B{depth}", f"H{depth}")
    for depth in range(3)
)


@pytest.mark.parametrize(
    ("body", "numbering", "styles"),
    [
        (
            "".join(p(text, None if depth is None else 1, depth) for depth, text in ITEMS),
            LINK + num(1, 1) + num(2, 0),
            style("L", numbers=numbered(2), kind="numbering"),
        ),
        (
            "".join(p(text, style="" if depth is None else f"B{depth}") for depth, text in ITEMS),
            GONGWEN + num(2, 0),
            NAMED,
        ),
        (
            "".join(
                p(text, None, depth, style="" if depth is None else "H") for depth, text in ITEMS
            ),
            GONGWEN + num(2, 0),
            NAMED,
        ),
    ],
)
def test_lists_by_style(body: str, numbering: str, styles: str) -> None:
    assert outlined(wf.word(HEAD + body, numbering, styles)) == FOREST


LEGAL = abstract(
    0,
    lvl(0, "chineseCountingThousand", "第%1章"),
    lvl(1, "decimal", "%1.%2", 1, "<w:isLgl/>"),
    lvl(2, "decimal", "%1.%2.%3", 1, "<w:isLgl/>"),
)
POINTS = abstract(
    0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3")
)
BARE = abstract(
    0, lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3")
)
ENCLOSED = abstract(
    0,
    lvl(0, "chineseLegalSimplified", "%1、"),
    lvl(1, "decimalEnclosedFullstop", "%2"),
    lvl(2, "decimalEnclosedParen", "%3"),
)
WIDE = abstract(
    0,
    lvl(0, "chineseCounting", "%1、"),
    lvl(1, "decimalFullWidth", "（%2）"),
    lvl(2, "ideographEnclosedCircle", "%3"),
)


@pytest.mark.parametrize("levels", [LEGAL, POINTS, BARE, ENCLOSED, WIDE])
def test_levels_in_other_formats(levels: str) -> None:
    body = "".join(p(text, None if depth is None else 1, depth) for depth, text in ITEMS)
    assert outlined(wf.word(HEAD + body, levels + num(1, 0))) == FOREST


def trail(number: int) -> str:
    return f"{number}个村建步道。（市林草局牵头）"


def test_numbers_before_numbers() -> None:
    body = p("建设任务", 1, 0) + p(trail(5), 1, 1) + p("2026年底前建站。（市林草局牵头）", 1, 1)
    assert outlined(wf.word(HEAD + body, BARE + num(1, 0)))[1:] == [
        "1 建设任务",
        "1.1 5个村建步道: 市林草局/",
        "1.2 2026年底前建站: 市林草局/",
    ]


def test_a_title_whose_number_is_switched_off() -> None:
    body = (
        p("南湖市林业发展行动方案", 0, 0, style="H")
        + p("一、主要任务", 0, style="H")
        + p(PLANT, style="H")
    )
    points = abstract(0, lvl(0, "decimal", "%1.")) + num(2, 0)
    assert outlined(wf.word(body, points, style("H", numbers=numbered(2)))) == [
        "南湖市林业发展行动方案",
        "1 主要任务",
        "1.1 植树: 市林草局/市财政局",
    ]


def test_definitions_that_share_a_list() -> None:
    body = (
        p("总体要求", 1, 0) + p("坚持绿色发展。") + p("造林", 1, 0) + p(PLANT, 2, 1)
        + p(GUARD, 2, 1)
        + p("保护", 1, 0) + p(FENCE, 2, 1)
    )  # fmt: skip
    assert outlined(wf.word(HEAD + body, POINTS + num(1, 0) + num(2, 0)))[4:] == [
        "2.1 植树: 市林草局/市财政局",
        "2.2 护林: 市公安局/",
        "3.1 围栏: 市林草局/",
    ]


def row(*cells: str) -> str:
    return wf.tr(*map(p, cells))


def test_headings_across_a_table() -> None:
    def across(text: str, depth: int) -> str:
        return (
            f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>{p(text, 1, depth)}</w:tc></w:tr>'
        )

    rows = wf.table(
        row("序号", "任务", "牵头单位", "配合单位"), across("林业", 0), across("造林", 1),
        row("1", "植树", "市林草局", "市财政局"), across("保护", 1),
        row("2", "护林", "市公安局", ""), across("水利", 0), row("3", "修渠", "市水利局", ""),
    )  # fmt: skip
    raw = wf.word(p("南湖市任务分解表") + rows, GONGWEN + num(1, 0))
    assert outlined(raw)[1:] == [
        "1 林业", "1.1 造林", "1.2 保护", "2 水利", "1.1.1 植树: 市林草局/市财政局",
        "1.2.1 护林: 市公安局/", "2.1 修渠: 市水利局/",
    ]  # fmt: skip


def test_a_table_in_a_box() -> None:
    rows = wf.table(row("序号", "任务", "牵头单位"), row("1", "护林", "市公安局"))
    box = f"<w:r><w:pict><w:txbxContent>{rows}</w:txbxContent></w:pict></w:r>"
    body = HEAD + p("一、主要任务") + p("1." + PLANT) + p(inner=box)
    assert outlined(wf.word(body))[2:] == ["1.1 植树: 市林草局/市财政局", "1.2 护林: 市公安局/"]
