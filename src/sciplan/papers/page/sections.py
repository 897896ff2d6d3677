"""The page's chapters, one function each: a sheet's source → a section, or none where it is empty.

`SECTIONS` is where one is registered, in the order shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.formats.page.model import Section
from sciplan.papers.page.source import SheetSource
from sciplan.plan.wording import heading
from sciplan.queries import (
    deadlines,
    matrix,
    overlaps,
    overview,
    progress,
    reforms,
    show,
    targets,
    workload,
)
from sciplan.queries.as_of import with_reforms
from sciplan.queries.overlap_rows import Overlap

_NAMED = 2400
"""Partners that all units' rows name, about; a unit's card has all of its own."""
_FEWEST = 12
_REPORTED = "progress"


def glance(source: SheetSource) -> Section:
    """Return the plan at a glance."""
    answer = _overview(source)
    parts = tuple(replace(part, tables=part.tables[:1]) for part in answer.parts)
    return Section(key="glance", title="概况", answer=replace(answer, parts=parts))


def print_(source: SheetSource) -> Section | None:
    """Return the oddities of the print, which stand under a plan at a glance."""
    answer = _overview(source)
    parts = tuple(replace(part, lead=(), tables=part.tables[1:]) for part in answer.parts)
    if not any(part.tables for part in parts):
        return None
    return Section(key="print", title="文本说明", answer=replace(answer, parts=parts))


def _overview(source: SheetSource) -> Answer:
    rows = overview.overview(source.plans)
    return overview.answer(source.plans, rows, source.paths)


def load(source: SheetSource) -> Section:
    """Return how many duties each unit has."""
    rows = workload.workload(source.graph)
    answer = workload.answer(source.plans, rows)
    return Section(key="workload", title="任务承担", answer=answer, look="bars")


def grid(source: SheetSource) -> Section:
    """Return measures against units."""
    answer = matrix.answer(source.graph, [*source.units], source.matrix)
    return Section(key="matrix", title="责任矩阵", answer=answer, look="matrix")


def together(source: SheetSource) -> Section | None:
    """Return who works with whom: a heat map, and each unit's partners by name."""
    if not source.pairs:
        return None
    answer = overlaps.answer(source.plans, source.pairs)
    lead = tuple(line for part in answer.parts for line in part.lead)
    table = _partners(source)
    part = Part(title="协同", lead=lead, tables=(table,))
    listed = Answer(
        heading=answer.heading,
        parts=(part,),
        records=answer.records,
        notes=answer.notes,
        charts=answer.charts,
    )
    return Section(key="overlaps", title="协同", answer=listed, look="heat")


def _partners(source: SheetSource) -> Table:
    by_unit: dict[str, list[tuple[str, Overlap]]] = {}
    for pair in source.pairs:
        by_unit.setdefault(pair.label_a, []).append((pair.label_b, pair))
        by_unit.setdefault(pair.label_b, []).append((pair.label_a, pair))
    return Table(
        title="协作单位（协作项数）",
        columns=(Column(key="unit", title="单位"), Column(key="partners", title="协作单位")),
        rows=tuple(
            Row(cells=(label, _named(by_unit[label], max(_FEWEST, _NAMED // len(by_unit)))))
            for label in source.labels.values()
            if label in by_unit
        ),
    )


def _named(partners: list[tuple[str, Overlap]], most: int) -> str:
    """Return those with whom a unit has measures where one of them leads, most first."""
    working = [f"{name} {pair.together}" for name, pair in partners if pair.together]
    if not working:
        return "没有；都是同为配合"
    rest = len(working) - most
    return "、".join(working[:most]) + (f"；其余 {rest} 个见本单位的卡片" if rest > 0 else "")


def promised(source: SheetSource) -> Section | None:
    """Return the numbers that the plans promise."""
    rows = targets.targets(source.plans)
    if not rows:
        return None
    return Section(key="targets", title="指标", answer=targets.answer(source.plans, rows))


def due(source: SheetSource) -> Section | None:
    """Return what is due when, counted from the day the page is made."""
    rows = deadlines.deadlines(source.plans)
    if not rows:
        return None
    answer = deadlines.answer(source.plans, rows, source.day)
    return Section(key="deadlines", title="时限", answer=answer)


def reported(source: SheetSource) -> Section | None:
    """Return what units reported last, with the duties in force at the end of that period."""
    newest = [(each, each.periods[-1]) for each in source.returned if each.periods]
    if not newest:
        return None
    looked = [progress.look(each, period, progress.Wanted()) for each, period in newest]
    answer = progress.answer(looked)
    revised = [one.plan for one in looked if one.plan.revised]
    dated = with_reforms(answer, revised) if revised else answer
    return Section(key=_REPORTED, title="进展", answer=dated)


def moved(source: SheetSource) -> Section | None:
    """Return the later documents by which duties are shown, where those of a day are."""
    rows = reforms.reforms(source.plans, source.as_of) if source.as_of else []
    if not rows:
        return None
    return Section(key="reforms", title="机构变动", answer=reforms.answer(source.plans, rows))


def prose(source: SheetSource) -> Section | None:
    """Return the duties stated in prose."""
    found = [
        each
        for plan in source.plans
        for section in plan.sections
        for each in show.provisions_under(plan, section)
    ]
    if not found:
        return None
    answer = show.answer(source.plans, [], found)
    return Section(key="provisions", title="统筹职责", answer=answer, look="cards")


def measures(source: SheetSource) -> Section | None:
    """Return every measure in full."""
    found = [show.show(plan, entry) for plan in source.plans for entry in plan.entries]
    if not found:
        return None
    answer = show.answer(source.plans, found)
    return Section(key="measures", title="举措", answer=answer, look="cards")


SECTIONS: tuple[Callable[[SheetSource], Section | None], ...] = (
    glance,
    load,
    grid,
    together,
    promised,
    due,
    reported,
    moved,
    prose,
    measures,
    print_,
)


def notes(source: SheetSource, sections: list[Section]) -> Section:
    """Return how the other sections' counts are made, each note once."""
    lines = dict.fromkeys(chain.from_iterable(section.answer.notes for section in sections))
    part = Part(title="口径", lead=tuple(lines))
    return Section(
        key="notes",
        title="口径",
        answer=Answer(heading=heading(source.plans), parts=(part,), records=Records.none()),
    )


def _dated(source: SheetSource, section: Section) -> Section:
    """Return a section whose notes tell what reforms changed, where duties of a day are shown."""
    if source.as_of is None or section.key == _REPORTED:
        return section
    return replace(section, answer=with_reforms(section.answer, source.plans))


def sections(source: SheetSource) -> Iterator[Section]:
    """Yield a sheet's sections."""
    found = [_dated(source, section) for make in SECTIONS if (section := make(source))]
    yield from found
    yield notes(source, found)
