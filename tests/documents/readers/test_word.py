"""Word files made in the test run: what stands beside the plain paragraphs."""

import io
import zipfile

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from sciplan.base.errors import SciplanError
from sciplan.documents import reading
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Grid, Paragraph

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def saved(word: Word) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def paragraph_of(inner: str, more: str = "") -> bytes:
    word = docx.Document()
    made = parse_xml(f'<w:p {nsdecls("w", "r")} xmlns:mc="{MC}" xmlns:wps="{WPS}">{inner}</w:p>')
    word.element.body.insert(0, made)
    if more:
        word.add_paragraph(more)
    return saved(word)


def lines(raw: bytes) -> list[str]:
    blocks = reading.read(raw, "a.docx").blocks
    return [
        block.text if isinstance(block, Paragraph) else " / ".join(map("|".join, block.rows))
        for block in blocks
    ]


def read(word: Word) -> Draft:
    return draft(reading.read(saved(word), "a.docx"))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


BOX = f"<w:txbxContent><w:p>{run('框内')}</w:p></w:txbxContent>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("乙")}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"{run('甲')}<w:del>{run('删')}</w:del><w:ins>{run('乙')}</w:ins>", ["甲乙"]),
        (f"{run('甲')}<w:moveFrom>{run('移')}</w:moveFrom>{run('乙')}", ["甲乙"]),
        (f"{run('甲')}<w:moveTo>{run('乙')}</w:moveTo>", ["甲乙"]),
        (f"{run('甲')}{FIELD}{run('丙')}", ["甲乙丙"]),
        (f'{run("甲")}<w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>', ["甲1"]),
        (f'<w:hyperlink r:id="rId1">{run("甲")}</w:hyperlink>{run("乙")}', ["甲乙"]),
        (
            (
                "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr>"
                f"<w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>"
            ),
            ["甲"],
        ),
        (f'{run("甲")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("乙")}', ["甲乙"]),
        (
            (
                f'<w:commentRangeStart w:id="0"/>{run("甲")}<w:commentRangeEnd w:id="0"/>'
                '<w:r><w:commentReference w:id="0"/></w:r>'
            ),
            ["甲"],
        ),
        (f"{run('甲')}{run('藏', '<w:vanish/>')}{run('乙')}", ["甲乙"]),
        (run("甲") + run("不藏", '<w:vanish w:val="0"/>'), ["甲不藏"]),
        (
            f"<w:r><w:ruby><w:rt>{run('jiǎ')}</w:rt><w:rubyBase>{run('甲')}</w:rubyBase></w:ruby></w:r>",
            ["甲"],
        ),
        (f"{run('甲')}<w:r><w:br/></w:r>{run('乙')}", ["甲", "乙"]),
        # A box stands twice in the file: for new programs and for old ones.
        (
            (
                f"{run('甲')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{BOX}</mc:Choice>"
                f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>{run('乙')}"
            ),
            ["甲乙", "框内"],
        ),
    ],
)
def test_text_as_it_is_shown(inner: str, expected: list[str]) -> None:
    assert lines(paragraph_of(inner)) == expected


def test_comments_and_footnotes_are_not_the_document() -> None:
    word = docx.Document()
    made = word.add_paragraph("修建水库。")
    word.add_comment(made.runs, text="批注：改为牵头。", author="甲")
    word.sections[0].header.paragraphs[0].text = "页眉"
    assert lines(saved(word)) == ["修建水库。"]


def test_title_in_its_style() -> None:
    word = docx.Document()
    word.add_paragraph("南湖市水网建设", style="Title")
    word.add_paragraph("三年行动总体安排", style="Title")
    word.add_paragraph("南政发〔2024〕3号")
    word.add_paragraph("一、修建水库。（市水利局牵头）")
    found = read(word)
    assert (found.plan.head.title, found.plan.head.number) == (
        "南湖市水网建设三年行动总体安排",
        "南政发〔2024〕3号",
    )
    assert [entry.measure.title for entry in found.plan.entries] == ["修建水库"]


def test_boxes_within_boxes_are_read_once() -> None:
    inner = run("零")
    for number in range(1, 30):
        inner = f"{run(f'{number}')}<w:r><w:txbxContent><w:p>{inner}</w:p></w:txbxContent></w:r>"
    assert lines(paragraph_of(inner)) == [*(str(n) for n in range(29, 0, -1)), "零"]


