"""A plan against its official document: each difference as a problem, with both places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sciplan.base.problem import Problem
from sciplan.compare.verify import errata, headings, measures, provisions
from sciplan.compare.verify.alignment import Pair, plain
from sciplan.compare.verify.difference import Difference, Sides
from sciplan.compare.verify.provisions import Prose
from sciplan.documents.draft.draft import Draft
from sciplan.documents.draft.oddities import CODES
from sciplan.plan.model import Entry, Erratum, Plan
from sciplan.planfile.source import YamlText

_SHOWN = 28
"""Characters of the document that are shown with a difference."""


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
    sides = Sides(plan, source)
    tasks, prose, sections = measures.pairs(sides), provisions.pairs(sides), headings.pairs(sides)
    homes = headings.homes(sections)
    unborne = list(errata.not_borne_out(plan, _printed(sides, tasks, prose)))
    found = [
        *headings.facts(sides),
        *headings.differences(sides, sections),
        *measures.differences(sides, tasks, homes),
        *provisions.differences(sides, prose, homes),
        *unborne,
    ]
    places = {one.path for one in unborne}
    problems = [_problem(sides, difference, document) for difference in found]
    return Verified(
        problems=(*sorted(problems, key=lambda one: one.location), *_unread(sides, tasks, prose)),
        errata=tuple(
            one for index, one in enumerate(plan.errata) if ("errata", index) not in places
        ),
        compared=sum(mine is not None and theirs is not None for mine, theirs in tasks),
        provisions=sum(mine is not None and theirs is not None for mine, theirs in prose),
    )


def wording(plan: Plan, source: Draft, ident: str) -> str:
    """Return a measure's or provision's official wording, empty where the document lacks it.

    Args:
        plan: The plan.
        source: The document, as import reads it.
        ident: The id in the plan.
    """
    sides = Sides(plan, source)
    for mine, theirs in measures.pairs(sides):
        if mine and theirs and mine.measure.id == ident:
            one = theirs.measure
            return "\n".join(filter(None, (f"{one.title}。", one.text, one.attribution)))
    for prose, printed in provisions.pairs(sides):
        if prose and printed and prose.provision.id == ident:
            provision = printed.provision
            return f"{provision.title}。\n{provision.text}" if printed.titled else provision.text
    return ""


def _printed(
    sides: Sides, tasks: Sequence[Pair[Entry]], prose: Sequence[Pair[Prose]]
) -> dict[str, str]:
    """Return the plan's ids → what the document says there."""
    found = {"plan": sides.text}
    for mine, theirs in tasks:
        if mine and theirs:
            one = theirs.measure
            found[mine.measure.id] = plain(f"{one.title}{one.text}{one.attribution}")
    found |= {mine.provision.id: theirs.text for mine, theirs in prose if mine and theirs}
    return found


# As problems -----------------------------------------------------------------------------------


def _problem(sides: Sides, difference: Difference, document: YamlText) -> Problem:
    location = document.place(difference.path, key=difference.key)
    reason = errata.reason(sides.plan, difference)
    return Problem(
        code=difference.code,
        severity=difference.severity,
        message=difference.message + (f"；{reason}" if reason else ""),
        location=location,
        hint=_place(sides.source, difference.line, difference.words),
        known=bool(reason),
        source=document.line(location.line) if location.line else "",
    )


def _place(source: Draft, line: int, words: str) -> str:
    """Return a place in the document with some of what stands there, from `words` on."""
    if not line:
        return ""
    text = " ".join(source.places.get(line, "").split())
    found = max(text.find(words[:_SHOWN]), 0) if words else 0
    start = max(found - _SHOWN // 4, 0) if found + len(words) > _SHOWN else 0
    shown = text[start : start + _SHOWN]
    before, after = "……" if start else "", "……" if start + _SHOWN < len(text) else ""
    where = f"正式文件第 {line} {source.counted}"
    return f"{where}：{before}{shown}{after}" if shown else where


def _unread(
    sides: Sides, tasks: Sequence[Pair[Entry]], prose: Sequence[Pair[Prose]]
) -> Iterator[Problem]:
    """Yield what import could not read or doubts, known where the plan accounts for it.

    An oddity of the print is no difference: `validate` asks the plan to explain it.
    """
    named = {
        theirs.measure.id: (mine.measure.id, measures.all_names(mine.measure))
        for mine, theirs in tasks
        if mine and theirs
    } | {
        theirs.provision.id: (mine.provision.id, mine.provision.units)
        for mine, theirs in prose
        if mine and theirs
    }
    for problem, doubt in zip(sides.source.problems, sides.source.doubts, strict=True):
        if problem.code not in CODES:
            ident, units = named.get(doubt.at, ("plan", ()))
            reason = errata.of_doubt(sides.plan, ident, problem.message)
            listed = {sides.meant(name) for name in units}
            if not reason and doubt.bodies and {*map(sides.meant, doubt.bodies)} <= listed:
                reason = f"{ident} 已列这些单位"
            message = f"{problem.message}；{reason}" if reason else problem.message
            yield replace(problem, message=message, known=bool(reason))
