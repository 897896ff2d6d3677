"""A workbook that is filled in: a sheet of all measures, one for each unit that leads."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sciplan.base.answer import Answer, Part, Records, Table
from sciplan.papers.source import File, Source
from sciplan.plan.model import UnitKey
from sciplan.plan.wording import unit_labels
from sciplan.queries.listing import ListedMeasure


def workbook(
    source: Source,
    name: str,
    lead: Sequence[str],
    table: Callable[[Sequence[ListedMeasure]], Table],
) -> Iterator[File]:
    """Yield a workbook that is filled in, unless only units are asked for that lead nothing.

    Args:
        source: Says whether lead units have sheets; of some units only, theirs are all there is.
        name: What it is called, and the sheet of all measures.
        lead: Lines above each table.
        table: Makes the table of some measures.
    """
    found = dict(_sheets(source))
    firsts = _firsts(source)
    parts = tuple(
        Part(
            title=f"{name}（{of}）" if of else name,
            short=of,
            lead=(*lead, *_joint(source, of, items, firsts, found)),
            tables=(_linked(of, [firsts[task.measure.id] for task in items], table(items), found),),
            landscape=True,
        )
        for of, items in found.items()
    )
    if parts:
        ids = {task.measure.id for items in found.values() for task in items}
        # No data sheet: what is filled in stands in one place.
        answer = Answer(heading=source.heading, parts=parts, records=Records.none())
        yield File(f"{name}.xlsx", answer, f"{len(ids)}项")


def _linked(of: str, firsts: Sequence[str], table: Table, sheets: Collection[str]) -> Table:
    """Return a sheet's table, in which a row shows what is filled in on its first lead's sheet."""
    rows = (
        row._replace(filled_on=first if first != of and first in sheets else "")
        for row, first in zip(table.rows, firsts, strict=True)
    )
    return replace(table, rows=tuple(rows))


def _firsts(source: Source) -> dict[str, str]:
    """Return id → on whose sheet a measure is filled in; nobody's where it has no lead."""
    labels = {key.unit: label for key, label in unit_labels(source.every).items()}
    return {task.measure.id: labels[task.leads[0]] if task.leads else "" for task in source.tasks}


def _joint(
    source: Source,
    of: str,
    items: Sequence[ListedMeasure],
    firsts: Mapping[str, str],
    sheets: Collection[str],
) -> Iterator[str]:
    """Yield where the rows of a sheet are filled in that stand on others too.

    Args:
        source: What the paper is made from.
        of: The unit's name; nobody's on the sheet of all measures.
        items: What it leads.
        firsts: Id → on whose sheet a measure is filled in.
        sheets: Whose sheets there are.
    """
    if not of:
        if len(sheets) > 1:
            yield "各项在列首位的单位的表里填写，本表自动显示（灰色的格）。"
        return
    others: dict[str, list[str]] = {}
    for task in items:
        if len(task.leads) > 1:
            others.setdefault(firsts[task.measure.id], []).append(task.measure.id)
    for first, ids in others.items():
        if first == of:
            where = "在本表填写"
        elif first in sheets:
            where = f"在列首位的{first}的表填写，本表自动显示（灰色的格）"
        else:
            where = f"以列首位的{first}的表为准"
        yield f"几个单位共同{source.leading}、{where}：{'、'.join(ids)}。"


def lacking(source: Source) -> Iterator[str]:
    """Yield which of the units asked for has no sheet, and why."""
    labels = unit_labels(source.every)
    for key in source.units:
        if not _led(source, key):
            yield f"{labels[key]}没有{source.leading}任务"


def _led(source: Source, key: UnitKey) -> tuple[ListedMeasure, ...]:
    """Return the measures that a unit answers for."""
    return tuple(task for task in source.tasks if key.unit in task.leads)


def _sheets(source: Source) -> Iterator[tuple[str, Sequence[ListedMeasure]]]:
    """Yield units and the measures they lead; nobody's name for all measures."""
    if not source.units:
        yield "", source.tasks
    if source.units or source.by_lead:
        labels = unit_labels(source.every)
        for _, key in source.numbered:
            led = _led(source, key)
            if led:
                yield labels[key], led
