"""Lines of text in which a table may hide, and what is found in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sciplan.documents.readers.document import Block, Grid, Paragraph, grid
from sciplan.documents.words.markers import SECTION, marker_at

Cut = Callable[[str], list[str]]
"""Cuts a line into its cells."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines that nothing but text stands between."""

    lines: Sequence[Paragraph]

    def tables(self, rows: Mapping[int, Sequence[str]]) -> Iterator[Block]:
        """Yield rows as a table, parted by the headings and the prose between them.

        A heading with a marker is the document's; each table below one has the first row again.

        Args:
            rows: Line → the row that begins there; one cell alone stands between rows.
        """
        places = sorted(place for place in rows if rows[place])
        head = rows[places[0]]
        open_rows: dict[int, Sequence[str]] = {}
        for place in places:
            between = _between(rows[place])
            if not between:
                open_rows[place] = rows[place]
                continue
            if open_rows:
                yield self._grid(open_rows, head)
            yield self.lines[place].saying(between)
            open_rows = {}
        if open_rows:
            yield self._grid(open_rows, head)

    def _grid(self, rows: Mapping[int, Sequence[str]], head: Sequence[str]) -> Grid:
        """Return rows as a table, in which each keeps its place."""
        first = min(rows)
        start = self.lines[first].line
        made: list[Sequence[str]] = []
        for place in sorted(rows):
            made += [()] * (self.lines[place].line - start - len(made))
            made.append(rows[place])
        again = [] if rows[first] == head else [head]
        return grid([*again, *made], start - len(again))


def _between(row: Sequence[str]) -> str:
    """Return what is the document's own between rows, a heading with a marker or prose."""
    said = [cell for cell in row if cell]
    if len(said) != 1:
        return ""
    marker = marker_at(said[0])[0]
    heading = marker is not None and marker.rank <= SECTION and "。" not in said[0]
    return said[0] if heading or (len(row) == 1 and "。" in said[0]) else ""


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
    lines: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in place of some lines; `end` is the line behind them."""

    end: int
    blocks: Sequence[Block | Lost]
