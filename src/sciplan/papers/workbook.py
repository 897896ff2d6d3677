"""A workbook that is filled in: a sheet of all measures, one for each unit that leads."""

from collections.abc import Callable, Iterator, Sequence

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
    parts = tuple(
        Part(
            title=f"{name}（{of}）" if of else name,
            short=of,
            lead=(*lead, *_joint(source, of, items)),
            tables=(table(items),),
            landscape=True,
        )
        for of, items in found.items()
    )
    if parts:
        ids = {task.measure.id for items in found.values() for task in items}
        # No data sheet: what is filled in stands in one place.
        answer = Answer(heading=source.heading, parts=parts, records=Records.none())
        yield File(f"{name}.xlsx", answer, f"{len(ids)}项")


def _joint(source: Source, of: str, items: Sequence[ListedMeasure]) -> Iterator[str]:
    """Yield which rows of a unit's sheet stand on those of others too, and where they count.

    Args:
        source: What the paper is made from.
        of: The unit's name; nobody's on the sheet of all measures, where each stands once.
        items: What it leads.
    """
    if not of:
        return
    labels = {key.unit: label for key, label in unit_labels(source.every).items()}
    others: dict[str, list[str]] = {}
    for task in items:
        if len(task.leads) > 1:
            others.setdefault(labels[task.leads[0]], []).append(task.measure.id)
    for first, ids in others.items():
        whose = "本表" if first == of else f"列首位的{first}的表"
        yield f"几个单位共同{source.leading}、以{whose}为准：{'、'.join(ids)}。"


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
