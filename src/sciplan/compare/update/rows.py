"""Lines of the sheet → rows that say something of a measure, and what can't be read, by address."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sciplan.base.likeness import nearest, suggestion
from sciplan.base.marks import one_width, tight
from sciplan.compare.sheetgrid import SheetGrid, SheetLine
from sciplan.compare.update.states import FIELDS, SHOWN, Value, value_of
from sciplan.compare.update.values import Ids, UnreadError, plain, text_of
from sciplan.plan.model import Plan
from sciplan.plan.resolve import likely_units, units_like
from sciplan.plan.role import Role

_SEVERAL = re.compile("[、，,；;\n]")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_MOST = 3
_MOST_LOOKS = 100
"""Names looked for: each look takes time by the number of units, and no message lists more."""


class Refusal(NamedTuple):
    """Why the sheet can't be taken as it is.

    Args:
        address: The cell or cells.
        message: What is wrong and what to do.
    """

    address: str
    message: str

    def __str__(self) -> str:
        return f"{self.address} {self.message}"


class SheetRow(NamedTuple):
    """A row of the sheet, read.

    Args:
        line: Where it stands.
        measure: The id.
        role: The word of the role; empty with `unit`.
        unit: A name that the plan has for a unit.
        values: Field or shown column → what its cell says, of the columns that are there.
    """

    line: SheetLine
    measure: str
    role: str
    unit: str
    values: Mapping[str, Value]


class SheetReader:
    """Reads the lines of a sheet by a plan.

    Args:
        plan: The plan.
        grid: The sheet.
        kept: (Id, role, unit) that the sheet was exported with: rows that still say so are no
            edits, though the plan may know the role or the unit no longer.
    """

    def __init__(
        self, plan: Plan, grid: SheetGrid, kept: Collection[tuple[str, str, str]] = frozenset()
    ) -> None:
        self.plan = plan
        self.grid = grid
        self.refusals: list[Refusal] = []
        self._ids = Ids({entry.measure.id: plain(entry.measure.title) for entry in plan.entries})
        self._roles = [*(role.word for role in Role), *_other_roles(plan)]
        self.unknown = 0
        self._kept = kept
        self._units = _names_as_typed(plan)

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows that can be read; the others are refused."""
        for line in self.grid.lines:
            before = len(self.refusals)
            title = line.cells.get("title")
            ident = self._id(line, plain(title) if isinstance(title, str) else "")
            if not ident:  # a row of sums, a note: nothing in it is of a measure
                continue
            values = {key: self._value(line, key) for key in (*FIELDS, *SHOWN) if key in line.cells}
            role, unit = self._named(line, ident)
            if len(self.refusals) == before:
                yield SheetRow(line, ident, role, unit, values)

    def refuse(self, line: SheetLine, key: str, message: str) -> None:
        """Remember that a cell can't be taken."""
        self.refusals.append(Refusal(self.grid.address(line, key), message))

    def _id(self, line: SheetLine, title: str) -> str:
        try:
            return self._ids.read(line.cells["measure"], title, typed=self.grid.letters)
        except UnreadError as error:
            self.refuse(line, "measure", error.message)
            return ""

    def _value(self, line: SheetLine, key: str) -> Value:
        try:
            return value_of(line.cells[key], key)
        except UnreadError as error:
            self.refuse(line, key, error.message)
            return None

    def _named(self, line: SheetLine, ident: str) -> tuple[str, str]:
        try:
            role = text_of(line.cells["role"])
            unit = text_of(line.cells["unit"])
        except UnreadError as error:
            self.refuse(line, "unit", error.message)
            return "", ""
        if (not role and not unit) or (ident, role, unit) in self._kept:
            return role, unit
        if not unit:
            self.refuse(line, "unit", f"空着，身份却写了“{role}”；不要这个单位的，删去整行")
            return "", ""
        return self._role(line, role), self._unit(line, unit)

    def _role(self, line: SheetLine, typed: str) -> str:
        for word in (typed, typed.removesuffix("单位")):
            if word in self._roles:
                return word
        said = f"写作“{typed[:40]}”" if typed else "空着"
        known = "、".join(self._roles)
        hint = suggestion(nearest(typed, self._roles))
        message = f"{said}，{hint or f'可写 {known}；别的身份请先在方案文件的 others 里写一处'}"
        self.refuse(line, "role", message)
        return ""

    def _unit(self, line: SheetLine, typed: str) -> str:
        if typed in self.plan.by_name:
            return typed
        found = self._units.get(tight(one_width(typed)))
        if found:
            return found
        self.unknown += 1
        if _SEVERAL.search(_BRACKETED.sub("", typed)):
            message = f"写作“{typed[:40]}”；一行写一个单位，多的另起一行"
        else:
            hint = self._likely(typed) or "新单位请先写进方案文件的 units"
            message = f"写作“{typed[:40]}”，没有登记这个单位，{hint}"
        self.refuse(line, "unit", message)
        return ""

    def _likely(self, typed: str) -> str:
        if len(self.refusals) > _MOST_LOOKS:
            return ""
        likely = likely_units([self.plan], typed)
        if likely:
            return likely
        found = units_like([self.plan], typed)[:_MOST]
        return suggestion(item.unit.name for item in found)


def _other_roles(plan: Plan) -> list[str]:
    labels = [label for entry in plan.entries for label in entry.measure.others or {}]
    return list(dict.fromkeys(labels))


def _names_as_typed(plan: Plan) -> dict[str, str]:
    """Return names without spaces and with one kind of brackets → the name, where it is one."""
    found: dict[str, str] = {}
    for name in plan.by_name:
        folded = tight(one_width(name))
        found[folded] = "" if folded in found else name
    return found
