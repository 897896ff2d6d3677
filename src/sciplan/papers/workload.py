"""任务承担情况统计表: how many duties each unit has, in the whole plan and section by section."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sciplan.base.answer import Answer, Column, Part, Row, Table
from sciplan.papers.source import File, Source
from sciplan.queries.workload import Workload, answer, workload

_MOST_SECTIONS = 16
"""Sections that fit side by side on a page; of more each has a table's rows to itself."""
_UNIT = Column(key="unit", title="单位", weight=36)


def files(source: Source) -> Iterator[File]:
    """Yield the counts for Word and for Excel."""
    rows = workload(source.graph)
    holds = f"{len(rows)}个单位"
    made = _answer(source, rows)
    yield File("任务承担情况统计表.docx", made, holds)
    yield File("任务承担情况统计表.xlsx", made, holds)


def _answer(source: Source, rows: Sequence[Workload]) -> Answer:
    by_section = workload(source.graph, by_section=True)
    whole = answer(source.plans, rows)
    first, *_ = whole.parts
    made_by = source.style.coordinator
    lead = (*first.lead, f"制表：{made_by}") if made_by else first.lead
    return replace(
        whole,
        parts=(
            replace(first, title="各单位承担任务项数", lead=lead),
            *_sections(source, rows, by_section),
        ),
        title="任务承担情况统计表",
    )


def _sections(
    source: Source, rows: Sequence[Workload], by_section: Sequence[Workload]
) -> Iterator[Part]:
    titles = list(dict.fromkeys(row.group for row in by_section))
    if len(titles) < 2:
        return
    if len(titles) > _MOST_SECTIONS:
        long = answer(source.plans, by_section, by_section=True)
        yield from (replace(part, title="分章节项数") for part in long.parts)
        return
    counts = {
        "参与": {(row.unit, row.group): row.total for row in by_section},
        source.leading: {(row.unit, row.group): row.lead + row.responsible for row in by_section},
    }
    for word, found in counts.items():
        busy = {unit for (unit, _), count in found.items() if count}
        units = [row.unit for row in rows if row.unit in busy]
        if units:
            yield Part(
                title=f"分章节{word}项数",
                tables=(_crossed(units, titles, found),),
                notes=(f"没有{word}任务的单位不列。",) if len(units) < len(rows) else (),
                landscape=True,
            )


def _crossed(
    units: Sequence[str], titles: Sequence[str], found: dict[tuple[str, str], int]
) -> Table:
    """Return units against sections, with sums both ways; no duty shows as an empty cell."""
    columns = [
        Column(key=str(place), title=title or "未分章节", number=True, weight=18)
        for place, title in enumerate(titles)
    ]
    sums = [sum(found.get((unit, title), 0) for unit in units) for title in titles]
    return Table(
        columns=(_UNIT, *columns, Column(key="sum", title="合计", number=True, weight=12)),
        rows=tuple(
            Row(cells=(unit, *_numbers([found.get((unit, title), 0) for title in titles])))
            for unit in units
        ),
        total=Row(cells=("合计", *sums, sum(sums))),
    )


def _numbers(counts: Sequence[int]) -> Iterator[int | None]:
    for count in counts:
        yield count or None
    yield sum(counts)
