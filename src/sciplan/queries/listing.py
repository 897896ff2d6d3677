"""Measures as offices list them: 序号, 任务名称, 任务内容, 牵头单位, 配合单位."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from sciplan.base.answer import Column, Row, Table, cell_text
from sciplan.plan.model import Entry, Measure, Plan
from sciplan.plan.role import Role
from sciplan.plan.style import PaperStyle
from sciplan.plan.wording import erratum_text, section_line
from sciplan.queries.records import MeasureRecord, measure_record

COLUMNS = (
    Column(key="number", title="序号", weight=14),
    Column(key="section", title="章节", weight=30),
    Column(key="category", title="类别", weight=18),
    Column(key="title", title="任务名称", weight=40),
    Column(key="content", title="任务内容", listed=True, weight=60),
    Column(key="targets", title="目标要求", weight=28),
    Column(key="leader", title="分管领导", weight=18),
    Column(key="lead", title="牵头单位", listed=True, weight=34),
    Column(key="responsible", title="负责单位", listed=True, weight=34),
    Column(key="cooperating", title="配合单位", listed=True, weight=84),
    Column(key="deadline", title="完成时限", weight=22),
    Column(key="remark", title="备注", weight=24),
)
"""Keyed like `model.Headings`, which may word them otherwise, but for the section.

Weights are what a column gets that is asked for and empty, in halves of a character.
"""
_BY_KEY = {column.key: column for column in COLUMNS}
USUAL = tuple(key for key in _BY_KEY if key != "section")


class ListedMeasure(NamedTuple):
    """A measure with its resolved duties.

    Args:
        measure: The measure.
        record: Its flat record.
        group: Heading row of its section.
    """

    measure: Measure
    record: MeasureRecord
    group: str

    def names(self, role: Role) -> str:
        """Return the units of a role, in printed order; the clause's last list may end in 等."""
        return cell_text(self.record.names(role))

    @property
    def leads(self) -> tuple[str, ...]:
        """Those who answer for it: leads, and units of clauses that don't tell leads."""
        return (*self.record.lead, *self.record.responsible)

    @property
    def promises(self) -> tuple[str, ...]:
        """Numbers promised in the plan's own words, and 约束性 or 预期性."""
        words = (record.words for record in self.record.targets)
        return (*words, *filter(None, [self.measure.indicator]))


def tasks(plan: Plan) -> tuple[ListedMeasure, ...]:
    """Return a plan's measures in document order."""
    return tuple(_task(plan, entry) for entry in plan.entries)


def _task(plan: Plan, entry: Entry) -> ListedMeasure:
    group = section_line([plan], plan, entry.sections)
    return ListedMeasure(entry.measure, measure_record(plan, entry), group)


def task_table(
    items: Sequence[ListedMeasure],
    *,
    keys: Iterable[str] = USUAL,
    blanks: Sequence[Column] = (),
    among: Sequence[ListedMeasure] = (),
) -> Table:
    """Return measures as a table whose sections are rows of their own, or a column if asked for.

    Args:
        items: The measures.
        keys: Which columns, in order. One that would be empty throughout is left out.
        blanks: Columns after them that are filled in by hand.
        among: The measures that decide which columns are empty, if not these: tables of a
            workbook are to be alike. One that is empty here is not there to be filled in.
    """
    shown = [key for key in keys if any(map(_VALUES[key], among or items))]
    made = _table(items, shown or ["number", "title"], blanks)
    columns = (
        column if any(map(_VALUES[column.key], items)) else replace(column, weight=0)
        for column in made.columns[: len(made.columns) - len(blanks)]
    )
    return replace(made, columns=(*columns, *blanks))


def breakdown_table(items: Sequence[ListedMeasure], asked: Iterable[str]) -> Table:
    """Return measures with the columns that the plan's `papers:` block asks for, empty ones too.

    Args:
        items: The measures.
        asked: Keys of columns; the usual ones unless there are any.
    """
    keys = list(asked)
    return _table(items, keys, ()) if keys else task_table(items)


def _table(items: Sequence[ListedMeasure], keys: Sequence[str], blanks: Sequence[Column]) -> Table:
    values = [_VALUES[key] for key in keys]
    empty = [""] * len(blanks)
    grouped = "section" not in keys
    return Table(
        columns=(*(_BY_KEY[key] for key in keys), *blanks),
        rows=tuple(
            Row(
                cells=(*(value(item) for value in values), *empty),
                group=item.group if grouped else "",
            )
            for item in items
        ),
    )


def _title(task: ListedMeasure) -> str:
    measure = task.measure
    return f"{measure.title}（{measure.part}）" if measure.part else measure.title


def _remark(task: ListedMeasure) -> str:
    others = (f"{word}：{'、'.join(names)}" for word, names in task.record.others.items())
    return "；".join(filter(None, chain([task.measure.remark], others)))


_VALUES: dict[str, Callable[[ListedMeasure], str]] = {
    "number": lambda task: task.measure.id,
    "section": lambda task: task.group,
    "category": lambda task: task.measure.category,
    "title": _title,
    "content": lambda task: task.measure.content,
    "targets": lambda task: "；".join(task.promises),
    "leader": lambda task: task.measure.leader,
    "lead": lambda task: task.names(Role.LEAD),
    "responsible": lambda task: task.names(Role.RESPONSIBLE),
    "cooperating": lambda task: task.names(Role.COOPERATING),
    "deadline": lambda task: task.record.deadline,
    "remark": _remark,
}


def word_of(style: PaperStyle, key: str) -> str:
    """Return what a column is called: as the office says, or as usual."""
    return style.headings.get(key) or _BY_KEY[key].title


def numbering_note(style: PaperStyle) -> str:
    """Return what the ids are good for; whether the document numbers its measures isn't known."""
    return f"{word_of(style, 'number')}供查找用，与印发文件的编号不一定相同。"


def print_notes(plan: Plan, items: Iterable[ListedMeasure]) -> Iterator[str]:
    """Yield how the print is read, where an erratum about one of the measures says so.

    Papers show resolved duties: what a meeting settles is who does what, and a unit that stands
    in two lists, or misspelt in one, would be asked about at the table. The note keeps the print.
    """
    for item in items:
        for erratum in plan.errata:
            if erratum.reading and erratum.at == item.measure.id:
                yield print_note(erratum.at, erratum_text(erratum))


def print_note(at: str, text: str) -> str:
    """Return an oddity of the print as a note under a table."""
    return f"{at}：{text}。"
