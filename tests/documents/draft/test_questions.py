"""What is doubted of measure after measure is asked once, and the file's marks are countable."""

import pytest

from import_samples import drafted
from sciplan.base.problem import Severity
from sciplan.checks.check import check
from sciplan.documents.draft import told
from sciplan.documents.draft.draft import Draft
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load
from sciplan.planfile.marks import TO_CHECK


def bare(count: int) -> Draft:
    """Return the draft of a document whose brackets name bodies without a word of role."""
    items = (f"{n}.修第{n}渠。加固堤坝。（市水利局、市财政局）" for n in range(1, count + 1))
    return drafted("某市水利工作方案\n一、任务\n" + "\n".join(items))


def marks(made: Draft) -> list[str]:
    """Return the marks but for those that every draft has."""
    found = load(dump(made.plan, made.comments), "p").marks
    usual = ("plan", "id"), ("units",), ("plan",)
    return [mark.words for mark in found if mark.path not in usual]


def test_a_few_doubts_are_asked_one_by_one() -> None:
    made = bare(3)
    assert [one.code for one in made.problems] == ["unplaced-unit"] * 3
    assert marks(made) == ["市水利局、市财政局 没有写明身份，暂列负责单位"] * 3


def test_many_of_one_kind_are_one_question() -> None:
    made = bare(42)
    (problem,) = made.problems
    assert (problem.code, problem.location.line) == ("unplaced-unit", 3)
    assert problem.message.startswith("42 项的单位没有写明身份，暂列负责单位：1.1、1.2、")
    assert marks(made) == [problem.message]


TEXTS = {
    "no clause at all": "方案\n一、任务\n1.修渠。\n2.种树。\n3.护林。\n4.防火。\n5.巡查。",
    "an unread one": (
        "方案\n一、任务\n1.修渠。（具体由市水利局抓紧牵头办理，另行通知）\n2.种树。（市林草局负责）"
    ),
    "only a deadline": "方案\n一、任务\n1.修渠。（2025年底前完成）\n2.种树。（市林草局负责）",
    "a number left out": "方案\n一、任务\n1.修渠。（市水利局负责）\n3.种树。（市林草局负责）",
    "printed twice": "方案\n1.修渠。（市水利局牵头，市财政局、市财政局配合）",
    "nothing": "通知\n请参加。",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_summary_counts_the_marks_of_the_file_and_the_file_validates(name: str) -> None:
    made = drafted(TEXTS[name])
    text = dump(made.plan, made.comments)
    problems = check(load(text, "p.yaml")).problems
    assert not [each for each in problems if each.severity is Severity.ERROR and not each.known]
    count = sum(each.code == "to-check" for each in problems)
    assert count == text.count(f"# {TO_CHECK}：")
    summary = "\n".join(told.lines(made, details=False, listed=False))
    assert f"标有“{TO_CHECK}” {count} 处" in summary
