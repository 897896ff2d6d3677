"""Cleaning: each step on text of its own, and nothing on clean text."""

import pytest

from sciplan.documents.cleaning.cleaning import (
    annotated,
    clean,
    to_simplified,
    with_zhe,
    without_invisible,
    without_markdown,
    without_pinyin,
    without_stray_spaces,
)
from sciplan.documents.cleaning.lost_bytes import with_lost_bytes
from sciplan.documents.cleaning.marks import with_closed_clause, with_wide_marks
from sciplan.documents.readers.document import Document, Paragraph, grid

ANNOTATED = "請(qǐng)報(bào)當(dāng)學(xué)習(xí)們(men)"


def test_pinyin_is_removed() -> None:
    texts = ["學(xué)習(xí)數(shù)學(xué),同學(xué)們(men)", "他們(men)好"]
    known = annotated(texts)
    assert [without_pinyin(text, known) for text in texts] == ["學習數學,同學們", "他們好"]


@pytest.mark.parametrize("text", ["方案(draft)", "公式(a)与(b)", "重(zhòng)要(yào)"])
def test_few_brackets_are_no_pinyin(text: str) -> None:
    assert without_pinyin(text, annotated([text])) == text


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
    assert [doubt.line for doubt in cleaned.doubts] == [2, 3]
    assert {doubt.code for doubt in cleaned.doubts} == {"damaged-text"}


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
    assert with_wide_marks(text) == expected


def test_small_steps() -> None:
    assert [*map(without_markdown, ("## 标题", "**甲**乙"))] == ["标题", "甲乙"]
    assert [*map(without_stray_spaces, ("　　正 文 标 题", "甲 乙丙"))] == ["正文标题", "甲 乙丙"]
    assert [*map(without_invisible, ("甲\u200b乙\x00", "a\u00a0b"))] == ["甲乙", "a b"]


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
    ("text", "closed"),
    [
        ("1.修渠。（市水利局牵头，市林草局配合", "1.修渠。（市水利局牵头，市林草局配合）"),
        ("修渠（市水利局牵头，各县（市、区）配合。", "修渠（市水利局牵头，各县（市、区）配合）。"),
        ("修渠。（市水利局牵头。开展巡查", None),
        ("修渠（含旧渠", None),
        ("修渠。（市水利局牵头）", None),
    ],
)
def test_clause_that_nothing_closes(text: str, closed: str | None) -> None:
    assert with_closed_clause(text) == (closed or text)


def test_radicals_become_the_characters_that_they_look_like() -> None:
    lines = ["⼀、主要任务", "1.修渠。（市⽔利局牵头，市⺠政局配合）"]
    cleaned = clean(Document("a.txt", tuple(Paragraph(x, n) for n, x in enumerate(lines, 1))))
    assert [block.text for block in cleaned.document.blocks if isinstance(block, Paragraph)] == [
        "一、主要任务",
        "1.修渠。（市水利局牵头，市民政局配合）",
    ]
    assert [(one.kind, one.line) for one in cleaned.repairs] == [("部首字", 1), ("部首字", 2)]


def test_signs_of_fonts_are_told_and_unknown_ones_marked() -> None:
    found = clean(Document("a.pdf", (Paragraph("修渠20\uf0b15公里，种树\uf0ff亩", 7),)))
    assert [block.text for block in found.document.blocks if isinstance(block, Paragraph)] == [
        "修渠20±5公里，种树〓亩"
    ]
    assert [(one.kind, one.line) for one in found.repairs] == [("符号字体的字符", 7)]
    assert [(one.code, one.line) for one in found.doubts] == [("damaged-text", 7)]
