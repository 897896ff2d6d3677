"""Long lists of names and long texts go below their rows, and lose nothing there."""

from dataclasses import replace

import pytest

from sciplan.base.answer import Column, Row, Table
from sciplan.formats.office.arrange import arranged

_ROOM, _MARGIN = 70.0, 1.0
_NAMES = "、".join(f"某{place}局" for place in range(40))
_COLUMNS = (
    Column(key="number", title="序号"),
    Column(key="title", title="任务名称"),
    Column(key="content", title="任务内容", listed=True),
    Column(key="lead", title="牵头单位", listed=True),
    Column(key="cooperating", title="配合单位", listed=True),
)


def table(content: str, helpers: str) -> Table:
    rows = [Row(cells=(f"1.{n}", "推进阵地建设", content, "甲局", helpers)) for n in range(9)]
    return Table(columns=_COLUMNS, rows=tuple(rows))


def titles(made: Table) -> list[str]:
    return [column.title for column in made.columns]


def test_long_texts_and_lists_go_below_in_the_columns_order() -> None:
    made = arranged(table("办事" * 90, _NAMES), _ROOM, _MARGIN)
    assert titles(made) == ["序号", "任务名称", "牵头单位"]
    assert [row.cells for row in made.rows] == [
        (f"1.{n}", "推进阵地建设", "甲局") for n in range(9)
    ]
    said = (f"任务内容：{'办事' * 90}", f"配合单位：{_NAMES}")
    assert {row.details for row in made.rows} == {said}
    assert arranged(made, _ROOM, _MARGIN) is made


def test_what_fits_in_a_few_lines_stays_in_its_column() -> None:
    short = table("办好一件事", "乙局、丙局")
    assert arranged(short, _ROOM, _MARGIN) is short


def test_a_row_without_a_list_has_no_line_for_it() -> None:
    long = table("", _NAMES)
    first = Row(cells=("0", "推进阵地建设", "", "甲局", ""))
    made = arranged(replace(long, rows=(first, *long.rows)), _ROOM, _MARGIN)
    assert made.rows[0].details == ()
    assert made.rows[1].details == (f"配合单位：{_NAMES}",)


@pytest.mark.parametrize(
    "kept", [{"by_hand": True}, {"total": Row(cells=("合计", "", "", "", ""))}]
)
def test_forms_and_sums_are_left_as_they_are(kept: dict[str, object]) -> None:
    long = replace(table("办事" * 90, _NAMES), **kept)  # type: ignore[arg-type]
    assert arranged(long, _ROOM, _MARGIN) is long
