"""工作提示单: a page a late task, for the unit that answers for it.

Supervising (督查) is for governments and their offices for it, and of their own departments: bodies
of the Party and people's organisations are none. So a paper is called 督办单 only where the plan
says who may issue one here and by what, and for units of a government alone; all others are
prompted, and bodies of the Party asked.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sciplan.base.answer import Answer, Column, Opening, Part, Records, Row, Table
from sciplan.documents.words.units import category_of
from sciplan.papers import reported
from sciplan.papers.names import unit_file
from sciplan.papers.reported import About, about, numbers_text
from sciplan.papers.source import File, Source
from sciplan.plan.model import Target, Unit
from sciplan.plan.pace import NOT_COMPARED, OVERDUE
from sciplan.plan.returns import Supervisor
from sciplan.plan.role import Role
from sciplan.plan.wording import day_text
from sciplan.queries.reminders import is_party
from sciplan.queries.report_texts import pace_texts, standing, state_word
from sciplan.queries.returned import Reported

PROMPT, SUPERVISION = "工作提示单", "督办单"
_GOVERNMENT = "政府"
_DAY = "    年    月    日"
_ROOM = "\n" * 3


class _Sheet(NamedTuple):
    """Who writes to whom.

    Args:
        title: 工作提示单 or 督办单.
        issuer: Who writes; may be empty.
        basis: By what.
        unit: To whom.
    """

    title: str
    issuer: str
    basis: str
    unit: Unit


def files(source: Source) -> Iterator[File]:
    """Yield a file a unit, with a page a task that is late, by precedence."""
    found = about(source)
    if found is None:
        return
    late = _late(source, found)
    for place, key in source.numbered:
        rows = late.get(key.unit)
        if rows:
            sheet = _sheet(source, found, source.plan.by_name[key.unit])
            if _is_issuer(source, sheet):
                continue
            name = f"{found.named(sheet.title)}/{unit_file(place, key.unit)}"
            yield File(name, _answer(source, found, sheet, rows), f"{len(rows)}项")


def lacking(source: Source) -> Iterator[str]:
    """Yield why there is none: at all, of 督办单, for a unit that was asked for, who cooperates."""
    found = about(source)
    if found is None:
        yield from reported.lacking(source)
        return
    late = _late(source, found)
    block = found.plan.progress
    supervisor = block.supervisor if block else None
    if late and supervisor and not _may_supervise(source, supervisor):
        why = "是群团组织、学校、企业等，不能督办，一律出工作提示单"
        yield f"没有做{SUPERVISION}：progress.supervisor 写的{supervisor.name}{why}"
    if not source.units and not late:
        yield f"{found.period.words}没有未达到序时、逾期的任务"
    for key in source.units:
        if key.unit not in late:
            yield f"{key.unit}{found.period.words}没有未达到序时、逾期的牵头或负责任务"
    asked = {key.unit for _, key in source.numbered}
    for unit in asked.intersection(late):
        if _is_issuer(source, _sheet(source, found, source.plan.by_name[unit])):
            yield f"{unit}是提示单位，不给自己发"
    helping = [row for row in found.rows if row.is_late and not _answers(row)]
    if helping and not source.units:
        named = "、".join(f"{row.unit} {row.entry.measure.id}" for row in helping)
        yield f"只提示牵头、负责的单位，配合单位的不提示：{named}"


def _late(source: Source, found: About) -> dict[str, list[Reported]]:
    """Return unit's short name → the late tasks that it answers for."""
    late: dict[str, list[Reported]] = {}
    for row in found.rows:
        if row.is_late and _answers(row):
            late.setdefault(source.plan.by_name[row.unit].name, []).append(row)
    return late


def _answers(row: Reported) -> bool:
    return row.duty.role.leads


# Who may write what ----------------------------------------------------------------------------


def _sheet(source: Source, found: About, unit: Unit) -> _Sheet:
    block = found.plan.progress
    supervisor = block.supervisor if block else None
    if supervisor and _may_supervise(source, supervisor) and _may_be_supervised(unit):
        return _Sheet(SUPERVISION, supervisor.name, supervisor.basis, unit)
    issuer = source.style.coordinator or source.plan.head.coordinator
    return _Sheet(PROMPT, issuer, block.basis if block else "", unit)


def _is_issuer(source: Source, sheet: _Sheet) -> bool:
    """Whether a unit would write to itself: the coordinating body leads tasks too."""
    return source.plan.by_name.get(sheet.issuer) == sheet.unit


