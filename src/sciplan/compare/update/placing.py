"""Measures placed in the sections of a plan."""

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from sciplan.plan.model import Measure, Plan, Section
from sciplan.plan.order import rank


def home(sections: Container[str], ident: str) -> str:
    """Return the section that an id names by the longest beginning; empty for the top."""
    parts = ident.split(".")
    beginnings = (".".join(parts[:length]) for length in range(len(parts) - 1, 0, -1))
    return next((each for each in beginnings if each in sections), "")


def with_measures(plan: Plan, stay: Mapping[str, Measure], new: Sequence[Measure]) -> Plan:
    """Return a plan whose measures are those in `stay`, and new ones where their ids say."""
    known = {section.id for section in plan.all_sections}
    at_home: dict[str, list[Measure]] = {}
    for measure in sorted(new, key=lambda each: rank(each.id)):
        at_home.setdefault(home(known, measure.id), []).append(measure)

    def those(measures: Sequence[Measure], ident: str) -> tuple[Measure, ...]:
        kept = [stay[each.id] for each in measures if each.id in stay]
        return _among(kept, at_home.get(ident, ()))

    def within(sections: Sequence[Section]) -> tuple[Section, ...]:
        return tuple(
            replace(
                section,
                measures=those(section.measures, section.id),
                sections=within(section.sections),
            )
            for section in sections
        )

    return replace(plan, measures=those(plan.measures, ""), sections=within(plan.sections))


def _among(kept: Sequence[Measure], new: Sequence[Measure]) -> tuple[Measure, ...]:
    """Return measures with new ones, each behind the last that is lower; `new` in order."""
    # least[i]: the lowest from i on. It never falls, so it can be searched.
    least = [rank(each.id) for each in kept]
    for place in range(len(least) - 2, -1, -1):
        least[place] = min(least[place], least[place + 1])
    found: list[Measure] = []
    done = 0
    for measure in new:
        place = bisect_left(least, rank(measure.id))
        found += kept[done:place]
        found.append(measure)
        done = max(done, place)
    return (*found, *kept[done:])
