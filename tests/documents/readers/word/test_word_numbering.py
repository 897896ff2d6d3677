"""Automatic numbers by ECMA-376 part 1, 17.9: what LibreOffice is no referee for, and the odd."""

import pytest

import word_files as wf
from word_files import DIGITS, GONGWEN, abstract, lvl, num, numbered, p, starts, style

TWICE = p("甲", 1, 0) + p("乙", 1, 0)


def suffixed(suffix: str, text: str = "%1.%2") -> str:
    more = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    return abstract(0, lvl(0, "decimal", "%1", 1, more), lvl(1, "decimal", text, 1, more)) + num(
        1, 0
    )


@pytest.mark.parametrize(
    ("suffix", "text", "words", "expected"),
    [
        ("", "%1.%2", "5个乡镇", "1.1 5个乡镇"),
        ("tab", "%1.%2", "修渠", "1.1 修渠"),
        ("space", "%1.%2", "修渠", "1.1 修渠"),
        ("nothing", "%1.%2", "修渠", "1.1修渠"),
        ("nothing", "%1.%2", "5个乡镇", "1.1 5个乡镇"),
        ("nothing", "%2.", "5个乡镇", "1. 5个乡镇"),
        ("tab", "%2.", "2024年底前", "1. 2024年底前"),
        ("tab", "%2.", "修渠", "1.修渠"),
        ("tab", "（%2）", "５个乡镇", "（1） ５个乡镇"),
        ("tab", "第%2章", "总则", "第1章 总则"),
    ],
)
def test_a_number_never_touches_a_digit(suffix: str, text: str, words: str, expected: str) -> None:
    assert wf.lines(wf.word(p(words, 1, 1), suffixed(suffix, text))) == [expected]


