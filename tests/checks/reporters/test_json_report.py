import json

import pytest

from sciplan.base.problem import Location
from sciplan.checks.reporters.registry import REPORTERS
from support import a_problem


def test_records_have_the_documented_keys() -> None:
    text = REPORTERS["json"].render([a_problem(), a_problem(known=True)])
    first, second = json.loads(text)
    assert first == {
        "path": "p.yaml",
        "line": 3,
        "column": 5,
        "code": "unknown-unit",
        "severity": "error",
        "message": "没有登记“市科斜”这个单位",
        "hint": "是不是“市科协”？",
        "known": False,
    }
    assert second == first | {"known": True}
    assert text.count("\n") == 4


@pytest.mark.parametrize(
    ("location", "said"),
    [
        (
            Location.of_paragraph("方案.docx", 12),
            {"path": "方案.docx", "line": 12, "column": 1, "paragraph": 12},
        ),
        (
            Location.of_cell("表.xlsx", "E12", 12, 5),
            {"path": "表.xlsx", "line": 12, "column": 5, "cell": "E12"},
        ),
    ],
)
def test_a_paragraph_or_a_cell_has_a_key_more(
    location: Location, said: dict[str, str | int]
) -> None:
    plain, record = json.loads(
        REPORTERS["json"].render([a_problem(), a_problem(location=location)])
    )
    assert record == plain | said
