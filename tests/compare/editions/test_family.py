"""A child plan beside its parent."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sciplan.compare.editions.family import Family, family, is_family
from sciplan.plan.model import Plan
from sciplan.planfile.load import load
from support import ROOT, Data, Run, plan_of

EDITIONS = ROOT / "tests" / "editions"
PARENT = {
    "format": "sciplan/1",
    "plan": {"id": "parent", "title": "总方案", "jurisdiction": "某市"},
    "units": {"甲局": {}, "乙局": {}, "丙会": {}},
    "measures": [
        {"id": "1", "title": "修建乡村道路", "lead": ["甲局"], "cooperating": ["乙局"]},
        {"id": "2", "title": "开办夜校课程", "lead": ["乙局"]},
        {"id": "3", "title": "清理河道淤泥", "lead": ["丙会"]},
    ],
}


def child(**changes: Data) -> Plan:
    """Return a year's plan: it serves 1 twice, seems to serve 2, leaves 3 out and adds one."""
    data: Data = {
        "format": "sciplan/1",
        "plan": {"id": "year", "title": "要点", "jurisdiction": "某市", "implements": "parent"},
        "units": {"甲局": {}, "乙局": {}},
        "measures": [
            {"id": "1", "title": "测量路线", "lead": ["甲局"], "serves": ["1"]},
            {"id": "2", "title": "铺设路面", "lead": ["乙局"], "serves": ["1", "9"]},
            {"id": "3", "title": "开办夜校", "lead": ["乙局"]},
            {"id": "4", "title": "采购灯具", "lead": ["甲局"]},
        ],
    }
    data["plan"] |= changes
    return plan_of(data)


def links(found: Family) -> list[tuple[str, str, bool]]:
    return [
        (link.child.measure.id, link.parent.measure.id, link.likeness is None)
        for link in found.links
    ]


def test_what_a_child_makes_of_its_parent() -> None:
    found = family(plan_of(PARENT), child())
    assert links(found) == [("1", "1", True), ("2", "1", True), ("3", "2", False)]
    assert [entry.measure.id for entry in found.left_out] == ["3"]
    assert [entry.measure.id for entry in found.added] == ["4"]
    assert [(each.ident, each.child.measure.id) for each in found.unknown] == [("9", "2")]
    assert not found.is_settled
    wrong = [each for each in found.records if each.kind == "unknown"]
    assert [(each.measure_new, each.field, each.new) for each in wrong] == [("2", "serves", "9")]


def test_a_measure_that_serves_only_what_is_not_there_is_listed(run: Run, tmp_path: Path) -> None:
    units = 'units: {甲局: }\nmeasures: [{id: "1", title: 修路, lead: [甲局]'
    files = {
        "parent": f"plan: {{id: parent, title: 总方案}}\n{units}}}]",
        "child": f'plan: {{id: child, title: 要点, implements: parent}}\n{units}, serves: ["9"]}}]',
    }
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(f"format: sciplan/1\n{text}\n", encoding="utf-8")
    paths = [str(tmp_path / f"{name}.yaml") for name in files]
    told = run("diff", *paths).out
    assert "本方案 1 项，其中另加 0 项，承接有误 1 项" in told
    assert "承接有误的本方案举措" in told
    assert "1     修路        9" in told
    records = json.loads(run("diff", *paths, "-f", "json").out)
    assert [(each["kind"], each["measure_new"], each["new"]) for each in records] == [
        ("removed", "", None),
        ("unknown", "1", "9"),
    ]


def test_which_is_named_first_changes_nothing() -> None:
    assert family(child(), plan_of(PARENT)).records == family(plan_of(PARENT), child()).records


def test_whom_a_child_names_is_told_in_one_place_only() -> None:
    here = family(plan_of(PARENT), child())
    duties = [each for each in here.records if each.what == "duty"]
    assert [(each.measure_new, each.kind, each.unit, each.old, each.new) for each in duties] == [
        ("1", "removed", "乙局", "cooperating", None),
        ("2", "changed", "乙局", "cooperating", "lead"),
        ("2", "removed", "甲局", "lead", None),
    ]
    elsewhere = family(plan_of(PARENT), child(jurisdiction="某市某县"))  # type: ignore[arg-type]
    assert elsewhere.bodies is None
    assert all(each.what == "measure" for each in elsewhere.records)


def test_a_settled_family() -> None:
    parent = plan_of(PARENT)
    one = child().measures[0]
    settled = replace(child(), measures=(replace(one, serves=("1", "2", "3")),))
    assert family(parent, settled).is_settled
    assert not is_family(parent, parent)
    assert is_family(parent, settled)
    assert is_family(settled, parent)


def test_proposed_lines_settle_what_they_are_about() -> None:
    """The lines to paste, pasted, are read as links, and no longer proposed."""
    parent, plan = (
        load((EDITIONS / f"{name}.yaml").read_text(encoding="utf-8"), name).plan
        for name in ("old", "child")
    )
    assert parent is not None
    assert plan is not None
    before = family(parent, plan)
    text = (EDITIONS / "child.yaml").read_text(encoding="utf-8")
    for link in before.proposed:
        title = f"            title: {link.child.measure.title}\n"
        assert title in text
        text = text.replace(title, f'{title}            serves: ["{link.parent.measure.id}"]\n')
    pasted = load(text, "child").plan
    assert pasted is not None
    after = family(parent, pasted)
    pairs = {(link.child.measure.id, link.parent.measure.id) for link in before.proposed}
    assert {(link.child.measure.id, link.parent.measure.id) for link in after.taken_up} == pairs
    assert after.proposed == ()
    assert after.added == tuple(entry for entry in pasted.entries if entry.measure.id == "1.2.6")


@pytest.mark.parametrize("order", [("old", "child"), ("child", "old")])
def test_the_command(run: Run, order: tuple[str, str]) -> None:
    paths = [str(EDITIONS / f"{name}.yaml") for name in order]
    done = run("diff", *paths)
    assert done.code == 1
    assert (
        "上级举措 29 项：已承接 0，疑似承接 11，未承接 18；本方案 12 项，其中另加 1 项" in done.out
    )
    assert 'serves: ["1.2.2"]' in done.out
    found = json.loads(run("diff", *paths, "-f", "json").out)
    assert {each["kind"] for each in found} == {"proposed", "removed", "added"}
    assert {each["plan_old"] for each in found} == {"demo-2021"}
    done = run("diff", *paths, "--by", "unit")
    assert (done.code, done.out) == (2, "")
    assert "--by unit" in done.err
