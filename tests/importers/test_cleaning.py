"""Cleaning: each step on text of its own, and nothing on clean text."""

import pytest

from sciplan.importers.cleaning import (
    annotated,
    clean,
    to_simplified,
    with_lost_bytes,
    with_wide_marks,
    with_zhe,
    without_hard_breaks,
    without_invisible,
    without_markdown,
    without_pinyin,
    without_stray_spaces,
)
from sciplan.importers.document import Document, Paragraph, grid

ANNOTATED = "請(qǐng)報(bào)當(dāng)學(xué)習(xí)們(men)"


def test_pinyin_is_removed() -> None:
    texts = ["學(xué)習(xí)數(shù)學(xué),同學(xué)們(men)", "他們(men)好"]
    assert without_pinyin(texts) == ["學習數學,同學們", "他們好"]


@pytest.mark.parametrize("text", ["方案(draft)", "公式(a)与(b)", "重(zhòng)要(yào)"])
def test_few_brackets_are_no_pinyin(text: str) -> None:
    assert without_pinyin([text]) == [text]


def damaged(before: str, word: str, after: str, sound: str) -> str:
    """Lose the first byte of a word, as the annotators did."""
    return f"{before}?{sound}){word.encode('gbk')[1:].decode('gbk')}{after}"


@pytest.mark.parametrize(
    ("before", "word", "after", "sound"),
    [
        ("服務", "圖", "書館", "qǐng"),
        ("報紙", "體", "裁", "bào"),
        ("水", "數學", "題", "dāng"),
    ],
)
def test_lost_byte_is_restored(before: str, word: str, after: str, sound: str) -> None:
    text = damaged(before, word, after, sound)
    known = annotated([ANNOTATED])
    whole = f"{before}{word}{after}"
    assert with_lost_bytes([text, whole], known) == [whole, whole]


def test_lost_byte_without_candidate_is_told() -> None:
    lines = (ANNOTATED, "科?zhuàn)@地", "普?qǐng)無效")
    cleaned = clean(Document("x", tuple(Paragraph(line, n) for n, line in enumerate(lines, 1))))
    assert [repair.line for repair in cleaned.damaged] == [2, 3]
    assert {repair.kind for repair in cleaned.damaged} == {"damaged-text"}


def test_two_damages_in_one_line() -> None:
    text = damaged("服務", "圖", "書,", "qǐng") + damaged("報紙", "體", "裁", "bào")
    seen = "服務圖書報紙體裁"
    assert with_lost_bytes([text, seen], annotated([ANNOTATED]))[0] == "服務圖書,報紙體裁"


def test_traditional_becomes_simplified() -> None:
    texts = ["發展農業，著力實施，效果顯著，著名專家", "隨著時間"]
    assert to_simplified(texts) == ["发展农业，着力实施，效果显著，著名专家", "随着时间"]


def test_simplified_stays() -> None:
    text = "著作与乾坤，着力实施"
    assert to_simplified([text]) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("着重著手", "着重着手"),
        ("显著提升", "显著提升"),
        ("隨著", "隨着"),
        ("原著、论著", "原著、论著"),
    ],
)
def test_zhe(text: str, expected: str) -> None:
    assert with_zhe(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修渠,种树;护路:甲", "修渠，种树；护路：甲"),
        ("渠(坝)", "渠（坝）"),
        ("渠（坝)", "渠（坝）"),
        ("模式(PPP)、2.0、10:26:00、1,000人", "模式(PPP)、2.0、10:26:00、1,000人"),
        ("见 http://a.cn/b?c", "见 http://a.cn/b?c"),
        (
            "修渠{市水利局牵头}，<责任单位：市林草局>",
            "修渠（市水利局牵头），（责任单位：市林草局）",
        ),
        ("代码{甲}与<乙>", "代码{甲}与<乙>"),
        ("13﹒修渠", "13．修渠"),
        ("［2024］﹝甲﹞〖乙〗∶丙", "〔2024〕〔甲〕【乙】：丙"),
    ],
)
def test_wide_marks(text: str, expected: str) -> None:
    assert with_wide_marks([text]) == [expected]


def test_small_steps() -> None:
    assert without_markdown(["## 标题", "**甲**乙"]) == ["标题", "甲乙"]
    assert without_stray_spaces(["　　正 文 标 题", "甲 乙丙"]) == ["正文标题", "甲 乙丙"]
    assert without_invisible(["甲\u200b乙\x00", "a\u00a0b"]) == ["甲乙", "a b"]


def test_every_change_is_told() -> None:
    cleaned = clean(Document("x", (Paragraph("修渠,种树", 4), grid([["甲(乙)", "丙"]], 5))))
    assert [(one.kind, one.line, one.before, one.after) for one in cleaned.repairs] == [
        ("全角标点", 4, "修渠,种树", "修渠，种树"),
        ("全角标点", 5, "甲(乙)", "甲（乙）"),
    ]
    assert cleaned.document.blocks == (Paragraph("修渠，种树", 4), grid([["甲（乙）", "丙"]], 5))


def test_clean_text_passes_unchanged() -> None:
    lines = ("　　一、任务", "（一）修渠。2.0版，达到95%（含城区）。", "“甲、乙”——2021—2025年")
    cleaned = clean(Document("x", tuple(Paragraph(line, 1) for line in lines)))
    assert not cleaned.repairs
    assert [block.text for block in cleaned.document.blocks if isinstance(block, Paragraph)] == [
        line.strip() for line in lines
    ]


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
