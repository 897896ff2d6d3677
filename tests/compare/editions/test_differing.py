"""What differs between two plans: one change at a time, and laws."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import layouts
from sciplan.compare.editions.difference import Difference
from sciplan.compare.editions.differing import difference
from sciplan.compare.editions.telling import summary
from sciplan.plan.model import Measure, Plan, Section
from sciplan.plan.order import rank
from sciplan.plan.role import Role
from sciplan.planfile import edit
from sciplan.planfile.load import load
from sciplan.planfile.rewrite import edits_between
from sciplan.queries.diff_records import DiffRecord
from support import Data, plan_of, small

NUMBER = {"what": "树", "at_least": 3, "unit": "棵", "quote": "3棵以上"}


def old_plan() -> Data:
    """Return a plan of two headings, with a target, a provision and an alias."""
    return {
        "format": "sciplan/1",
        "plan": {"id": "p", "title": "方案", "jurisdiction": "某市"},
        "units": {"甲局": {"aliases": ["甲委"]}, "乙局": {}, "丙会": {}, "丁办": {}},
        "sections": [
            {
                "id": "1",
                "title": "绿化",
                "measures": [
                    {
                        "id": "1.1", "title": "种树护林", "lead": ["甲局"],
                        "cooperating": ["乙局", "丙会"], "targets": [dict(NUMBER)],
                    },
                    {"id": "1.2", "title": "修渠引水", "lead": ["乙局"]},
                ],
            },
            {
                "id": "2",
                "title": "保障",
                "measures": [{"id": "2.1", "title": "筹措经费", "lead": ["丙会"]}],
                "provisions": [{"id": "2.2", "title": "加强领导", "units": ["市政府", "甲局"]}],
            },
        ],
    }  # fmt: skip


def changed(path: str, value: Any) -> Data:
    """Return the plan with another value at a path: keys and places by dots; None takes it out."""
    data = old_plan()
    *way, last = [int(step) if step.isdecimal() else step for step in path.split("/")]
    block: Any = data
    for step in way:
        block = block[step]
    if value is None:
        del block[last]
    elif isinstance(block, list) and last == len(block):
        block.append(value)
    else:
        block[last] = value
    return data


FIRST = "sections/0/measures/0"
CASES: dict[str, tuple[str, Any, list[tuple[Any, ...]]]] = {
    "a duty more": (f"{FIRST}/cooperating", ["乙局", "丙会", "丁办"],
        [("added", "duty", "1.1", "1.1", "role", None, "cooperating", "丁办")]),
    "a duty less": (f"{FIRST}/cooperating", ["乙局"],
        [("removed", "duty", "1.1", "1.1", "role", "cooperating", None, "丙会")]),
    "another role": (f"{FIRST}/lead", ["甲局", "乙局"],
        [("changed", "duty", "1.1", "1.1", "role", "cooperating", "lead", "乙局")]),
    "an order": (f"{FIRST}/cooperating", ["丙会", "乙局"],
        [("changed", "measure", "1.1", "1.1", "cooperating",
          ("乙局", "丙会"), ("丙会", "乙局"), "")]),
    "a number": (f"{FIRST}/targets/0/at_least", 5,
        [("changed", "target", "1.1", "1.1", "amount", 3, 5, "")]),
    "a quote alone": (f"{FIRST}/targets/0/quote", "三棵以上（3棵）", []),
    "a target less": (f"{FIRST}/targets", None,
        [("removed", "target", "1.1", "1.1", "", "不少于 3棵", None, "")]),
    "a title": (f"{FIRST}/title", "种树护林造林",
        [("changed", "measure", "1.1", "1.1", "title", "种树护林", "种树护林造林", "")]),
    "an id": (f"{FIRST}/id", "1.7",
        [("renumbered", "measure", "1.1", "1.7", "id", "1.1", "1.7", "")]),
    "a deadline": (f"{FIRST}/deadline", "年底前",
        [("changed", "measure", "1.1", "1.1", "deadline", None, "年底前", "")]),
    "a measure more": ("sections/1/measures/1", {"id": "2.3", "title": "公开结果", "lead": ["丁办"],
                                                 "cooperating": ["甲委"]},
        [("added", "measure", "", "2.3", "", None, None, ""),
         ("added", "duty", "", "2.3", "role", None, "lead", "丁办"),
         ("added", "duty", "", "2.3", "role", None, "cooperating", "甲局")]),
    "a measure less": ("sections/0/measures/1", None,
        [("removed", "measure", "1.2", "", "", None, None, ""),
         ("removed", "duty", "1.2", "", "role", "lead", None, "乙局")]),
    "a heading": ("sections/1/title", "组织保障",
        [("changed", "section", "2", "2", "title", "保障", "组织保障", "")]),
    "a provision's bodies": ("sections/1/provisions/0/units", ["甲局"],
        [("changed", "provision", "2.2", "2.2", "units", ("市政府", "甲局"), ("甲局",), "")]),
    "an alias for a provision's body": ("sections/1/provisions/0/units", ["市政府", "甲委"], []),
    "the plan's number": ("plan/number", "某发〔2025〕1号",
        [("changed", "plan", "", "", "number", None, "某发〔2025〕1号", "")]),
    "a unit's full name": ("units/乙局", {"full_name": "某市乙局"},
        [("changed", "unit", "", "", "full_name", None, "某市乙局", "乙局")]),
    "a unit more": ("units/戊院", {}, [("added", "unit", "", "", "", None, None, "戊院")]),
    "how it is checked": ("validate", {"strict": "true"}, []),
    "an oddity explained": ("errata", [{"at": "1.1", "printed": "印作甲委"}],
        [("changed", "plan", "", "", "errata", None, ("1.1：印作甲委",), "")]),
}  # fmt: skip


def said(records: tuple[DiffRecord, ...]) -> list[tuple[Any, ...]]:
    return [
        (each.kind, each.what, each.measure_old, each.measure_new, each.field, each.old, each.new,
         each.unit)
        for each in records
    ]  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_change(name: str) -> None:
    path, value, expected = CASES[name]
    found = difference(plan_of(old_plan()), plan_of(changed(path, value)))
    assert Counter(said(found.records)) == Counter(expected)


def test_a_measure_under_another_heading_is_moved() -> None:
    data = old_plan()
    data["sections"][0]["measures"].append(data["sections"][1]["measures"].pop() | {"id": "1.3"})
    found = difference(plan_of(old_plan()), plan_of(data))
    assert Counter(said(found.records)) == Counter([
        ("moved", "measure", "2.1", "1.3", "section", ("保障",), ("绿化",), ""),
        ("renumbered", "measure", "2.1", "1.3", "id", "2.1", "1.3", ""),
    ])  # fmt: skip
    assert counts(found) == (0, 0, 0, 1, 0)


OUTCOMES = ("added", "changed", "removed", "moved", "renumbered")


def counts(found: Difference) -> tuple[int, ...]:
    return tuple(found.counts[each] for each in OUTCOMES)


def test_a_measure_that_only_got_another_id_is_not_changed() -> None:
    found = difference(plan_of(old_plan()), plan_of(changed(f"{FIRST}/id", "1.7")))
    assert counts(found) == (0, 0, 0, 0, 1)
    assert summary(found).startswith("举措 3 → 3：增 0，改 0，删 0，仅重编号 1；")


def test_a_measure_that_moved_and_says_something_else_is_changed() -> None:
    data = old_plan()
    moved = data["sections"][1]["measures"].pop() | {"id": "1.3", "deadline": "年底前"}
    data["sections"][0]["measures"].append(moved)
    assert counts(difference(plan_of(old_plan()), plan_of(data))) == (0, 1, 0, 0, 0)


def test_the_order_of_measures_is_told_where_ids_do_not_tell_it() -> None:
    data = old_plan()
    data["sections"][0]["measures"].reverse()
    found = difference(plan_of(old_plan()), plan_of(data))
    assert said(found.records) == [
        ("changed", "section", "1", "1", "measures", ("1.1", "1.2"), ("1.2", "1.1"), "")
    ]


def test_a_short_name_changed_everywhere_is_one_difference() -> None:
    data = old_plan()
    data["units"] = {"甲委": {"aliases": ["甲局"]}, "乙局": {}, "丙会": {}, "丁办": {}}
    data["sections"][0]["measures"][0]["lead"] = ["甲委"]
    found = difference(plan_of(old_plan()), plan_of(data))
    assert ("changed", "unit", "", "", "name", "甲局", "甲委", "甲委") in said(found.records)
    assert found.changes == ()
    assert found.units == ()


def test_targets_that_only_look_alike_are_two() -> None:
    old, new = (
        changed(f"{FIRST}/targets", [
            {"what": what, "at_least": 3000, "unit": "人", "quote": "3000人以上"},
            {"what": "培训教师", "at_least": 500, "unit": "人", "quote": "500人以上"},
        ])
        for what in ("培训农民", "培训职工")
    )  # fmt: skip
    found = difference(plan_of(old), plan_of(new))
    assert Counter(said(found.records)) == Counter([
        ("removed", "target", "1.1", "1.1", "", "不少于 3000人", None, ""),
        ("added", "target", "1.1", "1.1", "", None, "不少于 3000人", ""),
    ])  # fmt: skip
    assert {each.title for each in found.records} == {"培训农民", "培训职工"}


def test_a_misprint_mended_is_told_and_concerns_no_unit() -> None:
    old, new = old_plan(), old_plan()
    for data in (old, new):
        data["units"]["丙会"] = {"misprints": ["丙绘"]}
    old["sections"][0]["measures"][0]["cooperating"] = ["乙局", "丙绘"]
    found = difference(plan_of(old), plan_of(new))
    assert said(found.records) == [
        ("changed", "measure", "1.1", "1.1", "cooperating", ("乙局", "丙绘"), ("乙局", "丙会"), "")
    ]
    assert found.units == ()


def test_names_that_a_reform_joins_are_one_body() -> None:
    new = old_plan()
    new["units"] = {"甲局": {"aliases": ["甲委"]}, "乙厅": {}, "丙会": {}, "丁办": {}}
    new["sections"][0]["measures"][0]["cooperating"] = ["乙厅", "丙会"]
    new["sections"][0]["measures"][1]["lead"] = ["乙厅"]
    apart = difference(plan_of(old_plan()), plan_of(new))
    joined = difference(plan_of(old_plan()), plan_of(new), {"乙局": "乙厅"})
    assert {each.unit for each in apart.units} == {"乙局", "乙厅"}
    assert joined.units == ()


# Laws -------------------------------------------------------------------------------------------


@st.composite
def plans(draw: st.DrawFn) -> tuple[Plan, Plan]:
    return layouts.plan_with(draw(layouts.sections())), layouts.plan_with(draw(layouts.sections()))


def mirrored(record: DiffRecord) -> DiffRecord:
    kinds = {"added": "removed", "removed": "added"}
    return record._replace(
        kind=kinds.get(record.kind, record.kind),
        plan_old=record.plan_new, plan_new=record.plan_old,
        measure_old=record.measure_new, measure_new=record.measure_old,
        old=record.new, new=record.old,
    )  # fmt: skip


def untitled(records: tuple[DiffRecord, ...]) -> Counter[DiffRecord]:
    """Return records without the title, which is always the newer plan's."""
    return Counter(record._replace(title="") for record in records)


