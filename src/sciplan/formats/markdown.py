"""Markdown, with tables as GitHub and GitLab show them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from sciplan.base.answer import Answer, Part, Row, Table
from sciplan.base.width import one_line

# $ too: GitHub and GitLab set what stands between two of them as a formula.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&$])")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])")
"""What would begin a list or underline a heading at the start of a line."""


_COMMENT = 65_535
"""Characters that a comment on GitHub may have."""
_WHOLE = "全部内容用 -f html 或 -f json 输出。"


def render(answer: Answer) -> str:
    """Return an answer as Markdown."""
    parts = list(answer.parts)
    text = _rendered(answer, parts)
    if not answer.fits or len(text) <= _COMMENT:
        return text
    kept = range(-len(parts), sum(len(table.rows) for part in parts for table in part.tables) + 1)
    too_many = bisect_left(
        kept, True, key=lambda count: len(_rendered(answer, *_cut(parts, count))) > _COMMENT
    )
    return _rendered(answer, *_cut(parts, kept[max(too_many - 1, 0)]))


def _rendered(answer: Answer, parts: Iterable[Part], *notes: str) -> str:
    lines = [f"# {_text(answer.heading)}"]
    for part in parts:
        lines += ["", *_part_lines(part)]
    lines += _paragraphs((*notes, *answer.notes))
    return "\n".join(lines) + "\n"


def _cut(parts: Sequence[Part], kept: int) -> tuple[Iterable[Part], *tuple[str, ...]]:
    """Return parts with their first rows only; below 0 without that many parts at the end, too.

    Parts that are left out are counted in a note.
    """
    if kept >= 0:
        return (_first_rows(parts, kept),)
    return _first_rows(parts[:kept], 0), f"其余 {-kept} 个部分未列出；{_WHOLE}"


def _first_rows(parts: Sequence[Part], rows: int) -> Iterator[Part]:
    """Yield parts with only their first rows, and under each table how many it lacks."""
    for part in parts:
        tables = []
        for table in part.tables:
            kept = table.rows[:rows]
            rows -= len(kept)
            left = len(table.rows) - len(kept)
            note = f"其余 {left} {table.counted_in}未列出；{_WHOLE}"
            notes = (note, *table.notes) if left else table.notes
            tables.append(replace(table, rows=kept, notes=notes))
        yield replace(part, tables=tuple(tables))


def _part_lines(part: Part) -> Iterator[str]:
    if part.folded:
        yield f"<details><summary>{escape(one_line(part.title).strip())}</summary>"
    else:
        yield f"## {_text(part.title)}"
    yield from _paragraphs(part.lead)
    for table in part.tables:
        yield ""
        if table.title:
            yield f"### {_text(table.title)}"
            yield ""
        yield from _table_lines(table)
    yield from _paragraphs(part.notes)
    if part.folded:
        yield ""
        yield "</details>"


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield ""
        yield _LIST_MARK.sub(r"\1\\\2", _text(text))


def _table_lines(table: Table) -> Iterator[str]:
    if not table.columns:
        return
    yield _line(_text(column.title) for column in table.columns)
    yield _line("---:" if column.number else "---" for column in table.columns)
    for group, rows in groupby(table.rows, key=lambda row: row.group):
        if group:
            yield _line([f"**{_text(group)}**", *[""] * (len(table.columns) - 1)])
        for row in rows:
            yield _line(_cells(table, row))
    if table.total:
        yield _line(f"**{cell}**" if cell else "" for cell in _cells(table, table.total))
    yield from _paragraphs(table.notes)


def _cells(table: Table, row: Row) -> list[str]:
    cells = [
        _text(column.text(cell)) for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    return [*cells[:-1], "<br>".join([cells[-1], *map(_text, row.details)])]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", one_line(text).strip())
