import pytest

from sciplan.checks.rules.registry import find
from support import plan_of, small, with_measure


@pytest.mark.parametrize(
    ("headings", "columns", "wrong"),
    [
        ({"cooperating": "责任单位"}, [], []),
        ({"cooperating": "牵头单位"}, [], ["cooperating"]),
        (
            {"lead": "配合单位", "cooperating": "牵头单位"},
            [],
            [],
        ),  # odd, but told apart
        ({"lead": "责任单位", "cooperating": "责任单位"}, [], ["cooperating"]),
        ({"lead": "负责单位"}, [], []),  # the plan names no responsible unit
        ({"lead": "负责单位"}, ["title", "lead", "responsible"], ["lead"]),
        ({"title": "序号"}, [], ["title"]),
    ],
)
def test_no_two_columns_are_called_the_same(
    headings: dict[str, str], columns: list[str], wrong: list[str]
) -> None:
    plan = plan_of(small(papers={"headings": headings, "columns": columns}))
    assert [finding.path[-1] for finding in find("bad-papers").check(plan)] == wrong


def test_a_column_counts_where_any_measure_fills_it() -> None:
    papers = {"headings": {"lead": "负责单位"}}
    plan = plan_of(with_measure(responsible=["乙局"]) | {"papers": papers})
    (finding,) = find("bad-papers").check(plan)
    assert finding.message == "lead 列的标题“负责单位”与 responsible 列相同"
