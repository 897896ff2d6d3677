"""Who works with whom: the measures that two units share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from sciplan.base.answer import (
    Answer,
    Column,
    MadeOnRead,
    Part,
    Records,
    Row,
    Table,
    cells_of,
    without_empty,
)
from sciplan.base.errors import SciplanError
from sciplan.plan.graph import (
    PlanGraph,
    entry_of,
    plan_of,
    plans_of,
    shares_of,
    unit_of,
    units_of,
)
from sciplan.plan.model import Unit, UnitKey
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    COUNTS_ONLY,
    heading,
    leading_word,
    qualified,
    section_line,
    unit_labels,
)
from sciplan.queries.pairs import Chance, Chances, Heads, Pair, met
from sciplan.queries.records import COLUMNS as MEASURE_COLUMNS
from sciplan.queries.records import LEAD, MEASURE, RESPONSIBLE, TITLE, MeasureRecord, measure_record

SHOWN = 20
"""Pairs that a terminal shows."""
COLUMNS = (
    Column(key="jurisdiction", title="地区"),
    Column(key="unit_a", title="单位甲"),
    Column(key="unit_b", title="单位乙"),
    Column(key="shared", title="共同举措", number=True),
    Column(key="both_lead", title="共同牵头", number=True),
    Column(key="a_leads_b", title="甲牵头", number=True),
    Column(key="b_leads_a", title="乙牵头", number=True),
    Column(key="both_cooperate", title="同为配合", number=True),
)
STATISTICS = (
    Column(key="expected", title="随机预计", words=("随机", "预计"), number=True, holds=float),
    Column(
        key="p",
        title="偶然达到此数的可能",
        words=("偶然", "达到", "此数", "的可能"),
        number=True,
        holds=float,
    ),
    Column(key="p_adjusted", title="校正后", number=True, holds=float),
)
SHARED_COLUMNS = (
    *MEASURE_COLUMNS,
    Column(key="role_a", title="甲的身份", holds=Role, text=lambda cell: cell.word),
    Column(key="role_b", title="乙的身份", holds=Role, text=lambda cell: cell.word),
)
"""Columns of the records of two units."""
_LEAST = 0.0001
"""Chances below it are told as such: few read 5.8e-05."""


def _chance_text(chance: float) -> str:
    return f"小于{_LEAST}" if chance < _LEAST else f"{chance:.2g}"


_SHOWN_STATISTICS = (
    Column(key="shared", title="共同", number=True),
    *(
        replace(column, text=text)
        for column, text in zip(
            STATISTICS, ("{:.1f}".format, _chance_text, _chance_text), strict=True
        )
    ),
)
_HEADS = (
    *product((Role.LEAD, Role.RESPONSIBLE), repeat=2),
    *product((Role.LEAD, Role.RESPONSIBLE), (Role.COOPERATING,)),
    *product((Role.COOPERATING,), Role),
)
"""What two units are to a measure, in the order of the heads."""
_LEAST_FIRST = ("p", "p_adjusted")
_WORTH_A_LOOK = 0.05
"""Pairs with a corrected chance of at most this are never cut off with --stats."""
_NOTHING = Heads(0, 0, 0, 0)
CAUTION = (
    "共同：两单位的共同举措数，即协作与同为配合之和；后三列就这个数而言。",
    "随机预计：两单位的举措若各自随机分布，平均会碰上几项。",
    "偶然达到此数的可能：超几何分布上尾。",
    "校正后：就同一地区的全部单位对作 Benjamini-Hochberg 校正。",
    "随机模型不考虑一项举措列了多少单位，列得多的举措会让许多单位都显得相关。",
    "这些数只提示哪些单位值得看一看，不说明原因，也不说明工作量。",
)


class Overlap(NamedTuple):
    """What two units share; 负责 counts as leading.

    Args:
        jurisdiction: Where the first unit belongs.
        unit_a: The first unit, in precedence or as asked.
        unit_b: The other.
        shared: Measures that name both.
        both_lead: Those that both lead.
        a_leads_b: Those that the first leads and the other cooperates in.
        b_leads_a: The other way round.
        both_cooperate: Those in which both only cooperate.
        label_a: The first unit as shown: with its jurisdiction where another is called the same.
        label_b: The other.
        expected: What chance alone would give.
        p: The chance of `shared` or more.
        p_adjusted: The same, corrected for the number of pairs.
    """

    jurisdiction: str
    unit_a: str
    unit_b: str
    shared: int
    both_lead: int
    a_leads_b: int
    b_leads_a: int
    both_cooperate: int
    label_a: str
    label_b: str
    expected: float = 0.0
    p: float = 1.0
    p_adjusted: float = 1.0

    @property
    def together(self) -> int:
        """协作: shared measures where one side leads."""
        return self.both_lead + self.a_leads_b + self.b_leads_a


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMeasure:
    """A measure that two units share.

    Args:
        record: The measure.
        group: Heading row of its section.
        label: Its id as it is typed.
        role_a: The first unit's role.
        role_b: The other's.
    """

    record: MeasureRecord
    group: str
    label: str
    role_a: Role
    role_b: Role


def overlaps(
    graph: PlanGraph, *, unit: UnitKey | None = None, stats: bool = False, sort: str = "together"
) -> tuple[Overlap, ...]:
    """Return the pairs that share a measure, the most first, then by precedence.

    Args:
        graph: The plans; collective units are left out.
        unit: Only its pairs, itself as `unit_a`; a collective unit has none.
        stats: Work out what chance would give, over all pairs of units before any filter.
        sort: The number to sort by, of chances the least first; `unit` for precedence alone.
    """
    units = _counted(graph)
    if unit is not None and unit not in units:
        return ()
    labels = unit_labels(units)
    found = met(graph, units, None if stats else unit)
    chances = Chances(graph, units).of(found) if stats else {}
    place = None if unit is None else units.index(unit)
    pairs = (
        _overlap(units, labels, pair if place in (None, pair[0]) else pair[::-1], found, chances)
        for pair in found
        if place is None or place in pair
    )
    if sort == "unit":
        return tuple(pairs)
    sign = 1 if sort in _LEAST_FIRST else -1
    return tuple(sorted(pairs, key=lambda pair: sign * getattr(pair, sort)))


def _counted(graph: PlanGraph) -> list[UnitKey]:
    return [key for key, unit in units_of(graph) if not unit.collective]


def _overlap(
    units: Sequence[UnitKey],
    labels: Mapping[UnitKey, str],
    pair: Pair,
    found: Mapping[Pair, Heads],
    chances: Mapping[Pair, Chance],
) -> Overlap:
    """Return a pair as it is asked about, which may be the other way round than it was counted."""
    a, b = units[pair[0]], units[pair[1]]
    counted = pair if pair[0] < pair[1] else pair[::-1]
    heads = found.get(counted, _NOTHING)
    both_lead, a_leads_b, b_leads_a, both_cooperate = heads
    if counted is not pair:
        a_leads_b, b_leads_a = b_leads_a, a_leads_b
    return Overlap(
        a.jurisdiction,
        a.unit,
        b.unit,
        heads.shared,
        both_lead,
        a_leads_b,
        b_leads_a,
        both_cooperate,
        labels[a],
        labels[b],
        *chances.get(counted, ()),
    )


def chance_of(graph: PlanGraph, a: UnitKey, b: UnitKey) -> Overlap:
    """Return two units with what chance would give them, whether they share anything or not."""
    units = _counted(graph)
    pair = units.index(a), units.index(b)
    found = met(graph, units)
    chances = Chances(graph, units)
    worked_out = chances.of(found)
    if found.keys().isdisjoint((pair, pair[::-1])):
        counted = min(pair), max(pair)
        worked_out[counted] = chances.uncorrected(counted, 0)
    return _overlap(units, unit_labels(units), pair, found, worked_out)


def shared_measures(graph: PlanGraph, a: UnitKey, b: UnitKey) -> tuple[SharedMeasure, ...]:
    """Return the measures that two units share, in document order."""
    plans = plans_of(graph)
    of_b = {share.measure: share.duty.role for share in shares_of(graph, b)}
    found = []
    for share in shares_of(graph, a):
        if share.measure in of_b:
            plan, entry = plan_of(graph, share.measure), entry_of(graph, share.measure)
            found.append(
                SharedMeasure(
                    record=measure_record(plan, entry),
                    group=section_line(plans, plan, entry.sections),
                    label=qualified(plans, plan.id, entry.measure.id),
                    role_a=share.duty.role,
                    role_b=of_b[share.measure],
                )
            )
    return tuple(found)


def answer_of(
    graph: PlanGraph,
    keys: Sequence[UnitKey],
    *,
    stats: bool = False,
    every: bool = False,
    sort: str = "together",
) -> Answer:
    """Return all pairs, one unit's partners, or the measures of two.

    Args:
        graph: The plans.
        keys: None, one or two units.
        stats: Whether to work out what chance would give.
        every: Whether a terminal shows all rows too.
        sort: See `overlaps`.

    Raises:
        SciplanError: A unit is collective, or both are the same.
    """
    for key in keys:
        if unit_of(graph, key).collective:
            raise SciplanError(f"{key.unit} 是集合称谓，不计入协同统计")
    if len(keys) > 1:
        first, second = keys
        if first == second:
            raise SciplanError("请写两个不同的单位")
        return shared_answer(graph, first, second, stats=stats)
    asked = next(iter(keys), None)
    pairs = overlaps(graph, unit=asked, stats=stats, sort=sort)
    unit = unit_of(graph, asked) if asked else None
    return answer(graph, pairs, unit=unit, stats=stats, every=every)


def answer(
    graph: PlanGraph,
    pairs: Sequence[Overlap],
    *,
    unit: Unit | None = None,
    stats: bool = False,
    every: bool = False,
) -> Answer:
    """Return the table of pairs, or of one unit's partners.

    Args:
        graph: The plans.
        pairs: The pairs in the order shown.
        unit: Whose partners they are.
        stats: Whether to show what chance would give.
        every: Whether a terminal shows all rows too.
    """
    word = leading_word(plans_of(graph))
    return Answer(
        heading=heading(plans_of(graph)),
        parts=MadeOnRead(lambda: [_part(word, pairs, unit, stats=stats, every=every)]),
        records=Records.of((*COLUMNS, *STATISTICS) if stats else COLUMNS, pairs),
        notes=(
            f"协作指共同{word}，或一方{word}、另一方配合；同为配合的另列，不算协作。",
            *(CAUTION if stats else ()),
            COUNTS_ONLY,
        ),
    )


def _part(
    word: str, pairs: Sequence[Overlap], unit: Unit | None, *, stats: bool, every: bool
) -> Part:
    columns = _shown_columns(word, unit, stats=stats)
    table = Table(
        columns=columns,
        rows=tuple(_rows(columns, pairs, stats=stats)),
        shown=0 if every else SHOWN,
        more="--all",
        kept=f"第 {SHOWN} 行以后还列着的，是校正后不大于 {_WORTH_A_LOOK} 的单位对。",
        counted_in="个" if unit else "对",
    )
    leading = sum(pair.together > 0 for pair in pairs)
    what = f"{len(pairs)} 个单位与{unit.name}" if unit else f"{len(pairs)} 对单位"
    return Part(
        title=f"{unit.name} 协同单位" if unit else "协同情况",
        lead=(
            f"{what}有共同举措，其中 {leading} {'个' if unit else '对'}至少一方{word}（协作）。",
        ),
        tables=(table,),
    )


def _rows(columns: Sequence[Column], pairs: Sequence[Overlap], *, stats: bool) -> Iterator[Row]:
    cells = cells_of(columns)
    for pair in pairs:
        yield Row(cells(pair), never_cut=stats and pair.p_adjusted <= _WORTH_A_LOOK)


def _shown_columns(word: str, unit: Unit | None, *, stats: bool) -> tuple[Column, ...]:
    names = (
        (Column(key="label_b", title="单位"),)
        if unit
        else (Column(key="label_a", title="单位甲"), Column(key="label_b", title="单位乙"))
    )
    one, other = (unit.name, "对方") if unit else ("甲", "乙")
    leading = word.partition("或")
    return (
        *names,
        Column(key="together", title="协作", number=True),
        _count_of("both_lead", "共同", *leading),
        _count_of("a_leads_b", one, *leading),
        _count_of("b_leads_a", other, *leading),
        _count_of("both_cooperate", "同为", "配合"),
        *(_SHOWN_STATISTICS if stats else ()),
    )


def _count_of(key: str, *words: str) -> Column:
    return Column(key=key, title="".join(words), words=words, number=True)


def shared_answer(graph: PlanGraph, a: UnitKey, b: UnitKey, *, stats: bool = False) -> Answer:
    """Return the measures that two units share, under heads that say what each is to them.

    Args:
        graph: The plans.
        a: A unit.
        b: Another one.
        stats: Whether to tell what chance would give.
    """
    chance = chance_of(graph, a, b) if stats else None
    rows = shared_measures(graph, a, b)
    labels = unit_labels([key for key, _ in units_of(graph)])
    one, other = labels[a], labels[b]
    groups = [
        (_said(one, role_a, other, role_b), found)
        for role_a, role_b in _HEADS
        if (found := [row for row in rows if (row.role_a, row.role_b) == (role_a, role_b)])
    ]
    counts = "；".join(f"{title} {len(found)} 项" for title, found in groups)
    part = Part(
        title=f"{one}与{other}的共同举措",
        lead=(
            f"共 {len(rows)} 项：{counts}" if rows else "没有共同举措",
            *([_chance_line(chance)] if chance else []),
        ),
        tables=tuple(_shared_table(title, found) for title, found in groups),
    )
    return Answer(
        heading=heading(plans_of(graph)),
        parts=(part,),
        records=_shared_records(rows, chance),
        notes=(*(CAUTION if stats else ()), COUNTS_ONLY),
    )


def _said(one: str, role_a: Role, other: str, role_b: Role) -> str:
    """Return what two units are to a measure, the one of higher rank first."""
    if role_a is role_b:
        return "同为配合" if role_a is Role.COOPERATING else f"{one}、{other}共同{role_a.word}"
    ranks = tuple(Role)
    pairs = sorted([(one, role_a), (other, role_b)], key=lambda pair: ranks.index(pair[1]))
    return "、".join(f"{name}{role.word}" for name, role in pairs)


def _chance_line(pair: Overlap) -> str:
    said = (
        f"{column.title} {column.text(getattr(pair, column.key))}" for column in _SHOWN_STATISTICS
    )
    return "，".join(said)


def _shared_table(title: str, rows: Sequence[SharedMeasure]) -> Table:
    return without_empty(
        Table(
            title=f"{title} {len(rows)} 项",
            columns=(
                MEASURE,
                LEAD,
                RESPONSIBLE,
                TITLE,
            ),
            rows=tuple(
                Row(
                    cells=(
                        row.label,
                        row.record.names(Role.LEAD),
                        row.record.names(Role.RESPONSIBLE),
                        row.record.title,
                    ),
                    group=row.group,
                )
                for row in rows
            ),
        )
    )


def _shared_records(rows: Sequence[SharedMeasure], chance: Overlap | None) -> Records:
    told = STATISTICS if chance else ()
    chances = tuple(getattr(chance, column.key) for column in told)
    measures = Records.of(MEASURE_COLUMNS, (row.record for row in rows))
    return Records(
        columns=(*SHARED_COLUMNS, *told),
        rows=[
            (*cells, row.role_a, row.role_b, *chances)
            for cells, row in zip(measures.rows, rows, strict=True)
        ],
    )
