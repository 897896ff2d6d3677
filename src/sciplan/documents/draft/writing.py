"""Numbered groups → the plan, with all that was read on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sciplan.documents.doubt import Doubt
from sciplan.documents.draft.numbering import NumberedGroup
from sciplan.documents.draft.reading import (
    Hints,
    ReadMeasure,
    ReadProvision,
    read_measure,
    read_provision,
)
from sciplan.documents.words.names import is_collective
from sciplan.documents.words.units import category_of
from sciplan.plan.model import FORMAT, Head, Plan, Section, Target, Unit
from sciplan.plan.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSection:
    """A section, and what a human should know of all that stands in it, however deep.

    Args:
        section: The section.
        measures: Its measures and those of the sections under it, in order.
        provisions: The provisions likewise.
    """

    section: Section
    measures: tuple[ReadMeasure, ...]
    provisions: tuple[ReadProvision, ...]

    @property
    def lines(self) -> dict[str, int]:
        """Id of a measure or provision → its place in the document."""
        found = {one.measure.id: one.draft.line for one in self.measures}
        return found | {one.provision.id: one.line for one in self.provisions}

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What needs a look."""
        return tuple(doubt for one in self.measures for doubt in one.doubts)


def read_section(group: NumberedGroup, hints: Hints) -> ReadSection:
    """Return a group as a section of the plan."""
    measures = [read_measure(ident, task, hints) for ident, task in group.tasks]
    provisions = [read_provision(ident, one, hints) for ident, one in group.provisions]
    below = [read_section(inner, hints) for inner in group.groups]
    bare = (Section(id=ident, title=title) for ident, title in group.bare)
    return ReadSection(
        section=Section(
            id=group.ident,
            title=group.title or "（无标题）",
            measures=tuple(one.measure for one in measures),
            provisions=tuple(one.provision for one in provisions),
            sections=(*bare, *(one.section for one in below)),
        ),
        measures=(*measures, *(one for inner in below for one in inner.measures)),
        provisions=(*provisions, *(one for inner in below for one in inner.provisions)),
    )


def plan_of(whole: Section, head: Head, goals: tuple[Target, ...]) -> Plan:
    """Return the plan; its units are those that measures name.

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
    return replace(bare, units=tuple(map(_unit, _named(bare))))


def _named(plan: Plan) -> Iterator[str]:
    """Yield the units that measures name, in order of first appearance."""
    seen: dict[str, None] = {}
    for entry in plan.entries:
        listed = [entry.measure.printed(role) for role in Role]
        for names in (*listed, *(entry.measure.others or {}).values()):
            seen |= dict.fromkeys(names)
    yield from seen


def _unit(name: str) -> Unit:
    collective = is_collective(name)
    return Unit(name=name, category="" if collective else category_of(name), collective=collective)
