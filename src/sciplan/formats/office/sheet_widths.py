"""How wide the columns of a sheet to print are."""

from collections.abc import Sequence

from sciplan.formats.office.excel import (
    FONT_SIZE,
    HIGHEST,
    PAPER,
    SheetPaper,
    columns_room,
    text_height,
    width_in_points,
)
from sciplan.formats.office.grid import spans
from sciplan.formats.office.laid import LaidTable
from sciplan.formats.office.layout import COMFORT

_MARK_SPARE = 0.5
_TITLES = 40, COMFORT
"""Halves of a character of a column beside upright ones; the second where print would be small."""
_FILLED_SCALES = 9 / FONT_SIZE, 0.63, 0.5
"""A sheet that is filled in may be printed at this part of its size, to have room to type in: at 9
points; the second where the columns of a small sheet would be narrow; the others where a row would
be higher than programs can show."""
_LOOSE = 1.15
"""What its columns get beyond the least that they need."""
_TIGHT = 1.1
"""How much of that they may lack."""


def sheet_widths(tables: Sequence[LaidTable], paper: SheetPaper) -> list[float]:
    """Return the widths of a sheet's columns, those of the table with most; tell the others theirs.

    Args:
        tables: The sheet's tables; their `spans` are set.
        paper: What it is printed on.

    Returns:
        Halves of a character.
    """
    if not tables:
        # LibreOffice never makes a single column smaller, however far it runs over the page.
        return [columns_room(paper, 2) / 2] * 2
    base = max(tables, key=lambda laid: len(laid.table.columns))
    sizes = _shares(base, paper)
    keys = [(column.key, size) for column, size in zip(base.table.columns, sizes, strict=True)]
    for laid in tables:
        if laid is not base:
            columns = [column.key for column in laid.table.columns]
            laid.spans = spans(columns, _shares(laid, paper), keys)
    return sizes


def _shares(laid: LaidTable, paper: SheetPaper) -> list[float]:
    if laid.upright:
        return _beside_marks(laid, paper)
    count = len(laid.table.columns)
    room = columns_room(paper, count) - count
    if laid.filled_in:
        return _roomy(laid, paper, room)
    return [share + 1 for share in laid.widths.share(max(room, count * 4))]


def is_narrow(tables: Sequence[LaidTable], paper: SheetPaper) -> bool:
    """Whether what is filled in has not enough room on a paper, printed at 9 points."""
    return any(
        laid.filled_in and _wanted(laid) > _most(laid, paper, _FILLED_SCALES[0]) * _TIGHT
        for laid in tables
    )


def _wanted(laid: LaidTable) -> float:
    """Return how many halves of a character the columns of what is filled in want."""
    return laid.widths.least(laid.typed) * _LOOSE


def _most(laid: LaidTable, paper: SheetPaper, scale: float) -> float:
    """Return how many a paper has for them at a scale."""
    count = len(laid.table.columns)
    return columns_room(paper._replace(width=paper.width / scale), count) - count


def _beside_marks(laid: LaidTable, paper: SheetPaper) -> list[float]:
    """Return widths of upright columns, and of the others as much as can be printed large."""
    made: list[float] = []
    for most in _TITLES:
        made = [
            (size + (_MARK_SPARE if size > 2 else 0))
            if column.upright
            else float(min(size, most) + 2)
            for column, size in zip(laid.table.columns, laid.widths.natural, strict=True)
        ]
        if width_in_points(made) <= paper.width:
            break
    return made


def _roomy(laid: LaidTable, paper: SheetPaper, room: float) -> list[float]:
    """Return widths that leave room to type in, which goes before large print."""
    made: list[float] = []
    scales = _FILLED_SCALES[paper.number == PAPER["A4"] and is_narrow([laid], paper) :]
    for scale in scales:
        most = _most(laid, paper, scale)
        # The wider sheet takes all of its pages.
        wanted = _wanted(laid) if scale == scales[0] else most
        share = laid.widths.share_typed(max(room, min(wanted, most)), laid.typed)
        made = [size + 1 for size in share]
        highest = max(
            (
                text_height(text, [size])
                for line in laid.lines
                for text, size in zip(line.cells, made, strict=True)
            ),
            default=0.0,
        )
        if highest <= HIGHEST:
            break
    return made
