"""Lines of text in which a table may hide, and what is found in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sciplan.documents.readers.document import Block, Grid, Paragraph, grid

Cut = Callable[[str], list[str]]
"""Cuts a line into its cells."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines that nothing but text stands between."""

    lines: Sequence[Paragraph]

    def grid(self, rows: Mapping[int, Sequence[str]]) -> Grid:
        """Return rows as a table, in which each keeps its place.

        Args:
            rows: Line → the row that begins there.
        """
        first = min(rows)
        start = self.lines[first].line
        made: list[Sequence[str]] = []
        for place in sorted(rows):
            made += [()] * (self.lines[place].line - start - len(made))
            made.append(rows[place])
        return grid(made, start)


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


def texts_of(blocks: Iterable[Block]) -> list[Paragraph]:
    """Return the paragraphs among blocks."""
    return [block for block in blocks if isinstance(block, Paragraph)]
