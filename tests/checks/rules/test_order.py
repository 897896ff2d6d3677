import pytest

from sciplan.checks.rules.registry import BY_CODE
from support import plan_of, real_plan, small


def test_the_shipped_plan_departs_from_its_order_in_three_places() -> None:
    found = [(each.at, each.value) for each in BY_CODE["unusual-order"].check(real_plan())]
    assert found == [("2.2.4", "市教体局"), ("2.4.2", "市教体局"), ("3.1.3", "市工信局")]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["1", "2", "10"], []),
        (["1", "3", "2", "4"], ["3"]),
        (["10", "1", "2"], ["10"]),
        (["1.9", "1.10", "2.1"], []),
        (["1.2", "1.1.5", "1.1"], ["1.1.5", "1.2"]),
        (["9" * 5000, "1"], ["9" * 5000]),
    ],
)
def test_ids_out_of_order(ids: list[str], expected: list[str]) -> None:
    measures = [
        {"id": ident, "title": f"办事{number}", "lead": ["甲局"]}
        for number, ident in enumerate(ids)
    ]
    plan = plan_of(small(sections=[], measures=measures))
    assert sorted(each.value for each in BY_CODE["id-order"].check(plan)) == expected


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["1", "2", "3"], []),
        (["3", "1", "2"], []),
        (["0", "1"], []),
        (["2"], ["缺 1"]),
        (["1", "3", "6"], ["缺 2", "缺 4 至 5"]),
        (["1.1", "1.2", "2.2"], ["缺 2.1"]),
        (["1", "9" * 5000], []),
    ],
)
def test_ids_that_are_missing(ids: list[str], expected: list[str]) -> None:
    measures = [{"id": ident, "title": f"办{ident[:9]}", "lead": ["甲局"]} for ident in ids]
    plan = plan_of(small(sections=[], measures=measures))
    found = [each.message.split("，")[-1] for each in BY_CODE["id-gap"].check(plan)]
    assert found == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("1.1", ""), ("1.2.1", "1/2"), ("1.2.2", "2/2"), ("1.3", "")], []),
        ([("1.1", ""), ("1.2.1", "1/2"), ("1.2.2", "2/2"), ("1.4", "")], ["缺 1.3"]),
        ([("1.1", ""), ("1.2.2", "2/2"), ("1.3", "")], ["缺 1.2.1"]),
        ([("1.1", "1/2"), ("1.2", "2/2"), ("1.4", "")], ["缺 1.3"]),
        ([("1.1", ""), ("1.2.1", ""), ("1.3", "")], ["缺 1.2"]),
    ],
)
def test_clauses_of_one_paragraph_stand_for_its_number(
    rows: list[tuple[str, str]], expected: list[str]
) -> None:
    measures = [
        {"id": ident, "title": f"办{ident}", "lead": ["甲局"]} | ({"part": part} if part else {})
        for ident, part in rows
    ]
    plan = plan_of(small(sections=[{"id": "1", "title": "任务", "measures": measures}]))
    found = [each.message.split("，")[-1] for each in BY_CODE["id-gap"].check(plan)]
    assert found == expected


def test_sections_and_measures_of_one_heading_count_together() -> None:
    below = {
        "measures": [{"id": "1.1", "title": "办事", "lead": ["甲局"]}],
        "provisions": [{"id": "1.2", "title": "保障"}],
        "sections": [{"id": "1.3", "title": "下级"}],
    }
    plan = plan_of(small(sections=[{"id": "1", "title": "上级", **below}]))
    assert list(BY_CODE["id-gap"].check(plan)) == []
