"""Rows of a form as people leave them: cells merged, cleared, typed in another width."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from progress_samples import (
    TITLE,
    UNITS,
    Edit,
    as_csv,
    edited,
    filling,
    forms_in,
    plan_text,
    row_of,
)
from support import Ran, Run

Back = Callable[..., tuple[Ran, dict[str, Any] | None]]
TWO = {"1.1.1": {"本期进展": "办了", "累计完成数": "1200"}, "1.1.1（2）": {"累计完成数": "12"}}
BOTH = {"1.1.2": {"本期进展": "甲"}, "1.1.3": {"本期进展": "乙"}}
"""What the first unit types of its one measure, and the third of its two."""
TAKEN = {"1.1.1": {"progress": "办了", "done": {"培训骨干": 1200, "开展活动": 12}}}


@pytest.fixture
def back(run: Run, tmp_path: Path) -> Back:
    """Return a function that brings in the form of the unit at a place, edited; as CSV if saved so.

    It gives what was said, and the items that were filed; None where nothing was.
    """
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text("progress: {period: month}"), encoding="utf-8")

    def bring(
        place: int, edit: Edit, save: Callable[[bytes], bytes] | None = None
    ) -> tuple[Ran, dict[str, Any] | None]:
        told = ("--only", TITLE, "--period", "2025-11", "--unit", UNITS[place], "-p", str(plan))
        assert run("export", str(tmp_path / "发出"), *told).code == 0
        (form,) = forms_in(tmp_path / "发出").values()
        path = tmp_path / ("表.csv" if save else "表.xlsx")
        content = edited(form.read_bytes(), edit)
        path.write_bytes(save(content) if save else content)
        done = run("collect", str(path), "-p", str(plan), "--yes")
        filed = tmp_path / "progress" / "demo" / "2025-11" / f"{UNITS[place]}.yaml"
        if not filed.exists():
            return done, None
        return done, yaml.safe_load(filed.read_text(encoding="utf-8"))["items"]

    return bring


def merging(said: Mapping[str, Mapping[str, str]], titles: str, first: str, rows: int = 2) -> Edit:
    """Return an edit that fills in a form, and merges the cells of some columns over rows."""

    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        filling(said)(sheet, columns)
        row = row_of(sheet, first)
        for title in titles.split():
            column = columns[title]
            sheet.merge_cells(
                start_row=row, end_row=row + rows - 1, start_column=column, end_column=column
            )

    return edit


@pytest.mark.parametrize("titles", ["序号", "序号 任务内容 身份 完成时限 上期进展 本期进展"])
def test_of_a_measure_whose_rows_are_merged_each_row_is_known_by_its_target(
    back: Back, titles: str
) -> None:
    done, items = back(0, merging(TWO, titles, "1.1.1"))
    assert (done.code, items) == (0, TAKEN)
    assert "合并" not in done.out
    assert "少了" not in done.out


def test_of_two_measures_that_are_merged_each_is_known_by_its_title(back: Back) -> None:
    done, items = back(2, merging(BOTH, "序号", "1.1.2"))
    assert (done.code, items) == (0, {"1.1.2": {"progress": "甲"}, "1.1.3": {"progress": "乙"}})


def test_rows_that_nothing_tells_apart_are_told_by_their_cells(back: Back) -> None:
    every = "序号 任务内容 身份 目标要求 完成时限 上期进展 计量单位"
    done, items = back(2, merging(BOTH, every, "1.1.2"))
    assert (done.code, items) == (1, None)
    assert "“序号”是合并的单元格，看不出这一行是哪一项；请取消合并" in done.out
    assert "有两行都填了" not in done.out


def test_a_number_in_a_merged_cell_is_no_row_s(back: Back) -> None:
    done, items = back(0, merging(TWO, "累计完成数", "1.1.1"))
    assert (done.code, items) == (1, None)
    assert "“累计完成数”是合并的单元格，看不出 1200 是哪一格的数；请取消合并" in done.out


def test_words_in_a_merged_cell_are_those_of_all_its_rows(back: Back) -> None:
    done, items = back(2, merging({"1.1.2": {"本期进展": "都办了"}}, "本期进展", "1.1.2"))
    assert (done.code, items) == (
        0, {"1.1.2": {"progress": "都办了"}, "1.1.3": {"progress": "都办了"}}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("was", "now"), [("1.1.1（2）,", ","), ("1.1.1,", "2001/1/1,"), ("1.1.1,", "1月1日,")]
)
def test_in_a_csv_file_too_a_row_whose_key_is_gone_is_known_by_what_is_printed(
    back: Back, was: str, now: str
) -> None:
    def saved(raw: bytes) -> bytes:
        text = as_csv(raw, "utf-8").decode()
        assert f"\n{was}" in text
        return text.replace(f"\n{was}", f"\n{now}").encode("gb18030")

    done, items = back(0, filling(TWO), saved)
    assert (done.code, items) == (0, TAKEN)
    assert f"“序号”写作“{now[:-1]}”，按同一行印着的内容认作“{was[:-1]}”" in done.out


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("１.１.１(2)", ""),
        ("1.1.1 （2）", ""),
        (None, "“序号”空着，按同一行印着的内容认作“1.1.1（2）”"),
    ],
)
def test_a_key_is_known_in_any_width_and_by_its_row_where_it_was_cleared(
    back: Back, said: str | None, told: str
) -> None:
    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        filling(TWO)(sheet, columns)
        sheet.cell(row_of(sheet, "1.1.1（2）"), 1).value = said

    done, items = back(0, edit)
    assert (done.code, items) == (0, TAKEN)
    assert told in done.out
    assert bool(told) == bool(done.out.count("form-altered"))


def test_a_row_that_repeats_what_is_printed_in_another_is_not_that_one(back: Back) -> None:
    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        filling(TWO)(sheet, columns)
        row = row_of(sheet, "1.1.1（2）")
        for column in range(2, len(columns) + 1):
            sheet.cell(row + 1, column).value = sheet.cell(row, column).value

    done, items = back(0, edit)
    assert (done.code, items) == (0, TAKEN)
    assert "这一行没有序号，没有取" in done.out


def test_a_telephone_behind_a_name_is_not_filed_and_one_in_the_words_is_told(
    back: Back, tmp_path: Path
) -> None:
    said = {"1.1.1": {"本期进展": "请找李四13900000000"}}
    done, items = back(0, filling(said, "张三（电话：0999-3123456）"))
    assert (done.code, items) == (0, {"1.1.1": {"progress": "请找李四13900000000"}})
    text = next(tmp_path.glob("progress/demo/*/*.yaml")).read_text(encoding="utf-8")
    assert "reported_by: 张三\n" in text
    assert "3123456" not in text + done.out + done.err
    assert "“填报人”里的电话没有写入" in done.out
    assert "“本期进展”里有手机号码，会存进方案文件夹" in done.out


def test_a_row_of_totals_is_told_once(back: Back) -> None:
    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        filling(TWO)(sheet, columns)
        row = sheet.max_row + 1
        sheet.cell(row, columns["序号"]).value = "合计"
        sheet.cell(row, columns["累计完成数"]).value = "1212"

    done, items = back(0, edit)
    assert (done.code, items) == (0, TAKEN)
    assert done.out.count("!A10") == 1
    assert "写作“合计”，发出的表里没有，这一行没有取" in done.out


@pytest.mark.parametrize(("typed", "told"), [("1.2", True), ("1200.0", False), ("0.12万", False)])
def test_half_a_person_is_told(back: Back, typed: str, told: bool) -> None:
    done, items = back(0, filling({"1.1.1": {"累计完成数": typed}}))
    assert done.code == 0
    assert items == {"1.1.1": {"done": {"培训骨干": 1.2 if told else 1200}}}
    said = "“累计完成数”填的是 1.2，“人”没有小数，是不是以万计？现按 1.2 计，请核对"
    assert (said in done.out) == told
