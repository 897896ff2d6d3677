"""The sheet of units: their order, full names, categories and aliases, and new ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

from sciplan.base.marks import one_width, parted, tight
from sciplan.base.problem import Location, first_few
from sciplan.compare.sheetgrid import BLIND
from sciplan.compare.update.remarks import Aside, Newer, Remark, both_edited, problems_in, refusal
from sciplan.compare.values import Unread, plain, text_of
from sciplan.documents.readers.sheet import Sheet
from sciplan.documents.readers.workbook import letters
from sciplan.plan.model import Plan, Unit
from sciplan.queries.units import ROSTER, roster

_TITLES = tuple(column.title for column in ROSTER)
_FIELDS = {"full_name": 1, "category": 2, "aliases": 3}
"""Field of a unit → its column, from 0."""
_MARKS = "、，,；;\n"
"""What parts names in a cell; within brackets it is part of a name."""
_MOST = 5

Cells = tuple[str, ...]


class RosterRow(NamedTuple):
    """A row of the sheet.

    Args:
        number: Its number, from 1.
        cells: What its cells say, as `ROSTER` has them.
    """

    number: int
    cells: Cells

    @property
    def name(self) -> str:
        """The unit's short name."""
        return self.cells[0]


class RosterEdits(NamedTuple):
    """What the sheet makes of a plan.

    Args:
        plan: The plan with its units as wanted; as it is, where that can't be.
        name: The sheet's name; empty where there is none.
        phrases: What changes, a line each.
        remarks: What else is to be told.
    """

    plan: Plan
    name: str = ""
    phrases: Sequence[str] = ()
    remarks: Sequence[Remark] = ()


def roster_edits(plan: Plan, sheets: Sequence[Sheet], path: str) -> RosterEdits:
    """Return what a workbook's sheet of units makes of a plan.

    An edit is what differs from the state of the export. A row that is gone removes nothing.

    Args:
        plan: The plan.
        sheets: The workbook's sheets.
        path: Its file, for messages.
    """
    sheet = next((sheet for sheet in sheets if not sheet.hidden and _is_roster(sheet)), None)
    if sheet is None:
        return RosterEdits(plan)
    hidden = next((sheet for sheet in sheets if sheet.hidden and _is_roster(sheet)), None)
    reader = _RosterReader(plan, sheet, hidden, path)
    reader.compare()
    if problems_in(reader.remarks):
        return RosterEdits(plan, sheet.name, (), reader.remarks)
    found = reader.wanted()
    reader.refuse_clashes(found)
    return RosterEdits(found, sheet.name, reader.phrases, reader.remarks)


def is_kept_roster(sheet: Sheet) -> bool:
    """Whether a sheet is the one with the units of the export."""
    return sheet.hidden and _is_roster(sheet)


def _is_roster(sheet: Sheet) -> bool:
    head = sheet.rows[0] if sheet.rows else []
    return tuple(tight(one_width(str(cell))) for cell in head[: len(_TITLES)]) == _TITLES


def _texts(row: Sequence[Any]) -> Cells:
    texts = (column.text(cell) for column, cell in zip(ROSTER, row, strict=True))
    return tuple(map(plain, texts))


