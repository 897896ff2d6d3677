import json

from sciplan.checks.rules.registry import RULES
from support import Run


def test_the_list_names_every_rule(run: Run) -> None:
    ran = run("rules", "-f", "json")
    assert [each["code"] for each in json.loads(ran.out)] == [rule.code for rule in RULES]
    table = run("规则").out
    assert all(f"{rule.code} " in table and rule.about in table for rule in RULES)


def test_a_manual_page(run: Run) -> None:
    ran = run("rules", "repeated-unit")
    assert ran.code == 0
    assert ran.out.startswith("repeated-unit（错误）\n\n同一份名单里")
    assert "正确示例::" in ran.out


def test_an_unknown_code_is_told_the_nearest(run: Run) -> None:
    ran = run("rules", "repeated-units")
    assert (ran.code, ran.out) == (2, "")
    assert "是不是“repeated-unit”" in ran.err
    assert "sciplan rules" in run("rules", "zzz").err


def test_a_manual_page_has_no_format(run: Run) -> None:
    ran = run("rules", "repeated-unit", "-f", "json")
    assert ran.code == 2
    assert "只有文字" in ran.err
