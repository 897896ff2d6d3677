"""What differs from the state of the export is an edit; nothing else is."""

import io

import openpyxl
import pytest
from test_update import PLAN, ROWS, TEXT, brought, new_row, plan_in, refused, with_cells

from sciplan.compare.update.updating import update
from sciplan.plan.model import Plan
from sciplan.planfile import edit
from sheet_samples import HEAD, KEYS, Rows, exported, rows_of, saved, xlsx
from support import PLAN_TEXT, real_plan

assert PLAN is not None
PLAN_THEN: Plan = PLAN
MORE = TEXT.replace(
    '  - id: "2"\n',
    """      - id: "1.3"
        title: 培训工人
        lead:
          - 市科协
          - 市教体局
        remark: 照办
  - id: "2"
""",
)
LESS = (
    TEXT[: TEXT.index('      - id: "1.2"')] + TEXT[TEXT.index('  - id: "2"') : TEXT.index("errata")]
)


def kept(rows: Rows, plan: Plan = PLAN_THEN) -> bytes:
    return exported(plan, rows)


def add(*rows: list[object]) -> Rows:
    return [*ROWS, *rows]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (with_cells(("L5", "明年")), TEXT.replace("2025年底前", "明年")),
        (with_cells(("C6", "培训乡亲")), TEXT.replace("培训农民", "培训乡亲")),
        (with_cells(("N5", "")), TEXT),
        (with_cells(("N5", ""), ("N6", "")), TEXT.replace("        remark: 原样\n", "")),
        (with_cells(("B3", ""), ("C5", ""), ("C6", ""), ("H2", "")), TEXT),
        (
            add(new_row(measure="1.2", role="配合", unit="市教体局")),
            TEXT.replace(
                "        others", "        cooperating:\n          - 市教体局\n        others"
            ),
        ),
        (
            [*ROWS[:5], new_row(measure="1.2", role="指导", unit="市财政局", title="培训农民")],
            TEXT,
        ),
        (ROWS[:4] + ROWS[5:] + ROWS[4:5], TEXT),
        (with_cells(("C5", "培训农民\u200b"), ("F5", "市科\u200b协")), TEXT),
    ],
)
def test_an_edit_is_taken_once(rows: Rows, wanted: str) -> None:
    raw = kept(rows)
    after, _ = brought(TEXT, raw)
    assert after == wanted
    assert update(raw, "表.xlsx", after, "p.yaml").edits == []


def test_a_value_changed_in_one_row_is_told() -> None:
    _, summary = brought(TEXT, kept(with_cells(("L5", "明年"))))
    assert summary[0] == "1.2 的“完成时限”只改了 L5，其余 1 行还是原样，按改了的算"


@pytest.mark.parametrize(
    ("newer", "note"),
    [
        (TEXT.replace("原样", "新"), "1.2 备注"),
        (TEXT.replace("          - 市教体局\n", ""), "1.1 牵头单位"),
        (TEXT.replace('"1.2"\n        title: 培训农民', '"1.2"\n        title: 改名'), "1.2 举措"),
        (MORE, "1.3（新增的）"),
        (LESS, "1.2（已删去）"),
        (TEXT.replace("  各县（市、区）人民政府: {}\n", ""), ""),
    ],
)
def test_what_changed_in_the_plan_since_stays(newer: str, note: str) -> None:
    after, summary = brought(newer, kept(ROWS))
    assert after == newer
    told = f"{note}：导出之后方案文件改过，表里还是导出时的，照方案文件"
    assert (told in summary) == bool(note)


@pytest.mark.parametrize(
    "rows",
    [
        with_cells(("F5", "市教体局")),
        with_cells(("E5", "配合")),
        ROWS[:5],
        add(new_row(measure="1.2", role="配合", unit="市教体局")),
    ],
)
def test_units_of_a_measure_that_the_plan_has_no_longer_are_not_edited(rows: Rows) -> None:
    message = refused(kept(rows), text=LESS)
    assert message.startswith("表.xlsx A5 方案文件在导出之后删去了 1.2，表里又改了它；")


def test_emptied_cells_of_a_measure_that_the_plan_has_no_longer_are_no_edits() -> None:
    after, summary = brought(LESS, kept(with_cells(("C6", ""), ("N5", ""), ("N6", ""))))
    assert after == LESS
    assert summary[0].startswith("1.2（已删去）：")


def test_a_title_that_another_measure_keeps_may_be_taken() -> None:
    cells = [(f"C{row}", "培训农民") for row in (2, 3, 4)]
    for raw in (kept(with_cells(*cells)), xlsx(with_cells(*cells))):
        assert brought(TEXT, raw)[0] == TEXT.replace("title: 培训教师", "title: 培训农民")


