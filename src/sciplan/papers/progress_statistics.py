"""进度统计表: how many tasks each unit was asked of and reported, and how they stand."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.papers.reported import OVERDUE_MEANS, About, about, lacking, told
from sciplan.papers.source import File, Source
from sciplan.plan.fields import specs
from sciplan.plan.pace import BEHIND, OVERDUE
from sciplan.plan.reporting import asked
from sciplan.plan.returns import Words
from sciplan.plan.wording import day_text
from sciplan.queries.report_texts import office_word, standing
from sciplan.queries.returned import UNREPORTED, Reported

__all__ = ["files", "lacking"]
TITLE = "进度统计表"
_KEYS = {
    **{spec.key: spec.name for spec in specs(Words)},
    "": "no_state",
    BEHIND: "behind",
    OVERDUE: "overdue",
}
"""What is counted → its column's key."""


def files(source: Source) -> Iterator[File]:
    """Yield the counts for Excel and for Word."""
    found = about(source)
    if found is None:
        return
    answer = _answer(source, found)
    holds = f"{len(found.turnout.asked)}个单位"
    for suffix in (".xlsx", ".docx"):
        yield File(f"{found.named(TITLE)}{suffix}", answer, holds)


def _answer(source: Source, found: About) -> Answer:
    by_unit: dict[str, list[Reported]] = {unit: [] for unit in found.turnout.asked}
    wanted = {
        (unit, one.entry.measure.id) for unit, held in asked(found.plan).items() for one in held
    }
    beyond = []
    for row in found.rows:
        if (row.unit, row.entry.measure.id) in wanted:
            by_unit[row.unit].append(row)
        else:
            beyond.append(row)
    rows = list(chain.from_iterable(by_unit.values()))
    columns = tuple(_columns(rows))
    lines = [tuple(_cells(found, unit, of, columns)) for unit, of in by_unit.items()]
    sums: list[str | int] = [
        sum(int(line[place]) for line in lines) if column.number else ""
        for place, column in enumerate(columns)
    ]
    made_by = source.style.coordinator
    lead = f"填报期：{found.period.words}" + (f"　　汇总：{made_by}" if made_by else "")
    part = Part(
        title=TITLE,
        lead=(lead,),
        tables=(
            Table(
                columns=columns,
                rows=tuple(Row(cells=tuple(cell or None for cell in line)) for line in lines),
                total=Row(cells=("合计", *sums[1:])),
            ),
        ),
        notes=(*_notes(beyond), *told(found)),
        landscape=True,
    )
    return Answer(
        heading=source.heading,
        parts=(part,),
        records=Records(columns=columns, rows=lines),
        title=TITLE,
    )


def _columns(rows: Sequence[Reported]) -> Iterator[Column]:
    yield Column(key="unit", title="单位", weight=32)
    yield Column(key="asked", title="应报", number=True, weight=14)
    yield Column(key="reported", title="已报", number=True, weight=14)
    for spec in specs(Words):
        word = office_word(rows[0], spec.key) if rows else spec.key
        yield Column(key=spec.name, title=word, number=True, weight=18)
    if any(row.state == "" for row in rows):
        yield Column(key=_KEYS[""], title="未填完成情况", number=True, weight=20)
    yield Column(key=_KEYS[BEHIND], title=BEHIND, number=True, weight=20)
    yield Column(key=_KEYS[OVERDUE], title=OVERDUE, number=True, weight=14)
    yield Column(key="received", title="报送时间", weight=54)


def _cells(
    found: About, unit: str, rows: Sequence[Reported], columns: Sequence[Column]
) -> Iterator[str | int]:
    counts: Counter[str] = Counter(asked=len(rows))
    for row in rows:
        if row.state is not None:
            counts["reported"] += 1
            counts[_KEYS[row.state]] += 1
        if row.is_late:
            counts[_KEYS[standing(row)]] += 1
    for column in columns:
        if column.key == "unit":
            yield unit
        elif column.key == "received":
            yield _received(found, unit)
        else:
            yield counts[column.key]


def _received(found: About, unit: str) -> str:
    turnout = found.turnout
    if unit in turnout.missing:
        return UNREPORTED
    day = turnout.arrived.get(unit)
    if day is None:
        return "没有记收到日期"
    return f"{day_text(day)}{'（逾期）' if unit in turnout.late else ''}"


def _notes(beyond: Sequence[Reported]) -> Iterator[str]:
    yield "数字是任务项数；几个单位共同承担的任务，各单位都计，合计大于任务总数。"
    yield OVERDUE_MEANS
    if beyond:
        named = "、".join(f"{row.unit} {row.entry.measure.id}" for row in beyond)
        yield f"没有要求而报来的，没有计入：{named}。"