def test_a_box_in_a_cell() -> None:
    word = docx.Document()
    fill(word)
    box = f"<w:r {nsdecls('w')}>{BOX}</w:r>"
    word.tables[0].cell(1, 0).paragraphs[0]._p.append(parse_xml(box))
    assert lines(saved(word)) == ["任务|牵头单位|配合单位 / 修渠\n框内|市水利局|市财政局"]


ROWS = (("任务", "牵头单位", "配合单位"), ("修渠", "市水利局", "市财政局"))


def fill(word: Word, rows: tuple[tuple[str, ...], ...] = ROWS) -> None:
    table = word.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def test_several_tables_under_their_headings() -> None:
    word = docx.Document()
    for heading, task in (("一、农业任务", "修渠"), ("二、工业任务", "建厂")):
        word.add_paragraph(heading)
        fill(word, (ROWS[0], (task, *ROWS[1][1:])))
    found = read(word)
    assert [section.title for section in found.plan.sections] == ["农业任务", "工业任务"]
    assert [entry.measure.id for entry in found.plan.entries] == ["1.1", "2.1"]


def test_a_table_in_a_frame() -> None:
    word = docx.Document()
    frame = word.add_table(rows=1, cols=1).cell(0, 0)
    frame.text = "一、总体要求"
    inner = frame.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(inner.add_row().cells, row, strict=True):
            cell.text = text
    assert lines(saved(word)) == ["一、总体要求", "任务|牵头单位|配合单位 / 修渠|市水利局|市财政局"]


def test_a_table_within_a_cell_is_its_text() -> None:
    word = docx.Document()
    fill(word)
    cell = word.tables[0].cell(1, 0)
    inner = cell.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "十", "公里"
    (table,) = (b for b in reading.read(saved(word), "a.docx").blocks if isinstance(b, Grid))
    assert table.rows == (ROWS[0], ("修渠\n十\n公里", "市水利局", "市财政局"))


def test_merged_cells_and_rows_struck_out() -> None:
    word = docx.Document()
    fill(word, (*ROWS, ("删", "市水利局", ""), ("铺管", "", "")))
    table = word.tables[0]
    table.cell(1, 1).merge(table.cell(1, 2)).text = "市水利局"
    struck = table.rows[2]._tr.get_or_add_trPr()
    struck.append(parse_xml(f"<w:del {nsdecls('w')}/>"))
    assert lines(saved(word)) == ["任务|牵头单位|配合单位 / 修渠|市水利局|市水利局 / 铺管||"]


def test_a_row_that_begins_further_right() -> None:
    word = docx.Document()
    fill(word, (*ROWS, ("", "市林草局", "")))
    row = word.tables[0].rows[2]._tr
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
    assert lines(saved(word)) == ["任务|牵头单位|配合单位 / 修渠|市水利局|市财政局 / |市林草局|"]


def test_cells_in_content_controls() -> None:
    word = docx.Document()
    fill(word)
    row = word.tables[0].rows[1]._tr
    cell = row.tc_lst[1]
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row.replace(cell, control)
    control[0].append(cell)
    assert lines(saved(word)) == ["任务|牵头单位|配合单位 / 修渠|市水利局|市财政局"]


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_told(keep: float) -> None:
    word = docx.Document()
    fill(word)
    raw = saved(word)
    with pytest.raises(SciplanError, match="已损坏或不完整"):
        reading.read(raw[: int(len(raw) * keep)], "a.docx")


def test_a_part_that_is_missing_is_told() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/styles.xml", "<x/>")
    with pytest.raises(SciplanError, match="不是 Word 文件"):
        reading.read(out.getvalue(), "a.docx")


def test_bullets_part_items() -> None:
    word = docx.Document()
    for text in ("一、水源", "二、其他任务"):
        word.add_paragraph(text)
        word.add_paragraph("修渠。加固堤坝。（市水利局牵头）", style="List Bullet")
    found = read(word)
    assert [section.title for section in found.plan.sections] == ["水源", "其他任务"]
    assert [(e.measure.id, e.measure.title) for e in found.plan.entries] == [
        ("1.1", "修渠"),
        ("2.1", "修渠"),
    ]
