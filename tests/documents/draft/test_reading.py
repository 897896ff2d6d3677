"""A measure read from its task: what is told of it stands in the value, with its place."""

import pytest

from sciplan.documents.clauses.attribution import Attribution
from sciplan.documents.clauses.groups import DraftMeasure, DraftProvision, table_differs
from sciplan.documents.draft.draft import draft
from sciplan.documents.draft.reading import Hints, ReadItem, read_measure, read_provision
from sciplan.documents.reading import read as read_document
from sciplan.documents.words.names import BodyName
from sciplan.plan.model import Measure, Provision

RULE = "列首位的为牵头单位"
WATER, MONEY = BodyName("市水利局"), BodyName("市财政局", "财政局")


def read(said: Attribution | None, printed: str = "甲", *, rule: str = "") -> ReadItem:
    draft = DraftMeasure(title="修渠", text="修渠。", line=7, printed=printed, said=said)
    hints = Hints(rule=rule, known=(), longest=0)
    return read_measure("2.1", draft, hints)


@pytest.mark.parametrize(
    ("said", "rule", "lists", "by_rule", "beside"),
    [
        (Attribution(lead=(WATER,)), RULE, (["市水利局"], []), False, {}),
        (Attribution(responsible=(WATER,)), "", ([], ["市水利局"]), False, {}),
        (
            Attribution(responsible=(WATER, MONEY)),
            "",
            ([], ["市水利局", "市财政局"]),
            False,
            {("responsible", 1): "印作“财政局”，补全了前缀"},
        ),
        (
            Attribution(responsible=(WATER,)),
            RULE,
            (["市水利局"], []),
            True,
            {("lead", 0): f"按“{RULE}”列为牵头"},
        ),
        (
            Attribution(responsible=(MONEY,)),
            RULE,
            (["市财政局"], []),
            True,
            {("lead", 0): f"印作“财政局”，补全了前缀；按“{RULE}”列为牵头"},
        ),
        # The clause's own rule is its own: the document's did nothing here.
        (
            Attribution(responsible=(WATER,), first_lead="首位牵头"),
            RULE,
            (["市水利局"], []),
            False,
            {("lead", 0): "按“首位牵头”列为牵头"},
        ),
    ],
)
def test_the_rule_of_the_first_listed(
    said: Attribution,
    rule: str,
    lists: tuple[list[str], list[str]],
    by_rule: bool,
    beside: dict[tuple[str, int], str],
) -> None:
    found = read(said, rule=rule)
    assert isinstance(found.value, Measure)
    assert ([*found.value.lead], [*found.value.responsible]) == lists
    assert (found.by_rule, found.beside) == (by_rule, beside)


@pytest.mark.parametrize(
    ("said", "printed", "doubts", "notes"),
    [
        (Attribution(lead=(WATER,)), "甲", [], ()),
        (
            None,
            "甲" * 61,
            [("unread-clause", f"没有读懂的责任条款：{'甲' * 60}……")],
            ("责任条款没有读懂，请对照 attribution 填写单位",),
        ),
        (None, "", [("no-clause", "没有找到责任条款：修渠")], ("没有找到责任条款",)),
        (
            Attribution(lead=(WATER,), unread=("云云",), unplaced=("乙", "丙"), doubtful=("丁",)),
            "甲",
            [
                ("unread-clause", "责任条款里没有读懂：云云"),
                ("unplaced-unit", "乙、丙 没有写明身份，暂列负责单位"),
                ("unusual-unit", "“丁”不像单位名称"),
            ],
            (
                "责任条款里没有读懂：云云",
                "乙、丙 没有写明身份，暂列负责单位",
                "“丁”不像单位名称",
            ),
        ),
    ],
)
def test_what_needs_a_look(
    said: Attribution | None,
    printed: str,
    doubts: list[tuple[str, str]],
    notes: tuple[str, ...],
) -> None:
    found = read(said, printed)
    assert [(one.code, one.message) for one in found.doubts] == doubts
    assert {(one.at, one.line) for one in found.doubts} <= {("2.1", 7)}
    assert tuple(one.noted for one in found.doubts) == notes


def test_names_without_a_role_are_listed() -> None:
    said = Attribution(lead=(WATER,), responsible=(MONEY,), unplaced=("市林草局",))
    value = read(said).value
    assert isinstance(value, Measure)
    assert value.responsible == ("市财政局", "市林草局")


def test_what_the_task_brings_comes_behind_its_clause() -> None:
    draft = DraftMeasure(
        title="修渠",
        text="",
        line=3,
        printed="甲",
        said=Attribution(lead=(WATER,), doubtful=("丁",)),
        notes=("时限取自表中",),
        doubts=(table_differs("表中与正文不同"),),
    )
    found = read_measure("1", draft, Hints(rule="", known=(), longest=0))
    assert found.notes == ("时限取自表中",)
    assert [(one.code, one.at, one.line) for one in found.doubts] == [
        ("unusual-unit", "1", 3),
        ("table-differs", "1", 3),
    ]


@pytest.mark.parametrize(
    ("title", "text", "units", "notes"),
    [
        ("督办", "市审计局负责督办。", ("市审计局",), ()),
        ("市审计局负责督办", "市审计局负责督办。", ("市审计局",), ("没有小标题，取句首代替",)),
        ("市水利局统筹", "定期通报。", ("市水利局",), ()),
    ],
)
def test_provisions(title: str, text: str, units: tuple[str, ...], notes: tuple[str, ...]) -> None:
    hints = Hints(rule="", known=("市水利局",), longest=4)
    found = read_provision("4.1", DraftProvision(title=title, text=text, line=9), hints)
    assert isinstance(found.value, Provision)
    assert (found.value.id, found.line) == ("4.1", 9)
    assert (found.value.units, found.notes) == (units, notes)


def test_a_clause_behind_the_last_item_alone_is_one_question() -> None:
    text = (
        "某市河湖方案\n一、任务\n（一）治水\n1.修渠。疏通。\n2.清淤。挖深。\n"
        "3.筑堤。加高。（责任单位：市水利局）\n"
        "（二）造林\n1.种树。补种。（责任单位：市林草局）\n2.养护。浇水。（责任单位：市城管局）"
    )
    made = draft(read_document(text.encode(), "方案.txt"))
    (problem,) = (one for one in made.problems if one.code == "no-clause")
    assert "“治水”只有末项有责任条款" in problem.message
    asked = [path for path, words in made.comments.items() if "责任" in words]
    assert asked == [("sections", 0, "sections", 0, "measures")]
    bodies = [entry.measure.responsible for entry in made.plan.entries]
    assert bodies == [(), (), ("市水利局",), ("市林草局",), ("市城管局",)]
