"""How a section of the page looks, by its `look`: one function each."""

from collections.abc import Callable, Iterator
from itertools import groupby

from sciplan.base.answer import Column, Part, Row, cell_text
from sciplan.base.chart import Bar, Bars
from sciplan.formats.drawing.bars import longest, pieces
from sciplan.formats.drawing.canvas import series
from sciplan.formats.page import html
from sciplan.formats.page.model import Section, Sheet

_Look = Callable[[Sheet, Section, int], Iterator[str]]
_BAR = Column(key="bar", title="图")


def _plain(sheet: Sheet, section: Section, level: int) -> Iterator[str]:
    """Yield an answer's parts one under another, with their titles where there are several."""
    parts = list(section.answer.parts)
    for part in parts:
        if len(parts) > 1:
            yield f"<h{level}>{html.text(part.title)}</h{level}>"
        yield from html.part(part, sheet.key, level + (len(parts) > 1))


def _bars(sheet: Sheet, section: Section, _level: int) -> Iterator[str]:
    """Yield a table of counts with a bar in each row; the first column names what is counted."""
    chart = next(chart for chart in section.answer.charts if isinstance(chart, Bars))
    most = longest(chart)
    (part,) = section.answer.parts
    (table,) = part.tables
    place = next(i for i, column in enumerate(table.columns) if column.key == "unit") + 1
    yield from html.paragraphs(part.lead)
    yield _legend(chart)
    yield '<div class="scroll" tabindex="0"><table class="sorted">'
    yield html.head([*table.columns[:place], _BAR, *table.columns[place:]])
    yield "<tbody>"
    for row, bar in zip(table.rows, chart.bars, strict=True):
        cells = [*html.cells(table.columns, row, None)]
        cells[place - 1] = f"<td>{html.link(sheet.key, 'unit', bar.label)}"
        cells.insert(place, f"<td class=bar>{_bar(chart, bar, most)}")
        yield f'<tr id="{html.target(sheet.key, "unit", bar.label)}">{"".join(cells)}</tr>'
    yield "</tbody>"
    if table.total:
        cells = [*html.cells(table.columns, table.total, None)]
        cells.insert(place, "<td>")
        yield f"<tfoot><tr>{''.join(cells)}</tr></tfoot>"
    yield "</table></div>"
    yield from html.paragraphs(table.notes, "note")


def _bar(chart: Bars, bar: Bar, most: int) -> str:
    """Return a bar; the numbers stand beside it, so it says nothing to who can't see."""
    rects = "".join(
        f'<rect class="s{series(piece.place, chart.series[piece.place])}" '
        f'x="{piece.start * 100:.4g}" width="{piece.length * 100:.4g}" height="9"/>'
        for piece in pieces(bar, most)
    )
    view = 'viewBox="0 0 100 9" preserveAspectRatio="none"'
    return f'<svg {view} aria-hidden="true">{rects}</svg>'


def _legend(chart: Bars) -> str:
    items = "".join(
        f'<li><svg viewBox="0 0 9 9" aria-hidden="true">'
        f'<rect class="s{series(place, word)}" width="9" height="9"/></svg>{html.text(word)}</li>'
        for place, word in enumerate(chart.series)
    )
    return f'<ul class="legend">{items}</ul>'


def _matrix(sheet: Sheet, section: Section, _level: int) -> Iterator[str]:
    """Yield where the script draws the matrix, and its filters."""
    del sheet
    for part in section.answer.parts:
        yield from html.paragraphs(part.lead)
        yield '<p class="noscript">这里的矩阵由网页脚本画出；脚本没有运行时请看下面的“举措”。</p>'
        yield '<form class="filter" hidden></form><div class="grid" data-grid="matrix"></div>'
        yield from html.paragraphs(part.notes, "note")


def _heat(sheet: Sheet, section: Section, level: int) -> Iterator[str]:
    """Yield where the script draws the heat map; under it the parts as they are."""
    yield '<form class="heads" hidden></form><div class="grid" data-grid="heat"></div>'
    yield from _plain(sheet, section, level)


def _cards(sheet: Sheet, section: Section, level: int) -> Iterator[str]:
    """Yield a card for each part, under the headings that the parts' first line gives."""
    for group, parts in groupby(section.answer.parts, key=_group):
        if group:
            yield f"<h{level} class=group>{html.text(group)}</h{level}>"
        for part in parts:
            yield from _card(sheet, section, part, level + bool(group))


def _group(part: Part) -> str:
    for table in part.tables:
        for row in table.rows:
            if row.cells[0] == "章节":
                return str(row.cells[1])
    return ""


def _card(sheet: Sheet, section: Section, part: Part, level: int) -> Iterator[str]:
    ident, _, title = part.title.partition(" ")
    kind = "measure" if section.key == "measures" else "provision"
    named = html.link(sheet.key, kind, ident) if kind == "measure" else html.text(ident)
    items = "".join(_item(row) for table in part.tables for row in table.rows)
    yield (
        f'<article id="{html.target(sheet.key, kind, ident)}">'
        f"<h{level}>{named} {html.text(title)}</h{level}><dl>{items}</dl></article>"
    )


def _item(row: Row) -> str:
    name, value = row.cells
    if isinstance(value, tuple):
        return f"<dt>{html.text(name)}<dd class=n>{html.text(cell_text(value))}"
    return f"<dt>{html.text(name)}<dd>{html.text(str(value))}"


LOOKS: dict[str, _Look] = {
    "plain": _plain,
    "bars": _bars,
    "matrix": _matrix,
    "heat": _heat,
    "cards": _cards,
}


def drawn(sheet: Sheet, section: Section, level: int) -> Iterator[str]:
    """Yield what stands under a section's heading.

    Args:
        sheet: Its sheet.
        section: The section.
        level: Of headings inside it.
    """
    return LOOKS[section.look](sheet, section, level)
