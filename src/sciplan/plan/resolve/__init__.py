"""What a user typed → the unit, heading or measure that is meant, or a message that helps."""

from sciplan.plan.resolve.choosing import Naming, all_of, few_units
from sciplan.plan.resolve.headings import (
    ChosenHeadings,
    EntryTest,
    FoundSection,
    section,
    sections_like,
    under,
    within,
)
from sciplan.plan.resolve.ids import by_id, is_id
from sciplan.plan.resolve.lists import ends, listed, spread
from sciplan.plan.resolve.units import (
    FoundUnit,
    body_or_unit,
    is_body_like,
    likely_units,
    means_a_unit,
    no_measure,
    registered,
    since_when,
    unit,
    units_like,
)

__all__ = [
    "ChosenHeadings",
    "EntryTest",
    "FoundSection",
    "FoundUnit",
    "Naming",
    "all_of",
    "body_or_unit",
    "by_id",
    "ends",
    "few_units",
    "is_body_like",
    "is_id",
    "likely_units",
    "listed",
    "means_a_unit",
    "no_measure",
    "registered",
    "section",
    "sections_like",
    "since_when",
    "spread",
    "under",
    "unit",
    "units_like",
    "within",
]
