"""A name is evidence, not a veto: what its words end in loses no clause."""

import pytest

from plausible_names import PLAUSIBLE_NAMES
from sciplan.documents.clauses.finding import find

_LEAD, _WITH, _DUTY = "lead", "cooperating", "responsible"


@pytest.mark.parametrize("name", PLAUSIBLE_NAMES)
@pytest.mark.parametrize(
    ("form", "roles"),
    [
        ("修建水渠。（{}牵头，市水利局配合）", {_LEAD: "{}", _WITH: "市水利局"}),
        (
            "修建水渠。（市水利局牵头，{}、市财政局配合）",
            {_LEAD: "市水利局", _WITH: "{} 市财政局"},
        ),
        ("修建水渠。（责任单位：市水利局、{}）", {_DUTY: "市水利局 {}"}),
        ("修建水渠。（责任单位：{}）", {_DUTY: "{}"}),
        ("修建水渠（{}负责）", {_DUTY: "{}"}),
        ("修建水渠。（牵头单位：{}；配合单位：{}）", {_LEAD: "{}", _WITH: "{}"}),
        ("修建水渠。\n责任单位：{}", {_DUTY: "{}"}),
        ("修建水渠。\n牵头单位：{}\n配合单位：市水利局", {_LEAD: "{}", _WITH: "市水利局"}),
        ("修建水渠。（市水利局、{}按职责分工负责）", {_DUTY: "市水利局 {}"}),
    ],
)
def test_any_plausible_name(form: str, roles: dict[str, str], name: str) -> None:
    (clause,) = find(form.replace("{}", name))
    assert clause.said is not None
    for role in (_LEAD, _WITH, _DUTY):
        listed = [one.text for one in getattr(clause.said, role)]
        assert listed == roles.get(role, "").replace("{}", name).split()


@pytest.mark.parametrize(
    "text",
    [
        "健全机制。（党委领导、政府负责、社会参与）",
        "完善制度。（专人负责）",
        "加强管理。（谁主管、谁负责）",
        "加强培训（包括牵头的组织）。",
    ],
)
def test_no_clause(text: str) -> None:
    assert find(text) == []
