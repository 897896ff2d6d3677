"""Which units of several plans are one body."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.plan.graph import build, entries_of, shares_in
from sciplan.plan.model import Plan, UnitKey
from sciplan.plan.resolve import unit
from sciplan.plan.together import Bodies
from sciplan.queries.workload import workload
from support import Data, plan_of

RENAME = {"date": "2024-01-01", "kind": "rename", "from": ["市工信局"], "into": ["市产业局"],
          "basis": "某发〔2024〕1号"}  # fmt: skip
PLATE = {"date": "2024-01-01", "kind": "nameplate", "from": ["市府办"], "into": ["市数据局"],
         "basis": "某发〔2024〕1号"}  # fmt: skip
MERGE = {"date": "2024-01-01", "kind": "merge", "from": ["市老龄办"], "into": ["市府办"],
         "basis": "某发〔2024〕1号"}  # fmt: skip


def plan(ident: str, *reforms: Data, place: str = "某省某市", **units: Data) -> Plan:
    """Return a plan in which each unit leads a measure of its own."""
    measures = [
        {"id": f"1.{number}", "title": f"办{number}", "lead": [name]}
        for number, name in enumerate(units, 1)
    ]
    return plan_of(
        {
            "format": "sciplan/1",
            "plan": {"id": ident, "title": ident, "jurisdiction": place},
            "units": {name: said or {} for name, said in units.items()},
            "reforms": list(reforms),
            "sections": [{"id": "1", "title": "第一部分", "measures": measures}],
        }
    )


def called(*plans: Plan) -> list[list[str]]:
    return [[each.name for each in found.units] for found in Bodies(plans).named_alike()]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (plan("a", 市科协={}), plan("b", 市科协={}), ["市科协"]),
        (plan("a", 市科协={"aliases": ["科协"]}), plan("b", 科协={}), ["市科协"]),
        (plan("a", 市科协={}), plan("b", 科协={"aliases": ["市科协"]}), ["市科协"]),
        (
            plan("a", 市科协={"full_name": "某市科学技术协会"}),
            plan("b", 市科学技术协会={"full_name": "某市科学技术协会"}),
            ["市科协"],
        ),
        (plan("a", 市科协={"misprints": ["市科斜"]}), plan("b", 市科斜={}), ["市科斜"]),
        (plan("a", 市发改委={}), plan("b", 市发展改革委={}), ["市发展改革委"]),
        (plan("a", place="甲市", 市科协={"aliases": ["科协"]}), plan("b", 科协={}), ["科协"]),
        (plan("a", RENAME, 市工信局={}), plan("b", 市产业局={}), ["市工信局"]),
        (plan("a", PLATE, 市府办={}), plan("b", 市数据局={}), ["市府办"]),
        (plan("a", MERGE, 市府办={}, 市老龄办={}), plan("b", 市老龄办={}), ["市老龄办"]),
        # What a plan registers apart is two.
        (
            plan("a", 市科协={"aliases": ["科协"]}),
            plan("b", 科协={}, 市科协={}),
            ["科协", "市科协"],
        ),
    ],
)
def test_what_joins(first: Plan, second: Plan, expected: list[str]) -> None:
    assert called(first, second)[1] == expected


def test_a_body_answers_to_all_its_names_and_print_stays() -> None:
    plans = Bodies(
        [plan("a", 市科协={}, 市府办={}), plan("b", 科协={"aliases": ["市科协", "科技协会"]})]
    ).named_alike()
    graph = build(plans)
    assert unit(plans, "科技协会").key == UnitKey("某省某市", "市科协")
    second = [measure for measure, _ in entries_of(graph) if measure.plan == "b"]
    assert [share.unit.unit for each in second for share in shares_in(graph, each)] == ["市科协"]
    assert plans[1].entries[0].measure.lead == ("科协",)


def test_bodies_are_joined_over_a_third_plan() -> None:
    plans = [plan("a", 甲局={}), plan("b", 乙局={}), plan("c", 丙局={"aliases": ["甲局", "乙局"]})]
    for some in permutations(plans):
        assert {name for names in called(*some) for name in names} == {some[0].units[0].name}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("市发改委", "市发展改革委", ("市发改委", "市发展改革委", ("市发改委",))),
        ("市科协", "市老科协", None),
        ("市教育局", "市教体局", None),
        ("市府办", "市府办", None),
    ],
)
def test_near_misses(one: str, other: str, told: tuple[Any, ...] | None) -> None:
    mine: dict[str, Any] = {one: {}}
    theirs: dict[str, Any] = {other: {}}
    first, second = plan("a", **mine), plan("b", **theirs)
    for plans in ([first, second], [second, first]):
        found = list(Bodies(plans).near_misses())
        assert [(miss.name, miss.other, miss.aliases) for miss in found] == ([told] if told else [])


def test_what_is_told_to_be_written_joins() -> None:
    first = plan("a", 市发改委={})
    second = plan("b", 市发展改革委={"aliases": ["市发展和改革委"]})
    [miss] = Bodies([first, second]).near_misses()
    assert miss.plan == 1
    mended = plan("b", 市发展改革委={"aliases": list(miss.aliases)})
    assert called(first, mended) == [["市发改委"], ["市发改委"]]
    assert not list(Bodies([first, mended]).near_misses())


NAMES = st.sampled_from(["甲局", "乙局", "丙局", "丁局"])


@st.composite
def several(draw: st.DrawFn) -> list[Plan]:
    found = []
    for number in range(draw(st.integers(2, 4))):
        names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
        others = [name for name in ("甲局", "乙局", "丙局", "丁局") if name not in names]
        aliases: dict[str, list[str]] = {name: [] for name in names}
        for other in others:
            if draw(st.booleans()):
                aliases[draw(st.sampled_from(names))].append(other)
        units: dict[str, Any] = {name: {"aliases": some} for name, some in aliases.items()}
        found.append(plan(f"p{number}", **units))
    return found


@given(several())
def test_a_sum_over_plans_is_the_sum_of_the_plans(plans: list[Plan]) -> None:
    shown = Bodies(plans).named_alike()
    whole = {row.unit: row.total for row in workload(build(shown))}
    parts: dict[str, int] = {}
    for each in shown:
        for row in workload(build([each])):
            parts[row.unit] = parts.get(row.unit, 0) + row.total
    assert whole == parts
    assert sum(whole.values()) == sum(len(each.entries) for each in plans)


@given(several(), st.randoms(use_true_random=False))
def test_the_order_of_plans_changes_nothing_but_order_and_names(
    plans: list[Plan], random: Any
) -> None:
    def bodies(given: list[Plan]) -> set[frozenset[tuple[str, str]]]:
        found: dict[str, set[tuple[str, str]]] = {}
        for issued, shown in zip(given, Bodies(given).named_alike(), strict=True):
            for before, after in zip(issued.units, shown.units, strict=True):
                found.setdefault(after.name, set()).add((issued.id, before.name))
        return set(map(frozenset, found.values()))

    turned = list(plans)
    random.shuffle(turned)
    assert bodies(plans) == bodies(turned)
