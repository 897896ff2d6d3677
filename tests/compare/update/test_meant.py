"""Which measure a row means: after renumbering, where two people add one id, a pasted row."""

import io
from typing import Any

import openpyxl
import pytest
from test_update import ROWS, TEXT, brought, new_row, plan_in, refused, with_cells

from sheet_samples import KEYS, Rows, csv_file, exported, rows_of, saved, xlsx
from support import PLAN_TEXT, real_plan

FIRST = TEXT.index('      - id: "1.2"')
RENUMBERED = (
    TEXT[: TEXT.index("      # 先办")]
    + '      - id: "1.1"\n        title: 新插入的\n        lead:\n          - 市财政局\n'
    + TEXT[TEXT.index("      # 先办") :]
    .replace('- id: "1.2"', '- id: "1.3"')
    .replace('- id: "1.1"', '- id: "1.2"')
    .replace('at: "1.2"', 'at: "1.3"')
)
"""Before both measures a new one was put, and all were numbered anew."""
ADDED = TEXT.replace(
    '  - id: "2"\n',
    '      - id: "1.3"\n        title: 新甲\n        lead:\n          - 市科协\n  - id: "2"\n',
)
"""Somebody else added 1.3."""


def kept(rows: Rows) -> bytes:
    return exported(plan_in(TEXT), rows)


# Renumbered since -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ([("N2", "请办")], "A2、A3、A4 导出时 1.1 是“培训教师”，方案文件里它现在是 1.2"),
        ([("F4", "市教体局")], "A2、A3、A4 导出时 1.1 是“培训教师”，方案文件里它现在是 1.2"),
        ([("C2", "改"), ("C3", "改"), ("C4", "改")], "A2、A3、A4 导出时 1.1 是“培训教师”"),
        (
            [("L5", "明年"), ("L6", "明年")],
            "A5、A6 导出时 1.2 是“培训农民”，方案文件里它现在是 1.3",
        ),
        ([("N5", ""), ("N6", "")], "A5、A6 导出时 1.2 是“培训农民”，方案文件里它现在是 1.3"),
    ],
)
def test_an_edit_never_lands_on_another_measure(cells: list[tuple[str, str]], where: str) -> None:
    message = refused(kept(with_cells(*cells)), text=RENUMBERED)
    assert f"表.xlsx {where}" in message


def test_both_places_are_told() -> None:
    message = refused(kept(with_cells(("N2", "请办"))), text=RENUMBERED)
    assert "现在的 1.1 是“新插入的”；导出之后编号改过，请重新导出再改" in message


def test_an_untouched_sheet_says_nothing_of_a_renumbered_plan() -> None:
    assert brought(RENUMBERED, kept(ROWS))[0] == RENUMBERED


def test_a_measure_retitled_since_is_no_other_one() -> None:
    newer = TEXT.replace("title: 培训农民", "title: 培训乡亲")
    after, _ = brought(newer, kept(with_cells(("L5", "明年"), ("L6", "明年"))))
    assert after == newer.replace("2025年底前", "明年")


# Added by two ---------------------------------------------------------------------------------


def test_the_second_of_two_who_add_one_id_is_refused_with_the_next() -> None:
    row = new_row(measure="1.3", title="新乙", role="牵头", unit="市教体局")
    message = refused(kept([*ROWS, row]), text=ADDED)
    assert "表.xlsx A7 新举措 1.3 两边都改过：表里是“新乙”" in message
    assert "改成了“新甲”" in message
    assert "另一项举措请改用编号 1.4" in message


def test_the_next_id_is_free_in_the_sheet_too() -> None:
    rows = [
        *ROWS,
        new_row(measure="1.3", title="新乙", role="牵头", unit="市教体局"),
        new_row(measure="1.4", title="新丙", role="牵头", unit="市教体局"),
    ]
    assert "另一项举措请改用编号 1.5" in refused(kept(rows), text=ADDED)


def test_the_same_measure_added_twice_is_one() -> None:
    row = new_row(measure="1.3", title="新甲", role="牵头", unit="市科协")
    once, _ = brought(TEXT, kept([*ROWS, row]))
    assert brought(once, kept([*ROWS, row]))[0] == once
    assert plan_in(once).entries[2].measure == plan_in(ADDED).entries[2].measure


# A pasted row ---------------------------------------------------------------------------------


def pasted(at: int, **cells: Any) -> Rows:
    """Return the real plan's rows with the first one pasted somewhere, some cells changed."""
    rows = [list(row) for row in rows_of(real_plan())]
    row = list(rows[1])
    for key, value in cells.items():
        row[KEYS.index(key)] = value
    rows.insert(at, row)
    return rows


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({"measure": "2.1.3"}, "C2 编号 2.1.3 下写了 2 个举措名称"),
        ({"measure": "2.1.3", "role": "配合"}, "C2 编号 2.1.3 下写了 2 个举措名称"),
        ({"measure": "2.1.9"}, "A2 举措“实施科学家精神进校园”的编号是 2.1.1，表里成了 2.1.9"),
        ({}, "F3 2.1.1 的牵头名单里"),
    ],
)
@pytest.mark.parametrize("hidden", [True, False])
def test_a_pasted_row_is_refused_by_its_own_cell(
    cells: dict[str, str], where: str, *, hidden: bool
) -> None:
    rows = pasted(1, **cells)
    raw = exported(real_plan(), rows) if hidden else xlsx(rows)
    message = refused(raw, text=PLAN_TEXT)
    assert message.startswith(f"表.xlsx {where}"), message
    assert len(message.splitlines()) == 2


# What is written can be read ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ([("D5", "3/2"), ("D6", "3/2")], "D5、D6 part 写作 “3/2”，第几部分不能多于共几部分"),
        ([("D5", "3/2")], "D5 part 写作 “3/2”"),
        ([("N5", "甲\x07乙")], "N5 里有看不见的控制字符（U+0007）"),
        ([("C2", "甲\x1b")], "C2 里有看不见的控制字符（U+001B）"),
    ],
)
def test_what_could_not_be_read_again_is_refused_by_its_cell(
    cells: list[tuple[str, str]], where: str
) -> None:
    rows = with_cells(*cells)
    assert refused(csv_file(rows), "表.csv").startswith("表.csv 第 ")
    if "控制" not in where:
        assert refused(kept(rows)).startswith(f"表.xlsx {where}")


def test_a_control_character_as_excel_writes_it_has_an_address() -> None:
    book = openpyxl.load_workbook(io.BytesIO(kept(ROWS)))
    book["数据"]["N5"] = "甲_x0007_乙"
    message = refused(saved(book))
    assert message.startswith("表.xlsx N5 里有看不见的控制字符（U+0007）"), message


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [(0.13, "0%", "13%"), (0.135, "0.0%", "13.5%"), (13, "General", "13"), (0.5, "0.00", "0.5")],
)
def test_a_percentage_is_read_as_it_is_shown(value: float, form: str, text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(kept(ROWS)))
    for cell in (book["数据"]["N5"], book["数据"]["N6"]):
        cell.value, cell.number_format = value, form
    after, _ = brought(TEXT, saved(book))
    assert plan_in(after).entries[1].measure.remark == text
