"""Problems as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format)."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sciplan import __version__
from sciplan.base.files import in_repository
from sciplan.base.problem import Location, Problem, Severity
from sciplan.checks.reporters.registry import Report, placed_message
from sciplan.checks.rules.registry import BY_CODE

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_JUSTIFICATION = "方案文件的 errata 已说明"


def render(report: Report) -> str:
    """Return one run; the rules that found something are described in it."""
    codes = sorted({problem.code for problem in report.problems})
    index = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {"driver": _driver(codes)},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, index) for problem in report.problems],
    }
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _driver(codes: list[str]) -> dict[str, Any]:
    return {
        "name": "sciplan",
        "version": __version__,
        "language": "zh-CN",
        "rules": [_rule(code) for code in codes],
    }


def _rule(code: str) -> dict[str, Any]:
    rule = BY_CODE.get(code)
    if rule is None:  # what verify tells of two files is no rule for one
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.about},
        "help": {"text": rule.manual},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, index: dict[str, int]) -> dict[str, Any]:
    suppression = {"kind": "external", "justification": _JUSTIFICATION}
    return {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": _LEVELS[problem.severity],
        "message": {"text": "\n".join(filter(None, (placed_message(problem), problem.hint)))},
        "locations": [_location(problem.location)],
        # Where one result has the property all should: its absence means "not known".
        "suppressions": [suppression] if problem.known else [],
    }


def _location(place: Location) -> dict[str, Any]:
    """Return a place: a region only of a text, what is in a document or a sheet by its name."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.is_text:
        physical["region"] = _region(place)
    if not place.within:
        return {"physicalLocation": physical}
    logical = {"name": place.within, "kind": "cell" if place.cell else "paragraph"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _region(place: Location) -> dict[str, int]:
    start = {"startLine": place.line, "startColumn": max(place.column, 1)}
    if not place.end_line:
        return start
    return start | {"endLine": place.end_line, "endColumn": max(place.end_column, 1)}


def _uri(path: str) -> str:
    """Return a path as a URI: relative to the repository's top where it lies below it."""
    shown = in_repository(path)
    return (
        Path(shown).as_uri() if Path(shown).is_absolute() else quote(shown, errors="surrogatepass")
    )
