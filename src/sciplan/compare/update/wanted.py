"""Rows of the sheet and the plan as it is → the plan that the sheet wants."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from sciplan.compare.sheetgrid import SheetGrid
from sciplan.compare.update.rows import Refusal, SheetRow
from sciplan.compare.update.states import FIELDS, SHOWN, State, Value, plan_states
from sciplan.compare.update.values import plain
from sciplan.plan.fields import Text, specs
from sciplan.plan.model import Measure, Plan, Section
from sciplan.plan.order import rank
from sciplan.plan.role import Role
from sciplan.plan.walk import ids

_PATTERNS = {
    spec.name: spec.kind
    for spec in specs(Measure)
    if isinstance(spec.kind, Text) and spec.kind.pattern
}
_MOST = 5
"""Addresses that a message lists, and measures that a note does."""
_Lists = dict[str, tuple[str, ...]]
"""Word of a role → names, in their order."""


@dataclass(slots=True)
class WantedPlan:
    """What a sheet makes of a plan.

    Args:
        plan: The plan that it wants.
        refusals: Why it can't have it.
        changed: Id → what changes, a phrase a column.
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


def wanted(
    plan: Plan, grid: SheetGrid, rows: Sequence[SheetRow], kept: Mapping[str, State] | None = None
) -> WantedPlan:
    """Return the plan that a sheet wants.

    An edit is what differs from the state of the export: a cell that says what it was exported
    with says nothing, whatever the plan says since. Without that state, the sheet is taken at its
    word, and its rows have to agree.

    Args:
        plan: The plan.
        grid: The sheet, for its addresses.
        rows: Its rows, all of them read.
        kept: Id → the state that the sheet was exported with; None where it is not known.
    """
    return _Comparison(plan, grid, rows, kept).result()


