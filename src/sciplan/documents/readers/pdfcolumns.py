"""Tables without lines on a page: columns that stand apart under the headings of a table of tasks.

They are read only where it is certain: each stretch of text stands under one heading, and blanks
between rows are wider than between the lines of a row, or each line has a number. Otherwise the
page keeps its lines as they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sciplan.documents.readers.document import ColumnHeads
from sciplan.documents.readers.pdflines import PdfLine, joined_across, level
from sciplan.documents.readers.pdftable import Ruled, joined

_APART = 1.0
"""Cells of a row are at least so much of a character's size apart."""
_WIDER = 1.2
"""So much wider than between lines is the space between rows."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A page parted by a table.

    Args:
        above: Stretches of text above it.
        table: The table.
        below: Stretches below it.
    """

    above: list[PdfLine]
    table: Ruled
    below: list[PdfLine]


def aligned(pieces: Sequence[PdfLine], heads: ColumnHeads) -> Aligned | None:
    """Return a page parted by its first table without lines, of no rows where none are certain.

    Args:
        pieces: Stretches of text as they come.
        heads: What is known of the headings of tables.
    """
    lines = list(_lines(pieces))
    for number, line in enumerate(lines):
        if _is_header(line, heads):
            table = _Table(heads, [[cell.left, cell.right] for cell in line])
            size = table.take(lines[number + 1 :])
            rows = table.rows(line)
            end = number + 1 + size
            above = [cell for other in lines[:number] for cell in other]
            below = [cell for other in lines[end:] for cell in other]
            return Aligned(above, Ruled(line[0].top, rows), below)
    return None


def _lines(pieces: Sequence[PdfLine]) -> Iterator[list[PdfLine]]:
    """Yield what stands at each height, from the top: stretches side by side are one cell."""
    line: list[PdfLine] = []
    for piece in sorted(pieces, key=lambda one: -one.middle):
        if line and not level(line[0], piece):
            yield _cells(line)
            line = []
        line.append(piece)
    if line:
        yield _cells(line)


def _cells(line: Sequence[PdfLine]) -> list[PdfLine]:
    cells: list[PdfLine] = []
    for piece in sorted(line, key=lambda one: one.left):
        if cells and piece.left - cells[-1].right < _APART * piece.height:
            cells[-1] = joined_across((cells[-1], piece))
        else:
            cells.append(piece)
    return cells


def _is_header(line: Sequence[PdfLine], heads: ColumnHeads) -> bool:
    return heads.are_heads([re.sub(r"\s", "", cell.text) for cell in line])


_Lines = list[dict[int, PdfLine]]
"""Lines, each as its cells by column."""


@dataclass(slots=True)
class _Table:
    """Gathers lines under headings.

    Args:
        heads: What is known of headings.
        columns: Left and right edge of each column so far.
        placed: For each line its cells, by column.
    """

    heads: ColumnHeads
    columns: list[list[float]]
    placed: _Lines = field(default_factory=list)

    def take(self, lines: Sequence[list[PdfLine]]) -> int:
        """Take lines as long as each cell stands in one column; return how many."""
        for number, line in enumerate(lines):
            cells = {place: cell for cell in line if (place := self.column(cell)) is not None}
            if len(cells) != len(line):
                return number
            for place, cell in cells.items():
                left, right = self.columns[place]
                self.columns[place] = [min(left, cell.left), max(right, cell.right)]
            self.placed.append(cells)
        return len(lines)

    def column(self, cell: PdfLine) -> int | None:
        found = [
            place
            for place, (left, right) in enumerate(self.columns)
            if cell.left < right and cell.right > left
        ]
        return found[0] if len(found) == 1 else None

    def rows(self, header: Sequence[PdfLine]) -> tuple[tuple[str, ...], ...]:
        """Return the table's rows; none where it isn't certain which lines make a row."""
        groups = self.groups(header)
        if not groups:
            return ()
        head = tuple(cell.text for cell in header)
        return (head, *(tuple(self.cell(group, n) for n in range(len(head))) for group in groups))

    def cell(self, group: _Lines, column: int) -> str:
        left, right = self.columns[column]
        return joined([line[column] for line in group if column in line], right - left)

    def groups(self, header: Sequence[PdfLine]) -> list[_Lines]:
        """Return which lines make a row; none where it isn't certain."""
        numbers = [n for n, cell in enumerate(header) if self.heads.is_number(cell.text.strip())]
        if len(numbers) == 1 and (groups := self.numbered(numbers[0])):
            return groups
        middles = [next(iter(line.values())).middle for line in self.placed]
        gaps = [before - after for before, after in pairwise(middles)]
        usual = min(gaps, default=0.0)
        groups = [[line] for line in self.placed[:1]]
        for gap, line in zip(gaps, self.placed[1:], strict=True):
            if gap > usual * _WIDER:
                groups.append([line])
            else:
                groups[-1].append(line)
        if len(groups) == 1 and len(self.placed) > 1:
            # All lines are equally far apart: a row each, if each has its number.
            groups = [[line] for line in self.placed]
            return groups if all(n in line for line in self.placed for n in numbers or [-1]) else []
        certain = all(sum(n in line for line in group) <= 1 for group in groups for n in numbers)
        return groups if certain else []

    def numbered(self, column: int) -> list[_Lines]:
        """Return rows that each begin with the next number, and in all their cells at once."""
        starts = [place for place, line in enumerate(self.placed) if column in line]
        said = [self.placed[place][column].text for place in starts]
        counted = all(text.isdecimal() for text in said) and all(
            int(two) == int(one) + 1 for one, two in pairwise(said)
        )
        groups = [self.placed[i:j] for i, j in pairwise([*starts, len(self.placed)])]
        aligned_above = all({*line} <= {*group[0]} for group in groups for line in group)
        if not counted or not aligned_above or len(starts) < 1 + bool(starts[:1] != [0]):
            return []
        # What stands above the first number is the rest of a row that a page break tore.
        return [*([self.placed[: starts[0]]] if starts[0] else []), *groups]
