"""年度考核表: measures with points to be given, and their sum."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sciplan.base.answer import Column, Row, Table
from sciplan.papers.source import File, Source
from sciplan.papers.workbook import lacking, workbook
from sciplan.queries.listing import ListedMeasure, task_table

__all__ = ["files", "lacking"]
_KEYS = ("number", "section", "title", "content", "targets", "lead", "responsible", "deadline")
_BLANKS = (
    Column(key="points", title="分值", number=True, weight=8),
    Column(key="own", title="自评得分", number=True, weight=10),
    Column(key="given", title="审核得分", number=True, weight=10),
    Column(key="grounds", title="考核依据", weight=40),
)


def files(source: Source) -> Iterator[File]:
    """Yield the workbook."""

    def table(items: Sequence[ListedMeasure]) -> Table:
        made = task_table(items, keys=_KEYS, blanks=_BLANKS, among=source.tasks)
        # Sums of nothing yet: the workbook works them out as points are given.
        sums = (0 if column.number else "" for column in made.columns[1:])
        return replace(made, total=Row(cells=("合计", *sums)))

    return workbook(source, "年度考核表", [f"考核年度：{'　' * 8}填表单位："], table)
