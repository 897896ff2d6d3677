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


@pytest.mark.parametrize(
    ("copies", "right"),
    [
        ("2", True),
        ("4", True),
        ("99", True),
        ("1", False),
        ("0", False),
        ("2.5", False),
        ("100", False),
    ],
)
def test_a_pledge_has_a_copy_for_each_side(copies: str, right: bool) -> None:
    plan = plan_of(small(papers={"pledge": {"copies": copies}}))
    paths = [finding.path for finding in find("bad-papers").check(plan)]
    assert paths == ([] if right else [("papers", "pledge", "copies")])


@pytest.mark.parametrize(("summary", "wrong"), [("", []), ("办好它", ["title"])])
def test_titles_may_be_called_content_only_where_there_is_none(
    summary: str, wrong: list[str]
) -> None:
    papers = {"headings": {"title": "任务内容"}}
    plan = plan_of(with_measure(**({"summary": summary} if summary else {})) | {"papers": papers})
    assert [finding.path[-1] for finding in find("bad-papers").check(plan)] == wrong


def test_content_is_a_column_of_the_breakdown() -> None:
    plan = plan_of(small(papers={"columns": ["number", "content", "lead"]}))
    assert not list(find("bad-papers").check(plan))


def test_a_column_counts_where_any_measure_fills_it() -> None:
    papers = {"headings": {"lead": "负责单位"}}
    plan = plan_of(with_measure(responsible=["乙局"]) | {"papers": papers})
    (finding,) = find("bad-papers").check(plan)
    assert finding.message == "lead 列的标题“负责单位”与 responsible 列相同"
