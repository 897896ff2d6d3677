"""What a plan asks to have printed above the titles of its tables: 附件1, and the plan's title."""

from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest

from referees import office_pdf
from sciplan.cli.program import main
from support import as_text, small

LABEL, PLAN, TITLE = "附件1", "小方案", "任务分解表"
_LEFT_THIRD = 1 / 3


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the papers of a plan that asks for both, by paper and ending."""
    top = tmp_path_factory.mktemp("titled")
    plan, folder = top / "plan.yaml", top / "材料"
    papers = {"annex": LABEL, "plan_title": True}
    plan.write_text(as_text(small(papers=papers)), encoding="utf-8")
    assert main(["export", str(folder), "-p", str(plan)]) == 0
    return {path.name.partition("-")[2]: path for path in folder.iterdir() if path.is_file()}


def test_word_has_both_as_paragraphs_with_styles_of_their_own(titled: Mapping[str, Path]) -> None:
    first = docx.Document(str(titled["任务分解表.docx"])).paragraphs[:3]
    assert [each.text for each in first] == [LABEL, PLAN, TITLE]
    assert len({each.style.name for each in first if each.style}) == 3


def test_excel_has_both_in_rows_over_the_whole_width(titled: Mapping[str, Path]) -> None:
    sheet = openpyxl.load_workbook(titled["任务分解表.xlsx"])[TITLE]
    cells = [sheet.cell(row, 1) for row in (1, 2, 3)]
    assert [cell.value for cell in cells] == [LABEL, PLAN, TITLE]
    assert [cell.alignment.horizontal for cell in cells] == ["left", "center", "center"]
    merged = {(area.min_row, area.min_col, area.max_col) for area in sheet.merged_cells.ranges}
    assert {(row, 1, sheet.max_column) for row in (1, 2, 3)} <= merged


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_they_print_above_the_title_the_label_at_the_margin(
    titled: Mapping[str, Path], ending: str
) -> None:
    document = pypdfium2.PdfDocument(office_pdf(titled[f"{TITLE}.{ending}"]))
    page = document[0]
    text = page.get_textpage()
    said = text.get_text_range()
    boxes = [text.get_charbox(said.index(word)) for word in (LABEL[:2], PLAN, TITLE)]
    lefts, bottoms = zip(*((box[0], box[1]) for box in boxes), strict=True)
    assert bottoms[0] > bottoms[1] > bottoms[2]
    assert lefts[0] < page.get_width() * _LEFT_THIRD < min(lefts[1:])
    document.close()


@pytest.mark.parametrize(
    ("name", "label", "above"),
    [
        ("任务承担情况统计表.docx", False, True),
        ("协同清单.docx", False, True),
        ("会议签到表.docx", False, False),
        ("各单位职责清单.docx", False, False),
    ],
)
def test_only_tables_of_the_whole_plan_have_its_title_and_only_one_is_an_annex(
    titled: Mapping[str, Path], name: str, *, label: bool, above: bool
) -> None:
    texts = [each.text for each in docx.Document(str(titled[name])).paragraphs]
    assert (LABEL in texts, PLAN in texts) == (label, above)
