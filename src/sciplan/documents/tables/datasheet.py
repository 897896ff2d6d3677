"""A sheet of data: a row tells one body's part in one task. Rows of one number make a task."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciplan.documents.clauses.attribution import Attribution, parse_list
from sciplan.documents.clauses.groups import DraftMeasure, Group, Placed, nested
from sciplan.documents.readers.document import Grid, is_unread
from sciplan.documents.tables.cells import with_cell
from sciplan.documents.tables.columns import Cells, ColumnKind, Columns, Header
from sciplan.documents.words.dates import only_day
from sciplan.documents.words.labels import FieldLabel, label_role
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.roles import COOPERATING, LABEL_ROLES, LEAD, RESPONSIBLE, is_role
from sciplan.plan.role import AnyRole, OtherRole, Role

_ORDER = (LEAD, RESPONSIBLE, COOPERATING)
_PATH = re.compile(r"(?<!\s)\s+[/／>›]\s*|[>›]\s*")
_DOTTED = re.compile(r"\d+(?:\.\d+)*")


def data_group(grid: Grid, header: Header) -> Group:
    """Return the tasks of a sheet of data.

    Args:
        grid: The table.
        header: Its headings; see `Columns.is_data`.
    """
    columns = header.columns
    rows: dict[tuple[str, ...], list[tuple[int, Cells]]] = {}
    for number, row in enumerate(grid.rows[header.end :], header.end):
        title = _cell(row, columns.titles)
        if title and row not in grid.rows[header.first : header.end]:
            ident = _cell(row, columns.of(ColumnKind.NUMBER))
            key = (ident,) if ident else (_cell(row, columns.of(ColumnKind.CATEGORY)), title)
            rows.setdefault(key, []).append((number, row))
    keys = list(rows)
    if all(_DOTTED.fullmatch(key[0]) for key in keys if key[0]) and all(len(k) == 1 for k in keys):
        # The sheet may have been sorted by body.
        keys.sort(key=lambda key: [int(number) for number in key[0].split(".")])
    placed = [_task(columns, rows[key], grid.line) for key in keys]
    return nested(placed, grid.title, exact=True)


def _task(columns: Columns, rows: Sequence[tuple[int, Cells]], line: int) -> Placed:
    parts = [part for n, (_, row) in enumerate(rows) for part in _parts(columns, row, n)]
    deadline = _first(rows, columns.of(FieldLabel.DEADLINE))
    said = Attribution(
        deadline=deadline,
        deadline_date=only_day(deadline),
        leader=_first(rows, columns.of(FieldLabel.LEADER)),
        indicator=_first(rows, columns.of(FieldLabel.INDICATOR)),
    )
    printed: dict[str, dict[str, None]] = {}
    for part in sorted(parts, key=lambda part: (part.rank, part.place)):
        said = with_cell(said, part.role, Attribution(unplaced=(part.unit,)))
        printed.setdefault(part.label, {})[part.unit] = None
    titles = columns.titles
    words = (_first(rows, titles[1:]), _first(rows, columns.of(ColumnKind.GOAL)))
    task = DraftMeasure(
        title=_first(rows, titles[-2:-1]) or _first(rows, titles[-1:]),
        text="\n".join(filter(None, words)),
        line=line + rows[0][0],
        printed="；".join(f"{label}：{'、'.join(units)}" for label, units in printed.items()),
        said=said if said.names else None,
        remark=_first(rows, columns.of(FieldLabel.REMARK)),
    )
    path = _PATH.split(_first(rows, columns.of(ColumnKind.CATEGORY)))
    return tuple(filter(None, (marker_at(one)[1] or one for one in path))), task


@dataclass(frozen=True, slots=True)
class _Involvement:
    """One body's part in a task."""

    unit: str
    label: str
    role: AnyRole
    place: int

    @property
    def rank(self) -> int:
        """Lead before responsible before cooperating before others."""
        return _ORDER.index(self.role) if isinstance(self.role, Role) else len(_ORDER)


def _parts(columns: Columns, row: Cells, order: int) -> Iterator[_Involvement]:
    unit, label = (
        "" if is_unread(cell) else cell
        for cell in (
            _cell(row, columns.of(ColumnKind.UNIT) or columns.bodies),
            _cell(row, columns.of(ColumnKind.WHO)),
        )
    )
    place = _cell(row, columns.of(ColumnKind.PLACE))
    if unit:
        number = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else order
        yield _Involvement(unit, label or "负责", _role(label), number)
    # One body's own list may name the others in a column beside it.
    for column, role in columns.roles.items() if columns.of(ColumnKind.UNIT) else ():
        listed = "" if is_unread(row[column]) else row[column]
        for name in parse_list(listed).responsible:
            yield _Involvement(name.text, columns.labels[column], role, order)


def _role(label: str) -> AnyRole:
    role = LABEL_ROLES.get(label) or label_role(label)
    if not label:
        return RESPONSIBLE
    return role if is_role(role) else OtherRole(label)


def _first(rows: Sequence[tuple[int, Cells]], columns: Sequence[int]) -> str:
    return next(filter(None, (_cell(row, columns) for _, row in rows)), "")


def _cell(row: Cells, columns: Sequence[int]) -> str:
    cells = (row[column].strip() for column in columns)
    return next(filter(None, cells), "")
