"""One measure, provision or section in full."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.plan.model import Entry, Measure, Plan, Provision, Section
from sciplan.plan.resolve import under, within
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    erratum_text,
    heading,
    joined,
    qualified,
    section_label,
    section_line,
)
from sciplan.queries.records import COLUMNS as MEASURE_COLUMNS
from sciplan.queries.records import MeasureRecord, measure_record

_OPTIONAL = (
    Column(key="summary", title="概括"),
    Column(key="text", title="原文"),
    Column(key="attribution", title="责任条款"),
    Column(key="and_others", title="等", holds=bool),
    Column(key="category", title="类别"),
    Column(key="indicator", title="指标属性"),
    Column(key="deadline", title="完成时限"),
    Column(key="deadline_date", title="完成日期", holds=str | None),
    Column(key="leader", title="分管领导"),
    Column(key="remark", title="备注"),
)
COLUMNS = (*MEASURE_COLUMNS, *_OPTIONAL)
PROVISION_COLUMNS = (
    Column(key="plan", title="方案"),
    Column(key="provision", title="编号"),
    Column(key="title", title="标题"),
    Column(key="units", title="点名单位", holds=tuple[str, ...]),
    Column(key="summary", title="概括"),
    Column(key="text", title="原文"),
)
BESIDE_MEASURES = (Column(key="provision", title="统筹职责编号"), PROVISION_COLUMNS[3])
"""Columns that records have beside, where measures and provisions are shown together."""
_ITEM = (Column(key="item", title="项目"), Column(key="value", title="内容"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureInFull:
    """A measure with everything the plan file says of it.

    Args:
        record: The measure.
        measure: As the file has it.
        errata: How the print is read, one sentence each.
    """

    record: MeasureRecord
    measure: Measure
    errata: tuple[str, ...]

    @property
    def cells(self) -> tuple[object, ...]:
        """The flat record."""
        date = self.measure.deadline_date
        optional = (getattr(self.measure, column.key) for column in _OPTIONAL)
        given = (date and date.isoformat() if value is date else value for value in optional)
        return (*(getattr(self.record, column.key) for column in MEASURE_COLUMNS), *given)


def show(plan: Plan, entry: Entry) -> MeasureInFull:
    """Return a measure with its errata."""
    return MeasureInFull(
        record=measure_record(plan, entry),
        measure=entry.measure,
        errata=tuple(erratum_text(item) for item in plan.errata if item.at == entry.measure.id),
    )


def provisions_under(plan: Plan, section: Section) -> list[tuple[Plan, Provision]]:
    """Return the provisions under a heading, however deep."""
    return [
        (plan, provision)
        for chain in plan.chains
        if under(chain, section)
        for provision in chain[-1].provisions
    ]


def answer_of(
    plans: Sequence[Plan], items: Sequence[tuple[Plan, Entry | Section | Provision]]
) -> Answer:
    """Return what is known of things that have ids; of a heading, all under it.

    Args:
        plans: The open plans.
        items: Measures, headings or provisions, each with its plan.
    """
    found: list[MeasureInFull] = []
    provisions: list[tuple[Plan, Provision]] = []
    nothing: list[str] = []
    for plan, item in items:
        if isinstance(item, Provision):
            provisions.append((plan, item))
        elif isinstance(item, Entry):
            found.append(show(plan, item))
        else:
            measures = [show(plan, entry) for entry in plan.entries if within(entry, item)]
            prose = provisions_under(plan, item)
            if not (measures or prose):
                nothing.append(f"{section_line(plans, plan, [item])} 下没有举措。")
            found += measures
            provisions += prose
    homes = {plan.id: plan for plan, _ in items}
    return replace(
        answer(plans, found, provisions),
        heading=heading(tuple(homes.values())),
        notes=tuple(nothing),
    )


def answer(
    plans: Sequence[Plan],
    found: Sequence[MeasureInFull],
    provisions: Sequence[tuple[Plan, Provision]] = (),
) -> Answer:
    """Return what is known of measures, one item a line, a part a measure.

    Args:
        plans: The open plans.
        found: The measures.
        provisions: Provisions to show after them.
    """
    parts = [
        Part(
            title=f"{qualified(plans, item.record.plan, item.record.measure)} {item.record.title}",
            tables=(Table(columns=_ITEM, rows=tuple(map(_row, _items(item)))),),
        )
        for item in found
    ]
    return Answer(
        heading=heading(plans),
        parts=(*parts, *(_provision_part(plans, plan, each) for plan, each in provisions)),
        records=_records(found, provisions),
        title="" if len(found) + len(provisions) == 1 else "举措详情" if found else "统筹职责",
    )


def _records(
    found: Sequence[MeasureInFull], provisions: Sequence[tuple[Plan, Provision]]
) -> Records:
    """Return records of measures, of provisions, or of both: these then have no measure's id."""
    measures = [item.cells for item in found]
    if not provisions:
        return Records(columns=COLUMNS, rows=measures)
    if not found:
        return Records(
            columns=PROVISION_COLUMNS, rows=[_provision_cells(*each) for each in provisions]
        )
    return Records(
        columns=(*COLUMNS, *BESIDE_MEASURES),
        rows=[
            *((*cells, "", ()) for cells in measures),
            *(_as_measure(*each) for each in provisions),
        ],
    )


def _provision_cells(plan: Plan, provision: Provision) -> tuple[object, ...]:
    return (
        plan.id,
        provision.id,
        provision.title,
        provision.units,
        provision.summary,
        provision.text,
    )


def _as_measure(plan: Plan, provision: Provision) -> tuple[object, ...]:
    """Return a provision as a record of a measure without duties."""
    sections = next(chain for chain in plan.chains if provision in chain[-1].provisions)
    titles = tuple(section.title for section in sections)
    return (
        *(plan.id, "", titles, provision.title, ""),
        *((), (), (), {}, ()),
        *(provision.summary, provision.text, ""),
        *(False, "", "", "", None, "", ""),
        *(provision.id, provision.units),
    )


def _row(cells: tuple[str, object]) -> Row:
    return Row(cells=cells)


def _items(item: MeasureInFull) -> Iterator[tuple[str, object]]:
    record, measure = item.record, item.measure
    yield "章节", " / ".join(record.section)
    if record.part:
        yield "分条", f"第 {record.part} 条"
    three = ((role.word, record.names(role)) for role in Role)
    for title, names in (*three, *record.others.items()):
        if names:
            yield title if len(names) == 1 else f"{title}（{len(names)}）", names
    if not (record.lead or record.responsible or record.cooperating or record.others):
        yield "责任单位", "未列单位"
    for target in record.targets:
        yield "指标", target.words
    for column in _OPTIONAL:
        value = getattr(measure, column.key)
        if value and column.key != "and_others":
            yield column.title, str(value)
    for erratum in item.errata:
        yield "说明", erratum


def _provision_part(plans: Sequence[Plan], plan: Plan, provision: Provision) -> Part:
    section = next(item for item in plan.all_sections if provision in item.provisions)
    items = (
        ("章节", joined(section_label(section.id), section.title)),
        ("点名单位", provision.units),
        ("概括", provision.summary),
        ("原文", provision.text),
        *(("说明", erratum_text(item)) for item in plan.errata if item.at == provision.id),
    )
    return Part(
        title=f"{qualified(plans, plan.id, provision.id)} {provision.title}",
        lead=("统筹职责、保障措施：没有责任条款，不计入项数",),
        tables=(Table(columns=_ITEM, rows=tuple(_row(item) for item in items if item[1])),),
    )