class _Comparison:
    def __init__(
        self,
        plan: Plan,
        grid: SheetGrid,
        rows: Sequence[SheetRow],
        kept: Mapping[str, State] | None,
    ) -> None:
        self.plan = plan
        self.grid = grid
        self.kept = kept
        self.found = WantedPlan(plan)
        self.rows: dict[str, list[SheetRow]] = {}
        for row in rows:
            self.rows.setdefault(row.measure, []).append(row)
        self.entries = {entry.measure.id: entry for entry in plan.entries}
        self.now = plan_states(plan)
        # What a measure's rows are compared with: their export; the plan, where it has none.
        self.before: dict[str, State] = {**self.now, **(kept or {})}
        self.unordered = self._unordered(rows)
        self.newer: list[str] = []
        self.loose: list[str] = []

    def result(self) -> WantedPlan:
        if self._titles_agree() and self._ids_stay():
            changed = {
                ident: self._changed(entry.measure, self.rows[ident])
                for ident, entry in self.entries.items()
                if ident in self.rows
            }
            kept = {
                ident: entry.measure
                for ident, entry in self.entries.items()
                if ident not in self.rows and not self._is_removed(entry.measure)
            }
            new = [
                self._new(ident, rows)
                for ident, rows in self.rows.items()
                if ident not in self.entries and not self._is_gone(ident, rows)
            ]
            self._tell()
            if not self.found.refusals:
                self.found.plan = _with_measures(self.plan, {**changed, **kept}, new)
        return self.found

    def _tell(self) -> None:
        if self.loose:
            what = _listed(self.loose)
            self.found.notes.append(
                f"{what} 的行排过序或不在一处，名单的先后不按表，照原来的；新加的单位排在最后"
            )
        if self.newer:
            what = _listed(self.newer)
            self.found.notes.append(f"{what}：导出之后方案文件改过，表里还是导出时的，照方案文件")

    # What keeps a sheet from being compared

    def _titles_agree(self) -> bool:
        """Whether each id has one title: two are two measures, unless one was retitled."""
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

    def _is_retitled(self, ident: str, rows: Sequence[SheetRow]) -> bool:
        """Whether rows have the title they were exported with, and an old row another."""
        if not self.kept or ident not in self.kept:
            return False
        was = self.kept[ident].values["title"]
        other = [row for row in rows if _title(row) not in ("", was)]
        return any(_title(row) == was for row in rows) and any(map(self._is_old, other))

    def _ids_stay(self) -> bool:
        """Whether no measure stands under another id: ids are what records and errata go by."""
        titles = {ident: self._title_of(ident) for ident in self.rows}
        stay: dict[tuple[Value, Value], str] = {}
        moved: dict[tuple[Value, Value], str] = {}
        for ident, state in {**self.before, **self.now}.items():
            key = state.values["title"], state.values["part"]
            stay[key] = ident
            if titles.get(ident) not in self._titles_of(ident):
                moved[key] = ident
        for ident, rows in self.rows.items():
            if titles[ident] in self._titles_of(ident):
                continue
            homes = moved if ident in self.before else stay
            old = homes.get((titles[ident], _part(rows)))
            if old and old != ident:
                self._refuse(
                    self._addresses(rows, "measure"),
                    f"举措“{titles[ident][:20]}”的编号是 {old}，表里成了 {ident}；"
                    "编号不能在表里改，请恢复（拖动填充柄会使编号递增），或先在方案文件里改",
                )
        return not self.found.refusals

    def _titles_of(self, ident: str) -> set[Value]:
        """Return the titles that a measure has, or had in the export."""
        states = (self.before.get(ident), self.now.get(ident))
        return {state.values["title"] for state in states if state}

    def _title_of(self, ident: str) -> str:
        """Return the title that the sheet wants; another than before, where it says both."""
        said = [title for row in self.rows[ident] if (title := _title(row))]
        old = self.before[ident].values["title"] if ident in self.before else ""
        return next((title for title in said if title != old), str(old) or "".join(said[:1]))

    def _unordered(self, rows: Sequence[SheetRow]) -> Collection[str]:
        """Return the measures whose rows' order says nothing: sorted, or strewn over the sheet."""
        runs = Counter(
            ident
            for ident, _ in groupby(
                (row for row in rows if self._is_old(row)), key=lambda row: row.measure
            )
        )
        strewn = {ident for ident, count in runs.items() if count > 1}
        shared = self.rows.keys() & self.before.keys()
        lists = {ident: _by_role(self.before[ident].names) for ident in shared}
        long = [ident for ident, old in lists.items() if any(len(set(n)) > 1 for n in old.values())]
        turned = [ident for ident in long if _is_turned(lists[ident], _lists(self.rows[ident]))]
        # One or two lists are put in another order by hand; half of all by a command to sort.
        return shared if len(turned) > max(2, len(long) / 2) else strewn

    def _is_old(self, row: SheetRow) -> bool:
        """Whether a row stood in the export, and no row above stands for that."""
        return row.line.number in self._old

    @cached_property
    def _old(self) -> frozenset[int]:
        left = Counter(
            (ident, *name) for ident, state in self.before.items() for name in state.names
        )
        found = []
        for row in (row for rows in self.rows.values() for row in rows):
            key = row.measure, row.role, row.unit
            left[key] -= 1
            if left[key] >= 0:
                found.append(row.line.number)
        return frozenset(found)

    # Measures that the plan or the sheet has no longer

    def _is_removed(self, measure: Measure) -> bool:
        """Whether the user deleted a measure's rows; one that came since was never there."""
        if self.kept is not None:
            if measure.id not in self.kept:
                self.newer.append(f"{measure.id}（新增的）")
                return False
            if self.kept[measure.id] != self.now[measure.id]:
                message = "表里删去了这项举措，方案文件在导出之后又改过它；请重新导出再改"
                self._refuse(f"编号 {measure.id}", message)
        self.found.removed.append(measure)
        return True

    def _is_gone(self, ident: str, rows: Sequence[SheetRow]) -> bool:
        """Whether a measure was deleted from the plan since the export, and nobody misses it."""
        if not self.kept or ident not in self.kept:
            return False
        was = self.kept[ident]
        same = all(
            row.values.get(key, value) in (value, "", None, False)
            for row in rows
            for key, value in was.values.items()
        )
        if same and _lists(rows) == _by_role(was.names):
            self.newer.append(f"{ident}（已删去）")
        else:
            message = f"方案文件在导出之后删去了 {ident}，表里又改了它；请重新导出再改"
            self._refuse(self._addresses(rows[:1], "measure"), message)
        return True

    # Measures that the plan has

    def _changed(self, measure: Measure, rows: list[SheetRow]) -> Measure:
        now = self.now[measure.id]
        for key in SHOWN:
            self._refuse_change(rows, key, now.values[key])
        changes: dict[str, Any] = {}
        phrases = []
        for key in FIELDS:
            if key in self.grid.places:
                value = self._agreed(rows, key, now.values[key])
                if value != now.values[key]:
                    changes[key] = value
                    phrases.append(self.grid.titles[key])
        units, told = self._units(measure, rows)
        if changes or units:
            self.found.changed[measure.id] = [*phrases, *told]
            return replace(measure, **changes, **units)
        return measure

    def _refuse_change(self, rows: list[SheetRow], key: str, now: Value) -> None:
        said = {"", now, self._then(rows[0].measure, key, now)}
        other = [row for row in rows if row.values.get(key, "") not in said]
        if other:
            where = "章节" if key == "section" else "指标（targets）"
            self._refuse(
                self._addresses(other, key),
                f"“{self.grid.titles[key]}”只供查看；要改{where}，请改方案文件",
            )

    def _then(self, ident: str, key: str, default: Value) -> Value:
        """Return what a cell was exported with; `default` where that is not known."""
        state = (self.kept or {}).get(ident)
        return state.values[key] if state else default

    def _agreed(self, rows: list[SheetRow], key: str, now: Value) -> Value:
        """Return the one value that a measure's rows want; what the plan says, where none does.

        Whoever changes a deadline does so in one of the measure's rows, or in those that a filter
        leaves. An empty cell was not filled in, unless all are empty.
        """
        ident = rows[0].measure
        knows = self.kept is not None and ident in self.kept
        then = self._then(ident, key, now)
        filled = [row for row in rows if row.values[key]]
        if not filled and not self._are_filled_in(rows):
            return now
        said = filled or rows
        edited = [row for row in said if row.values[key] != then] if knows else said
        values = {row.values[key]: row for row in reversed(edited)}
        if len(values) > 1:
            firsts = sorted(values.values(), key=_number)
            message = f"“{self.grid.titles[key]}”各写各的；同一编号的各行要一致"
            self._refuse(self._addresses(firsts, key), message)
            return now
        value = next(iter(values), then)
        if value == then and then != now:
            self.newer.append(f"{ident} {self.grid.titles[key]}")
            return now
        if value == now or (key == "title" and not value):
            return now
        self._refuse_pattern(edited[0], key, value)
        if then != now:
            where = self._addresses(edited, key)
            self._refuse_both(where, f"“{self.grid.titles[key]}”", _quoted(value), _quoted(now))
        elif len(edited) < len(said):
            what = f"{ident} 的“{self.grid.titles[key]}”"
            where = self._addresses(edited, key)
            rest = len(said) - len(edited)
            self.found.notes.append(f"{what}只改了 {where}，其余 {rest} 行还是原样，按改了的算")
        return value

    def _are_filled_in(self, rows: Sequence[SheetRow]) -> bool:
        """Whether any row says more than who has part in which measure."""
        return "title" not in self.grid.places or any(map(_title, rows))

    def _refuse_both(self, where: str, what: str, said: str, now: str) -> None:
        self._refuse(
            where,
            f"{what}两边都改过：表里是{said}，方案文件在导出之后（或上次写入时）改成了{now}；"
            "请重新导出再改",
        )

    def _refuse_pattern(self, row: SheetRow, key: str, value: Value) -> None:
        kind = _PATTERNS.get(key)
        if kind and value and not re.fullmatch(kind.pattern, str(value)):
            message = f"写作“{str(value)[:40]}”，应是{kind.expected}"
            self._refuse(self.grid.address(row.line, key), message)

    def _units(
        self, measure: Measure, rows: Sequence[SheetRow]
    ) -> tuple[dict[str, Any], list[str]]:
        """Return the lists of units that change, as fields of `Measure`, and what is said of it."""
        old = _by_role(self.now[measure.id].names)
        new = self._merged(measure.id, old, rows)
        if old == new:
            return {}, []
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
        told = [_difference(word, old.get(word, ()), new.get(word, ())) for word in {**old, **new}]
        return changes, list(filter(None, told))

    def _merged(self, ident: str, now: _Lists, rows: Sequence[SheetRow]) -> _Lists:
        """Return the lists that the plan is to have, role by role."""
        said = _lists(rows)
        then = _by_role(self.before[ident].names)
        if ident in self.unordered:
            kept = {role: _in_order(names, then.get(role, ())) for role, names in said.items()}
            if kept != said:
                self.loose.append(ident)
            said = kept
        if self.kept is None or ident not in self.kept:
            return said
        found: _Lists = {}
        for word in {**now, **then, **said}:
            names, was, is_now = (each.get(word, ()) for each in (said, then, now))
            if names == was != is_now:
                self.newer.append(f"{ident} {word}单位")
            elif was != is_now != names:
                where = self._addresses([row for row in rows if row.role == word] or rows, "unit")
                self._refuse_both(where, f"{word}名单", _joined(names), _joined(is_now))
            found[word] = is_now if names == was else names
        return {word: names for word, names in found.items() if names}

    # Measures that it doesn't have

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset(ids(self.plan))

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.id: section for section in self.plan.all_sections}

    @cached_property
    def _headings(self) -> dict[str, str]:
        """Id of a section → its heading and those above it, as a sheet shows them."""
        return {
            chain[-1].id: plain(" / ".join(each.title for each in chain))
            for chain in self.plan.chains
        }

    def _new(self, ident: str, rows: list[SheetRow]) -> Measure:
        section = _home(self._sections, ident)
        here = self._addresses(rows[:1], "measure")
        if not self._title_of(ident):
            message = f"方案里没有 {ident}；新的举措要写名称，要改已有的请核对编号"
            self._refuse(here, message)
        elif ident in self._taken:
            self._refuse(here, f"编号 {ident} 已是方案里的章节或统筹职责；请换一个编号")
        else:
            self._refuse_place(here, ident, section)
        self._refuse_new_shown(rows, section)
        values = {key: self._only(rows, key) for key in FIELDS if key in self.grid.places}
        roles = _lists(rows)
        lists = {role.value: roles.pop(role.word, ()) for role in Role}
        said: dict[str, Any] = {key: value for key, value in values.items() if value}
        measure = Measure(**{"id": ident, "title": "", "others": roles or None} | said | lists)
        self.found.added.append(measure)
        return measure

    def _refuse_place(self, here: str, ident: str, section: Section | None) -> None:
        """Refuse a new id that stands where no measure does: it is a slip of the pen."""
        parts = ident.split(".")
        if any(part != "0" and part.startswith("0") for part in parts):
            self._refuse(here, f"编号 {ident} 的数字前有 0；请去掉")
            return
        beside = section.measures if section else self.plan.measures
        if any(each.id.count(".") == ident.count(".") for each in beside):
            return
        above = ".".join(parts[:-1])
        if self.plan.sections and (section.id if section else "") != above:
            what = above or "上一级"
            self._refuse(
                here,
                f"编号 {ident} 不在任何章节之下：方案里没有 {what} 这一节；"
                "请核对编号，或先在方案文件里加章节",
            )
        elif self.plan.sections and section is None:
            self._refuse(here, f"编号 {ident} 不在任何章节之下；请核对编号")
        elif section and section.sections and not section.measures:
            below = "、".join(each.id for each in section.sections[:_MOST])
            self._refuse(
                here,
                f"编号 {ident} 直接在“{section.title}”之下，那里只有下级章节（{below}），没有举措；"
                "请核对编号",
            )

    def _refuse_new_shown(self, rows: Sequence[SheetRow], section: Section | None) -> None:
        titles = self._headings.get(section.id, "") if section else ""
        for row in rows:
            if row.values.get("section", "") not in ("", titles):
                where = f"在“{titles}”之下" if titles else "不在任何章节之下"
                message = f"编号 {row.measure} {where}，与所写的章节不符；请核对编号，或清空这一格"
                self._refuse(self.grid.address(row.line, "section"), message)
            if row.values.get("targets"):
                message = "新举措的指标请写进方案文件的 targets，表里清空这一格"
                self._refuse(self.grid.address(row.line, "targets"), message)

    def _only(self, rows: Sequence[SheetRow], key: str) -> Value:
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

    def _addresses(self, rows: Sequence[SheetRow], key: str) -> str:
        listed = "、".join(self.grid.address(row.line, key) for row in rows[:_MOST])
        return f"{listed} 等 {len(rows)} 处" if len(rows) > _MOST else listed


