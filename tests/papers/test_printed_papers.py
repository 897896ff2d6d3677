"""Papers as LibreOffice prints them: how many pages, how full, nothing over its cell's border."""

import re
import shutil
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

from paper_plans import SMALL, large
from referees import office
from reports import put_all
from sciplan.cli.program import main
from sciplan.papers.folder import INDEX
from sciplan.papers.registry import PAPERS
from support import PLAN_FILE

pytestmark = pytest.mark.long

_FOOTER = 0.13
"""Part of a page's height that its foot takes, where the number stands."""


class Page(NamedTuple):
    """A printed page.

    Args:
        text: What it says.
        full: Which part of the height between its first line and its foot is used, by text or by
            cells to write in.
        crossed: Characters that a rule of a table runs through: they go over their cell's border,
            or are cut off there.
        sheet: Of a workbook, the number of the sheet.
        points: The size of most characters.
        last: Its lowest line above the foot.
    """

    text: str
    full: float
    crossed: list[str]
    sheet: int
    points: float
    last: str


Printed = Mapping[str, Sequence[Page]]
Rules = Mapping[float, list[tuple[float, float]]]
"""Where → from where to where."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Return the pages of three plans' papers, by plan and name."""
    top = tmp_path_factory.mktemp("printed")
    (top / "large.yaml").write_text(large(), encoding="utf-8")
    (top / "small.yaml").write_text(SMALL, encoding="utf-8")
    plans = {"shipped": PLAN_FILE, "large": top / "large.yaml", "small": top / "small.yaml"}
    for name, plan in plans.items():
        command = ["export", str(top / name), "-p", str(plan)]
        assert main([*command, *_ONLY]) == 0
        units = (word for unit in _UNITS[name] for word in ("--unit", unit))
        assert main([*command, *_PERIOD, *_FORMS, *units]) == 0
    (top / "reports").mkdir()
    plan = put_all(top / "reports")
    assert main(["export", str(top / "reported"), "-p", str(plan), *_PERIOD, *_REPORTED]) == 0
    files = list(_flat(top))
    office("pdf", files, top / "pdf")
    return {path.stem: _pages(top / "pdf" / f"{path.stem}.pdf") for path in files}


_FORM_NAMES = [paper.chinese for paper in PAPERS if paper.is_form]
_FORMS = [word for name in _FORM_NAMES for word in ("--only", name)]
_ONLY = [
    word
    for paper in PAPERS
    if paper.chinese not in _FORM_NAMES and not paper.of_reports
    for word in ("--only", paper.chinese)
]
_REPORTED = ("--only", "进展汇总表", "--only", "进度统计表")
_PERIOD = ("--period", "2025-11", "--yes")
_UNITS = {
    "shipped": ("市委组织部", "市委网信办", "市财政局", "市科协"),
    "large": ("市委组织部", "市发展改革委", "市科技局", "市卫生健康委"),
    "small": ("县科协",),
}
"""Whose forms are printed: those of a few tasks and those of many."""
_PRINTED = {
    "shipped": ("01-任务分解表.docx", "02-任务承担情况统计表.docx", "04-协同清单.docx",
                "05-各单位职责清单.docx", "06-会议签到表.docx", "13-会议通知.docx",
                "13-分送名单.docx", "15-会议议程.docx", "09-目标责任书/*[136][068]-*.docx",
                "16-汇报提纲/0[17]-*.docx", INDEX),
    "large": ("01-任务分解表.docx", "06-会议签到表.docx", "05-职责清单/04-*.docx",
              "05-职责清单/13-*.docx", "05-职责清单/25-*.docx", "16-汇报提纲/04-*.docx",
              "16-汇报提纲/13-*.docx"),
    "small": ("01-任务分解表.docx", "02-任务承担情况统计表.docx", "04-协同清单.docx",
              "06-会议签到表.docx", "13-会议通知.docx", "13-分送名单.docx", "15-会议议程.docx",
              "/01-*.docx"),
    "reported": (),
}  # fmt: skip


def _flat(top: Path) -> Iterator[Path]:
    """Yield copies in one folder: LibreOffice starts once."""
    (top / "all").mkdir()
    for name, documents in _PRINTED.items():
        for pattern in (*documents, ".xlsx"):
            for path in sorted((top / name).rglob(f"*{pattern}")):
                kind = path.parent.name if path.parent != top / name else ""
                to = top / "all" / f"{name}-{kind}{path.stem}-{path.suffix[1:]}{path.suffix}"
                shutil.copy(path, to)
                yield to


