"""Rows of the sheet and the plan as it is → the plan that the sheet wants."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from sciplan.fields import Text, specs
from sciplan.model import Entry, Measure, Plan, Section
from sciplan.order import rank
from sciplan.queries.breakdown import TaskRow
from sciplan.role import Role
from sciplan.update.grid import Grid
from sciplan.update.rows import (
    FIELDS,
    SHOWN,
    Refusal,
    Row,
    Value,
    plan_rows,
    plan_value,
    shown,
)
from sciplan.update.values import plain
from sciplan.walk import ids

_PATTERNS = {
    spec.name: spec.kind
    for spec in specs(Measure)
    if isinstance(spec.kind, Text) and spec.kind.pattern
}
_MOST = 5
"""Addresses that a message lists."""


@dataclass(slots=True)
class Wanted:
    """What a sheet makes of a plan.

    Args:
        plan: The plan that it wants.
        refusals: Why it can't have it.
        changed: Id → titles of the columns that change.
        added: New measures.
        removed: Measures that go.
        notes: What the user should know.
    """

    plan: Plan
    refusals: list[Refusal] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    added: list[Measure] = field(default_factory=list)
    removed: list[Measure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def wanted(plan: Plan, grid: Grid, rows: Sequence[Row]) -> Wanted:
    """Return the plan that a sheet wants: what differs between the sheet and the plan as it is.

    Args:
        plan: The plan.
        grid: The sheet, for its addresses.
        rows: Its rows, all of them read.
    """
    return _Comparison(plan, grid, rows).result()


class _Comparison:
    def __init__(self, plan: Plan, grid: Grid, rows: Sequence[Row]) -> None:
        self.plan = plan
        self.grid = grid
        self.found = Wanted(plan)
        self.rows: dict[str, list[Row]] = {}
        for row in rows:
            self.rows.setdefault(row.measure, []).append(row)
        self.entries = {entry.measure.id: entry for entry in plan.entries}
        self.before = plan_rows(plan)
        self.sorted = self._is_sorted(rows)

    def result(self) -> Wanted:
        if self._titles_agree() and self._ids_stay():
            changed = {
                ident: self._changed(entry, self.rows[ident])
                for ident, entry in self.entries.items()
                if ident in self.rows
            }
            new = {
                ident: self._new(ident, rows)
                for ident, rows in self.rows.items()
                if ident not in self.entries
            }
            self.found.removed = [
                entry.measure for ident, entry in self.entries.items() if ident not in self.rows
            ]
            if not self.found.refusals:
                self.found.plan = _with_measures(self.plan, changed, list(new.values()))
        return self.found

    # What keeps a sheet from being compared

    def _titles_agree(self) -> bool:
        """Whether each id has one title: two are two measures, but where no row was added."""
        for ident, rows in self.rows.items():
            firsts = {title: row for row in reversed(rows) if (title := _title(row))}
            if len(firsts) > 1 and not (len(firsts) == 2 and self._is_retitled(ident, rows)):
                where = self._addresses(sorted(firsts.values(), key=_number), "title")
                self._refuse(
                    where,
                    f"编号 {ident} 下写了 {len(firsts)} 个举措名称；"
                    "同一编号的各行要一致，另一项举措要用另一个编号",
                )
        return not self.found.refusals

    def _is_retitled(self, ident: str, rows: Sequence[Row]) -> bool:
        if ident not in self.entries:
            return False
        old = Counter((row.role, row.unit) for row in self.before[ident])
        said = {_title(row) for row in rows}
        is_known = plain(self.entries[ident].measure.title) in said
        return is_known and Counter((row.role, row.unit) for row in rows) <= old

    def _ids_stay(self) -> bool:
        """Whether no measure stands under another id: ids are what records and errata go by."""
        titles = {ident: self._title_of(ident) for ident in self.rows}
        homes: dict[tuple[str, str], str] = {}
        for ident, entry in self.entries.items():
            if titles.get(ident) != plain(entry.measure.title):
                homes[plain(entry.measure.title), entry.measure.part] = ident
        for ident, rows in self.rows.items():
            old = homes.get((titles[ident], _part(rows)))
            if old and old != ident:
                self._refuse(
                    self._addresses(rows[:1], "measure"),
                    f"举措“{titles[ident][:20]}”原来的编号是 {old}，表里成了 {ident}；"
                    "编号不能在表里改，请恢复，或先在方案文件里改",
                )
        return not self.found.refusals

    def _title_of(self, ident: str) -> str:
        """Return the title that the sheet wants; one that the plan hasn't, where it says both."""
        said = [title for row in self.rows[ident] if (title := _title(row))]
        entry = self.entries.get(ident)
        old = plain(entry.measure.title) if entry else ""
        return next((title for title in said if title != old), said[0] if said else "")

    def _is_sorted(self, rows: Sequence[Row]) -> bool:
        """Whether the user sorted the sheet, so that the order of its rows says nothing."""
        runs = Counter(
            ident
            for ident, run in groupby(rows, key=lambda row: row.measure)
            if any(self._is_old(row) for row in run)
        )
        found = any(count > 1 for count in runs.values())
        if found:
            self.found.notes.append("各行重新排过序，名单的先后以方案文件为准，新加的排在最后")
        return found

    def _is_old(self, row: Row) -> bool:
        """Whether the plan has a row's name in its role, and no row above stands for that."""
        return row.line.number in self._old

    @cached_property
    def _old(self) -> frozenset[int]:
        left = Counter(
            (row.measure, row.role, row.unit) for rows in self.before.values() for row in rows
        )
        found = []
        for row in (row for rows in self.rows.values() for row in rows):
            key = row.measure, row.role, row.unit
            left[key] -= 1
            if left[key] >= 0:
                found.append(row.line.number)
        return frozenset(found)

    # Measures that the plan has

    def _changed(self, entry: Entry, rows: list[Row]) -> Measure:
        measure = entry.measure
        first = self.before[measure.id][0]
        for key in SHOWN:
            self._refuse_change(rows, key, shown(first, key))
        changes: dict[str, Any] = {}
        for key in FIELDS:
            if key in self.grid.places:
                was = plan_value(measure, key)
                value = self._agreed(rows, key, was)
                if value != was:
                    changes[key] = value
        units = self._units(measure, rows)
        titles = [self.grid.titles[key] for key in changes] + (["单位"] if units else [])
        if titles:
            self.found.changed[measure.id] = titles
        return replace(measure, **changes, **units) if titles else measure

    def _refuse_change(self, rows: list[Row], key: str, was: str) -> None:
        if key not in self.grid.places:
            return
        other = [row for row in self._that_say(rows, key) if row.values[key] != was]
        if other:
            where = "章节" if key == "section" else "指标（targets）"
            self._refuse(
                self._addresses(other, key),
                f"“{self.grid.titles[key]}”只供查看；要改{where}，请改方案文件",
            )

    def _that_say(self, rows: Sequence[Row], key: str) -> Sequence[Row]:
        """Return the rows whose cell counts: an empty one in an added row was not filled in.

        But where every row is another, and all are empty, they were emptied; rows without a title
        were not filled in at all.
        """
        found = [row for row in rows if row.values[key] or len(rows) == 1 or self._is_old(row)]
        return found or (rows if all(map(_title, rows)) else ())

    def _agreed(self, rows: list[Row], key: str, was: Value) -> Value:
        """Return the one value that a measure's rows want; where some still say the old, the new.

        Whoever changes a deadline does so in one of the measure's rows, or in those that a filter
        leaves.
        """
        new: dict[Value, list[Row]] = {}
        same = 0
        for row in self._that_say(rows, key):
            if row.values[key] == was:
                same += 1
            else:
                new.setdefault(row.values[key], []).append(row)
        if not new:
            return was
        if len(new) > 1:
            firsts = [group[0] for group in new.values()]
            message = f"“{self.grid.titles[key]}”各写各的；同一编号的各行要一致"
            self._refuse(self._addresses(firsts, key), message)
            return was
        ((value, changed),) = new.items()
        self._refuse_pattern(changed[0], key, value)
        if key == "title" and not value:
            self._refuse(self._addresses(changed, key), "空着；举措要有名称")
        if same:
            what = f"{rows[0].measure} 的“{self.grid.titles[key]}”"
            where = self._addresses(changed, key)
            self.found.notes.append(f"{what}只改了 {where}，其余 {same} 行还是原样，按改了的算")
        return value

    def _refuse_pattern(self, row: Row, key: str, value: Value) -> None:
        kind = _PATTERNS.get(key)
        if kind and value and not re.fullmatch(kind.pattern, str(value)):
            message = f"写作“{str(value)[:40]}”，应是{kind.expected}"
            self._refuse(self.grid.address(row.line, key), message)

    def _units(self, measure: Measure, rows: Sequence[Row]) -> dict[str, Any]:
        """Return the lists of units that change, as fields of `Measure`."""
        old = _by_role(self.before[measure.id])
        new = _by_role(rows)
        if self.sorted:
            new = {role: _in_order(names, old.get(role, ())) for role, names in new.items()}
        if old == new:
            return {}
        words = {role.word: role.value for role in Role}
        changes: dict[str, Any] = {
            key: new.get(word, ()) for word, key in words.items() if old.get(word) != new.get(word)
        }
        before = measure.others or {}
        kept = {
            label: new.get(label, ())
            for label, names in before.items()
            if label in new or not names
        }
        others = kept | {label: names for label, names in new.items() if label not in words}
        if others != before:
            changes["others"] = others or None
        return changes

    # Measures that it doesn't have

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset(ids(self.plan))

    def _new(self, ident: str, rows: list[Row]) -> Measure:
        section = _home(self.plan, ident)
        here = self._addresses(rows[:1], "measure")
        if not self._title_of(ident):
            message = f"方案里没有 {ident}；新的举措要写名称，要改已有的请核对编号"
            self._refuse(here, message)
        elif section is None and (self.plan.sections and not self.plan.measures):
            self._refuse(here, f"编号 {ident} 不在任何章节之下；请核对编号，或先在方案文件里加章节")
        elif ident in self._taken:
            self._refuse(here, f"编号 {ident} 已是方案里的章节或统筹职责；请换一个编号")
        self._refuse_new_shown(rows, section)
        values = {key: self._only(rows, key) for key in FIELDS if key in self.grid.places}
        roles = _by_role(rows)
        lists = {role.value: roles.pop(role.word, ()) for role in Role}
        said: dict[str, Any] = {key: value for key, value in values.items() if value}
        measure = Measure(**{"id": ident, "title": "", "others": roles or None} | said | lists)
        self.found.added.append(measure)
        return measure

    def _refuse_new_shown(self, rows: Sequence[Row], section: Section | None) -> None:
        chain = next((each for each in self.plan.chains if each[-1] is section), ())
        titles = plain(" / ".join(each.title for each in chain))
        for row in rows:
            if row.values.get("section", "") not in ("", titles):
                where = f"在“{titles}”之下" if titles else "不在任何章节之下"
                message = f"编号 {row.measure} {where}，与所写的章节不符；请核对编号，或清空这一格"
                self._refuse(self.grid.address(row.line, "section"), message)
            if row.values.get("targets"):
                message = "新举措的指标请写进方案文件的 targets，表里清空这一格"
                self._refuse(self.grid.address(row.line, "targets"), message)

    def _only(self, rows: Sequence[Row], key: str) -> Value:
        firsts = {row.values[key]: row for row in reversed(rows) if row.values[key]}
        if len(firsts) > 1:
            message = f"“{self.grid.titles[key]}”各写各的；同一编号的各行要一致"
            self._refuse(self._addresses(sorted(firsts.values(), key=_number), key), message)
        value, row = next(iter(firsts.items()), (None, rows[0]))
        self._refuse_pattern(row, key, value)
        return value

    # Messages

    def _refuse(self, address: str, message: str) -> None:
        self.found.refusals.append(Refusal(address, message))

    def _addresses(self, rows: Sequence[Row], key: str) -> str:
        listed = "、".join(self.grid.address(row.line, key) for row in rows[:_MOST])
        return f"{listed} 等 {len(rows)} 处" if len(rows) > _MOST else listed


