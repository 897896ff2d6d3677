import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sciplan.plan.fields import Keyed, Many, One, specs
from sciplan.plan.model import Measure, Plan, Unit, names_of
from sciplan.planfile import schema
from sciplan.planfile.load import load
from support import (
    PLAN_TEXT,
    ROOT,
    Data,
    as_text,
    facts,
    plain_plans,
    plan_of,
    real_plan,
    small,
    with_measure,
)

COMMITTED = ROOT / "schema" / "plan.schema.json"
TARGET = {"what": "培训", "quote": "100人", "reach": 100}


@cache
def validator(*, of_real_plan: bool = False) -> Draft202012Validator:
    made = schema.schema(real_plan().units if of_real_plan else ())
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def as_json(data: Any) -> Any:
    """Return what a checker makes of YAML: dates become text."""
    return json.loads(json.dumps(data, default=str))


def test_the_committed_schema_is_not_stale() -> None:
    expected = schema.as_text(schema.schema())
    assert COMMITTED.read_text(encoding="utf-8") == expected, (
        "make it anew: sciplan schema -o schema/plan.schema.json"
    )


def test_the_shipped_plan_names_the_schema() -> None:
    first = PLAN_TEXT.splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/plan.schema.json"
    assert (ROOT / "data" / first.partition("$schema=")[2]).resolve() == COMMITTED


# What fits -----------------------------------------------------------------------------------


@pytest.mark.parametrize("of_real_plan", [False, True])
def test_the_real_plan_as_typed_values(of_real_plan: bool) -> None:
    validator(of_real_plan=of_real_plan).validate(as_json(facts()))


@pytest.mark.parametrize("of_real_plan", [False, True])
def test_the_real_plan_as_text(of_real_plan: bool) -> None:
    as_read = yaml.load(PLAN_TEXT, Loader=yaml.BaseLoader)  # noqa: S506  # gives text only
    validator(of_real_plan=of_real_plan).validate(as_read)


@given(plain_plans())
def test_made_up_plans(data: Data) -> None:
    validator().validate(data)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3000, 3000),
    st.floats(-100, 100).map(lambda number: round(number, 2)),
    st.sampled_from(["甲局", "2/3", "1.1", "true", "2025", "2025-06-30", "全覆盖", " ", ""]),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=6),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(st.sampled_from(["指导", "甲局"]), st.lists(SCALARS, max_size=2), max_size=2),
)


def is_ascii_where_numbers_stand(value: Any) -> bool:
    return str(value).isascii() or not any(char.isdigit() for char in str(value))


@given(
    st.dictionaries(st.sampled_from([spec.key for spec in specs(Measure)]), VALUES, max_size=3),
    st.dictionaries(st.sampled_from([spec.key for spec in specs(Unit)]), VALUES, max_size=2),
    st.dictionaries(
        st.sampled_from(["at_least", "at_most", "reach", "unit", "by", "quote"]), SCALARS
    ),
)
def test_what_loads_fits(measure: Data, unit: Data, target: Data) -> None:
    data = with_measure(**{"targets": [TARGET, TARGET | target]} | measure)
    data["units"]["甲局"] = unit
    loaded = load(as_text(data), "p.yaml")
    numbered = [measure.get("id"), measure.get("part"), measure.get("deadline_date")]
    if loaded.plan and all(map(is_ascii_where_numbers_stand, numbered)):
        validator().validate(data)
        Draft202012Validator(schema.schema(loaded.plan.units)).validate(data)


@pytest.mark.parametrize("issued", ["2022-04-26", 20220426, "26.4.2022", "今天"])
def test_a_date_has_one_form(issued: Any) -> None:
    data = small(plan={"id": "p", "title": "方案", "issued": issued})
    assert validator().is_valid(data) == (issued == "2022-04-26")


@pytest.mark.parametrize("year", [2025, "2025"])
def test_a_year_in_both_forms(year: Any) -> None:
    validator().validate(with_measure(targets=[TARGET | {"by": year}]))


# What doesn't --------------------------------------------------------------------------------

