"""Lines of the sheet → rows that say something of a measure, and what can't be read, by address."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sciplan.base.likeness import nearest, suggestion
from sciplan.base.marks import one_width, tight
from sciplan.base.problem import Problem
from sciplan.compare.sheetgrid import SheetGrid, SheetLine
from sciplan.compare.update.remarks import refusal
from sciplan.compare.update.states import FIELDS, SHOWN, Named, Value, named, value_of
from sciplan.compare.values import Ids, Unread, plain, text_of
from sciplan.plan.model import Plan
from sciplan.plan.resolve import likely_units, units_like
from sciplan.plan.role import AnyRole, Role, role_called

_SEVERAL = re.compile("[、，,；;\n]")
_BRACKETED = re.compile(r"[（(][^（()）]*[）)]")
_MOST = 3
_MOST_LOOKS = 100
"""Names looked for: each look takes time by the number of units, and no message lists more."""
_UNKNOWN = "unknown-unit"
_SEVERAL_UNITS = "several-units"
_NOBODY: Named = None, ""


class SheetRow(NamedTuple):
    """A row of the sheet, read.

    Args:
        line: Where it stands.
        measure: The id.
        role: The role; None without `unit`.
        unit: A name that the plan has for a unit; empty where it names none.
        values: Field or shown column → what its cell says, of the columns that are there.
    """

    line: SheetLine
    measure: str
    role: AnyRole | None
    unit: str
    values: Mapping[str, Value]


class ReadRows(NamedTuple):
    """What the lines of a sheet say.

    Args:
        rows: Those that can be read.
        problems: Why the others can't.
    """

    rows: list[SheetRow]
    problems: list[Problem]

    @property
    def unknown(self) -> int:
        """How many units are not the plan's."""
        return sum(problem.code in (_UNKNOWN, _SEVERAL_UNITS) for problem in self.problems)


def read_rows(
    plan: Plan, grid: SheetGrid, kept: Collection[tuple[str, Named]] = frozenset()
) -> ReadRows:
    """Read the lines of a sheet by a plan.

    Args:
        plan: The plan.
        grid: The sheet.
        kept: Ids with a role and unit that the sheet was exported with: rows that still say so
            are no edits, though the plan may know the role or the unit no longer.
    """
    reader = _LineReader(plan, grid, kept)
    found = ReadRows([], [])
    for line in grid.lines:
        row, problems = reader.row(line, looks=len(found.problems) <= _MOST_LOOKS)
        found.problems.extend(problems)
        if row and not problems:
            found.rows.append(row)
    return found


class _LineReader:
    """Reads one line by a plan; its arguments are those of `read_rows`."""

    def __init__(self, plan: Plan, grid: SheetGrid, kept: Collection[tuple[str, Named]]) -> None:
        self.plan = plan
        self.grid = grid
        self.kept = kept
        self.ids = Ids({entry.measure.id: plain(entry.measure.title) for entry in plan.entries})
        self.roles: dict[str, AnyRole] = {role.word: role for role in (*Role, *_other_roles(plan))}
        self.units = _names_as_typed(plan)

    def row(self, line: SheetLine, *, looks: bool) -> tuple[SheetRow | None, list[Problem]]:
        """Return what a line says, and why it can't be read.

        Args:
            line: The line.
            looks: Whether units of like names are looked for.
        """
        title = line.cells.get("title")
        shown = plain(title) if isinstance(title, str) else ""
        ident = self.ids.read(line.cells["measure"], shown, typed=self.grid.letters)
        if isinstance(ident, Unread):  # a row of sums, a note: nothing in it is of a measure
            return None, [self.unread(line, "measure", ident)]
        values: dict[str, Value] = {}
        problems: list[Problem] = []
        for key in (key for key in (*FIELDS, *SHOWN) if key in line.cells):
            said = value_of(line.cells[key], key)
            if isinstance(said, Unread):
                problems.append(self.unread(line, key, said))
            else:
                values[key] = said
        (role, unit), wrong = self.part(line, ident, looks=looks)
        return SheetRow(line, ident, role, unit, values), [*problems, *wrong]

    def part(self, line: SheetLine, ident: str, *, looks: bool) -> tuple[Named, list[Problem]]:
        """Return the role and the unit that a line names."""
        said, name = text_of(line.cells["role"]), text_of(line.cells["unit"])
        if isinstance(said, Unread):
            return _NOBODY, [self.unread(line, "unit", said)]
        if isinstance(name, Unread):
            return _NOBODY, [self.unread(line, "unit", name)]
        part = named(said, name)
        if (not said and not name) or (ident, part) in self.kept:
            return part, []
        if not name:
            message = f"空着，身份却写了“{said}”；不要这个单位的，删去整行"
            return part, [self.refusal(line, "unit", "no-unit", message)]
        role = self.role(said)
        unit = self.unit(name)
        problems = [] if role else [self.refusal(line, "role", "unknown-role", self.no_role(said))]
        if not unit:
            code, message = self.no_unit(name, looks=looks)
            problems.append(self.refusal(line, "unit", code, message))
        return (role, unit), problems

    def role(self, typed: str) -> AnyRole | None:
        """Return the role that the plan has under a word."""
        return self.roles.get(typed) or self.roles.get(typed.removesuffix("单位"))

    def no_role(self, typed: str) -> str:
        """Return why a word is no role."""
        said = f"写作“{typed[:40]}”" if typed else "空着"
        known = "、".join(self.roles)
        hint = suggestion(nearest(typed, list(self.roles)))
        return f"{said}，{hint or f'可写 {known}；别的身份请先在方案文件的 others 里写一处'}"

    def unit(self, typed: str) -> str:
        """Return the name that the plan has for a unit, empty where it has none."""
        return typed if typed in self.plan.by_name else self.units.get(tight(one_width(typed)), "")

    def no_unit(self, typed: str, *, looks: bool) -> tuple[str, str]:
        """Return the code and the message of a name that the plan doesn't have."""
        said = f"写作“{typed[:40]}”"
        if _SEVERAL.search(_BRACKETED.sub("", typed)):
            return _SEVERAL_UNITS, f"{said}；一行写一个单位，多的另起一行"
        hint = (self.likely(typed) if looks else "") or "新单位请先写进方案文件的 units"
        return _UNKNOWN, f"{said}，没有登记这个单位，{hint}"

    def likely(self, typed: str) -> str:
        """Return which unit may be meant, in words."""
        found = [item for item in units_like([self.plan], typed) if item.registered][:_MOST]
        return suggestion(item.unit.name for item in found) or likely_units([self.plan], typed)

    def unread(self, line: SheetLine, key: str, cell: Unread) -> Problem:
        """Return the refusal of a cell that can't be read."""
        return self.refusal(line, key, "unread-cell", cell.message)

    def refusal(self, line: SheetLine, key: str, code: str, message: str) -> Problem:
        """Return the refusal of a cell."""
        return refusal(code, self.grid.location([line], key), message)


def _other_roles(plan: Plan) -> Iterator[AnyRole]:
    for entry in plan.entries:
        yield from map(role_called, entry.measure.others or {})


def _names_as_typed(plan: Plan) -> dict[str, str]:
    """Return names without spaces and with one kind of brackets → the name, where it is one."""
    found: dict[str, str] = {}
    for name in plan.by_name:
        folded = tight(one_width(name))
        found[folded] = "" if folded in found else name
    return found
