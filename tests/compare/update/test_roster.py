"""The sheet of units: what an edit of it does to the plan file, and what it never does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support import Run

PLAN = """\
format: sciplan/1
plan: {id: a, title: 方案}
units:
  甲局: {category: 政府部门}  # 牵头的
  # 乙局的说明
  乙局: {full_name: 某市乙局, aliases: [乙委]}
  丙局:
  丁局:
    full_name: 某市丁局
measures:
  - id: "1"
    title: 办事
    lead: [甲局]
    cooperating: [乙局, 丙局, 丁局]
"""
Edit = Callable[[Any], None]
Update = Callable[..., Any]


@pytest.fixture
def update(run: Run, tmp_path: Path) -> Update:
    """Return a function that edits the sheet, changes the plan meanwhile, and updates."""

    def updated(edit: Edit, now: str = PLAN) -> tuple[Any, str]:
        path = tmp_path / "p.yaml"
        path.write_text(PLAN, encoding="utf-8")
        assert (
            run(
                "export", str(tmp_path / "m"), "--only", "任务分解表", "--force", "-p", str(path)
            ).code
            == 0
        )
        book = openpyxl.load_workbook(tmp_path / "m" / "01-任务分解表.xlsx")
        edit(book)
        sheet = tmp_path / "x.xlsx"
        book.save(sheet)
        path.write_text(now, encoding="utf-8")
        done = run("import", str(sheet), "--update", str(path), "--yes")
        return done, path.read_text(encoding="utf-8")

    return updated


def row_of(sheet: Any, name: str) -> int:
    return next(number for number, row in enumerate(sheet.values, 1) if row[0] == name)


def set_cell(name: str, column: str, value: str) -> Edit:
    def edit(book: Any) -> None:
        sheet = book["单位名册"]
        sheet[f"{column}{row_of(sheet, name)}"] = value

    return edit


def add_last(*cells: str) -> Edit:
    return lambda book: book["单位名册"].append(cells)


def put(order: str) -> Edit:
    def edit(book: Any) -> None:
        sheet = book["单位名册"]
        rows = {row[0]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
        for number, char in enumerate(order, 2):
            for column, value in enumerate(rows[f"{char}局"], 1):
                sheet.cell(number, column).value = value

    return edit


def test_what_nobody_edited_changes_nothing(update: Update) -> None:
    done, text = update(lambda _book: None)
    assert (done.code, text) == (0, PLAN)
    assert done.err == "表与方案文件相同，没有改动\n"


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (set_cell("甲局", "C", "党委部门"), "category: 政府部门", "category: 党委部门"),
        (set_cell("甲局", "B", "某市甲局"), "{category", "{full_name: 某市甲局, category"),
        (set_cell("乙局", "D", "乙委、乙办（丁、戊）"), "[乙委]", "[乙委, 乙办（丁、戊）]"),
        (set_cell("乙局", "D", ""), ", aliases: [乙委]", ""),
        (set_cell("丙局", "C", "群团"), "丙局:", "丙局: {category: 群团}"),
        (set_cell("丁局", "C", "群团"), "某市丁局\n", "某市丁局\n    category: 群团\n"),
        (
            add_last("戊局", "某市戊局", "", "戊委"),
            "    full_name: 某市丁局\n",
            "    full_name: 某市丁局\n  戊局: {full_name: 某市戊局, aliases: [戊委]}\n",
        ),
    ],
)
def test_one_edit_is_one_change(update: Update, edit: Edit, before: str, after: str) -> None:
    done, text = update(edit)
    assert text == PLAN.replace(before, after)
    assert done.code == 0
    assert "单位名册 1 处" in done.err


def test_the_order_moves_lines_with_their_comments(update: Update) -> None:
    done, text = update(put("丁乙甲丙"))
    start, end = PLAN.index("  甲局"), PLAN.index("measures")
    first = "  丁局:\n    full_name: 某市丁局\n"
    second = "  # 乙局的说明\n  乙局: {full_name: 某市乙局, aliases: [乙委]}\n"
    rest = "  甲局: {category: 政府部门}  # 牵头的\n  丙局:\n"
    assert text == PLAN[:start] + first + second + rest + PLAN[end:]
    assert "改单位的排列次序" in done.err


def test_order_and_fields_and_a_new_unit_together(update: Update) -> None:
    def edit(book: Any) -> None:
        put("乙甲丙丁")(book)
        set_cell("甲局", "B", "某市甲局")(book)
        book["单位名册"].insert_rows(3)
        book["单位名册"]["A3"] = "戊局"
        sheet = book["数据"]
        row = next(
            row for row in sheet.iter_rows() if row[5].value == "丙局" or row[4].value == "丙局"
        )
        for cell in row:
            if cell.value == "丙局":
                cell.value = "戊局"

    done, text = update(edit)
    assert done.code == 0, done.err
    assert (
        "  # 乙局的说明\n  乙局: {full_name: 某市乙局, aliases: [乙委]}\n  戊局: {}\n"
        "  甲局: {full_name: 某市甲局, category: 政府部门}  # 牵头的\n"
    ) in text
    assert "cooperating: [乙局, 戊局, 丁局]" in text


def test_a_row_that_is_gone_removes_nothing(update: Update) -> None:
    done, text = update(lambda book: book["单位名册"].delete_rows(3))
    assert (done.code, text) == (0, PLAN)
    assert "“单位名册”里没有的单位不删：乙局" in done.err


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (set_cell("甲局", "A", "甲厅"), "改简称用 sciplan rename 甲局 甲厅"),
        (set_cell("丁局", "A", "丁厅"), "改简称用 sciplan rename 丁局 丁厅"),
        (set_cell("甲局", "A", ""), "单位名册!A2 简称空着"),
        (set_cell("甲局", "A", "乙局"), "“乙局”有 2 行"),
        (add_last("乙委"), "“乙委”已是“乙局”的名称"),
        (set_cell("甲局", "B", "#REF!"), "单位名册!B2"),
        (set_cell("甲局", "B", "某市乙局"), "单位名册!B2 “某市乙局”已是“乙局”的名称"),
        (set_cell("甲局", "D", "甲委、乙委"), "单位名册!D2 “乙委”已是“乙局”的名称"),
    ],
)
def test_what_is_refused_changes_nothing(update: Update, edit: Edit, message: str) -> None:
    done, text = update(edit)
    assert text == PLAN
    assert message in done.err
    assert done.code == 2


def test_what_changed_since_the_export_stays(update: Update) -> None:
    now = PLAN.replace("category: 政府部门", "category: 党委部门")
    done, text = update(set_cell("乙局", "B", "某某市乙局"), now)
    assert text == now.replace("某市乙局", "某某市乙局")
    assert "甲局 单位类别：导出之后方案文件改过" in done.err
    done, text = update(set_cell("甲局", "C", "群团"), now)
    assert (done.code, text) == (2, now)
    assert "两边都改过" in done.err


def test_without_the_hidden_copy_the_sheet_is_taken_at_its_word(update: Update) -> None:
    def edit(book: Any) -> None:
        del book["导出时的单位名册"]
        set_cell("甲局", "C", "群团")(book)

    _, text = update(edit)
    assert text == PLAN.replace("政府部门", "群团")
