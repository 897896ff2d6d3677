"""The order of units that a draft proposes, held against lists whose order is known."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from import_samples import drafted
from sciplan.checks.rules.registry import BY_CODE
from sciplan.documents.draft.precedence import by_precedence
from sciplan.plan.model import FORMAT, Head, Measure, Plan, Unit
from support import real_plan

NAMES = "甲乙丙丁戊己庚辛"


def plan_of(lists: Sequence[tuple[str, ...]], units: str = NAMES) -> Plan:
    measures = tuple(
        Measure(id=str(number), title="办事", lead=("丑",), cooperating=names)
        for number, names in enumerate(lists, 1)
    )
    listed = tuple(Unit(name=name) for name in units)
    return Plan(format=FORMAT, head=Head(id="p", title="方案"), units=listed, measures=measures)


def order(plan: Plan) -> str:
    return "".join(unit.name for unit in by_precedence(plan))


in_order = st.sets(st.sampled_from(NAMES)).map(lambda some: tuple(sorted(some, key=NAMES.index)))


@given(st.lists(in_order), st.permutations(NAMES))
def test_lists_that_agree_are_kept_whatever_was_met_first(
    lists: list[tuple[str, ...]], met: list[str]
) -> None:
    plan = plan_of(lists, "".join(met))
    ordered = replace(plan, units=by_precedence(plan))
    assert sorted(order(plan)) == sorted(NAMES)
    assert not list(BY_CODE["unusual-order"].check(ordered))


@given(st.lists(st.lists(st.sampled_from(NAMES), max_size=9).map(tuple)))
def test_any_lists_give_each_unit_once(lists: list[tuple[str, ...]]) -> None:
    assert sorted(order(plan_of(lists))) == sorted(NAMES)


def test_the_majority_decides() -> None:
    lists = [("乙", "甲"), ("甲", "乙"), ("乙", "甲"), ("甲", "丙")]
    assert order(plan_of(lists, "甲乙丙")) == "乙甲丙"


def test_a_circle_overrules_its_weakest_list() -> None:
    lists = [("甲", "乙")] * 3 + [("乙", "丙")] * 2 + [("丙", "甲")]
    assert order(plan_of(lists, "丙乙甲")) == "甲乙丙"


def test_the_shipped_order_follows_from_the_lists_and_categories() -> None:
    plan = real_plan()
    names = [unit.name for unit in plan.units]
    mixed = replace(plan, units=tuple(sorted(plan.units, key=lambda unit: unit.name[::-1])))
    # The last four are institutions, which no list holds together, and one stationed there.
    assert [unit.name for unit in by_precedence(mixed)][:34] == names[:34]


def test_what_no_list_places_stands_with_its_category() -> None:
    made = drafted(
        "方案\n一、任务\n1.修渠。（某市水利集团牵头）\n2.种树。（市科协牵头，市财政局配合）\n"
        "3.护林。（市委宣传部牵头，各县区配合）"
    )
    found = [unit.name for unit in made.plan.units]
    assert found == ["市委宣传部", "市财政局", "市科协", "某市水利集团", "各县区"]
