"""What a measure's rows say together: by the plan as it is, and by the workbook as exported."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sciplan.base.answer import Column
from sciplan.compare.values import Unread, day_of, flag_of, plain, text_of
from sciplan.documents.readers.sheet import Sheet
from sciplan.plan.model import Measure, Plan
from sciplan.plan.role import AnyRole, role_called
from sciplan.queries.breakdown import CONTENT, KEPT, TaskRow, task_rows
from sciplan.queries.records import targets_cell

Value = str | bool | date | None
Named = tuple[AnyRole | None, str]
"""A role and a unit's name; neither where a measure has no unit."""

TEXTS = ("title", "part", "content", "category", "indicator", "leader", "deadline", "remark")
FIELDS = (*TEXTS, "deadline_date", "and_others")
"""Columns that a sheet may change, but for role and unit; see `field_of`."""
SHOWN = ("section", "targets")
"""Columns that are only shown."""
_HEADS = (KEPT, tuple(column for column in KEPT if column is not CONTENT))
"""Columns of what workbooks hide, now and before 任务内容 had one."""


def field_of(plan: Plan, measure: Measure, key: str) -> str:
    """Return the field of a measure that a column shows.

    任务内容 is the document's text where a measure has it, else the summary; where it has neither,
    what the plan's other measures have.
    """
    if key != CONTENT.key:
        return key
    if measure.text or measure.summary:
        return "text" if measure.text else "summary"
    return "text" if any(entry.measure.text for entry in plan.entries) else "summary"


class State(NamedTuple):
    """What a measure's rows say together.

    Args:
        values: Field or shown column → what its cells say; without 任务内容 in workbooks of before
            it had a column.
        names: Its roles with their units, in the rows' order.
    """

    values: Mapping[str, Value]
    names: tuple[Named, ...]


class Kept(NamedTuple):
    """What a workbook was exported with.

    Args:
        plan: The plan's id.
        states: Id → state.
    """

    plan: str
    states: dict[str, State]

    @property
    def has_content(self) -> bool:
        """Whether the data sheet went out with a column for 任务内容."""
        return any(state.values.get(CONTENT.key) for state in self.states.values())


def plan_states(plan: Plan) -> dict[str, State]:
    """Return the state of each measure in a plan, as an untouched sheet says it."""
    measures = {entry.measure.id: entry.measure for entry in plan.entries}
    rows: dict[str, list[TaskRow]] = {}
    for row in task_rows(plan):
        rows.setdefault(row.measure, []).append(row)
    return {ident: _state(measures[ident], found) for ident, found in rows.items()}


def kept_in(sheets: Iterable[Sheet]) -> Kept | None:
    """Return what a workbook hides of its export; None where no sheet has it, or it is damaged."""
    for sheet in sheets:
        if is_kept(sheet):
            return _kept(_head(sheet), sheet.rows[1:])
    return None


def is_kept(sheet: Sheet) -> bool:
    """Whether a sheet is the one with the state of the export."""
    return bool(_head(sheet))


def _head(sheet: Sheet) -> tuple[Column, ...]:
    """Return the columns of the sheet with the state of the export; none for other sheets."""
    head = sheet.rows[0] if sheet.hidden and sheet.rows else []
    said = [cell for cell in head if cell != ""]
    return next((each for each in _HEADS if [column.title for column in each] == said), ())


def named(role: str, unit: str) -> Named:
    """Return what the cells of a role and a unit say; a row without a role has none."""
    return (role_called(role) if role else None), unit


def value_of(cell: object, key: str) -> Value | Unread:
    """Return what a cell of a field or a shown column says."""
    if key == "deadline_date":
        return day_of(cell)
    return flag_of(cell) if key == "and_others" else text_of(cell)


def _state(measure: Measure, rows: Sequence[TaskRow]) -> State:
    values: dict[str, Value] = {}
    for key in FIELDS:
        value = getattr(measure, key)
        values[key] = plain(value) if isinstance(value, str) else value
    values["section"] = plain(" / ".join(rows[0].section))
    values["targets"] = plain(targets_cell(rows[0].targets))
    return State(values, tuple(named(row.role, row.unit) for row in rows))


def _kept(head: Sequence[Column], rows: Iterable[Sequence[object]]) -> Kept | None:
    plan = ""
    values: dict[str, Mapping[str, Value]] = {}
    names: dict[str, list[Named]] = {}
    for row in rows:
        cells = {column.key: cell for column, cell in zip(head, row, strict=False)}
        said = {key: text_of(cells.get(key)) for key in ("plan", "measure", "role", "unit")}
        texts = {key: text for key, text in said.items() if isinstance(text, str)}
        if texts.keys() != said.keys():
            return None
        plan, ident = texts["plan"], texts["measure"]
        if ident not in values:
            state = _values(head, cells)
            if state is None:
                return None
            values[ident] = state
        names.setdefault(ident, []).append(named(texts["role"], texts["unit"]))
    states = {ident: State(said, tuple(names[ident])) for ident, said in values.items()}
    return Kept(plan, states) if states else None


def _values(head: Sequence[Column], cells: Mapping[str, object]) -> Mapping[str, Value] | None:
    """Return what a row's cells say; None where one can't be read."""
    keys = {column.key for column in head}
    said = {key: value_of(cells.get(key), key) for key in (*FIELDS, *SHOWN) if key in keys}
    values = {key: value for key, value in said.items() if not isinstance(value, Unread)}
    return values if values.keys() == said.keys() else None
