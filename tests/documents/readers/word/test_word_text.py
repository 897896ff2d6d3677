"""What a paragraph says: signs, equations, what is hidden or struck out, joined paragraphs."""

import pytest

import word_files as wf
from sciplan.documents import reading
from word_files import DIGITS, num, p, run, style, table, tr

STRUCK = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
MOVED = '<w:rPr><w:moveFrom w:id="1" w:author="a"/></w:rPr>'
GONE = '<w:del w:id="1" w:author="a"><w:r><w:delText>删</w:delText></w:r></w:del>'
VANISH = "<w:vanish/>"
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def signs(font: str, text: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (sym("Wingdings", "F0AB"), "★"),
        (sym("Wingdings", "F0B6"), "☆"),
        (sym("Wingdings", "F06C"), "●"),
        (sym("Wingdings", "F06E"), "■"),
        (sym("Wingdings", "F06F") + sym("Wingdings", "F0A8"), "□□"),
        (sym("Wingdings", "F0FE"), "☑"),
        (sym("Wingdings", "F0FC"), "√"),
        (sym("Wingdings", "F0FB"), "×"),
        (sym("Wingdings", "F0E0"), "→"),
        (sym("Wingdings", "F081") + sym("Wingdings", "F08A"), "①⑩"),
        (sym("Wingdings 2", "F052") + sym("Wingdings 2", "F050"), "☑√"),
        (sym("Symbol", "F0B3") + sym("Symbol", "F0B4"), "≥×"),
        (sym("Symbol", "F06D") + sym("Symbol", "F044"), "μΔ"),
        (sym("SYMBOL", "00B0"), "°"),
        (sym("宋体", "2605"), "★"),
        # Letters set in a font of signs; Chinese text beside them has a font of its own.
        (signs("Wingdings", "þ完成"), "☑完成"),
        (signs("Wingdings 2", "R"), "☑"),
        (signs("Wingdings", "\uf0fe"), "☑"),
        (signs("Symbol", "30%"), "30%"),
        (signs("Times New Roman", "lR"), "lR"),
    ],
)
def test_signs(inner: str, expected: str) -> None:
    document = reading.read(wf.word(p(inner=inner)), "a.docx")
    assert (wf.said(document), document.doubts) == ([expected], ())


@pytest.mark.parametrize("code", ["F0FF", "zzz", "", "D800", "110000"])
def test_a_sign_that_is_not_known_is_told(code: str) -> None:
    document = reading.read(wf.word(p("甲", inner=sym("Wingdings", code))), "a.docx")
    assert wf.said(document) == ["甲〓"]
    (doubt,) = document.doubts
    assert (doubt.code, doubt.line) == ("unread-part", 1)
    assert doubt.message.startswith("第 1 段的符号没有读（Wingdings ")


def math(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def mt(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (math(mt("≥95%")), "≥95%"),
        (f"<m:oMathPara>{math(mt('x=1'))}</m:oMathPara>", "x=1"),
        (f"<w:r>{math(mt('8'))}</w:r>", "8"),
    ],
)
def test_equations(inner: str, expected: str) -> None:
    assert wf.lines(wf.word(p("率", inner=inner))) == [f"率{expected}"]


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (f"<m:f><m:num>{mt('1')}</m:num><m:den>{mt('20')}</m:den></m:f>", "120"),
        (f"<m:sSup><m:e>{mt('m')}</m:e><m:sup>{mt('2')}</m:sup></m:sSup>", "m2"),
    ],
)
def test_an_equation_of_parts_is_told(inner: str, words: str) -> None:
    document = reading.read(wf.word(p("率", inner=math(inner))), "a.docx")
    assert wf.said(document) == ["率〓"]
    (doubt,) = document.doubts
    assert doubt.message == f"第 1 段的公式没有读（{words}）；请对照原文补入"


def test_an_equation_between_paragraphs() -> None:
    body = p("甲") + f"<m:oMathPara>{math(mt('x=1'))}</m:oMathPara>" + p("乙")
    assert wf.lines(wf.word(body)) == ["甲", "x=1", "乙"]


