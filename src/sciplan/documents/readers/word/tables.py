"""The rows and cells of a table, without those that are struck out or hidden."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sciplan.documents.readers.word.names import at, full, full_names, inside, switch, value, whole

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_ROW, _CELL = full("w:tr"), full("w:tc")
_WRAPPERS = full_names("w:sdt w:sdtContent w:ins w:moveTo w:customXml")
_SPAN_LIMIT = 60


def rows(table: "Element") -> Iterator["Element"]:
    """Yield a table's own rows, not those of tables within."""
    for element in inside(table):
        if element.tag == _ROW:
            if not _is_gone(element):
                yield element
        elif element.tag in _WRAPPERS:
            yield from rows(element)


def cells(row: "Element") -> Iterator["Element"]:
    """Yield a row's own cells."""
    for element in inside(row):
        if element.tag == _CELL:
            if at(element, "w:tcPr/w:cellDel") is None:
                yield element
        elif element.tag in _WRAPPERS:
            yield from cells(element)


def is_layout(table: "Element") -> bool:
    """Whether a table has one column: a frame around text, perhaps around other tables."""
    return all(len(list(cells(row))) == 1 for row in rows(table))


def before(row: "Element") -> int:
    """Return how many columns a row leaves free at its start."""
    return _columns(row, "w:trPr/w:gridBefore")


def span(cell: "Element") -> int:
    """Return how many columns a cell takes."""
    return max(1, _columns(cell, "w:tcPr/w:gridSpan"))


def continues(cell: "Element") -> bool:
    """Whether a cell belongs to the one above it."""
    merged = value(cell, "w:tcPr/w:vMerge")
    return merged is not None and merged != "restart"


def _columns(element: "Element", path: str) -> int:
    return min(whole(value(element, path)) or 0, _SPAN_LIMIT)


def _is_gone(row: "Element") -> bool:
    return at(row, "w:trPr/w:del") is not None or bool(switch(row, "w:trPr/w:hidden"))
