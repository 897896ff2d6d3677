import json

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
