"""What an update goes by: the sheet's rows, the workbook as exported, the plan as it is."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from sciplan.base.problem import Location
from sciplan.compare.sheetgrid import SheetGrid
from sciplan.compare.update.rows import SheetRow
from sciplan.compare.update.states import Named, State, Value, plan_states
from sciplan.plan.model import Measure, Plan
from sciplan.plan.role import AnyRole

NamesByRoles = Mapping[AnyRole, tuple[str, ...]]
"""Role → names, in their order."""


# No slots: cached_property keeps its values in the instance's dict.
@dataclass(frozen=True)
class Basis:
    """What an update goes by.

    Args:
        plan: The plan.
        grid: The sheet, for its addresses.
        rows: Id → its rows, in the sheet's order.
        kept: Id → the state that the sheet was exported with; None where it is not known.
    """

    plan: Plan
    grid: SheetGrid
    rows: Mapping[str, Sequence[SheetRow]]
    kept: Mapping[str, State] | None

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Id → measure of the plan as it is."""
        return {entry.measure.id: entry.measure for entry in self.plan.entries}

    @cached_property
    def now(self) -> dict[str, State]:
        """Id → state of the plan as it is."""
        return plan_states(self.plan)

    @cached_property
    def before(self) -> dict[str, State]:
        """Id → what its rows are compared with: their export; the plan, where it has none."""
        return {**self.now, **(self.kept or {})}

    def exported(self, ident: str) -> State | None:
        """Return what a measure was exported with; None where that is not known."""
        return (self.kept or {}).get(ident)

    def says(self, ident: str, state: State) -> bool:
        """Whether a measure's rows say just what a state does; an empty cell says nothing."""
        rows = self.rows[ident]
        same = all(
            not row.values.get(key) or row.values[key] == value
            for row in rows
            for key, value in state.values.items()
        )
        return same and lists_in(rows) == by_role(state.names)

    def empties(self, ident: str, state: State) -> bool:
        """Whether all rows of a measure, filled in otherwise, are empty where a state is not."""
        rows = self.rows[ident]
        return any(map(title_in, rows)) and any(
            value and not any(row.values.get(key, value) for row in rows)
            for key, value in state.values.items()
        )

    def titles(self, ident: str) -> set[Value]:
        """Return the titles that a measure has, or had in the export."""
        states = (self.before.get(ident), self.now.get(ident))
        return {state.values["title"] for state in states if state}

    def title(self, ident: str) -> str:
        """Return the title that the sheet wants; another than before, where it says both."""
        said = [title for row in self.rows[ident] if (title := title_in(row))]
        old = self.before[ident].values["title"] if ident in self.before else ""
        return next((title for title in said if title != old), str(old) or "".join(said[:1]))

    def at(self, rows: Iterable[SheetRow], key: str) -> Location:
        """Return the place of a column's cells in some rows."""
        return self.grid.location([row.line for row in rows], key)

    def is_old(self, row: SheetRow) -> bool:
        """Whether a row stood in the export, and no row above stands for that."""
        return row.line.number in self._old

    @cached_property
    def _old(self) -> frozenset[int]:
        states = self.before.items()
        left = Counter((ident, name) for ident, state in states for name in state.names)
        found = []
        for row in (row for rows in self.rows.values() for row in rows):
            key = row.measure, (row.role, row.unit)
            left[key] -= 1
            if left[key] >= 0:
                found.append(row.line.number)
        return frozenset(found)

    @cached_property
    def unordered(self) -> Collection[str]:
        """The measures whose rows' order says nothing: sorted, or strewn over the sheet."""
        shared = self.rows.keys() & self.before.keys()
        lists = {ident: by_role(self.before[ident].names) for ident in shared}
        long = [ident for ident, old in lists.items() if any(len(set(n)) > 1 for n in old.values())]
        turned = [ident for ident in long if _is_turned(lists[ident], lists_in(self.rows[ident]))]
        # One or two lists are put in another order by hand; half of all by a command to sort.
        return shared if len(turned) > max(2, len(long) / 2) else self._strewn()

    def _strewn(self) -> set[str]:
        every = sorted((row for rows in self.rows.values() for row in rows), key=number_of)
        old = (row.measure for row in every if self.is_old(row))
        runs = Counter(ident for ident, _ in groupby(old))
        return {ident for ident, count in runs.items() if count > 1}


def number_of(row: SheetRow) -> int:
    """Return a row's number in the sheet."""
    return row.line.number


def title_in(row: SheetRow) -> str:
    """Return the title that a row says, empty where it says none."""
    return str(row.values.get("title") or "")


def lists_in(rows: Iterable[SheetRow]) -> NamesByRoles:
    """Return the lists of units that rows say."""
    return by_role((row.role, row.unit) for row in rows)


def by_role(names: Iterable[Named]) -> NamesByRoles:
    """Return role → names, in the rows' order."""
    found: dict[AnyRole, list[str]] = {}
    for role, unit in names:
        if role and unit:
            found.setdefault(role, []).append(unit)
    return {role: tuple(units) for role, units in found.items()}


def _is_turned(old: NamesByRoles, new: NamesByRoles) -> bool:
    """Whether lists differ in the order of their names alone."""
    return old != new and _sorted(old) == _sorted(new)


def _sorted(lists: NamesByRoles) -> dict[AnyRole, list[str]]:
    return {role: sorted(names) for role, names in lists.items()}
