"""Measures against units, a mark where they meet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sciplan.base.answer import (
    Answer,
    Column,
    MadeOnRead,
    Part,
    Records,
    Row,
    Table,
    with_columns,
)
from sciplan.base.chart import Grid, GridRow, Mark
from sciplan.base.errors import SciplanError
from sciplan.plan.graph import PlanGraph, entries_of, plan_of, plans_of, shares_in, unit_of
from sciplan.plan.model import Plan, UnitKey
from sciplan.plan.resolve import EntryTest
from sciplan.plan.role import Role
from sciplan.plan.wording import (
    collectives_beside,
    erratum_text,
    heading,
    joined,
    qualified,
    section_line,
    unit_labels,
)
from sciplan.queries.listing import print_note
from sciplan.queries.records import MEASURE, PLAN, TITLE

COLUMNS = (PLAN, MEASURE, TITLE)
"""Columns of records, before one for each unit."""
_MARKS = {role.word: role.mark for role in (Role.LEAD, Role.COOPERATING, Role.RESPONSIBLE)}
"""In the order in which a legend explains them."""
_MOST = 20_000_000
"""Marks; each takes some 20 bytes. A plan of 100,000 measures and 200 units has as many."""
_ANSWERING = (Role.LEAD.mark, Role.RESPONSIBLE.mark)
"""The marks that stand out among many 配; the first of them most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One measure's marks.

    Args:
        plan: The plan's id.
        measure: The measure's id.
        title: Its title.
        label: Its id as it is typed.
        group: Heading row of its section.
        roles: One a unit asked for: 牵头, 负责, 配合, another role as printed, or nothing.
    """

    plan: str
    measure: str
    title: str
    label: str
    group: str
    roles: tuple[str, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """The roles as one character each: 牵, 责, 配, another role's first."""
        return tuple(map(_mark, self.roles))


def _mark(role: str) -> str:
    return _MARKS.get(role, role[:1])


def matrix(
    graph: PlanGraph, units: Sequence[UnitKey], wanted: EntryTest | None = None
) -> tuple[MatrixRow, ...]:
    """Return the marks of measures, in document order, against units, in the order given."""
    plans = plans_of(graph)
    places = {key: place for place, key in enumerate(units)}
    rows = []
    for measure, entry in entries_of(graph):
        plan = plan_of(graph, measure)
        if wanted is None or wanted(plan, entry):
            roles = [""] * len(units)
            for role, names in plan.other_roles(entry.measure).items():
                for name in names:
                    _put(roles, places.get(plan.key_of(plan.by_name[name])), role)
            for share in shares_in(graph, measure):
                _put(roles, places.get(share.unit), share.duty.role.word)
            rows.append(
                MatrixRow(
                    plan=plan.id,
                    measure=entry.measure.id,
                    title=entry.measure.title,
                    label=qualified(plans, plan.id, entry.measure.id),
                    group=section_line(plans, plan, entry.sections),
                    roles=tuple(roles),
                )
            )
    return tuple(rows)


def refuse_too_many(
    plans: Sequence[Plan], units: Sequence[UnitKey], wanted: EntryTest | None = None
) -> None:
    """Refuse a matrix of more marks than can be kept, as of many places.

    Args:
        plans: The plans.
        units: The units.
        wanted: Which measures; all of them unless given.

    Raises:
        SciplanError: It would have more; the message says what to leave out.
    """
    asked = sum(wanted is None or wanted(plan, entry) for plan in plans for entry in plan.entries)
    if asked * len(units) > _MOST:
        raise SciplanError(
            f"{asked} 项举措 × {len(units)} 个单位，格子太多；用 --unit、--section 少选一些，"
            "或用 -p 只打开一个地方的方案"
        )


def _put(roles: list[str], place: int | None, role: str) -> None:
    if place is not None:
        roles[place] = role


def answer(
    graph: PlanGraph,
    units: Sequence[UnitKey],
    rows: Sequence[MatrixRow],
    *,
    concerned: bool = False,
) -> Answer:
    """Return the matrix as a table.

    Args:
        graph: The plans.
        units: The units, in the rows' order.
        rows: The measures.
        concerned: Whether the table leaves out units without a mark; the records never do.
    """
    labels = [*unit_labels(units).values()]
    columns = tuple(
        Column(key=label, title=label, upright=True, bold=_ANSWERING, filled=_ANSWERING[:1])
        for label in labels
    )
    table = Table(
        columns=(MEASURE, *columns, TITLE),
        rows=tuple(Row(cells=(row.label, *row.marks, row.title), group=row.group) for row in rows),
    )
    marked = [place for place in range(len(units)) if any(row.roles[place] for row in rows)]
    shown = marked if concerned else range(len(units))
    apart = [unit for place in shown if (unit := unit_of(graph, units[place])).collective]
    vacant = sum(unit.vacant for unit in apart)
    named = f"{'涉及 ' if concerned else ''}{len(shown) - len(apart)} 个单位"
    counted = joined(named, collectives_beside(len(apart) - vacant, vacant))
    legend = _legend(role for row in rows for role in row.roles)
    part = Part(
        title="责任矩阵",
        lead=(f"{len(rows)} 项举措，{counted}。{legend}",),
        tables=(with_columns(table, [0, *(place + 1 for place in shown), len(units) + 1]),),
        notes=tuple(_notes(plans_of(graph), {units[place] for place in shown}, rows)),
    )
    records = Records(
        columns=(*COLUMNS, *columns),
        rows=[(row.plan, row.measure, row.title, *row.marks) for row in rows],
    )
    return Answer(
        heading=heading(plans_of(graph)),
        parts=(part,),
        records=records,
        charts=MadeOnRead(lambda: [_grid(labels, rows, [*shown])]),
    )


def _grid(labels: Sequence[str], rows: Sequence[MatrixRow], shown: Sequence[int]) -> Grid:
    """Return the matrix as a picture has it, of the units in some places."""
    words = _words(role for row in rows for role in row.roles)
    values = {word: place for place, word in enumerate(words)}
    return Grid(
        title="责任矩阵",
        columns=tuple(labels[place] for place in shown),
        rows=tuple(
            GridRow(
                row.label,
                row.title,
                tuple(
                    (column, values[row.roles[place]])
                    for column, place in enumerate(shown)
                    if row.roles[place]
                ),
                row.group,
            )
            for row in rows
        ),
        marks=tuple(Mark(_mark(word), word) for word in words),
    )


def _words(roles: Iterable[str]) -> list[str]:
    """Return the roles that occur, the plan's own three first."""
    found = {role: None for role in roles if role}
    return [*dict.fromkeys((*(role for role in _MARKS if role in found), *found))]


def _legend(roles: Iterable[str]) -> str:
    """Return what the marks that occur stand for: 牵：牵头；配：配合。"""
    words: dict[str, list[str]] = {}
    for role in _words(roles):
        words.setdefault(_mark(role), []).append(role)
    explained = "；".join(f"{mark}：{'、'.join(said)}" for mark, said in words.items())
    return f"{explained}。" if explained else ""


def _notes(
    plans: Sequence[Plan], units: Iterable[UnitKey], rows: Iterable[MatrixRow]
) -> Iterator[str]:
    """Yield how the print is read, where that is about a measure and a unit shown."""
    shown = set(units)
    labels = {(row.plan, row.measure): row.label for row in rows}
    for plan in plans:
        for erratum in plan.errata:
            label = labels.get((plan.id, erratum.at))
            meant = plan.by_name.get(erratum.value)
            if label and erratum.reading and (meant is None or plan.key_of(meant) in shown):
                yield print_note(label, erratum_text(erratum))
