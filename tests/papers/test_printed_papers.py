"""Papers as LibreOffice prints them: how many pages, how full, nothing over its cell's border."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from paper_plans import SMALL, large
from referees import office
from sciplan.cli.program import main
from sciplan.papers.folder import INDEX
from support import EVERY_PAPER, PLAN_FILE

_FOOTER = 0.13
"""Part of a page's height that its foot takes, where the number stands."""


class Page(NamedTuple):
    """A printed page.

    Args:
        text: What it says.
        full: Which part of the height between its first line and its foot is used.
        crossed: Characters that a rule of a table runs through.
    """

    text: str
    full: float
    crossed: list[str]


Printed = Mapping[str, Sequence[Page]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Return the pages of three plans' papers, by plan and name."""
    top = tmp_path_factory.mktemp("printed")
    (top / "large.yaml").write_text(large(), encoding="utf-8")
    (top / "small.yaml").write_text(SMALL, encoding="utf-8")
    plans = {"shipped": PLAN_FILE, "large": top / "large.yaml", "small": top / "small.yaml"}
    for name, plan in plans.items():
        assert main(["export", str(top / name), "-p", str(plan), *EVERY_PAPER, "--yes"]) == 0
    files = list(_flat(top, plans))
    office("pdf", files, top / "pdf")
    return {path.stem: _pages(top / "pdf" / f"{path.stem}.pdf") for path in files}


_PRINTED = {
    "shipped": ("01-任务分解表.docx", "02-任务承担情况统计表.docx", "04-协同清单.docx",
                "05-各单位职责清单.docx", "06-会议签到表.docx", "07-工作台账.xlsx",
                "08-年度考核表.xlsx", "13-会议通知.docx", "13-分送名单.docx", "15-会议议程.docx",
                "10-征求意见表/03-*.xlsx", "10-征求意见表/13-*.xlsx", "10-征求意见表/30-*.xlsx",
                "09-目标责任书/*[136][068]-*.docx", "16-汇报提纲/0[17]-*.docx", INDEX),
    "large": ("01-任务分解表.docx", "06-会议签到表.docx", "07-工作台账.xlsx",
              "08-年度考核表.xlsx", "10-征求意见表/05-*.xlsx", "10-征求意见表/07-*.xlsx",
              "05-职责清单/04-*.docx", "05-职责清单/13-*.docx", "05-职责清单/25-*.docx",
              "16-汇报提纲/04-*.docx"),
    "small": ("01-任务分解表.docx", "01-任务分解表.xlsx", "02-任务承担情况统计表.docx",
              "04-协同清单.docx", "06-会议签到表.docx", "07-工作台账.xlsx", "08-年度考核表.xlsx",
              "10-征求意见表/01-*.xlsx", "11-意见汇总表.xlsx", "13-会议通知.docx",
              "13-分送名单.docx", "15-会议议程.docx", "/01-*.docx"),
}  # fmt: skip


def _flat(top: Path, plans: Mapping[str, Path]) -> Iterator[Path]:
    """Yield copies in one folder: LibreOffice starts once."""
    (top / "all").mkdir()
    for name in plans:
        for pattern in _PRINTED[name]:
            for path in sorted((top / name).rglob(f"*{pattern}")):
                kind = path.parent.name if path.parent != top / name else ""
                to = top / "all" / f"{name}-{kind}{path.stem}-{path.suffix[1:]}{path.suffix}"
                shutil.copy(path, to)
                yield to


def _pages(path: Path) -> list[Page]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [_page(page) for page in document]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    height = page.get_height()
    text = page.get_textpage()
    rules = [
        (box[0], box[1], box[3])
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        if (box := each.get_bounds())[2] - box[0] < 2 < box[3] - box[1]
    ]
    lowest, highest, crossed = height, 0.0, []
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        if bottom < height * _FOOTER or right - left < 1:
            continue
        lowest, highest = min(lowest, bottom), max(highest, top)
        inner = (right - left) * 0.3
        if any(left + inner < at < right - inner and low < bottom and top < high
               for at, low, high in rules):  # fmt: skip
            crossed.append(text.get_text_range(place, 1))
    used = max(highest - lowest, 0) / (height * (1 - _FOOTER) - (height - highest))
    return Page(text.get_text_range(), used, crossed)


# What is measured -------------------------------------------------------------------------------


def test_as_many_pages_as_a_table_needs(printed: Printed) -> None:
    assert len(printed["large-01-任务分解表-docx"]) <= 30
    assert len(printed["shipped-06-会议签到表-docx"]) == 2
    assert len(printed["shipped-01-任务分解表-docx"]) <= 7
    assert len(printed["small-01-任务分解表-docx"]) == 1
    assert len(printed["small-11-意见汇总表-xlsx"]) == 1
    # A page holds at least four rows, though each tells a task in up to 200 characters.
    assert len(printed["large-07-工作台账-xlsx"]) <= 120 / 4
    assert len(printed["large-08-年度考核表-xlsx"]) <= 120 / 6
    lists = [pages for name, pages in printed.items() if name.startswith("large-05-职责清单")]
    assert len(lists) == 3
    assert max(map(len, lists)) <= 6


def test_no_page_is_all_but_empty(printed: Printed) -> None:
    # Of a workbook with sheets of data each sheet begins a page, however little it holds; where
    # a sheet that is filled in ends is known once it is.
    apart = re.compile("small-01-任务分解表-xlsx|.*(?:工作台账|年度考核表)-xlsx")
    told = {
        f"{name} {number}": round(page.full, 2)
        for name, pages in printed.items()
        if not apart.fullmatch(name)
        for number, page in enumerate(pages, 1)
        if len(pages) > 1 and page.full < 1 / 5
    }
    assert told == {}


def test_only_a_row_that_does_not_fit_leaves_white_behind(printed: Printed) -> None:
    papers = {
        name: pages
        for name, pages in printed.items()
        if re.search("-05-职责清单|-09-目标责任书", name)
    }
    assert len(papers) > 9
    assert {
        f"{name} {number}": round(page.full, 2)
        for name, pages in papers.items()
        for number, page in enumerate(pages[:-1], 1)
        if page.full < 3 / 5
    } == {}


def test_nothing_crosses_the_border_of_its_cell(printed: Printed) -> None:
    assert {
        name: page.crossed for name, pages in printed.items() for page in pages if page.crossed
    } == {}


def test_no_section_ends_a_page(printed: Printed) -> None:
    """A line that is but an id of two numbers and a title is a section's row."""
    section = re.compile(r"\d+\.\d+ \S+")
    tables = {name: pages for name, pages in printed.items() if re.search("-0[178]-", name)}
    assert len(tables) > 6
    assert {
        f"{name} {number}": last
        for name, pages in tables.items()
        for number, page in enumerate(pages, 1)
        if section.fullmatch(last := _lines(page)[-1])
    } == {}


def _lines(page: Page) -> list[str]:
    """Return a page's lines, without the foot."""
    lines = [line.strip() for line in page.text.splitlines()]
    return [line for line in lines if line and not re.fullmatch("—.*—|第.*页", line)]


def test_names_of_files_are_not_broken(printed: Printed) -> None:
    said = {line for page in printed[f"shipped-{INDEX[:-5]}-docx"] for line in _lines(page)}
    names = {"02-任务承担情况统计表.docx", "12-进展填报表（2025年11月）/", "05-各单位职责清单.docx"}
    assert all(any(name in line.replace(" ", "") for line in said) for name in names)


def test_nobody_signs_a_page_without_text(printed: Printed) -> None:
    pledges = {name: pages for name, pages in printed.items() if "目标责任书" in name}
    assert len(pledges) > 4
    for name, pages in pledges.items():
        (signed,) = [page.text for page in pages if "负责人（签字）" in page.text]
        before = signed.partition("签订\r")[0]
        assert len("".join(before.split())) > 20, name


def test_the_list_of_contents_names_the_pages(printed: Printed) -> None:
    pages = printed["shipped-05-各单位职责清单-docx"]
    begins: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        first = page.text.splitlines()[0]
        if first.endswith("职责清单"):
            begins.setdefault(first, number)
    said = re.findall(
        r"(\w+职责清单)\.*\s*(\d+)\r?\n", "\n".join(page.text for page in pages[:2]) + "\n"
    )
    assert len(said) == len(begins) - 1 == 38
    assert {name: int(number) for name, number in said}.items() <= begins.items()
