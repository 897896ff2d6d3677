"""Problems as a GitLab code quality report, shown beside the changes of a merge request.

Known problems are left out: GitLab would count them as flaws of the code.
"""

import json
import re
from collections import Counter
from hashlib import sha256

from sciplan.base.files import in_repository
from sciplan.base.problem import Problem, Severity
from sciplan.checks.reporters.registry import Report, placed_message

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_AROUND = 500
"""How much of a very long line tells its problem from others, on either side of its place."""
_LINE_NUMBER = re.compile(r"第 \d+ 行")


def render(report: Report) -> str:
    """Return an array of what GitLab calls violations."""
    seen: Counter[str] = Counter()
    violations = [_violation(problem, seen) for problem in report.unexplained]
    return json.dumps(violations, ensure_ascii=False, indent=1) + "\n"


def _violation(problem: Problem, seen: Counter[str]) -> dict[str, object]:
    return {
        "description": "；".join(filter(None, (placed_message(problem), problem.hint))),
        "check_name": problem.code,
        "fingerprint": _fingerprint(problem, seen),
        "severity": _SEVERITIES[problem.severity],
        "location": {
            "path": in_repository(problem.location.path),
            "lines": {"begin": max(problem.location.line, 1)},  # GitLab asks for one
        },
    }


def _fingerprint(problem: Problem, seen: Counter[str]) -> str:
    """Return what tells a problem from all others and stays when lines move.

    Problems alike in everything but their place are told apart by their order.
    """
    said = _LINE_NUMBER.sub("", problem.message)
    facts = (in_repository(problem.location.path), problem.code, said, _source(problem))
    same = json.dumps(facts)
    seen[same] += 1
    return sha256(f"{same}{seen[same]}".encode()).hexdigest()


def _source(problem: Problem) -> str:
    column = 0 if problem.location.cell else problem.location.column
    return problem.source[max(column - _AROUND, 0) : column + _AROUND].strip()
