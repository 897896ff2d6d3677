"""目标责任书: a draft a unit, to be talked over and signed; it adds nothing to the plan's words."""

from collections.abc import Iterator
from dataclasses import replace

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.papers.duty_table import counted, counts_of, duty_table
from sciplan.papers.names import unit_file
from sciplan.papers.source import File, Source
from sciplan.plan.model import Period
from sciplan.plan.role import Role
from sciplan.plan.wording import joined
from sciplan.queries.duties import COLUMNS
from sciplan.queries.duty_rows import UnitDuties

_DRAFT = "本件为样稿，供商议修改，签订后生效。"
_SIGNER, _OTHER_SIGNER = "责任单位", "签订单位"
_TARGETS = (
    Column(key="number", title="序号", weight=14),
    Column(key="title", title="任务内容", weight=50),
    Column(key="targets", title="目标要求", weight=60),
)


def files(source: Source) -> Iterator[File]:
    """Yield a draft a unit, in order of precedence; nobody signs for a collective unit."""
    for place, item in source.duties:
        if item.rows and not item.unit.collective:
            name = f"目标责任书/{unit_file(place, item.unit.name)}"
            yield File(name, _answer(source, item), counts_of(item))


def _answer(source: Source, item: UnitDuties) -> Answer:
    return Answer(
        heading=source.heading,
        parts=tuple(_parts(source, item)),
        records=Records(columns=COLUMNS, rows=[row.cells for row in item.rows]),
        title=f"{item.label}目标责任书（草案）",
    )


def _parts(source: Source, item: UnitDuties) -> Iterator[Part]:
    leading = [table for role in Role if role.leads for table in duty_table(source, item, role)]
    cooperating = duty_table(source, item, Role.COOPERATING)
    signer = _signer(source)
    name = joined(item.label, item.unit.full_name and f"全称{item.unit.full_name}")
    yield Part(
        title=f"一、{signer}及{source.leading}任务",
        lead=(f"{signer}：{name}。", counted(item)),
        tables=tuple(leading),
    )
    yield Part(
        title="二、配合任务",
        lead=(f"共 {len(cooperating[0].rows)} 项。" if cooperating else "无。",),
        tables=tuple(replace(table, title="") for table in cooperating),
    )
    yield _targets(item, source.leading)
    yield Part(title="四、期限", lead=(_term(source.plan.head.period), _DRAFT))
    yield _signatures(source, item)


def _signer(source: Source) -> str:
    """Return what the unit that signs is called, where lists call others 责任单位."""
    return _OTHER_SIGNER if _SIGNER in source.style.headings.values() else _SIGNER


def _targets(item: UnitDuties, leading: str) -> Part:
    """Return the numbers promised by measures that the unit answers for."""
    rows = tuple(
        Row(cells=(row.label, row.record.title, "；".join(each.words for each in promised)))
        for row in item.rows
        if row.role.leads and (promised := row.record.targets)
    )
    if not rows:
        return Part(title="三、目标", lead=(f"方案没有为本单位{leading}的任务写明指标。",))
    return Part(title="三、目标", tables=(Table(columns=_TARGETS, rows=rows),))


def _term(period: Period | None) -> str:
    if period is None:
        return "责任期限：      年      月至      年      月。"
    return f"责任期限：{period.start}年至{period.end}年，即方案的实施期。"


def _signatures(source: Source, item: UnitDuties) -> Part:
    """Return where both sides sign; a coordinating unit doesn't sign with itself."""
    coordinator = source.style.coordinator or source.plan.head.coordinator
    other = "" if coordinator == item.unit.name else coordinator
    day = "    年    月    日"
    return Part(
        title="五、签订",
        tables=(
            Table(
                columns=(
                    Column(key="what", title="", weight=36),
                    Column(key="coordinator", title="综合协调单位", weight=60),
                    Column(key="unit", title=_signer(source), weight=60),
                ),
                rows=(
                    Row(cells=("单位（盖章）", other, item.label)),
                    Row(cells=("负责人（签字）", "", "")),
                    Row(cells=("日期", day, day)),
                ),
                by_hand=True,
            ),
        ),
    )
