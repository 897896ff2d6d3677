"""What did units report, how far is it, and what does the office say?"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sciplan.base.answer import (
    Answer,
    Cell,
    Column,
    MadeOnRead,
    Part,
    Records,
    Row,
    Table,
    cell_text,
)
from sciplan.plan.model import Plan
from sciplan.plan.periods import ReportingPeriod
from sciplan.plan.resolve import EntryTest
from sciplan.plan.role import Role
from sciplan.plan.wording import heading, qualified, section_line
from sciplan.queries.lights import Lit, light_of
from sciplan.queries.progress_chart import grid
from sciplan.queries.records import MEASURE, PLAN, TITLE
from sciplan.queries.reminders import counts
from sciplan.queries.report_texts import (
    done_text,
    pace_texts,
    ruling_text,
    served_text,
    state_word,
)
from sciplan.queries.returned import UNREPORTED, Reported, Returned

_Number = int | float | None


def _numbers_text(cell: Cell) -> str:
    if all(number is None for number in cell):
        return ""
    return "、".join("—" if number is None else cell_text(number) for number in cell)


PERIOD = Column(key="period", title="填报期")
COLUMNS = (
    PLAN,
    PERIOD,
    MEASURE,
    TITLE,
    Column(key="unit", title="单位"),
    Column(key="role", title="身份", holds=Role, text=lambda cell: cell.word),
    Column(key="state", title="完成情况", holds=str | None),
    Column(key="pace", title="进度"),
    Column(key="verdict", title="核定"),
    Column(key="light", title="建议亮灯"),
    Column(key="done", title="累计完成数", holds=tuple[_Number, ...], text=_numbers_text),
    Column(key="this_period", title="本期完成数", holds=tuple[_Number, ...], text=_numbers_text),
    Column(key="expected", title="序时应达", holds=tuple[_Number, ...], text=_numbers_text),
    Column(key="progress", title="本期进展"),
    Column(key="trouble", title="存在问题"),
    Column(key="next", title="下一步打算"),
    Column(key="needs", title="需协调事项"),
    Column(key="remark", title="备注"),
    Column(key="received", title="收到日期", holds=str | None),
)
_SHOWN = (
    MEASURE,
    Column(key="unit", title="单位"),
    Column(key="role", title="身份"),
    Column(key="state", title="完成情况"),
    Column(key="done", title="完成数/目标"),
    Column(key="pace", title="进度"),
    Column(key="verdict", title="核定"),
    Column(key="light", title="建议亮灯"),
    TITLE,
)
_WORDS = (("progress", "进展"), ("trouble", "存在问题"), ("next", "下一步"), ("needs", "需协调"),
          ("remark", "备注"))  # fmt: skip
LOOKED_AT = "完成情况是各单位报的；进度是按起止时间折算的；核定是综合协调单位的。三者各说各的。"
UNVERIFIED = "根据各单位报送汇总，未经核实。"


class Looked(NamedTuple):
    """A plan's reports for the period that is looked at.

    Args:
        returned: All that was reported on it.
        period: The period; None where nothing was reported and none was asked for.
        rows: What is shown of the period.
    """

    returned: Returned
    period: ReportingPeriod | None
    rows: Sequence[Reported]

    @property
    def plan(self) -> Plan:
        """The plan, with the duties in force at the period's end."""
        return self.returned.plan_at(self.period) if self.period else self.returned.plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows are asked for; all unless something is said.

    Args:
        within: Measures that pass this.
        units: Short names of units of a plan; None for all.
        states: States that are asked for, None among them for 未报.
        late: Those behind or over their time only.
        changed: Those that say something else than the period before only.
    """

    within: EntryTest | None = None
    units: Callable[[Plan], set[str]] | None = None
    states: frozenset[str | None] | None = None
    late: bool = False
    changed: bool = False

    def holds(self, row: Reported, returned: Returned) -> bool:
        """Whether a row is asked for."""
        if self.within and not self.within(row.plan, row.entry):
            return False
        if self.units is not None and row.unit not in self.units(row.plan):
            return False
        if self.states is not None and row.state not in self.states:
            return False
        if self.late and not row.is_late:
            return False
        return not self.changed or is_changed(row, returned)


def is_changed(row: Reported, returned: Returned) -> bool:
    """Whether a unit says something else than it said in the period before."""
    before = returned.earlier(row)
    return row.said != (before.said if before else ())


def look(returned: Returned, period: ReportingPeriod | None, wanted: Wanted) -> Looked:
    """Return a period's rows that are asked for."""
    rows = returned.rows(period) if period else ()
    return Looked(returned, period, [row for row in rows if wanted.holds(row, returned)])


