"""Aligned text, for pipes and text files: every name, no colour, nothing cut, lists last."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sciplan.base.answer import Answer, Column, Part, Row, Table, lists_last
from sciplan.base.width import one_line, pad, width

_GAP = "  "
_WIDEST = 60
"""Wider cells push their own row aside rather than widening the column for all."""


def render(answer: Answer) -> str:
    """Return an answer as aligned text."""
    lines = [one_line(answer.heading)]
    for part in answer.parts:
        lines += ["", *_part_lines(part)]
    if answer.notes:
        lines += ["", *map(one_line, answer.notes)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _part_lines(part: Part) -> Iterator[str]:
    yield one_line(part.title)
    yield from map(one_line, (*part.lead, *part.aside))
    for table in part.tables:
        yield ""
        if table.title:
            yield one_line(table.title)
        yield from _table_lines(lists_last(table))
    if part.notes:
        yield ""
        yield from map(one_line, part.notes)


def _table_lines(table: Table) -> Iterator[str]:
    cells = [_texts(table.columns, row) for row in table.rows]
    header = [one_line(column.title) for column in table.columns]
    total = [_texts(table.columns, table.total)] if table.total else []
    widths = [
        min(max(map(width, column)), _WIDEST) for column in zip(header, *cells, *total, strict=True)
    ]
    yield _line(table.columns, header, widths)
    pairs = zip(table.rows, cells, strict=True)
    for group, members in groupby(pairs, key=lambda pair: pair[0].group):
        if group:
            yield one_line(group)
        for row, texts in members:
            yield _line(table.columns, texts, widths)
            for detail in row.details:
                yield " " * (widths[0] + len(_GAP)) + one_line(detail)
    for texts in total:
        yield _line(table.columns, texts, widths)
    yield from map(one_line, table.notes)


def _texts(columns: Sequence[Column], row: Row) -> list[str]:
    return [one_line(column.text(cell)) for column, cell in zip(columns, row.cells, strict=True)]


def _line(columns: Sequence[Column], texts: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(
        pad(text, size, right=column.number)
        for column, text, size in zip(columns, texts, widths, strict=True)
    ).rstrip()
