"""What papers are made from and made into: a plan's graph and style; named answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sciplan.base.answer import Answer
from sciplan.plan.contacts import Contact
from sciplan.plan.graph import PlanGraph, plans_of, units_of
from sciplan.plan.model import Entry, Plan, UnitKey
from sciplan.plan.periods import ReportingPeriod
from sciplan.plan.style import PaperStyle
from sciplan.plan.wording import heading, leading_word
from sciplan.planfile.returns import Filed
from sciplan.queries.duty_rows import UnitDuties, duties
from sciplan.queries.listing import ListedMeasure, tasks
from sciplan.queries.progress import Looked
from sciplan.queries.returned import Returned


# No slots: cached_property keeps its values in the instance's dict.
@dataclass(frozen=True, kw_only=True)
class Source:
    """What papers are made from.

    Args:
        graph: One plan, or several for papers that can be about several (`Paper.of_several`).
        style: How its papers look.
        units: Only papers about these units; empty for all units and the whole plan.
        topics: The measures on a meeting's table; empty for all.
        by_lead: Whether workbooks that are filled in have a sheet for each lead unit too.
        contacts: Unit's short name → whom to reach there; empty unless a paper that shows them was
            asked for.
        seats: Names for the table, in the order given.
        period: The period of which units are asked, if any.
        before: Unit's short name → its last return before that period.
        returned: Where what the office ruled of earlier periods is found, if a period is given.
        looked: What units reported of a period; None unless a paper about that was asked for.
    """

    graph: PlanGraph
    style: PaperStyle
    units: Sequence[UnitKey] = ()
    topics: Sequence[tuple[Plan, Entry]] = ()
    by_lead: bool = False
    contacts: Mapping[str, Sequence[Contact]] = field(default_factory=dict)
    seats: Sequence[str] = ()
    period: ReportingPeriod | None = None
    before: Mapping[str, Filed] = field(default_factory=dict)
    returned: Returned | None = None
    looked: Looked | None = None

    @property
    def plan(self) -> Plan:
        """The plan, the first of several."""
        return plans_of(self.graph)[0]

    @property
    def plans(self) -> tuple[Plan, ...]:
        """All plans."""
        return plans_of(self.graph)

    @cached_property
    def every(self) -> list[UnitKey]:
        """All units in order of precedence, collective ones included."""
        return [key for key, _ in units_of(self.graph)]

    @property
    def heading(self) -> str:
        """First line of every paper: whose plan it is, as issued."""
        return heading(self.plans)

    def dated(self, answer: Answer) -> Answer:
        """Return an answer that tells what reforms changed, where the plan is one as of a day.

        A form's heading says it: below its table stands nothing, and it tells of no other unit.
        """
        if answer.hidden or not any(plan.revised for plan in self.plans):
            return answer
        from sciplan.queries.as_of import with_reforms

        return with_reforms(answer, self.plans)

    @cached_property
    def leading(self) -> str:
        """What answering for a measure is called in the plan: 牵头, or 牵头或负责."""
        return leading_word([self.plan])

    @cached_property
    def tasks(self) -> tuple[ListedMeasure, ...]:
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
    def by_id(self) -> dict[tuple[str, str], ListedMeasure]:
        """(id of the plan, id) → measure, of all plans."""
        return {(plan.id, task.measure.id): task for plan in self.plans for task in tasks(plan)}


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
