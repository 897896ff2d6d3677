"""Where the parts of a file stand, and those that are not read."""

import pytest

import word_files as wf
from sciplan.base.errors import SciplanError
from sciplan.documents import reading
from sciplan.documents.draft.draft import draft
from word_files import GONGWEN, num, p, run

BODY = p("甲", 1, 0)
NUMBERING = GONGWEN + num(1, 0)
MAIN, RELS, TOP = "word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"


def moved(old: str, new: str, target: str) -> dict[str, str]:
    """Return a file whose part stands elsewhere, with its relationships."""
    parts = wf.parts(BODY, NUMBERING)
    parts[new] = parts.pop(old)
    if old == MAIN:
        folder, _, name = new.rpartition("/")
        parts[f"{folder}/_rels/{name}.rels".lstrip("/")] = parts.pop(RELS)
        parts[TOP] = wf.relations({"officeDocument": target})
    else:
        parts[RELS] = wf.relations({"styles": "styles.xml", "numbering": target})
    return parts


USUAL = wf.parts(BODY, NUMBERING)


@pytest.mark.parametrize(
    "parts",
    [
        USUAL,
        moved(MAIN, "word/document2.xml", "word/document2.xml"),
        moved(MAIN, "word/document2.xml", "/word/document2.xml"),
        {
            **moved(MAIN, "正文.xml", "%E6%AD%A3%E6%96%87.xml"),
            "numbering.xml": USUAL["word/numbering.xml"],
        },
        moved("word/numbering.xml", "word/numbering7.xml", "numbering7.xml"),
        moved("word/numbering.xml", "lists/n.xml", "../lists/n.xml"),
        moved("word/numbering.xml", "lists/n.xml", "/lists/n.xml"),
        # By hand, without relationships; with backslashes; in other capitals; a strict file.
        {name: part for name, part in USUAL.items() if not name.endswith(".rels")},
        {name.replace("/", "\\"): part for name, part in USUAL.items()},
        {name.replace("word/", "Word/"): part for name, part in USUAL.items()},
        {
            name: part.replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/",
                "http://purl.oclc.org/ooxml/officeDocument/",
            )
            for name, part in USUAL.items()
        },
    ],
)
@pytest.mark.parametrize("suffix", ["docx", "docm", "dotx"])
def test_parts_are_found_where_they_stand(parts: dict[str, str], suffix: str) -> None:
    assert wf.lines(wf.package(parts), f"a.{suffix}") == ["一、甲"]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({name: part for name, part in USUAL.items() if name != MAIN}, "不是 Word 文件"),
        ({**USUAL, MAIN: wf.part("document", "")}, "没有正文"),
        ({**USUAL, MAIN: wf.part("numbering", "")}, "不是 Word 文件"),
        ({**USUAL, MAIN: "<broken"}, "已损坏"),
        ({**USUAL, "word/numbering.xml": "<broken"}, "已损坏"),
        (
            {**USUAL, TOP: wf.relations({"officeDocument": "../../etc/passwd"}), MAIN: "<x/>"},
            "不是 Word 文件",
        ),
    ],
)
def test_files_without_a_body(parts: dict[str, str], message: str) -> None:
    with pytest.raises(SciplanError, match=message):
        wf.lines(wf.package(parts))


@pytest.mark.parametrize("missing", ["word/numbering.xml", "word/styles.xml"])
def test_a_part_that_is_named_but_missing(missing: str) -> None:
    parts = {name: part for name, part in USUAL.items() if name != missing}
    assert [line[-1] for line in wf.lines(wf.package(parts))] == ["甲"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.odt", ".docx"), ("a.ods", ".xlsx"), ("a.xlsm", ".xlsx"), ("a.xlsb", ".xlsx")],
)
def test_other_kinds_are_told_what_to_do(name: str, words: str) -> None:
    with pytest.raises(SciplanError, match=rf"不能直接读.*{name}.*{words}"):
        reading.read(b"PK\x03\x04", name)


