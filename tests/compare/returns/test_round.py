"""A round as a coordinator does it: forms go out, come back in every way, and are collected."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import yaml

from office_files import paragraphs, tables
from progress_samples import (
    TITLE,
    UNITS,
    as_csv,
    edited,
    filling,
    forms_in,
    measures,
    plan_text,
    row_of,
)
from referees import office
from sciplan.cli.program import main
from support import Ran, Run, environment

BLOCK = """
progress:
  basis: 某办〔2025〕3号
  period: month
  due: {day: 25}
  states: {推进中: 正在推进, 已完成: 已办结}
  lights:
    - {name: 黄, when: {behind: 10}, basis: 某办〔2025〕3号}
"""
BACK = 33
TWICE, CUT, RETITLED, UNTOUCHED, ADDED, UNREADABLE = 4, 2, 5, 3, 6, 9
LATE = 33
"""Places of units of whom something is odd; the last sends its form of the month before."""
CSVS = {31: "utf-8-sig", 32: "gb18030"}
NUMBERS = ("1,200", "1200人", "一千二百", "1200", "累计１２００人", "1.2千人", "约1200人")
"""Ways to write 1200."""
WORD = {"推进中": "正在推进", "已完成": "已办结", "未启动": "未启动"}
STATES = ("推进中", "已完成", "未启动")


class Round(NamedTuple):
    """The folders of a round."""

    plan: Path
    forms: Path
    back: Path

    def filed(self, unit: str, period: str = "2025-11") -> Path:
        return self.plan.parent / "progress" / "demo" / period / f"{unit}.yaml"

    def all_filed(self) -> dict[str, bytes]:
        folder = self.plan.parent / "progress"
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()
        }  # fmt: skip


def typed(place: int) -> dict[str, dict[str, str]]:
    """Return what the unit at a place types, by row and column."""
    said: dict[str, dict[str, str]] = {}
    for ident in measures(place):
        led_by = int(ident.rpartition(".")[2]) - 1
        row = {"本期进展": f"办了{place}件", "完成情况": WORD[STATES[place % 3]]}
        row |= {"存在问题": "缺人\n缺钱"} if place % 5 == 0 else {}
        if led_by % 3 != 2:
            row |= {"累计完成数": NUMBERS[place % len(NUMBERS)], "本期完成数": "200"}
        said[ident] = row
        if led_by % 3 == 0:
            said[f"{ident}（2）"] = {"累计完成数": "12场次" if place == UNREADABLE else "十二场"}
    return said


def expected(place: int) -> dict[str, dict[str, Any]]:
    """Return the items that its file is to hold, worked out from the plan by hand."""
    items: dict[str, dict[str, Any]] = {}
    for ident in measures(place):
        led_by = int(ident.rpartition(".")[2]) - 1
        item: dict[str, Any] = {"state": STATES[place % 3]}
        if led_by % 3 != 2:
            item["done"] = {"培训骨干": 1200} | ({"开展活动": 12} if led_by % 3 == 0 else {})
            item["this_period"] = {"培训骨干": 200}
        item["progress"] = f"办了{place}件"
        if place % 5 == 0:
            item["trouble"] = "缺人\n缺钱"
        items[ident] = item
    return items


def returned(place: int, raw: bytes) -> bytes:
    """Return the form of the unit at a place as it comes back."""
    fill = filling(typed(place), f"人{place}")

    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        if place == UNTOUCHED:
            return
        fill(sheet, columns)
        if place == CUT:
            sheet.delete_rows(row_of(sheet, measures(place)[-1]))
        if place == RETITLED:
            sheet.cell(row_of(sheet, measures(place)[0]), columns["任务内容"]).value = "另一项工作"
        if place == ADDED:
            sheet.cell(sheet.max_row + 1, columns["本期进展"]).value = "另外办的事"

    return edited(raw, edit)


def resaved(paths: list[Path], folder: Path) -> None:
    """Save workbooks by LibreOffice, all in one call, in their places."""
    office("xlsx:Calc MS Excel 2007 XML", paths, folder)
    for path in paths:
        shutil.move(folder / path.name, path)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """Return a round whose forms went out and came back, and nothing is collected."""
    folder = tmp_path_factory.mktemp("round")
    this = Round(folder / "plan.yaml", folder / "发出", folder / "退回")
    this.plan.write_text(plan_text(BLOCK), encoding="utf-8")
    for period in ("2025年10月", "2025-11"):
        told = ["export", str(this.forms / period), "--only", TITLE, "--period", period]
        assert main([*told, "-p", str(this.plan)]) == 0
    forms = forms_in(this.forms / "2025-11")
    this.back.mkdir()
    opened = []
    for place, unit in enumerate(UNITS[:BACK]):
        content = returned(place, forms[unit].read_bytes())
        name = f"{place}报送（终稿）"
        if place in CSVS:
            (this.back / f"{name}.csv").write_bytes(as_csv(content, CSVS[place]))
            continue
        (this.back / f"{name}.xlsx").write_bytes(content)
        if place % 3 == 0:
            opened.append(this.back / f"{name}.xlsx")
    unit = UNITS[TWICE]
    early = filling({measures(TWICE)[0]: {"本期进展": "先报的"}})
    raw = edited(forms[unit].read_bytes(), early, "2025-11-18T08:00:00Z")
    (this.back / "最后又改的.xlsx").write_bytes(raw)
    old = forms_in(this.forms / "2025年10月")[UNITS[LATE]]
    late = filling({measures(LATE)[0]: {"本期进展": "上月的"}})
    (this.back / "上个月的.xlsx").write_bytes(edited(old.read_bytes(), late))
    assert len(opened) == 11
    resaved(opened, folder / "office")
    return this


@pytest.fixture
def round_(sent: Round, tmp_path: Path) -> Round:
    """Return a copy of the round with nothing collected."""
    plan = tmp_path / "plan.yaml"
    shutil.copy(sent.plan, plan)
    return sent._replace(plan=plan)


def collect(run: Run, this: Round, *args: str) -> Ran:
    return run("collect", *args, "-p", str(this.plan))


def problems(run: Run, this: Round, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(collect(run, this, *args, "-f", "json").out)
    return found


def test_a_form_goes_to_each_unit_that_leads_and_to_nobody_else(sent: Round) -> None:
    assert list(forms_in(sent.forms / "2025-11")) == list(UNITS)


GOOD = [place for place in range(BACK) if place not in (UNTOUCHED, UNREADABLE)]


def test_what_came_back_is_filed_as_it_was_typed(run: Run, round_: Round) -> None:
    done = collect(run, round_, str(round_.back), "--period", "2025-11", "--yes")
    assert done.code == 1  # one is of last month, one has a cell that can't be read
    for place in GOOD:
        unit = UNITS[place]
        said = yaml.safe_load(round_.filed(unit).read_text(encoding="utf-8"))
        items = expected(place)
        if place == CUT:
            del items[measures(place)[-1]]
        assert (said["unit"], said["period"], said["plan"]) == (unit, "2025-11", "demo")
        assert said["items"] == items, unit
        assert said["reported_by"] == f"人{place}"
        assert said["source"]["file"].startswith(f"{place}报送")
    assert {*round_.all_filed()} == {f"demo/2025-11/{UNITS[place]}.yaml" for place in GOOD}
    missing = [UNITS[UNTOUCHED], *UNITS[BACK:]]
    assert (
        f"2025年11月：应报 38 家，已报 31 家；交了没有取的 1 家：{UNITS[UNREADABLE]}；"
        f"未报 {len(missing)} 家：{'、'.join(missing)}"
    ) in done.err


def test_all_that_is_odd_is_told_where_it_is(run: Run, round_: Round) -> None:
    found = problems(run, round_, str(round_.back), "--period", "2025-11")
    told = {
        (
            each["code"],
            each["severity"],
            Path(each["path"]).name.partition("（")[0],
            each.get("cell", ""),
        )
        for each in found
    }
    sheet: Any = openpyxl.load_workbook(round_.back / f"{UNREADABLE}报送（终稿）.xlsx")[TITLE]
    number = row_of(sheet, "1.1.10（2）")
    about = {each for each in told if each[0] == "about"}
    odd = told - about
    # Of those who wrote 约1200人 each lead that has the number is told once.
    assert {each[2] for each in about} == {f"{place}报送" for place in (6, 13, 20, 27)}
    assert ("unread-cell", "error", f"{UNREADABLE}报送", f"I{number}") in odd
    codes = {(code, severity, name) for code, severity, name, _ in odd}
    assert codes == {
        ("came-twice", "warning", "最后又改的.xlsx"),
        ("other-period", "error", "上个月的.xlsx"),
        ("rows-gone", "warning", f"{CUT}报送"),
        ("form-altered", "warning", f"{RETITLED}报送"),
        ("form-untouched", "warning", f"{UNTOUCHED}报送"),
        ("row-left", "warning", f"{ADDED}报送"),
        ("unread-cell", "error", f"{UNREADABLE}报送"),
    }
    assert round_.all_filed() == {}


def test_without_a_yes_it_is_shown_and_nothing_is_written(run: Run, round_: Round) -> None:
    for args in ((), ("--dry-run",), ("--dry-run", "--yes")):
        done = collect(run, round_, str(round_.back), *args)
        assert done.code == 1
        assert "将写入的进展" in done.out
        assert UNITS[0] in done.out
        assert "没有写入" in done.err
        assert round_.all_filed() == {}


def test_last_month_s_form_is_filed_under_its_month_where_no_period_is_asked(
    run: Run, round_: Round
) -> None:
    done = collect(run, round_, str(round_.back), "--yes")
    said = yaml.safe_load(round_.filed(UNITS[LATE], "2025-10").read_text(encoding="utf-8"))
    assert said["items"] == {f"1.1.{LATE + 1}": {"progress": "上月的"}}
    assert "是2025年10月的表，其余多是2025年11月的；记入2025年10月" in done.out


@pytest.fixture
def filed(run: Run, round_: Round) -> Round:
    collect(run, round_, str(round_.back), "--period", "2025-11", "--yes")
    return round_


def test_what_is_filed_passes_the_checks_of_such_files(run: Run, filed: Round) -> None:
    done = run("validate", str(filed.plan.parent / "progress"))
    assert (done.code, done.out) == (0, ""), done.out


def test_collected_again_nothing_changes(run: Run, filed: Round) -> None:
    before = filed.all_filed()
    done = collect(run, filed, str(filed.back), "--period", "2025-11", "--yes")
    assert filed.all_filed() == before
    assert f"等 {len(GOOD)} 家与已有的相同，不再写" in done.err


def second_form(this: Round, folder: Path, place: int, said: dict[str, dict[str, str]]) -> Path:
    path = folder / "补报.xlsx"
    raw = forms_in(this.forms / "2025-11")[UNITS[place]].read_bytes()
    path.write_bytes(edited(raw, filling(said), "2025-11-26T08:00:00Z"))
    return path


def test_a_second_return_replaces_the_first_once_its_difference_was_shown(
    run: Run, filed: Round, tmp_path: Path
) -> None:
    before = filed.all_filed()
    said = typed(1) | {"1.1.2": {**typed(1)["1.1.2"], "本期进展": "又办了两件"}}
    path = second_form(filed, tmp_path, 1, said)
    shown = collect(run, filed, str(path))
    assert shown.code == 1
    assert "-    progress: 办了1件\n+    progress: 又办了两件\n" in shown.out
    assert filed.all_filed() == before
    assert collect(run, filed, str(path), "--yes").code == 0
    after = filed.all_filed()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {f"demo/2025-11/{UNITS[1]}.yaml"}
    items = yaml.safe_load(filed.filed(UNITS[1]).read_text(encoding="utf-8"))["items"]
    assert items["1.1.2"]["progress"] == "又办了两件"


def test_a_second_return_with_rows_cut_out_keeps_what_they_said(
    run: Run, filed: Round, tmp_path: Path
) -> None:
    path = tmp_path / "补报.xlsx"
    place = 8  # leads 1.1.8 and 1.1.9
    said = {"1.1.9": {"本期进展": "新的", "完成情况": "已办结"}}

    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        filling(said)(sheet, columns)
        sheet.delete_rows(row_of(sheet, "1.1.8"))

    raw = forms_in(filed.forms / "2025-11")[UNITS[place]].read_bytes()
    path.write_bytes(edited(raw, edit, "2025-11-26T08:00:00Z"))
    assert collect(run, filed, str(path), "--yes").code == 0
    items = yaml.safe_load(filed.filed(UNITS[place]).read_text(encoding="utf-8"))["items"]
    assert items == {
        "1.1.8": expected(place)["1.1.8"], "1.1.9": {"state": "已完成", "progress": "新的"}
    }  # fmt: skip


def test_a_second_return_keeps_what_its_blank_rows_said(
    run: Run, filed: Round, tmp_path: Path
) -> None:
    """What was typed in a row replaces the row; rows and lines left blank say nothing."""
    place = 8  # leads 1.1.8 and 1.1.9
    path = second_form(filed, tmp_path, place, {"1.1.9": {"本期进展": "新的"}})
    assert collect(run, filed, str(path), "--yes").code == 0
    value = yaml.safe_load(filed.filed(UNITS[place]).read_text(encoding="utf-8"))
    assert value["items"] == {"1.1.8": expected(place)["1.1.8"], "1.1.9": {"progress": "新的"}}
    assert value["reported_by"] == f"人{place}"


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ({"1.1.1（2）": {"累计完成数": "15"}}, {"done": {"培训骨干": 1200, "开展活动": 15}}),
        (
            {"1.1.1": {"本期进展": "新的"}},
            {"progress": "新的", "done": {"开展活动": 12}, "state": None, "trouble": None,
             "this_period": None},
        ),
        ({"1.1.1": {"本期完成数": "无"}, "1.1.1（2）": {"累计完成数": "无"}}, {}),
    ],
)  # fmt: skip
def test_of_a_measure_with_two_rows_the_blank_one_keeps_what_it_said(
    run: Run, filed: Round, tmp_path: Path, said: dict[str, dict[str, str]], now: dict[str, Any]
) -> None:
    path = second_form(filed, tmp_path, 0, said)
    collect(run, filed, str(path), "--yes")
    items = yaml.safe_load(filed.filed(UNITS[0]).read_text(encoding="utf-8"))["items"]
    wanted = {**expected(0)["1.1.1"], **now}
    assert items == {"1.1.1": {key: value for key, value in wanted.items() if value}}


def test_once_the_cell_is_put_right_it_is_taken(run: Run, filed: Round, tmp_path: Path) -> None:
    said = typed(UNREADABLE) | {"1.1.10（2）": {"累计完成数": "12"}}
    path = second_form(filed, tmp_path, UNREADABLE, {key: said[key] for key in said})
    done = collect(run, filed, str(path), "--period", "2025-11", "--yes")
    assert done.code == 0
    assert f"已报 32 家；未报 6 家：{UNITS[UNTOUCHED]}" in done.err


@pytest.mark.parametrize(("args", "code"), [((), 0), (("--check",), 1)])
def test_missing_units_fail_only_where_that_is_asked(
    run: Run, filed: Round, args: tuple[str, ...], code: int
) -> None:
    name = next(path for path in filed.back.iterdir() if path.name.startswith("0报送"))
    assert collect(run, filed, str(name), *args).code == code


def test_the_next_period_s_forms_carry_last_period_s_words_in_grey_only(
    run: Run, filed: Round, tmp_path: Path
) -> None:
    out = tmp_path / "十二月"
    told = ("export", str(out), "--only", TITLE, "--period", "2025-12", "-p", str(filed.plan))
    assert run(*told).code == 0
    for place, unit in enumerate(UNITS):
        sheet: Any = openpyxl.load_workbook(forms_in(out)[unit])[TITLE]
        head: Any = next(row for row in sheet.iter_rows() if row[0].value == "序号")
        titles = {cell.value: cell.column for cell in head}
        row = row_of(sheet, measures(place)[0])
        cell = sheet.cell(row, titles["上期进展"])
        assert cell.fill.fgColor.rgb == "FFF2F2F2"
        if place in GOOD:
            state = WORD[STATES[place % 3]]
            assert cell.value == f"2025年11月：{state}，累计1200人\n办了{place}件"
        else:
            assert cell.value is None
        others = ("本期进展", "本期完成数", "累计完成数", "完成情况", "存在问题", "备注")
        assert all(sheet.cell(row, titles[title]).value is None for title in others)


def test_killed_in_the_middle_each_file_is_as_it_was_or_as_it_should_be(
    run: Run, sent: Round, tmp_path: Path
) -> None:
    whole = sent._replace(plan=tmp_path / "whole" / "plan.yaml")
    whole.plan.parent.mkdir()
    shutil.copy(sent.plan, whole.plan)
    collect(run, whole, str(sent.back), "--period", "2025-11", "--yes")
    wanted = whole.all_filed()
    for number in (1, 12):
        this = sent._replace(plan=tmp_path / str(number) / "plan.yaml")
        this.plan.parent.mkdir()
        shutil.copy(sent.plan, this.plan)
        command = [sys.executable, "-m", "sciplan", "collect", str(sent.back), "--yes"]
        command += ["--period", "2025-11", "-p", str(this.plan)]
        env = environment({"SCIPLAN_TODAY": "2026-06-30"})
        with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as going:  # fmt: skip
            end = time.monotonic() + 60
            while time.monotonic() < end and going.poll() is None:
                if len(list(this.filed("x").parent.glob("*.yaml"))) >= number:
                    going.send_signal(signal.SIGKILL)
                    break
            going.wait()
        left = this.all_filed()
        files = {name: raw for name, raw in left.items() if name.endswith(".yaml")}
        assert len(files) >= number
        assert all(raw == wanted[name] for name, raw in files.items())
        collect(run, this, str(sent.back), "--period", "2025-11", "--yes")
        again = this.all_filed()
        assert {name: raw for name, raw in again.items() if name in wanted} == wanted


def test_what_was_collected_is_looked_at_and_ruled(run: Run, filed: Round) -> None:
    def rows(*args: str) -> list[dict[str, Any]]:
        done = run("progress", "-p", str(filed.plan), "-f", "json", *args)
        assert done.code == 0, done.err
        found: list[dict[str, Any]] = json.loads(done.out)
        return found

    by_key = {(each["measure"], each["unit"]): each for each in rows()}
    assert {unit for _, unit in by_key} == set(UNITS)
    for place in GOOD:
        for ident, item in expected(place).items():
            row = by_key[ident, UNITS[place]]
            if place == CUT and ident == measures(place)[-1]:
                assert (row["state"], row["received"]) == (None, None)
                continue
            numbers = item.get("done", {})
            assert (row["state"], row["progress"]) == (item["state"], item["progress"])
            assert row["done"] == list(numbers.values())
            # 334 of 1,095 days of 3,000 people, and of 730 days of 30 events, of which 12 are held.
            assert row["expected"] == [915.07, 13.73][: len(numbers)]
            assert row["pace"] == ("不作比较", "超序时", "未达到序时")[len(numbers)]
    missing = [UNITS[place] for place in (UNTOUCHED, UNREADABLE, *range(BACK, len(UNITS)))]
    said = run("progress", "-p", str(filed.plan), "--missing", "--period", "2025-11").out
    for unit in UNITS:
        assert (f"{unit}：贵单位11月进展情况尚未收到" in said) == (unit in missing)
    assert f"{UNITS[CUT]}：贵单位11月进展情况已收到，还缺 {measures(CUT)[-1]}，请补报。" in said

    before = filed.all_filed()
    args = ("1.1.1", "同意延期", "--until", "2028-06", "--yes", "-p", str(filed.plan))
    assert run("progress", "rule", *args).code == 0
    after = filed.all_filed()
    assert after.keys() - before.keys() == {"demo/2025-11/核定.yaml"}
    assert all(after[path] == content for path, content in before.items())
    # 334 of 1,277 days of 3,000, and of as many of 30.
    (ruled,) = rows("1.1.1")
    assert (ruled["verdict"], ruled["expected"]) == ("同意延期", [784.65, 7.85])
    assert ruled["pace"] == "超序时"
    done = run("validate", str(filed.plan.parent / "progress"), "--level", "warning")
    assert (done.code, done.out) == (0, "")


def test_papers_of_what_was_collected(run: Run, filed: Round, tmp_path: Path) -> None:
    names = ("进展汇总表", "进度统计表", "综合材料素材", "工作提示单")
    asked = [word for name in names for word in ("--only", name)]
    done = run(
        "export", str(tmp_path / "材料"), "-p", str(filed.plan), *asked, "--period", "2025-11"
    )
    assert done.code == 0, done.err
    found = {path.name: path for path in (tmp_path / "材料").iterdir()}

    missing = {UNITS[place] for place in (UNTOUCHED, UNREADABLE, *range(BACK, len(UNITS)))}
    foot = paragraphs(found["18-进展汇总表（2025年11月）.docx"])
    assert any("应报38家" in line and f"未报{len(missing)}家" in line for line in foot)

    (counts,) = tables(found["19-进度统计表（2025年11月）.docx"])
    rows = {row[0]: row[1:3] for row in counts[1:-1]}
    assert list(rows) == list(UNITS)
    for place, unit in enumerate(UNITS):
        given = 0 if unit in missing else len(measures(place)) - (place == CUT)
        assert rows[unit] == [str(len(measures(place))), str(given) if given else ""]

    words = "\n".join(paragraphs(found["20-综合材料素材（2025年11月）.docx"]))
    for place in GOOD:
        assert (f"办了{place}件" in words) == (UNITS[place] not in missing)

    # Of two numbers the second is behind: 12 of the 13.73 that 334 of 730 days ask of 30.
    behind = {
        UNITS[place]
        for place in GOOD
        for ident, item in expected(place).items()
        if len(item.get("done", {})) == 2 and (place, ident) != (CUT, measures(CUT)[-1])
    }
    prompts = {
        path.stem.partition("-")[2] for path in found["21-工作提示单（2025年11月）"].iterdir()
    }
    assert prompts == behind
