"""Real files of each kind, made in the test run."""

import io
import re
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import import_samples as samples
from sciplan.base.errors import SciplanError
from sciplan.documents import reading
from sciplan.documents.draft.draft import draft
from sciplan.documents.readers.document import Document, Grid, Paragraph
from sciplan.documents.tables.arrangement import arranged

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def texts(document: Document) -> list[str]:
    return [block.text.strip() for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in arranged(document.blocks) if isinstance(block, Grid)]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (samples.txt(), "a.txt"),
        (b"\xef\xbb\xbf" + samples.txt(), "a.txt"),
        (samples.txt().decode().encode("gb18030"), "a.txt"),
        (samples.txt().decode().encode("utf-16"), "a.txt"),
        (samples.txt(), "no-suffix"),
        (samples.html(), "a.html"),
        (samples.html().decode().encode("gbk"), "a.htm"),
        (samples.docx(), "a.docx"),
        (samples.pdf(), "a.pdf"),
    ],
)
def test_paragraphs(raw: bytes, name: str) -> None:
    found = texts(reading.read(raw, name))
    assert [text for text in found if text in samples.LINES] == list(samples.LINES)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (samples.xlsx(), "a.xlsx"),
        (samples.docx((), samples.TABLE), "a.docx"),
        ("\n".join(",".join(row) for row in samples.PLAIN_TABLE).encode("utf-8-sig"), "a.csv"),
        ("\n".join("\t".join(row) for row in samples.PLAIN_TABLE).encode("gbk"), "a.csv"),
    ],
)
def test_table(raw: bytes, name: str) -> None:
    (rows,) = grids(reading.read(raw, name))
    assert rows[0] == samples.TABLE[0]
    assert rows[1][:4] == samples.TABLE[1][:4]
    assert rows[3] == ("二、农业",) * 7 or name.endswith("csv")


def test_merged_cells_are_filled() -> None:
    (rows,) = grids(reading.read(samples.xlsx(), "a.xlsx"))
    assert [row[1] for row in rows[1:3]] == ["网络", "网络"]
    made = (
        "<table><tr><td rowspan=2>甲</td><td>1</td><td>2</td></tr>"
        "<tr><td>3</td><td>4</td></tr></table>"
    )
    (rows,) = grids(reading.read(made.encode(), "a.html"))
    assert rows == (("甲", "1", "2"), ("甲", "3", "4"))


def test_html_keeps_order_and_skips_scripts() -> None:
    page = (
        "<body><div>甲<p>乙</p>丙</div><script>丁</script><table><tr><td>a</td><td>b</td><td>c</td></tr>"
        "<tr><td>d</td><td>e</td><td>f</td></tr></table>戊<br>己</body>"
    )
    blocks = reading.read(page.encode(), "a.html").blocks
    assert [b.text if isinstance(b, Paragraph) else b.rows[0][0] for b in blocks] == [
        "甲", "乙", "丙", "a", "戊", "己",
    ]  # fmt: skip


def part(tag: str, content: str) -> str:
    return f'<w:{tag} xmlns:w="{W}">{content}</w:{tag}>'


