"""Answers as web pages, read back with lxml."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from office_samples import COMMANDS, HOSTILE, answer_of, table_of
from referees import browser_dom
from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.formats.office.text import clean
from sciplan.formats.registry import FORMATS
from support import Run, facts


def page(answer: Answer) -> Any:
    """Return an answer as a parsed page."""
    return html.document_fromstring(FORMATS["html"].render(answer))


def rows_of(table: Any) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in table.iter("tr")]


@pytest.mark.parametrize("command", [command for command in COMMANDS if command])
def test_a_page_stands_alone(run: Run, command: str) -> None:
    out = run(*command.split(), "-f", "html").out
    assert out.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert '<meta charset="utf-8">' in out
    tree = html.document_fromstring(out)
    assert tree.find(".//table") is not None
    assert not list(tree.iter("script", "link", "img", "iframe", "base"))
    assert not re.search(r"url\(|@import|\bsrc=|\bhref=", out)


@pytest.mark.parametrize("suffix", ["html", "htm"])
def test_a_file_name_chooses_it(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out.{suffix}"
    assert run("workload", "-o", str(path)).code == 0
    assert "任务承担情况" in path.read_text(encoding="utf-8")


def test_a_table_has_head_body_and_foot() -> None:
    rows = (
        Row(cells=("1", ("甲局", "乙局"), 1), group="第一部分", details=("指标：一",)),
        Row(cells=("2", "丙会", 2), group="第一部分"),
    )
    (table,) = page(answer_of(table_of(*rows, total=Row(cells=("合计", "", 3))))).iter("table")
    assert rows_of(table.find("thead")) == [["编号", "牵头单位", "项数"]]
    assert rows_of(table.find("tbody")) == [
        ["第一部分"],
        ["1", "甲局、乙局", "1"],
        ["指标：一"],
        ["2", "丙会", "2"],
    ]
    assert rows_of(table.find("tfoot")) == [["合计", "", "3"]]
    assert {cell.get("colspan") for cell in table.iter("td") if cell.get("colspan")} == {"3"}


def test_a_table_says_what_it_is_and_what_its_columns_are() -> None:
    row, total = Row(cells=("1", "甲局", 1)), Row(cells=("合计", "", 1))
    titled, bare = (table_of(row, total=total, title=title) for title in ("二级", ""))
    tree = page(answer_of(titled, bare))
    captions = [(each.text_content(), each.get("class")) for each in tree.iter("caption")]
    assert captions == [("二级", None), ("某表", "unseen")]
    for part, scope in (("thead", "col"), ("tbody", "row"), ("tfoot", "row")):
        assert {each.get("scope") for each in tree.xpath(f"//{part}//th")} == {scope}
    assert {cell.get("scope") for cell in tree.iter("td")} == {None}


def test_a_row_is_named_by_its_first_cell_if_that_says_anything() -> None:
    found = page(answer_of(table_of(Row(cells=("1", "甲局、乙局", 1)), Row(cells=("", "丙会", 2)))))
    heads = [each.text_content() for each in found.xpath("//tbody/tr/th")]
    assert heads == ["1"]
    first, second = found.xpath("//tbody/tr[not(@class)]")
    assert [each.tag for each in first] == ["th", "td", "td"]
    assert [each.tag for each in second] == ["td", "td", "td"]
    alone = Table(columns=(Column(key="a", title="甲"),), rows=(Row(cells=("1",)),))
    assert not page(answer_of(alone)).xpath("//tbody//th")


def on_a_telephone(made: str, folder: Path) -> list[int]:
    """Return how many pixels each column of a page's table takes where a window is narrow."""
    told = (
        "<script>document.title = [...document.querySelectorAll('thead th')]"
        ".map(each => Math.round(each.getBoundingClientRect().width)).join(' ')</script></body>"
    )
    path = folder / "page.html"
    path.write_text(made.replace("</body>", told), encoding="utf-8")
    title = re.search("<title>(.*?)</title>", browser_dom(path, width=390, height=800))
    assert title
    return list(map(int, title[1].split()))


def test_on_a_telephone_no_heading_is_a_character_wide(run: Run, tmp_path: Path) -> None:
    made = run("workload", "--by", "section", "-f", "html").out
    # Two characters of 14.4 pixels, the cell's margins, and a little more lest they break.
    assert min(on_a_telephone(made, tmp_path)) >= 3 * 14.4 + 2


def test_on_a_telephone_no_column_is_starved(tmp_path: Path) -> None:
    rows = [
        Row(cells=("2.1.5", "、".join(["市自然资源和规划局"] * 20), "办事" * 30)) for _ in range(3)
    ]
    columns = tuple(Column(key=f"k{n}", title=t) for n, t in enumerate(("序号", "单位", "任务")))
    made = FORMATS["html"].render(answer_of(Table(columns=columns, rows=tuple(rows))))
    ident, units, task = on_a_telephone(made, tmp_path)
    assert ident >= 3 * 14
    assert units >= 6 * 14
    assert task >= 6 * 14


def test_unit_names_stand_upright_over_the_matrix(run: Run) -> None:
    tree: Any = html.document_fromstring(run("matrix", "-f", "html").out)
    heads = {cell.text_content(): cell.get("class") for cell in tree.xpath("//thead//th")}
    assert {heads.pop("编号"), heads.pop("举措")} == {None}
    assert list(heads) == list(facts()["units"])
    assert set(heads.values()) == {"upright"}
    (section,) = tree.iter("section")
    assert section.get("class") == "turned"


def test_it_prints_with_heads_repeated_and_rows_whole(run: Run) -> None:
    out = run("workload", "-f", "html").out
    for rule in ("table-header-group", "break-inside: avoid", "size: A4", "size: A4 landscape"):
        assert rule in out


def test_parts_are_sections_with_headings() -> None:
    parts = tuple(Part(title=title, tables=(table_of(),), own_pages=True) for title in "甲乙")
    answer = Answer(heading="题", title="总", parts=parts, records=Records(columns=(), rows=[]))
    tree = page(answer)
    assert [each.text_content() for each in tree.iter("h1", "h2")] == ["总", "甲", "乙"]
    assert [each.get("class") for each in tree.iter("section")] == ["own", "own"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    table = table_of(
        Row(cells=(text, "乙", 1), group=text, details=(text,)), title=text, notes=(text,)
    )
    tree = page(answer_of(table, title=text, lead=(text,), notes=(text,)))
    body = tree.find(".//tbody")
    assert [cell.text_content() for cell in body.iter("td", "th")][-4] == clean(text)
    allowed = {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "caption", "p",
        "section", "div", "table", "col", "colgroup", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert {element.tag for element in tree.iter()} <= allowed


@given(st.text())
def test_any_text_is_utf8_and_well_formed(text: str) -> None:
    answer = answer_of(table_of(Row(cells=(text, text, 1), details=(text,))), title=text)
    raw = FORMATS["html"].render(answer).encode("utf-8")
    assert html.document_fromstring(raw.decode()).find(".//table") is not None


def test_next_to_nothing_is_a_page_too() -> None:
    for answer in (answer_of(), answer_of(Table()), answer_of(parts=())):
        assert page(answer).find(".//h1") is not None
    one = Table(columns=(Column(key="a", title="列"),), rows=(Row(cells=("甲",)),))
    assert rows_of(page(answer_of(one)).find(".//table")) == [["列"], ["甲"]]