@given(plans())
def test_back_is_the_mirror_of_there(pair: tuple[Plan, Plan]) -> None:
    there, back = difference(*pair), difference(pair[1], pair[0])
    assert untitled(back.records) == untitled(tuple(map(mirrored, there.records)))
    (added, changed, removed, *_), (come, altered, gone, *_) = counts(there), counts(back)
    assert (added, removed, changed) == (gone, come, altered)
    for one, other in zip(sorted(there.units), sorted(back.units), strict=True):
        assert one.lead_old - one.lead_new == other.lead_new - other.lead_old
        assert (set(one.gained), set(one.lost)) == (set(other.lost), set(other.gained))


@given(plans())
def test_a_plan_differs_from_itself_in_nothing(pair: tuple[Plan, Plan]) -> None:
    assert difference(pair[0], pair[0]).records == ()
    assert difference(pair[0], replace(pair[0])).units == ()


@given(plans())
def test_what_units_gain_and_lose_sums_from_the_records(pair: tuple[Plan, Plan]) -> None:
    found = difference(*pair)
    total: Counter[str] = Counter()
    lead: Counter[str] = Counter()
    for record in found.records:
        if record.what == "duty":
            total[record.unit] += (record.kind == "added") - (record.kind == "removed")
            lead[record.unit] += (record.new == Role.LEAD) - (record.old == Role.LEAD)
    for unit in found.units:
        assert unit.total_new - unit.total_old == total[unit.unit]
        assert unit.lead_new - unit.lead_old == lead[unit.unit]
    assert {unit.unit for unit in found.units} == set(total)


