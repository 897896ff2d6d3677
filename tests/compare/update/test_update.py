"""A plan file brought up to an edited data sheet."""

import io
import random
import re
from contextlib import suppress
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import layouts
from sciplan.base.errors import SciplanError
from sciplan.compare.update.updating import update
from sciplan.plan.model import Plan
from sciplan.planfile import edit
from sciplan.planfile.load import load
from sciplan.planfile.textdiff import unified
from sciplan.queries.breakdown import task_rows
from sheet_samples import HEAD, KEYS, Rows, csv_file, exported, rows_of, saved, xlsx
from support import PLAN_TEXT, real_plan

TEXT = """\
format: sciplan/1
plan: {id: p, title: 方案}
units:
  市科协: {full_name: 某市科学技术协会, aliases: [科协办]}
  市教体局: {}
  市财政局: {}
  各县（市、区）人民政府: {}
sections:
  - id: "1"
    title: 其一
    measures:
      # 先办
      - id: "1.1"
        title: 培训教师   # 不改
        summary: 我们的概括
        lead:
          - 市教体局
          - 市科协   # 第二
        cooperating:
          - 市财政局
        targets:
          - {what: 教师, at_least: 30, unit: 人, quote: 30人以上}
      - id: "1.2"
        title: 培训农民
        lead:
          - 市科协
        others:
          指导:
            - 市财政局
        deadline: 2025年底前
        remark: 原样
  - id: "2"
    title: 其二
    provisions:
      - {id: "2.1", title: 经费}
errata:
  - {at: "1.2", printed: 印作农名}
"""
PLAN = load(TEXT, "p.yaml").plan
assert PLAN is not None
ROWS = rows_of(PLAN)
"""Header; 1.1 市教体局, 市科协, 市财政局; 1.2 市科协, 市财政局: sheet rows 2 to 6."""


def plan_in(text: str) -> Plan:
    plan = load(text, "p.yaml").plan
    assert plan is not None
    return plan


def brought(
    text: str, raw: bytes, name: str = "表.xlsx", *, remove_missing: bool = False
) -> tuple[str, list[str]]:
    """Return the text after an update, and its summary."""
    found = update(raw, name, text, "p.yaml", remove_missing=remove_missing)
    return edit.apply(found.text, found.edits), found.summary


def with_cells(*cells: tuple[str, Any], rows: Rows = ROWS) -> Rows:
    """Return rows with cells set, by address."""
    changed = [list(row) for row in rows]
    for address, value in cells:
        changed[int(address[1:]) - 1][ord(address[0]) - ord("A")] = value
    return changed


def refused(raw: bytes, name: str = "表.xlsx", text: str = TEXT) -> str:
    with pytest.raises(SciplanError) as caught:
        update(raw, name, text, "p.yaml")
    assert caught.value.exit_code == 2
    return caught.value.message


# Laws -----------------------------------------------------------------------------------------


@st.composite
def two(draw: st.DrawFn) -> tuple[str, Plan, Plan]:
    old = layouts.plan_with(draw(layouts.sections(layouts.sound_measures)))
    new = layouts.plan_with(draw(layouts.sections(layouts.sound_measures)))
    # A role's word that the plan doesn't have yet is refused.
    words = {label for entry in old.entries for label in entry.measure.others or {}}
    return draw(layouts.files(old)), old, layouts.without_roles(new, words)


@given(two(), st.sampled_from(["kept", "xlsx", "csv"]))
def test_an_untouched_sheet_changes_nothing(case: tuple[str, Plan, Plan], kind: str) -> None:
    text, old, _ = case
    if not old.entries:
        return
    rows = rows_of(old)
    makers = {"kept": lambda: exported(old, rows), "xlsx": lambda: xlsx(rows)}
    raw = csv_file(rows) if kind == "csv" else makers[kind]()
    found = update(raw, "表.csv" if kind == "csv" else "表.xlsx", text, "p.yaml")
    assert (found.edits, found.summary) == ([], ["表与方案文件相同，没有改动"])


@given(two(), st.data())
def test_an_untouched_sheet_leaves_a_newer_plan_alone(
    case: tuple[str, Plan, Plan], data: st.DataObject
) -> None:
    _, old, new = case
    if old.entries:
        text = data.draw(layouts.files(new))
        assert update(exported(old, rows_of(old)), "表.xlsx", text, "p.yaml").edits == []


