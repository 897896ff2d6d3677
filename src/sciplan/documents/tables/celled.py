"""Tables copied with one cell a line: the headings, then cell by cell each row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciplan.base.marks import tight
from sciplan.documents.clauses.attribution import only_deadline
from sciplan.documents.tables.columns import (
    ColumnKind,
    are_heads,
    is_label,
    is_number_head,
    kind_of,
)
from sciplan.documents.tables.lines import Found, Lines, Lost, is_heading, tables
from sciplan.documents.words.labels import FieldLabel
from sciplan.documents.words.names import is_list
from sciplan.documents.words.roles import is_role

_FEWEST, _MOST = 3, 16
"""So many columns a table may have."""
_MOST_CELLS = 60
"""A row has no more lines."""
_LONGEST_LABEL = 20
_PERSON = re.compile(r"[^\W\d_]{2,4}(?:[、，][^\W\d_]{2,4})*")
_NOTHING = re.compile(r"[\s/／—–\-]*|无")
_NUMBER = re.compile(r"[（(]?(\d{1,4})[）).、．]?")
_FORBIDDEN = 9
_MOST_HEADINGS = 3
"""So many headings may stand between two rows."""


def found(lines: Lines, place: int) -> Found | None:
    """Return the table of one cell a line whose headings begin at a line."""
    if len(lines[place].text) > _LONGEST_LABEL or not is_label(_cell(lines, place)):
        return None
    heads = _heads(lines, place)
    if len(heads) < _FEWEST or not are_heads([*heads.values()]):
        return None
    first = max(heads) + 1
    labels = [*heads.values()]
    rows = list(_rows(lines, first, labels))
    if not rows:
        return None
    end = rows[-1].end
    whole = {place: labels}
    for row in rows:
        cells = row.cells if row.is_heading else _fitted(row.cells, labels)
        if cells is None:
            return Found(end, [Lost("一格一行", labels, lines[place:end])])
        whole[row.start] = cells
    return Found(end, [*tables(lines, whole)])


def _cell(lines: Lines, place: int) -> str:
    return lines[place].text.replace("|", "").replace("｜", "").strip()


def _heads(lines: Lines, place: int) -> dict[int, str]:
    """Return the lines of headings from a place on: line → heading."""
    heads: dict[int, str] = {}
    for at in range(place, min(place + 2 * _MOST, len(lines))):
        cell = tight(_cell(lines, at))
        if not cell:
            continue
        if not is_label(cell) or (at > place and is_number_head(cell)):
            break
        heads[at] = cell
    return heads


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's lines, from `start` to before `end`; a heading between rows is one cell."""

    start: int
    end: int
    cells: list[str]
    is_heading: bool = False


def _rows(lines: Lines, place: int, labels: Sequence[str]) -> Iterator[_Row]:
    """Yield the rows, each of which begins with the next number."""
    if not is_number_head(labels[0]):
        yield from _unnumbered(lines, place, labels)
        return
    number = 0
    while place < len(lines):
        place = _behind_blanks(lines, place)
        heading = _heading(lines, place, number + 1)
        if heading:
            yield _Row(place, place + 1, [heading], is_heading=True)
            place += 1
            continue
        if place == len(lines) or _number(_cell(lines, place)) not in (number + 1, 1):
            return
        number = _number(_cell(lines, place))
        end = _end_of_row(lines, place, number + 1, len(labels))
        yield _Row(place, end, _cells(lines, place, end))
        place = end


def _end_of_row(lines: Lines, place: int, following: int, size: int) -> int:
    """Return where a row ends: at the next number, which stands where it has all its cells."""
    ends: list[int] = []
    seen = 0
    exact = 0
    for at in range(place, min(place + _MOST_CELLS, len(lines))):
        cell = _cell(lines, at)
        if not cell:
            continue
        if seen and (_number(cell) in (following, 1) or _heading(lines, at, following)):
            ends.append(at)
            if seen == size:
                return at
        seen += 1
        exact = at + 1 if seen == size else exact
    return next(iter(ends), exact or min(place + _MOST_CELLS, len(lines)))


