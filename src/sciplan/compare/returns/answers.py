"""What came back as answers: what is to be filed, opinions clause by clause, who comes."""

from collections import Counter
from collections.abc import Sequence

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.base.marks import one_width, tight
from sciplan.compare.returns.filing import Filing
from sciplan.compare.returns.gathering import Received
from sciplan.papers.opinions import Opinion, gathered
from sciplan.papers.progress_form import state_words
from sciplan.papers.source import Source
from sciplan.plan.model import Plan
from sciplan.plan.wording import heading

_CONTENT = frozenset({"", "无", "无意见", "没有意见", "同意", "无修改意见", "暂无", "无异议"})
_WHOLE = "总的意见"
_FILED = (
    Column(key="unit", title="单位"),
    Column(key="period", title="填报期"),
    Column(key="measures", title="项数", number=True),
    Column(key="states", title="完成情况"),
    Column(key="numbers", title="有数的", number=True),
    Column(key="reported_by", title="填报人"),
    Column(key="how", title="写入"),
    Column(key="file", title="来自"),
)
_COMERS = (
    Column(key="place", title="序号", number=True, weight=12),
    Column(key="unit", title="单位", weight=40),
    Column(key="attendee", title="参会人员", weight=30),
    Column(key="post", title="职务", weight=36),
    Column(key="mobile", title="电话", weight=30),
    Column(key="remark", title="备注", weight=50),
)


def filed(plan: Plan, filings: Sequence[Filing]) -> Answer:
    """Return what is to be written, a row a unit."""
    words = state_words(plan)
    rows = []
    for one in filings:
        items = one.value.items.values()
        states = Counter(words.get(item.state, item.state) or "没有选" for item in items)
        rows.append(
            (
                one.value.unit,
                one.value.period,
                len(items),
                "、".join(f"{word} {count}" for word, count in states.items()),
                sum(bool(item.done or item.this_period) for item in items),
                one.value.reported_by,
                "改写，差异见下" if one.was else "新写",
                one.value.source.file if one.value.source else "",
            )
        )
    table = Table(columns=_FILED, rows=tuple(Row(cells=row) for row in rows), counted_in="个")
    return Answer(
        heading=heading([plan]),
        parts=(Part(title="将写入的进展", tables=(table,)),),
        records=Records(columns=_FILED, rows=rows),
    )


def opinions(source: Source, forms: Sequence[Received], unsure: int) -> Answer:
    """Return 意见汇总表 of the forms that came back.

    Args:
        source: Whose plan.
        forms: One a unit.
        unsure: How many units sent one that can't be taken.
    """
    said: list[Opinion] = []
    silent: list[str] = []
    for one in forms:
        mine = list(_opinions(one))
        said += mine
        if not mine:
            silent.append(one.unit)
    units = [unit for unit in source.plan.units if not unit.collective]
    return gathered(source, said, silent, max(len(units) - len(forms) - unsure, 0))


def _opinions(one: Received) -> Sequence[Opinion]:
    """Return what a unit would have changed, in the order of its rows; of the whole at the end."""
    found = [
        Opinion(
            unit=one.unit,
            clause=" ".join(filter(None, (row.key, row.texts["clause"]))),
            opinion=row.texts["opinion"],
            reason=row.texts["reason"],
        )
        for row in one.form.rows
        if not (_is_content(row.texts["opinion"]) and _is_content(row.texts["reason"]))
    ]
    overall = one.form.fields["overall"]
    if not _is_content(overall):
        found.append(Opinion(unit=one.unit, clause=_WHOLE, opinion=overall))
    return found


def _is_content(text: str) -> bool:
    """Whether a unit says that it wants nothing changed."""
    return tight(one_width(text)).rstrip("。.") in _CONTENT


def comers(source: Source, forms: Sequence[Received]) -> Answer:
    """Return who comes to the meeting, by the forms that came back."""
    keys = [column.key for column in _COMERS[2:]]
    said = [(one.unit, [row.texts[key] for key in keys]) for one in forms for row in one.form.rows]
    persons = [(unit, *texts) for unit, texts in said if any(texts)]
    rows = [(number, *cells) for number, cells in enumerate(persons, 1)]
    coming = sum(bool(cells[1]) for cells in persons)
    part = Part(
        title="参会人员名单",
        lead=(f"收到回执 {len(forms)} 份，参会 {coming} 人。",),
        tables=(Table(columns=_COMERS, rows=tuple(Row(cells=row) for row in rows)),),
        landscape=True,
    )
    return Answer(
        heading=source.heading, parts=(part,), records=Records(columns=_COMERS, rows=rows)
    )
