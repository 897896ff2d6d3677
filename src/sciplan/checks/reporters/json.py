"""Problems as a JSON array of flat records, one a line."""

import json

from sciplan.base.problem import Problem
from sciplan.checks.reporters.registry import Report


def render(report: Report) -> str:
    """Return a record a problem; `known` ones too.

    Only a place in a document has a `paragraph`, only one in a sheet a `cell`.
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [encode(_record(problem)) for problem in report.problems]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _record(problem: Problem) -> dict[str, str | int | bool]:
    place = problem.location
    inside: dict[str, str | int] = {"paragraph": place.paragraph, "cell": place.cell}
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "known": problem.known,
        **{key: value for key, value in inside.items() if value},
    }
