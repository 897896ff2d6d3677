"""How far the rule that the first listed body leads reaches."""

import pytest

import import_samples as samples
from sciplan.documents.clauses.attribution import parse
from sciplan.documents.clauses.first_lead import settled

_TASKS = "方案\n一、任务\n1.修渠。（市水利局、市林草局负责）\n2.种树。"


@pytest.mark.parametrize(
    ("clause", "first"),
    [
        ("（市林草局、市住建局，列首位的为牵头单位）", "责:市水利局、市林草局"),
        ("（责任单位：市林草局、市住建局（列首位的为牵头单位））", "责:市水利局、市林草局"),
        ("（市林草局、市住建局负责。列首位的为牵头单位，下同）", "牵:市水利局 责:市林草局"),
        ("（市林草局、市住建局负责。各项任务列首位的为牵头单位）", "牵:市水利局 责:市林草局"),
        ("（市林草局、市住建局负责）\n注：列首位的为牵头单位", "牵:市水利局 责:市林草局"),
    ],
)
def test_reach(clause: str, first: str) -> None:
    made = samples.drafted(_TASKS + clause)
    assert samples.rows(made) == [f"1.1 修渠 {first}", "1.2 种树 牵:市林草局 责:市住建局"]
    assert (made.plan.head.first_lead is not None) == first.startswith("牵")


def test_a_bracket_of_names_is_what_the_rule_speaks_of() -> None:
    found = parse("（市水利局牵头，市林草局、市住建局）")
    assert found is not None
    assert settled(found, "列首位的为牵头单位").unplaced == ("市林草局", "市住建局")
