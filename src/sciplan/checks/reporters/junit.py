"""Problems as JUnit XML, which most CI servers show as a test report.

A file is a suite, a problem a case: errors and warnings fail, what is known or merely worth knowing
is skipped. A file without problems is one case that passes.
"""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from sciplan.base.files import in_repository
from sciplan.base.problem import Problem, Severity
from sciplan.base.unseen import NO_XML
from sciplan.checks.reporters.registry import Report

_ILLEGAL = re.compile(NO_XML)


def render(report: Report) -> str:
    """Return a suite a file."""
    counts = _counts(report.problems, len(_passing(report)))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="sciplan"{counts}>']
    for path, problems in report.by_path.items():
        lines += _suite(path, problems)
    return _legal("\n".join([*lines, "</testsuites>", ""]))


def _passing(report: Report) -> list[str]:
    return [path for path, problems in report.by_path.items() if not problems]


def _suite(path: str, problems: Sequence[Problem]) -> Iterator[str]:
    name = quoteattr(path)
    yield f"<testsuite name={name}{_counts(problems, int(not problems))}>"
    if not problems:
        yield f'<testcase classname={name} name="validate"/>'
    for problem in problems:
        yield from _case(problem)
    yield "</testsuite>"


def _counts(problems: Sequence[Problem], passing: int) -> str:
    failed = sum(map(_fails, problems))
    skipped = len(problems) - failed
    tests = len(problems) + passing
    return f' tests="{tests}" failures="{failed}" errors="0" skipped="{skipped}"'


def _fails(problem: Problem) -> bool:
    return not problem.known and problem.severity is not Severity.INFO


def _case(problem: Problem) -> Iterator[str]:
    place = problem.location
    where = place.within or f"{place.line}:{place.column}"
    path, name = quoteattr(place.path), quoteattr(f"{problem.code} {where}")
    file = quoteattr(in_repository(place.path))
    line = "" if place.within else f' line="{place.line}"'
    yield f"<testcase classname={path} name={name} file={file}{line}>"
    message = quoteattr(problem.message)
    if _fails(problem):
        details = "\n".join(filter(None, (f"{place}: {problem.message}", problem.hint)))
        kind = f'type="{problem.severity.value}"'
        yield f"<failure message={message} {kind}>{escape(details)}</failure>"
    else:
        yield f"<skipped message={message}/>"
    yield "</testcase>"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
