"""Lines of text in which a table may hide, and what is found in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sciplan.documents.readers.document import Block, Grid, Paragraph, grid
from sciplan.documents.words.markers import SECTION, marker_at

Cut = Callable[[str], list[str]]
"""Cuts a line into its cells."""


Lines = Sequence[Paragraph]
"""Lines that nothing but text stands between."""


def tables(lines: Lines, rows: Mapping[int, Sequence[str]]) -> Iterator[Block]:
    """Yield rows as a table, parted by the headings and the prose between them.

    A heading with a marker is the document's; each table below one has the first row again.

    Args:
        lines: The lines.
        rows: Line → the row that begins there; one cell alone stands between rows.
    """
    places = sorted(place for place in rows if rows[place])
    head = rows[places[0]]
    for between, run in groupby(places, lambda place: _between(rows[place])):
        if between:
            yield from (lines[place].saying(between) for place in run)
        else:
            yield _grid(lines, {place: rows[place] for place in run}, head)


def _grid(lines: Lines, rows: Mapping[int, Sequence[str]], head: Sequence[str]) -> Grid:
    """Return rows as a table, in which each keeps its place."""
    first = min(rows)
    start = lines[first].line
    made: list[Sequence[str]] = []
    for place, row in rows.items():
        made += [()] * (lines[place].line - start - len(made))
        made.append(row)
    again = [] if rows[first] == head else [head]
    return grid([*again, *made], start - len(again))


def _between(row: Sequence[str]) -> str:
    """Return what is the document's own between rows, a heading with a marker or prose."""
    said = [cell for cell in row if cell]
    if len(said) != 1:
        return ""
    return said[0] if is_heading(said[0]) or (len(row) == 1 and "。" in said[0]) else ""


def is_heading(text: str) -> bool:
    """Whether a text is a heading with a marker, as may stand between rows."""
    marker = marker_at(text)[0]
    return marker is not None and marker.rank <= SECTION and "。" not in text


@dataclass(frozen=True, slots=True)
class Lost:
    """A table whose columns are lost.

    Args:
        kind: How it stands in the text, in Chinese.
        heads: Its headings.
        lines: Its lines, which are left out.
    """

    kind: str
    heads: Sequence[str]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in place of some lines; `end` is the line behind them."""

    end: int
    blocks: Sequence[Block | Lost]