def _heading(lines: Lines, place: int, following: int) -> str:
    """Return the heading at a place, that the next row or a further heading stands behind."""
    at = place
    for _ in range(_MOST_HEADINGS):
        if at >= len(lines) or not is_heading(_cell(lines, at)) or is_list(_cell(lines, at)):
            return ""
        at = _behind_blanks(lines, at + 1)
        if at < len(lines) and _number(_cell(lines, at)) in (following, 1):
            return _cell(lines, place)
    return ""


def _unnumbered(lines: Lines, place: int, labels: Sequence[str]) -> Iterator[_Row]:
    """Yield rows of as many lines as there are headings, while bodies stand where they must."""
    bodies = [column for column, label in enumerate(labels) if is_role(kind_of(label))]
    while True:
        cells: list[str] = []
        start = end = _behind_blanks(lines, place)
        while end < len(lines) and len(cells) < len(labels):
            cell = _cell(lines, end)
            cells += [cell] if cell else []
            end += 1
        if len(cells) < len(labels) or not all(_is_bodies(cells[column]) for column in bodies):
            return
        yield _Row(start, end, cells)
        place = end


def _is_bodies(cell: str) -> bool:
    return is_list(cell) or bool(_NOTHING.fullmatch(cell))


def _behind_blanks(lines: Lines, place: int) -> int:
    while place < len(lines) and not _cell(lines, place):
        place += 1
    return place


def _cells(lines: Lines, start: int, end: int) -> list[str]:
    return [cell for place in range(start, end) if (cell := _cell(lines, place))]


def _number(cell: str) -> int:
    found = _NUMBER.fullmatch(cell)
    return int(found[1]) if found else -1


# Which line belongs to which column ------------------------------------------------------------


def _fitted(cells: Sequence[str], labels: Sequence[str]) -> list[str] | None:
    """Give a row's lines to its columns, in order; None where more than one way is as good."""
    if len(cells) == len(labels):
        return list(cells)
    nowhere: _Way = (_FORBIDDEN * len(cells), 0, [])
    costs: list[_Way] = [(0, 1, []), *[nowhere] * len(cells)]
    for label in labels:
        costs = [_best(costs, cells, end, label) for end in range(len(cells) + 1)]
    cost, ways, ends = costs[-1]
    if ways != 1 or cost >= _FORBIDDEN:
        return None
    starts = [0, *ends[:-1]]
    return ["\n".join(cells[start:end]) for start, end in zip(starts, ends, strict=True)]


_Way = tuple[int, int, list[int]]
"""Cost, in how many ways, and where each column ends."""


def _best(costs: Sequence[_Way], cells: Sequence[str], end: int, label: str) -> _Way:
    ways = [
        (costs[start][0] + sum(_misfit(cell, label) for cell in cells[start:end]), start)
        for start in range(end)
    ]
    ways.append((costs[end][0] + _blank(label), end))
    least = min(cost for cost, _ in ways)
    best = [start for cost, start in ways if cost == least]
    return least, sum(costs[start][1] for start in best), [*costs[best[0]][2], end]


def _blank(label: str) -> int:
    """Return what it costs that a column is left blank in a row: merged cells have one text."""
    kind = kind_of(label)
    return _FORBIDDEN if is_number_head(label) or kind == ColumnKind.TITLE else 1


def _misfit(cell: str, label: str) -> int:
    """Return how badly a line fits into a column."""
    kind = kind_of(label)
    if is_number_head(label):
        return 0 if _number(cell) >= 0 else _FORBIDDEN
    if is_role(kind):
        return 0 if _is_bodies(cell) else _FORBIDDEN
    if kind == FieldLabel.DEADLINE:
        return 0 if only_deadline(cell) else 2
    if kind == FieldLabel.LEADER:
        return 0 if _PERSON.fullmatch(tight(cell)) and not is_list(cell) else 2
    return 2 if is_list(cell) else 0
