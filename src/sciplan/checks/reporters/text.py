"""Problems as lines that people read and editors can jump to."""

from collections.abc import Callable, Iterator

from sciplan.base.problem import Problem, Severity
from sciplan.base.width import one_line, width
from sciplan.checks.reporters.registry import Report

_KNOWN = "已说明"
_INDENT = "    "
_COLUMNS = 100
"""How much of a source line is shown around the place."""
_PLACE_COLUMNS = 60
"""How much of that the place itself may take."""
# Not …, which is one column wide on some terminals and two on others: carets would stray.
_CUT = "..."

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_BOLD, _DIM = "1", "2"

Paint = Callable[[str, str], str]


def render(report: Report) -> str:
    """Return a few lines a problem: `path:line:column: 错误 code 说明`, its source line, a hint.

    A cell is `path!数据!E12`; a paragraph's number stands where a line's would.
    """
    paint = _painted if report.colour else _plain
    lines = [line for problem in report.problems for line in _lines(problem, paint)]
    return "".join(f"{line}\n" for line in (*lines, report.said_of_more) if line)


def _plain(text: str, _style: str) -> str:
    return text


def _painted(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"


def _lines(problem: Problem, paint: Paint) -> Iterator[str]:
    style = _DIM if problem.known else _COLOURS[problem.severity]
    word = _KNOWN if problem.known else problem.severity.word
    place = paint(one_line(f"{problem.location}:"), _BOLD)
    yield f"{place} {paint(f'{word} {problem.code}', style)} {one_line(problem.message)}"
    if problem.source and not problem.source.isspace():
        left, middle, right = _excerpt(problem)
        yield f"{_INDENT}{left}{middle}{right}".rstrip()
        carets = "^" * max(width(middle), 1)
        yield f"{_INDENT}{' ' * width(left)}{paint(carets, style)}"
    if problem.hint:
        yield f"{_INDENT}{one_line(problem.hint)}"


def _excerpt(problem: Problem) -> tuple[str, str, str]:
    """Return what is shown of a source line: before the place, the place, after it."""
    line, start, end = problem.source, *_span(problem)
    # A line may be megabytes long: only what could be shown is measured.
    middle = _head(_shown(line[start : min(end, start + _COLUMNS)]), _PLACE_COLUMNS)
    before = _shown(line[max(start - _COLUMNS, 0) : start])
    after = _shown(line[end : end + _COLUMNS])
    room = _COLUMNS - width(middle)
    after = _head(after, max(room - width(before), room // 2))
    return _tail(before, room - width(after)), middle, after


def _span(problem: Problem) -> tuple[int, int]:
    """Return the place's first character and the one after its last, within its first line."""
    place, source = problem.location, problem.source
    if place.cell:  # whose column is not one of characters
        return 0, max(len(source.rstrip()), 1)
    start = max(place.column - 1, 0)
    ends_here = place.end_line == place.line
    end = place.end_column - 1 if ends_here else len(source.rstrip())
    return start, max(end, start + 1)


def _shown(text: str) -> str:
    return one_line(text.replace("\t", _INDENT))


def _head(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    return _fitting(text, columns - len(_CUT)) + _CUT


def _tail(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    return _CUT + _fitting(text[::-1], columns - len(_CUT))[::-1]


def _fitting(text: str, columns: int) -> str:
    """Return as much of a text's beginning as fits."""
    taken = 0
    for index, char in enumerate(text):
        taken += width(char)
        if taken > columns:
            return text[:index]
    return text
