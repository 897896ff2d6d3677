"""A table, an annex perhaps, that says again what the text says: what it adds and contradicts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sciplan.base.marks import tight
from sciplan.documents.clauses.attribution import Attribution
from sciplan.documents.clauses.groups import DraftMeasure, Group, parts_in, table_differs
from sciplan.documents.readers.document import Grid, Places
from sciplan.plan.role import Role

_FIELDS = {"deadline": "时限", "leader": "责任领导", "indicator": "指标属性"}
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Agreement:
    """What comparing tables with the text gives.

    Args:
        tables: What the tables tell that the text doesn't.
        tasks: Task of the text → the same, with what a table adds to it.
    """

    tables: Mapping[Grid, Group]
    tasks: Mapping[DraftMeasure, DraftMeasure]

    def applied(self, top: Group) -> Group:
        """Return a group with what the tables add to its tasks."""
        return top.mapped(lambda task: self.tasks.get(task, task))


def compared(
    text: Sequence[DraftMeasure], tables: Mapping[Grid, Group], found_at: Places
) -> Agreement:
    """Compare tables with the text, then those that remain with the sheets of data among them.

    Args:
        text: The tasks of the text.
        tables: What the tables tell.
        found_at: Where the document's lines are found.
    """
    first = _compared(text, tables, found_at)
    data = {grid: table for grid, table in first.tables.items() if table.exact}
    others = {grid: table for grid, table in first.tables.items() if not table.exact}
    rows = [task for table in data.values() for task in table.walk()]
    if not rows or not others:
        return first
    second = _compared(rows, others, found_at)
    left = {grid: second.tables.get(grid, table) for grid, table in first.tables.items()}
    return Agreement(left, {**first.tasks, **second.tasks})


def _compared(
    text: Sequence[DraftMeasure], tables: Mapping[Grid, Group], found_at: Places
) -> Agreement:
    """Compare tables with tasks; one repeats them if most of its own stand there.

    Args:
        text: The tasks.
        tables: What the tables tell.
        found_at: Where the document's lines are found.
    """
    told: dict[str, list[DraftMeasure]] = {}
    for task in text:
        told.setdefault(plain(task.title), []).append(task)
    left: dict[Grid, Group] = {}
    found: dict[DraftMeasure, DraftMeasure] = {}
    for grid, table in tables.items():
        rows = list(table.walk())
        known = [row for row in rows if plain(row.title) in told]
        if len(known) * 2 <= len(rows):
            left[grid] = table
            continue
        for row in known:
            twins = told[plain(row.title)]
            twin = max(twins, key=lambda task: len(_names(task) & _names(row)))
            place = found_at.words(row.line)
            found[twin] = _filled(found.get(twin, twin), row, twins, place)
        left[grid] = table.only(lambda task: plain(task.title) not in told).mapped(_alone)
    return Agreement(left, found)


def plain(title: str) -> str:
    """Return a title for comparing."""
    return tight(title, "，。、；：")


def _alone(task: DraftMeasure) -> DraftMeasure:
    found = table_differs(f"表中有这项任务，正文没有：{task.title[:_LONGEST_SHOWN]}")
    return replace(task, doubts=(*task.doubts, found))


def _filled(
    task: DraftMeasure, row: DraftMeasure, twins: Sequence[DraftMeasure], place: str
) -> DraftMeasure:
    """Return a task with the fields that only its row in the table has, and what they disagree on.

    Args:
        task: The task of the text.
        row: The same task in the table.
        twins: All tasks of the text with this title: parts of one paragraph.
        place: Where the row stands.
    """
    differs = list(_other_bodies(task, row, twins))
    taken: list[str] = []
    mine, its = task.said or Attribution(), row.said or Attribution()
    if its.names and not task.printed:
        taken.append("单位")
        task = replace(task, printed=row.printed)
        mine = replace(its, **{key: getattr(mine, key) for key in (*_FIELDS, "deadline_date")})
    for key, word in _FIELDS.items():
        one, two = getattr(mine, key), getattr(its, key)
        if two and not one:
            taken.append(word)
            day = its.deadline_date if key == "deadline" else mine.deadline_date
            mine = replace(mine, **{key: two}, deadline_date=day)
        elif two and plain(one) != plain(two):
            differs.append(f"{word}正文为“{one}”、表中为“{two}”")
    if row.remark and not task.remark:
        task = replace(task, remark=row.remark)
        taken.append("备注")
    elif plain(row.remark) != plain(task.remark) and row.remark:
        differs.append(f"备注正文为“{task.remark}”、表中为“{row.remark}”")
    notes = [f"{'、'.join(taken)}取自表中（{place}）"] if taken else []
    if row.text and plain(row.text) not in plain(task.text):
        notes.append(f"表中（{place}）另写：{' '.join(row.text.split())[:_LONGEST_SHOWN]}")
    contrary = f"表中（{place}）与正文不同：{'；'.join(differs)}"
    doubts = [table_differs(contrary)] if differs else []
    return replace(
        task,
        said=mine if task.said or mine != Attribution() else None,
        notes=(*task.notes, *notes),
        doubts=(*task.doubts, *doubts),
    )


def _other_bodies(
    task: DraftMeasure, row: DraftMeasure, twins: Sequence[DraftMeasure]
) -> Iterator[str]:
    """Yield how a table's bodies and their parts differ from those of the text."""
    if not (task.said and task.said.names and row.said and row.said.names):
        return
    mine, its = parts_in(task.said), parts_in(row.said)
    elsewhere = {name for twin in twins for name in _names(twin)}
    for name in dict.fromkeys((*mine, *its)):
        if name not in its:
            if not row.said.and_others:
                yield f"{name}正文为{mine[name]}、表中没有"
        elif name not in mine:
            if name not in elsewhere and not task.said.and_others:
                yield f"{name}正文没有、表中为{its[name]}"
        # 责任单位 in the table's head tells no more than that a body has a part.
        elif its[name] not in (mine[name], Role.RESPONSIBLE.word):
            yield f"{name}正文为{mine[name]}、表中为{its[name]}"


def _names(task: DraftMeasure) -> set[str]:
    return {name.text for name in task.said.names} if task.said else set()
