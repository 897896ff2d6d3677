"""Rules about who is listed where: tables where the logic has corners."""

from typing import Any

import pytest

from sciplan.base.problem import Fix
from sciplan.checks.rules.registry import BY_CODE
from support import plan_of, small, with_measure


def values(code: str, data: Any) -> list[tuple[tuple[str | int, ...], str]]:
    return [(each.path, each.value) for each in BY_CODE[code].check(plan_of(data))]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"cooperating": ["乙局"]}, []),
        ({"cooperating": ["乙局", "甲局"]}, [("cooperating", 1, "甲局")]),
        ({"cooperating": ["乙局", "甲委"]}, [("cooperating", 1, "甲局")]),
        ({"responsible": ["甲局"]}, [("responsible", 0, "甲局")]),
        (
            {"responsible": ["甲局"], "cooperating": ["甲委"]},
            [("responsible", 0, "甲局"), ("cooperating", 0, "甲局")],
        ),
        ({"cooperating": ["甲局", "甲局"]}, [("cooperating", 0, "甲局")]),
        ({"cooperating": ["乙局", "乙局"]}, []),
        ({"others": {"指导": ["甲局"]}}, []),
    ],
)
def test_units_in_two_roles(keys: Any, expected: list[tuple[str, int, str]]) -> None:
    found = values("unit-in-two-roles", with_measure(**keys))
    assert found == [(("measures", 0, role, at), unit) for role, at, unit in expected]


@pytest.mark.parametrize(
    ("units", "paths"),
    [
        ({"甲局": {"aliases": ["甲委"]}, "乙局": {}}, []),
        ({"甲局": {"aliases": ["乙局"]}, "乙局": {}}, [("units", "甲局", "aliases", 0)]),
        ({"甲局": {"full_name": "乙局"}, "乙局": {}}, [("units", "甲局", "full_name")]),
        ({"甲局": {"misprints": ["乙局"]}, "乙局": {}}, [("units", "甲局", "misprints", 0)]),
        (
            {"甲局": {"aliases": ["某委"]}, "乙局": {"aliases": ["某委"]}},
            [("units", "乙局", "aliases", 0)],
        ),
        ({"甲局": {"aliases": ["甲局"], "full_name": "甲局"}}, []),
    ],
)
def test_names_that_clash(units: Any, paths: list[tuple[str | int, ...]]) -> None:
    assert [path for path, _ in values("name-clash", small(units=units, sections=[]))] == paths


def test_aliases_are_told_wherever_a_unit_is_named() -> None:
    data = with_measure(lead=["甲委"], others={"指导": ["某市丙会"]})
    provision = {"id": "2.1", "title": "保障", "units": ["某市人民政府", "甲委"]}
    data["plan"] = {**data["plan"], "coordinator": "甲委"}
    data["sections"] = [{"id": "2", "title": "部分", "provisions": [provision]}]
    found = list(BY_CODE["alias-used"].check(plan_of(data)))
    assert [(each.at, each.value, each.fix) for each in found] == [
        (at, value, Fix(path=path, text=short))
        for at, value, path, short in [
            ("plan", "甲委", ("plan", "coordinator"), "甲局"),
            ("1", "甲委", ("measures", 0, "lead", 0), "甲局"),
            ("1", "某市丙会", ("measures", 0, "others", "指导", 0), "丙会"),
            ("2.1", "甲委", ("sections", 0, "provisions", 0, "units", 1), "甲局"),
        ]
    ]


def test_a_unit_is_used_by_any_role_a_provision_or_the_plan() -> None:
    units: dict[str, object] = {name: {} for name in ("甲局", "乙局", "丙局", "丁局", "戊局")}
    data = with_measure(lead=["甲局"], others={"指导": ["乙局"]}) | {"units": units}
    data["plan"] = {**data["plan"], "coordinator": "丙局"}
    provision = {"id": "2.1", "title": "保障", "units": ["丁局"]}
    data["sections"] = [{"id": "2", "title": "部分", "provisions": [provision]}]
    assert values("unused-unit", data) == [(("units", "戊局"), "戊局")]


def measure(ident: str, title: str, **keys: Any) -> dict[str, Any]:
    return {"id": ident, "title": title, "lead": ["甲局"], **keys}


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ([measure("1", "办事"), measure("2", "办事")], ["2"]),
        ([measure("1", "办事", part="1/2"), measure("2", "办事", part="2/2")], []),
        ([measure("1", "办事", part="1/2"), measure("2", "办事")], ["2"]),
        (
            [
                measure("1", "办事", part="1/2"),
                measure("2", "办事", part="2/2"),
                measure("3", "办事", part="2/2"),
            ],
            ["3"],
        ),
    ],
)
def test_titles_used_twice(measures: list[Any], expected: list[str]) -> None:
    found = BY_CODE["duplicate-title"].check(plan_of(small(sections=[], measures=measures)))
    assert [each.at for each in found] == expected


def test_headings_are_compared_with_their_neighbours_only() -> None:
    def section(ident: str, *below: str) -> dict[str, Any]:
        return {
            "id": ident,
            "title": f"第{ident[0]}部分",
            "sections": [{"id": each, "title": "总体要求"} for each in below],
        }

    data = small(sections=[section("1", "1.1"), section("2", "2.1", "2.2")])
    found = BY_CODE["duplicate-title"].check(plan_of(data))
    assert [each.at for each in found] == ["2.2"]


@pytest.mark.parametrize(
    ("period", "keys", "expected"),
    [
        ({"from": 2021, "to": 2025}, {"deadline_date": "2025-12-31"}, []),
        ({"from": 2021, "to": 2025}, {"deadline_date": "2026-01-01"}, ["2026-01-01"]),
        ({"from": 2025, "to": 2021}, {"deadline_date": "2026-01-01"}, ["2025"]),
        ({"from": 2026, "to": 2030}, {}, []),
        ({"from": 2015, "to": 2020}, {}, ["2022-04-26"]),
        (
            {"from": 2021, "to": 2025},
            {"targets": [{"what": "比例", "reach": 13, "by": 2035, "quote": "13%"}]},
            ["2035"],
        ),
    ],
)
def test_dates_and_the_period(period: Any, keys: Any, expected: list[str]) -> None:
    data = with_measure(**keys)
    data["plan"] = {**data["plan"], "issued": "2022-04-26", "period": period}
    assert [value for _, value in values("date-outside-period", data)] == expected


@pytest.mark.parametrize(
    ("named", "fires"), [(["甲局"], False), (["甲局", "乙局"], True), (["甲局", "甲委"], False)]
)
def test_half_of_the_units_is_not_everyone(named: list[str], fires: bool) -> None:
    units = small()["units"] | {"各县政府": {"collective": "true"}}
    data = with_measure(lead=named, cooperating=["各县政府"]) | {"units": units}
    assert bool(values("everyone-measure", data)) == fires
