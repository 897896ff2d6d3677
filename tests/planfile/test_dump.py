"""A plan as new YAML text: load∘dump is the identity."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciplan.plan.model import (
    Erratum,
    FirstLead,
    Head,
    Measure,
    Period,
    Plan,
    Provision,
    Section,
    Target,
    Unit,
)
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load
from support import PLAN_FILE as SHIPPED

_BAD_CHARS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters=_BAD_CHARS),
    min_size=1,
    max_size=30,
).filter(str.strip)
_ODD = "yes null ~ 2.1 2022-04-26 [x] {a} ' \" \\n 甲，乙 1e3 &a *a !a % @ ` | > ? : ： 0x1 ="
_SPACED = ["a:?", "3人以上", "甲\n乙", "a: b", "a #b", "- x", "甲: 乙"]
_SPECIAL = st.sampled_from([*_ODD.split(), *_SPACED])
_TEXT = st.one_of(_TEXTS, _SPECIAL)
_NAMES = ("市科协", "a: b", "2.1", "各县（市、区）人民政府")
_LISTS = st.lists(st.sampled_from(_NAMES), max_size=3).map(tuple)
_AMOUNT = st.one_of(st.integers(-999, 10**9), st.sampled_from([0.5, 12.25, 0]))


@st.composite
def targets(draw: st.DrawFn) -> Target:
    op = draw(st.sampled_from(["at_least", "at_most", "reach"]))
    days = st.none() | st.integers(1900, 2099) | st.dates(date(1900, 1, 1), date(2099, 12, 31))
    blank = Target(
        what=draw(_TEXT),
        quote=draw(_TEXT),
        unit=draw(st.sampled_from(["", "%", "人"])),
        start=draw(days),
        by=draw(days),
        counting=draw(st.sampled_from(["", "sum"])),
    )
    amounts: dict[str, Any] = {op: draw(_AMOUNT)}
    return replace(blank, **amounts)


@st.composite
def measures(draw: st.DrawFn, ident: str) -> Measure:
    return Measure(
        id=ident,
        title=draw(_TEXT),
        part=draw(st.sampled_from(["", "2/3"])),
        summary=draw(st.one_of(st.just(""), _TEXT)),
        text=draw(st.one_of(st.just(""), _TEXT)),
        lead=draw(_LISTS),
        responsible=draw(_LISTS),
        cooperating=draw(_LISTS),
        others=draw(st.one_of(st.none(), st.dictionaries(_TEXT, _LISTS, min_size=1, max_size=2))),
        and_others=draw(st.booleans()),
        targets=tuple(draw(st.lists(targets(), max_size=2))),
        deadline=draw(st.one_of(st.just(""), _TEXT)),
        deadline_date=draw(st.one_of(st.none(), st.dates())),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    head = Head(
        id="a-1",
        title=draw(_TEXT),
        issued=draw(st.one_of(st.none(), st.dates())),
        period=draw(st.one_of(st.none(), st.just(Period(start=2021, end=2025)))),
        based_on=tuple(draw(st.lists(_TEXT, max_size=2))),
        first_lead=draw(st.one_of(st.none(), _TEXT.map(lambda quote: FirstLead(quote=quote)))),
    )
    units = tuple(
        Unit(
            name=name,
            category=draw(st.one_of(st.just(""), _TEXT)),
            aliases=tuple(draw(st.lists(_TEXT.filter(lambda x: x not in _NAMES), max_size=1))),
            collective=draw(st.booleans()),
        )
        for name in _NAMES
    )
    inner = Section(id="1.2", title=draw(_TEXT), measures=(draw(measures("1.2.1")),))
    provision = Provision(
        id="1.1", title=draw(_TEXT), units=tuple(draw(st.lists(_TEXT, max_size=2)))
    )
    return Plan(
        format="sciplan/1",
        head=head,
        units=units,
        targets=tuple(draw(st.lists(targets(), max_size=1))),
        measures=(draw(measures("2")),) if draw(st.booleans()) else (),
        sections=(Section(id="1", title=draw(_TEXT), provisions=(provision,), sections=(inner,)),),
        errata=(Erratum(at="1.2.1", printed=draw(_TEXT), value=draw(st.sampled_from(["", "甲"]))),),
    )


@settings(max_examples=80)
@given(plans())
def test_load_of_dump_is_the_identity(plan: Plan) -> None:
    loaded = load(dump(plan), "plan.yaml")
    assert not loaded.problems
    assert loaded.plan == plan


def test_shipped_plan_keeps_its_layout() -> None:
    text = SHIPPED.read_text("utf-8")
    plan = load(text, "plan.yaml").plan
    assert plan is not None
    lines = [line.partition("  # ")[0] for line in text.splitlines()]
    without_comments = [line for line in lines if not line.startswith("#")]
    assert dump(plan).splitlines() == without_comments


PLAN = Plan(
    format="sciplan/1",
    head=Head(id="a", title="甲"),
    units=(Unit(name="市科协", category="群团组织"),),
    sections=(
        Section(id="1", title="乙", measures=(Measure(id="1.1", title="丙", lead=("市科协",)),)),
    ),
)
FIRST = ("sections", 0, "measures", 0)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("plan",), "# 看\nplan:"),
        (("plan", "title"), "  title: 甲  # 看"),
        (("units", "市科协"), "  市科协: {category: 群团组织}  # 看"),
        (FIRST, '      # 看\n      - id: "1.1"'),
        ((*FIRST, "title"), "        title: 丙  # 看"),
        ((*FIRST, "lead"), "        # 看\n        lead:"),
        ((*FIRST, "lead", 0), "          - 市科协  # 看"),
    ],
)
def test_comment_stands_at_its_field(path: tuple[str | int, ...], line: str) -> None:
    text = dump(PLAN, {path: "看"})
    assert line in text
    assert load(text, "x").plan == PLAN


def test_comment_of_several_lines_stays_a_comment() -> None:
    assert load(dump(PLAN, {("plan",): "甲\nbad: ["}), "x").plan == PLAN


def test_a_name_that_libyaml_refuses_between_brackets_is_quoted() -> None:
    plan = Plan(
        format="sciplan/1",
        head=Head(id="a-1", title="某方案"),
        units=(Unit(name="甲局", aliases=("甲:?",)),),
    )
    loaded = load(dump(plan), "plan.yaml")
    assert loaded.problems == ()
    assert loaded.plan == plan
