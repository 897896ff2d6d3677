"""Which item is which: invented documents with answers made by hand, and laws."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.compare.editions.differing import measures_of
from sciplan.compare.matching.likeness import DOUBTFUL, SURE
from sciplan.compare.matching.matching import Match, matched
from sciplan.compare.matching.pairing import Counterpart
from sciplan.plan.model import Entry, Plan
from sciplan.planfile.load import load
from support import ROOT, real_plan

FOLDER = ROOT / "tests" / "editions"
GOLD = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))


def plan(name: str) -> Plan:
    found = load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), name).plan
    assert found is not None
    return found


def pairs_of(found: list[Match[Entry]], least: float = 0.0) -> set[tuple[str, str]]:
    return {
        (match.old.measure.id, match.new.measure.id)
        for match in found
        if match.old and match.new and match.likeness >= least
    }


def compared(name: str, *, texts: bool = True) -> tuple[list[Match[Entry]], set[tuple[str, str]]]:
    """Return what is matched in an invented pair, and the answers made by hand."""
    old, new = (
        [each if texts else replace(each, text="") for each in measures_of(plan(side))]
        for side in ("old", "new" if name == "edition" else name)
    )
    gold = {(parent, child) for parent, child in GOLD[name].items()}
    return matched(old, new, same_ids=False), gold


def test_the_invented_pairs_are_matched() -> None:
    right = wrong = missed = 0
    for name in ("edition", "child"):
        found, gold = compared(name)
        right += len(pairs_of(found) & gold)
        wrong += len(pairs_of(found) - gold)
        missed += len(gold - pairs_of(found))
    assert 2 * right / (2 * right + wrong + missed) >= 0.97


@pytest.mark.parametrize("name", ["edition", "child"])
@pytest.mark.parametrize("texts", [True, False])
def test_no_sure_pair_is_false(name: str, texts: bool) -> None:
    found, gold = compared(name, texts=texts)
    assert pairs_of(found, SURE) <= gold
    assert len(pairs_of(found, SURE)) >= 4


def test_ids_alone_would_be_wrong() -> None:
    """What the answers are held against: ids that stayed mean something else in eight cases."""
    same = {(old, new) for old, new in GOLD["edition"].items() if old == new}
    assert len(same) < len(GOLD["edition"]) * 0.7


# Laws -------------------------------------------------------------------------------------------

TITLES = st.text("修渠种树教师培训科普", min_size=1, max_size=6)


@st.composite
def items(draw: st.DrawFn) -> list[Counterpart[int]]:
    ids = draw(st.lists(st.integers(1, 9), max_size=7, unique=True))
    return [
        Counterpart(
            value=place,
            id=f"1.{ident}",
            title=draw(TITLES),
            home=draw(st.sampled_from(["甲", "乙"])),
            text=draw(st.one_of(st.just(""), TITLES)),
        )
        for place, ident in enumerate(ids)
    ]


Items = list[Counterpart[int]]


@given(items(), items(), st.booleans())
def test_which_side_is_older_changes_nothing(one: Items, other: Items, same_ids: bool) -> None:
    there = matched(one, other, same_ids=same_ids)
    back = matched(other, one, same_ids=same_ids)
    assert {(each.old, each.new, each.likeness) for each in there} == {
        (each.new, each.old, each.likeness) for each in back
    }


@given(items(), items(), st.booleans())
def test_each_item_stands_in_one_match(one: Items, other: Items, same_ids: bool) -> None:
    found = matched(one, other, same_ids=same_ids)
    assert sorted(each.old for each in found if each.old is not None) == list(range(len(one)))
    assert [each.new for each in found if each.new is not None] == list(range(len(other)))
    for each in found:
        both = each.old is not None and each.new is not None
        assert each.likeness >= DOUBTFUL if both else each.likeness == 0.0


@given(items(), st.booleans())
def test_a_list_is_its_own_match(one: Items, same_ids: bool) -> None:
    assert all(each.old == each.new for each in matched(one, one, same_ids=same_ids))


def test_ids_pair_what_is_alike_in_versions_of_one_plan() -> None:
    old = [
        Counterpart(value=1, id="1.1", title="修建城区道路"),
        Counterpart(value=2, id="1.2", title="种树"),
    ]
    new = [
        Counterpart(value=1, id="1.1", title="修建道路"),
        Counterpart(value=2, id="1.2", title="办学校"),
    ]
    found = matched(old, new, same_ids=True)
    assert {(each.old, each.new) for each in found} == {(1, 1), (2, None), (None, 2)}


def test_a_measure_put_in_between_shifts_no_other() -> None:
    """Ids are counted on, and titles stay: the new one takes an id that another one had."""
    plan = measures_of(real_plan())
    shifted = [
        replace(each, value=each.value, id=f"9.{place}") for place, each in enumerate(plan, 2)
    ]
    found = matched(plan, shifted, same_ids=True)
    assert all(each.old is each.new for each in found)