def _number(row: Row) -> int:
    return row.line.number


def _title(row: Row) -> str:
    return str(row.values.get("title") or "")


def _part(rows: Iterable[Row]) -> str:
    return next((str(part) for row in rows if (part := row.values.get("part"))), "")


def _by_role(rows: Iterable[Row] | Iterable[TaskRow]) -> dict[str, tuple[str, ...]]:
    """Return word of a role → names, in the rows' order."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.unit:
            found.setdefault(row.role, []).append(row.unit)
    return {role: tuple(names) for role, names in found.items()}


def _in_order(names: Sequence[str], old: Sequence[str]) -> tuple[str, ...]:
    """Return names in the order of an old list, those that it doesn't hold behind."""
    left = Counter(names)
    kept = []
    for name in old:
        if left[name]:
            left[name] -= 1
            kept.append(name)
    more = []
    for name in reversed(names):
        if left[name]:
            left[name] -= 1
            more.append(name)
    return (*kept, *reversed(more))


def _home(plan: Plan, ident: str) -> Section | None:
    """Return the section that an id names by the longest beginning; None for the top."""
    sections = {section.id: section for section in plan.all_sections}
    parts = ident.split(".")
    for length in range(len(parts) - 1, 0, -1):
        section = sections.get(".".join(parts[:length]))
        if section:
            return section
    return None


def _with_measures(plan: Plan, changed: Mapping[str, Measure], new: Sequence[Measure]) -> Plan:
    """Return a plan whose measures are those in `changed`, and new ones where their ids say."""
    at_home: dict[int, list[Measure]] = {}
    for measure in sorted(new, key=lambda each: rank(each.id)):
        at_home.setdefault(id(_home(plan, measure.id)), []).append(measure)

    def those(measures: Sequence[Measure], home: Section | None) -> tuple[Measure, ...]:
        kept = [changed[each.id] for each in measures if each.id in changed]
        for measure in at_home.get(id(home), ()):
            lower = [place for place, each in enumerate(kept) if rank(each.id) < rank(measure.id)]
            kept.insert(lower[-1] + 1 if lower else 0, measure)
        return tuple(kept)

    def within(section: Section) -> Section:
        return replace(
            section,
            measures=those(section.measures, section),
            sections=tuple(map(within, section.sections)),
        )

    return replace(
        plan,
        measures=those(plan.measures, None),
        sections=tuple(map(within, plan.sections)),
    )