def test_a_heading_may_say_what_it_was_or_what_it_is() -> None:
    newer = TEXT.replace("title: 其一", "title: 首章")
    for raw in (kept(ROWS), kept(with_cells(("B2", "首章"), ("B5", "首章")))):
        assert brought(newer, raw)[0] == newer
    assert "“章节”只供查看" in refused(kept(with_cells(("B2", "别章"))), text=newer)


def test_a_state_that_is_not_hidden_is_none() -> None:
    book = openpyxl.load_workbook(io.BytesIO(kept(with_cells(("L5", "明年")))))
    book["藏"].sheet_state = "visible"
    assert "“完成时限”各写各的" in refused(saved(book))


def test_other_edits_join_those_of_the_plan() -> None:
    newer = TEXT.replace("原样", "新").replace("          - 市教体局\n", "")
    after, _ = brought(newer, kept(with_cells(("L5", "明年"), ("F4", "各县（市、区）人民政府"))))
    assert after == newer.replace("2025年底前", "明年").replace(
        "cooperating:\n          - 市财政局", "cooperating:\n          - 各县（市、区）人民政府"
    )


def test_a_unit_that_is_registered_no_longer_is_no_slip_of_the_sheet() -> None:
    newer = (
        TEXT.replace("  市财政局: {}\n", "")
        .replace("          - 市财政局\n        targets", "          - 市教体局\n        targets")
        .replace("        others:\n          指导:\n            - 市财政局\n", "")
        .replace("          - 市教体局\n          - 市科协", "          - 市科协")
    )
    after, _ = brought(newer, kept(with_cells(("N5", "改过"))))
    assert after == newer.replace("原样", "改过")
    moved = [*ROWS, new_row(measure="1.2", role="配合", unit="市财政局")]
    assert "F7 写作“市财政局”，没有登记这个单位" in refused(kept(moved), text=newer)


@pytest.mark.parametrize(
    ("newer", "rows", "where", "why"),
    [
        (
            TEXT.replace("原样", "新"),
            with_cells(("N6", "改过")),
            "N6",
            "“备注”两边都改过：表里是“改过”，方案文件在导出之后（或上次写入时）改成了“新”",
        ),
        (
            TEXT.replace("        remark: 原样\n", ""),
            with_cells(("N6", "改过")),
            "N6",
            "改成了空的",
        ),
        (
            TEXT.replace("          - 市教体局\n", ""),
            [ROWS[0], *ROWS[1:2], *ROWS[3:]],
            "F2",
            "牵头名单两边都改过：表里是市教体局，方案文件在导出之后（或上次写入时）改成了市科协",
        ),
        (TEXT.replace("原样", "新"), ROWS[:4], "编号 1.2", "表里删去了这项举措"),
        (
            LESS,
            with_cells(("N6", "改过")),
            "A5",
            "方案文件在导出之后删去了 1.2，表里又改了它",
        ),
        (TEXT, with_cells(("L5", "一"), ("L6", "二")), "L5、L6", "“完成时限”各写各的"),
        (TEXT, with_cells(("B2", "别的")), "B2", "“章节”只供查看"),
        (
            TEXT,
            with_cells(("C2", "甲"), ("C3", "乙")),
            "C2、C3",
            "编号 1.1 下写了 3 个举措名称",
        ),
        (
            TEXT,
            add(new_row(measure="1.1", title="另一项", role="配合", unit="市教体局")),
            "C7",
            "编号 1.1 下写了 2 个举措名称",
        ),
        (
            TEXT,
            [*ROWS[:3], ["1.3", *ROWS[3][1:]], *ROWS[4:]],
            "A4",
            "举措“培训教师”的编号是 1.1，表里成了 1.3",
        ),
        (
            TEXT.replace("id: p,", "id: q,"),
            ROWS,
            "是从方案",
            "p 导出的，p.yaml 是方案 q",
        ),
    ],
)
def test_what_cannot_be_joined_is_refused(newer: str, rows: Rows, where: str, why: str) -> None:
    message = refused(kept(rows), text=newer)
    assert message.startswith(f"表.xlsx {where} "), message
    assert why in message


@pytest.mark.parametrize(
    ("ident", "why"),
    [
        ("1.1.1", "方案里没有 1.1 这一节"),
        ("1.07", "编号 1.07 的数字前有 0"),
        ("3.9", "方案里没有 3 这一节"),
        ("4", "编号 4 不在任何章节之下"),
    ],
)
def test_new_ids_that_are_slips(ident: str, why: str) -> None:
    rows = add(new_row(measure=ident, title="新", role="牵头", unit="市科协"))
    assert why in refused(kept(rows))


def test_a_new_id_where_there_are_only_headings() -> None:
    row = new_row(measure="2.17", title="新", role="牵头", unit="市科协")
    message = refused(xlsx([*rows_of(real_plan()), row]), text=PLAN_TEXT)
    assert "编号 2.17 直接在“提升行动”之下，那里只有下级章节（2.1、2.2" in message


