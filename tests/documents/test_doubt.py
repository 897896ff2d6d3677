"""A doubt becomes a problem once the document is known."""

import pytest

from sciplan.base.problem import Location, Problem, Severity
from sciplan.documents.doubt import Doubt


@pytest.mark.parametrize(("line", "place"), [(0, 1), (1, 1), (12, 12)])
def test_a_doubt_as_a_problem(line: int, place: int) -> None:
    doubt = Doubt(code="unread-part", message="第 2 页没有文字层", line=line)
    assert doubt.problem("方案.pdf") == Problem(
        code="unread-part",
        severity=Severity.WARNING,
        message="第 2 页没有文字层",
        location=Location("方案.pdf", place, 1, place, 1),
    )


@pytest.mark.parametrize(("note", "noted"), [("", "没有读懂：甲"), ("请填写", "请填写")])
def test_what_is_noted_beside_the_measure(note: str, noted: str) -> None:
    assert Doubt(code="unread-clause", message="没有读懂：甲", note=note).noted == noted
