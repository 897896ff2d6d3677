"""`sciplan collect`: one door for all forms, whatever comes through it."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font

from office_files import sheets
from progress_samples import TITLE, UNITS, edited, filling, plan_text, saved_at
from support import PLAN_TEXT, Run, facts

ALSO = "\nprogress:\n  basis: 某函〔2025〕9号\n  also_cooperating: true\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text("progress: {period: month}"), encoding="utf-8")
    return path


_SENT: dict[tuple[str, ...], dict[str, bytes]] = {}
"""What was asked for of a plan that has nothing beside it → name → form: made once."""


def forms(run: Run, plan: Path, paper: str = TITLE, *args: str) -> dict[str, Path]:
    """Return unit → its form."""
    folder = plan.parent / "发出"
    asked = (plan.read_text(encoding="utf-8"), paper, *args)
    alone = {each.name for each in plan.parent.iterdir()} <= {plan.name, folder.name, "退回"}
    if not (alone and asked in _SENT):
        more = ("--period", "2025-11") if paper == TITLE else ()
        told = ("export", str(folder), "--only", paper, "-p", str(plan), "--force", *more, *args)
        done = run(*told)
        assert done.code == 0, done.err
        made = sorted(folder.glob(f"*-{paper}*/*.xlsx"))
        if not alone:
            return {path.stem.partition("-")[2]: path for path in made}
        _SENT[asked] = {str(path.relative_to(folder)): path.read_bytes() for path in made}
    for name, content in _SENT[asked].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return {Path(name).stem.partition("-")[2]: folder / name for name in _SENT[asked]}


def filled(plan: Path, form: Path, said: dict[str, dict[str, str]], name: str = "表.xlsx") -> Path:
    path = plan.parent / "退回" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(edited(form.read_bytes(), filling(said)))
    return path


def filed(plan: Path) -> dict[str, dict[str, Any]]:
    """Return the file's name → what it says."""
    return {
        path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in plan.parent.glob("progress/*/*/*.yaml")
    }


def test_a_form_of_another_plan_is_told_and_not_taken(run: Run, plan: Path) -> None:
    form = forms(run, plan)[UNITS[0]]
    path = filled(plan, form, {"1.1.1": {"本期进展": "办了"}})
    text = plan.read_text(encoding="utf-8").replace("id: demo", "id: other")
    plan.write_text(text, encoding="utf-8")
    done = run("collect", str(path), "-p", str(plan), "--yes")
    assert done.code == 1
    assert "是方案 demo 的进展填报表，现在汇总的是 other" in done.out
    assert filed(plan) == {}


def with_unit(name: str) -> Any:
    def edit(sheet: Any, _columns: Mapping[str, int]) -> None:
        cells = (cell for row in sheet.iter_rows(max_row=6) for cell in row)
        line = next(cell for cell in cells if "填报单位" in str(cell.value))
        line.value = line.value.replace(UNITS[0], name)

    return edit


def test_a_form_that_names_two_units_is_neither_s(run: Run, plan: Path) -> None:
    """Whoever fills in another unit's form must not write over what that unit reported."""
    form = forms(run, plan)[UNITS[0]]
    path = filled(plan, form, {"1.1.1": {"本期进展": "办了"}})
    path.write_bytes(edited(path.read_bytes(), with_unit(UNITS[1])))
    done = run("collect", str(path), "-p", str(plan), "--yes")
    assert done.code == 1
    assert f"“填报单位（盖章）”写作“{UNITS[1]}”，这张表发出时是“{UNITS[0]}”" in done.out
    assert filed(plan) == {}


@pytest.mark.parametrize("unit", ["市某局", UNITS[30], "../市教局", "核定", ""])
def test_no_name_on_a_form_reaches_a_path_unless_its_unit_has_the_tasks(
    run: Run, plan: Path, unit: str
) -> None:
    form = forms(run, plan)[UNITS[0]]
    path = filled(plan, form, {"1.1.1": {"本期进展": "办了"}})
    book: Any = openpyxl.load_workbook(path)
    book["填表信息"]["B4"] = unit
    with_unit(unit)(book[TITLE], {})
    book.save(path)
    before = sorted(plan.parent.parent.rglob("*.yaml"))
    assert run("collect", str(path), "-p", str(plan), "--yes").code == 1
    assert sorted(plan.parent.parent.rglob("*.yaml")) == before