HIDING = (
    style("Hidden", more=VANISH)
    + style("Below", "Hidden")
    + style("Shown", "Hidden", more='<w:vanish w:val="0"/>')
    + style("Note", more=VANISH, kind="character")
    + style("NoteBelow", "Note", kind="character")
)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        # Hidden with its mark: not counted. Text alone: the number stays.
        (p("乙", 1, 0, style="Hidden"), ["1 甲", "2 丙"]),
        (p("乙", 1, 0, style="Below"), ["1 甲", "2 丙"]),
        (p("乙", 1, 0, style="Shown"), ["1 甲", "2 乙", "3 丙"]),
        (p(num=1, level=0, more=HIDDEN, inner=run("乙", VANISH)), ["1 甲", "2 丙"]),
        (p(num=1, level=0, inner=run("乙", VANISH)), ["1 甲", "2", "3 丙"]),
        (
            p(num=1, level=0, inner=run("乙", '<w:rStyle w:val="NoteBelow"/>')),
            ["1 甲", "2", "3 丙"],
        ),
        (p("乙", 1, 0, more=HIDDEN), ["1 甲", "2 乙", "3 丙"]),
        # Hidden by both styles is shown: such properties switch one another (17.7.3).
        (
            p(num=1, level=0, style="Hidden", inner=run("乙", '<w:rStyle w:val="Note"/>')),
            ["1 甲", "2 乙", "3 丙"],
        ),
        (
            p(num=1, level=0, style="Hidden", inner=run("乙", '<w:vanish w:val="0"/>')),
            ["1 甲", "2 乙", "3 丙"],
        ),
        # Struck out with its mark; the mark alone, or moved: it runs on into the next.
        (p(num=1, level=0, more=STRUCK, inner=GONE), ["1 甲", "2 丙"]),
        (p(num=1, level=0, more=MOVED, inner=GONE), ["1 甲", "2 丙"]),
        (p("乙", 1, 0, more=STRUCK), ["1 甲", "2 乙丙"]),
        (
            p("乙", 1, 0, more=STRUCK) + p(num=1, level=0, more=STRUCK, inner=GONE),
            ["1 甲", "2 乙丙"],
        ),
        (p(num=1, level=0, inner=GONE), ["1 甲", "2", "3 丙"]),
        # A heading set into the line of its text.
        (p("乙", 1, 0, more="<w:rPr><w:vanish/><w:specVanish/></w:rPr>"), ["1 甲", "2 乙丙"]),
        (
            p("乙", 1, 0, more='<w:rPr><w:ins w:id="1" w:author="a"/></w:rPr>'),
            ["1 甲", "2 乙", "3 丙"],
        ),
    ],
)
def test_hidden_and_struck_out_paragraphs(paragraph: str, expected: list[str]) -> None:
    body = p("甲", 1, 0) + paragraph + p("丙", 1, 0)
    assert wf.lines(wf.word(body, DIGITS + num(1, 0), HIDING)) == expected


def test_a_mark_struck_out_at_an_end() -> None:
    gone = p(num=1, level=0, more=STRUCK, inner=GONE)
    body = (
        gone
        + table(tr(p("甲") + gone, p("乙", more=STRUCK)), tr(p("丙"), gone))
        + p("丁", more=STRUCK)
    )
    assert wf.lines(wf.word(body, DIGITS + num(1, 0))) == ["甲|乙 / 丙|", "丁"]


def test_places_count_every_paragraph() -> None:
    body = (
        p("甲") + p(more=STRUCK, inner=GONE) + p() + p("乙") + table(tr(p("丙"), p("丁"))) + p("戊")
    )
    document = reading.read(wf.word(body), "a.docx")
    assert [block.line for block in document.blocks] == [1, 4, 5, 7]


