"""牵 and 配 tell apart at a glance, in black and white too; empty forms show no 0."""

import io

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.formats.registry import FORMATS
from sciplan.plan.graph import build, units_of
from sciplan.plan.style import PaperStyle
from sciplan.queries.matrix import answer, matrix
from support import plan_of, small

MEASURES = [
    {"id": "1", "title": "办事", "lead": ["甲局"], "cooperating": ["丙会"]},
    {"id": "2", "title": "做事", "responsible": ["乙局"], "others": {"指导": ["甲局"]}},
]
EXPECTED = {"牵": (True, True), "责": (True, False), "配": (False, False), "指": (False, False)}
"""Mark → whether it is bold, whether it stands on grey."""


@pytest.fixture
def marked() -> Answer:
    graph = build([plan_of(small(sections=[], measures=MEASURES))])
    units = [key for key, _ in units_of(graph)]
    return answer(graph, units, matrix(graph, units))


def test_in_excel(marked: Answer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].content(marked, PaperStyle())))
    cells = [cell for row in book["责任矩阵"].iter_rows() for cell in row if cell.value in EXPECTED]
    assert {
        str(cell.value): (bool(cell.font.b), cell.fill.fgColor.rgb == "FFD9D9D9") for cell in cells
    } == EXPECTED
    assert {cell.alignment.horizontal for cell in cells} == {"center"}


def test_in_word(marked: Answer) -> None:
    document = docx.Document(io.BytesIO(FORMATS["docx"].content(marked, PaperStyle())))
    found = {}
    for cell in document.tables[0]._cells:
        if cell.text in EXPECTED:
            (run,) = cell.paragraphs[0].runs
            shades = list(cell._tc.iter(qn("w:shd")))
            found[cell.text] = (bool(run.bold), bool(shades))
    assert found == EXPECTED


def test_on_a_page(marked: Answer) -> None:
    page = FORMATS["html"].render(marked)
    assert '<td class="mark bold filled">牵</td>' in page
    assert '<td class="mark bold">责</td>' in page
    assert '<td class="mark">配</td>' in page


def format_of_sum(*numbers: int) -> str:
    columns = (Column(key="n", title="序号"), Column(key="p", title="分值", number=True))
    table = Table(
        columns=columns,
        rows=tuple(Row(cells=(str(place), number or "")) for place, number in enumerate(numbers)),
        total=Row(cells=("合计", sum(numbers))),
    )
    made = Answer(heading="某", parts=(Part(title="表", tables=(table,)),), records=Records.none())
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].content(made, PaperStyle())))
    (cell,) = [c for row in book["表"].iter_rows() for c in row if str(c.value).startswith("=SUM")]
    return str(cell.number_format)


def test_the_sum_of_nothing_yet_shows_nothing() -> None:
    # Excel: positive; negative; zero. An empty third part shows nothing.
    assert format_of_sum(0, 0) == "General;-General;"
    assert format_of_sum(1, 2) == "General"