def test_two_forms_saved_at_one_time_are_a_conflict(run: Run, plan: Path) -> None:
    form = forms(run, plan)[UNITS[0]]
    filled(plan, form, {"1.1.1": {"本期进展": "甲"}}, "甲.xlsx")
    path = filled(plan, form, {"1.1.1": {"本期进展": "乙"}}, "乙.xlsx")
    done = run("collect", str(path.parent), "-p", str(plan), "--yes")
    assert done.code == 1
    assert f"{UNITS[0]}有几份内容不同、保存时间相同的表" in done.out
    assert filed(plan) == {}
    path.write_bytes(saved_at(path.read_bytes(), "2025-11-21T08:00:00Z"))
    assert run("collect", str(path.parent), "-p", str(plan), "--yes").code == 0
    assert filed(plan)[f"{UNITS[0]}.yaml"]["items"] == {"1.1.1": {"progress": "乙"}}


def test_the_same_form_twice_is_one(run: Run, plan: Path) -> None:
    form = forms(run, plan)[UNITS[0]]
    path = filled(plan, form, {"1.1.1": {"本期进展": "甲"}})
    path.with_name("副本.xlsx").write_bytes(path.read_bytes())
    assert run("collect", str(path.parent), str(path), "-p", str(plan), "--yes").code == 0
    assert list(filed(plan)) == [f"{UNITS[0]}.yaml"]


def test_what_was_put_right_by_hand_in_the_file_stays(run: Run, plan: Path) -> None:
    form = forms(run, plan)[UNITS[0]]
    path = filled(plan, form, {"1.1.1": {"本期进展": "甲"}})
    assert run("collect", str(path), "-p", str(plan), "--yes").code == 0
    (made,) = plan.parent.glob("progress/*/*/*.yaml")
    made.write_text(made.read_text(encoding="utf-8") + "# 电话核实过\n", encoding="utf-8")
    before = made.read_bytes()
    assert run("collect", str(path), "-p", str(plan), "--yes").code == 0
    assert made.read_bytes() == before


def test_a_file_that_is_broken_is_not_written_over(run: Run, plan: Path) -> None:
    form = forms(run, plan)[UNITS[0]]
    path = filled(plan, form, {"1.1.1": {"本期进展": "甲"}})
    made = plan.parent / "progress" / "demo" / "2025-11" / f"{UNITS[0]}.yaml"
    made.parent.mkdir(parents=True)
    made.write_text("format: sciplan-progress/1\nitems: [\n", encoding="utf-8")
    before = made.read_bytes()
    done = run("collect", str(path), "-p", str(plan), "--yes")
    assert (done.code, made.read_bytes()) == (1, before)
    assert "有错误，改正后再汇总" in done.out


def test_numbers_without_a_target_and_tasks_of_others_are_told(run: Run, plan: Path) -> None:
    form = forms(run, plan)[UNITS[2]]  # leads 1.1.2, with a target, and 1.1.3, without
    path = filled(plan, form, {"1.1.3": {"累计完成数": "5", "本期进展": "办了"}})
    book: Any = openpyxl.load_workbook(path)
    del book["填表信息"]
    sheet = book[TITLE]
    sheet.append(["1.1.20", "别家的", "牵头", "", "", "", "代报"])
    book.save(path)
    done = run("collect", str(path), "-p", str(plan), "--yes")
    assert "填了 5，这项任务没有指标，数没有取" in done.out
    assert "本单位没有“1.1.20”这项任务，这一行没有取" in done.out
    assert filed(plan)[f"{UNITS[2]}.yaml"]["items"] == {"1.1.3": {"progress": "办了"}}


def test_a_number_that_falls_is_told(run: Run, plan: Path) -> None:
    form = forms(run, plan)[UNITS[1]]
    said = {"1.1.2": {"累计完成数": "900", "本期完成数": "1000"}}
    old = plan.parent / "progress" / "demo" / "2025-10" / f"{UNITS[1]}.yaml"
    old.parent.mkdir(parents=True)
    old.write_text(
        f"format: sciplan-progress/1\nplan: demo\nunit: {UNITS[1]}\nperiod: 2025-10\n"
        'items:\n  "1.1.2": {done: {培训骨干: 1000}}\n',
        encoding="utf-8",
    )
    done = run("collect", str(filled(plan, form, said)), "-p", str(plan), "--yes")
    assert done.code == 0
    assert "“培训骨干”累计 900，2025-10 报的是 1000，少了" in done.out
    assert "本期完成 1000，比累计的 900 还多" in done.out


