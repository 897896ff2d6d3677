"""`measures WORDS`: what is found, where it stands, and where was looked."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sciplan.queries.words import Passage, Search
from support import Run, as_text, small

SOURCE = """\
某市小方案

一、第一部分
（一）办第一件事。在全国科普日期间办好第一件事。（甲局牵头，乙局配合）
（二）办第二件事。抓紧办第二件事。（乙局、丙会牵头）
附则。本方案由甲局解释。
"""


@pytest.fixture
def plan(tmp_path: Path) -> str:
    data = small(
        sections=[
            {
                "id": "1",
                "title": "第一部分",
                "measures": [
                    {
                        "id": "1.1",
                        "title": "办第一件事",
                        "summary": "抓紧办，办得快",
                        "lead": ["甲局"],
                        "cooperating": ["乙局"],
                        "targets": [
                            {"what": "办事", "at_least": 3, "unit": "件", "quote": "３件以上"}
                        ],
                    },
                    {"id": "1.2", "title": "办第二件事", "lead": ["乙局", "丙会"]},
                ],
            },
            {
                "id": "2",
                "title": "组织实施",
                "provisions": [
                    {
                        "id": "2.1",
                        "title": "加强经费保障",
                        "units": ["各级科协"],
                        "summary": "钱要够",
                    }
                ],
            },
        ]
    )
    path = tmp_path / "p.yaml"
    path.write_text(as_text(data), encoding="utf-8")
    return str(path)


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "方案.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return str(path)


def found(run: Run, *args: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(run("measures", *args, "-f", "json").out)
    return records


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        (["第一件"], [("1.1", "", ["title"])]),
        (["第一部分"], [("1.1", "", ["section"]), ("1.2", "", ["section"])]),
        (["抓紧"], [("1.1", "", ["summary"])]),
        (["3件"], [("1.1", "", ["targets"])]),
        (["第一件", "抓紧"], [("1.1", "", ["title", "summary"])]),
        (["抓紧", "第二"], []),
        (["加强经费保障"], [("", "2.1", ["title"])]),
        (["各级科协"], [("", "2.1", ["units"])]),
        (["钱"], [("", "2.1", ["summary"])]),
        (["组织实施"], [("", "2.1", ["section"])]),
        (["全国科普日"], []),
    ],
)
def test_each_hit_says_where_it_stands(
    run: Run, plan: str, words: list[str], hits: list[tuple[str, str, list[str]]]
) -> None:
    records = found(run, *words, "-p", plan)
    assert [(r["measure"], r["provision"], r["found_in"]) for r in records] == hits


def test_a_sheet_says_in_words_where_it_stands(run: Run, plan: str) -> None:
    out = run("measures", "第一件", "抓紧", "-p", plan, "-f", "csv").out
    (row,) = csv.DictReader(out.splitlines())
    assert row["所在"] == "标题、概括"


def test_without_words_there_is_nothing_found_anywhere(run: Run, plan: str) -> None:
    assert all("found_in" not in record for record in found(run, "-p", plan))


def test_a_hit_is_shown_with_the_words_around_it(run: Run, plan: str) -> None:
    out = run("measures", "抓紧", "-p", plan).out
    assert "       概括：抓紧办，办得快\n" not in out  # one id is four wide, and a gap of two
    assert "概括：抓紧办，办得快\n" in out
    assert "统筹职责（不计入项数） 1 条" in run("measures", "经费", "-p", plan).out


def test_nothing_found_is_no_error_and_says_where_was_looked(run: Run, plan: str) -> None:
    for format_ in ("table", "json"):
        done = run("measures", "全国科普日", "-p", plan, "-f", format_)
        assert done.code == 0
        told = done.out + done.err
        assert "找过：标题、章节、概括、指标、统筹职责。" in told
        assert "sciplan measures 全国科普日 --source 正式文件" in told
        assert "没有含“全国科普日”的举措" in done.err
    assert done.out == "[]\n"


@pytest.mark.parametrize(
    ("narrow", "looked"),
    [
        (["--section", "2"], "在所选范围内找过：标题、章节、概括、指标、统筹职责。"),
        (["--unit", "甲局"], "在所选范围内找过：标题、章节、概括、指标。"),
    ],
)
def test_what_was_not_looked_at_is_not_claimed(
    run: Run, plan: str, narrow: list[str], looked: str
) -> None:
    out = run("measures", "经费", *narrow, "-p", plan).out
    assert looked in out.splitlines()
    assert ("加强经费保障" in out) is ("统筹职责" in looked)


def test_a_file_that_holds_the_text_is_searched_there(run: Run, tmp_path: Path) -> None:
    measure = {"id": "1", "title": "办事", "text": "在全国科普日办事", "lead": ["甲局"]}
    path = tmp_path / "p.yaml"
    path.write_text(as_text(small(sections=[], measures=[measure])), encoding="utf-8")
    (record,) = found(run, "科普日", "-p", str(path))
    assert record["found_in"] == ["text"]
    out = run("measures", "科普日", "-p", str(path)).out
    assert "找过：标题、章节、概括、原文、指标、统筹职责。" in out
    assert "--source" not in out


def test_the_official_text_is_searched_too(run: Run, plan: str, source: str) -> None:
    (record,) = found(run, "全国科普日", "-p", plan, "--source", source)
    assert (record["measure"], record["found_in"]) == ("1.1", ["source"])
    out = run("measures", "全国科普日", "-p", plan, "--source", source).out
    assert "正式文件：办第一件事。在全国科普日期间办好第一件事。" in out
    assert "找过：标题、章节、概括、指标、统筹职责、正式文件。" in out
    assert "正式文件其他地方" not in out


def test_lines_that_belong_to_nothing_in_the_plan_are_found(
    run: Run, plan: str, source: str
) -> None:
    done = run("measures", "解释", "-p", plan, "--source", source)
    assert done.code == 0
    assert "正式文件其他地方 1 处" in done.out
    assert "附则。本方案由甲局解释。" in done.out
    assert "没有含" not in done.err


def test_the_official_text_belongs_to_one_plan(
    run: Run, plan: str, source: str, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    text = Path(plan).read_text(encoding="utf-8")
    other.write_text(text.replace('"small"', '"other"'), encoding="utf-8")
    done = run("measures", "事", "-p", plan, "-p", str(other), "--source", source)
    assert (done.code, done.out) == (2, "")
    assert "只能打开一个方案" in done.err


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("科普", "科普", "科普"),
        ("一二三四五六七八九十百千科普甲乙丙丁戊己庚辛壬癸子丑", "科普",
         "一二三四五六七八九十百千科普甲乙丙丁戊己庚辛壬癸子丑"),
        ("零一二三四五六七八九十百千科普甲乙丙丁戊己庚辛壬癸子丑寅", "科普",
         "……一二三四五六七八九十百千科普甲乙丙丁戊己庚辛壬癸子丑……"),
        ("用 ＡＰＰ 办", "app", "用 ＡＰＰ 办"),
        ("㎏一二三四五六七八九十百千万科", "科", "……二三四五六七八九十百千万科"),
    ],
)  # fmt: skip
def test_words_are_shown_as_the_text_has_them(text: str, word: str, shown: str) -> None:
    (hit,) = Search([word]).hits([Passage("text", text)])
    assert hit.shown == shown