def either(new: str, old: str) -> str:
    choice = f"<mc:Choice Requires='x'>{new}</mc:Choice>" if new else ""
    return f"<mc:AlternateContent>{choice}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<w:r><w:t>甲\n\t乙</w:t></w:r>", ["甲 乙"]),
        ("<w:r><w:t>甲</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>乙</w:t></w:r>", ["甲-乙"]),
        ("<w:r><w:t>甲</w:t><w:ptab/><w:t>乙</w:t></w:r>", ["甲 乙"]),
        ("<!-- 注 --><w:smartTag><w:r><w:t>甲</w:t></w:r></w:smartTag><?x y?>", ["甲"]),
        (
            f"<w:r>{either('<w:t>新</w:t>', '<w:t>旧</w:t>')}</w:r>",
            ["新"],
        ),
        (
            either("", run("旧")),
            ["旧"],
        ),
    ],
)
def test_pieces_of_runs(inner: str, expected: list[str]) -> None:
    assert wf.lines(wf.word(p(inner=inner))) == expected


def box(inner: str) -> str:
    return (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"
    )


ROWS = table(tr(p("任务"), p("单位")), tr(p("修渠"), p("市水利局")))


def test_a_table_in_a_box() -> None:
    body = p("甲", inner=box(p("框") + ROWS)) + p("乙")
    assert wf.lines(wf.word(body)) == ["甲", "框", "任务|单位 / 修渠|市水利局", "乙"]


def test_a_table_in_a_box_in_a_cell() -> None:
    body = table(tr(p("甲", inner=box(ROWS)), p("乙")))
    assert wf.lines(wf.word(body)) == ["甲\n任务\n单位\n修渠\n市水利局|乙"]


@pytest.mark.parametrize(
    "inner",
    [
        f"<w:del>{box(p('框'))}</w:del>",
        box(p("框")).replace("<w:r>", f"<w:r>{HIDDEN}"),
    ],
)
def test_a_box_that_is_gone(inner: str) -> None:
    assert wf.lines(wf.word(p("甲", inner=inner))) == ["甲"]


def test_rows_and_cells_that_are_gone() -> None:
    struck = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>' + tr(p("删"), p("删"))[len("<w:tr>") :]
    hidden = struck.replace('<w:del w:id="1"/>', "<w:hidden/>")
    cell = f'<w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>{p("删")}</w:tc>'
    rows = table(tr(p("甲"), p("乙")), struck, hidden, f"<w:tr>{cell}{tr(p('丙'), p('丁'))[6:]}")
    assert wf.lines(wf.word(rows)) == ["甲|乙 / 丙|丁"]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (run("10") + run("3", '<w:vertAlign w:val="superscript"/>') + run("亩"), "10³亩"),
        (run("15座") + run("[1]", '<w:vertAlign w:val="superscript"/>'), "15座[¹]"),
        (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
        (run("10") + run("3", '<w:vertAlign w:val="baseline"/>'), "103"),
    ],
)
def test_digits_above_and_below_the_line(inner: str, expected: str) -> None:
    assert wf.lines(wf.word(p(inner=inner))) == [expected]


@pytest.mark.parametrize("struck", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_words_are_left_out_and_told(struck: str) -> None:
    inner = run("修渠") + run("20", struck) + run("30公里", '<w:strike w:val="0"/>')
    document = reading.read(wf.word(p("甲") + p(inner=inner)), "a.docx")
    assert wf.said(document) == ["甲", "修渠30公里"]
    (doubt,) = document.doubts
    assert (doubt.code, doubt.line) == ("unread-part", 2)
    assert "划去的文字没有读（20）" in doubt.message


def test_the_number_of_a_paragraph_struck_out_whole_goes_with_it() -> None:
    struck = p(num=1, level=0, inner=run("乙", "<w:strike/>"))
    body = p("甲", 1, 0) + struck + p("丙", 1, 0)
    document = reading.read(wf.word(body, DIGITS + num(1, 0)), "a.docx")
    assert wf.said(document) == ["1 甲", "3 丙"]
    assert document.doubts[0].message == "第 2 段划去的文字没有读（乙）；请看是否确已作废"