class _RosterReader:
    """Compares rows with a plan and with their export, and keeps what is to be told.

    Args:
        plan: The plan.
        sheet: The sheet.
        hidden: What it was exported with; None where that is not known.
        path: Its file.
    """

    def __init__(self, plan: Plan, sheet: Sheet, hidden: Sheet | None, path: str) -> None:
        self.plan = plan
        self.sheet = sheet.name
        self.path = path
        self.remarks: list[Remark] = []
        self.phrases: list[str] = []
        self.fields: dict[str, dict[str, Any]] = {}
        self.new: list[str] = []
        self.rows = self.read(sheet)
        self.now = {texts[0]: texts for texts in map(_texts, roster(plan).rows)}
        kept = {row.name: row.cells for row in self.read(hidden)} if hidden else None
        self.then = self.now if kept is None else kept

    def read(self, sheet: Sheet) -> list[RosterRow]:
        """Return the rows that say something; what can't be read is told."""
        found = []
        for number, row in enumerate(sheet.rows[1:], 2):
            padded = [*row, *[""] * len(ROSTER)][: len(ROSTER)]
            cells = [
                text_of(BLIND if (number - 1, place) in sheet.blind else cell)
                for place, cell in enumerate(padded)
            ]
            for place, cell in enumerate(cells):
                if isinstance(cell, Unread):
                    self.refuse("unread-cell", number, place, cell.message)
            texts = tuple("" if isinstance(cell, Unread) else cell for cell in cells)
            if any(texts):
                found.append(RosterRow(number, texts))
        return found

    def refuse(self, code: str, number: int, place: int, message: str) -> None:
        """Tell why a cell can't be taken."""
        self.remarks.append(refusal(code, self.at(number, place), message))

    def at(self, number: int, place: int) -> Location:
        """Return the place of a cell."""
        return Location.of_cell(
            self.path, f"{self.sheet}!{letters(place)}{number}", number, place + 1
        )

    def compare(self) -> None:
        """Hold each row against the plan and the export."""
        now, then = self.now, self.then
        said = Counter(row.name for row in self.rows)
        gone = [name for name in then if name in now and name not in said]
        for index, row in enumerate(self.rows):
            if not row.name:
                self.refuse("no-unit", row.number, 0, "简称空着；不要这个单位的，删去整行")
            elif said[row.name] > 1:
                self.refuse("repeated-unit", row.number, 0, f"“{row.name}”有 {said[row.name]} 行")
            elif row.name in now:
                self.compare_fields(row, now[row.name], then.get(row.name, now[row.name]))
            elif row.name in then:
                self.remarks.append(Newer(f"{row.name}（方案文件里已没有）"))
            else:
                self.compare_new(row, index, gone)
        if gone:
            listed = first_few(gone, _MOST, "个")
            self.remarks.append(Aside(f"“{self.sheet}”里没有的单位不删：{listed}"))

    def compare_new(self, row: RosterRow, index: int, gone: Sequence[str]) -> None:
        """Take a unit that the plan doesn't have, unless it is one under another name."""
        before = [*self.then]
        for name in gone:
            same_name = row.cells[1] and row.cells[1] == self.then[name][1]
            if same_name or before.index(name) == index:
                command = f"sciplan rename {name} {row.name}"
                message = (
                    f"像是把“{name}”的简称改成了“{row.name}”；改简称用 {command}，"
                    "确是另一个单位的，写在最后一行"
                )
                self.refuse("renamed-unit", row.number, 0, message)
                return
        if row.name in self.plan.by_name:
            owner = self.plan.by_name[row.name].name
            self.refuse("name-clash", row.number, 0, f"“{row.name}”已是“{owner}”的名称")
            return
        self.new.append(row.name)
        self.phrases.append(f"增单位 {row.name}")
        self.fields[row.name] = {field: _value(field, row) for field in _FIELDS}

    def compare_fields(self, row: RosterRow, now: Cells, then: Cells) -> None:
        """Take what was edited in a row."""
        changes: dict[str, Any] = {}
        for field, place in _FIELDS.items():
            said, was, is_now = row.cells[place], then[place], now[place]
            what = f"{row.name} {_TITLES[place]}"
            if said == is_now:
                continue
            if said == was:
                self.remarks.append(Newer(what))
            elif was != is_now:
                place_of = self.at(row.number, place)
                self.remarks.append(both_edited(place_of, what, f"“{said}”", f"“{is_now}”"))
            else:
                changes[field] = _value(field, row)
        if changes:
            self.fields[row.name] = changes
            titles = "、".join(_TITLES[_FIELDS[field]] for field in changes)
            self.phrases.append(f"改单位 {row.name}：{titles}")

    def refuse_clashes(self, wanted: Plan) -> None:
        """Refuse full names and aliases that were edited and mean another unit of the plan."""
        for row in self.rows:
            for field, value in self.fields.get(row.name, {}).items():
                names = (value,) if field == "full_name" else value if field == "aliases" else ()
                for name in filter(None, names):
                    owners = (unit.name for unit in wanted.units if name in unit.names)
                    other = next((owner for owner in owners if owner != row.name), "")
                    if other:
                        message = f"“{name}”已是“{other}”的名称"
                        self.refuse("name-clash", row.number, _FIELDS[field], message)

    def wanted(self) -> Plan:
        """Return the plan with its units as the sheet wants them."""
        now, then = self.now, self.then
        listed = [row.name for row in self.rows if row.name in now or row.name in self.new]
        old = [name for name in then if name in now and name in listed]
        said = [name for name in listed if name in then]
        is_now = [name for name in now if name in old]
        order = [*now]
        if said not in (old, is_now):
            if is_now != old:
                self.remarks.append(
                    both_edited(self.at(1, 0), "单位的次序", "一种次序", "另一种次序")
                )
                return self.plan
            self.phrases.append("改单位的排列次序")
            order = _in_order(order, said)
        for before, name in pairwise(["", *listed]):
            if name in self.new:
                order.insert(order.index(before) + 1 if before else 0, name)
        known = {unit.name: unit for unit in self.plan.units}
        units = (
            replace(known.get(name) or Unit(name=name), **self.fields.get(name, {}))
            for name in order
        )
        return replace(self.plan, units=tuple(units))


def _value(field: str, row: RosterRow) -> Any:
    text = row.cells[_FIELDS[field]]
    if field != "aliases":
        return text
    names = (name.strip() for name in parted(text, _MARKS))
    return tuple(dict.fromkeys(filter(None, names)))


def _in_order(names: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return names with some of them in another order; each other stays where it was."""
    wanted = iter(order)
    moved = frozenset(order)
    return [next(wanted) if name in moved else name for name in names]
