"""A plan's duties and order."""

from typing import Any

import pytest
from hypothesis import given

from sciplan.plan.model import Duty, MeasureKey, UnitKey
from sciplan.plan.role import Role
from support import (
    facts,
    headings,
    measures_in,
    plain_plans,
    plan_of,
    real_plan,
    roles_of,
    small,
    with_measure,
)


def duties(**keys: Any) -> list[tuple[str, str, int, int]]:
    plan = plan_of(with_measure(**keys))
    found = plan.duties(plan.entries[0].measure)
    return [(duty.unit, duty.role.value, duty.place, duty.of) for duty in found]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, [("甲局", "lead", 1, 1)]),
        (
            {"lead": ["乙局", "甲局"], "cooperating": ["丙会"]},
            [("乙局", "lead", 1, 2), ("甲局", "lead", 2, 2), ("丙会", "cooperating", 1, 1)],
        ),
        # printed in two roles: the highest counts, and the other list's places stay as printed
        (
            {"cooperating": ["甲局", "乙局"]},
            [("甲局", "lead", 1, 1), ("乙局", "cooperating", 2, 2)],
        ),
        (
            {"lead": [], "responsible": ["乙局"], "cooperating": ["乙局"]},
            [("乙局", "responsible", 1, 1)],
        ),
        (
            {"responsible": ["甲局", "乙局"]},
            [("甲局", "lead", 1, 1), ("乙局", "responsible", 2, 2)],
        ),
        # an alias means its unit, a full name too
        ({"lead": ["甲委"]}, [("甲局", "lead", 1, 1)]),
        ({"lead": ["甲局"], "cooperating": ["甲委"]}, [("甲局", "lead", 1, 1)]),
        ({"lead": ["某市丙会"]}, [("丙会", "lead", 1, 1)]),
        ({"lead": []}, []),
    ],
)
def test_duties(keys: dict[str, Any], expected: list[tuple[str, str, int, int]]) -> None:
    assert duties(**keys) == expected


def test_a_short_name_wins_over_another_units_alias() -> None:
    units = {"甲局": {"aliases": ["乙局"]}, "乙局": {}, "丙会": {"misprints": ["丙全"]}}
    plan = plan_of(with_measure(lead=["乙局", "丙全"]) | {"units": units})
    assert [duty.unit for duty in plan.duties(plan.entries[0].measure)] == ["乙局", "丙会"]


def test_roles_outside_the_three_are_resolved_and_not_counted() -> None:
    plan = plan_of(with_measure(others={"指导": ["丙会", "甲委", "甲局"], "监督": ["乙局"]}))
    measure = plan.entries[0].measure
    assert plan.other_roles(measure) == {"指导": ("丙会", "甲局"), "监督": ("乙局",)}
    assert plan.duties(measure) == (Duty("甲局", Role.LEAD, 1, 1),)


def test_the_printed_misprint_and_the_unit_in_two_roles() -> None:
    plan = real_plan()
    by_id = {entry.measure.id: entry.measure for entry in plan.entries}
    assert plan.duties(by_id["3.4.4"])[-1].unit == "云南工业技师学院"
    assert by_id["3.4.4"].cooperating[-1] == "云南工业技师学联"
    assert [duty.role for duty in plan.duties(by_id["3.4.1"]) if duty.unit == "市科协"] == [
        Role.LEAD
    ]
    assert "市科协" in by_id["3.4.1"].cooperating


def test_entries_and_sections_stand_in_document_order() -> None:
    plan = real_plan()
    assert [entry.measure.id for entry in plan.entries] == [
        measure["id"] for measure in measures_in(facts())
    ]
    assert [section.id for section in plan.all_sections] == [
        section["id"] for section in headings(facts())
    ]
    assert [section.id for section in plan.entries[0].sections] == ["2", "2.1"]
    assert plan.entries[0].path == ("sections", 1, "sections", 0, "measures", 0)


def test_measures_at_plan_level_come_first() -> None:
    plan = plan_of(small(measures=[{"id": "0.1", "title": "总的一件"}]))
    assert [entry.measure.id for entry in plan.entries] == ["0.1", "1.1", "1.2"]
    assert plan.entries[0].sections == ()


def test_a_unit_belongs_where_it_says_else_where_the_plan_does() -> None:
    head = {"id": "x", "title": "方案", "jurisdiction": "某市"}
    units = {"甲局": {}, "乙局": {"jurisdiction": "某省"}, "丙会": {}}
    plan = plan_of(small(plan=head, units=units, sections=[]))
    assert [plan.key_of(unit).jurisdiction for unit in plan.units] == ["某市", "某省", "某市"]


def test_a_measure_is_never_taken_for_a_unit() -> None:
    assert len({MeasureKey("甲", "乙"), UnitKey("甲", "乙")}) == 2


def test_roles_rank() -> None:
    assert [role.value for role in Role] == ["lead", "responsible", "cooperating"]
    assert [role.leads for role in Role] == [True, True, False]


@given(plain_plans())
def test_duties_are_what_other_code_finds(data: dict[str, Any]) -> None:
    plan = plan_of(data)
    for entry, plain in zip(plan.entries, measures_in(data), strict=True):
        found = plan.duties(entry.measure)
        assert {duty.unit: duty.role.value for duty in found} == roles_of(data, plain)
        for duty in found:
            printed = plain[duty.role.value]
            assert plan.by_name[printed[duty.place - 1]].name == duty.unit
            assert duty.of == len(printed)