def history(returned: Returned, measure: str, wanted: Wanted) -> Looked:
    """Return what was reported of a measure over all periods, the newest period first."""
    rows = [
        row
        for period in reversed(returned.periods)
        for row in returned.rows(period)
        if row.entry.measure.id == measure and wanted.holds(row, returned)
    ]
    return Looked(returned, returned.periods[-1] if returned.periods else None, rows)


# Records ---------------------------------------------------------------------------------------


def record(row: Reported, light: Lit | None) -> tuple[Any, ...]:
    """Return the flat record of a measure and unit."""
    item, filed = row.item, row.filed
    received = filed.value.received if filed and item else None
    return (
        row.plan.id,
        row.period.text,
        row.entry.measure.id,
        row.entry.measure.title,
        row.unit,
        row.duty.role,
        row.state,
        row.pace,
        row.verdict,
        light.name if light else "",
        row.done,
        row.this_period,
        tuple(None if pace.expected is None else round(pace.expected, 2) for pace in row.paces),
        *(getattr(item, key) if item else "" for key, _ in _WORDS),
        received.isoformat() if received else None,
    )


# Screens ---------------------------------------------------------------------------------------


class _Ways(NamedTuple):
    """How rows are shown.

    Args:
        plans: The plans that are open.
        by_period: Whether rows are of several periods.
        changed: Whether what the period before said stands beside.
    """

    plans: Sequence[Plan]
    by_period: bool
    changed: bool


def answer(looked: Sequence[Looked], *, by_period: bool = False, changed: bool = False) -> Answer:
    """Return what was reported as tables, a plan each, with the reports of plans that serve it.

    Args:
        looked: Each plan's reports.
        by_period: Whether rows are of several periods.
        changed: Whether what the period before said stands beside.
    """
    ways = _Ways([one.plan for one in looked], by_period, changed)
    lit = [[(row, light_of(row, one.returned)) for row in one.rows] for one in looked]
    rows = [row for one in looked for row in one.rows]
    return Answer(
        heading=heading(ways.plans),
        parts=[
            _part(one, each, _served(one, looked), ways)
            for one, each in zip(looked, lit, strict=True)
        ],
        records=Records(
            columns=COLUMNS, rows=[record(row, light) for each in lit for row, light in each]
        ),
        charts=MadeOnRead(lambda: [grid(ways.plans, rows, by_period=by_period)]),
        title="进展",
        notes=tuple(_notes(rows)),
        left_out=tuple(
            counts(one.returned.turnout(one.period), one.period)
            for one in looked
            if one.period and not by_period
        ),
    )


def _part(
    one: Looked,
    rows: Sequence[tuple[Reported, Lit | None]],
    served: Mapping[str, Sequence[str]],
    ways: _Ways,
) -> Part:
    name = one.plan.head.title if len(ways.plans) > 1 else "进展"
    if one.period is None:
        return Part(title=name, lead=("还没有单位报送进展。",))
    lead = () if ways.by_period else tuple(_lead(one.returned, one.period))
    title = name if ways.by_period else f"{name} {one.period.words}"
    if not rows:
        return Part(title=title, lead=(*lead, "没有符合所选条件的。"), short=name)
    columns = (*((PERIOD,) if ways.by_period else ()), *_SHOWN)
    table = Table(columns=columns, rows=tuple(_rows(one.returned, rows, served, ways)))
    return Part(title=title, lead=lead, tables=(table,), short=name)


