"""What a user typed → the heading that is meant."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.marks import one_width
from sciplan.plan.model import Entry, Plan, Section
from sciplan.plan.resolve.ids import id_match, typed_id
from sciplan.plan.wording import qualified

EntryTest = Callable[[Plan, Entry], bool]
"""Which measures a question is about."""


class FoundSection(NamedTuple):
    """A heading that was typed, with the plan it stands in."""

    plan: Plan
    section: Section


class ChosenHeadings:
    """Headings that were chosen: a test for what stands under any of them, however deep.

    Args:
        found: The headings.
    """

    def __init__(self, found: Sequence[FoundSection]) -> None:
        self.found = found

    def __call__(self, plan: Plan, entry: Entry) -> bool:
        """Whether a measure stands under one of them."""
        return self.hold(plan, entry.sections)

    def hold(self, plan: Plan, chain: Sequence[Section]) -> bool:
        """Whether the innermost of some nested headings is one of them or below one."""
        return any(plan is item.plan and under(chain, item.section) for item in self.found)


def sections_like(plans: Sequence[Plan], typed: str) -> list[FoundSection]:
    """Return the headings of the first tier with any hit: id or printed label, title, its part."""
    every = [FoundSection(plan, section) for plan in plans for section in plan.all_sections]
    word = typed_id(typed)
    if ident := id_match(typed):
        return [
            item
            for item in every
            if item.section.id == ident["id"] and ident["plan"] in (None, item.plan.id)
        ]
    exact = [item for item in every if one_width(item.section.title) == word]
    return exact or [item for item in every if word and word in one_width(item.section.title)]


def section(plans: Sequence[Plan], typed: str) -> FoundSection:
    """Return the one heading that is meant: `2.1`, 二（一）, or words of its title.

    Raises:
        SciplanError: None or several fit; the message names them.
    """
    if not one_width(typed):
        raise SciplanError("章节是空的")
    found = sections_like(plans, typed)
    if len(found) == 1:
        return found[0]
    every = [FoundSection(plan, section) for plan in plans for section in plan.all_sections]
    listed = "\n  ".join(
        f"{qualified(plans, item.plan.id, item.section.id)} {item.section.title}"
        for item in found or every
    )
    if found:
        raise SciplanError(f"“{typed}”可指 {len(found)} 个标题，请写编号：\n  {listed}")
    raise SciplanError(f"没有“{typed}”这个标题，可用：\n  {listed}")


def within(entry: Entry, section_: Section) -> bool:
    """Whether a measure stands under a heading, however deep."""
    return under(entry.sections, section_)


def under(chain: Sequence[Section], section_: Section) -> bool:
    """Whether a heading is among nested headings: the innermost is it, or below it."""
    return any(above is section_ for above in chain)
