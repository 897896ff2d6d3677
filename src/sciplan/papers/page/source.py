"""What a sheet of the page is made from: plans that stand together, each query asked once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sciplan.plan.graph import PlanGraph, build, units_of
from sciplan.plan.model import Plan, Unit, UnitKey
from sciplan.plan.wording import leading_word, unit_labels
from sciplan.queries.matrix import MatrixRow, matrix
from sciplan.queries.overlap_rows import Overlap, overlaps
from sciplan.queries.returned import Returned


# No slots: cached_property keeps its values in the instance's dict.
@dataclass(frozen=True, kw_only=True)
class SheetSource:
    """Plans that stand together.

    Args:
        plans: One, or several taken together.
        paths: Where each was read from.
        day: When the page is made.
        as_of: The day on which duties are those in force; as issued unless given.
        returned: What units reported, of those plans of which there is anything.
    """

    plans: Sequence[Plan]
    paths: Sequence[str]
    day: date
    as_of: date | None = None
    returned: Sequence[Returned] = ()

    @cached_property
    def graph(self) -> PlanGraph:
        """The graph of these plans alone."""
        return build(self.plans)

    @cached_property
    def units(self) -> dict[UnitKey, Unit]:
        """The units in order of precedence, collective ones included."""
        return dict(units_of(self.graph))

    @cached_property
    def labels(self) -> dict[UnitKey, str]:
        """What each unit is called on the sheet."""
        return unit_labels([*self.units])

    @cached_property
    def matrix(self) -> tuple[MatrixRow, ...]:
        """The measures' marks against all units."""
        return matrix(self.graph, [*self.units])

    @cached_property
    def pairs(self) -> tuple[Overlap, ...]:
        """The pairs that share a measure, as `overlaps` shows them."""
        return overlaps(self.graph)

    @property
    def leading(self) -> str:
        """What answering for a measure is called: 牵头, or 牵头或负责."""
        return leading_word(self.plans)
