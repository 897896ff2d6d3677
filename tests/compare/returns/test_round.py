"""A round as a coordinator does it: forms go out, come back in every way, and are collected.

Once with an invented plan, once with the shipped one, in which cooperating units report too.
"""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from python_calamine import CalamineWorkbook

from office_files import paragraphs, tables
from progress_samples import TITLE, forms_in, row_of
from rounds import ADDED, CUT, LATE, RETITLED, UNTOUCHED, Round
from support import Ran, Run


def collect(run: Run, this: Round, *args: str) -> Ran:
    return run("collect", *args, "-p", str(this.plan))


def rows_in(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a form by their keys: column's title → text."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(TITLE).to_python()
    head = next(number for number, row in enumerate(rows) if row[0] == "序号")
    titles = list(map(str, rows[head]))
    return {str(row[0]): dict(zip(titles, map(str, row), strict=True)) for row in rows[head + 1 :]}


def test_a_form_goes_to_each_unit_that_is_asked_and_to_nobody_else(sent: Round) -> None:
    assert list(forms_in(sent.forms / "2025-11")) == list(sent.case.units)
    assert len(sent.case.units) == 38
    for place, path in enumerate(forms_in(sent.forms / "2025-11").values()):
        assert list(rows_in(path)) == [row.key for row in sent.case.at(place)]


def test_what_came_back_is_filed_as_it_was_typed(filed: Round) -> None:
    case, done = filed.case, filed.ran
    assert done.code == 1  # one is of last month, one has a cell that can't be read
    for place in case.good:
        unit = case.units[place]
        said = yaml.safe_load(filed.filed(unit).read_text(encoding="utf-8"))
        assert (said["unit"], said["period"], said["plan"]) == (unit, "2025-11", case.plan)
        assert said["items"] == case.items(place), unit
        assert said["reported_by"] == f"人{place}"
        assert said["source"]["file"].startswith(f"{place}报送")
    names = {f"{case.plan}/2025-11/{case.units[place]}.yaml" for place in case.good}
    assert {*filed.all_filed()} == names
    unreadable = case.units[case.unreadable]
    silent = [unit for unit in case.missing if unit != unreadable]
    assert (
        f"2025年11月：应报 38 家，已报 31 家；交了没有取的 1 家：{unreadable}；"
        f"未报 {len(silent)} 家：{'、'.join(silent)}"
    ) in done.err


def test_all_that_is_odd_is_told_where_it_is(run: Run, sent: Round) -> None:
    case = sent.case
    done = collect(run, sent, str(sent.back), "--period", "2025-11", "-f", "json")
    found: list[dict[str, Any]] = json.loads(done.out)
    told = {
        (
            each["code"],
            each["severity"],
            Path(each["path"]).name.partition("（")[0],
            each.get("cell", ""),
        )
        for each in found
    }
    unreadable = f"{case.unreadable}报送"
    sheet: Any = openpyxl.load_workbook(sent.back / f"{unreadable}（终稿）.xlsx")[TITLE]
    (key,) = [row.key for row in case.at(case.unreadable) if row.key != row.measure]
    about = {each for each in told if each[0] == "about"}
    odd = told - about
    # Of those who wrote 约1200人 each measure that has the number is told once.
    assert {each[2] for each in about} == {f"{place}报送" for place in case.about}
    assert ("unread-cell", "error", unreadable, f"I{row_of(sheet, key)}") in odd
    codes = {(code, severity, name) for code, severity, name, _ in odd}
    assert codes == {
        ("came-twice", "warning", "最后又改的.xlsx"),
        ("other-period", "error", "上个月的.xlsx"),
        ("rows-gone", "warning", f"{CUT}报送"),
        ("form-altered", "warning", f"{RETITLED}报送"),
        ("form-untouched", "warning", f"{UNTOUCHED}报送"),
        ("row-left", "warning", f"{ADDED}报送"),
        ("unread-cell", "error", unreadable),
    }
    assert sent.all_filed() == {}


@pytest.mark.parametrize("args", [(), ("--dry-run", "--yes")])
def test_without_a_yes_it_is_shown_and_nothing_is_written(
    run: Run, sent: Round, args: tuple[str, ...]
) -> None:
    done = collect(run, sent, str(sent.back), *args)
    assert done.code == 1
    assert "将写入的进展" in done.out
    assert sent.case.units[0] in done.out
    assert "没有写入" in done.err
    assert sent.all_filed() == {}


def test_last_month_s_form_is_filed_under_its_month_where_no_period_is_asked(
    run: Run, sent: Round
) -> None:
    done = collect(run, sent, str(sent.back), "--yes")
    case = sent.case
    said = yaml.safe_load(sent.filed(case.units[LATE], "2025-10").read_text(encoding="utf-8"))
    assert said["items"] == {case.measures(LATE)[0]: {"progress": "上月的"}}
    assert "是2025年10月的表，其余多是2025年11月的；记入2025年10月" in done.out


def test_what_is_filed_passes_the_checks_of_such_files(run: Run, filed: Round) -> None:
    done = run("validate", str(filed.plan.parent / "progress"))
    assert (done.code, done.out) == (0, ""), done.out


def test_collected_again_nothing_changes(run: Run, filed: Round) -> None:
    before = filed.all_filed()
    done = collect(run, filed, str(filed.back), "--period", "2025-11", "--yes")
    assert filed.all_filed() == before
    assert f"等 {len(filed.case.good)} 家与已有的相同，不再写" in done.err


def test_the_next_period_s_forms_carry_last_period_s_words_in_grey_only(
    run: Run, filed: Round, tmp_path: Path
) -> None:
    case, out = filed.case, tmp_path / "十二月"
    told = ("export", str(out), "--only", TITLE, "--period", "2025-12", "-p", str(filed.plan))
    assert run(*told).code == 0
    made = forms_in(out)
    for place, unit in enumerate(case.units):
        line = case.at(place)[0]
        cells = rows_in(made[unit])[line.key]
        number = f"，累计1200{line.unit}" if line.what else ""
        words = f"2025年11月：{case.state(place)}{number}\n办了{place}件"
        assert cells["上期进展"] == (words if place in case.good else "")
        others = ("本期进展", "本期完成数", "累计完成数", "完成情况", "存在问题", "备注")
        assert not any(cells[title] for title in others)
    sheet: Any = openpyxl.load_workbook(made[case.units[0]])[TITLE]
    said = [cell for row in sheet.iter_rows() for cell in row if "办了0件" in str(cell.value)]
    assert {cell.fill.fgColor.rgb for cell in said} == {"FFF2F2F2"}


def test_what_was_collected_is_looked_at_and_ruled(run: Run, filed: Round) -> None:
    case = filed.case

    def rows(*args: str) -> list[dict[str, Any]]:
        done = run("progress", "-p", str(filed.plan), "-f", "json", *args)
        assert done.code == 0, done.err
        found: list[dict[str, Any]] = json.loads(done.out)
        return found

    by_key = {(each["measure"], each["unit"]): each for each in rows()}
    assert set(by_key) == {
        (ident, unit) for place, unit in enumerate(case.units) for ident in case.measures(place)
    }
    for place in case.good:
        for ident in case.measures(place):
            row = by_key[ident, case.units[place]]
            item = case.items(place).get(ident)
            if item is None:
                assert (row["state"], row["received"]) == (None, None)
                continue
            numbers = item.get("done", {})
            assert (row["state"], row["progress"]) == (item["state"], item["progress"])
            assert row["done"] == list(numbers.values())
            assert row["expected"] == [case.expected.get(what) for what in numbers]
            assert row["pace"] == case.paces[len(numbers)]
    said = run("progress", "-p", str(filed.plan), "--missing", "--period", "2025-11").out
    for unit in case.units:
        assert (f"{unit}：贵单位11月进展情况尚未收到" in said) == (unit in case.missing)
    left = case.measures(CUT)[-1]
    assert f"{case.units[CUT]}：贵单位11月进展情况已收到，还缺 {left}，请补报。" in said

    before = filed.all_filed()
    measure, expected, pace = case.ruled
    args = (measure, "同意延期", "--until", "2028-06", "--yes", "-p", str(filed.plan))
    assert run("progress", "rule", *args).code == 0
    after = filed.all_filed()
    assert after.keys() - before.keys() == {f"{case.plan}/2025-11/核定.yaml"}
    assert all(after[path] == content for path, content in before.items())
    ruled = rows(measure)
    assert {each["verdict"] for each in ruled} == {"同意延期"}
    assert [each["expected"] for each in ruled] == [expected] * len(ruled)
    assert {each["pace"] for each in ruled} == {pace}
    done = run("validate", str(filed.plan.parent / "progress"), "--level", "warning")
    assert (done.code, done.out) == (0, "")


def test_papers_of_what_was_collected(run: Run, filed: Round, tmp_path: Path) -> None:
    case = filed.case
    names = ("进展汇总表", "进度统计表", "综合材料素材", "工作提示单")
    asked = [word for name in names for word in ("--only", name)]
    done = run(
        "export", str(tmp_path / "材料"), "-p", str(filed.plan), *asked, "--period", "2025-11"
    )
    assert done.code == 0, done.err
    found = {path.name: path for path in (tmp_path / "材料").iterdir()}

    foot = paragraphs(found["18-进展汇总表（2025年11月）.docx"])
    assert any("应报38家" in line and f"未报{len(case.missing)}家" in line for line in foot)

    (counts,) = tables(found["19-进度统计表（2025年11月）.docx"])
    rows = {row[0]: row[1:3] for row in counts[1:-1]}
    assert list(rows) == list(case.units)
    for place, unit in enumerate(case.units):
        given = str(len(case.items(place))) if place in case.good else ""
        assert rows[unit] == [str(len(case.measures(place))), given]

    words = "\n".join(paragraphs(found["20-综合材料素材（2025年11月）.docx"]))
    for place, unit in enumerate(case.units):
        assert (f"办了{place}件" in words) == (unit not in case.missing)

    behind = {
        case.units[place]
        for place in case.good
        for item in case.items(place).values()
        if len(item.get("done", {})) == 2 and case.behind
    }
    prompts = found.get("21-工作提示单（2025年11月）")
    made = {path.stem.partition("-")[2] for path in prompts.iterdir()} if prompts else set()
    assert made == behind