def applied(plan: Plan, found: Difference) -> Plan:
    """Return a plan with the measures of a difference put in and taken out, and no others."""
    measures = {entry.measure.id: entry.measure for entry in plan.entries}
    for change in found.changes:
        if change.old:
            measures.pop(change.old.measure.id)
    for change in found.changes:
        if change.new:
            measures[change.new.measure.id] = change.new.measure

    def within(section: Section) -> Section:
        here: list[Measure] = [
            measure for ident, measure in measures.items() if ident.rpartition(".")[0] == section.id
        ]
        here.sort(key=lambda measure: rank(measure.id))
        below = tuple(map(within, section.sections))
        return replace(section, measures=tuple(here), sections=below)

    return replace(plan, sections=tuple(map(within, plan.sections)))


@given(plans(), st.data())
def test_a_difference_applied_to_the_old_file_gives_the_new_plan(
    pair: tuple[Plan, Plan], data: st.DataObject
) -> None:
    old, new = pair
    text = data.draw(layouts.files(old))
    wanted = applied(old, difference(old, new))
    after = edit.apply(text, edits_between(text, "p.yaml", old, wanted))
    assert load(after, "p.yaml").plan == new


def test_small_plans_of_other_ids_are_editions() -> None:
    """Ids tell nothing between editions: what is called otherwise is another measure."""
    new = small(plan={"id": "other", "title": "新方案"})
    new["sections"][0]["measures"][0]["title"] = "全新的内容"
    found = difference(plan_of(small()), plan_of(new))
    assert counts(found) == (1, 0, 1, 0, 0)
