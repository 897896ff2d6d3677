"""What the page's script draws from: every figure as the answers have it, in few bytes.

Units are known by their places in `units`, measures by theirs in `measures`.

    word      牵头, or 牵头或负责
    units     [name, full name, category, [line, …], [[place, title], …]]: what `duties` says over
              its lists, and the provisions that name the unit
    marks     [sign, word]: what a cell of the matrix says
    groups    headings
    measures  [id, group, [unit, mark, unit, mark, …]]; titles stand in the page
    pairs     unit, unit, shared, both lead, first leads, second leads, both cooperate, and so on,
              the pairs in the order of `overlaps`
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sciplan.base.chart import Grid
from sciplan.papers.page.source import SheetSource
from sciplan.queries import duties as duties_query
from sciplan.queries.duty_rows import UnitDuties, duties
from sciplan.queries.matrix import answer as matrix_answer
from sciplan.queries.overlap_rows import Overlap

_PAIR = ("shared", "both_lead", "a_leads_b", "b_leads_a", "both_cooperate")


def facts(source: SheetSource) -> dict[str, Any]:
    """Return what the script needs of a sheet, as JSON has it."""
    chart = next(iter(matrix_answer(source.graph, [*source.units], source.matrix).charts))
    assert isinstance(chart, Grid)  # noqa: S101
    groups = list(dict.fromkeys(row.group for row in chart.rows))
    places = {group: place for place, group in enumerate(groups)}
    return {
        "word": source.leading,
        "units": [*_units(source)],
        "marks": [[*mark] for mark in chart.marks],
        "groups": groups,
        "measures": [
            [row.label, places[row.group], [*chain.from_iterable(row.cells)]] for row in chart.rows
        ],
        "pairs": [*_pairs(source)],
    }


def _units(source: SheetSource) -> Iterator[list[Any]]:
    found = duties(source.graph, source.units)
    parts = duties_query.answer(source.graph, found).parts
    for item, part in zip(found, parts, strict=True):
        unit = item.unit
        yield [item.label, unit.full_name, unit.category, [*part.lead], [*_provisions(item)]]


def _provisions(item: UnitDuties) -> Iterator[list[str]]:
    return ([*each] for each in item.provisions)


def _pairs(source: SheetSource) -> Iterator[int]:
    places = {label: place for place, label in enumerate(source.labels.values())}
    for pair in source.pairs:
        yield places[pair.label_a]
        yield places[pair.label_b]
        yield from _counts(pair)


def _counts(pair: Overlap) -> Iterator[int]:
    return (getattr(pair, key) for key in _PAIR)
