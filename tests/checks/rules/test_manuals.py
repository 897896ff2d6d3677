import re
from textwrap import dedent

import pytest

from sciplan.base.problem import Severity
from sciplan.checks.check import among, check, told
from sciplan.checks.rules.registry import RULES, Rule
from sciplan.planfile.load import load

rules = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)

_HEAD = "format: sciplan/1\n"
_PLAN = "plan: {id: example, title: 示例}\n"


def example(rule: Rule, which: str) -> str:
    """Return the block under 错误示例:: or 正确示例::, with the head that examples leave out."""
    found = re.search(rf"^{which}::\n\n((?:(?:    .*)?\n)+)", rule.manual, re.MULTILINE)
    assert found, f"{rule.code} has no {which}"
    body = dedent(found[1]).strip("\n") + "\n"
    return _HEAD + ("" if body.startswith("plan:") else _PLAN) + body


def unknown_codes(text: str) -> dict[str, Severity]:
    """Return code → severity of what no erratum accounts for."""
    files = [load(part, "p.yaml") for part in text.split("---\n")]
    problems = [each for file in files for each in check(file).problems]
    for place, code, finding in among([file.plan for file in files if file.plan]):
        problems += told(files[place], [(code, finding)])
    return {each.code: each.severity for each in problems if not each.known}


@rules
def test_the_bad_example_fires_as_registered(rule: Rule) -> None:
    assert unknown_codes(example(rule, "错误示例")).get(rule.code) is rule.severity


@rules
def test_the_bad_example_is_otherwise_no_error(rule: Rule) -> None:
    found = unknown_codes(example(rule, "错误示例"))
    assert {code for code, how in found.items() if how is Severity.ERROR} <= {rule.code}


@rules
def test_the_good_example_is_silent(rule: Rule) -> None:
    found = unknown_codes(example(rule, "正确示例"))
    assert rule.code not in found
    assert set(found.values()) <= {Severity.INFO}


@rules
def test_a_manual_says_what_it_finds_and_what_to_do(rule: Rule) -> None:
    first, blank, *rest = rule.manual.splitlines()
    assert first.endswith("。")
    assert not blank
    assert len(rest[0]) > 10
    assert 2 < len(rule.about) < 16