def test_a_target_that_changed_since_keeps_its_numbers_out(run: Run, plan: Path) -> None:
    form = forms(run, plan)[UNITS[1]]
    path = filled(plan, form, {"1.1.2": {"累计完成数": "900"}})
    text = plan.read_text(encoding="utf-8").replace("quote: 3000人以上", "quote: 4000人以上")
    plan.write_text(text, encoding="utf-8")
    done = run("collect", str(path), "-p", str(plan), "--yes")
    assert done.code == 1
    assert "“目标要求”发出时是“培训骨干3000人以上”，方案里现在是“培训骨干4000人以上”" in done.out
    assert filed(plan) == {}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("坏的.xlsx", b"PK\x03\x04 nothing", "坏的.xlsx"),
        ("别的.csv", "甲,乙\n1,2\n".encode(), "不是能读的表"),
        ("扫描.pdf", b"%PDF-1.7", "不是 .xlsx 或 .csv，没有读"),
        ("照片.JPG", b"\xff\xd8\xff", "照片.JPG: 错误 unread-form 不是 .xlsx 或 .csv，没有读"),
        ("各科室.zip", b"PK\x03\x04", "压缩的请先解开"),
        ("没有扩展名", b"PK\x03\x04", "没有扩展名: 错误 unread-form"),
        ("旧的.xls", b"\xd0\xcf\x11\xe0", "不是 .xlsx 或 .csv，没有读"),
    ],
)
def test_what_can_t_be_read_keeps_none_of_the_others_out(
    run: Run, plan: Path, name: str, content: bytes, told: str
) -> None:
    form = forms(run, plan)[UNITS[0]]
    path = filled(plan, form, {"1.1.1": {"本期进展": "甲"}})
    path.with_name(name).write_bytes(content)
    path.with_name("~$表.xlsx").write_bytes(b"lock")
    done = run("collect", str(path.parent), "-p", str(plan), "--yes")
    assert done.code == 1
    assert told in done.out
    assert "~$" not in done.out
    assert list(filed(plan)) == [f"{UNITS[0]}.yaml"]


def test_other_files_of_a_folder_are_told_in_one_line(run: Run, plan: Path) -> None:
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"本期进展": "甲"}})
    path = path.rename(path.with_name("甲13800000000.xlsx"))
    for name in ("a.yaml", "b.json", "说明.md", "Thumbs.db", ".DS_Store"):
        path.with_name(name).write_bytes(b"x")
    done = run("collect", str(path.parent), "-p", str(plan), "--yes")
    assert done.code == 0
    said = "警告 file-left 不是填报的表，没有读：a.yaml、b.json、说明.md\n"
    assert done.out.count("file-left") == 1
    assert said in done.out
    assert filed(plan)[f"{UNITS[0]}.yaml"]["source"]["file"] == "甲〔电话〕.xlsx"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("没有的",), "没有 没有的 这个文件或文件夹"),
        (("schema/answers",), "里没有填好退回的表"),
        (("docs", "--period", "某月"), "“某月”不是填报期"),
    ],
)
def test_what_can_t_be_run_ends_in_two(
    run: Run, plan: Path, args: tuple[str, ...], told: str
) -> None:
    done = run("collect", *args, "-p", str(plan))
    assert done.code == 2
    assert told in done.err


def test_beside_the_shipped_plan_nothing_is_written(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parent)
    plan.rename(plan.with_name("别名.yaml"))
    done = run("collect", ".")
    assert done.code == 2
    assert "随软件附带的方案不能汇总；请用 -p 写明一个方案文件" in done.err


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [("", "办了", False), ("甲", "办了", False), ("办了", "", True), ("办了", "办了", True)],
)
def test_of_two_sheets_that_say_different_things_neither_is_taken(
    run: Run, plan: Path, first: str, second: str, taken: bool
) -> None:
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"本期进展": second}})
    book: Any = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book[TITLE])
    copy.title = f"{TITLE} (2)"
    filling({"1.1.1": {"本期进展": first}})(
        book[TITLE], {cell.value: cell.column for row in copy.iter_rows() for cell in row}
    )
    book.save(path)
    done = run("collect", str(path), "-p", str(plan), "--yes", "--period", "2025-11")
    assert (done.code, bool(filed(plan))) == ((0, True) if taken else (1, False))
    assert (f"工作表“{TITLE} (2)”也填了" in done.out) == (not taken)
    assert "原样退回" not in done.out
    assert taken or f"交了没有取的 1 家：{UNITS[0]}" in done.err