def _pages(path: Path) -> list[Page]:
    document = pypdfium2.PdfDocument(path)
    try:
        starts = [mark.get_dest().get_index() for mark in document.get_toc()]
        return [_page(page, bisect(starts, at)) for at, page in enumerate(document)]
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage, sheet: int) -> Page:
    height = page.get_height()
    text = page.get_textpage()
    foot = height * _FOOTER
    lowest, highest, crossed = height, 0.0, []
    sizes: Counter[float] = Counter()
    bottoms: dict[int, float] = {}
    upright: Rules = defaultdict(list)
    level: Rules = defaultdict(list)
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = each.get_bounds()
        if right - left < 2 < top - bottom:
            upright[left].append((bottom, top))
        elif top - bottom < 2 < right - left:
            level[bottom].append((left, right))
            if bottom > foot:
                lowest = min(lowest, bottom)
    columns, rows = sorted(upright), sorted(level)
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        if bottom < foot:
            continue
        bottoms[place] = bottom
        if right - left < 1:
            continue
        lowest, highest = min(lowest, bottom), max(highest, top)
        sizes[raw.FPDFText_GetFontSize(text, place)] += 1
        wide, high = (right - left) * 0.3, (top - bottom) * 0.3
        if _is_crossed(upright, columns, (left + wide, right - wide), (bottom, top)) or _is_crossed(
            level, rows, (bottom + high, top - high), (left, right)
        ):
            crossed.append(text.get_text_range(place, 1))
    used = max(highest - lowest, 0) / (height * (1 - _FOOTER) - (height - highest))
    usual = max(sizes, key=sizes.__getitem__, default=0.0)
    line = min(bottoms.values(), default=0.0) + usual / 2
    last = "".join(text.get_text_range(place, 1) for place, low in bottoms.items() if low < line)
    return Page(text.get_text_range(), used, crossed, sheet, usual, last)


def _is_crossed(
    rules: Rules,
    places: Sequence[float],
    inner: tuple[float, float],
    along: tuple[float, float],
) -> bool:
    """Whether a rule runs between two places, over the whole of a stretch.

    Args:
        rules: The rules.
        places: Theirs, sorted.
        inner: Between where.
        along: From where to where.
    """
    return any(
        low < along[0] and along[1] < high
        for place in places[bisect(places, inner[0]) : bisect(places, inner[1])]
        for low, high in rules[place]
    )


# What is measured -------------------------------------------------------------------------------


def test_as_many_pages_as_a_table_needs(printed: Printed) -> None:
    assert len(printed["large-01-任务分解表-docx"]) <= 30
    assert len(printed["shipped-06-会议签到表-docx"]) == 2
    assert len(printed["shipped-01-任务分解表-docx"]) <= 7
    assert len(printed["small-01-任务分解表-docx"]) == 1
    # Of a workbook as many as its sheets to read take; the data sheets are none of them.
    most = {
        "shipped-01-任务分解表": 12, "shipped-02-任务承担情况统计表": 4, "shipped-03-责任矩阵": 5,
        "shipped-04-协同清单": 11, "shipped-07-工作台账": 7, "shipped-08-年度考核表": 7,
        "shipped-11-意见汇总表": 1,
        "large-01-任务分解表": 36, "large-02-任务承担情况统计表": 8, "large-03-责任矩阵": 7,
        "large-04-协同清单": 52, "large-07-工作台账": 120 / 5, "large-08-年度考核表": 120 / 5,
        "large-11-意见汇总表": 1,
        "small-01-任务分解表": 2, "small-02-任务承担情况统计表": 1, "small-03-责任矩阵": 1,
        "small-04-协同清单": 2, "small-07-工作台账": 1, "small-08-年度考核表": 1,
        "small-11-意见汇总表": 1,
        "reported-18-进展汇总表（2025年11月）": 1, "reported-19-进度统计表（2025年11月）": 1,
    }  # fmt: skip
    found = {name: len(pages) for name, pages in printed.items() if name.endswith("-xlsx")}
    assert {name[:-5] for name in found if not _is_form(name)} == set(most)
    assert {
        name: found[f"{name}-xlsx"] for name in most if found[f"{name}-xlsx"] > most[name]
    } == {}
    lists = [pages for name, pages in printed.items() if name.startswith("large-05-职责清单")]
    assert len(lists) == 3
    assert max(map(len, lists)) <= 6


def _is_form(name: str) -> bool:
    return any(form in name for form in _FORM_NAMES)


def test_no_page_is_all_but_empty(printed: Printed) -> None:
    """A sheet of a workbook is a paper of its own: it begins a page, however little it holds."""
    told = {
        f"{name} {number}": round(page.full, 2)
        for name, pages in printed.items()
        for number, page in enumerate(pages, 1)
        if page.full < 1 / 5 and sum(other.sheet == page.sheet for other in pages) > 1
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


def test_what_is_filled_in_is_printed_large_enough(printed: Printed) -> None:
    """At 9 points, or as near as a font that stands in for columns' leaves it."""
    books = {
        name: pages
        for name, pages in printed.items()
        if re.search("工作台账-xlsx|年度考核表-xlsx", name)
    }
    assert len(books) == 6
    assert min(page.points for pages in books.values() for page in pages) >= 9 / 1.13


def test_nothing_crosses_the_border_of_its_cell(printed: Printed) -> None:
    assert {
        name: page.crossed for name, pages in printed.items() for page in pages if page.crossed
    } == {}


def test_no_section_ends_a_page(printed: Printed) -> None:
    """A line that is but an id of two numbers and a title is a section's row."""
    section = re.compile(r"\d+\.\d+[^\d.].*")
    tables = {name: pages for name, pages in printed.items() if re.search("-0[1378]-", name)}
    assert len(tables) > 12
    assert {
        f"{name} {number}": last
        for name, pages in tables.items()
        for number, page in enumerate(pages, 1)
        if section.fullmatch(last := page.last)
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