BAD: dict[str, tuple[Any, tuple[str | int, ...]]] = {
    "no plan": ([], ()),
    "nothing": (None, ()),
    "missing key": ({key: value for key, value in small().items() if key != "units"}, ()),
    "empty required key": (small(plan=None), ("plan",)),
    "unknown key": (small(sectoins=[]), ()),
    "wide colon": (with_measure(**{"lead：": ["甲局"]}), ("measures", 0)),
    "other format": (small(format="sciplan/2"), ("format",)),
    "bad plan id": (small(plan={"id": "A b", "title": "方案"}), ("plan", "id")),
    "bad id": (with_measure(id="一"), ("measures", 0, "id")),
    "bad part": (with_measure(part="2"), ("measures", 0, "part")),
    "empty title": (with_measure(title=" "), ("measures", 0, "title")),
    "list for text": (with_measure(title=["办事"]), ("measures", 0, "title")),
    "text for list": (with_measure(lead="甲局"), ("measures", 0, "lead")),
    "empty item": (with_measure(lead=[None]), ("measures", 0, "lead", 0)),
    "block for list": (small(measures={"id": "1", "title": "甲"}), ("measures",)),
    "text for block": (with_measure(targets=["100人"]), ("measures", 0, "targets", 0)),
    "roles as list": (with_measure(others=["甲局"]), ("measures", 0, "others")),
    "flag in words": (with_measure(and_others="是"), ("measures", 0, "and_others")),
    "yes is no flag": (with_measure(and_others="yes"), ("measures", 0, "and_others")),
    "bad date": (with_measure(deadline_date="2022年"), ("measures", 0, "deadline_date")),
    "bad year": (with_measure(targets=[TARGET | {"by": 25}]), ("measures", 0, "targets", 0, "by")),
    "no op": (with_measure(targets=[TARGET | {"reach": None}]), ("measures", 0, "targets", 0)),
    "two ops": (with_measure(targets=[TARGET | {"at_most": 3}]), ("measures", 0, "targets", 0)),
    "amount with unit": (
        with_measure(targets=[TARGET | {"reach": "100人"}]),
        ("measures", 0, "targets", 0, "reach"),
    ),
    "unit without block": (small(units={"甲局": "甲"}), ("units", "甲局")),
    "strict in words": (small(validate={"strict": "严"}), ("validate", "strict")),
    "half a period": (
        small(plan={"id": "p", "title": "方案", "period": {"from": 2021}}),
        ("plan", "period"),
    ),
    "erratum nowhere": (small(errata=[{"at": "某处", "printed": "甲"}]), ("errata", 0, "at")),
}


@pytest.mark.parametrize(("data", "path"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_told_at_its_place(data: Any, path: tuple[str | int, ...]) -> None:
    assert {tuple(error.absolute_path) for error in validator().iter_errors(data)} == {path}
    assert load(as_text(data), "p.yaml").problems


# A plan's own schema -------------------------------------------------------------------------


def test_unit_lists_offer_every_name_short_names_first() -> None:
    offered = schema.schema(real_plan().units)["$defs"]["unit-name"]["enum"]
    assert offered[:38] == list(facts()["units"])
    assert set(offered) == set(names_of(real_plan().units))
    assert "云南工业技师学联" in offered


@pytest.mark.parametrize("key", ["lead", "responsible", "cooperating"])
def test_only_registered_units_fit(key: str) -> None:
    made = Draft202012Validator(schema.schema(plan_of(small()).units))
    assert made.is_valid(with_measure(**{key: ["甲局", "甲委", "某市丙会"]}))
    assert not made.is_valid(with_measure(**{key: ["丁局"]}))
    assert not made.is_valid(with_measure(others={"指导": ["丁局"]}))


def test_a_provision_may_name_others() -> None:
    made = Draft202012Validator(schema.schema(plan_of(small()).units))
    provision = {"id": "1.1", "title": "保障", "units": ["市人民政府"]}
    made.validate(small(sections=[{"id": "1", "title": "保障", "provisions": [provision]}]))


# Driven by the model -------------------------------------------------------------------------


def models(top: type, seen: set[type]) -> Iterator[type]:
    if top not in seen:
        seen.add(top)
        yield top
        for spec in specs(top):
            if isinstance(spec.kind, One | Many | Keyed):
                yield from models(spec.kind.model(), seen)


@pytest.mark.parametrize("model", list(models(Plan, set())))
def test_every_field_is_there_with_its_meaning(model: type) -> None:
    made = schema.schema()
    block = made if model is Plan else made["$defs"][model.__name__.lower()]
    said = {key: value["description"] for key, value in block["properties"].items()}
    assert said == {spec.key: spec.about for spec in specs(model)}
    assert block["required"] == [spec.key for spec in specs(model) if spec.required]
    assert block["additionalProperties"] is False


# The cases of validate -----------------------------------------------------------------------

CASES = ROOT / "tests" / "cases"
SHAPES = ("unknown-key", "missing-key", "wrong-type", "bad-id")


def fits(path: Path) -> bool:
    """Whether a file is valid against the schema with its own unit names."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    draft = load(path.read_text(encoding="utf-8"), path.name).draft
    made = schema.schema(draft.units if draft else ())
    return Draft202012Validator(made).is_valid(as_json(document))


@pytest.mark.parametrize("name", [*SHAPES, "unknown-unit"])
def test_a_bad_file_whose_shape_is_wrong_does_not_fit(name: str) -> None:
    assert not fits(CASES / "bad" / f"{name}.yaml")


@pytest.mark.parametrize("path", sorted((CASES / "good").glob("*.yaml")), ids=lambda p: p.stem)
def test_a_good_file_fits(path: Path) -> None:
    assert fits(path)