def word(body: str, numbering: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        if numbering:
            archive.writestr(
                "word/numbering.xml", f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'
            )
    return out.getvalue()


def test_word_writes_out_automatic_numbers() -> None:
    def level(depth: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    def paragraph(depth: int, text: str) -> str:
        return (
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        )

    levels = (
        level(0, "chineseCounting", "%1、")
        + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%3.")
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    )
    order = [(0, "甲"), (1, "乙"), (2, "丙"), (2, "丁"), (1, "戊"), (2, "己"), (0, "庚"), (1, "辛")]
    raw = word("".join(paragraph(*item) for item in order), numbering)
    assert texts(reading.read(raw, "a.docx")) == [
        "一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛",
    ]  # fmt: skip


def test_word_leaves_out_what_is_struck_or_said_twice() -> None:
    raw = word(
        "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert texts(reading.read(raw, "a.docx")) == ["甲丙"]


def test_pdf_drops_page_numbers() -> None:
    found = texts(reading.read(samples.pdf(), "a.pdf"))
    assert not [text for text in found if "— 1 —" in text or text.strip(" —").isdigit()]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.doc", ".docx"),
        ("a.wps", "另存为"),
        ("a.rtf", ".docx"),
        ("a.xls", ".xlsx"),
        ("a.et", ".xlsx"),
        ("a.ofd", ".pdf"),
        ("a.xyz", "可导入的有"),
    ],
)
def test_other_kinds_are_told_what_to_do(name: str, words: str) -> None:
    with pytest.raises(SciplanError, match=words):
        reading.read(b"anything", name)


def bomb(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def one_paragraph(text: str) -> str:
    return part("document", f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>")


ENTITIES = f'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>{one_paragraph("&b;")}'
BILLION = (
    '<!DOCTYPE w [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><workbook>&a9;</workbook>"
)
OUTSIDE = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{one_paragraph("甲&x;")}'
DEEP = f'<w:document xmlns:w="{W}">' + "<w:p>" * 5000 + "</w:p>" * 5000 + "</w:document>"
FAR_CELL = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (bomb("word/document.xml", b" " * (70 * 1024 * 1024)), "a.docx"),
        (bomb("xl/big.bin", b" " * (70 * 1024 * 1024)), "a.xlsx"),
        (bomb("word/document.xml", DEEP.encode()), "a.docx"),
        (bomb("word/document.xml", ENTITIES.encode()), "a.docx"),
        (bomb("xl/workbook.xml", BILLION.encode()), "a.xlsx"),
        (bomb("xl/worksheets/sheet1.xml", FAR_CELL.encode()), "a.xlsx"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx"),
        (b"", "a.pdf"),
        (b"", "a.txt"),
        (b"", "a.csv"),
        (b",,\r\n,,", "a.csv"),
        (b"\0\1\2", "a.txt"),
        (samples.docx()[:2000], "a.docx"),
        (samples.pdf()[:500], "a.pdf"),
        (samples.xlsx()[:2000], "a.xlsx"),
    ],
)
def test_hostile_file_ends_in_a_message(raw: bytes, name: str) -> None:
    with pytest.raises(SciplanError, match=r"[一-鿿]"):
        reading.read(raw, name)


@pytest.mark.parametrize(("raw", "name"), [(samples.docx(), "a.docx"), (samples.xlsx(), "a.xlsx")])
@pytest.mark.parametrize("odd", ["<!--甲-->", "<?甲 乙?>", "&x;"])
def test_what_is_no_element_is_passed_over(raw: bytes, name: str, odd: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for part_name in old.namelist():
            content = old.read(part_name)
            if part_name.endswith((".xml", ".rels")):
                head, inner = re.split(rb"(?<=\?>)|^(?=<[^?])", content, maxsplit=1)[-2:]
                inner = re.sub(rb"(<\w[^>]*[^/>]>)", rb"\1" + odd.encode(), inner)
                content = head + b'<!DOCTYPE d [<!ENTITY x "ha">]>' + inner
            new.writestr(part_name, content)
    assert reading.read(out.getvalue(), name).blocks == reading.read(raw, name).blocks


def test_no_file_is_read_for_an_entity() -> None:
    found = texts(reading.read(bomb("word/document.xml", OUTSIDE.encode()), "a.docx"))
    assert found == ["甲"]


@pytest.mark.parametrize(
    ("library", "name", "raw"),
    [
        ("pypdfium2", "a.pdf", samples.pdf()),
        ("lxml", "a.docx", samples.docx()),
        ("lxml", "a.html", samples.html()),
        ("lxml", "a.xlsx", samples.xlsx()),
    ],
)
def test_missing_library_is_named(
    library: str, name: str, raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(SciplanError, match=rf'(?s)缺 {library}.*pip install .*\[import\]"'):
        reading.read(raw, name)


KINDS = {
    "a.txt": samples.txt(),
    "a.html": samples.html(),
    "a.docx": samples.docx(samples.LINES, samples.TABLE),
    "a.pdf": samples.pdf(),
    "table.pdf": samples.pdf_table(),
    "a.xlsx": samples.xlsx(),
    "a.csv": "\n".join(",".join(row) for row in samples.PLAIN_TABLE).encode(),
}


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(sorted(KINDS)),
    end=st.floats(0, 1),
    flips=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8),
)
def test_broken_files_never_give_a_traceback(
    name: str, end: float, flips: list[tuple[float, int]]
) -> None:
    raw = bytearray(KINDS[name])
    for place, byte in flips:
        raw[int(place * len(raw))] = byte
    attempt(bytes(raw[: int(len(raw) * end) + 1]), name)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([*sorted(KINDS), "a", "a.doc"]), st.binary(max_size=600))
def test_random_bytes_never_give_a_traceback(name: str, raw: bytes) -> None:
    attempt(raw, name)


def attempt(raw: bytes, name: str) -> None:
    with suppress(SciplanError):
        draft(reading.read(raw, name))
