"""Problems as a JSON array of flat records, one a line."""

import json

from sciplan.base.problem import Problem
from sciplan.checks.reporters.registry import Report


def render(report: Report) -> str:
    """Return a record a problem; `known` ones too."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [encode(_record(problem)) for problem in report.problems]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _record(problem: Problem) -> dict[str, str | int | bool]:
    return {
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "known": problem.known,
    }