def test_digits_throughout_where_the_level_says_so() -> None:
    legal = "<w:isLgl/>"
    levels = abstract(
        0,
        lvl(0, "chineseCountingThousand", "第%1章"),
        lvl(1, "upperRoman", "%1.%2", 1, legal),
        lvl(2, "chineseCounting", "%1.%2.%3", 1, '<w:isLgl w:val="0"/>'),
    )
    body = p("甲", 1, 0) + p("乙", 1, 0) + p("丙", 1, 1) + p("丁", 1, 2)
    assert wf.lines(wf.word(body, levels + num(1, 0))) == [
        "第一章 甲", "第二章 乙", "2.1 丙", "二.I.一 丁",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        # Behind every level above; behind the first only; never.
        (None, ["1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "2.1", "2.1.1"]),
        (1, ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1", "2.1.1"]),
        (0, ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1", "2.1.3"]),
        # Nonsense: a level can't begin anew behind one below it.
        (7, ["1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "2.1", "2.1.1"]),
    ],
)
def test_where_a_level_begins_anew(restart: int | None, expected: list[str]) -> None:
    more = "" if restart is None else f'<w:lvlRestart w:val="{restart}"/>'
    levels = (lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1.%2"))
    third = lvl(2, "decimal", "%1.%2.%3", 1, more)
    body = "".join(p("", 1, depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2))
    assert wf.lines(wf.word(body, abstract(0, *levels, third) + num(1, 0))) == expected


STYLES = (
    style("Off", "One", numbered(0))
    + style("One", numbers=numbered(1, 0))
    + style("Two", "One", numbered(None, 1))
    + style("Below", "Two")
    + style("Linked", numbers=numbered(2))
    + style("BelowLinked", "Linked")
)
LINKED = abstract(
    1, lvl(0, "decimal", "%1"), lvl(1, "decimal", "%1-%2", 1, '<w:pStyle w:val="Linked"/>')
)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (p("甲", style="One"), "一、甲"),
        (p("甲", style="Two"), "（一）甲"),
        (p("甲", style="Below"), "（一）甲"),
        (p("甲", None, 2, style="One"), "1.甲"),
        (p("甲", None, 0, style="Below"), "一、甲"),
        (p("甲", 1, style="Below"), "（一）甲"),
        (p("甲", style="Off"), "甲"),
        (p("甲", 0, 0, style="One"), "甲"),
        (p("甲", 0, style="Below"), "甲"),
        (p("甲", None, 1, style="Off"), "甲"),
        (p("甲", 1, 0, style="Off"), "一、甲"),
        (p("甲", style="nowhere"), "甲"),
        # The level that names the style comes before what the style says.
        (p("甲", style="Linked"), "1-1 甲"),
        (p("甲", style="BelowLinked"), "1-1 甲"),
        (p("甲", None, 0, style="Linked"), "1 甲"),
    ],
)
def test_what_numbers_a_paragraph(paragraph: str, expected: str) -> None:
    numbering = GONGWEN + LINKED + num(1, 0) + num(2, 1)
    assert wf.lines(wf.word(paragraph, numbering, STYLES)) == [expected]


def test_the_style_of_paragraphs_that_name_none() -> None:
    normal = style("Normal", numbers=numbered(1)).replace("<w:style ", '<w:style w:default="1" ')
    body = p("甲") + p("乙", style="nowhere") + p("丙", 0)
    assert wf.lines(wf.word(body, GONGWEN + num(1, 0), normal)) == ["一、甲", "二、乙", "丙"]


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
LINK = '<w:numStyleLink w:val="L"/>'
OWNER = GONGWEN.replace('Id="0">', 'Id="1"><w:styleLink w:val="L"/>')
LIST = style("L", numbers=numbered(2), kind="numbering")


@pytest.mark.parametrize(
    ("numbering", "styles", "expected"),
    [
        (abstract(0, LINK) + OWNER + num(1, 0) + num(2, 1), LIST, ["一、甲", "二、乙"]),
        # Without the style; without the levels, by themselves or in a circle.
        (abstract(0, LINK) + OWNER + num(1, 0), "", ["一、甲", "二、乙"]),
        (abstract(0, LINK) + num(1, 0), "", ["甲", "乙"]),
        (abstract(0, LINK) + num(1, 0) + num(2, 0), LIST, ["甲", "乙"]),
    ],
)
def test_lists_of_a_numbering_style(numbering: str, styles: str, expected: list[str]) -> None:
    assert wf.lines(wf.word(TWICE, numbering, styles)) == expected


def test_definitions_of_one_list_count_on() -> None:
    body = p("甲", 1, 0) + p("乙", 2, 0) + p("丙", 3, 0) + p("丁", 2, 0) + p("戊", 3, 0)
    numbering = DIGITS + num(1, 0) + num(2, 0) + num(3, 0, starts(0, 1))
    assert wf.lines(wf.word(body, numbering)) == ["1 甲", "2 乙", "1 丙", "2 丁", "3 戊"]


@pytest.mark.parametrize(
    ("numbering", "expected"),
    [
        ("", ["甲", "乙"]),
        (num(1, 0), ["甲", "乙"]),
        (abstract(0) + num(1, 0), ["甲", "乙"]),
        (abstract(0, lvl(1, "decimal", "%1")) + num(1, 0), ["甲", "乙"]),
        (abstract(0, lvl(12, "decimal", "%1")) + num(1, 0), ["甲", "乙"]),
        ('<w:num w:numId="1"/>', ["甲", "乙"]),
        (abstract(0, lvl(0, "decimal", "")) + num(1, 0), ["甲", "乙"]),
        (abstract(0, '<w:lvl w:ilvl="0"/>') + num(1, 0), ["甲", "乙"]),
        (
            abstract(0, '<w:lvl w:ilvl="0"><w:lvlText w:val="%1)"/></w:lvl>') + num(1, 0),
            ["0)甲", "1)乙"],
        ),
        (abstract(0, lvl(0, "decimal", "%9%0%1%")) + num(1, 0), ["%01%甲", "%02%乙"]),
        (abstract(0, lvl(0, "unheard-of", "%1、")) + num(1, 0), ["1、甲", "2、乙"]),
        (abstract(0, lvl(0, "none", "附件%1：")) + num(1, 0), ["附件：甲", "附件：乙"]),
        (abstract(0, lvl(0, "bullet", "\uf0b7")) + num(1, 0), ["●甲", "●乙"]),
        (abstract(0, lvl(0, "bullet", "l")) + num(1, 0), ["●甲", "●乙"]),
        (abstract(0, lvl(0, "bullet", "附件：")) + num(1, 0), ["附件：甲", "附件：乙"]),
        (
            abstract(0, lvl(0, "bullet", "", 1, '<w:lvlPicBulletId w:val="0"/>')) + num(1, 0),
            ["●甲", "●乙"],
        ),
        # A number that is hidden itself.
        (
            abstract(0, lvl(0, "decimal", "%1.").replace("</w:lvl>", f"{HIDDEN}</w:lvl>"))
            + num(1, 0),
            ["甲", "乙"],
        ),
        (GONGWEN + num(1, 0, starts(0, 100)), ["一百、甲", "一百零一、乙"]),
        (GONGWEN + num(1, 0, starts(0, 99)), ["九十九、甲", "一百、乙"]),
        (GONGWEN + num(1, 0, wf.replaces(0, lvl(0, "decimal", "(%1)", 4))), ["(4)甲", "(5)乙"]),
        (GONGWEN + num(1, 0, '<w:lvlOverride w:ilvl="x"/>'), ["一、甲", "二、乙"]),
    ],
)
def test_broken_and_odd_definitions(numbering: str, expected: list[str]) -> None:
    assert wf.lines(wf.word(TWICE, numbering)) == expected


@pytest.mark.parametrize("level", ["-1", "9", "12", "99999999", "x", ""])
def test_levels_that_no_list_has(level: str) -> None:
    found = wf.lines(wf.word(p("甲", 1, level) + p("乙", 1, 0), GONGWEN + num(1, 0)))
    assert [line[-1] for line in found] == ["甲", "乙"]


@pytest.mark.parametrize(
    "styles",
    [
        style("S", "T", numbered(None, 1)) + style("T", "S", numbered(1)),
        style("S", "S", numbered(1, 1)),
        style("S", "nowhere", numbered(1, 1)),
    ],
)
def test_styles_based_on_themselves(styles: str) -> None:
    assert wf.lines(wf.word(p("甲", style="S"), GONGWEN + num(1, 0), styles)) == ["（一）甲"]


@pytest.mark.parametrize(
    "front",
    [
        '<w:r><w:br w:type="page"/></w:r>',
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "<w:r><w:br/></w:r>",
        '<w:bookmarkStart w:id="0" w:name="x"/>',
    ],
)
def test_a_break_in_front_of_a_numbered_paragraph(front: str) -> None:
    body = p("甲", 1, 0) + p(num=1, level=0, inner=front + wf.run("乙")) + p("丙", 1, 0)
    assert wf.lines(wf.word(body, GONGWEN + num(1, 0))) == ["一、甲", "二、乙", "三、丙"]


def test_a_page_before_a_paragraph() -> None:
    body = p("甲", 1, 0) + p("乙", 1, 0, more="<w:pageBreakBefore/>")
    assert wf.lines(wf.word(body, GONGWEN + num(1, 0))) == ["一、甲", "二、乙"]


def test_numbers_in_cells_go_across() -> None:
    rows = (wf.tr(p("", 1, 1), p("修渠", 1, 2)), wf.tr(p("", 1, 1), p("打井") + p("种树", 1, 2)))
    assert wf.lines(wf.word(wf.table(*rows), GONGWEN + num(1, 0))) == [
        "（一）|1.修渠 / （二）|打井\n1.种树"
    ]


def test_a_cell_that_goes_on_counts_but_is_not_shown() -> None:
    def cell(text: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{p(text, 1, 0)}</w:tc>"

    first = cell("甲", '<w:vMerge w:val="restart"/>') + cell("乙")
    second = cell("", "<w:vMerge/>") + cell("丙")
    rows = (f"<w:tr>{first}</w:tr>", f"<w:tr>{second}</w:tr>")
    assert wf.lines(wf.word(wf.table(*rows), DIGITS + num(1, 0))) == ["1 甲|2 乙 / 1 甲|4 丙"]
