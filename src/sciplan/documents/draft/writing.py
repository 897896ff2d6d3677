"""Groups of tasks → the plan, with ids, and all that was read on the way."""

from dataclasses import dataclass, replace

from sciplan.documents.clauses.groups import Group
from sciplan.documents.draft.reading import Hints, ReadItem, read_measure, read_provision
from sciplan.documents.words.names import is_collective
from sciplan.documents.words.units import category_of
from sciplan.plan.model import FORMAT, Head, Measure, Plan, Provision, Section, Target, Unit
from sciplan.plan.walk import named_lists


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSection:
    """A section, and the measures and provisions that stand in it, however deep."""

    section: Section
    items: tuple[ReadItem, ...]

    @property
    def lines(self) -> dict[str, int]:
        """Id of a measure or provision → its place in the document."""
        return {one.value.id: one.line for one in self.items}


def read_section(group: Group, hints: Hints, ident: str = "") -> ReadSection:
    """Return a group as a section of the plan.

    One row of numbers counts what it holds: headings, tasks, provisions and groups.

    Args:
        group: The group.
        hints: What the whole document tells.
        ident: The section's id, empty for the whole document.
    """
    above = f"{ident}." if ident else ""
    bare = [Section(id=f"{above}{n}", title=title) for n, title in enumerate(group.above, 1)]
    number = len(bare)
    own: list[ReadItem] = []
    for task in group.tasks:
        number += task.opens
        part = task.part.partition("/")[0]
        own.append(read_measure(f"{above}{number}" + (f".{part}" if part else ""), task, hints))
    for prose in group.provisions:
        number += 1
        own.append(read_provision(f"{above}{number}", prose, hints))
    below: list[ReadSection] = []
    for inner in group.groups:
        number += 1
        below.append(read_section(inner, hints, f"{above}{number}"))
    values = [one.value for one in own]
    return ReadSection(
        section=Section(
            id=ident,
            title=group.title or "（无标题）",
            measures=tuple(one for one in values if isinstance(one, Measure)),
            provisions=tuple(one for one in values if isinstance(one, Provision)),
            sections=(*bare, *(one.section for one in below)),
        ),
        items=(*own, *(one for inner in below for one in inner.items)),
    )


def plan_of(whole: Section, head: Head, goals: tuple[Target, ...]) -> Plan:
    """Return the plan; its units are those that measures name, in order of first appearance.

    Args:
        whole: All that was read.
        head: What identifies the document.
        goals: The numbers that the whole plan promises.
    """
    bare = Plan(
        format=FORMAT,
        head=head,
        units=(),
        targets=goals,
        measures=whole.measures,
        sections=whole.sections,
    )
    listed = (names for entry in bare.entries for _, _, names in named_lists(entry))
    named = dict.fromkeys(name for names in listed for name in names)
    return replace(bare, units=tuple(map(_unit, named)))


def _unit(name: str) -> Unit:
    collective = is_collective(name)
    return Unit(name=name, category="" if collective else category_of(name), collective=collective)
