"""Reads a web page: its text by blocks, and its tables."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sciplan.base.errors import SciplanError
from sciplan.base.raised import lowered, raised
from sciplan.documents.doubt import Doubt
from sciplan.documents.readers import markup
from sciplan.documents.readers.document import Block, ColumnHeads, Document, Paragraph, Repair, grid
from sciplan.documents.readers.encoding import decoded
from sciplan.documents.readers.listing import Listing

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import PageElement

_SKIPPED = frozenset("script style noscript template head nav button select svg iframe".split())
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol tr td th table section article header footer main dd dt dl "
    "blockquote center body title form fieldset pre".split()
)
_WAYS = re.compile(r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?)\d*(?:$|[-_ ])")
"""Class or id of a part of the page that leads elsewhere."""
_WAYS_SHARE = 0.2
"""Such a part holds no more of the page's characters."""
_UNSHOWN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)
_GONE: Mapping[str, str] = {
    **dict.fromkeys(("del", "s", "strike"), "划去的文字"),
    "textarea": "网页上的输入框",
    "template": "网页上隐藏的内容",
}
"""Tag → what such an element holds, which is left out and told."""
_ALWAYS_SHOWN = frozenset(("html", "body", "script", "style"))
_SHIFTED: Mapping[str, Callable[[str], str]] = {"sup": raised, "sub": lowered}
_LONGEST_TOLD = 28
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534
"""What HTML allows a merged cell."""
_MOST_CELLS = 500_000
_META_NAMES = {
    "articletitle": "标题",
    "pubdate": "发布日期",
    "publishdate": "发布日期",
    "contentsource": "来源",
    "fwzh": "发文字号",
}
_SITE = re.compile(r"\s?(?<!\d)[-_|–—]{1,9}(?!\d)\s?(?![^（(]{0,60}[）)])")
"""What parts a page's title from its site's name; a period, or a bracket, may hold a dash too."""
_SHORTEST_TITLE = 6
_FEWEST_OF_ONE_ROW = 4
_LAYOUT_CELL = 600
"""A cell of more characters, in a table of two columns, is a part of the page."""


def read(raw: bytes, path: str, _heads: ColumnHeads) -> Document:
    """Return a page's paragraphs and tables.

    Raises:
        SciplanError: It is no page.
    """
    text = decoded(raw, path)
    # lxml refuses a declaration of encoding in text that is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root, cut = markup.page(text)
    except ValueError as error:
        raise SciplanError(f"{path} 不是能读的网页") from error
    left_out = tuple(_left_out(root))
    _shift(root)
    try:
        blocks = tuple(_Walker(_ways(root)).blocks(root))
    except _TooWideError as error:
        raise SciplanError(f"{path} 的表格过大（超过 {_MOST_CELLS} 格）") from error
    return Document(path, blocks, meta=_meta(root), left_out=left_out, doubts=_cut_off(cut, blocks))


class _TooWideError(Exception):
    """A table has too many cells: its merged ones may claim any number."""


def _left_out(root: "PageElement") -> Iterator[Repair]:
    """Take out of a page what it doesn't show or strikes out, and tell it."""
    kinds = ((element, _gone(element)) for element in list(root.iter()))
    gone: set[PageElement] = set()
    for element, kind in kinds:
        if not kind or any(around in gone for around in element.iterancestors()):
            continue
        gone.add(element)
        text = " ".join(element.text_content().split())
        if text:
            yield Repair(kind, element.sourceline or 1, text[:_LONGEST_TOLD], "")
        element.drop_tree()


def _gone(element: "PageElement") -> str:
    """Return what an element that is left out holds, empty for one that stays."""
    if element.tag in _ALWAYS_SHOWN or not isinstance(element.tag, str):
        return ""
    unshown = element.get("hidden") is not None or _UNSHOWN.search(element.get("style") or "")
    return "网页上隐藏的内容" if unshown else _GONE.get(element.tag, "")


def _shift(root: "PageElement") -> None:
    """Put raised and lowered characters for those above and below the line."""
    for element in root.iter(*_SHIFTED):
        shifted = _SHIFTED[str(element.tag)]
        for inner in element.iter():
            inner.text = shifted(inner.text) if inner.text else None
            if inner is not element and inner.tail:
                inner.tail = shifted(inner.tail)


def _cut_off(line: int, blocks: Sequence[Block]) -> tuple[Doubt, ...]:
    """Return the doubt that a page was read up to a line only."""
    if not line:
        return ()
    words = f"网页嵌套过深或有过长的一段，第 {line} 行起没有读；请打开网页，复制文字后导入"
    last = max((block.line for block in blocks), default=1)
    return (Doubt(code="unread-part", message=words, line=min(line, last)),)


def _ways(root: "PageElement") -> frozenset["PageElement"]:
    """Return the parts of a page that lead elsewhere, by their class or id."""
    found = [
        element
        for element in root.iter("div", "ul", "ol", "p", "aside")
        if _WAYS.search((element.get("class") or "").lower())
        or _WAYS.search((element.get("id") or "").lower())
    ]
    most = len(root.text_content()) * _WAYS_SHARE if found else 0
    return frozenset(one for one in found if len(one.text_content()) <= most)