def _number(row: SheetRow) -> int:
    return row.line.number


def _title(row: SheetRow) -> str:
    return str(row.values.get("title") or "")


def _part(rows: Iterable[SheetRow]) -> str:
    return next((str(part) for row in rows if (part := row.values.get("part"))), "")


def _lists(rows: Iterable[SheetRow]) -> _Lists:
    return _by_role((row.role, row.unit) for row in rows)


def _by_role(names: Iterable[tuple[str, str]]) -> _Lists:
    """Return word of a role → names, in the rows' order."""
    found: dict[str, list[str]] = {}
    for role, unit in names:
        if unit:
            found.setdefault(role, []).append(unit)
    return {role: tuple(units) for role, units in found.items()}


def _is_turned(old: _Lists, new: _Lists) -> bool:
    """Whether lists differ in the order of their names alone."""
    return old != new and _sorted(old) == _sorted(new)


def _sorted(lists: _Lists) -> dict[str, list[str]]:
    return {word: sorted(names) for word, names in lists.items()}


def _difference(word: str, old: Sequence[str], new: Sequence[str]) -> str:
    """Return what becomes of a list in a few words; empty where nothing does."""
    come, gone = Counter(new) - Counter(old), Counter(old) - Counter(new)
    said = [f"增{_joined(list(come))}"] if come else []
    said += [f"删{_joined(list(gone))}"] if gone else []
    if not said and list(old) != list(new):
        said = ["只换了次序"]
    return f"{word}单位（{'，'.join(said)}）" if said else ""


