"""意见汇总表: what units would have changed, clause by clause, and what became of it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.papers.source import File, Source

_ADOPTED = ("采纳", "部分采纳", "未采纳")
_EMPTY_ROWS = 12
"""As many as a page holds."""
COLUMNS = (
    Column(key="place", title="序号", number=True, weight=12),
    Column(key="unit", title="单位", weight=18),
    Column(key="clause", title="条款", weight=25),
    Column(key="opinion", title="修改意见", weight=40),
    Column(key="reason", title="理由", weight=28),
    Column(key="adopted", title="采纳情况", weight=11, choices=_ADOPTED),
    Column(key="note", title="说明", weight=25),
)


class Opinion(NamedTuple):
    """What a unit says of a clause.

    Args:
        unit: The unit.
        clause: The clause, with its id in front where it has one.
        opinion: What it would have changed.
        reason: Why.
        adopted: What became of it; empty as long as nobody has said.
        note: Why.
    """

    unit: str
    clause: str
    opinion: str
    reason: str = ""
    adopted: str = ""
    note: str = ""


def files(source: Source) -> Iterator[File]:
    """Yield the empty list."""
    yield File("意见汇总表.xlsx", gathered(source, ()), "空表")


def gathered(
    source: Source, opinions: Sequence[Opinion], silent: Sequence[str] = (), wanting: int = 0
) -> Answer:
    """Return the list of what units said; room to write where they said nothing yet.

    Args:
        source: Whose plan.
        opinions: In the order listed.
        silent: Units that answered and want nothing changed.
        wanting: How many units have not answered.
    """
    blank = [("",) * (len(COLUMNS) - 1)] * _EMPTY_ROWS
    rows = tuple(
        Row(cells=(number if opinions else "", *cells))
        for number, cells in enumerate(opinions or blank, 1)
    )
    made_by = source.style.coordinator
    notes = (
        f"无意见的单位：{'、'.join(silent)}。" if silent else "",
        f"还有{wanting}个单位没有反馈。" if wanting else "",
    )
    part = Part(
        title="意见汇总表",
        lead=(f"汇总：{made_by}",) if made_by else (),
        tables=(Table(columns=COLUMNS, rows=rows, by_hand=not opinions),),
        notes=tuple(filter(None, notes)),
        landscape=True,
    )
    records = (
        Records(columns=COLUMNS, rows=[row.cells for row in rows]) if opinions else Records.none()
    )
    return Answer(heading=source.heading, parts=(part,), records=records)