def by_measure(plan: Plan) -> dict[str, Any]:
    """Return what a sheet says of each measure; roles in any order, names in theirs."""
    found: dict[str, Any] = {}
    for row in task_rows(plan):
        said = found.setdefault(
            row.measure, {"fields": row._replace(role="", unit=""), "units": {}}
        )
        said["units"].setdefault(row.role, []).append(row.unit)
    return found


@given(two(), st.booleans())
def test_the_sheet_of_another_plan_makes_the_file_say_it(
    case: tuple[str, Plan, Plan], kept: bool
) -> None:
    text, old, new = case
    if not new.entries:
        return
    raw = exported(old, rows_of(new)) if kept and old.entries else xlsx(rows_of(new))
    after, summary = brought(text, raw, remove_missing=True)
    assert not any("的行排过序或不在一处" in line for line in summary)
    assert update(raw, "表.xlsx", after, "p.yaml", remove_missing=True).edits == []
    plan = load(after, "p.yaml").plan
    assert plan is not None
    assert by_measure(plan) == by_measure(new)
    assert [e.measure.id for e in plan.entries] == [e.measure.id for e in new.entries]
    for entry in old.entries:
        if entry.measure.id in by_measure(new):
            note = f"# 记在 {entry.measure.id} 上面"
            assert after.count(note) == text.count(note)


def test_the_shipped_plan_untouched() -> None:
    for raw, name in (
        (xlsx(rows_of(real_plan())), "x.xlsx"),
        (csv_file(rows_of(real_plan())), "x.csv"),
    ):
        assert update(raw, name, PLAN_TEXT, "p.yaml").edits == []


# Single edits ---------------------------------------------------------------------------------


def new_row(**cells: Any) -> list[Any]:
    return [cells.get(key, "") for key in KEYS]


