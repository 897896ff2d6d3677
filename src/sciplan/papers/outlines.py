"""汇报提纲: what a lead unit has to report on, with room for what it says."""

from collections.abc import Iterator
from dataclasses import replace

from sciplan.base.answer import Answer, Part, Records
from sciplan.papers.duty_table import duty_table
from sciplan.papers.meetings import topics_of
from sciplan.papers.names import unit_file
from sciplan.papers.source import File, Source
from sciplan.plan.role import Role
from sciplan.queries.duties import COLUMNS
from sciplan.queries.duty_rows import DutyRow, UnitDuties

_ROOM = ("", "")
"""Lines to write on."""


def files(source: Source) -> Iterator[File]:
    """Yield an outline for each unit that leads one of the topics, in order of precedence."""
    for place, item in _led(source):
        name = f"汇报提纲/{unit_file(place, item.unit.name)}"
        yield File(name, _answer(source, item), f"{len(item.rows)}项")


def lacking(source: Source) -> Iterator[str]:
    """Yield why there is no outline of a unit that was asked for, or none at all."""
    leading = {place for place, _ in _led(source)}
    if source.units:
        for place, item in source.duties:
            if place not in leading:
                yield f"{item.label}没有{source.leading}的议题"
    elif not leading:
        yield f"议题都没有{source.leading}单位"


def _led(source: Source) -> Iterator[tuple[str, UnitDuties]]:
    """Yield (place, duties) of the units that lead topics, those duties only."""
    ids = {entry.measure.id for _, entry in topics_of(source)}
    for place, item in source.duties:
        rows = tuple(row for row in item.rows if row.role.leads and row.record.measure in ids)
        if rows:
            yield place, replace(item, rows=rows)


def _answer(source: Source, item: UnitDuties) -> Answer:
    title = f"{item.label}汇报提纲"
    return Answer(
        heading=source.heading,
        parts=tuple(_parts(source, item, title)),
        records=Records(columns=COLUMNS, rows=[row.cells for row in item.rows]),
        title=title,
    )


def _parts(source: Source, item: UnitDuties, title: str) -> Iterator[Part]:
    tables = [table for role in Role if role.leads for table in duty_table(source, item.rows, role)]
    count: tuple[str, ...] = ()
    if len(tables) == 1:
        tables, count = [replace(tables[0], title="")], (f"共{len(item.rows)}项。",)
    yield Part(title=title, lead=(f"汇报单位：{item.label}{'　' * 4}汇报人：",))
    yield Part(title=f"{source.leading}任务", lead=count, tables=tuple(tables))
    yield Part(title="进展情况", lead=tuple(_progress(item)))
    yield Part(title="存在的问题", lead=_ROOM)
    yield Part(title="下一步打算", lead=_ROOM)
    partners = _partners(item)
    among = f"共同牵头、配合的单位：{'、'.join(partners)}。" if partners else ""
    yield Part(title="需要协调的事项", lead=(*filter(None, [among]), "拟请协调："))


def _progress(item: UnitDuties) -> Iterator[str]:
    for number, row in enumerate(item.rows, 1):
        promised = "；".join(target.words for target in row.record.targets)
        goal = f"目标：{promised}；已完成：{'　' * 6}" if promised else ""
        yield f"{number}．{row.record.title}（{row.label}）。{goal}"
        yield ""


def _partners(item: UnitDuties) -> list[str]:
    """Return who leads or cooperates beside it, in the order in which they are printed."""
    return list(dict.fromkeys(name for row in item.rows for name in _others(item, row)))


def _others(item: UnitDuties, row: DutyRow) -> Iterator[str]:
    named = (name for role in Role for name in row.record.names(role))
    return (name for name in named if name != item.unit.name)
