"""座签: names for the table, an A4 page each, in the order given; nobody's place is worked out."""

from collections.abc import Iterator

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.papers.meetings import agenda_of
from sciplan.papers.source import File, Source

_COLUMNS = (
    Column(key="place", title="序号", number=True),
    Column(key="name", title="座签"),
)


def files(source: Source) -> Iterator[File]:
    """Yield the cards: of the names given, else of the units that the topics concern."""
    names = tuple(source.seats) or tuple(each.unit for each in agenda_of(source).attendees)
    rows = tuple(Row(cells=cells) for cells in enumerate(names, 1))
    answer = Answer(
        heading=source.heading,
        parts=(Part(title="座签", tables=(Table(columns=_COLUMNS, rows=rows),)),),
        records=Records(columns=_COLUMNS, rows=[row.cells for row in rows]),
        cards=names,
    )
    if names:
        yield File("座签.docx", answer, f"{len(names)}个")