@pytest.mark.parametrize(
    ("rows", "gone", "come"),
    [
        (
            with_cells(("C2", "培训校长"), ("C3", "培训校长"), ("C4", "培训校长")),
            ["title: 培训教师   # 不改"],
            ["title: 培训校长   # 不改"],
        ),
        (
            with_cells(("F4", "科协办"), ("F3", "市财政局")),
            ["- 市科协   # 第二", "- 市财政局"],
            ["- 市财政局   # 第二", "- 科协办"],
        ),
        (
            with_cells(("F2", "某市科学技术协会"), ("F3", "市教体局")),
            ["- 市科协   # 第二"],
            ["- 某市科学技术协会"],
        ),
        (ROWS[:2] + ROWS[3:], ["- 市科协   # 第二"], []),
        (ROWS[:3] + ROWS[4:], ["cooperating:", "- 市财政局"], []),
        ([ROWS[0], ROWS[2], ROWS[1], *ROWS[3:]], ["- 市教体局"], ["- 市教体局"]),
        (
            [
                *ROWS[:4],
                new_row(measure="1.1", role="配合", unit="各县(市、区)人民政府"),
                *ROWS[4:],
            ],
            [],
            ["- 各县（市、区）人民政府"],
        ),
        (
            [*ROWS, new_row(measure="1.1", role="配合单位", unit="各县（市、区）人民政府 ")],
            [],
            ["- 各县（市、区）人民政府"],
        ),
        (
            [*ROWS, new_row(measure="1.2", role="配合", unit="市教体局")],
            [],
            ["cooperating:", "- 市教体局"],
        ),
        ([*ROWS[:5], *ROWS[6:]], ["others:", "指导:", "- 市财政局"], []),
        (with_cells(("E3", "配合")), ["- 市科协   # 第二"], ["- 市科协"]),
        (with_cells(("L2", "长期"), ("L3", "长期"), ("L4", "长期")), [], ["deadline: 长期"]),
        (with_cells(("L3", "长期")), [], ["deadline: 长期"]),
        (with_cells(("L5", ""), ("L6", "")), ["deadline: 2025年底前"], []),
        (with_cells(("L5", 2026), ("L6", 2026)), ["deadline: 2025年底前"], ["deadline: 2026"]),
        (
            with_cells(("M5", date(2025, 12, 31)), ("M6", "2025年12月31日")),
            [],
            ["deadline_date: 2025-12-31"],
        ),
        (with_cells(("M5", "２０２５/12/31")), [], ["deadline_date: 2025-12-31"]),
        (with_cells(("M5", "2025-12-31 00:00:00")), [], ["deadline_date: 2025-12-31"]),
        (with_cells(("M5", "2025年12月31号")), [], ["deadline_date: 2025-12-31"]),
        (with_cells(("L2", "\ufeff长期\u200b")), [], ["deadline: 长期"]),
        (with_cells(("L2", "null")), [], ['deadline: "null"']),
        (with_cells(("N5", "改过"), ("N6", "改过 ")), ["remark: 原样"], ["remark: 改过"]),
        (with_cells(("G5", "等"), ("G6", "等")), [], ["and_others: true"]),
        (with_cells(("K5", "某某"), ("K6", "某某")), [], ["leader: 某某"]),
        (
            [
                *ROWS,
                new_row(measure="１.10", title="新的", role="牵头", unit="市科协", remark="说明"),
            ],
            [],
            ['- id: "1.10"', "title: 新的", "lead:", "- 市科协", "remark: 说明"],
        ),
        (
            [
                *ROWS,
                new_row(measure="2.9", title="新的", role="牵头", unit="市科协", section="其二"),
            ],
            [],
            ["measures:", '- id: "2.9"', "title: 新的", "lead:", "- 市科协"],
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_edit_changes_only_its_lines(
    rows: Rows, gone: list[str], come: list[str], end: str
) -> None:
    text = TEXT.replace("\n", end)
    plan = plan_in(TEXT)
    for raw, name, whole in (
        (exported(plan, rows), "表.xlsx", False),
        (xlsx(rows), "表.xlsx", True),
        (csv_file(rows), "表.csv", True),
    ):
        found = update(raw, name, text, "p.yaml", remove_missing=whole)
        lines = unified("p.yaml", found.text, found.edits).split("\n")[2:]
        assert sorted(line[1:].strip() for line in lines if line[:1] == "-") == sorted(gone)
        assert sorted(line[1:].strip() for line in lines if line[:1] == "+") == sorted(come)


def test_a_measure_goes_with_all_that_it_holds_and_that_is_told() -> None:
    after, summary = brought(TEXT, exported(plan_in(TEXT), [ROWS[0], *ROWS[4:]]))
    start, end = TEXT.index("      # 先办"), TEXT.index('      - id: "1.2"')
    assert after == TEXT[:start] + TEXT[end:]
    assert "删 1.1 培训教师（连同指标 1 个、概括）" in summary
    after, summary = brought(TEXT, exported(plan_in(TEXT), ROWS[:4]))
    assert "errata 里有一条说明指向删去的 1.2（印作农名），请一并处理" in summary
    assert summary[-1] == "改 0 项，增 0 项，删 1 项"


def test_an_erratum_of_what_the_sheet_puts_right_is_told() -> None:
    rows = rows_of(real_plan())
    left = [row for row in rows if (row[0], row[4], row[5]) != ("3.4.1", "配合", "市科协")]
    assert len(left) == len(rows) - 1
    after, summary = brought(PLAN_TEXT, exported(real_plan(), left))
    assert after.count("\n") == PLAN_TEXT.count("\n") - 1
    assert any("3.4.1" in line and "找不到所说明的问题" in line for line in summary)


# What a user does to a sheet ------------------------------------------------------------------


def test_what_a_user_does_to_the_look_of_a_sheet_changes_nothing() -> None:
    order = [5, 4, 0, 2, *(place for place in range(len(HEAD)) if place not in (5, 4, 0, 2))]
    rows = [[row[place] for place in order] for row in ROWS]
    rows = [["任务分解表"], [], *rows[:3], [], *rows[3:], ["  "]]
    book = openpyxl.load_workbook(filename=io.BytesIO(xlsx(rows)))
    sheet = book["数据"]
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    for row in sheet.iter_rows(min_row=4, min_col=1, max_col=2):
        for cell in row:
            cell.value = f" {cell.value}\n" if cell.value else None
    sheet["A3"].value = " 单 位"
    assert update(saved(book), "表.xlsx", TEXT, "p.yaml").edits == []


def test_merged_cells_count_in_every_row() -> None:
    book = openpyxl.load_workbook(filename=io.BytesIO(xlsx(ROWS)))
    for column in "ABC":
        book["数据"].merge_cells(f"{column}2:{column}4")
    assert update(saved(book), "表.xlsx", TEXT, "p.yaml").edits == []


def test_columns_of_the_user_are_told_and_left_alone() -> None:
    rows = [
        [*row, "", more] for row, more in zip(ROWS, ["进展", "", "好", "", "", ""], strict=True)
    ]
    found = update(xlsx(rows), "表.xlsx", TEXT, "p.yaml")
    assert found.edits == []
    assert "多出的列未读：进展（Q 列）" in found.summary
    rows = [[*row, more] for row, more in zip(ROWS, ["", "", "好", "", "", ""], strict=True)]
    assert (
        "多出的列未读：无标题（第 16 列）"
        in update(csv_file(rows), "a.csv", TEXT, "p.yaml").summary
    )


def test_columns_that_are_gone_are_told_and_change_nothing() -> None:
    found = update(xlsx([row[:7] for row in ROWS]), "表.xlsx", TEXT, "p.yaml")
    assert found.edits == []
    assert any("没有的列不改：指标、类别、" in line for line in found.summary)


def test_headings_of_the_plans_own_papers() -> None:
    text = TEXT + "papers: {headings: {title: 工作任务, deadline: 时限}}\n"
    rows = with_cells(("C1", "工作任务"), ("L1", "时限"), ("L5", "明年"), ("L6", "明年"))
    after, _ = brought(text, xlsx(rows))
    assert after == text.replace("2025年底前", "明年")


def test_a_sorted_sheet_says_nothing_of_order() -> None:
    rows = [ROWS[0], *sorted(ROWS[1:], key=lambda row: row[5])]
    found = update(xlsx(rows), "表.xlsx", TEXT, "p.yaml")
    assert found.edits == []
    assert found.summary == ["表与方案文件相同，没有改动"]


@pytest.mark.parametrize("cell", [1.1, 1.2])
def test_an_id_that_became_a_number_is_known_by_its_title(cell: float) -> None:
    rows = [[cell if str(cell) == row[0] else row[0], *row[1:]] for row in ROWS]
    assert update(xlsx(rows), "表.xlsx", TEXT, "p.yaml").edits == []


def test_an_id_that_became_a_number_is_not_guessed_between_two_of_one_title() -> None:
    text = TEXT.replace('"1.2"', '"1.10"').replace("培训农民", "培训教师")
    rows = rows_of(plan_in(text))
    rows[1] = [1.1, *rows[1][1:]]
    assert "A2 成了数字 1.1，看不出是 1.1 还是 1.10" in refused(xlsx(rows), text=text)


def test_rows_that_name_units_only_empty_no_field() -> None:
    cells = [(f"{column}{row}", "") for column in "BCHLN" for row in range(2, 7)]
    assert update(xlsx(with_cells(*cells)), "表.xlsx", TEXT, "p.yaml").edits == []


@pytest.mark.parametrize(
    ("ids", "new", "wanted"),
    [
        (["1.1", "1.5", "1.2"], ["1.3"], ["1.1", "1.5", "1.2", "1.3"]),
        (["1.1", "1.5", "1.9"], ["1.10", "1.3"], ["1.1", "1.3", "1.5", "1.9", "1.10"]),
        (["1.1", "1.5", "1.2", "1.8"], ["1.6", "1.4"], ["1.1", "1.5", "1.2", "1.4", "1.6", "1.8"]),
    ],
)
def test_a_new_measure_stands_behind_the_last_that_is_lower(
    ids: list[str], new: list[str], wanted: list[str]
) -> None:
    text = "format: sciplan/1\nplan: {id: p, title: 方案}\nunits: {市科协: {}}\n"
    text += 'sections:\n  - id: "1"\n    title: 其一\n    measures:\n'
    text += "".join(f'      - {{id: "{each}", title: 其{each}, lead: [市科协]}}\n' for each in ids)
    rows = rows_of(plan_in(text))
    rows += [new_row(measure=each, title="新", role="牵头", unit="市科协") for each in new]
    after, _ = brought(text, xlsx(rows))
    assert [entry.measure.id for entry in plan_in(after).entries] == wanted


def test_ids_that_excel_saved_as_numbers_in_csv() -> None:
    text = TEXT.replace('"1.2"', '"1.10"')
    plan = load(text, "p.yaml").plan
    assert plan is not None
    rows = [[re.sub(r"^1\.10$", "1.1", row[0]), *row[1:]] for row in rows_of(plan)]
    assert update(csv_file(rows), "表.csv", text, "p.yaml").edits == []
    assert "A5 成了数字" not in refused(xlsx(rows), text=text)  # in a workbook the text is meant


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_csv(encoding: str) -> None:
    assert update(csv_file(ROWS, encoding), "表.CSV", TEXT, "p.yaml").edits == []


# Refusals -------------------------------------------------------------------------------------

_ADDED = [*ROWS, new_row(measure="1.1", title="培训教师", role="配合", unit="市财政局")]


@pytest.mark.parametrize(
    ("rows", "where", "why"),
    [
        (with_cells(("F4", "市科斜")), "F4", "写作“市科斜”，没有登记这个单位，是不是“市科协”？"),
        (with_cells(("F4", "财政")), "F4", "没有登记这个单位，是不是“市财政局”？"),
        (with_cells(("F4", "某厂")), "F4", "没有登记这个单位，新单位请先写进方案文件的 units"),
        (with_cells(("F4", "市财政局、市科协")), "F4", "一行写一个单位"),
        (with_cells(("F4", "")), "F4", "空着，身份却写了“配合”"),
        (with_cells(("E4", "")), "E4", "空着，可写 牵头、负责、配合、指导"),
        (with_cells(("E4", "配和")), "E4", "写作“配和”"),
        (with_cells(("E4", "指导人")), "E4", "是不是“指导”？"),
        (with_cells(("F4", "各县（市、区）")), "F4", "没有登记这个单位"),
        ([*ROWS, list(HEAD)], "A7", "写作“编号”，不是编号（如 2.1.1）；合计、说明等行请删去"),
        ([*ROWS, ["注:以上"]], "A7", "写作“注:以上”，不是编号"),
        (with_cells(("A4", "")), "A4", "空着；请填编号"),
        (with_cells(("A4", "合计")), "A4", "写作“合计”，不是编号"),
        (with_cells(("A4", 1.5)), "A4", "成了数字 1.5，看不出是 1.5 还是 1.50"),
        (with_cells(("A2", date(2025, 1, 1))), "A2", "成了日期或时间"),
        (with_cells(("D2", date(2025, 2, 3))), "D2", "成了日期或时间"),
        (with_cells(("D2", "上"), ("D3", "上"), ("D4", "上")), "D2", "应是第几部分/共几部分"),
        (with_cells(("M5", "明年")), "M5", "写作“明年”，不是日期"),
        (with_cells(("M5", "2025-02-30")), "M5", "不是日期"),
        (with_cells(("M5", 45000)), "M5", "不是日期"),
        (with_cells(("G5", "等等")), "G5", "写作“等等”"),
        (with_cells(("N6", "#REF!")), "N6", "是出错的或没有算出结果的公式"),
        (with_cells(("B2", "别的")), "B2", "“章节”只供查看；要改章节，请改方案文件"),
        (with_cells(("H2", "40人以上"), ("H3", "")), "H2", "“指标”只供查看"),
        (
            with_cells(("L5", "一"), ("L6", "二")),
            "L5、L6",
            "“完成时限”各写各的；同一编号的各行要一致",
        ),
        (with_cells(("L5", "明年")), "L5", "“完成时限”各写各的"),
        (with_cells(("C6", "培训乡亲")), "C6", "编号 1.2 下写了 2 个举措名称"),
        (with_cells(("C2", "甲"), ("C3", "乙")), "C2、C3", "编号 1.1 下写了 3 个举措名称"),
        (
            [*ROWS, new_row(measure="1.1", title="另一项", role="牵头", unit="市科协")],
            "C7",
            "编号 1.1 下写了 2 个举措名称",
        ),
        (
            [*ROWS, new_row(measure="1.3", role="牵头", unit="市科协")],
            "A7",
            "方案里没有 1.3；新的举措要写名称",
        ),
        (
            [*ROWS, new_row(measure="3.1", title="新", role="牵头", unit="市科协")],
            "A7",
            "编号 3.1 不在任何章节之下",
        ),
        (
            [*ROWS, new_row(measure="2.1", title="新", role="牵头", unit="市科协")],
            "A7",
            "编号 2.1 已是方案里的章节或统筹职责",
        ),
        (
            [*ROWS, new_row(measure="1.3", title="新", role="牵头", unit="市科协", section="其二")],
            "B7",
            "编号 1.3 在“其一”之下",
        ),
        (
            [*ROWS, new_row(measure="1.3", title="新", role="牵头", unit="市科协", targets="5人")],
            "H7",
            "新举措的指标请写进方案文件",
        ),
        (
            [
                *ROWS,
                new_row(measure="1.3", title="新", remark="a"),
                new_row(measure="1.3", title="新", remark="b"),
            ],
            "N7、N8",
            "“备注”各写各的",
        ),
        ([*ROWS, new_row(measure="1.3", title="新", part="x")], "D7", "应是第几部分/共几部分"),
        ([*ROWS, new_row(measure="1.3", title="新")], "A7", "1.3"),
        (_ADDED, "F7", "1.1 的配合名单里，市财政局 已经列过"),
        (with_cells(("F4", "市科协")), "F4", "1.1"),
        (
            [ROWS[0], *([["1.3", *row[1:]] for row in ROWS[1:4]]), *ROWS[4:]],
            "A2、A3、A4",
            "举措“培训教师”的编号是 1.1，表里成了 1.3",
        ),
        (
            with_cells(
                ("C2", "培训农民"),
                ("C3", "培训农民"),
                ("C4", "培训农民"),
                ("C5", "新"),
                ("C6", "新"),
            ),
            "A2、A3、A4",
            "举措“培训农民”的编号是 1.2，表里成了 1.1",
        ),
        (ROWS[:1], "表头之下", "没有一行举措"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_address(rows: Rows, where: str, why: str) -> None:
    message = refused(xlsx(rows))
    assert message.startswith(("表.xlsx " + where + " ", "表.xlsx 的" + where)), message
    assert why in message.split("\n")[0]


def test_one_slip_in_many_rows_is_told_once() -> None:
    rows = [[*row[:12], "年底", *row[13:]] if row[0] == "1.1" else row for row in ROWS]
    assert refused(xlsx(rows)).count("不是日期") == 1


@pytest.mark.parametrize(
    ("known", "unknown", "strange"), [(0, 30, False), (0, 31, True), (99, 40, False)]
)
def test_strangers_are_many_by_number_and_by_share(known: int, unknown: int, strange: bool) -> None:
    rows = [new_row(measure="1.2", role="配合", unit="市科协")] * known
    rows += [new_row(measure="1.2", role="配合", unit=f"外{n}局") for n in range(unknown)]
    assert ("这张表不像是这个方案的" in refused(xlsx([*ROWS, *rows]))) == strange


def test_a_sheet_full_of_strangers_is_of_another_plan() -> None:
    rows = [*ROWS, *(new_row(measure="1.2", role="配合", unit=f"外{n}局") for n in range(40))]
    assert "单位大多没有登记，这张表不像是这个方案的。" in refused(xlsx(rows))
    assert "不像是这个方案的" not in refused(xlsx(rows[:8]))


def test_csv_addresses_are_rows_and_columns() -> None:
    assert "表.csv 第 4 行“单位” 写作“市科斜”" in refused(
        csv_file(with_cells(("F4", "市科斜"))), "表.csv"
    )


def test_all_refusals_are_told_at_once() -> None:
    message = refused(xlsx(with_cells(("F4", "市科斜"), ("E2", "主抓"), ("A6", "x"))))
    assert [line.split()[1] for line in message.split("\n")[:-1]] == ["E2", "F4", "A6"]
    assert message.endswith("方案文件没有改动；请在表里改好后再来。")


def test_many_refusals_are_counted() -> None:
    rows = [*ROWS, *([["x", *[""] * 13]] * 400)]
    assert refused(xlsx(rows)).startswith("表.xlsx A7、A8、A9 等 400 处 写作“x”，不是编号")
    rows = [*ROWS, *([f"x{number}", *[""] * 13] for number in range(400))]
    message = refused(xlsx(rows))
    assert message.count("\n") == 31
    assert "……共 400 处" in message


def test_formulas_that_no_program_worked_out_are_not_empty_cells() -> None:
    book = openpyxl.load_workbook(filename=io.BytesIO(xlsx(ROWS)))
    book["数据"]["N5"] = '="改"&"过"'
    book["数据"]["L6"].value = "#N/A"
    book["数据"]["L6"].data_type = "e"
    message = refused(saved(book))
    assert "N5、L6 是出错的或没有算出结果的公式" in message


@pytest.mark.parametrize(
    ("raw", "name", "why"),
    [
        (xlsx([["甲", "乙"]]), "a.xlsx", "里没有任务分解表的数据表：表头要有 编号、身份、单位"),
        (b"", "a.csv", "里没有任务分解表的数据表"),
        (b"x", "a.docx", "不是 .xlsx 或 .csv"),
        (b"x", "a.et", "请打开后另存为 .xlsx"),
        (b"x", "a.xlsx", "已损坏或不完整"),
        (xlsx(ROWS)[:900], "a.xlsx", "已损坏或不完整"),
        (
            xlsx(ROWS, ROWS, names=["一", "二"]),
            "a.xlsx",
            "里有 2 张表像任务分解表的数据表：“一”、“二”",
        ),
        (xlsx([[*HEAD, "单位"], *ROWS[1:]]), "a.xlsx", "表头有 2 列“单位”（F 列、P 列）"),
    ],
)
def test_files_that_are_no_data_sheet(raw: bytes, name: str, why: str) -> None:
    assert why in refused(raw, name)


def test_the_sheet_called_data_is_taken_of_several() -> None:
    rows = with_cells(("N5", "改过"), ("N6", "改过"))
    for raw in (
        xlsx(ROWS, rows, names=["备份", "数据"]),
        xlsx([["封面"]], rows, names=["封面", "改名"]),
    ):
        assert brought(TEXT, raw)[0] == TEXT.replace("原样", "改过")


def test_the_header_stands_within_fifty_rows() -> None:
    above = [["说明"]]
    assert update(xlsx([*above * 49, *ROWS]), "表.xlsx", TEXT, "p.yaml").edits == []
    assert "里没有任务分解表的数据表" in refused(xlsx([*above * 50, *ROWS]))


def test_a_plan_with_errors_is_not_touched() -> None:
    message = refused(xlsx(ROWS), text=TEXT.replace("市财政局: {}", "市财政局: {x: 1}"))
    assert "方案文件有错误，改正后再更新。" in message


def test_known_errors_of_the_plan_do_not_stand_in_the_way() -> None:
    text = TEXT.replace(
        "          - 市财政局\n        targets", "          - 市科协\n        targets"
    )
    plan = load(text, "p.yaml").plan
    assert plan is not None
    rows = with_cells(("N5", "改过"), ("N6", "改过"), rows=rows_of(plan))
    assert brought(text, xlsx(rows))[0] == text.replace("原样", "改过")


def test_no_bytes_end_in_a_traceback() -> None:
    chance = random.Random(5)  # noqa: S311 - the same damage in every run
    whole = xlsx(ROWS)
    for _ in range(150):
        raw = bytearray(whole[: chance.randrange(len(whole) + 1)])
        for _ in range(chance.randrange(6)):
            if raw:
                raw[chance.randrange(len(raw))] = chance.randrange(256)
        for name in ("a.xlsx", "a.csv"):
            _survives(bytes(raw), name)


_CELLS = ["", "1.1", "1.2", "1.3", 1.1, 7, True, "牵头", "配合", "市科协", "甲", "等", "2/3"]


@given(st.lists(st.lists(st.sampled_from([*_CELLS, date(2025, 1, 1)]), max_size=14), max_size=6))
def test_no_cells_end_in_a_traceback(rows: Rows) -> None:
    _survives(xlsx([HEAD, *rows]), "a.xlsx")


def _survives(raw: bytes, name: str) -> None:
    with suppress(SciplanError):
        assert update(raw, name, TEXT, "p.yaml").summary
