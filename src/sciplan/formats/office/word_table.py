"""Tables in Word: XML of rows, headers that are repeated, rows that stay whole."""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby
from math import ceil
from typing import NamedTuple
from xml.sax.saxutils import escape

from sciplan.base.answer import Column, Table
from sciplan.formats.office.arrange import arranged
from sciplan.formats.office.layout import (
    COMFORT,
    UPRIGHT_HEAD,
    TextRow,
    Widths,
    blocks,
    centred,
    kept,
    line_of,
    lines_of,
    on_paper,
)
from sciplan.formats.office.looks import TABLE_SIZES, Look, styles_of
from sciplan.formats.office.marks import GROUND, marks
from sciplan.formats.office.pages import Strip
from sciplan.formats.office.text import clean, lines, widest
from sciplan.formats.office.word import PageSize, paragraph, paragraph_properties, run, twips
from sciplan.plan.style import PaperStyle

_LARGE, _USUAL, _SMALL = TABLE_SIZES
_POINT = 25.4 / 72
_MARGIN, _DENSE_MARGIN = 1.0, 0.3
"""Left and right in a cell, in millimetres."""
_BREATH = 1.0
"""Millimetres between an upright column and its neighbour, where there is room."""
_WIDEST_MARK = 5.0
_SQUEEZE = 1.15
"""A table that would be squeezed by more than this goes on a page on its side."""
_BY_HAND, _LONG_BY_HAND = 34.0, 25.5
"""Points: rows to write in, and those of a long list of names to sign beside."""
_LONG = 12
"""Rows."""
_BORDER = 0.5
"""Points between rows."""
_BEFORE_SHADE = '<w:vAlign w:val="center"/>'
_SHADE = f'<w:shd w:val="clear" w:color="auto" w:fill="{GROUND[1:]}"/>'
"""A cell's ground; its place among the properties is laid down."""


class Block(NamedTuple):
    """A piece of a document.

    Args:
        xml: What the file holds.
        strips: What pages are made of.
    """

    xml: str
    strips: Sequence[Strip]


class WordTable:
    """A table on its way into a document.

    Args:
        table: The table.
        style: The look of papers.
    """

    def __init__(self, table: Table, style: PaperStyle) -> None:
        self.table = on_paper(table, style.headings)
        self.style = style
        self.columns = self.table.columns
        self.lines = lines_of(self.table)
        self.total = line_of(self.columns, self.table.total) if self.table.total else None
        rows = [line.cells for line in (*self.lines, *([self.total] if self.total else []))]
        self.widths = Widths(self.columns, rows)
        self.dense = any(column.upright for column in self.columns)

    def is_wide(self, page: PageSize) -> bool:
        """Whether it would be squeezed on a page."""
        return self.widths.comfortable > self._room(page, _USUAL) * _SQUEEZE

    def arranged(self, page: PageSize) -> "WordTable":
        """Return it with long lists below its rows, where a page is better filled so."""
        room = page.text_width / (_USUAL * _POINT / 2)
        moved = arranged(self.table, room, 4 * _MARGIN / (_USUAL * _POINT))
        return self if moved is self.table else WordTable(moved, self.style)

    def blocks(
        self, page: PageSize, size: float, *, below: float = 0.0, follows: float = 0.0
    ) -> Iterator[Block]:
        """Yield its blocks; upright columns for which a page has no room go in tables of their own.

        Args:
            page: Where it goes.
            size: Size of type, in points.
            below: Height in points of the notes that stay with its last rows.
            follows: Height of what the page goes on with below those.
        """
        if not self.columns:
            return
        least = self._least(size)
        for number, block in enumerate(blocks(self.table, least, page.text_width)):
            if number:
                gap = Look(style=styles_of(self.style).tables[size].text)
                yield Block(paragraph("", gap), [Strip(gap.style.spacing)])
            one = self if block is self.table else WordTable(block, self.style)
            grid = _WordGrid(one, size, one.sizes(page, size), page, (below, follows))
            yield Block(grid.xml(), grid.strips())

    def _room(self, page: PageSize, size: float) -> float:
        """Return how many half characters of a size fit beside each other in its columns."""
        return (page.text_width - len(self.columns) * 2 * _MARGIN) / (size * _POINT / 2)

    def size(self, page: PageSize) -> float:
        """Return the size of type: 小四 where every row then fits on a line, else 五号.

        小五 only where it keeps upright columns together that would stand apart.
        """
        if self.dense:
            fits = sum(self._least(_USUAL)) + _BREATH * len(self.columns) <= page.text_width
            small = sum(self._least(_SMALL)) <= page.text_width
            return _USUAL if fits or not small else _SMALL
        room = self._room(page, _LARGE)
        whole = sum(self.widths.natural) + len(self.columns)
        below = max((widest(text) for line in self.lines for text in line.details), default=0)
        return _LARGE if max(whole, below + sum(self.widths.natural[:1])) <= room else _USUAL

    def _least(self, size: float) -> list[float]:
        """Return the least width of each column beside upright ones, in millimetres."""
        half = size * _POINT / 2
        return [
            (natural if column.upright else min(natural, COMFORT) + 2) * half + 2 * _DENSE_MARGIN
            for column, natural in zip(self.columns, self.widths.natural, strict=True)
        ]

    def sizes(self, page: PageSize, size: float) -> list[int]:
        """Return the columns' widths in twips; they fill the page, but for narrow matrices."""
        half = size * _POINT / 2
        if not self.dense:
            shares = self.widths.share(self._room(page, size))
            return [twips(share * half + 2 * _MARGIN) for share in shares]
        least = self._least(size)
        whole = [natural * half for natural in self.widths.natural]
        spare = page.text_width - sum(least)
        upright = sum(column.upright for column in self.columns)
        each = max(min(spare / upright, _WIDEST_MARK), 0)
        spare -= each * upright
        widths = []
        for column, own, wanted in zip(self.columns, least, whole, strict=True):
            more = each if column.upright else max(min(spare, wanted - own), 0)
            spare -= 0 if column.upright else more
            widths.append(twips(own + more))
        return widths


