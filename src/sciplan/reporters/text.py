"""Problems as lines that people read and editors can jump to."""

from collections.abc import Iterable

from sciplan.problem import Problem, Severity

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


def render(problems: Iterable[Problem], *, colour: bool = False) -> str:  # noqa: ARG001
    """Return a line a problem, `path:line:column: 错误 code 说明`, and its hint below it."""
    return "".join(map(_lines, problems))


def _lines(problem: Problem) -> str:
    word = SEVERITY_WORDS[problem.severity]
    line = f"{problem.location}: {word} {problem.code} {problem.message}\n"
    return line + (f"    {problem.hint}\n" if problem.hint else "")