def test_whose_form_can_t_be_read_has_not_kept_silent(run: Run, plan: Path) -> None:
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"本期进展": "办了"}})

    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        row = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
        sheet.cell(row, columns["本期进展"]).value = "进展情况"

    path.write_bytes(edited(path.read_bytes(), edit))
    done = run("collect", str(path), "-p", str(plan), "--yes", "--period", "2025-11")
    assert (done.code, filed(plan)) == (1, {})
    assert f"交了没有取的 1 家：{UNITS[0]}；未报 37 家：{UNITS[1]}、" in done.err
    assert "错误 unread-form 表头没有“本期进展”，列名请改回" in done.out


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0.65", "“累计完成数”填的是 0.65，是 65% 还是 0.65%？现按 0.65% 计"),
        ("0.65%", ""),
        ("65", ""),
        ("许多", "一格只写一个数，如 65%"),
    ],
)
def test_a_share_where_per_cent_are_asked_for_is_told(
    run: Run, plan: Path, typed: str, told: str
) -> None:
    text = plan.read_text(encoding="utf-8").replace(
        "at_least: 3000, unit: 人", "at_least: 90, unit: '%'"
    )
    plan.write_text(text.replace("3000人以上", "90%以上"), encoding="utf-8")
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"累计完成数": typed}})
    done = run("collect", str(path), "-p", str(plan), "--yes")
    assert told in done.out
    assert ("请核对" in done.out) == ("还是" in told)


@pytest.mark.parametrize("title", ["经费", None])
def test_an_added_column_is_told(run: Run, plan: Path, title: str | None) -> None:
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"本期进展": "办了"}})
    book: Any = openpyxl.load_workbook(path)
    head = next(row for row in book[TITLE].iter_rows() if row[0].value == "序号")
    cell = book[TITLE].cell(head[0].row, len(head) + 1, title)
    cell.offset(1, 0).value = "5万"
    book.save(path)
    done = run("collect", str(path), "-p", str(plan), "--yes")
    assert (done.code, len(filed(plan))) == (0, 1)
    assert f"另加的列“{title or '无标题'}（{cell.column_letter} 列）”没有取" in done.out


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            lambda book: setattr(book[TITLE]["G8"], "comment", Comment("又办了两场", "张三")),
            "!G8: 警告 note-left 批注没有取：“又办了两场”",
        ),
        (
            lambda book: book.create_sheet("明细").append(["又办了两场"]),
            "警告 sheet-left 另加的工作表“明细”没有取",
        ),
        (
            lambda book: book[TITLE].add_chart(BarChart(), "A20"),
            "警告 picture-left 表上的图片、文本框没有取",
        ),
        (
            lambda book: book[TITLE].insert_rows(2) or book[TITLE].cell(2, 1, "详见附件"),
            "!第 2 行: 警告 line-left 表头上面另写的“详见附件”没有取",
        ),
        (
            lambda book: setattr(book[TITLE]["G8"], "font", Font(strike=True)),
            "!G8: 警告 struck-text 有划去的文字，照没有划去取的",
        ),
        (lambda book: book.create_sheet("Sheet1"), ""),
    ],
)
def test_what_stands_beside_the_table_is_told(
    run: Run, plan: Path, edit: Callable[[Any], None], told: str
) -> None:
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"本期进展": "办了"}}, "表.xlsm")
    book: Any = openpyxl.load_workbook(path)
    assert book[TITLE]["G8"].value == "办了"
    edit(book)
    book.save(path)
    done = run("collect", str(path.parent), "-p", str(plan), "--yes")
    assert (done.code, len(filed(plan))) == (0, 1)
    assert told in done.out
    assert done.out.count("警告") == bool(told)


def test_a_label_spaced_to_a_width_is_read(run: Run, plan: Path) -> None:
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"本期进展": "办了"}})

    def edit(sheet: Any, _columns: Mapping[str, int]) -> None:
        cells = (cell for row in sheet.iter_rows(max_row=6) for cell in row)
        line = next(cell for cell in cells if "填报人：" in str(cell.value))
        line.value = line.value.replace("填报人：", "填　报 人 ： 张三")

    path.write_bytes(edited(path.read_bytes(), edit))
    assert run("collect", str(path), "-p", str(plan), "--yes").code == 0
    assert filed(plan)[f"{UNITS[0]}.yaml"]["reported_by"] == "张三"