def test_sorted_within_measures_no_order_is_meant() -> None:
    rows = rows_of(real_plan())
    place = KEYS.index("unit")
    mixed = [
        rows[0],
        *sorted(rows[1:], key=lambda row: ([int(n) for n in row[0].split(".")], row[place])),
    ]
    after, summary = brought(PLAN_TEXT, exported(real_plan(), mixed))
    assert after == PLAN_TEXT
    assert "的行排过序或不在一处" in summary[0]


@pytest.mark.parametrize(
    ("lists", "single", "turned", "taken"),
    [
        (1, 0, 1, True),
        (2, 0, 2, True),
        (3, 0, 2, True),
        (3, 0, 3, False),
        (8, 0, 3, True),
        (8, 0, 4, True),
        (8, 0, 5, False),
        (4, 9, 3, False),
    ],
)
def test_a_sheet_is_sorted_where_more_than_two_and_half_of_all_lists_are_turned(
    lists: int, single: int, turned: int, taken: bool
) -> None:
    text = "format: sciplan/1\nplan: {id: p, title: 方案}\nunits: {市科协: {}, 市教体局: {}}\n"
    text += "measures:\n"
    names = ["[市科协, 市教体局]"] * lists + ["[市科协]"] * single
    for number, each in enumerate(names, 1):
        text += f'  - {{id: "{number}", title: 其{number}, lead: {each}}}\n'
    rows = rows_of(plan_in(text))
    for place in range(1, 2 * turned, 2):
        rows[place], rows[place + 1] = rows[place + 1], rows[place]
    raw = exported(plan_in(text), rows)
    changed = text.replace("[市科协, 市教体局]", "[市教体局, 市科协]", turned)
    assert brought(text, raw)[0] == (changed if taken else text)


def test_a_stray_row_turns_off_the_order_of_its_own_measure_only() -> None:
    turned = TEXT.replace(
        "        lead:\n          - 市科协\n        others",
        "        lead:\n          - 市科协\n          - 市教体局\n        others",
    )
    more = rows_of(plan_in(turned))
    assert [row[5] for row in more[4:6]] == ["市科协", "市教体局"]
    rows = [more[0], more[2], more[3], more[5], more[4], more[6], more[1]]
    after, summary = brought(turned, exported(plan_in(turned), rows))
    assert after == turned.replace(
        "          - 市科协\n          - 市教体局\n        others",
        "          - 市教体局\n          - 市科协\n        others",
    )
    assert summary[0].startswith("1.1 的行排过序或不在一处")
    assert summary[1] == "改 1.2：牵头单位（只换了次序）"


def test_a_new_row_among_those_of_another_measure_is_no_sorting() -> None:
    rows = [*ROWS[:3], new_row(measure="1.2", role="配合", unit="市教体局"), *ROWS[3:]]
    _, summary = brought(TEXT, kept(rows))
    assert summary[0] == "改 1.2：配合单位（增市教体局）"


def test_one_of_two_measures_of_one_title_goes() -> None:
    text = MORE.replace("培训工人", "培训农民")
    rows = rows_of(plan_in(text))
    after, _ = brought(text, exported(plan_in(text), rows[:4] + rows[6:]))
    assert '"1.2"' not in after.split("errata")[0]
    assert '"1.3"' in after


@pytest.mark.parametrize("damage", ["row", "cell"])
def test_a_damaged_state_counts_as_none(damage: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(kept(with_cells(("L5", "明年"), ("L6", "明年")))))
    if damage == "row":
        book["藏"].delete_rows(2, 20)
    else:
        book["藏"]["N3"] = "不是日期"
    assert brought(TEXT, saved(book))[0] == TEXT.replace("2025年底前", "明年")


def test_many_new_measures_at_once() -> None:
    count = 400
    rows = add(
        *(
            new_row(measure=f"1.{10 + n}", title=f"新 {n}", role="牵头", unit="市科协")
            for n in range(count)
        )
    )
    found = update(kept(rows), "表.xlsx", TEXT, "p.yaml")
    assert found.summary[-1] == f"改 0 项，增 {count} 项，删 0 项"
    assert edit.apply(found.text, found.edits).count("title: 新 ") == count


def test_other_sheets_are_told() -> None:
    other = with_cells(("N5", "改过"))
    told = update(xlsx(ROWS, other, names=["数据", "改后"]), "表.xlsx", TEXT, "p.yaml").summary
    assert told[0] == "另有像数据表的表没有读：改后；读的是“数据”"
    told = update(xlsx([["甲"]], ROWS, names=["封面", "数据"]), "表.xlsx", TEXT, "p.yaml").summary
    assert told[0] == "只读“数据”表，其余各表（封面）里的改动不算"


def test_a_renamed_column_is_named() -> None:
    rows = [[{"单位": "责任单位"}.get(cell, cell) for cell in HEAD], *ROWS[1:]]
    assert "“数据”的表头没有“单位”，列名请改回" in refused(xlsx(rows))
