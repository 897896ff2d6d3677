"""Tables in Word: XML of rows, headers that are repeated, rows that stay whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import ceil

from sciplan.office.layout import UPRIGHT_HEAD, Line, Widths, blocks, line_of, lines_of, on_paper
from sciplan.office.text import clean, width
from sciplan.office.word import (
    SMALL_TABLE_SIZE,
    TABLE_SIZE,
    Look,
    Page,
    paragraph,
    twips,
)
from sciplan.style import Style
from sciplan.table import Table

_POINT = 25.4 / 72
_MARGIN, _UPRIGHT_MARGIN = 1.0, 0.35
"""Left and right in a cell, in millimetres."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES
)
_ROOMY = '<w:trHeight w:val="680" w:hRule="atLeast"/>'
"""12 mm: a row to write in by hand."""
_WIDE = 1.15
"""A table that would be squeezed by more than this goes on a page on its side."""


def room(page: Page, size: float, columns: int) -> int:
    """Return how many half characters of a size fit beside each other in so many columns."""
    return int((page.text_width - columns * 2 * _MARGIN) / (size * _POINT / 2))


def is_wide(table: Table, page: Page) -> bool:
    """Whether a table is too wide for a page."""
    widths = Widths(table.columns, [line.cells for line in lines_of(table)])
    return widths.comfortable > room(page, SMALL_TABLE_SIZE, len(table.columns)) * _WIDE


def table_blocks(table: Table, page: Page, style: Style) -> Iterator[str]:
    """Yield a table's XML, split into several where its upright columns don't fit on a page."""
    table = on_paper(table, style.headings)
    if not table.columns:
        return
    least = [_least(table, place) for place in range(len(table.columns))]
    for number, block in enumerate(blocks(table, least, page.text_width)):
        if number:
            yield paragraph("", _look(style, SMALL_TABLE_SIZE, "left"))
        yield _WordTable(block, page, style).xml()


def _least(table: Table, place: int) -> float:
    """Return the least width of a column in millimetres, for tables with upright columns."""
    size = SMALL_TABLE_SIZE * _POINT
    if table.columns[place].upright:
        return ceil(len(table.columns[place].title) / UPRIGHT_HEAD) * size + 2 * _UPRIGHT_MARGIN
    texts = [clean(table.columns[place].text(row.cells[place])) for row in table.rows]
    widest = max(map(width, [table.columns[place].title, *texts]))
    return min(widest, 24) * size / 2 + 2 * _MARGIN


def _look(style: Style, size: float, align: str) -> Look:
    # At least, not exactly: a row must never cut its text.
    return Look(
        font=style.body_font, size=size, spacing=style.table_spacing, exact=False, align=align
    )