def _meta(root: "PageElement") -> dict[str, str]:
    """Return what a page's head says of the document, by the names that government sites use."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = _META_NAMES.get((element.get("name") or "").lower(), "")
        value = " ".join((element.get("content") or "").split())
        if key and value:
            found.setdefault(key, value)
    if "标题" not in found:
        title = _heading(root)
        found |= {"题名": title} if title else {}
    return found


def _heading(root: "PageElement") -> str:
    """Return the page's only <h1>, else its <title> without the site's name."""
    headings = [" ".join(one.text_content().split()) for one in root.iter("h1")]
    if len([text for text in headings if text]) == 1:
        return next(filter(None, headings))
    title = next((one.text_content() for one in root.iter("title")), "")
    first = _SITE.split(" ".join(title.split()), maxsplit=1)[0].strip()
    return first if len(first) >= _SHORTEST_TITLE else ""


@dataclass(slots=True)
class _Walker:
    """Gathers text until a block ends.

    Args:
        skipped: Elements to leave out.
    """

    skipped: frozenset["PageElement"] = frozenset()
    pieces: list[str] = field(default_factory=list)
    listing: Listing = field(default_factory=Listing)
    line: int = 1

    def blocks(self, root: "PageElement") -> Iterator[Block]:
        walk = markup.walk(root)
        for event, element in walk:
            tag = element.tag
            if tag in _BLOCKS or (tag == "br" and event == "start"):
                yield from self.flush()
            if event == "end":
                self.listing.end(tag)
                self.pieces.append(element.tail or "")
            elif _is_data(element, tag):
                yield grid(_rows(element), element.sourceline or 1)
                walk.skip_subtree()
            elif tag in _SKIPPED or element in self.skipped:
                yield from self.flush()
                walk.skip_subtree()
            else:
                if tag in _BLOCKS or tag == "br":
                    self.line = element.sourceline or self.line
                self.listing.begin(element, tag)
                self.pieces.append(element.text or "")
        yield from self.flush()

    def flush(self) -> Iterator[Paragraph]:
        text = _BLANKS.sub(" ", "".join(self.pieces)).strip()
        self.pieces = []
        if text:
            yield Paragraph(self.listing.numbered(text), self.line)


def _is_data(element: "PageElement", tag: str) -> bool:
    """Whether a table holds data; one around a table of data lays out the page."""
    if tag != "table" or not _is_wide(element, 3, 2):
        return False
    return not any(_is_wide(inner, 2, 2) for inner in element.iterfind(".//table"))


def _is_wide(table: "PageElement", wide: int, narrow: int) -> bool:
    """Whether a table has several rows, with several cells in most.

    Args:
        table: The table.
        wide: So many cells are several, whatever they hold.
        narrow: So many are several where all cells are short.
    """
    rows = [_cells(row) for row in _own_rows(table)]
    short = all(len(cell.text_content()) < _LAYOUT_CELL for cells in rows for cell in cells)
    if len(rows) < 2:
        return short and sum(map(len, rows)) >= _FEWEST_OF_ONE_ROW
    if sum(len(cells) >= wide for cells in rows) * 2 >= len(rows):
        return True
    return short and sum(len(cells) >= narrow for cells in rows) * 2 >= len(rows)


def _own_rows(table: "PageElement") -> Iterator["PageElement"]:
    """Yield a table's rows, not those of tables within."""
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from _own_rows(element)


def _cells(row: "PageElement") -> list["PageElement"]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _rows(table: "PageElement") -> list[list[str]]:
    """Return a table's rows; merged cells are filled in."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    left = _MOST_CELLS
    for row in _own_rows(table):
        rows.append(_row(deque(_cells(row)), hanging, left))
        left -= len(rows[-1])
    return rows


def _row(
    waiting: "deque[PageElement]", hanging: dict[int, tuple[int, str]], most: int
) -> list[str]:
    """Return a row's cells.

    Args:
        waiting: The cells that begin in it.
        hanging: Column → in how many rows more, and what, cells from above hang down; kept up.
        most: So many cells it may have.
    """
    cells: list[str] = []
    while waiting or len(cells) in hanging:
        if len(cells) in hanging:
            down, text = hanging.pop(len(cells))
            wide = 1
        else:
            cell = waiting.popleft()
            text = _cell_text(cell)
            down = _span(cell, "rowspan", _MOST_ROWS)
            wide = _span(cell, "colspan", _MOST_COLUMNS)
        for _ in range(wide):
            if down > 1:
                hanging[len(cells)] = (down - 1, text)
            cells.append(text)
        if len(cells) > most:
            raise _TooWideError
    return cells


def _span(cell: "PageElement", name: str, most: int) -> int:
    value = cell.get(name, "1").strip()[:9]
    number = int(value) if value.isascii() and value.isdigit() else 1
    # rowspan="0" goes down to the table's end.
    return min(number or (most if name == "rowspan" else 1), most)


def _cell_text(cell: "PageElement") -> str:
    walker = _Walker()
    lines = [block.text for block in walker.blocks(cell) if isinstance(block, Paragraph)]
    tail = (cell.tail or "").strip()
    if tail and lines and lines[-1].endswith(tail):
        lines[-1] = lines[-1].removesuffix(tail)
    return "\n".join(lines)
