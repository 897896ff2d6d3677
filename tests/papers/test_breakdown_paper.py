from itertools import chain
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT

from office_files import below, paragraphs, sheets, tables, tasks
from sciplan.papers import breakdown
from sciplan.papers.source import Source
from sciplan.plan.graph import build
from sciplan.plan.style import style_of
from sciplan.queries.listing import task_table
from sciplan.queries.listing import tasks as tasks_of
from support import facts, headings, measures_in, plan_of, roles_of, small, with_measure

MEASURES = list(measures_in(facts()))


def expected(measure: dict[str, object], role: str) -> str:
    return "、".join(unit for unit, each in roles_of(facts(), measure).items() if each == role)


def test_every_measure_has_a_row_with_its_resolved_units(papers: Path) -> None:
    (table,) = tables(papers / "01-任务分解表.docx")
    assert table[0] == ["序号", "任务名称", "任务内容", "目标要求", "牵头单位", "配合单位"]
    assert [[*row[:3], *row[4:]] for row in tasks(table)] == [
        [m["id"], m["title"], m["summary"], expected(m, "lead"), expected(m, "cooperating")]
        for m in MEASURES
    ]


def test_a_section_is_a_row_merged_across(papers: Path) -> None:
    (table,) = tables(papers / "01-任务分解表.docx")
    titles = [f"{each['id']} {each['title']}" for each in headings(facts()) if "measures" in each]
    assert [row[0] for row in table if len(row) == 1] == titles


def test_the_table_stands_on_pages_on_their_side_and_says_whose_it_is(papers: Path) -> None:
    sections = docx.Document(str(papers / "01-任务分解表.docx")).sections
    assert {each.orientation for each in sections} == {WD_ORIENT.LANDSCAPE}
    title, whose, *notes = paragraphs(papers / "01-任务分解表.docx")
    assert title == "任务分解表"
    assert facts()["plan"]["title"] in whose
    assert "按印发时" in whose
    assert any("3.4.1" in note and "市科协" in note for note in notes)
    assert not any("2.2.4" in note for note in notes)  # an odd order needs no reading


def test_the_workbook_holds_a_sheet_to_print_the_matrix_and_the_data(papers: Path) -> None:
    found = sheets(papers / "01-任务分解表.xlsx")
    assert list(found) == [
        "任务分解表",
        "责任矩阵",
        "数据",
        "单位名册",
        "导出时的数据",
        "导出时的各表",
        "导出时的单位名册",
    ]
    _, rows = below(found["任务分解表"], "序号")
    ids = [m["id"] for m in MEASURES]
    assert [row[0] for row in rows if row[0] in ids] == ids
    printed = sum(len(m.get("lead", ())) + len(m.get("cooperating", ())) for m in MEASURES)
    heads, *data = found["数据"]
    assert heads[0] == "编号"
    assert len(data) == printed


def test_each_sheet_says_how_it_reads_the_print(papers: Path) -> None:
    found = sheets(papers / "01-任务分解表.xlsx")
    said = {
        name: [str(cell) for row in rows for cell in row if cell] for name, rows in found.items()
    }
    assert any("“数据”表照印发文本" in text for text in said["任务分解表"])
    for name in ("任务分解表", "责任矩阵"):
        for ident in ("3.4.1", "3.4.4"):
            assert any(text.startswith(f"{ident}：") for text in said[name])
    assert not any("“数据”表" in text for text in paragraphs(papers / "01-任务分解表.docx"))


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ({"lead": ["甲局"], "cooperating": ["乙局"]}, False),
        ({"lead": ["甲局"], "cooperating": ["甲局"]}, True),
        ({"lead": ["甲委"]}, True),
    ],
)
def test_sheets_that_agree_need_no_note(measure: dict[str, object], told: bool) -> None:
    plan = plan_of(with_measure(**measure))
    _, book = breakdown.files(Source(graph=build([plan]), style=style_of(plan.papers)))
    notes = next(iter(book.answer.parts)).notes
    assert any("“数据”表" in note for note in notes) == told


def test_the_note_on_numbers_says_only_what_is_known() -> None:
    plan = plan_of(small(papers={"headings": {"number": "编码"}}))
    docx_file, _ = breakdown.files(Source(graph=build([plan]), style=style_of(plan.papers)))
    (part,) = docx_file.answer.parts
    assert part.notes == ("编码供查找用，与印发文件的编号不一定相同。",)


def columns_of(**papers: object) -> list[str]:
    plan = plan_of(small(papers=papers))
    source = Source(graph=build([plan]), style=style_of(plan.papers))
    first, *_ = breakdown.files(source)
    (part,) = first.answer.parts
    return [column.key for column in part.tables[0].columns]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ([], ["number", "title", "lead", "cooperating"]),
        (["title", "deadline", "lead"], ["title", "deadline", "lead"]),
    ],
)
def test_columns_are_those_asked_for_or_those_that_hold_something(
    asked: list[str], shown: list[str]
) -> None:
    assert columns_of(columns=asked) == shown


def test_a_cell_says_all_that_the_file_says() -> None:
    plan = plan_of(
        with_measure(
            lead=["甲局"], cooperating=["乙局"], and_others="true", part="1/2", indicator="约束性",
            deadline_date="2025-06-30", remark="另行部署", others={"指导": ["丙会"]},
            targets=[{"what": "办班", "at_least": 3, "unit": "期", "quote": "办班3期以上"}],
        )
    )  # fmt: skip
    table = task_table(tasks_of(plan))
    assert dict(zip([c.key for c in table.columns], table.rows[0].cells, strict=True)) == {
        "number": "1",
        "title": "办事（1/2）",
        "targets": "办班3期以上；约束性",
        "lead": "甲局",
        "cooperating": "乙局等",
        "deadline": "2025年6月30日",
        "remark": "另行部署；指导：丙会",
    }


def test_who_made_the_table_is_said_where_the_plan_file_says_it() -> None:
    plan = plan_of(small(papers={"coordinator": "某办公室"}))
    source = Source(graph=build([plan]), style=style_of(plan.papers))
    parts = [next(iter(file.answer.parts)) for file in breakdown.files(source)]
    assert list(chain.from_iterable(part.lead for part in parts)) == ["制表：某办公室"] * 2
