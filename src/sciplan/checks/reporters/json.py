"""Problems as a JSON array of flat records, one a line."""

import json

from sciplan.base.answer import Column
from sciplan.base.problem import Problem, Severity
from sciplan.checks.reporters.registry import Report

COLUMNS = (
    Column(key="path", title="文件"),
    Column(key="line", title="行", number=True),
    Column(key="column", title="列", number=True),
    Column(key="code", title="代码"),
    Column(key="severity", title="级别", holds=Severity),
    Column(key="message", title="说明"),
    Column(key="hint", title="建议"),
    Column(key="known", title="已有说明", holds=bool),
)
WITHIN = (
    Column(key="paragraph", title="段", number=True),
    Column(key="cell", title="单元格"),
)
"""Only a place in a document has a paragraph, only one in a sheet a cell."""


def render(report: Report) -> str:
    """Return a record a problem; `known` ones too."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [encode(_record(problem)) for problem in report.problems]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _record(problem: Problem) -> dict[str, str | int | bool]:
    place = problem.location
    values: dict[str, str | int | bool] = {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "known": problem.known,
        "paragraph": place.paragraph,
        "cell": place.cell,
    }
    left_out = {column.key for column in WITHIN if not values[column.key]}
    return {key: value for key, value in values.items() if key not in left_out}
