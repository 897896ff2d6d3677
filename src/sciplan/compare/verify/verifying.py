"""A plan against its official document: each difference as a problem, with both places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sciplan.base.problem import Problem
from sciplan.compare.matching.pairing import both, plain
from sciplan.compare.verify import errata, headings, measures, provisions
from sciplan.compare.verify.provisions import Prose
from sciplan.compare.verify.sides import Sides
from sciplan.compare.verify.spot import Spot
from sciplan.documents.draft.draft import Draft
from sciplan.documents.draft.oddities import CODES
from sciplan.plan.model import Entry, Erratum, Plan
from sciplan.planfile.source import YamlText


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a comparison found.

    Args:
        problems: All differences in the plan's order, those accounted for marked as known; then
            what import could not read in the document.
        errata: The errata that the document bears out, in the plan's order.
        compared: How many measures stand in both.
        provisions: How many provisions stand in both.
    """

    problems: tuple[Problem, ...]
    errata: tuple[Erratum, ...]
    compared: int
    provisions: int

    @property
    def left(self) -> tuple[Problem, ...]:
        """What nothing accounts for."""
        return tuple(problem for problem in self.problems if not problem.known)


def verify(plan: Plan, source: Draft, document: YamlText) -> Verified:
    """Compare a plan with its document.

    Args:
        plan: The plan.
        source: The official document, as import reads it.
        document: The plan's file, for places.
    """
    sides = Sides(plan, source, document)
    tasks, prose = measures.pairs(plan, source.plan), provisions.pairs(plan, source.plan)
    sections = headings.pairs(plan, source.plan)
    homes = headings.homes(sections)
    same_tasks, same_prose = both(tasks), both(prose)
    unborne = errata.not_borne_out(plan, _printed(sides, same_tasks, same_prose))
    found = [
        *headings.facts(sides),
        *headings.differences(sides, sections, homes),
        *measures.differences(sides, tasks, homes),
        *provisions.differences(sides, prose, homes),
        *_unborne(sides, unborne),
    ]
    return Verified(
        problems=(
            *sorted(found, key=lambda one: one.location),
            *_unread(sides, same_tasks, same_prose),
        ),
        errata=tuple(one for index, one in enumerate(plan.errata) if index not in unborne),
        compared=len(same_tasks),
        provisions=len(same_prose),
    )


def wordings(plan: Plan, source: Draft) -> dict[str, str]:
    """Return the official wording of measures and provisions, by their ids in the plan.

    Args:
        plan: The plan.
        source: The document, as import reads it.
    """
    found = {}
    for mine, theirs in both(measures.pairs(plan, source.plan)):
        one = theirs.measure
        said = filter(None, (f"{one.title}。", one.text, one.attribution))
        found[mine.measure.id] = "\n".join(said)
    for prose, printed in both(provisions.pairs(plan, source.plan)):
        provision = printed.provision
        title = f"{provision.title}。\n" if printed.titled else ""
        found[prose.provision.id] = f"{title}{provision.text}"
    return found


_Tasks = Sequence[tuple[Entry, Entry]]
_Proses = Sequence[tuple[Prose, Prose]]


def _printed(sides: Sides, tasks: _Tasks, prose: _Proses) -> dict[str, str]:
    """Return the plan's ids → what the document says there."""
    found = {"plan": sides.text}
    for mine, theirs in tasks:
        one = theirs.measure
        found[mine.measure.id] = plain(f"{one.title}{one.text}{one.attribution}")
    return found | {mine.provision.id: theirs.text for mine, theirs in prose}


def _unborne(sides: Sides, found: Mapping[int, Erratum]) -> Iterator[Problem]:
    """Yield the errata that the document does not bear out: a warning."""
    for index, one in found.items():
        yield sides.warning(
            "erratum-not-found",
            f"文本说明 {one.at}：正式文件这里没有“{one.value}”",
            Spot(path=("errata", index), ident=one.at),
        )


def _unread(sides: Sides, tasks: _Tasks, prose: _Proses) -> Iterator[Problem]:
    """Yield what import could not read or doubts, known where the plan accounts for it.

    An oddity of the print is no difference: `validate` asks the plan to explain it.
    """
    named = {
        theirs.measure.id: (mine.measure.id, measures.all_names(mine.measure))
        for mine, theirs in tasks
    } | {theirs.provision.id: (mine.provision.id, mine.provision.units) for mine, theirs in prose}
    for problem, doubt in zip(sides.source.problems, sides.source.doubts, strict=True):
        if problem.code not in CODES:
            ident, units = named.get(doubt.at, ("plan", ()))
            reason = errata.of_doubt(sides.plan, ident, problem.message)
            listed = {sides.meant(name) for name in units}
            if not reason and doubt.bodies and {*map(sides.meant, doubt.bodies)} <= listed:
                reason = f"{ident} 已列这些单位"
            message = f"{problem.message}；{reason}" if reason else problem.message
            yield replace(problem, message=message, known=bool(reason))
