"""One web page that stands alone: nothing is loaded, nothing runs; made to be printed."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from sciplan.base.answer import Answer, Column, Part, Table
from sciplan.formats.office.layout import TextRow, Widths, centred, line_of, lines_of, on_paper
from sciplan.formats.office.marks import marks
from sciplan.formats.office.outline import title_of
from sciplan.formats.office.text import clean

_PORTRAIT_ROOM = 84
_STYLE = """\
:root { color-scheme: light; }
body { font: 16px/1.7 "FangSong", "仿宋", "FangSong_GB2312", "STFangsong", "Source Han Serif SC",
  "Noto Serif CJK SC", "Songti SC", "SimSun", serif; color: #000; background: #fff;
  max-width: 76em; margin: 2em auto; padding: 0 1em; }
h1, h2, caption, thead th, tfoot :is(th, td) { font-family: "SimHei", "黑体", "STHeiti",
  "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC",
  "WenQuanYi Micro Hei", sans-serif;
  font-weight: normal; }
h1 { font-size: 1.75em; line-height: 1.4; text-align: center; margin: 0 0 .3em; }
h2 { font-size: 1.3em; margin: 1.6em 0 .4em; }
caption { font-size: 1.1em; margin: 1.2em 0 .4em; text-align: left; }
caption.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
p { margin: .3em 0; overflow-wrap: anywhere; }
.heading { text-align: center; margin-bottom: 1.4em; }
.note { font-size: .85em; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9em; line-height: 1.5; }
th, td { border: 1px solid #000; padding: .25em .5em; vertical-align: middle; text-align: left;
  overflow-wrap: anywhere; }