class _WordTable:
    """One table on one kind of page.

    Args:
        table: The table.
        page: The page.
        style: The look of papers.
    """

    def __init__(self, table: Table, page: Page, style: Style) -> None:
        self.table = table
        self.style = style
        self.lines = lines_of(table)
        rows = [line.cells for line in self.lines]
        if table.total:
            rows.append(line_of(table.columns, table.total).cells)
        self.widths = Widths(table.columns, rows)
        self.dense = any(column.upright for column in table.columns)
        self.size = self._size(page)
        self.sizes = self._sizes(page)
        self.looks = [
            _look(style, self.size, self._align(place)) for place in range(len(table.columns))
        ]

    def _size(self, page: Page) -> float:
        """小四 where every row then fits on a line, else 五号."""
        fits = sum(self.widths.natural) <= room(page, TABLE_SIZE, len(self.table.columns))
        return TABLE_SIZE if fits and not self.dense else SMALL_TABLE_SIZE

    def _sizes(self, page: Page) -> list[int]:
        """Return the columns' widths in twips; they fill the page."""
        if self.dense:
            return self._dense_sizes(page)
        count = len(self.table.columns)
        unit = self.size * _POINT / 2
        shares = self.widths.share(room(page, self.size, count))
        return [twips(share * unit + 2 * _MARGIN) for share in shares]

    def _dense_sizes(self, page: Page) -> list[int]:
        """Upright columns take what they need, the others share what is left."""
        least = [_least(self.table, place) for place in range(len(self.table.columns))]
        spare = max(page.text_width - sum(least), 0)
        upright = [column.upright for column in self.table.columns]
        long = max(
            (place for place, stands in enumerate(upright) if not stands),
            key=least.__getitem__,
            default=0,
        )
        wanted = max(
            self.widths.natural[long] * self.size * _POINT / 2 + 2 * _MARGIN - least[long], 0
        )
        least[long] += min(spare, wanted)
        spare -= min(spare, wanted)
        each = min(spare / max(sum(upright), 1), 5.0)
        return [twips(size + each * stands) for size, stands in zip(least, upright, strict=True)]

    def _align(self, place: int) -> str:
        column = self.table.columns[place]
        if column.upright or column.number or self.widths.short(place):
            return "center"
        return "left"

    def xml(self) -> str:
        """Return the table."""
        margin = twips(_UPRIGHT_MARGIN if self.dense else _MARGIN)
        grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in self.sizes)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self.sizes)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
            f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(self._rows())}</w:tbl>"
        )

    def _rows(self) -> Iterator[str]:
        yield self._head()
        for group, members in groupby(self.lines, key=lambda line: line.group):
            if group:
                look = replace(
                    _look(self.style, self.size, "left"), font=self.style.subheading_font, keep=True
                )
                yield _row(self._cell(0, len(self.sizes), paragraph(group, look)))
            for line in members:
                yield from self._row(line)
        if self.table.total:
            total = line_of(self.table.columns, self.table.total)
            yield _row(
                "".join(
                    self._cell(place, 1, paragraph(text, self._bold(look)))
                    for place, (text, look) in enumerate(zip(total.cells, self.looks, strict=True))
                )
            )

    def _bold(self, look: Look) -> Look:
        """黑体 stands for bold type, as in official papers."""
        return replace(look, font=self.style.heading_font)

    def _head(self) -> str:
        look = replace(self._bold(_look(self.style, self.size, "center")), keep=True)
        cells = "".join(
            self._cell(
                place,
                1,
                paragraph(clean(column.title), look),
                upright=column.upright,
            )
            for place, column in enumerate(self.table.columns)
        )
        return _row(cells, f"<w:tblHeader/>{self._head_height()}")

    def _head_height(self) -> str:
        """Return the height of a row of upright headings, which doesn't grow by itself."""
        titles = [len(column.title) for column in self.table.columns if column.upright]
        if not titles:
            return ""
        points = min(max(titles), UPRIGHT_HEAD) * self.size * 1.1 + 10
        return f'<w:trHeight w:val="{round(points * 20)}" w:hRule="atLeast"/>'

    def _row(self, line: Line) -> Iterator[str]:
        """Yield a row and its details, under the id that spans them all."""
        tied = bool(line.details)
        yield _row(
            "".join(
                self._cell(
                    place,
                    1,
                    paragraph(text, replace(look, keep=True) if tied else look),
                    merge="restart" if tied and not place and len(self.sizes) > 1 else "",
                )
                for place, (text, look) in enumerate(zip(line.cells, self.looks, strict=True))
            ),
            _ROOMY if self.table.roomy else "",
        )
        for number, detail in enumerate(line.details, 1):
            look = replace(
                _look(self.style, self.size, "left"),
                font=self.style.subheading_font,
                keep=number < len(line.details),
            )
            text = paragraph(detail, look)
            if len(self.sizes) == 1:
                yield _row(self._cell(0, 1, text))
            else:
                first = self._cell(0, 1, paragraph("", look), merge="continue")
                yield _row(first + self._cell(1, len(self.sizes) - 1, text))

    def _cell(
        self, place: int, span: int, inside: str, *, merge: str = "", upright: bool = False
    ) -> str:
        size = sum(self.sizes[place : place + span])
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
            + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
            + ('<w:textDirection w:val="tbRlV"/>' if upright else "")
            + f'<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
        )


def _row(cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"


def any_wide(tables: Sequence[Table], page: Page, style: Style) -> bool:
    """Whether one of some tables is too wide for a page."""
    return any(is_wide(on_paper(table, style.headings), page) for table in tables)
