"""Tables that hide in text: found before any line is joined, so that no row is taken for prose.

Cells may be parted by tabs, by pipes (Markdown) or by blanks, or stand one a line. A table whose
columns are lost is told and left out: a guess would give one task the bodies of another.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sciplan.base.marks import tight
from sciplan.documents.doubt import Doubt
from sciplan.documents.readers.document import Block, Document, Grid, Paragraph, Repair, texts_of
from sciplan.documents.tables import aligned, celled
from sciplan.documents.tables.columns import are_heads, header, is_label
from sciplan.documents.tables.lines import Cut, Found, Lines, Lost, tables
from sciplan.documents.words.markers import SECTION, marker_at
from sciplan.documents.words.mentions import has_role

_PIPES = str.maketrans("｜│┃║", "||||")
_RULE = set("-: |+=—─━┄┈┼├┤┬┴┌┐└┘╪╞╡")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARK_ESCAPED = re.compile(r"(?<!\\)\|")
_FEWEST = 2
"""A line holds at least so many cells."""
_LONGEST_HEADING = 60
_MOST_HEADINGS = 3
"""So many headings may stand between two rows."""
_SAMPLE = 30
_MOST_LINES = 30
"""A row is broken into so many lines at most."""
_STARTS_ROW = re.compile(r"[ \u3000]*[（(]?\d{1,3}[）).、．]?[ \u3000]*$")
_WORD = re.compile(r"[^\s|]+")
_LONGEST_LABEL = 16
_FLAT_HEADS = 4


def with_tables(document: Document) -> Document:
    """Return a document with the tables in its text as tables; what is lost is told."""
    blocks: list[Block] = []
    lost: list[Lost] = []
    for is_text, run in groupby(document.blocks, lambda one: isinstance(one, Paragraph)):
        if not is_text:
            blocks += run
            continue
        for one in _laid_out(texts_of(run)):
            if isinstance(one, Lost):
                lost.append(one)
            else:
                blocks.append(one)
    if len(blocks) == len(document.blocks) and not lost:
        return document
    left = (Repair("拍平的表", line.line, line.text[:60], "") for one in lost for line in one.lines)
    return replace(
        document,
        blocks=tuple(blocks),
        left_out=(*document.left_out, *left),
        doubts=(*document.doubts, *map(_doubt, lost)),
    )


def _doubt(lost: Lost) -> Doubt:
    heads = " ".join(lost.heads)
    words = f"像{lost.kind}的表（表头：{heads}），列已分不清，没有读，请用原来的 Excel、Word 或网页"
    return Doubt(code="unread-part", message=words, line=lost.lines[0].line)


def _laid_out(lines: Sequence[Paragraph]) -> Iterator[Block | Lost]:
    """Yield lines and the tables among them."""
    place = 0
    while place < len(lines):
        found = _found(lines, place)
        if found is None:
            yield lines[place]
            place += 1
            continue
        yield from found.blocks
        place = found.end


def _found(lines: Lines, place: int) -> Found | None:
    """Return the table that begins at a line."""
    line = lines[place].text
    if not line or line.isspace():
        return None
    for mark, cut in _CUTS.items():
        if mark in line.translate(_PIPES) and _may_be_heads(cut(line)):
            made = _delimited(lines, place, cut)
            if made:
                return made
    return celled.found(lines, place) or aligned.found(lines, place) or _flat(lines, place)


def _may_be_heads(cells: Sequence[str]) -> bool:
    words = [cell for cell in cells if cell]
    some = any if len(words) > _FEWEST else all
    return len(words) >= _FEWEST and some(map(is_label, map(tight, words)))


def _by_tabs(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip(" \n").split("\t")]


def _by_pipes(line: str) -> list[str]:
    """Return a line's cells; none for the rule under a Markdown table's head."""
    text = line.strip().translate(_PIPES)
    if set(text) <= _RULE:
        return []
    cells = _MARK_ESCAPED.split(text.removeprefix("|").removesuffix("|"))
    return [_BREAK.sub("\n", cell.strip()).replace(r"\|", "|").strip("*") for cell in cells]


_CUTS: dict[str, Cut] = {"\t": _by_tabs, "|": _by_pipes}


# Cells with marks between them ------------------------------------------------------------------


def _delimited(lines: Lines, place: int, cut: Cut) -> Found | None:
    """Return the table of marked lines that begins at a line, headings between its rows too."""
    rows = _Rows(lines, cut, len(cut(lines[place].text)), place)
    while len(rows.rows) < _SAMPLE and rows.add():
        pass
    # Lines of cells that are no table of tasks are looked at once each, not to their end.
    if not any(header(one.rows) for one in tables(lines, rows.rows) if isinstance(one, Grid)):
        return None
    while rows.add():
        pass
    return Found(rows.place, [*tables(lines, rows.rows)])


@dataclass(slots=True)
class _Rows:
    """Reads rows line by line; `place` is the next line, `size` the number of columns."""

    lines: Lines
    cut: Cut
    size: int
    place: int
    rows: dict[int, list[str]] = field(default_factory=dict)
    """Line → the row that begins there."""

    def add(self) -> bool:
        """Add the next row or heading; return whether there is one."""
        at = self.place
        while at < len(self.lines) and not self.lines[at].text.strip():
            at += 1
        if at == len(self.lines):
            return False
        if self.is_row(at):
            self.rows[at], self.place = self.row(at)
            return True
        headings = self.headings(at)
        for one in range(at, headings):
            text = self.lines[one].text.strip()
            self.rows[one] = [text] if text else []
        self.place = max(self.place, headings)
        return headings > at

    def is_row(self, at: int) -> bool:
        line = self.lines[at].text
        rule = bool(line.strip()) and set(line.strip()) <= _RULE
        return rule or len(self.cut(line)) >= min(self.size, _FEWEST)

    def row(self, at: int) -> tuple[list[str], int]:
        """Return the cells of the row at a line, and the line behind it."""
        lines = self.lines
        cells, end = self.cut(lines[at].text), at + 1
        if '"' in lines[at].text:
            cells, end = self.quoted(at)
        longer, stop = list(cells), end
        while 0 < len(longer) < self.size and stop < min(len(lines), at + _MOST_LINES):
            more = self.cut(lines[stop].text)
            if (
                not more
                or not any(more)
                or self.opens(more)
                or len(longer) + len(more) - 1 > self.size
            ):
                break
            longer = [*longer[:-1], f"{longer[-1]}\n{more[0]}", *more[1:]]
            stop += 1
        if len(longer) == self.size:
            return longer, stop
        while len(cells) > self.size and not cells[-1]:
            cells.pop()
        return cells, end

    def opens(self, cells: Sequence[str]) -> bool:
        """Whether cells begin a row: with a number, or with a heading's marker."""
        marker = marker_at(cells[0])[0]
        return bool(_STARTS_ROW.match(cells[0])) or (marker is not None and marker.rank <= SECTION)

    def quoted(self, at: int) -> tuple[list[str], int]:
        """Return a row some of whose cells hold line breaks, in quotes, as sheets are copied."""
        lines = self.lines
        end, whole = at + 1, lines[at].text
        while whole.count('"') % 2 and end < min(len(lines), at + _MOST_LINES):
            whole += "\n" + lines[end].text
            end += 1
        if whole.count('"') % 2:
            return self.cut(lines[at].text), at + 1
        return [_unquoted(cell) for cell in self.cut(whole)], end

    def headings(self, at: int) -> int:
        """Return where a row follows the lines between rows that begin at a line.

        That line itself where none does: headings of another table are no row of this one.
        """
        lines, seen, prose = self.lines, 0, False
        for place in range(at, min(at + 2 * _MOST_HEADINGS, len(lines))):
            line = lines[place].text.strip()
            if line and self.is_row(place):
                cells = self.cut(line)
                goes_on = len(cells) == self.size or not prose
                return place if goes_on and not are_heads([*map(tight, cells)]) else at
            seen += bool(line)
            prose = prose or len(line) > _LONGEST_HEADING or "。" in line
            if seen > _MOST_HEADINGS:
                break
        return at


def _unquoted(cell: str) -> str:
    whole = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"').strip() if whole else cell


# A table on one line ---------------------------------------------------------------------------


def _flat(lines: Lines, place: int) -> Found | None:
    """Return a table that was flattened on one line: its headings, and cells behind them."""
    line = lines[place]
    heads: list[re.Match[str]] = []
    if not has_role(line.text):
        return None
    for word in _WORD.finditer(line.text):
        if len(word[0]) <= _LONGEST_LABEL and is_label(word[0]) and not marker_at(word[0])[0]:
            heads.append(word)
            continue
        if len(heads) >= _FLAT_HEADS and _are_flat([one[0] for one in heads]):
            break
        heads = []
    else:
        return None
    start = heads[0].start()
    before = line.text[:start].strip()
    kept: list[Block | Lost] = [line.saying(before)] if before else []
    lost = Lost("拍平", [one[0] for one in heads], [line.saying(line.text[start:])])
    return Found(place + 1, [*kept, lost])


def _are_flat(heads: Sequence[str]) -> bool:
    return are_heads(heads) and len({*heads}) == len(heads)
