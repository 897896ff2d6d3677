"""HTML of the page's plain parts: lines, tables, links. All text of a plan passes `text`."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from urllib.parse import quote

from sciplan.base.answer import Cell, Column, Part, Row, Table
from sciplan.formats.office.text import clean


def text(words: str) -> str:
    """Return words as HTML."""
    return escape(clean(words))


def fragment(sheet: str, kind: str, name: str) -> str:
    """Return the link to a unit or measure of a sheet, behind #."""
    where = f"plan={_quoted(sheet)}&" if sheet else ""
    return f"{where}{kind}={_quoted(name)}"


def _quoted(name: str) -> str:
    """Return a name with what means something in a link written as %XX; 市科协 stays legible."""
    return _MEANING.sub(lambda found: quote(found[0], safe=""), clean(name))


_MEANING = re.compile(r"[^\w.~-]")


def target(sheet: str, kind: str, name: str) -> str:
    """Return the id of the element that such a link means where no script runs."""
    # An id holds no blanks; a browser then finds nothing, and the script still does.
    where = f"plan={sheet}&" if sheet else ""
    return escape("".join(f"{where}{kind}={clean(name)}".split()))


def link(sheet: str, kind: str, name: str) -> str:
    """Return a link to a unit or measure, named so."""
    return f'<a href="#{escape(fragment(sheet, kind, name))}">{text(name)}</a>'


def paragraphs(lines: Iterable[str], name: str = "") -> Iterator[str]:
    """Yield lines as paragraphs."""
    for line in lines:
        yield f'<p class="{name}">{text(line)}</p>' if name else f"<p>{text(line)}</p>"


LINKED = {"unit": "unit", "measure": "measure"}
"""Key of a column → what its cells name."""


def part(found: Part, sheet: str, level: int) -> Iterator[str]:
    """Yield a part without its title: lines, tables, notes.

    Args:
        found: The part.
        sheet: The sheet's key.
        level: Of the tables' headings.
    """
    yield from paragraphs(found.lead)
    for table in found.tables:
        if table.title:
            yield f"<h{level}>{text(table.title)}</h{level}>"
        yield from whole_table(table, sheet)
        yield from paragraphs(table.notes, "note")
    yield from paragraphs(found.notes, "note")


def whole_table(table: Table, sheet: str) -> Iterator[str]:
    """Yield a table."""
    if not table.columns:
        return
    yield '<div class="scroll" tabindex="0"><table>'
    yield head(table.columns)
    yield "<tbody>"
    for group, rows in groupby(table.rows, key=lambda row: row.group):
        if group:
            yield across(group, len(table.columns), "group")
        for row in rows:
            yield f"<tr>{''.join(cells(table.columns, row, sheet))}</tr>"
            for detail in row.details:
                yield across(detail, len(table.columns), "detail")
    yield "</tbody>"
    if table.total:
        yield f"<tfoot><tr>{''.join(cells(table.columns, table.total, ''))}</tr></tfoot>"
    yield "</table></div>"


def head(columns: Iterable[Column]) -> str:
    """Return a table's head."""
    heads = "".join(
        f"<th{' class=n' if column.number else ''}>{text(column.title)}</th>" for column in columns
    )
    return f"<thead><tr>{heads}</tr></thead>"


def across(words: str, columns: int, name: str) -> str:
    """Return a row that is one cell."""
    return f'<tr class="{name}"><td colspan="{columns}">{text(words)}</td></tr>'


def cells(columns: Iterable[Column], row: Row, sheet: str | None) -> Iterator[str]:
    """Yield a row's cells; HTML needs no end of theirs, and a wide page has thousands."""
    for column, value in zip(columns, row.cells, strict=True):
        yield f"<td{' class=n' if column.number else ''}>{said(column, value, sheet)}"


def said(column: Column, value: Cell, sheet: str | None) -> str:
    """Return what a cell says, with a link where it names a unit or a measure."""
    words = column.text(value)
    kind = LINKED.get(column.key)
    return link(sheet, kind, words) if kind and sheet is not None and words else text(words)
