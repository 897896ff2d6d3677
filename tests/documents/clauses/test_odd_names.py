"""A name is evidence, not a veto: what its words end in loses no clause."""

import pytest

from plausible_names import PLAUSIBLE_NAMES
from sciplan.documents.clauses.finding import find

_LEAD, _WITH, _DUTY = "lead", "cooperating", "responsible"


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
def test_any_plausible_name(form: str, roles: dict[str, str]) -> None:
    told = {name: [one.said for one in find(form.replace("{}", name))] for name in PLAUSIBLE_NAMES}
    said = {
        name: {role: [one.text for one in getattr(clause, role)] for role in (_LEAD, _WITH, _DUTY)}
        for name, (clause,) in told.items()
    }
    assert said == {
        name: {
            role: roles.get(role, "").replace("{}", name).split() for role in (_LEAD, _WITH, _DUTY)
        }
        for name in PLAUSIBLE_NAMES
    }


@pytest.mark.parametrize(
    "text",
    [
        "健全机制。（党委领导、政府负责、社会参与）",
        "完善制度。（专人负责）",
        "加强管理。（谁主管、谁负责）",
        "加强培训（包括牵头的组织）。",
        "加强管理。党委领导、政府牵头，群众参与。",
        "修建水渠。（市水利局、市财政局甲乙）",
    ],
)
def test_no_clause(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("修建水渠。区城投牵头，供电公司、三家运营商配合。", "区城投 供电公司 三家运营商"),
        ("修建水渠。（市住建局、市城投，各街道）", "市住建局 市城投 各街道"),
        ("修建水渠。（市水利局、市财政局等有关部门及各街道负责）", "市水利局 市财政局 各街道"),
        ("修建水渠。（市城投会同市水投、市水利局负责）", "市城投 市水投 市水利局"),
        ("修建水渠。（市城投于2031年底前完成，市水利局配合）", "市城投 市水利局"),
    ],
)
def test_odd_names_beside_others(text: str, names: str) -> None:
    (clause,) = find(text)
    assert clause.said is not None
    listed = [*(name.text for name in clause.said.names), *clause.said.unplaced]
    assert listed == names.split()
