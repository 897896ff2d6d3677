"""A unit's measures in one role as a table, and its counts in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sciplan.base.answer import Table
from sciplan.papers.source import Source
from sciplan.plan.role import Role
from sciplan.plan.style import PaperStyle
from sciplan.plan.wording import COLLECTIVE, COUNTS_ONLY, VACANT_UNIT, joined
from sciplan.queries.duty_rows import DutyRow, UnitDuties
from sciplan.queries.listing import USUAL, ListedMeasure, print_note, task_table, word_of

_BRIEF = ("number", "title", "lead", "responsible", "deadline")
"""What a unit that only cooperates needs to know of a measure."""
_BELOW = ("content", "targets", "cooperating")
"""What stands under a unit's own measures, over the whole width: a list is one or two pages."""
_SHORT = 80
"""Characters of a text that stands under a measure in which the unit only helps."""
_FULL = tuple(key for key in USUAL if key not in _BELOW)


def counts_of(item: UnitDuties) -> str:
    """Return a unit's own counts: 牵头3项，配合10项."""
    counts = [(role, sum(row.role is role for row in item.rows)) for role in Role]
    if item.unit.vacant:
        return f"{VACANT_UNIT.rstrip('。')}；{_by_role(counts)}"
    if item.unit.collective:
        return f"{COLLECTIVE}；{_by_role(counts) or '方案没有列出任务'}"
    if not item.rows:
        return "方案没有为本单位列出任务"
    if not any(count for role, count in counts if role.leads):
        return f"本单位无{item.leading}任务，配合{len(item.rows)}项"
    return _by_role(counts)


def _by_role(counts: Iterable[tuple[Role, int]]) -> str:
    return joined(*(f"{role.word}{count}项" for role, count in counts if count))


def counted(item: UnitDuties) -> str:
    """Return a unit's counts as a sentence, with what they don't say."""
    caution = f"（{COUNTS_ONLY.rstrip('。')}）" if item.rows else ""
    return f"{counts_of(item)}{caution}。"


def duty_table(
    source: Source, rows: Sequence[DutyRow], role: Role, plan: str = "", *, whole: bool = False
) -> tuple[Table, ...]:
    """Return those of a unit's measures that it has in one role as a table, or nothing.

    What it is about, what is promised and who cooperates stand under the measure: so the list
    fits on an upright page, and on few. Who leads is left out where that is the unit alone
    throughout, and so are the sections of measures in which it only helps, and their long texts,
    which 任务分解表 has: with them the list of a unit that helps everywhere runs to eight pages.

    Args:
        source: What the paper is made from.
        rows: The unit's duties, of one plan.
        role: Which of them are meant.
        plan: The plan's title, where duties of several plans are listed.
        whole: Whether long texts are printed all the same.
    """
    rows = [row for row in rows if row.role is role]
    if not rows:
        return ()
    found = [source.by_id[row.record.plan, row.record.measure] for row in rows]
    alone = all(row.sole for row in rows)
    keys = [key for key in _FULL if not (alone and key == "lead")] if role.leads else _BRIEF
    table = task_table(found, keys=keys)
    notes = [print_note(row.label, remark) for row in rows for remark in row.remarks]
    elsewhere = [] if whole or role.leads else _long(source.style, rows, found)
    if elsewhere:
        which = "" if len(elsewhere) == len(rows) else f"{'、'.join(elsewhere)}的"
        notes.append(f"{which}{word_of(source.style, 'content')}较长，见任务分解表。")
    return (
        replace(
            table,
            title=f"{f'《{plan}》' if plan else ''}{role.word}任务（{len(rows)}项）",
            rows=tuple(
                line._replace(
                    details=(
                        *_below(source.style, task, role, content=row.label not in elsewhere),
                        *filter(None, [row.came_from]),
                    ),
                    group=line.group if role.leads else "",
                )
                for line, task, row in zip(table.rows, found, rows, strict=True)
            ),
            notes=tuple(notes),
        ),
    )


def _long(style: PaperStyle, rows: Sequence[DutyRow], found: Sequence[ListedMeasure]) -> list[str]:
    """Return which measures' texts are left to 任务分解表, where that shows them."""
    if style.columns and "content" not in style.columns:
        return []
    return [
        row.label
        for row, task in zip(rows, found, strict=True)
        if len(task.measure.content) > _SHORT
    ]


def _below(style: PaperStyle, task: ListedMeasure, role: Role, *, content: bool) -> Iterator[str]:
    if content and task.measure.content:
        yield f"{word_of(style, 'content')}：{task.measure.content}"
    for promised in task.promises:
        yield f"{word_of(style, 'targets')}：{promised}"
    helpers = task.names(Role.COOPERATING)
    if role.leads and helpers:
        yield f"{word_of(style, 'cooperating')}：{helpers}"
