import pytest

from sciplan.base.problem import Location, first_few

PARAGRAPH = Location.of_paragraph("方案.docx", 12)
CELL = Location.of_cell("表.xlsx", "数据!E12", 12, 5)


@pytest.mark.parametrize(
    ("place", "shown", "within", "is_text"),
    [
        (Location("p.yaml"), "p.yaml", "", False),
        (Location("p.yaml", 3, 5, 3, 8), "p.yaml:3:5", "", True),
        (PARAGRAPH, "方案.docx:12:1", "第 12 段", False),
        (CELL, "表.xlsx!数据!E12", "数据!E12", False),
    ],
)
def test_a_place_in_words(place: Location, shown: str, within: str, is_text: bool) -> None:
    assert (str(place), place.within, place.is_text) == (shown, within, is_text)


def test_cells_sort_by_row_and_column() -> None:
    cells = [("E12", 12, 5), ("AA9", 9, 27), ("D12", 12, 4), ("E9", 9, 5)]
    places = sorted(Location.of_cell("表.xlsx", *cell) for cell in cells)
    assert [place.cell for place in places] == ["E9", "AA9", "D12", "E12"]


def test_paragraphs_sort_by_number_behind_the_whole_document() -> None:
    places = [Location.of_paragraph("a.docx", number) for number in (10, 2)]
    assert [one.paragraph for one in sorted([*places, Location("a.docx")])] == [0, 2, 10]


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ([], ""),
        (["甲"], "甲"),
        (["甲", "乙"], "甲、乙"),
        (["甲", "乙", "丙"], "甲、乙 等 3 个"),
    ],
)
def test_of_many_names_a_message_lists_the_first(names: list[str], listed: str) -> None:
    assert first_few(names, 2, "个") == listed