def test_the_next_form_says_what_the_office_ruled(run: Run, plan: Path) -> None:
    made = forms(run, plan)
    path = filled(plan, made[UNITS[2]], {"1.1.2": {"本期进展": "甲"}, "1.1.3": {"本期进展": "乙"}})
    assert run("collect", str(path), "-p", str(plan), "--yes").code == 0
    of = ("-p", str(plan), "--yes", "--period", "2025-11")
    later = run("progress", "rule", "1.1.2", "同意延期", "--until", "2026-03", *of)
    back = run("progress", "rule", "1.1.3", "退回补充", "--why", "写具体", *of)
    assert (later.code, back.code) == (0, 0)
    folder = plan.parent / "下月"
    told = ("--only", TITLE, "--period", "2025-12", "-p", str(plan))
    assert run("export", str(folder), *told).code == 0
    (form,) = folder.glob(f"*{TITLE}*/*{UNITS[2]}.xlsx")
    rows = {str(row[0]): row for row in sheets(form)[TITLE]}
    assert rows["1.1.2"][4] == "2026年3月31日（同意延期）"
    assert rows["1.1.3"][5] == "〔退回补充：写具体〕\n2025年11月：\n乙"


def test_a_new_deadline_is_printed_in_all_rows_of_its_measure(run: Run, plan: Path) -> None:
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"本期进展": "甲"}})
    assert run("collect", str(path), "-p", str(plan), "--yes").code == 0
    ruled = ("progress", "rule", "1.1.1", "同意延期", "--until", "2028-03", "-p", str(plan))
    assert run(*ruled, "--yes").code == 0
    folder = plan.parent / "下月"
    told = ("--only", TITLE, "--period", "2025-12", "--unit", UNITS[0], "-p", str(plan))
    assert run("export", str(folder), *told).code == 0
    (form,) = folder.glob(f"*{TITLE}*/*.xlsx")
    rows = {str(row[0]): row[4] for row in sheets(form)[TITLE] if str(row[0]).startswith("1.")}
    assert rows == dict.fromkeys(("1.1.1", "1.1.1（2）"), "2028年3月31日（同意延期）")


# Opinions, replies, and the breakdown ------------------------------------------------------------


def say_in(path: Path, sheet_name: str, out: Path, cells: dict[tuple[str, str], str],
           fields: dict[str, str]) -> None:  # fmt: skip
    """Fill in a form: (first cell of the row, title) → text; label → text."""
    book: Any = openpyxl.load_workbook(path)
    sheet = book[sheet_name]
    head: Any = next(
        row for row in sheet.iter_rows() if row[0].value in ("编号", "序号") and row[1].value
    )
    columns = {cell.value: cell.column for cell in head}
    for (key, title), text in cells.items():
        row = next(row[0].row for row in sheet.iter_rows() if str(row[0].value) == key)
        sheet.cell(row, columns[title]).value = text
    for label, text in fields.items():
        line = next(
            cell
            for row in sheet.iter_rows(max_row=8)
            for cell in row
            if f"{label}：" in str(cell.value)
        )
        before, _, after = line.value.partition(f"{label}：")
        line.value = f"{before}{label}：{text}　　{after.lstrip('　')}"
    out.parent.mkdir(exist_ok=True)
    book.save(out)