def _joined(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _MOST else ""
    return "、".join(names[:_MOST]) + more if names else "空的"


def _quoted(value: Value) -> str:
    if isinstance(value, bool):
        return "“等”" if value else "空的"
    return f"“{str(value)[:40]}”" if value else "空的"


def _listed(found: Sequence[str]) -> str:
    more = f" 等 {len(found)} 处" if len(found) > _MOST else ""
    return "、".join(found[:_MOST]) + more


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


def _home(sections: Mapping[str, Section], ident: str) -> Section | None:
    """Return the section that an id names by the longest beginning; None for the top."""
    parts = ident.split(".")
    for length in range(len(parts) - 1, 0, -1):
        section = sections.get(".".join(parts[:length]))
        if section:
            return section
    return None


def _placed(kept: Sequence[Measure], new: Sequence[Measure]) -> tuple[Measure, ...]:
    """Return measures with new ones, each behind the last that is lower; `new` in order."""
    # least[i]: the lowest from i on. It never falls, so it can be searched.
    least = [rank(each.id) for each in kept]
    for place in range(len(least) - 2, -1, -1):
        least[place] = min(least[place], least[place + 1])
    found: list[Measure] = []
    done = 0
    for measure in new:
        place = bisect_left(least, rank(measure.id))
        found += kept[done:place]
        found.append(measure)
        done = max(done, place)
    return (*found, *kept[done:])


def _with_measures(plan: Plan, stay: Mapping[str, Measure], new: Sequence[Measure]) -> Plan:
    """Return a plan whose measures are those in `stay`, and new ones where their ids say."""
    sections = {section.id: section for section in plan.all_sections}
    at_home: dict[int, list[Measure]] = {}
    for measure in sorted(new, key=lambda each: rank(each.id)):
        at_home.setdefault(id(_home(sections, measure.id)), []).append(measure)

    def those(measures: Sequence[Measure], home: Section | None) -> tuple[Measure, ...]:
        kept = [stay[each.id] for each in measures if each.id in stay]
        return _placed(kept, at_home.get(id(home), ()))

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