td, [scope="row"] { white-space: pre-line; }
[scope="row"] { font-weight: normal; }
thead th { text-align: center; background: #f2f2f2; }
.middle { text-align: center; white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
.upright { writing-mode: vertical-rl; text-orientation: upright; white-space: nowrap;
  padding: .4em .1em; letter-spacing: .05em; }
.dense { font-size: .8em; }
.by-hand td { height: 12mm; }
td.mark { text-align: center; padding: .25em .1em; }
.bold { font-weight: bold; }
.filled { background: #d9d9d9; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.group td, .detail td { font-family: "KaiTi", "楷体", "STKaiti", "Kaiti SC", "FangSong", serif; }
.group td { background: #fafafa; }
@media screen {
  .scroll { max-height: 92vh; overflow: auto; position: relative; }
  table { min-width: var(--least, 0); border-collapse: separate; border-spacing: 0; }
  th, td { border-width: 0 1px 1px 0; background-clip: padding-box; }
  thead th { position: sticky; top: 0; z-index: 2; border-top-width: 1px; }
  thead th:not(.upright) { min-width: 2.2em; }
  tr > :first-child { border-left-width: 1px; }
  tr > :first-child:not([colspan]) { position: sticky; left: 0; z-index: 1;
    background-color: #fff; }
  thead tr > :first-child:not([colspan]) { z-index: 3; background-color: #f2f2f2; }
  .dense td:not(.mark):not(:first-child):not([colspan]) { min-width: 8em; }
}
@page { size: A4; margin: 20mm 15mm; }
@page wide { size: A4 landscape; margin: 15mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 12pt; }
  .scroll { overflow: visible; }
  .turned { page: wide; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr { break-inside: avoid; }
  h1, h2, caption, .group { break-after: avoid; }
  .own + .own { break-before: page; }
  thead th, .group td { background: none; }
  .dense { font-size: 8pt; }
}
"""


def render(answer: Answer) -> str:
    """Return an answer as an HTML page."""
    return "\n".join(_page(answer, list(answer.parts))) + "\n"


def _page(answer: Answer, parts: list[Part]) -> Iterator[str]:
    title = title_of(answer, parts)
    yield "<!DOCTYPE html>"
    yield '<html lang="zh-CN">'
    yield '<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>"
    # On paper a page is turned as a whole: the title goes with the first part.
    yield '<header class="turned">' if parts and _is_wide(parts[0]) else "<header>"
    yield f"<h1>{_text(title)}</h1>"
    yield f'<p class="heading">{_text(answer.heading)}</p>\n</header>'
    for part in parts:
        yield from _part(part, titled=clean(part.title) != title)
    yield from _paragraphs(answer.notes, "note")
    yield "</body>\n</html>"


def _part(part: Part, *, titled: bool) -> Iterator[str]:
    names = [*(["own"] if part.own_pages else []), *(["turned"] if _is_wide(part) else [])]
    yield f'<section class="{" ".join(names)}">' if names else "<section>"
    if titled:
        yield f"<h2>{_text(part.title)}</h2>"
    yield from _paragraphs(part.lead)
    for table in part.tables:
        yield from _table(on_paper(table, {}), part.title)
        yield from _paragraphs(table.notes, "note")
    yield from _paragraphs(part.notes, "note")
    yield "</section>"


def _is_wide(part: Part) -> bool:
    return part.landscape or any(
        Widths(table.columns, [line.cells for line in lines_of(table)]).comfortable > _PORTRAIT_ROOM
        for table in part.tables
    )


def _paragraphs(texts: Iterable[str], name: str = "") -> Iterator[str]:
    for text in texts:
        yield f'<p class="{name}">{_text(text)}</p>' if name else f"<p>{_text(text)}</p>"


def _table(table: Table, subject: str) -> Iterator[str]:
    """Yield a table; one without a title of its own says to who can't see it what it is about."""
    if not table.columns:
        return
    lines = lines_of(table)
    widths = Widths(table.columns, [line.cells for line in lines])
    classes = [
        _class(column, middle=middle)
        for column, middle in zip(table.columns, centred(table, widths), strict=True)
    ]
    names = [*(["dense"] if "mark" in classes else []), *(["by-hand"] if table.by_hand else [])]
    named = f' class="{" ".join(names)}"' if names else ""
    # A table narrower than this would have columns of a character or two; it is moved instead.
    least = min(widths.comfortable / 2 + len(table.columns), _PORTRAIT_ROOM / 2)
    size = "" if "mark" in classes else f' style="--least: {least:g}em"'
    yield f'<div class="scroll" tabindex="0">\n<table{named}{size}>'
    unseen = "" if table.title else ' class="unseen"'
    yield f"<caption{unseen}>{_text(table.title or subject)}</caption>"
    yield from _column_widths(widths)
    yield "<thead>"
    yield _row([_cell("th", *_head(column), scope="col") for column in table.columns])
    yield "</thead>\n<tbody>"
    for group, members in groupby(lines, key=lambda line: line.group):
        if group:
            yield _across(group, len(classes), "group")
        for line in members:
            yield from _line(line, classes, table.columns)
    yield "</tbody>"
    if table.total:
        total = line_of(table.columns, table.total)
        yield f"<tfoot>\n{_data(classes, total.cells)}\n</tfoot>"
    yield "</table>\n</div>"


def _column_widths(widths: Widths) -> Iterator[str]:
    """Share the width as paper does; browsers starve short columns beside long lists.

    The columns of a matrix are as narrow as a browser can make them.
    """
    if any(column.upright for column in widths.columns):
        return
    # Margins of cells take some two half characters.
    shares = [share + 2 for share in widths.share(_PORTRAIT_ROOM)]
    whole = sum(shares)
    yield "".join(f'<col style="width: {share / whole:.1%}">' for share in shares)


def _class(column: Column, *, middle: bool) -> str:
    if column.upright:
        return "mark"
    if column.number:
        return "number"
    return "middle" if middle else ""


def _marked(name: str, column: Column, text: str) -> str:
    if not column.bold:
        return name
    marked = marks(column, text)
    return " ".join(
        filter(None, [name, "bold" if marked.bold else "", "filled" if marked.filled else ""])
    )


def _head(column: Column) -> tuple[str, str]:
    return ("upright" if column.upright else ""), clean(column.title)


def _line(line: TextRow, classes: list[str], columns: Sequence[Column]) -> Iterator[str]:
    named = map(_marked, classes, columns, line.cells)
    yield _data(list(named), line.cells)
    for detail in line.details:
        yield _across(detail, len(classes), "detail")


def _across(text: str, columns: int, name: str) -> str:
    return f'<tr class="{name}"><td colspan="{columns}">{_text(text)}</td></tr>'


def _data(names: Sequence[str], texts: Sequence[str]) -> str:
    """Return a row; its first cell says what the others are about, if it says anything."""
    first, *others = zip(names, texts, strict=True)
    heading = others and first[1]
    said = _cell("th", *first, scope="row") if heading else _cell("td", *first)
    return _row([said, *(_cell("td", *each) for each in others)])


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, name: str, text: str, scope: str = "") -> str:
    named = f' class="{name}"' if name else ""
    scoped = f' scope="{scope}"' if scope else ""
    return f"<{tag}{named}{scoped}>{_text(text)}</{tag}>"


def _text(text: str) -> str:
    return escape(clean(text))
