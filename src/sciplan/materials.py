"""What papers are made from and made into: a plan's graph and style; named answers."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from sciplan.graph import PlanGraph, plans_of, units_of
from sciplan.model import Entry, Plan, UnitKey
from sciplan.queries.duties import UnitDuties, duties
from sciplan.role import Role
from sciplan.style import Style
from sciplan.table import Answer, Part, Records, Table
from sciplan.tasks import USUAL, Task, print_note, task_table, tasks, word_of
from sciplan.wording import COUNTS_ONLY, heading, joined, leading_word, unit_labels

_BRIEF = ("number", "title", "lead", "responsible", "deadline")
"""What a unit that only cooperates needs to know of a measure."""
_BELOW = ("targets", "cooperating")
"""What stands under a unit's own measures, over the whole width: a list is one or two pages."""
_FULL = tuple(key for key in USUAL if key not in _BELOW)


# No slots: cached_property keeps its values in the instance's dict.
@dataclass(frozen=True, kw_only=True)
class Source:
    """What papers are made from.

    Args:
        graph: One plan.
        style: How its papers look.
        units: Only papers about these units; empty for all units and the whole plan.
        topics: The measures on a meeting's table; empty for all.
        by_lead: Whether workbooks that are filled in have a sheet for each lead unit too.
    """

    graph: PlanGraph
    style: Style
    units: Sequence[UnitKey] = ()
    topics: Sequence[tuple[Plan, Entry]] = ()
    by_lead: bool = False

    @property
    def plan(self) -> Plan:
        """The plan."""
        return plans_of(self.graph)[0]

    @cached_property
    def every(self) -> list[UnitKey]:
        """All units in order of precedence, collective ones included."""
        return [key for key, _ in units_of(self.graph)]

    @property
    def heading(self) -> str:
        """First line of every paper: whose plan it is, as issued."""
        return heading([self.plan])

    @cached_property
    def leading(self) -> str:
        """What answering for a measure is called in the plan: 牵头, or 牵头或负责."""
        return leading_word([self.plan])

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """The plan's measures in document order."""
        return tasks(self.plan)

    @cached_property
    def numbered(self) -> tuple[tuple[str, UnitKey], ...]:
        """The units whose papers are wanted, each with its place in the order of precedence.

        Places are those among all units, so that a unit's file is always called the same.
        """
        digits = max(2, len(str(len(self.every))))
        return tuple(
            (f"{place:0{digits}}", key)
            for place, key in enumerate(self.every, 1)
            if not self.units or key in self.units
        )

    @cached_property
    def duties(self) -> tuple[tuple[str, UnitDuties], ...]:
        """The duties of the units whose papers are wanted, each with its place."""
        found = duties(self.graph, [key for _, key in self.numbered])
        return tuple((place, item) for (place, _), item in zip(self.numbered, found, strict=True))

    @cached_property
    def by_id(self) -> dict[str, Task]:
        """Id → measure."""
        return {task.measure.id: task for task in self.tasks}


class File(NamedTuple):
    """One file of a paper.

    Args:
        name: Below the folder of papers, with forward slashes; its ending says the format.
        answer: What it holds.
        holds: How much that is, in words, for the list of papers.
    """

    name: str
    answer: Answer
    holds: str


def counts_of(item: UnitDuties) -> str:
    """Return a unit's own counts: 牵头 3 项，配合 10 项."""
    counts = [(role, sum(row.role is role for row in item.rows)) for role in Role]
    if not item.rows:
        return "方案没有为本单位列出任务"
    if not any(count for role, count in counts if role.leads):
        return f"本单位无{item.leading}任务，配合 {len(item.rows)} 项"
    return joined(*(f"{role.word} {count} 项" for role, count in counts if count))


def counted(item: UnitDuties) -> str:
    """Return a unit's counts as a sentence, with what they don't say."""
    caution = f"（{COUNTS_ONLY.rstrip('。')}）" if item.rows else ""
    return f"{counts_of(item)}{caution}。"


def duty_table(source: Source, item: UnitDuties, role: Role) -> tuple[Table, ...]:
    """Return a unit's measures in one role as a table, or nothing where it has none.

    What is promised and who cooperates stand under the measure: so the list fits on an upright
    page, and on few. Who leads is left out where that is the unit alone throughout, and so are
    the sections of measures in which it only helps.
    """
    rows = [row for row in item.rows if row.role is role]
    if not rows:
        return ()
    found = [source.by_id[row.record.measure] for row in rows]
    alone = all(row.sole for row in rows)
    keys = [key for key in _FULL if not (alone and key == "lead")] if role.leads else _BRIEF
    table = task_table(found, keys=keys)
    notes = (print_note(row.label, remark) for row in rows for remark in row.remarks)
    return (
        replace(
            table,
            title=f"{role.word}任务（{len(rows)} 项）",
            rows=tuple(
                row._replace(
                    details=tuple(_below(source.style, task, role)),
                    group=row.group if role.leads else "",
                )
                for row, task in zip(table.rows, found, strict=True)
            ),
            notes=tuple(notes),
        ),
    )


def _below(style: Style, task: Task, role: Role) -> Iterator[str]:
    for promised in task.promises:
        yield f"{word_of(style, 'targets')}：{promised}"
    helpers = task.names(Role.COOPERATING)
    if role.leads and helpers:
        yield f"{word_of(style, 'cooperating')}：{helpers}"


def workbook(
    source: Source, name: str, lead: Sequence[str], table: Callable[[Sequence[Task]], Table]
) -> Iterator[File]:
    """Yield a workbook that is filled in, unless only units are asked for that lead nothing.

    Args:
        source: Says whether lead units have sheets; of some units only, theirs are all there is.
        name: What it is called, and the sheet of all measures.
        lead: Lines above each table.
        table: Makes the table of some measures.
    """
    found = dict(_sheets(source))
    parts = tuple(
        Part(
            title=f"{name}（{of}）" if of else name,
            short=of,
            lead=tuple(lead),
            tables=(table(items),),
            landscape=True,
        )
        for of, items in found.items()
    )
    if parts:
        ids = {task.measure.id for items in found.values() for task in items}
        # No data sheet: what is filled in stands in one place.
        answer = Answer(heading=source.heading, parts=parts, records=Records.none())
        yield File(f"{name}.xlsx", answer, f"{len(ids)} 项")


def _sheets(source: Source) -> Iterator[tuple[str, Sequence[Task]]]:
    """Yield units and the measures they lead; nobody's name for all measures."""
    if not source.units:
        yield "", source.tasks
    if source.units or source.by_lead:
        labels = unit_labels(source.every)
        for _, key in source.numbered:
            led = tuple(task for task in source.tasks if key.unit in task.leads)
            if led:
                yield labels[key], led


def unit_file(place: str, item: UnitDuties) -> str:
    """Return the name of a unit's Word file: 30-市科协.docx."""
    return f"{place}-{file_name(item.unit.name)}.docx"


_LONGEST = 60
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def file_name(words: str) -> str:
    """Return words as part of a file's name on any system.

    Windows takes no angle brackets, slashes, colons, quotes and the like, nor a name that ends in
    a dot or a space; names of bodies hold a slash now and then. A name is cut where it would be
    longer than systems allow.
    """
    return _UNFIT.sub("_", words)[:_LONGEST].rstrip(". ") or "_"
