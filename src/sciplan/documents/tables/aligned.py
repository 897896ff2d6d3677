"""Tables whose columns are parted by blanks alone, as terminals and PDF programs print them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sciplan.base.marks import tight
from sciplan.base.width import printed_width
from sciplan.documents.tables.columns import are_heads, is_number_head
from sciplan.documents.tables.lines import Found, Lines, Lost, is_heading, tables
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.mentions import has_role

_CELL = re.compile(r"[^ \u3000]+(?: [^ \u3000]+)*")
"""What two blanks, or a wide one, part from the next."""
_WORD = re.compile(r"[^ \t\u3000]+")
_NUMBER = re.compile(r"\d{1,3}[.、．]?")
_FEWEST = 3
_LONGEST_LINE = 600
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class _Token:
    """A cell on a line, and the columns of characters it covers."""

    text: str
    start: int
    end: int


def found(lines: Lines, place: int) -> Found | None:
    """Return the table with aligned columns whose headings stand on a line."""
    line = lines[place].text
    if len(line) > _LONGEST_LINE or not has_role(line):
        return None
    heads = _tokens(line, _CELL)
    if len(heads) < _FEWEST:
        heads = _tokens(line, _WORD)
    labels = [tight(head.text) for head in heads]
    if len(heads) < _FEWEST or not are_heads(labels):
        return None
    table = _Table(lines, heads, is_number_head(labels[0]), {place: labels})
    end = table.read(place + 1)
    if end == place + 1:
        return None
    if table.torn:
        return Found(end, [Lost("拍平", labels, lines[place:end])])
    return Found(end, [*tables(lines, table.rows)])


def _tokens(line: str, pattern: re.Pattern[str]) -> list[_Token]:
    return [
        _Token(one[0].strip(), printed_width(line[: one.start()]), printed_width(line[: one.end()]))
        for one in pattern.finditer(line)
    ]


@dataclass(slots=True)
class _Table:
    """A table as far as it has been read.

    Args:
        lines: The lines.
        heads: The headings, which tell where the columns stand.
        numbered: Whether each row begins with a number.
        rows: Line → row.
        torn: Whether a line fits no column.
    """

    lines: Lines
    heads: Sequence[_Token]
    numbered: bool
    rows: dict[int, list[str]] = field(default_factory=dict)
    torn: bool = False

    def read(self, place: int) -> int:
        """Read the rows from a line on; return the line behind them."""
        end, last = place, -1
        while place < len(self.lines):
            line = self.lines[place].text
            if not line.strip():
                place += 1
                continue
            cells = self.cells(line)
            if cells is None:
                if not self.is_heading(line, place):
                    break
                self.rows[place] = [line.strip()]
                last = -1
            elif self.is_row(cells):
                self.rows[place], last = cells, place
            elif last >= 0:
                self.rows[last] = [
                    "\n".join(filter(None, pair))
                    for pair in zip(self.rows[last], cells, strict=True)
                ]
            else:
                self.torn = True
            place += 1
            end = place
        return end

    def is_row(self, cells: Sequence[str]) -> bool:
        if self.numbered:
            return bool(_NUMBER.fullmatch(cells[0]))
        return sum(map(bool, cells)) > 1

    def is_heading(self, line: str, place: int) -> bool:
        """Whether a line is a heading between rows: short, with a marker, and a row behind it."""
        text = line.strip()
        if not is_heading(text) or len(text) > _LONGEST_HEADING:
            return False
        following = self.lines[place + 1 : place + 4]
        after = next((one.text for one in following if one.text.strip()), "")
        cells = self.cells(after)
        return bool(cells and self.is_row(cells)) or marker_at(after)[0] is not None

    def cells(self, line: str) -> list[str] | None:
        """Return a line's cells by their columns; None for a line that is no part of the table."""
        if len(line) > _LONGEST_LINE:
            return None
        words = [one.text for one in _tokens(line, _WORD)]
        if len(words) == len(self.heads) and (not self.numbered or _NUMBER.fullmatch(words[0])):
            return words
        tokens = _tokens(line, _CELL)
        flush = bool(tokens) and not tokens[0].start
        if flush and self.numbered and not _NUMBER.fullmatch(tokens[0].text):
            return None
        if len(tokens) == 1 and (flush or not self.rows):
            return None
        cells = [""] * len(self.heads)
        for token in tokens:
            column = self.column(token)
            cells[column] = f"{cells[column]} {token.text}".strip()
        return cells

    def column(self, token: _Token) -> int:
        """Return the column that a cell stands in: the one that it shares most with, or is next."""
        edges = [(head.start, head.end) for head in self.heads]
        shared = [min(token.end, end) - max(token.start, start) for start, end in edges]
        return max(range(len(edges)), key=lambda column: shared[column])
