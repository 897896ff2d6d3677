import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.answer import Column, Row, Table
from sciplan.formats.office.grid import spans
from sciplan.formats.office.layout import Widths, blocks, on_paper, roomy
from sciplan.formats.office.outline import numbered
from sciplan.queries.records import MEASURE, TITLE

TEXTS = st.text("市科协、甲乙 2.1a“", max_size=60)


def columns(count: int) -> tuple[Column, ...]:
    return tuple(Column(key=f"k{n}", title=f"第{n}列") for n in range(count))


def test_an_office_s_headings_are_for_lists_not_for_counts() -> None:
    shown = (
        Column(key="unit", title="单位"),
        Column(key="cooperating", title="配合", number=True),
        Column(key="cooperating", title="配合单位"),
    )
    table = on_paper(Table(columns=shown), {"cooperating": "责任单位"})
    assert [column.title for column in table.columns] == ["单位", "配合", "责任单位"]


@pytest.mark.parametrize(
    ("text", "width"),
    [("市科协", 6), ("2.1.5", 6), ("2025", 5), ("2027年底前", 11), ("2027年9月30日前", 19)],
)
def test_figures_have_room_for_other_fonts_and_for_gaps_beside_them(text: str, width: int) -> None:
    assert roomy(text) == width


@given(st.integers(1, 8).flatmap(lambda n: st.tuples(
    st.just(n), st.lists(st.tuples(*[TEXTS] * n), max_size=5), st.integers(20, 200),
    st.lists(st.integers(0, 5), min_size=n, max_size=n),
)))  # fmt: skip
def test_widths_fill_the_room(drawn: tuple[int, list[tuple[str, ...]], int, list[int]]) -> None:
    count, rows, room, weights = drawn
    for shown in (
        columns(count),
        tuple(Column(key="k", title="列", weight=weight) for weight in weights),
    ):
        shares = Widths(shown, rows).share(room)
        assert sum(shares) == pytest.approx(room)
        assert all(share > 0 for share in shares)


def test_long_text_gets_the_room_and_short_text_stays_on_its_line() -> None:
    rows = [("2.1.5", "市自然资源和规划局", "办事" * 60), ("2.1.6", "市科协", "办事" * 10)]
    ident, unit, title = Widths(columns(3), rows).share(84)
    assert ident >= 5
    assert unit >= 18
    assert title > ident + unit


def test_no_weight_makes_a_column_of_one_character() -> None:
    shown = tuple(
        Column(key=f"k{n}", title="列", weight=weight) for n, weight in enumerate((1, 60))
    )
    narrow, wide = Widths(shown, [("甲", "乙")]).share(84)
    assert narrow >= 4.5
    assert narrow + wide == pytest.approx(84)


def test_an_id_is_not_broken() -> None:
    rows = [("qujing-2021/2.1.5", "办事" * 200)]
    assert Widths(columns(2), rows).share(60)[0] >= len("qujing-2021/2.1.5")


def test_titles_stand_beside_ids_but_where_columns_were_laid_out_for_paper() -> None:
    lead = Column(key="lead", title="牵头单位")
    row = Row(cells=("1", "甲局", "办事"))
    table = on_paper(Table(columns=(MEASURE, lead, TITLE), rows=(row,)), {"lead": "责任单位"})
    assert [column.title for column in table.columns] == ["编号", "举措", "责任单位"]
    assert table.rows[0].cells == ("1", "办事", "甲局")
    heavy = Column(key="lead", title="牵头单位", weight=2)
    kept = on_paper(Table(columns=(MEASURE, heavy, TITLE), rows=(row,)), {})
    assert kept.rows[0].cells == row.cells


@pytest.mark.parametrize(
    ("room", "sizes"), [(100, [10]), (60, [5, 5]), (50, [4, 4, 2]), (1, [1] * 10)]
)
def test_blocks_repeat_what_is_not_upright(room: float, sizes: list[int]) -> None:
    upright = tuple(Column(key=f"u{n}", title="局", upright=True) for n in range(10))
    table = Table(columns=(MEASURE, *upright, TITLE), rows=(Row(cells=("1", *"0123456789", "题")),))
    found = list(blocks(table, [15, *[5] * 10, 15], room))
    assert [len(block.columns) - 2 for block in found] == sizes
    assert "".join("".join(block.rows[0].cells[1:-1]) for block in found) == "0123456789"
    assert {(block.rows[0].cells[0], block.rows[0].cells[-1]) for block in found} == {("1", "题")}


@pytest.mark.parametrize(
    ("keys", "sizes", "expected"),
    [
        ("abcd", [10, 20, 20, 30], [1, 1, 1, 1]),
        ("ad", [10, 70], [1, 3]),
        ("abd", [10, 20, 50], [1, 1, 2]),
        ("xy", [10, 70], [1, 3]),
        ("x", [80], [4]),
    ],
)
def test_columns_span_those_of_the_sheet(
    keys: str, sizes: list[float], expected: list[int]
) -> None:
    base = [("a", 10.0), ("b", 20.0), ("c", 20.0), ("d", 30.0)]
    assert spans(keys, sizes, base) == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["甲", "乙"], ["一、甲", "二、乙"]),
        (["甲"], ["甲"]),
        (["", "甲", "", "乙"], ["", "一、甲", "", "二、乙"]),
        (["一、甲", "二、乙"], ["一、甲", "二、乙"]),
        (["2.1 甲", "2.2 乙"], ["2.1 甲", "2.2 乙"]),
        (["（一）甲", "（二）乙"], ["（一）甲", "（二）乙"]),
        ([f"第{n}" for n in range(100)], [f"第{n}" for n in range(100)]),
    ],
)
def test_numbered(titles: list[str], expected: list[str]) -> None:
    assert list(numbered(titles, "{}、")) == expected
