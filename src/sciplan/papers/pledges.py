"""目标责任书: a specimen a unit, to be talked over and signed; it adds nothing to the plan's words.

Offices may sign such papers only where the plan provides for it: the first party is whom the plan,
or its `papers.pledge` block, names, and without one no specimen is made.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from sciplan.base.answer import Answer, Column, Part, Row, Table
from sciplan.base.numerals import chinese_number
from sciplan.papers.duty_table import counted, counts_of, duty_table
from sciplan.papers.names import unit_file
from sciplan.papers.source import File, Source
from sciplan.plan.model import Period, Plan, Pledge, Provision
from sciplan.plan.role import Role
from sciplan.plan.walk import provisions
from sciplan.plan.wording import section_label
from sciplan.queries.duties import records
from sciplan.queries.duty_rows import UnitDuties

_SPECIMEN = "本件为样稿，供商议修改，签订后生效。"
_SIGNED = re.compile("责任书|责任状")
_NO_PARTY = (
    "方案没有写明由谁与各单位签订责任书；"
    "确需签订的，请先在方案文件的 papers.pledge 里写明甲方（party）"
)
_TARGETS = (
    Column(key="number", title="序号", weight=14),
    Column(key="title", title="任务名称", weight=50),
    Column(key="targets", title="目标要求", weight=60),
)


class _Terms(NamedTuple):
    """What all specimens of a plan have in common.

    Args:
        party: Who signs with the units.
        basis: By what, as the preamble cites it.
        pledge: What else the plan file says.
    """

    party: str
    basis: str
    pledge: Pledge


def files(source: Source) -> Iterator[File]:
    """Yield a specimen a unit, in order of precedence."""
    terms = _terms(source.plan)
    for place, item in source.duties if terms else ():
        if terms and not _why_not(source, terms, item):
            name = f"目标责任书/{unit_file(place, item.unit.name)}"
            yield File(name, _answer(source, terms, item), counts_of(item))


def lacking(source: Source) -> Iterator[str]:
    """Yield why there is no specimen: at all, or for one of the units asked for."""
    terms = _terms(source.plan)
    if terms is None:
        yield _NO_PARTY
    elif source.units:
        for _, item in source.duties:
            why = _why_not(source, terms, item)
            if why:
                yield f"{item.label}{why}"


def _why_not(source: Source, terms: _Terms, item: UnitDuties) -> str:
    if item.unit.collective:
        return "是集合称谓，没有一个单位可以签字"
    if not item.rows:
        return "没有牵头、配合的任务"
    if source.plan.by_name.get(terms.party) == item.unit:
        return "是甲方，不与自己签订"
    return ""


def _terms(plan: Plan) -> _Terms | None:
    """Return who signs and by what; None where neither the plan nor its file says who does."""
    pledge = (plan.papers and plan.papers.pledge) or Pledge()
    found = _provided(plan)
    party = pledge.party or (found.units[0] if found else "")
    if not party:
        return None
    number = f"（{plan.head.number}）" if plan.head.number else ""
    place = f"{section_label(found.id)}“{found.title}”" if found else ""
    return _Terms(party, pledge.basis or f"《{plan.head.title}》{number}{place}", pledge)


def _provided(plan: Plan) -> Provision | None:
    """Return the provision that provides for signing and names both sides, who signs first."""
    for _, each in provisions(plan):
        if len(each.units) > 1 and any(map(_SIGNED.search, (each.title, each.summary, each.text))):
            return each
    return None


def _answer(source: Source, terms: _Terms, item: UnitDuties) -> Answer:
    title = f"{item.label}目标责任书（样稿）"
    return Answer(
        heading=source.heading,
        parts=tuple(_parts(source, terms, item, title)),
        records=records(source.graph, [item]),
        title=title,
    )


def _parts(source: Source, terms: _Terms, item: UnitDuties, title: str) -> Iterator[Part]:
    leading = [
        table for role in Role if role.leads for table in duty_table(source, item.rows, role)
    ]
    cooperating = duty_table(source, item.rows, Role.COOPERATING, whole=True)
    other = item.unit.full_name or item.label
    yield Part(
        title=title,
        lead=(
            f"根据{terms.basis}，{terms.party}（甲方）与{other}（乙方）签订本责任书。",
            _SPECIMEN,
        ),
    )
    if len(leading) == 1:
        leading = [replace(leading[0], title="")]
    yield Part(title=f"{source.leading}任务", lead=(counted(item),), tables=tuple(leading))
    yield Part(
        title="配合任务",
        lead=(f"共{len(cooperating[0].rows)}项。" if cooperating else "无。",),
        tables=tuple(replace(table, title="") for table in cooperating),
    )
    yield _targets(item, source.leading)
    yield Part(title="期限", lead=(_term(source.plan.head.period),))
    if terms.pledge.assessment:
        yield Part(title="考核", lead=(terms.pledge.assessment,))
    yield _signatures(terms, item)


def _targets(item: UnitDuties, leading: str) -> Part:
    """Return the numbers promised by measures that the unit answers for."""
    rows = tuple(
        Row(cells=(row.label, row.record.title, "；".join(each.words for each in promised)))
        for row in item.rows
        if row.role.leads and (promised := row.record.targets)
    )
    if not rows:
        return Part(title="目标", lead=(f"方案没有为本单位{leading}的任务写明指标。",))
    return Part(title="目标", tables=(Table(columns=_TARGETS, rows=rows),))


def _term(period: Period | None) -> str:
    if period is None:
        return "责任期限：      年      月至      年      月。"
    return f"责任期限：{period.start}年至{period.end}年，即方案的实施期。"


def _signatures(terms: _Terms, item: UnitDuties) -> Part:
    """Return where both sides sign."""
    day = "    年    月    日"
    copies = terms.pledge.copies
    return Part(
        title="签订",
        lead=(f"本责任书一式{_times(int(copies))}份。",) if copies else (),
        tables=(
            Table(
                columns=(
                    Column(key="what", title="", weight=36),
                    Column(key="party", title="甲方", weight=60),
                    Column(key="unit", title="乙方", weight=60),
                ),
                rows=(
                    Row(cells=("单位（盖章）", terms.party, item.label)),
                    Row(cells=("负责人（签字）", "", "")),
                    Row(cells=("日期", day, day)),
                ),
                by_hand=True,
            ),
        ),
    )


def _times(number: int) -> str:
    return "两" if number == 2 else chinese_number(number)
