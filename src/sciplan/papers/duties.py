"""各单位职责清单: one unit's own duties a file, and all of them bound.

A collective unit (各县（市、区）人民政府) has duties and so a list, though it is counted nowhere.
"""

from collections.abc import Iterator, Sequence

from sciplan.base.answer import Answer, Column, Part, Row, Table
from sciplan.papers.duty_table import counted, counts_of, duty_table
from sciplan.papers.names import unit_file
from sciplan.papers.source import File, Source
from sciplan.plan.role import Role
from sciplan.queries.duties import numbered, records
from sciplan.queries.duty_rows import UnitDuties

_OTHERS = (
    Column(key="number", title="序号", weight=14),
    Column(key="role", title="身份", weight=20),
    Column(key="title", title="任务名称", weight=80),
)
_PROVISIONS = (
    Column(key="section", title="章节", weight=20),
    Column(key="content", title="内容", weight=94),
)


def files(source: Source) -> Iterator[File]:
    """Yield a list a unit, in order of precedence, then all of them in one."""
    found = [item for _, item in source.duties]
    for place, item in source.duties:
        name = f"职责清单/{unit_file(place, item.unit.name)}"
        yield File(name, _answer(source, [item]), counts_of(item))
    if len(found) > 1:
        holds = f"{len(found)}个单位"
        yield File("各单位职责清单.docx", _answer(source, found, "各单位职责清单"), holds)


def _answer(source: Source, found: Sequence[UnitDuties], title: str = "") -> Answer:
    return Answer(
        heading=source.heading,
        parts=[_part(source, item) for item in found],
        records=records(source.graph, found),
        title=title,
        bound=len(found) > 1,
    )


def _part(source: Source, item: UnitDuties) -> Part:
    return Part(
        title=f"{item.label}职责清单",
        lead=(
            "：".join(filter(None, [item.unit.full_name, counted(item)])),
            *filter(None, [f"{item.sums.replace(' ', '')}。" if item.sums else ""]),
        ),
        tables=numbered(_tables(source, item)),
        own_pages=True,
    )


def _tables(source: Source, item: UnitDuties) -> Iterator[Table]:
    for title, rows in item.by_plan:
        for role in Role:
            yield from duty_table(source, rows, role, title)
    if item.others:
        yield Table(
            title="其他身份（不计入项数）",
            columns=_OTHERS,
            rows=tuple(Row(cells=cells) for cells in item.others),
        )
    if item.provisions:
        yield Table(
            title="统筹职责（不计入项数）",
            columns=_PROVISIONS,
            rows=tuple(Row(cells=cells) for cells in item.provisions),
        )