def graphic(kind: str, inner: str = "") -> str:
    uri = f"http://schemas.openxmlformats.org/drawingml/2006/{kind}"
    return (
        f'<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="{uri}">{inner}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        ('<w:altChunk r:id="x"/>', "第 2 段嵌入的另一份文件（altChunk）没有读"),
        (p(inner='<w:subDoc r:id="x"/>'), "第 2 段链接的子文档（subDoc）没有读"),
        (
            p(inner='<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'),
            "第 2 段嵌入的对象（OLE）没有读（Excel.Sheet.12）",
        ),
        (
            p(inner='<w:r><w:object><w:control w:name="选项"/></w:object></w:r>'),
            "的控件没有读（选项）",
        ),
        (p(inner=graphic("chart", '<c:chart r:id="x"/>')), "第 2 段的图表没有读"),
        (
            p(inner=graphic("diagram", '<dgm:relIds r:dm="diagram"/>')),
            "第 2 段的 SmartArt 图形没有读",
        ),
        (
            p(inner=graphic("lockedCanvas", "<a:p><a:r><a:t>框图</a:t></a:r></a:p>")),
            "第 2 段的图形里的文字没有读（框图）",
        ),
        (
            p(inner='<w:r><w:pict><v:textpath string="南湖市人民政府"/></w:pict></w:r>'),
            "第 2 段的艺术字没有读（南湖市人民政府）",
        ),
        ("".join(p(inner=field(r" eq \o\ac(○,1)")) for _ in "12"), "第 2、3 段的域没有读"),
        (p(inner='<w:fldSimple w:instr="LISTNUM"/>'), "第 2 段的域没有读（LISTNUM）"),
        (
            wf.table(wf.tr(p("乙"), p("丙")), wf.tr(p("丁"), '<w:altChunk r:id="x"/>' + p())),
            "第 3 段嵌入的另一份文件（altChunk）没有读",
        ),
    ],
)
def test_what_is_not_read_is_told(piece: str, told: str) -> None:
    document = reading.read(wf.word(p("甲") + piece), "a.docx")
    (doubt,) = document.doubts
    assert told in doubt.message
    assert doubt in draft(document).doubts


@pytest.mark.parametrize(
    "piece",
    [
        p(inner=graphic("picture")),
        p(inner=field(" PAGE ") + field(" REF x ")),
        p(inner='<w:r><w:pict><v:shape><v:textpath string=""/></v:shape></w:pict></w:r>'),
    ],
)
def test_what_says_nothing_is_not_told(piece: str) -> None:
    assert reading.read(wf.word(p("甲") + piece), "a.docx").doubts == ()


def test_many_of_a_kind_are_told_once() -> None:
    body = "".join(p(inner='<w:subDoc r:id="x"/>') for _ in range(500)) + p("甲")
    (told,) = reading.read(wf.word(body), "a.docx").doubts
    assert told.message.startswith("第 1、2、3、4、5等 段")


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("footnotes", "footnote", "脚注 1 条没有读（“注：市水利局牵头。”）"),
        ("endnotes", "endnote", "尾注 1 条没有读"),
        ("comments", "comment", "批注 1 条没有读"),
    ],
)
def test_notes_are_told(kind: str, name: str, told: str) -> None:
    line = f'<w:{name} w:type="separator">{p()}</w:{name}>'
    notes = f"{line}<w:{name}>{p('注：市水利局牵头。')}</w:{name}>"
    raw = wf.package(wf.parts(p("甲"), more={kind: wf.part(kind, notes)}))
    (doubt,) = reading.read(raw, "a.docx").doubts
    assert doubt.message.startswith(told)
    assert wf.lines(raw) == ["甲"]


def test_a_contents_table_is_left_out() -> None:
    def control(inner: str, kind: str = "") -> str:
        gallery = f'<w:docPartObj><w:docPartGallery w:val="{kind}"/></w:docPartObj>'
        return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    other = f"<w:customXml>{control(p('乙') + p(inner=run('丙')))}</w:customXml>"
    body = control(p("目录"), "Table of Contents") + p("甲") + other
    assert wf.lines(wf.word(body)) == ["甲", "乙", "丙"]
