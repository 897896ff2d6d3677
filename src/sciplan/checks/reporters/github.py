"""Problems as GitHub workflow commands, which become annotations on the changed lines.

Known problems are left out: they would be annotated anew in every pull request.
"""

from sciplan.base.files import in_repository
from sciplan.base.problem import Location, Problem, Severity
from sciplan.checks.reporters.registry import Report, placed_message

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Return a workflow command a problem that is not known."""
    more = f"::notice::{_data(report.said_of_more)}\n" if report.more else ""
    return "".join(map(_command, report.unexplained)) + more


def _command(problem: Problem) -> str:
    properties = {
        "file": in_repository(problem.location.path),
        **_place(problem.location),
        "title": problem.code,
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = "\n".join(filter(None, (placed_message(problem), problem.hint)))
    return f"::{_COMMANDS[problem.severity]} {listed}::{_data(message)}\n"


def _place(place: Location) -> dict[str, int]:
    if not place.is_text:
        return {}
    found = {"line": place.line, "col": place.column}
    # GitHub takes columns only for a place within one line.
    if place.end_line > place.line:
        return {"line": place.line, "endLine": place.end_line}
    if place.end_line:
        found |= {"endLine": place.end_line, "endColumn": place.end_column}
    return found


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