class _WordGrid:
    """A table with its columns' widths settled.

    Args:
        source: The table.
        size: Size of type in points.
        sizes: The columns' widths in twips.
        page: Where it goes.
        after: Heights in points: of the notes that stay with its last rows, of what follows those.
    """

    def __init__(
        self,
        source: WordTable,
        size: float,
        sizes: Sequence[int],
        page: PageSize,
        after: tuple[float, float],
    ) -> None:
        self.source = source
        self.style = source.style
        self.size = size
        self.sizes = sizes
        self.styles = styles_of(self.style).tables[size]
        self.margin = _DENSE_MARGIN if source.dense else _MARGIN
        self.aligned = [
            "center" if middle else "left" for middle in centred(source.table, source.widths)
        ]
        self.rows = [*source.lines, *([source.total] if source.total else [])]
        self.kept = kept(len(self.rows), self._height, page.text_height / _POINT, *after)

    def _height(self, place: int) -> float:
        """Return roughly how high a row is, in points."""
        line = self.rows[place]
        rooms = self._rooms
        count = max([lines(text, room) for text, room in zip(line.cells, rooms, strict=True)])
        count += sum(lines(detail, sum(rooms[1:]) or rooms[0]) for detail in line.details)
        count += bool(line.group and (not place or self.rows[place - 1].group != line.group))
        return max(count * self.styles.text.spacing, self._by_hand)

    @cached_property
    def _rooms(self) -> list[float]:
        """How many halves of a character a line holds in each column."""
        return [(size / 20 - 2 * self.margin / _POINT) / (self.size / 2) for size in self.sizes]

    @property
    def _by_hand(self) -> float:
        """Return the least height of rows that are written in, in points; else nothing."""
        if not self.source.table.by_hand:
            return 0.0
        return _LONG_BY_HAND if len(self.source.lines) > _LONG else _BY_HAND

    def strips(self) -> list[Strip]:
        """Return what pages are made of."""
        rows = range(len(self.rows))
        head = _BORDER + self.styles.text.spacing * max(
            lines(clean(column.title), room)
            for column, room in zip(self.source.columns, self._rooms, strict=True)
        )
        return [
            Strip(head, keep=True),
            *(Strip(self._height(row) + _BORDER, row in self.kept, head) for row in rows),
        ]

    def xml(self) -> str:
        """Return the table."""
        margin = twips(self.margin)
        grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in self.sizes)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/>'
            f'<w:tblW w:w="{sum(self.sizes)}" w:type="dxa"/><w:jc w:val="center"/>'
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
            f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"{self._described()}</w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(self._rows())}</w:tbl>"
        )

    def _described(self) -> str:
        """Return what is read out in place of the table to those who can't see it."""
        columns = "、".join(clean(column.title) for column in self.source.columns if column.title)
        count = len(self.source.lines)
        title = _attribute(clean(self.source.table.title) or "表")
        about = _attribute(f"{count} 行，各列：{columns}。首行是表头。")
        return f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{about}"/>'

    def _rows(self) -> Iterator[str]:
        yield self._head()
        heading = Look(style=self.styles.group, keep=True)
        place = 0
        for group, members in groupby(self.source.lines, key=lambda line: line.group):
            if group:
                yield _row(self._cell(group, 0, heading, span=len(self.sizes)))
            for line in members:
                write = self._with_details if line.details else self._plain
                yield from write(line, keep=place in self.kept)
                place += 1
        if self.source.total:
            keep = place in self.kept
            looks = [
                Look(style=self.styles.total, align=align, keep=keep) for align in self.aligned
            ]
            cells = zip(self.source.total.cells, looks, strict=True)
            yield _row("".join(self._cell(text, n, look) for n, (text, look) in enumerate(cells)))

    @cached_property
    def _looks(self) -> tuple[list[Look], list[Look]]:
        """The columns' looks, in rows that stay on no other's page and in those that do."""
        free = [Look(style=self.styles.text, align=align) for align in self.aligned]
        return free, [look.kept for look in free]

    @cached_property
    def _openings(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """For the same: what stands before each column's text, and its cell without text.

        Tables may have 10,000 rows.
        """
        free, kept_ = (
            [
                (
                    f"<w:tc>{properties}<w:p>{paragraph_properties(look)}",
                    f"<w:tc>{properties}{paragraph('', look)}</w:tc>",
                )
                for properties, look in zip(map(_properties, self.sizes), looks, strict=True)
            ]
            for looks in self._looks
        )
        return free, kept_

    def _plain(self, line: TextRow, *, keep: bool) -> Iterator[str]:
        cells = "".join(
            [
                self._filled_in(opening[0], column, text) if text else opening[1]
                for opening, column, text in zip(
                    self._openings[keep], self.source.columns, line.cells, strict=True
                )
            ]
        )
        high = round(self._by_hand * 20)
        yield _row(cells, f'<w:trHeight w:val="{high}" w:hRule="atLeast"/>' if high else "")

    @staticmethod
    def _filled_in(opening: str, column: Column, text: str) -> str:
        marked = marks(column, text)
        if marked.filled:
            opening = opening.replace(_BEFORE_SHADE, f"{_SHADE}{_BEFORE_SHADE}", 1)
        return f"{opening}{run(text, bold=marked.bold)}</w:p></w:tc>"

    def _with_details(self, line: TextRow, *, keep: bool) -> Iterator[str]:
        """Yield a row and its details, beside the id that spans them all."""
        several = len(self.sizes) > 1
        cells = [
            self._cell(text, place, look, merge="" if place or not several else "restart")
            for place, (text, look) in enumerate(zip(line.cells, self._looks[True], strict=True))
        ]
        yield _row("".join(cells))
        for number, detail in enumerate(line.details, 1):
            look = Look(style=self.styles.group, keep=keep or number < len(line.details))
            before = self._cell("", 0, look, merge="continue") if several else ""
            start = int(several)
            yield _row(before + self._cell(detail, start, look, span=len(self.sizes) - start))

    def _head(self) -> str:
        look = Look(style=self.styles.head, keep=True)
        upright = Look(style=self.styles.upright, keep=True)
        cells = [
            self._upright_cell(clean(column.title), place, upright)
            if column.upright
            else self._cell(clean(column.title), place, look)
            for place, column in enumerate(self.source.columns)
        ]
        return _row("".join(cells), f"<w:tblHeader/>{self._head_height()}")

    def _head_height(self) -> str:
        """Return the height of a row of upright headings, which doesn't grow by itself."""
        titles = [len(column.title) for column in self.source.columns if column.upright]
        if not titles:
            return ""
        lines = ceil(max(titles) / ceil(max(titles) / UPRIGHT_HEAD))
        points = lines * self.size * 1.1 + 8
        return f'<w:trHeight w:val="{round(points * 20)}" w:hRule="atLeast"/>'

    def _cell(self, text: str, place: int, look: Look, *, span: int = 1, merge: str = "") -> str:
        size = sum(self.sizes[place : place + span])
        return f"<w:tc>{_properties(size, span, merge)}{paragraph(text, look)}</w:tc>"

    def _upright_cell(self, text: str, place: int, look: Look) -> str:
        properties = _properties(self.sizes[place], direction="tbRlV")
        return f"<w:tc>{properties}{paragraph(text, look)}</w:tc>"


def _attribute(text: str) -> str:
    return escape(text[:250], {'"': "&quot;", "\n": " "})


@cache
def _properties(size: int, span: int = 1, merge: str = "", direction: str = "") -> str:
    return (
        f'<w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
        + (f'<w:textDirection w:val="{direction}"/>' if direction else "")
        + f"{_BEFORE_SHADE}</w:tcPr>"
    )


def _row(cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"
