"""工作台账: measures with columns that are filled in as the work goes on."""

from collections.abc import Iterator, Sequence

from sciplan.base.answer import Column, Table
from sciplan.papers.source import File, Source
from sciplan.papers.workbook import lacking, workbook
from sciplan.queries.listing import USUAL, ListedMeasure, task_table

__all__ = ["STATES", "files", "lacking"]
_KEYS = ("number", "section", *USUAL[1:-1])
STATES = ("未启动", "推进中", "已完成", "持续推进", "暂缓")
"""What a unit says of its measure; whether it is behind is not for it to say, but worked out."""
_BLANKS = (
    Column(key="progress", title="进展情况", weight=40),
    Column(key="trouble", title="存在问题", weight=36),
    Column(key="next", title="下一步措施", weight=36),
    Column(key="state", title="完成情况", weight=10, choices=STATES),
)


def files(source: Source) -> Iterator[File]:
    """Yield the workbook."""
    made_by = source.style.coordinator
    lead = filter(None, [f"完成情况可选：{'、'.join(STATES)}。", made_by and f"汇总：{made_by}"])

    def table(items: Sequence[ListedMeasure]) -> Table:
        return task_table(items, keys=_KEYS, blanks=_BLANKS, among=source.tasks)

    return workbook(source, "工作台账", list(lead), table)
