"""The page to look at: plans → sheets of sections, each from the answer of a query."""

from collections.abc import Sequence
from dataclasses import replace

from sciplan.formats.page.model import Page, Sheet
from sciplan.papers.page.facts import facts
from sciplan.papers.page.sections import sections
from sciplan.papers.page.source import SheetSource
from sciplan.plan.model import Plan
from sciplan.plan.style import PaperStyle
from sciplan.plan.wording import heading, joined, period_over
from sciplan.queries.returned import Returned


def page(together: SheetSource, style: PaperStyle) -> Page:
    """Return the page of plans: one sheet, or one for all together and one for each.

    Args:
        together: All of them.
        style: How papers look.
    """
    plans = together.plans
    first = _sheet(together, "", plans[0].head.title if len(plans) == 1 else "合在一起")
    alone = [
        _sheet(
            replace(together, plans=[plan], paths=[path], returned=_of(plan, together.returned)),
            plan.id,
            plan.head.title,
        )
        for plan, path in zip(plans, together.paths, strict=True)
        if len(plans) > 1
    ]
    title = plans[0].head.title if len(plans) == 1 else f"{len(plans)} 个方案"
    return Page(title=title, sheets=[first, *alone], paper=style.sheet)


def _of(plan: Plan, returned: Sequence[Returned]) -> list[Returned]:
    return [each for each in returned if each.plan.id == plan.id]


def _sheet(source: SheetSource, key: str, title: str) -> Sheet:
    over = period_over(source.plans, source.day)
    return Sheet(
        key=key,
        title=title,
        heading=joined(heading(source.plans), over),
        sections=[*sections(source)],
        facts=facts(source),
    )
