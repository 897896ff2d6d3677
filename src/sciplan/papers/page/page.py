"""The page to look at: plans → sheets of sections, each from the answer of a query."""

from collections.abc import Sequence
from datetime import date

from sciplan.formats.page.model import Page, Sheet
from sciplan.papers.page.facts import facts
from sciplan.papers.page.sections import sections
from sciplan.papers.page.source import SheetSource
from sciplan.plan.model import Plan
from sciplan.plan.style import PaperStyle
from sciplan.plan.wording import heading, joined, period_over


def page(
    plans: Sequence[Plan],
    paths: Sequence[str],
    style: PaperStyle,
    day: date,
    as_of: date | None = None,
) -> Page:
    """Return the page of plans: one sheet, or one for all together and one for each.

    Args:
        plans: The plans.
        paths: Where each was read from.
        style: How papers look.
        day: When it is made; a plan's period may be over.
        as_of: The day on which the plans' duties are those in force; as issued unless given.
    """
    together = SheetSource(plans=plans, paths=paths, day=day, as_of=as_of)
    first = _sheet(together, "", plans[0].head.title if len(plans) == 1 else "合在一起")
    alone = [
        _sheet(
            SheetSource(plans=[plan], paths=[path], day=day, as_of=as_of), plan.id, plan.head.title
        )
        for plan, path in zip(plans, paths, strict=True)
        if len(plans) > 1
    ]
    title = plans[0].head.title if len(plans) == 1 else f"{len(plans)} 个方案"
    return Page(title=title, sheets=[first, *alone], paper=style.sheet_size)


def _sheet(source: SheetSource, key: str, title: str) -> Sheet:
    over = period_over(source.plans, source.day)
    return Sheet(
        key=key,
        title=title,
        heading=joined(heading(source.plans), over),
        sections=[*sections(source)],
        facts=facts(source),
    )
