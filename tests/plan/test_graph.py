"""The graph of several plans; of one plan it is held by the laws of the queries."""

from sciplan.plan.graph import build, unit_of, units_of
from sciplan.plan.model import UnitKey
from support import Data, plan_of, small


def plan_with(ident: str, **units: Data) -> Data:
    head = {"id": ident, "title": "方案", "jurisdiction": "某市"}
    return small(plan=head, units=units, sections=[])


def test_a_unit_is_what_the_first_plan_that_registers_it_says() -> None:
    first = plan_with("one", 甲局={"full_name": "某市甲局", "category": "政府部门"}, 乙局={})
    second = plan_with("two", 丙会={}, 甲局={"full_name": "某市甲委", "aliases": ["甲委"]})
    graph = build([plan_of(first), plan_of(second)])
    assert [key.unit for key, _ in units_of(graph)] == ["甲局", "乙局", "丙会"]
    unit = unit_of(graph, UnitKey("某市", "甲局"))
    assert (unit.full_name, unit.category, unit.aliases) == ("某市甲局", "政府部门", ())