def test_opinions_become_one_list_and_nothing_is_stored(run: Run, plan: Path) -> None:
    made = forms(run, plan, "征求意见表")
    back = plan.parent / "退回"
    one = {("1.1.1", "修改意见"): "把“办事”改为“办好事”", ("1.1.1", "理由"): "更准"}
    say_in(made[UNITS[0]], "征求意见表", back / "a.xlsx", one, {})
    say_in(made[UNITS[1]], "征求意见表", back / "b.xlsx", {}, {"总的意见": "无意见"})
    say_in(made[UNITS[2]], "征求意见表", back / "c.xlsx", {}, {"总的意见": "标题太长"})
    say_in(made[UNITS[3]], "征求意见表", back / "d.xlsx", {}, {})
    shown = run("collect", str(back), "-p", str(plan))
    assert (shown.code, "办好事" in shown.out) == (0, True)
    assert f"{UNITS[3]}未填，原样退回" in shown.out
    out = plan.parent / "意见汇总表.xlsx"
    assert run("collect", str(back), "-p", str(plan), "-o", str(out)).code == 0
    cells = ["|".join(map(str, row)) for row in sheets(out)["意见汇总表"]]
    text = "\n".join(cells)
    assert f"{UNITS[0]}|1.1.1 第1项工作|把“办事”改为“办好事”|更准" in text
    assert f"{UNITS[2]}|总的意见|标题太长" in text
    assert f"无意见的单位：{UNITS[1]}。" in text
    assert "还有35个单位没有反馈。" in text
    assert f"征求意见表：收到 3 家；没有收到 35 家：{UNITS[3]}、{UNITS[4]}" in shown.err
    assert run("collect", str(back), "-p", str(plan), "--check").code == 1
    assert filed(plan) == {}
    dry = run("collect", str(back), "-p", str(plan), "-o", f"{out}2.xlsx", "--dry-run")
    assert (dry.code, Path(f"{out}2.xlsx").exists()) == (1, False)
    before = out.read_bytes()
    again = run("collect", str(back), "-p", str(plan), "-o", str(out))
    assert (again.code, out.read_bytes()) == (2, before)
    assert f"已有 {out}，里面可能有填好的采纳情况，没有覆盖；请换一个文件名" in again.err


def test_replies_become_a_list_of_who_comes(run: Run, plan: Path) -> None:
    made = forms(run, plan, "参会回执")
    back = plan.parent / "退回"
    who = {("1", "参会人员"): "张三", ("1", "职务"): "副局长", ("1", "参会人员电话"): "12345"}
    say_in(made[UNITS[4]], "参会回执", back / "a.xlsx", who, {})
    say_in(made[UNITS[5]], "参会回执", back / "b.xlsx", {("1", "备注"): "有会，不能来"}, {})
    done = run("collect", str(back), "-p", str(plan), "-o", str(plan.parent / "谁来.csv"))
    assert done.code == 0
    text = (plan.parent / "谁来.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1:] == [
        ["1", UNITS[4], "张三", "副局长", "12345", ""],
        ["2", UNITS[5], "", "", "", "有会，不能来"],
    ]
    assert filed(plan) == {}


def test_lists_of_two_kinds_don_t_go_into_one_file(run: Run, plan: Path) -> None:
    back = plan.parent / "退回"
    made = forms(run, plan, "参会回执")
    say_in(made[UNITS[4]], "参会回执", back / "a.xlsx", {("1", "参会人员"): "张三"}, {})
    made = forms(run, plan, "征求意见表")
    say_in(made[UNITS[1]], "征求意见表", back / "b.xlsx", {}, {"总的意见": "好"})
    done = run("collect", str(back), "-p", str(plan), "-o", str(plan.parent / "x.xlsx"))
    assert (done.code, "两种都有，请分开汇总" in done.err) == (2, True)


def breakdown(run: Run, plan: Path) -> Path:
    folder = plan.parent / "分解"
    assert run("export", str(folder), "--only", "任务分解表", "-p", str(plan)).code == 0
    path = folder / "01-任务分解表.xlsx"
    book: Any = openpyxl.load_workbook(path)
    sheet = book["数据"]
    head = {cell.value: cell.column for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        if row[head["编号"] - 1].value == "1.1.1":
            row[head["备注"] - 1].value = "提前"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("args", "code", "written"),
    [((), 1, False), (("--yes",), 0, True), (("--dry-run", "--yes"), 1, False)],
)
def test_the_breakdown_goes_to_the_plan_file(
    run: Run, plan: Path, args: tuple[str, ...], code: int, written: bool
) -> None:
    path = breakdown(run, plan)
    before = plan.read_text(encoding="utf-8")
    done = run("collect", str(path), "-p", str(plan), *args)
    assert done.code == code
    assert "+            remark: 提前" in done.out
    after = plan.read_text(encoding="utf-8")
    assert ("remark: 提前" in after) == written
    assert written or after == before


def test_a_report_names_the_command_for_the_breakdown(run: Run, plan: Path) -> None:
    path = breakdown(run, plan)
    done = run("collect", str(path), "-p", str(plan), "-f", "json")
    (problem,) = json.loads(done.out)
    assert (problem["code"], done.code) == ("breakdown", 1)
    assert problem["hint"] == f"sciplan import {path} --update {plan}"


