"""What all reporters have in common."""

import pytest

from sciplan.base.problem import Location, Problem
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.checks.rules.registry import BY_CODE, Rule
from support import a_problem

EMPTY = {
    "text": "",
    "json": "[]\n",
    "github": "",
    "gitlab": "[]\n",
}


@pytest.fixture(autouse=True)
def _manual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rule, "manual", "手册")


@pytest.mark.parametrize(("name", "expected"), EMPTY.items())
def test_nothing_wrong(name: str, expected: str) -> None:
    assert REPORTERS[name].render([]) == expected


@pytest.mark.parametrize("name", REPORTERS)
def test_no_problem_stops_a_reporter(name: str) -> None:
    odd = "\x1b[31m\x00\ud800\r\n]]><&\"'%::,\u2028😀"
    problems = [
        a_problem(message=odd, hint=odd, source=odd, location=Location(odd, line, column, *end))
        for line, column, end in ((0, 0, ()), (1, 1, ()), (1, 99, (1, 100)), (2, 3, (9, 1)))
    ]
    text = REPORTERS[name].render(problems, paths=[odd, "b.yaml"])
    assert text.encode()
    if name != "github":  # whose runner shows it as it is; no text of a plan can hold one
        assert "\x1b" not in text


@pytest.mark.parametrize("name", REPORTERS)
@pytest.mark.parametrize("code", BY_CODE)
def test_every_rule_can_be_told(name: str, code: str) -> None:
    problem = a_problem(code=code, severity=BY_CODE[code].severity)
    assert code in REPORTERS[name].render([problem])


@pytest.mark.parametrize("name", REPORTERS)
@pytest.mark.parametrize(
    ("location", "said"),
    [
        (Location.of_paragraph("方案.docx", 4321), "4321"),
        (Location.of_cell("表.xlsx", "E4321", 4321, 5), "E4321"),
    ],
)
def test_every_reporter_says_which_paragraph_or_cell(
    name: str, location: Location, said: str
) -> None:
    assert said in REPORTERS[name].render([a_problem(location=location)])


@pytest.mark.parametrize("name", [name for name in REPORTERS if name != "text"])
def test_colour_is_for_text_alone(name: str) -> None:
    assert "\x1b" not in REPORTERS[name].render([a_problem()], colour=True)


def many() -> list[Problem]:
    return [
        a_problem(location=Location("p.yaml", line, 1, line, 2), source="")
        for line in range(1, 1204)
    ]


def test_what_people_read_ends_at_a_thousand_problems() -> None:
    text = REPORTERS["text"].render(many())
    assert text.count("unknown-unit") == 1000
    assert text.endswith("还有 203 处没有列出；全部列出：-f json\n")
    github = REPORTERS["github"].render(many()).splitlines()
    assert len(github) == 1001
    assert github[-1] == "::notice::还有 203 处没有列出；全部列出：-f json"


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "gitlab"])
def test_what_programs_read_is_whole(name: str) -> None:
    report = REPORTERS[name].render(many())
    counted = {"sarif": '"ruleId"', "junit": "<testcase ", "gitlab": '"fingerprint"'}
    assert report.count(counted.get(name, '"code"')) == 1203
