"""What a document holds that went nowhere in the plan, or that is odd about the whole."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from sciplan.documents.clauses.unclaimed import bodies, unclaimed
from sciplan.documents.doubt import Doubt
from sciplan.documents.draft.reading import shown
from sciplan.documents.draft.writing import ReadSection
from sciplan.documents.readers.document import Paragraph
from sciplan.plan.model import Plan

_LONGEST_NOTED = 20


def unclaimed_words(
    whole: ReadSection, paragraphs: Sequence[Paragraph], known: Collection[str]
) -> Iterator[Doubt]:
    """Yield a doubt for each sentence that looks like an attribution and stands in no clause.

    Args:
        whole: All that was read.
        paragraphs: The text, and the cells of tables that were not read.
        known: Names of bodies seen in the document.
    """
    holders = _holders(whole)
    claimed = [one.draft.printed for one in whole.measures]
    starts = sorted(holders)
    for line, printed in unclaimed(paragraphs, claimed, known):
        place = bisect_right(starts, line) - 1
        ident = _holding(holders[starts[place]], printed) if place >= 0 else ""
        yield Doubt(
            code="unread-clause",
            message=f"像责任条款，没有读入：{shown(printed)}",
            line=line,
            at=ident,
            note=f"像责任条款，没有读入：{printed[:_LONGEST_NOTED]}……",
            bodies=bodies(printed, known) if ident else (),
        )


def _holders(whole: ReadSection) -> dict[int, list[tuple[str, str]]]:
    """Return place → id and text of the measures and provisions that begin there."""
    found: dict[int, list[tuple[str, str]]] = {}
    for task in whole.measures:
        found.setdefault(task.draft.line, []).append((task.measure.id, task.measure.text))
    for prose in whole.provisions:
        found.setdefault(prose.line, []).append((prose.provision.id, prose.provision.text))
    return found


def _holding(held: Sequence[tuple[str, str]], words: str) -> str:
    """Return the id of what holds some words, else nothing."""
    return next((ident for ident, text in held if words in re.sub(r"\s", "", text)), "")


def unsure_outline(text: Paragraph) -> Doubt:
    """Return the doubt about a place that may or may not open an item.

    Args:
        text: The words there, with their place in the document.
    """
    words = f"编号有两种读法，是否另起一条请对照原文：{shown(text.text)}"
    return Doubt(code="unsure-outline", message=words, line=text.line)


def of_the_whole(plan: Plan, lines: Mapping[str, int]) -> Iterator[Doubt]:
    """Yield what is odd about the whole: no measure in it, and the print's own oddities.

    Args:
        plan: The plan, with its errata.
        lines: Id of a measure or provision → its place in the document.
    """
    if not plan.entries:
        words = "没有读出举措：没有认出责任条款或任务分解表"
        yield Doubt(code="no-measures", message=words)
    for erratum in plan.errata:
        line = lines.get(erratum.at, 0)
        yield Doubt(code=erratum.rule, message=erratum.printed, line=line)
