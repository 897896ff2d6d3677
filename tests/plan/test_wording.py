"""The Chinese words that every table shares, and the likeliest names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciplan.base.likeness import nearest, suggestion
from sciplan.plan.model import Plan, Target
from sciplan.plan.resolve import sections_like
from sciplan.plan.wording import heading, joined, section_label, target_text
from sciplan.planfile.load import load
from support import as_text, plan_of, real_plan, small


@pytest.mark.parametrize(
    ("ident", "label"),
    [
        ("4", "四"),
        ("4.1", "四（一）"),
        ("2.1.5", "二（一）"),
        ("10.12", "十（十二）"),
        ("100.1", "100.1"),
    ],
)
def test_labels_as_the_document_prints_them(ident: str, label: str) -> None:
    assert section_label(ident) == label


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_printed_label_finds_its_section(first: int, second: int) -> None:
    ident = f"{first}.{second}"
    plan = plan_of(small(sections=[{"id": ident, "title": "标题"}]))
    (found,) = sections_like([plan], section_label(ident))
    assert found.section.id == ident


def test_headings() -> None:
    bare = plan_of(small(plan={"id": "a", "title": "甲方案"}))
    assert heading([bare]) == "甲方案，按印发时口径"
    assert heading([real_plan(), bare]).startswith("2 个方案：曲政发〔2022〕21号、甲方案，")


def test_drafts_say_which_they_are_instead() -> None:
    def plan_called(title: str, **head: str) -> Plan:
        return plan_of(small(plan={"id": title, "title": title, **head}))

    issued = plan_called("a", status="印发")
    draft, sent = plan_called("b", status="征求意见稿"), plan_called("c", status="送审稿")
    assert heading([issued]) == "a，按印发时口径"
    assert heading([draft]) == "b，征求意见稿"
    assert heading([sent]) == "c，送审稿"
    assert heading([issued, draft]) == "2 个方案：a、b（征求意见稿），其余按印发时口径"
    assert heading([sent, draft]) == "2 个方案：c（送审稿）、b（征求意见稿）"


def test_another_standing_is_refused() -> None:
    loaded = load(as_text(small(plan={"id": "a", "title": "甲", "status": "草案"})), "p.yaml")
    assert loaded.plan is None
    assert any("送审稿" in f"{each.message}{each.hint}" for each in loaded.problems)


@pytest.mark.parametrize(
    ("quote", "text"),
    [("3000人以上", "培训教师3000人以上"), ("培训教师达3000人", "培训教师达3000人")],
)
def test_a_target_in_the_plans_own_words(quote: str, text: str) -> None:
    assert target_text(Target(what="培训教师", at_least=3000, quote=quote)) == text


def test_joined_leaves_out_what_says_nothing() -> None:
    assert joined("甲", "", "乙") == "甲，乙"
    assert joined("", "") == ""


@pytest.mark.parametrize(
    ("word", "found"),
    [("市科斜", ("市科协",)), ("LEAD", ("lead",)), ("无关", ()), ("", ())],
)
def test_nearest(word: str, found: tuple[str, ...]) -> None:
    assert nearest(word, ["市科协", "市妇联", "lead"]) == found


def test_suggestions() -> None:
    assert suggestion(["甲", "乙"]) == "是不是“甲”或“乙”？"
    assert suggestion([]) == ""