def _may_supervise(source: Source, supervisor: Supervisor) -> bool:
    """Whether a supervisor is no people's organisation, school or company."""
    issuer = source.plan.by_name.get(supervisor.name) or Unit(name=supervisor.name)
    category = _category(issuer)
    return not category or _GOVERNMENT in category or is_party(issuer)


def _may_be_supervised(unit: Unit) -> bool:
    """Whether a unit is one of a government's, as the plan says, else by its name."""
    return not is_party(unit) and _GOVERNMENT in _category(unit)


def _category(unit: Unit) -> str:
    return unit.category or category_of(unit.name)


# The pages -------------------------------------------------------------------------------------


def _answer(source: Source, found: About, sheet: _Sheet, rows: Sequence[Reported]) -> Answer:
    parts = tuple(_page(source, found, sheet, row) for row in rows)
    return Answer(heading=source.heading, parts=parts, records=Records.none(), title=sheet.title)


def _page(source: Source, found: About, sheet: _Sheet, row: Reported) -> Part:
    measure = row.entry.measure
    task = source.by_id[source.plan.id, measure.id]
    supervised = sheet.title == SUPERVISION
    issuer = "督办机构" if supervised else "提示单位"
    signed = (f"{issuer}：{sheet.issuer}",) if sheet.issuer else ()
    lines = (
        ("依据", _basis(source, sheet, measure.id)),
        ("牵头单位", task.names(Role.LEAD)),
        ("负责单位", task.names(Role.RESPONSIBLE)),
        ("配合单位", task.names(Role.COOPERATING) or "无"),
        ("原定时限", _deadline(row)),
        ("目前进展", _progress(found, row)),
        ("督办要求" if supervised else "提示事项", "".join(_asks(sheet, row))),
        ("反馈时限", _DAY),
        ("反馈情况", _ROOM),
        ("签收", f"签收人：{'　' * 6}{_DAY}"),
        ("联系人", f"姓名：{'　' * 6}电话："),
    )
    table = Table(
        columns=(
            Column(key="what", title="事项", weight=24),
            Column(key="said", title=f"{measure.title}（{measure.id}）", weight=130),
        ),
        rows=tuple(Row(cells=line) for line in lines if line[1]),
        by_hand=True,
    )
    lead = (f"编号：{'　' * 8}", *signed, Opening(f"{sheet.unit.full_name or sheet.unit.name}："))
    return Part(title=sheet.title, lead=lead, tables=(table,), own_pages=True)


def _basis(source: Source, sheet: _Sheet, ident: str) -> str:
    head = source.plan.head
    number = f"（{head.number}）" if head.number else ""
    return "；".join(filter(None, (f"《{head.title}》{number}{ident}", sheet.basis)))


def _deadline(row: Reported) -> str:
    measure = row.entry.measure
    own = measure.deadline or (day_text(measure.deadline_date) if measure.deadline_date else "")
    until = f"（同意延期至{day_text(row.until)}）" if row.until else ""
    return f"{own or '；'.join(_days(row.targets))}{until}"


def _days(targets: Sequence[Target]) -> Iterator[str]:
    """Yield until when targets are to be reached, as the plan says it."""
    several = len(targets) > 1
    for target in targets:
        if target.by is not None:
            day = f"{target.by}年" if isinstance(target.by, int) else day_text(target.by)
            yield f"{target.what} {day}" if several else day


def _progress(found: About, row: Reported) -> str:
    """Return what the unit said, and how far it is by its numbers."""
    if row.item is None:
        return f"{found.period.words}进展尚未收到。"
    facts = "，".join(filter(None, (state_word(row), numbers_text(row))))
    said = [row.item.progress, f"存在问题：{row.item.trouble}" if row.item.trouble else ""]
    compared = (f"{text}。" for text in pace_texts(row) if NOT_COMPARED not in text)
    return "\n".join((f"{found.period.words}：{facts}。", *filter(None, said), *compared))


def _asks(sheet: _Sheet, row: Reported) -> Iterator[str]:
    """Yield what the unit is asked to do; of bodies of the Party nothing is demanded."""
    over = standing(row) == OVERDUE
    yield "该项已过完成时限。" if over else "该项未达到序时进度。"
    if is_party(sheet.unit):
        yield "烦请关注该项进展，有需要协调的事项请告知。"
        yield "" if row.item else "本期进展方便时烦请报送为盼，谢谢支持。"
        return
    if over:
        yield "请尽快完成；一时不能完成的，请说明原因、下一步打算和预计完成的时间。"
    else:
        yield "请加快推进，并说明未达到的原因和下一步打算。"
    yield "" if row.item else "本期进展请一并报送。"