def _lead(returned: Returned, period: ReportingPeriod) -> Iterator[str]:
    """Yield who reported, and what no row shows."""
    yield counts(returned.turnout(period), period)
    nobody = returned.nobody(period)
    if nobody:
        yield f"没有单位要报的 {len(nobody)} 项：{'、'.join(nobody)}。"
    for unit, names in returned.doubled(period).items():
        yield f"{unit}有 {len(names)} 份（{'、'.join(names)}），同一项取前面一份的。"
    stray = returned.stray(period)
    if stray:
        unknown = "、".join(filed.value.unit for filed in stray)
        yield f"方案没有登记的单位报来的，没有列：{unknown}；查看：sciplan validate progress"


def _rows(
    returned: Returned,
    rows: Sequence[tuple[Reported, Lit | None]],
    served: Mapping[str, Sequence[str]],
    ways: _Ways,
) -> Iterator[Row]:
    told: set[str] = set()
    for row, light in rows:
        ident = row.entry.measure.id
        # What serves a measure stands once, under its first row.
        below = () if ways.by_period or ident in told else served.get(ident, ())
        told.add(ident)
        yield Row(
            cells=(*((row.period.text,) if ways.by_period else ()), *_cells(row, light, ways)),
            group="" if ways.by_period else section_line(ways.plans, row.plan, row.entry.sections),
            details=(
                *_details(row, light),
                *(_before(row, returned) if ways.changed else ()),
                *below,
            ),
        )


def _cells(row: Reported, light: Lit | None, ways: _Ways) -> tuple[Cell, ...]:
    return (
        qualified(ways.plans, row.plan.id, row.entry.measure.id),
        row.unit,
        row.duty.role.word,
        state_word(row),
        done_text(row),
        row.pace,
        row.verdict,
        light.name if light else "",
        row.entry.measure.title,
    )


def _details(row: Reported, light: Lit | None) -> Iterator[str]:
    if light:
        yield light.text
    for key, word in _WORDS:
        said = getattr(row.item, key) if row.item else ""
        if said:
            yield f"{word}：{said}"
    yield from (f"进度：{text}" for text in pace_texts(row))
    ruling = ruling_text(row)
    if ruling:
        yield ruling


def _before(row: Reported, returned: Returned) -> Iterator[str]:
    before = returned.earlier(row)
    if before is None:
        yield f"上期：{UNREPORTED}"
        return
    said = [state_word(before), done_text(before), before.item.progress if before.item else ""]
    yield f"上期（{before.period.short}）：{'，'.join(filter(None, said))}"


def _served(one: Looked, every: Sequence[Looked]) -> dict[str, list[str]]:
    """Return id of a measure → what was reported on plans that serve it."""
    found: dict[str, list[str]] = {}
    for child in every:
        if child.plan.head.implements == one.plan.id and child.period:
            for row in child.returned.rows(child.period):
                for ident in row.entry.measure.serves:
                    found.setdefault(ident, []).append(served_text(row))
    return found


def _notes(rows: Sequence[Reported]) -> Iterator[str]:
    if rows:
        yield LOOKED_AT
    if any(not row.targets for row in rows):
        yield "没有指标的，进度不作比较。"
    apart = Counter((row.period, row.plan.id, row.entry.measure.id) for row in rows if _stands(row))
    if any(count > 1 for count in apart.values()):
        yield "几个单位各报各的数，没有写明相加（counting: sum）的不相加，各自与目标比。"
    # The last one stands under a picture too.
    if any(row.item and row.ruling is None for row in rows):
        yield UNVERIFIED


def _stands(row: Reported) -> bool:
    """Whether a unit gives a number that is not added to others'."""
    return any(
        target.counting != "sum" and number is not None
        for target, number in zip(row.targets, row.done, strict=True)
    )
