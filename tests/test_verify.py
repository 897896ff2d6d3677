"""A plan against its document."""

from dataclasses import replace

import pytest

import import_samples as samples
from sciplan import importers
from sciplan.dump import dump
from sciplan.importers.draft import draft
from sciplan.load import load
from sciplan.problem import Severity
from sciplan.verify import Verified, verify, wording

MADE = draft(importers.read(samples.txt(), "方案.txt"))
TEXT = dump(MADE.plan)


def verified(text: str) -> Verified:
    loaded = load(text, "plan.yaml")
    assert loaded.plan is not None, loaded.problems
    return verify(loaded.plan, MADE, loaded.document.place)


def test_its_own_draft_has_no_differences() -> None:
    found = verified(TEXT)
    assert (found.problems, found.known, found.compared) == ((), (), 4)


COOPERATING = "              - 市财政局\n              - 市通管办"
CHANGES = [
    ("title: 改造农村网络", "title: 改造网络", {"title-differs"}),
    ("title: 建设基础设施", "title: 基础设施", {"title-differs"}),
    (COOPERATING, "              - 市财政局", {"missing-unit"}),
    (COOPERATING, f"{COOPERATING}\n              - 市商务局", {"extra-unit"}),
    (COOPERATING, "              - 市通管办\n              - 市财政局", {"order-differs"}),
    ("at_least: 200", "at_least: 300", {"number-differs", "missing-target"}),
    ("quote: 200个以上", "quote: 基站200个以上之多", {"quote-not-found"}),
    ("reach: 98", "reach: 99", {"number-differs"}),
    ("number: 南政发〔2024〕8号", "number: 南政发〔2024〕9号", {"head-differs"}),
    ("推进光纤入户", "推动光纤入户", {"text-differs"}),
    ('id: "2.1.1"', 'id: "2.1.7"', {"id-differs"}),
]


@pytest.mark.parametrize(("old", "new", "codes"), CHANGES)
def test_difference_is_found(old: str, new: str, codes: set[str]) -> None:
    assert old in TEXT
    found = verified(TEXT.replace(old, new))
    assert {problem.code for problem in found.problems} == codes
    assert all(problem.location.line for problem in found.problems)


def test_missing_and_extra_measures() -> None:
    start = TEXT.index('          - id: "2.2.2"')
    rest = TEXT.index('  - id: "3"')
    gone = verified(TEXT[:start].rstrip() + "\n\n" + TEXT[rest:])
    assert [problem.code for problem in gone.problems] == ["missing-measure"]
    assert "第 17 行" in gone.problems[0].message
    extra = (
        TEXT[:rest].rstrip()
        + '\n\n          - id: "2.2.3"\n            title: 修路\n\n'
        + TEXT[rest:]
    )
    assert [problem.code for problem in verified(extra).problems] == ["extra-measure"]


def test_misprint_accounts_for_a_name() -> None:
    text = TEXT.replace("          - 市通管办", "          - 市通信办")
    text = text.replace("  市通管办: {", "  市通信办: {misprints: [市通管办], ")
    found = verified(text)
    assert not found.problems
    ((problem, reason),) = found.known
    assert problem.code == "name-differs"
    assert reason == "市通管办是市通信办的误写"


def test_erratum_accounts_for_a_difference_at_its_place() -> None:
    text = TEXT.replace(COOPERATING, "              - 市通管办")
    text += '\nerrata:\n  - {at: "2.1.1", value: 市财政局, printed: 市财政局误列}\n'
    found = verified(text)
    assert not found.problems
    assert [reason for _, reason in found.known] == ["市财政局误列"]
    assert [erratum.at for erratum in found.errata] == ["2.1.1"]


def test_erratum_that_the_document_does_not_bear_out() -> None:
    text = TEXT + '\nerrata:\n  - {at: "2.1.1", value: 市水利局, printed: 误列}\n'
    found = verified(text)
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("erratum-not-found", Severity.WARNING)
    assert not found.errata


def test_what_the_document_holds_unread_is_told() -> None:
    loaded = load(TEXT, "plan.yaml")
    assert loaded.plan is not None
    doubt = draft(importers.read(samples.txt() + "（市水利局牵头，市林草局）".encode(), "a.txt"))
    found = verify(loaded.plan, replace(MADE, problems=doubt.problems), loaded.document.place)
    assert {problem.code for problem in found.problems} == {p.code for p in doubt.problems}


def test_wording() -> None:
    assert wording(MADE.plan, MADE, "2.1.1") == (
        "改造农村网络。\n推进光纤入户，新建基站200个以上。\n"
        "（市工信局牵头，市财政局、市通管办配合）"
    )
    assert wording(MADE.plan, MADE, "3.1") == "加强领导。\n各县（市、区）人民政府要落实主体责任。"
    assert wording(MADE.plan, MADE, "9") == ""
