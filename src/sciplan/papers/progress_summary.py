"""进展汇总表: what units reported of a period, measure by measure."""

from collections.abc import Iterator

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table, without_empty
from sciplan.papers.reported import (
    OVERDUE_MEANS,
    About,
    about,
    lacking,
    numbers_text,
    told,
    unit_text,
)
from sciplan.papers.source import File, Source
from sciplan.plan.wording import section_line
from sciplan.queries.lights import light_of
from sciplan.queries.progress import COLUMNS, record
from sciplan.queries.report_texts import ruling_text, standing, state_word
from sciplan.queries.returned import Reported

__all__ = ["files", "lacking"]
TITLE = "进展汇总表"
_COLUMNS = (
    Column(key="number", title="序号", weight=14),
    Column(key="title", title="任务名称", weight=38),
    Column(key="unit", title="单位", weight=24),
    Column(key="state", title="完成情况", weight=18),
    Column(key="done", title="完成数/目标", weight=36),
    Column(key="pace", title="进度", weight=24),
    Column(key="progress", title="本期进展", weight=62),
    Column(key="trouble", title="存在问题", weight=36),
    Column(key="next", title="下一步打算", weight=36),
    Column(key="needs", title="需协调事项", weight=30),
    Column(key="report_remark", title="备注", weight=20),
    Column(key="verdict", title="核定", weight=30),
)


def files(source: Source) -> Iterator[File]:
    """Yield the list for Word and for Excel."""
    found = about(source)
    if found is None:
        return
    answer = _answer(source, found)
    holds = f"{len({row.entry.measure.id for row in found.rows})}项任务"
    for suffix in (".docx", ".xlsx"):
        yield File(f"{found.named(TITLE)}{suffix}", answer, holds)


def _answer(source: Source, found: About) -> Answer:
    table = Table(columns=_COLUMNS, rows=tuple(_row(found, row) for row in found.rows))
    made_by = source.style.coordinator
    lead = f"填报期：{found.period.words}" + (f"　　汇总：{made_by}" if made_by else "")
    part = Part(
        title=TITLE,
        lead=(lead,),
        tables=(without_empty(table),),
        notes=(*told(found), *_paces(found)),
        landscape=True,
    )
    rows = [record(row, light_of(row, found.returned)) for row in found.rows]
    return Answer(
        heading=source.heading,
        parts=(part,),
        records=Records(columns=COLUMNS, rows=rows),
        title=TITLE,
    )


def _row(found: About, row: Reported) -> Row:
    item = row.item
    said = (item.progress, item.trouble, item.next, item.needs, item.remark) if item else ("",) * 5
    return Row(
        cells=(
            row.entry.measure.id,
            row.entry.measure.title,
            unit_text(row),
            state_word(row),
            numbers_text(row),
            standing(row),
            *said,
            ruling_text(row).removeprefix("核定："),
        ),
        group=section_line([found.plan], found.plan, row.entry.sections),
    )


def _paces(found: About) -> Iterator[str]:
    if any(row.is_late for row in found.rows):
        yield OVERDUE_MEANS
    if not all(map(standing, found.rows)):
        yield "进度空着的不作比较：没有可比的指标、起止时间，或本期没有报数。"
