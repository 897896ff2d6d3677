"""Who works with whom: the measures that two units share."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product, starmap

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
from sciplan.base.chart import Bar, Bars, Chart, Grid, GridRow
from sciplan.base.errors import SciplanError
from sciplan.plan.graph import (
    PlanGraph,
    plans_of,
    unit_of,
)
from sciplan.plan.model import Plan, Unit, UnitKey
from sciplan.plan.resolve import registered
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    COUNTS_ONLY,
    heading,
    leading_word,
    unit_labels,
)
from sciplan.queries.overlap_rows import (
    Overlap,
    SharedMeasure,
    chance_of,
    overlaps,
    shared_measures,
)
from sciplan.queries.records import COLUMNS as MEASURE_COLUMNS
from sciplan.queries.records import LEAD, MEASURE, RESPONSIBLE, TITLE

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
_FOUR_HEADS = ("both_lead", "a_leads_b", "b_leads_a", "both_cooperate")
"""What the measures of a pair are put under, in the order shown."""
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
_WORTH_A_LOOK = 0.05
"""Pairs with a corrected chance of at most this are never cut off with --stats."""
CAUTION = (
    "共同：两单位的共同举措数，即协作与同为配合之和；后三列就这个数而言。",
    "随机预计：两单位的举措若各自随机分布，平均会碰上几项。",
    "偶然达到此数的可能：超几何分布上尾。",
    "校正后：就同一地区的全部单位对作 Benjamini-Hochberg 校正。",
    "随机模型不考虑一项举措列了多少单位，列得多的举措会让许多单位都显得相关。",
    "这些数只提示哪些单位值得看一看，不说明原因，也不说明工作量。",
)


def answer_of(
    graph: PlanGraph,
    keys: Sequence[UnitKey],
    *,
    stats: bool = False,
    every: bool = False,
    sort: str = "together",
) -> Answer:
    """Return one unit's partners, or the measures of two.

    Args:
        graph: The plans that have to do with the units.
        keys: One or two units.
        stats: Whether to work out what chance would give.
        every: Whether a terminal shows all rows too.
        sort: See `overlaps`.

    Raises:
        SciplanError: A unit is collective, or both are the same.
    """
    for key in keys:
        if unit_of(graph, key).vacant:
            raise SciplanError(f"“{key.unit}”没有写明由谁承接，不计入协同统计")
        if unit_of(graph, key).collective:
            raise SciplanError(f"{key.unit} 是集合称谓，不计入协同统计")
    if len(keys) > 1:
        first, second = keys
        if first == second:
            raise SciplanError("请写两个不同的单位")
        return shared_answer(graph, first, second, stats=stats)
    pairs = overlaps(graph, unit=keys[0], stats=stats, sort=sort)
    unit = unit_of(graph, keys[0])
    return answer(plans_of(graph), pairs, unit=unit, stats=stats, every=every)


def answer(
    plans: Sequence[Plan],
    pairs: Sequence[Overlap],
    *,
    unit: Unit | None = None,
    stats: bool = False,
    every: bool = False,
) -> Answer:
    """Return the table of pairs, or of one unit's partners.

    Args:
        plans: The plans.
        pairs: The pairs in the order shown.
        unit: Whose partners they are.
        stats: Whether to show what chance would give.
        every: Whether a terminal shows all rows too.
    """
    word = leading_word(plans)
    return Answer(
        heading=heading(plans),
        parts=MadeOnRead(lambda: [_part(word, pairs, unit, stats=stats, every=every)]),
        records=Records.of((*COLUMNS, *STATISTICS) if stats else COLUMNS, pairs),
        notes=(
            f"协作指共同{word}，或一方{word}、另一方配合；同为配合的另列，不算协作。",
            *(CAUTION if stats else ()),
            COUNTS_ONLY,
        ),
        charts=MadeOnRead(lambda: [_chart(plans, word, pairs, unit)]),
    )


def _chart(plans: Sequence[Plan], word: str, pairs: Sequence[Overlap], unit: Unit | None) -> Chart:
    """Return all pairs as who leads against who cooperates, or one unit's partners as bars."""
    if unit is None:
        return _grid(plans, word, pairs)
    heads = _shown_columns(word, unit, stats=False)[-len(_FOUR_HEADS) :]
    return Bars(
        title=f"{unit.name} 协同单位（共同举措项数）",
        series=tuple(column.title for column in heads),
        bars=tuple(
            Bar(pair.label_b, tuple(getattr(pair, key) for key in _FOUR_HEADS)) for pair in pairs
        ),
    )


def _grid(plans: Sequence[Plan], word: str, pairs: Sequence[Overlap]) -> Grid:
    every = [key for key, unit in registered(plans).items() if not unit.collective]
    labels = unit_labels(every)
    met = {label for pair in pairs for label in (pair.label_a, pair.label_b)}
    shown = [label for label in labels.values() if label in met]
    places = {label: place for place, label in enumerate(shown)}
    cells: dict[str, dict[int, int]] = {label: {} for label in shown}
    for pair in pairs:
        cells[pair.label_a][places[pair.label_b]] = pair.a_leads_b
        cells[pair.label_b][places[pair.label_a]] = pair.b_leads_a
    return Grid(
        title=f"协同情况：一方{word}、另一方配合的举措项数",
        columns=tuple(shown),
        rows=tuple(
            GridRow(label, "", tuple((place, n) for place, n in sorted(row.items()) if n))
            for label, row in cells.items()
            if any(row.values())
        ),
        across=f"行：{word}单位（没有的不列）；列：配合单位",
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
    heads = (("共同", *leading), (one, *leading), (other, *leading), ("同为", "配合"))
    return (
        *names,
        Column(key="together", title="协作", number=True),
        *starmap(_count_of, zip(_FOUR_HEADS, heads, strict=True)),
        *(_SHOWN_STATISTICS if stats else ()),
    )


def _count_of(key: str, words: tuple[str, ...]) -> Column:
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
    labels = unit_labels([*registered(plans_of(graph))])
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
