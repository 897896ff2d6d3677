"""What a document holds that went nowhere in the plan, or that is odd about the whole."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

from sciplan.base.marks import tight
from sciplan.documents.clauses.finding import find_prose
from sciplan.documents.clauses.unclaimed import bodies, unclaimed
from sciplan.documents.doubt import Doubt
from sciplan.documents.draft.reading import shown
from sciplan.documents.readers.document import Paragraph
from sciplan.plan.model import Plan
from sciplan.plan.walk import provisions

_LONGEST_NOTED = 20


def unclaimed_words(
    plan: Plan,
    lines: Mapping[str, int],
    paragraphs: Sequence[Paragraph],
    known: Collection[str],
    places: Collection[str],
) -> Iterator[Doubt]:
    """Yield a doubt for each sentence that looks like an attribution and stands in no clause.

    Where there is no measure, a running sentence that was none looks like one too.

    Args:
        plan: The draft.
        lines: Id of a measure or provision → its place in the document.
        paragraphs: The text, and the cells of tables that were not read.
        known: Names of bodies seen in the document.
        places: Names of places that bodies' names may begin with.
    """
    texts = {entry.measure.id: entry.measure.text for entry in plan.entries}
    texts |= {prose.id: prose.text for _, prose in provisions(plan)}
    begun: dict[int, list[str]] = {}
    for ident in texts:
        begun.setdefault(lines[ident], []).append(ident)
    starts = sorted(begun)
    claimed = [entry.measure.attribution for entry in plan.entries]
    told = [*unclaimed(paragraphs, claimed, known)]
    for one in () if plan.entries else paragraphs:
        if all(line != one.line for line, _ in told):
            told += [(one.line, said.text) for said in find_prose(one.text, known, places)]
    for line, printed in told:
        place = bisect_right(starts, line)
        near = begun[starts[place - 1]] if place else []
        ident = next((one for one in near if printed in tight(texts[one])), "")
        yield Doubt(
            code="unread-clause",
            message=f"像责任条款，没有读入：{shown(printed)}",
            line=line,
            at=ident,
            note=f"像责任条款，没有读入：{printed[:_LONGEST_NOTED]}……",
            bodies=bodies(printed, known) if ident else (),
        )


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
