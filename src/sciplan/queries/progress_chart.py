"""How tasks stand as a picture: measures against the units that report on them."""

from collections.abc import Iterator, Sequence

from sciplan.base.chart import Grid, GridRow, Mark
from sciplan.plan.model import Plan
from sciplan.plan.pace import BEHIND, OVERDUE
from sciplan.plan.returns import STATES
from sciplan.plan.wording import qualified, section_line
from sciplan.queries.report_texts import office_word, standing
from sciplan.queries.returned import UNREPORTED, Reported

_SIGNS = {
    OVERDUE: "逾",
    BEHIND: "欠",
    **dict(zip(STATES, "未推完持缓", strict=True)),
    UNREPORTED: "缺",
    "": "空",
}
"""What a cell may say → its sign; the state unless the task is late."""
_NO_STATE = "没有填完成情况"


def grid(plans: Sequence[Plan], rows: Sequence[Reported], *, by_period: bool) -> Grid:
    """Return how tasks stand; a task that is late shows that, any other what the unit says.

    Args:
        plans: The plans that are open.
        rows: What was reported.
        by_period: Whether rows are of several periods, which then stand in place of measures.
    """
    columns = [unit for unit in _by_precedence(plans) if any(row.unit == unit for row in rows)]
    places = {unit: place for place, unit in enumerate(columns)}
    said = [sign for sign in _SIGNS if any(_said(row) == sign for row in rows)]
    lines: dict[tuple[str, str], list[Reported]] = {}
    for row in rows:
        label = (
            row.period.text if by_period else qualified(plans, row.plan.id, row.entry.measure.id)
        )
        group = "" if by_period else section_line(plans, row.plan, row.entry.sections)
        lines.setdefault((label, group), []).append(row)
    return Grid(
        title=f"{_when(rows, by_period=by_period)}各项任务的完成情况；未达到序时的、逾期的标进度",
        columns=tuple(columns),
        rows=tuple(
            GridRow(
                label,
                of[0].entry.measure.title,
                tuple(sorted((places[row.unit], said.index(_said(row))) for row in of)),
                group,
            )
            for (label, group), of in lines.items()
        ),
        marks=tuple(Mark(_SIGNS[each], _word(each, rows)) for each in said),
    )


def _when(rows: Sequence[Reported], *, by_period: bool) -> str:
    return "" if by_period else "、".join(dict.fromkeys(row.period.words for row in rows))


def _by_precedence(plans: Sequence[Plan]) -> Iterator[str]:
    yield from dict.fromkeys(unit.name for plan in plans for unit in plan.units)


def _said(row: Reported) -> str:
    late = standing(row)
    if late in (OVERDUE, BEHIND):
        return late
    return UNREPORTED if row.state is None else row.state


def _word(said: str, rows: Sequence[Reported]) -> str:
    return office_word(rows[0], said) if said else _NO_STATE