def test_update_can_be_tried_dry(run: Run, plan: Path) -> None:
    path = breakdown(run, plan)
    before = plan.read_bytes()
    done = run("import", str(path), "--update", str(plan), "--dry-run", "--yes")
    assert (done.code, plan.read_bytes()) == (1, before)
    assert "remark: 提前" in done.out
    assert run("import", str(path), "--dry-run").code == 2


# The shipped plan, where cooperating units report too ------------------------------------------


def test_of_the_shipped_plan_each_unit_reports_on_all_it_takes_part_in(
    run: Run, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN_TEXT + ALSO, encoding="utf-8")
    made = forms(run, plan)
    assert list(made) == list(facts()["units"])
    book: Any = openpyxl.load_workbook(made["市科协"])
    keys = [str(row[0].value) for row in book[TITLE].iter_rows() if row[0].value]
    ids = {key.partition("（")[0] for key in keys if key[0].isdigit()}
    assert len(ids) == 32  # see design: 16 lead, 16 cooperating
    hidden = {row[1].value for row in book["填表信息"].iter_rows() if row[0].value == "row"}
    assert hidden == {key for key in keys if key[0].isdigit()}
    assert "2.2.3（2）" in hidden  # 400 envoys and 5 teams
    path = filled(plan, made["市科协"], {"2.2.3（2）": {"累计完成数": "六个"}})
    done = run("collect", str(path), "-p", str(plan), "--yes")
    assert done.code == 0, done.out + done.err
    (item,) = filed(plan)["市科协.yaml"]["items"].values()
    assert list(item["done"].values()) == [6]
    assert "应报 38 家，已报 1 家" in done.err


@pytest.mark.parametrize("yes", [True, False])
def test_on_a_terminal_it_asks_before_it_writes(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, yes: bool
) -> None:
    path = filled(plan, forms(run, plan)[UNITS[0]], {"1.1.1": {"本期进展": "办了"}})
    asked: list[str] = []

    def agreed(question: str) -> bool:
        asked.append(question)
        return yes

    monkeypatch.setattr("sciplan.compare.returns.dialogue.can_ask", lambda: True)
    monkeypatch.setattr("sciplan.compare.returns.dialogue.agreed", agreed)
    done = run("collect", str(path), "-p", str(plan))
    (question,) = asked
    assert question.endswith("里的 1 个文件吗？")
    assert (done.code, bool(filed(plan))) == ((0, True) if yes else (1, False))


def test_a_file_written_meanwhile_is_left_as_it_is(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = forms(run, plan)
    path = filled(plan, made[UNITS[0]], {"1.1.1": {"本期进展": "办了"}}, "a.xlsx")
    filled(plan, made[UNITS[1]], {"1.1.2": {"本期进展": "办了"}}, "b.xlsx")
    other = plan.parent / "progress" / "demo" / "2025-11" / f"{UNITS[0]}.yaml"

    def agreed(_question: str) -> bool:
        other.parent.mkdir(parents=True)
        other.write_text("别人写的\n", encoding="utf-8")
        return True

    monkeypatch.setattr("sciplan.compare.returns.dialogue.can_ask", lambda: True)
    monkeypatch.setattr("sciplan.compare.returns.dialogue.agreed", agreed)
    done = run("collect", str(path.parent), "-p", str(plan))
    assert done.code == 1
    assert f"{UNITS[0]}：" in done.err
    assert "刚被别的程序写入" in done.err
    assert other.read_text(encoding="utf-8") == "别人写的\n"
    assert (other.parent / f"{UNITS[1]}.yaml").is_file()


def test_who_reported_is_not_told_of_what_could_not_be_written(run: Run, plan: Path) -> None:
    form = forms(run, plan)
    for unit in UNITS[:2]:
        key = f"1.1.{UNITS.index(unit) + 1}"
        filled(plan, form[unit], {key: {"本期进展": "办了"}}, f"{unit}.xlsx")
    (plan.parent / "progress").write_text("不是文件夹", encoding="utf-8")
    done = run("collect", str(plan.parent / "退回"), "-p", str(plan), "--yes")
    assert done.code == 1
    assert (
        f"应报 38 家，已报 0 家；交了没有取的 2 家：{UNITS[0]}、{UNITS[1]}；未报 36 家" in done.err
    )
    (plan.parent / "progress").unlink()
    done = run("collect", str(plan.parent / "退回"), "-p", str(plan), "--yes")
    assert (done.code, len(filed(plan))) == (0, 2)
    assert "应报 38 家，已报 2 家；未报 36 家" in done.err
