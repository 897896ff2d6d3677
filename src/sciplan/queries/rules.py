"""The rules that `validate` holds a plan file to."""

from collections.abc import Sequence
from dataclasses import dataclass

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.base.problem import Severity
from sciplan.checks.rules.registry import Rule

COLUMNS = (
    Column(key="code", title="代码"),
    Column(key="severity", title="级别", holds=Severity),
    Column(key="about", title="查什么"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule.

    Args:
        code: Its code.
        severity: `error`, `warning` or `info`.
        about: What it finds.
    """

    code: str
    severity: str
    about: str


def rules(registered: Sequence[Rule]) -> tuple[RuleRow, ...]:
    """Return the rules as registered."""
    return tuple(
        RuleRow(code=rule.code, severity=rule.severity.value, about=rule.about)
        for rule in registered
    )


def answer(registered: Sequence[Rule], rows: Sequence[RuleRow]) -> Answer:
    """Return the list of rules, in order of severity."""
    shown = tuple(Row(cells=(rule.code, rule.severity.word, rule.about)) for rule in registered)
    part = Part(title=f"共 {len(rows)} 条", tables=(Table(columns=COLUMNS, rows=shown),))
    return Answer(
        heading="sciplan validate 的校验规则",
        parts=(part,),
        records=Records.of(COLUMNS, rows),
        tips=("一条规则的说明和示例：sciplan rules 代码",),
    )
