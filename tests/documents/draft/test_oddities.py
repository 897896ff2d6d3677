"""A draft explains what its document prints oddly, so that it validates and a human confirms."""

import pytest

from sciplan.base.problem import Severity
from sciplan.checks.check import check
from sciplan.compare.verify.verifying import verify
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Document, Paragraph
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load

HEAD = ("南湖市科普实施方案（2024—2026年）", "一、主要任务", "（一）办好活动")


def drafted(clause: str) -> Draft:
    lines = (*HEAD, f"1.办科普日。每年办一次。（{clause}）")
    numbered = tuple(Paragraph(line, number) for number, line in enumerate(lines, 1))
    return draft(Document("plan.txt", numbered))


@pytest.mark.parametrize(
    ("clause", "rules"),
    [
        ("市科协牵头，市教体局配合", []),
        ("市科协、市教体局牵头，市科协、市财政局配合", ["unit-in-two-roles"]),
        ("市科协牵头，市财政局、市教体局、市财政局配合", ["repeated-unit"]),
        ("市科协、市科协牵头，市财政局配合", ["repeated-unit"]),
    ],
)
def test_a_draft_validates_and_asks_for_a_look(clause: str, rules: list[str]) -> None:
    made = drafted(clause)
    text = dump(made.plan, made.comments)
    problems = check(load(text, "p.yaml")).problems
    assert [each.code for each in problems if each.severity is Severity.ERROR] == rules
    assert all(each.known for each in problems if each.severity is Severity.ERROR)
    assert [each.code for each in made.problems] == rules
    assert text.count("待核：对照印发文本") == len(rules)


def test_a_unit_printed_twice_stays_twice() -> None:
    (entry,) = drafted("市科协牵头，市财政局、市教体局、市财政局配合").plan.entries
    assert entry.measure.cooperating == ("市财政局", "市教体局", "市财政局")


def test_an_oddity_of_the_print_is_no_difference_to_the_plan() -> None:
    made = drafted("市科协、市教体局牵头，市科协、市财政局配合")
    loaded = load(dump(made.plan), "p.yaml")
    assert loaded.plan is not None
    assert verify(loaded.plan, made, loaded.document).problems == ()


def test_a_measure_without_a_clause_is_a_mark_and_no_oddity_of_the_print() -> None:
    lines = (
        *HEAD,
        "1.办科普日。每年办一次。（市科协牵头）",
        "2.建基地。建十个。",
        "3.评比。评优。（市科协负责）",
    )
    numbered = tuple(Paragraph(line, number) for number, line in enumerate(lines, 1))
    made = draft(Document("plan.txt", numbered))
    problems = check(load(dump(made.plan, made.comments), "p.yaml")).problems
    assert not [each for each in problems if each.severity is Severity.ERROR]
    asked = [each.message for each in problems if each.code == "to-check"]
    assert "待核：没有找到责任条款；1.1.2“建基地”没有列任何单位" in asked
    assert made.plan.errata == ()
    assert [each.code for each in made.problems] == ["no-clause"]
