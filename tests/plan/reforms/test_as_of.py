"""Who holds what on a day: the worked example by hand, the kinds one by one, and the laws."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.errors import SciplanError
from sciplan.plan.model import Measure, Plan
from sciplan.plan.reforms.applying import apply
from sciplan.plan.reforms.day import PlanAsOf, as_of
from sciplan.plan.reforms.reform import SHAPES, ReformKind
from sciplan.plan.reforms.words import marked, origin_text, reform_text
from sciplan.plan.role import Role
from sciplan.planfile.load import load
from support import ROOT, plan_of, real_plan

EXAMPLE = load((ROOT / "docs" / "reforms-example.yaml").read_text(encoding="utf-8"), "p.yaml").plan
NOBODY = "承接单位待明确（原{}）"


def held(plan: Plan) -> dict[str, tuple[list[str], list[str]]]:
    """Return id → who leads, who cooperates."""

    def of(measure: Measure, role: Role) -> list[str]:
        return [duty.unit for duty in plan.duties(measure) if duty.role is role]

    return {
        measure.id: (of(measure, Role.LEAD), of(measure, Role.COOPERATING))
        for measure, _, _ in plan.entries
    }


def on(day: str) -> PlanAsOf:
    assert EXAMPLE
    return as_of(EXAMPLE, date.fromisoformat(day))


ISSUED = {
    "1.1": (["市教体局", "市科协"], ["市工信局", "市乡村振兴局"]),
    "1.2": (["市农业农村局"], ["市科协", "市乡村振兴局"]),
    "1.3": (["市乡村振兴局"], ["市农业农村局", "市科协"]),
    "1.4": (["市老龄办"], ["市卫健委", "市科协"]),
    "2.1": (["市教体局"], ["市工信局", "市老龄办"]),
    "2.2": (["市卫健委"], ["市老龄办", "市科协"]),
    "2.3": (["市工信局"], ["市科协"]),
}
RENAMED = ISSUED | {
    "1.1": (["市教体局", "市科协"], ["市工业和信息化局", "市乡村振兴局"]),
    "2.1": (["市教体局"], ["市工业和信息化局", "市老龄办"]),
    "2.3": (["市工业和信息化局"], ["市科协"]),
}
MERGED = RENAMED | {
    "1.1": (["市教体局", "市科协"], ["市工业和信息化局", "市农业农村局"]),
    "1.2": (["市农业农村局"], ["市科协"]),
    "1.3": (["市农业农村局"], ["市科协"]),
    "1.4": (["市民政局"], ["市卫健委", "市科协"]),
}
SPLIT = MERGED | {
    "1.1": (["市教育局", "市科协"], ["市工业和信息化局", "市农业农村局"]),
    "2.1": (
        [NOBODY.format("市教体局")],
        ["市工业和信息化局", NOBODY.format("市老龄办")],
    ),
    "2.2": (["市卫健委"], [NOBODY.format("市老龄办"), "市科协"]),
}
ADJUSTED = SPLIT | {"2.3": (["市工业和信息化局"], ["市教育局"])}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-03-01", ISSUED),
        ("2023-08-31", ISSUED),
        ("2023-09-01", RENAMED),
        ("2024-03-14", RENAMED),
        ("2024-03-15", MERGED),
        ("2024-06-29", MERGED),
        ("2024-06-30", SPLIT),
        ("2025-01-31", SPLIT),
        ("2025-02-01", ADJUSTED),
        ("2030-01-01", ADJUSTED),
    ],
)
def test_the_worked_example(day: str, expected: dict[str, Any]) -> None:
    assert held(on(day)) == expected


def test_each_duty_says_whom_it_came_from() -> None:
    plan = on("2025-02-01")
    found = {
        (entry.measure.id, duty.unit): duty.origin
        for entry in plan.entries
        for duty in plan.duties(entry.measure)
        if duty.origin
    }
    assert found.pop(("1.1", "市教育局")) == ("市教体局", ("某发〔2024〕9号",), ())
    assert found.pop(("1.1", "市农业农村局")) == ("市乡村振兴局", ("某发〔2024〕5号",), ())
    # It had the duty already: its own stays, and says what fell together with it.
    assert found.pop(("1.2", "市农业农村局")) == ("市农业农村局", (), ("市乡村振兴局",))
    # It cooperated and now leads: the higher role is the one that came.
    assert found.pop(("1.3", "市农业农村局")) == (
        "市乡村振兴局", ("某发〔2024〕5号",), ("市农业农村局",),
    )  # fmt: skip
    assert found.pop(("2.3", "市教育局")) == (None, ("某科领办〔2025〕1号",), ())
    assert found.pop(("1.4", "市民政局")) == ("市老龄办", ("某发〔2024〕5号",), ())
    renamed = [origin for (_, unit), origin in found.items() if unit == "市工业和信息化局"]
    assert renamed == [("市工信局", ("某发〔2023〕8号",), ())] * 3
    vacant = {key: origin for key, origin in found.items() if key[1] != "市工业和信息化局"}
    assert vacant == {
        ("2.1", NOBODY.format("市教体局")): ("市教体局", ("某发〔2024〕9号",), ()),
        ("2.1", NOBODY.format("市老龄办")): ("市老龄办", ("某发〔2024〕9号",), ()),
        ("2.2", NOBODY.format("市老龄办")): ("市老龄办", ("某发〔2024〕9号",), ()),
    }


def test_print_ids_and_errata_are_as_issued() -> None:
    plan = on("2030-01-01")
    assert EXAMPLE
    assert plan.entries == EXAMPLE.entries
    assert plan.errata == EXAMPLE.errata
    assert plan.issued_plan is EXAMPLE


def test_the_shipped_plan_is_silent_on_reforms() -> None:
    plan = real_plan()
    assert plan.reforms == ()
    assert held(as_of(plan, date(2026, 1, 1))) == held(plan)


def test_who_stands_in_what_order() -> None:
    assert [unit.name for unit in on("2024-06-30").units] == [
        NOBODY.format("市教体局"),
        "市教育局",
        "市体育局",
        "市工业和信息化局",
        "市农业农村局",
        "市卫健委",
        NOBODY.format("市老龄办"),
        "市民政局",
        "市科协",
    ]


def test_before_its_issue_there_is_no_plan() -> None:
    with pytest.raises(SciplanError, match=r"2022年2月28日早于《某市.*》的成文日期2022年3月1日"):
        on("2022-02-28")


# Kinds -----------------------------------------------------------------------------------------

UNITS = ["甲局", "乙局", "丙局", "丁局"]


def small(*reforms: Mapping[str, Any], **lists: Mapping[str, Any]) -> Plan:
    """Return a plan whose measures are called by letters: m1 has id 1."""
    measures = [
        {"id": ident[1:], "title": f"举措{ident}", **roles} for ident, roles in lists.items()
    ]
    return plan_of(
        {
            "format": "sciplan/1",
            "plan": {"id": "p", "title": "方案"},
            "units": {name: {} for name in UNITS},
            "measures": measures,
            "reforms": [{"basis": "某发1号", **reform} for reform in reforms],
        }
    )


def after(plan: Plan) -> dict[str, tuple[list[str], list[str]]]:
    return held(as_of(plan, date(2030, 1, 1)))


def test_a_chain_keeps_the_printed_body_and_all_documents() -> None:
    plan = small(
        {"date": "2023-01-01", "kind": "merge", "from": ["甲局"], "into": [{"name": "新局"}]},
        {"date": "2024-01-01", "kind": "rename", "from": ["新局"], "into": ["大局"], "basis": "二"},
        {"date": "2025-01-01", "kind": "transfer", "from": ["大局"], "into": ["乙局"],
         "measures": ["1"], "basis": "三"},
        m1={"lead": ["甲局"]},
    )  # fmt: skip
    (duty,) = as_of(plan, date(2030, 1, 1)).duties(plan.measures[0])
    assert duty == ("乙局", Role.LEAD, 1, 1, ("甲局", ("某发1号", "二", "三"), ()))


def test_a_transfer_of_one_role_leaves_the_others() -> None:
    plan = small(
        {"date": "2024-01-01", "kind": "transfer", "from": ["甲局"], "into": ["乙局"],
         "measures": ["1"], "role": "lead"},
        m1={"lead": ["甲局"], "cooperating": ["丙局"]},
        m2={"lead": ["丙局"], "cooperating": ["甲局"]},
    )  # fmt: skip
    assert after(plan) == {"1": (["乙局"], ["丙局"]), "2": (["丙局"], ["甲局"])}


def test_on_one_day_abolish_and_split_come_last() -> None:
    day = "2024-01-01"
    plan = small(
        {"date": day, "kind": "abolish", "from": ["甲局"]},
        {"date": day, "kind": "transfer", "from": ["甲局"], "into": ["乙局"], "measures": ["1"]},
        m1={"lead": ["甲局"]},
        m2={"lead": ["甲局"]},
    )
    assert apply(plan).refused == {}
    assert after(plan) == {"1": (["乙局"], []), "2": ([NOBODY.format("甲局")], [])}


def test_roles_outside_the_three_go_along() -> None:
    plan = small(
        {"date": "2024-01-01", "kind": "merge", "from": ["甲局"], "into": ["乙局"]},
        {"date": "2024-01-02", "kind": "abolish", "from": ["丙局"]},
        m1={"lead": ["丁局"], "others": {"指导": ["甲局", "乙局", "丙局"]}},
    )
    day = as_of(plan, date(2030, 1, 1))
    assert day.other_roles(plan.measures[0]) == {"指导": ("乙局", NOBODY.format("丙局"))}


def test_a_nameplate_moves_nothing_and_means_the_same_body() -> None:
    plan = small(
        {"date": "2024-01-01", "kind": "nameplate", "from": ["甲局"], "into": ["数据局"]},
        {"date": "2024-02-01", "kind": "transfer", "from": ["数据局"], "into": ["乙局"],
         "measures": ["1"]},
        m1={"lead": ["甲局"]},
        m2={"lead": ["甲局"]},
    )  # fmt: skip
    assert after(plan) == {"1": (["乙局"], []), "2": (["甲局"], [])}


def test_a_dissolved_name_means_its_successor_unless_another_body_has_it() -> None:
    merge = {"date": "2024-01-01", "kind": "merge", "from": ["甲局"], "into": ["乙局"]}
    plate = {"date": "2024-01-02", "kind": "nameplate", "from": ["丙局"], "into": ["甲局"]}
    lists = {"lead": ["甲局"]}
    assert as_of(small(merge, m1=lists), date(2030, 1, 1)).by_name["甲局"].name == "乙局"
    assert as_of(small(merge, plate, m1=lists), date(2030, 1, 1)).by_name["甲局"].name == "丙局"


def test_a_refused_reform_changes_nothing() -> None:
    plan = small(
        {"date": "2024-01-01", "kind": "transfer", "from": ["甲局"], "into": [{"name": "新局"}],
         "measures": ["1", "2"]},
        m1={"lead": ["甲局"]},
        m2={"lead": ["乙局"]},
    )  # fmt: skip
    found = as_of(plan, date(2030, 1, 1))
    assert held(found) == held(plan)
    assert found.units == plan.units
    assert [each.code for each in found.refused[0]] == ["reform-duty"]


def test_another_role_of_the_same_body_is_no_new_duty() -> None:
    plan = small(
        {"date": "2024-01-01", "kind": "adjust", "measures": ["1"], "add": {"lead": ["乙局"]},
         "drop": ["乙局"]},
        m1={"lead": ["甲局"], "cooperating": ["乙局"]},
    )  # fmt: skip
    duty = as_of(plan, date(2030, 1, 1)).duties(plan.measures[0])[1]
    assert tuple(duty) == ("乙局", Role.LEAD, 2, 2, ("乙局", ("某发1号",), ()))
    assert marked(duty) == "乙局"
    assert reform_text(plan.reforms[0]) == "1：乙局 改为牵头"
    assert duty.origin
    assert origin_text("乙局", duty.origin) == "后来的文件调整，仍由本单位承担（某发1号）"


@pytest.mark.parametrize(
    "dissolving",
    [
        {"kind": "abolish", "from": ["数据局"]},
        {"kind": "merge", "from": ["数据局"], "into": ["乙局"]},
        {"kind": "split", "from": ["数据局"], "moves": {"乙局": ["1"]}},
    ],
)
def test_a_nameplate_is_not_dissolved_in_the_place_of_its_host(dissolving: dict[str, Any]) -> None:
    plate = {"date": "2024-01-01", "kind": "nameplate", "from": ["甲局"], "into": ["数据局"]}
    plan = small(plate, {"date": "2024-02-01", **dissolving}, m1={"lead": ["甲局"]})
    (refused,) = apply(plan).refused[1]
    assert refused.code == "reform-conflict"
    assert refused.message == "数据局 是 甲局 加挂的牌子，照此会连 甲局 一起撤并"
    assert after(plan) == {"1": (["甲局"], [])}
    host = {**dissolving, "from": ["甲局"]}
    assert apply(small(plate, {"date": "2024-02-01", **host}, m1={"lead": ["甲局"]})).refused == {}


def test_a_body_that_comes_later_on_the_same_day_is_told() -> None:
    day = "2024-01-01"
    split = {"date": day, "kind": "split", "from": ["甲局"], "into": [{"name": "体育局"}],
             "moves": {"体育局": ["1"]}}  # fmt: skip
    merge = {"date": day, "kind": "merge", "from": ["体育局"], "into": ["乙局"]}
    (refused,) = apply(small(split, merge, m1={"lead": ["甲局"]})).refused[1]
    assert refused.message == "这时还没有 体育局：同一天的第 1 条才有"
    assert refused.hint.startswith("同一天里分设、撤销排在最后")
    next_day = {**merge, "date": "2024-01-02"}
    assert apply(small(split, next_day, m1={"lead": ["甲局"]})).refused == {}
    (refused,) = apply(small({**merge, "from": ["无局"]}, m1={"lead": ["甲局"]})).refused[0]
    assert refused.message == "没有 无局 这个单位"


# Laws ------------------------------------------------------------------------------------------

DAY = date(2024, 1, 1)
lists = st.permutations(UNITS).flatmap(
    lambda names: st.tuples(st.integers(0, 3), st.integers(0, 4)).map(
        lambda cuts: {"lead": names[: cuts[0]], "cooperating": names[cuts[0] : cuts[1]]}
    )
)
some_lists = st.lists(lists, min_size=1, max_size=5).map(
    lambda found: {f"m{number}": roles for number, roles in enumerate(found, 1)}
)


@given(some_lists, st.integers(1, 800))
def test_before_all_reforms_it_is_as_issued(printed: dict[str, Any], days: int) -> None:
    plan = small(
        {"date": str(DAY), "kind": "merge", "from": ["甲局"], "into": ["乙局"]},
        {"date": str(DAY), "kind": "abolish", "from": ["丙局"]},
        **printed,
    )
    before = as_of(plan, DAY - timedelta(days=days))
    assert before.units == plan.units
    for entry in plan.entries:
        assert before.duties(entry.measure) == plan.duties(entry.measure)


@given(some_lists)
def test_a_merge_conserves_duties_but_for_the_doubles_that_it_names(
    printed: dict[str, Any],
) -> None:
    reform = {"date": str(DAY), "kind": "merge", "from": ["甲局", "丙局"], "into": ["乙局"]}
    plan = small(reform, **printed)
    effect = apply(plan).effects[0]
    before = [duty for entry in plan.entries for duty in plan.duties(entry.measure)]
    day = as_of(plan, DAY)
    now = [duty for entry in plan.entries for duty in day.duties(entry.measure)]
    assert len(before) == len(now) + len(effect.doubles)
    assert effect.duties == sum(duty.unit in ("甲局", "丙局") for duty in before)
    assert len(effect.doubles) == sum(len(duty.origin.doubles) for duty in now if duty.origin)
    ranks = tuple(Role)
    for entry in plan.entries:
        roles = [d.role for d in plan.duties(entry.measure) if d.unit != "丁局"]
        mine = [d.role for d in day.duties(entry.measure) if d.unit == "乙局"]
        assert mine == ([min(roles, key=ranks.index)] if roles else [])


@given(some_lists, st.permutations(range(4)))
def test_the_order_of_independent_reforms_changes_nothing(
    printed: dict[str, Any], order: list[int]
) -> None:
    reforms: list[dict[str, Any]] = [
        {"date": str(DAY), "kind": "rename", "from": ["甲局"], "into": ["甲委"]},
        {"date": str(DAY), "kind": "abolish", "from": ["乙局"]},
        {"date": str(DAY), "kind": "split", "from": ["丙局"], "into": [{"name": "丙院"}],
         "moves": {"丙院": []}},
        {"date": str(DAY), "kind": "merge", "from": ["丁局"], "into": [{"name": "戊局"}]},
    ]  # fmt: skip
    plan = small(*reforms, **printed)
    other = small(*(reforms[place] for place in order), **printed)
    one, two = as_of(plan, DAY), as_of(other, DAY)
    assert one.units == two.units
    assert one.duties_of == two.duties_of
    assert not apply(other).refused


@given(some_lists, st.lists(st.sampled_from(["rename", "merge", "abolish", "split"]), max_size=4))
def test_no_duty_is_lost_in_silence(printed: dict[str, Any], kinds: list[str]) -> None:
    made: dict[str, dict[str, Any]] = {
        "rename": {"kind": "rename", "from": ["甲局"], "into": ["甲委"]},
        "merge": {"kind": "merge", "from": ["乙局"], "into": ["丁局"]},
        "abolish": {"kind": "abolish", "from": ["丙局"]},
        "split": {"kind": "split", "from": ["丁局"], "into": [{"name": "丁院"}],
                  "moves": {"丁院": []}},
    }  # fmt: skip
    reforms = [{"date": f"2024-01-0{n}", **made[kind]} for n, kind in enumerate(kinds, 1)]
    plan = small(*reforms, **printed)
    day = as_of(plan, date(2030, 1, 1))
    for entry in plan.entries:
        printed_units = {duty.unit for duty in plan.duties(entry.measure)}
        told = {
            name
            for duty in day.duties(entry.measure)
            for name in (
                (duty.origin.moved_from or "", *duty.origin.doubles)
                if duty.origin
                else (duty.unit,)
            )
        }
        assert told == printed_units


name = st.sampled_from([*UNITS, *UNITS, "新局", "没有的局"])
body = st.one_of(name, st.sampled_from(["新局", "甲局"]).map(lambda name: {"name": name}))
ids = st.lists(st.sampled_from(["1", "1", "2", "9"]), min_size=1, max_size=2)
VALUES = {
    "from": st.lists(name, min_size=1, max_size=2),
    "into": st.lists(body, min_size=1, max_size=2),
    "measures": ids,
    "role": st.sampled_from([*Role]),
    "moves": st.dictionaries(name, ids, min_size=1, max_size=2),
    "add": st.dictionaries(st.sampled_from([*Role]), st.lists(name, max_size=2), min_size=1),
    "drop": st.lists(name, min_size=1, max_size=2),
}


def reforms_of(kind: ReformKind) -> st.SearchStrategy[dict[str, Any]]:
    """Return reforms with the keys of a kind, of bodies and measures that may be there or not."""
    shape = SHAPES[kind]
    one = {key: VALUES[key].map(lambda found: found[:1]) for key in shape.single}
    day = st.sampled_from(["2024-01-01", "2024-01-02"])
    return st.fixed_dictionaries(
        {"kind": st.just(kind), "date": day, **{key: VALUES[key] for key in shape.needs}, **one},
        optional={key: VALUES[key] for key in (*shape.either, *shape.may)},
    )


any_reform = st.one_of([reforms_of(kind) for kind in ReformKind])


@given(some_lists, st.lists(any_reform, max_size=5))
def test_whatever_the_reforms_each_is_applied_whole_or_refused_with_a_reason(
    printed: dict[str, Any], reforms: list[dict[str, Any]]
) -> None:
    plan = small(*reforms, **printed)
    outcome = apply(plan)
    assert {*outcome.effects} | {*outcome.refused} == set(range(len(reforms)))
    assert not {*outcome.effects} & {*outcome.refused}
    assert all(each.message for why in outcome.refused.values() for each in why)
    day = as_of(plan, date(2030, 1, 1))
    # Refused ones change nothing: without them the day is the same.
    kept = small(*(reforms[place] for place in sorted(outcome.effects)), **printed)
    assert as_of(kept, date(2030, 1, 1)).duties_of == day.duties_of
    for entry in plan.entries:
        units = [duty.unit for duty in day.duties(entry.measure)]
        assert len(units) == len(set(units))
        assert {*units} <= {unit.name for unit in day.units}
        assert all(name in day.by_name for role in Role for name in entry.measure.printed(role))


def test_what_is_taken_back_on_its_own_day_is_told() -> None:
    day = "2024-01-01"
    there = {"date": day, "kind": "transfer", "from": ["甲局"], "into": ["乙局"], "measures": ["1"]}
    back = {**there, "from": ["乙局"], "into": ["甲局"]}
    lists = {"lead": ["甲局"], "cooperating": ["乙局"]}
    (refused,) = apply(small(there, back, m1=lists)).refused[1]
    assert (refused.code, refused.message) == (
        "reform-conflict", "1 已在同一天由第 1 条划出，照此又回到原处",
    )  # fmt: skip
    assert apply(small(there, {**back, "date": "2024-01-02"}, m1=lists)).refused == {}
    on = {**there, "from": ["乙局"], "into": ["丙局"]}
    assert apply(small(there, on, m1=lists)).refused == {}
    rename = {"date": day, "kind": "rename", "from": ["甲局"], "into": [{"name": "新局"}]}
    again = {**rename, "from": ["新局"], "into": [{"name": "甲局"}]}
    (refused,) = apply(small(rename, again, m1=lists)).refused[1]
    assert (refused.code, refused.message) == (
        "reform-conflict", "甲局 已在同一天由第 1 条更名，照此又回到原处",
    )  # fmt: skip
    assert apply(small(rename, {**again, "date": "2024-01-02"}, m1=lists)).refused == {}
