"""A doubt becomes a problem once the document is known."""

import pytest

from sciplan.base.problem import Location, Problem, Severity
from sciplan.documents.doubt import Doubt


def test_a_doubt_as_a_problem() -> None:
    doubt = Doubt(code="unread-part", message="第 2 页没有文字层", line=12)
    place = Location("方案.pdf", 12, 1, 12, 1)
    assert doubt.problem(place) == Problem(
        code="unread-part",
        severity=Severity.WARNING,
        message="第 2 页没有文字层",
        location=place,
    )


@pytest.mark.parametrize(("note", "noted"), [("", "没有读懂：甲"), ("请填写", "请填写")])
def test_what_is_noted_beside_the_measure(note: str, noted: str) -> None:
    assert Doubt(code="unread-clause", message="没有读懂：甲", note=note).noted == noted
