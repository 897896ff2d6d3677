"""The plan's measures, all of them or those that speak of something; provisions that do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sciplan.base.answer import Answer, Column, MadeOnRead, Part, Records, Row, Table, without_empty
from sciplan.plan.model import Entry, Plan, Provision, Section
from sciplan.plan.resolve import ChosenHeadings, EntryTest
from sciplan.plan.role import Role
from sciplan.plan.wording import heading, joined, qualified, section_line
from sciplan.queries.records import COLUMNS as MEASURE_COLUMNS
from sciplan.queries.records import (
    COOPERATING,
    LEAD,
    MEASURE,
    RESPONSIBLE,
    TITLE,
    MeasureRecord,
    measure_record,
)
from sciplan.queries.words import KINDS, Hit, Passage, Search

_PROVISION = Column(key="provision", title="统筹职责编号")
_FOUND_IN = Column(
    key="found_in",
    title="所在",
    holds=tuple[str, ...],
    text=lambda keys: "、".join(KINDS[key] for key in keys),
)
SEARCHED_ONLY = (_PROVISION, _FOUND_IN)
"""Columns that records have beside, where words were looked for."""
_OFFICIAL = KINDS["source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialText:
    """The text of the official document, laid beside the plan.

    Args:
        by_id: What it says of a measure or provision of the plan, by its id there.
        elsewhere: (place, text) of its other lines: 第 3 段.
    """

    by_id: Mapping[str, str]
    elsewhere: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure that was looked for.

    Args:
        record: The measure.
        label: Its id as it is typed.
        group: Heading row of its section.
        hits: Where the words stand; empty where none were looked for.
    """

    record: MeasureRecord
    label: str
    group: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionRow:
    """A provision that holds the words.

    Args:
        plan: The plan's id.
        provision: The provision.
        sections: The headings above it, from the top.
        label: Its id as it is typed.
        group: Heading row of its section.
        hits: Where the words stand.
    """

    plan: str
    provision: Provision
    sections: tuple[Section, ...]
    label: str
    group: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What speaks of some words.

    Args:
        words: What was looked for; nothing for a list of all measures.
        measures: In document order.
        provisions: In document order; only where words were looked for.
        elsewhere: (place, words with what stands around them) in the document's other lines.
        official: Whether the official document was searched.
        text: Whether the plan file holds its text.
        narrowed: Whether only some measures were looked at.
        prose: Whether provisions were looked at.
    """

    words: tuple[str, ...]
    measures: tuple[MeasureRow, ...]
    provisions: tuple[ProvisionRow, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()
    official: bool = False
    text: bool = False
    narrowed: bool = False
    prose: bool = True


def measures(
    plans: Sequence[Plan],
    words: Sequence[str] = (),
    wanted: EntryTest | None = None,
    official: OfficialText | None = None,
) -> Found:
    """Return the measures and provisions in which every word occurs, in document order.

    Args:
        plans: The plans; one only where there is an official text.
        words: What to look for; nothing for all measures.
        wanted: Only measures that pass this, and provisions under its headings.
        official: The document, to look there too.
    """
    search = Search(words)
    texts = official.by_id if official else {}
    rows = tuple(
        MeasureRow(
            record=measure_record(plan, entry),
            label=qualified(plans, plan.id, entry.measure.id),
            group=section_line(plans, plan, entry.sections),
            hits=hits,
        )
        for plan in plans
        for entry in plan.entries
        if wanted is None or wanted(plan, entry)
        if (hits := _hits(search, entry, texts)) or not words
    )
    if not words:
        return Found(words=(), measures=rows)
    return Found(
        words=tuple(words),
        measures=rows,
        provisions=tuple(_provisions(plans, search, wanted, texts)),
        elsewhere=tuple(_elsewhere(search, official)) if official and wanted is None else (),
        official=official is not None,
        text=any(_has_text(plan) for plan in plans),
        narrowed=wanted is not None,
        prose=wanted is None or isinstance(wanted, ChosenHeadings),
    )


def _hits(search: Search, entry: Entry, texts: Mapping[str, str]) -> tuple[Hit, ...]:
    return search.hits(_in_measure(entry, texts)) if search.words else ()


def _in_measure(entry: Entry, texts: Mapping[str, str]) -> Iterator[Passage]:
    measure = entry.measure
    yield Passage("title", measure.title)
    yield from _headings(entry.sections)
    yield Passage("summary", measure.summary)
    yield Passage("text", measure.text)
    for target in measure.targets:
        yield Passage("targets", f"{target.what}\n{target.quote}")
    yield Passage("source", texts.get(measure.id, ""))


def _headings(sections: Sequence[Section]) -> Iterator[Passage]:
    return (Passage("section", section.title) for section in sections)


def _in_provision(
    provision: Provision, sections: Sequence[Section], texts: Mapping[str, str]
) -> Iterator[Passage]:
    yield Passage("title", provision.title)
    yield from _headings(sections)
    yield Passage("units", "、".join(provision.units))
    yield Passage("summary", provision.summary)
    yield Passage("text", provision.text)
    yield Passage("source", texts.get(provision.id, ""))


def _provisions(
    plans: Sequence[Plan], search: Search, wanted: EntryTest | None, texts: Mapping[str, str]
) -> Iterator[ProvisionRow]:
    for plan in plans:
        for sections in plan.chains:
            under = isinstance(wanted, ChosenHeadings) and wanted.hold(plan, sections)
            if wanted is None or under:
                for provision in sections[-1].provisions:
                    hits = search.hits(_in_provision(provision, sections, texts))
                    if hits:
                        yield ProvisionRow(
                            plan=plan.id,
                            provision=provision,
                            sections=sections,
                            label=qualified(plans, plan.id, provision.id),
                            group=section_line(plans, plan, sections),
                            hits=hits,
                        )


def _elsewhere(search: Search, official: OfficialText) -> Iterator[tuple[str, str]]:
    for place, text in official.elsewhere:
        for hit in search.hits([Passage("source", text)]):
            yield place, hit.shown


def _has_text(plan: Plan) -> bool:
    provisions = (each for section in plan.all_sections for each in section.provisions)
    return any(entry.measure.text for entry in plan.entries) or any(
        provision.text for provision in provisions
    )


def answer(plans: Sequence[Plan], found: Found) -> Answer:
    """Return the list of measures; of those with some words, where each has them."""
    return Answer(
        heading=heading(plans),
        parts=MadeOnRead(lambda: [_part(found)]),
        records=_records(found),
        notes=tuple(_looked_in(found)),
        tips=("一项的全部内容：sciplan show 编号", "配合单位全名：--full"),
    )


def _part(found: Found) -> Part:
    tables = [_measure_table(found), _provision_table(found), _elsewhere_table(found)]
    return Part(
        title=f"查找：{' '.join(found.words)}" if found.words else "举措一览",
        lead=(_counted(found),),
        tables=tuple(table for table in tables if table.rows),
    )


def _counted(found: Found) -> str:
    if not found.words:
        return f"共 {len(found.measures)} 项"
    return joined(
        f"举措 {len(found.measures)} 项",
        f"统筹职责 {len(found.provisions)} 条" if found.provisions else "",
        f"正式文件其他地方 {len(found.elsewhere)} 处" if found.elsewhere else "",
    )


def _looked_in(found: Found) -> Iterator[str]:
    """Yield where was looked, and how to look in the official document."""
    if found.words:
        kinds = {
            "标题": True,
            "章节": True,
            "概括": True,
            "原文": found.text,
            "指标": True,
            "统筹职责": found.prose,
            _OFFICIAL: found.official,
        }
        looked = "、".join(kind for kind, was in kinds.items() if was)
        yield f"{'在所选范围内' if found.narrowed else ''}找过：{looked}。"
        if not found.official and not found.text:
            again = f"sciplan measures {' '.join(found.words)} --source 正式文件"
            yield f"方案文件没有收录原文；在正式文件里找：{again}"


def _measure_table(found: Found) -> Table:
    return without_empty(
        Table(
            columns=(MEASURE, LEAD, RESPONSIBLE, COOPERATING, _FOUND_IN, TITLE),
            rows=tuple(map(_measure_cells, found.measures)),
        )
    )


def _measure_cells(row: MeasureRow) -> Row:
    record = row.record
    return Row(
        cells=(
            row.label,
            record.names(Role.LEAD),
            record.names(Role.RESPONSIBLE),
            record.names(Role.COOPERATING),
            _keys(row.hits),
            record.title,
        ),
        group=row.group,
        details=(*_shown(row.hits), *record.promises),
    )


def _shown(hits: Sequence[Hit]) -> Iterator[str]:
    """Yield the words with what stands around them; titles and targets are shown anyway."""
    for hit in hits:
        if hit.key not in ("title", "section", "targets"):
            yield f"{hit.word}：{hit.shown}"


def _provision_table(found: Found) -> Table:
    return Table(
        title=f"统筹职责（不计入项数） {len(found.provisions)} 条",
        columns=(
            Column(key="provision", title="编号"),
            _FOUND_IN,
            Column(key="title", title="内容"),
        ),
        rows=tuple(
            Row(
                cells=(row.label, _keys(row.hits), row.provision.title),
                group=row.group,
                details=tuple(_shown(row.hits)),
            )
            for row in found.provisions
        ),
    )


def _elsewhere_table(found: Found) -> Table:
    return Table(
        title=f"正式文件其他地方 {len(found.elsewhere)} 处",
        columns=(Column(key="place", title="位置"), Column(key="words", title="文字")),
        rows=tuple(Row(cells=cells) for cells in found.elsewhere),
    )


def _records(found: Found) -> Records:
    if not found.words:
        return Records.of(MEASURE_COLUMNS, (row.record for row in found.measures))
    keys = [column.key for column in MEASURE_COLUMNS]
    rows = [
        (*(getattr(row.record, key) for key in keys), "", _keys(row.hits)) for row in found.measures
    ]
    return Records(
        columns=(*MEASURE_COLUMNS, *SEARCHED_ONLY),
        rows=[*rows, *map(_provision_cells, found.provisions)],
    )


def _keys(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.key for hit in hits))


def _provision_cells(row: ProvisionRow) -> tuple[object, ...]:
    """Return a provision as a record of a measure without duties."""
    titles = tuple(section.title for section in row.sections)
    provision = row.provision
    return (
        *(row.plan, "", titles, provision.title, ""),
        *((), (), (), {}, ()),
        provision.id,
        _keys(row.hits),
    )
