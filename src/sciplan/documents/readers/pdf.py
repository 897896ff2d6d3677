"""Reads a PDF with a text layer: paragraphs and ruled tables, without page numbers.

pypdfium2 reads the text; a page that has lines, or lies on its side, is read by pdfplumber, which
is slower but sees tables.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from sciplan.base.errors import SciplanError
from sciplan.base.numerals import CHINESE_NUMBER, LARGE_NUMBER
from sciplan.documents.doubt import Doubt
from sciplan.documents.readers.document import (
    IN_PARAGRAPHS,
    Block,
    ColumnHeads,
    Document,
    Paragraph,
    grid,
)
from sciplan.documents.readers.pdfcolumns import aligned, has_header
from sciplan.documents.readers.pdflines import PdfLine, lines_of
from sciplan.documents.readers.pdftable import Plumber, Ruled, TextLine

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MAX_PAGES = 2000
_PAGE_NUMBER = re.compile(
    r"[-—–－─~·\s]*(?:第\s*|Page\s*)?\d{1,4}(?:\s*页)?(?:\s*(?:[/／共，,]|of)+\s*\d{1,4}\s*页?)?[-—–－─~·\s]*"
    r"|共\s*\d{1,4}\s*页[\s，,/／]*第\s*\d{1,4}\s*页"
)
_OPENS = re.compile(
    rf"\s*(?:第{LARGE_NUMBER}[章节条编部篇]|{CHINESE_NUMBER}、|"
    rf"[（(]{CHINESE_NUMBER}[）)]"
    r"|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[）)]|[①-⑳]|——|[*•●])"
)
_ENDS = tuple("。！？；：…”）)")
_SHORT = 0.7
"""A line of so much of the full width ends its paragraph, whatever it ends with."""
_FEWEST_RULES = 6
"""A table has at least so many lines or boxes."""
_REPEATED = 3
"""A line at the edge of so many pages is a header or footer."""


PdfPage = list[PdfLine | Ruled]
"""What stands on a page, from the top."""


def read(raw: bytes, path: str, heads: ColumnHeads) -> Document:
    """Return a PDF's paragraphs.

    Raises:
        SciplanError: It is broken, locked, or has no text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "有密码，请先去掉密码" if locked else "已损坏或不完整，读不出来"
        raise SciplanError(f"{path} {reason}") from error
    reader = _Pages(raw, path, heads)
    try:
        pages = list(reader.pages(document))
    except pypdfium2.PdfiumError as error:
        raise SciplanError(f"{path} 已损坏或不完整，读不出来") from error
    finally:
        document.close()
    blocks = tuple(_numbered(_blocks(_without_edges(pages))))
    if not blocks:
        raise SciplanError(
            f"{path} 没有文字层，像是扫描件；请向发文单位要 Word 文件，或先做文字识别（OCR）再导入"
        )
    return Document(path, blocks, IN_PARAGRAPHS, doubts=tuple(reader.doubts()))


@dataclass(slots=True)
class _Pages:
    """Reads the pages of one file."""

    raw: bytes
    path: str
    heads: ColumnHeads
    plumber: Plumber | None = None
    without_tables: list[int] = field(default_factory=list)
    """Pages whose tables could not be read."""
    unruled: list[int] = field(default_factory=list)
    """Pages with tables without lines that could not be told apart from text."""
    without_text: list[int] = field(default_factory=list)
    """Pages that are pictures."""

    def pages(self, document: "PdfDocument") -> Iterator[PdfPage]:
        if len(document) > MAX_PAGES:
            raise SciplanError(f"{self.path} 超过 {MAX_PAGES} 页，请拆开后再导入")
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield self.page(page, text, number)
            text.close()
            page.close()

    def page(self, page: "PdfPage", text: "PdfTextPage", number: int) -> PdfPage:
        if not text.count_chars():
            if _has(page, "FPDF_PAGEOBJ_IMAGE", 1):
                self.without_text.append(number + 1)
            return []
        turned = page.get_rotation() != 0
        if turned or _has(page, "FPDF_PAGEOBJ_PATH", _FEWEST_RULES):
            found = self.ruled(number)
            # Lines across alone bound no cells; then the columns may be told by their places.
            if found and (turned or any(isinstance(piece, Ruled) for piece in found)):
                return found
        return self.text_page(list(_pieces(text)), number)

    def text_page(self, pieces: Sequence[PdfLine], number: int) -> PdfPage:
        """Return what stands on a page without lines; tables may be set in columns all the same."""
        found = aligned(pieces, self.heads)
        if found is None:
            if has_header(pieces, self.heads):
                self.unruled.append(number + 1)
            return [*lines_of(pieces)]
        return [*lines_of(found.above), found.table, *self.text_page(found.below, number)]

    def doubts(self) -> Iterator[Doubt]:
        return (Doubt(code="unread-part", message=words) for words in self.unread())

    def unread(self) -> Iterator[str]:
        if self.without_text:
            pages = "、".join(map(str, self.without_text))
            yield f"第 {pages} 页没有文字层，像是扫描的图；请先做文字识别（OCR），或照图补入"
        if self.without_tables:
            pages = "、".join(map(str, self.without_tables))
            yield f"第 {pages} 页的表格线没有读出，只读了文字；请对照补入，或改用 Word 文件"
        if self.unruled:
            pages = "、".join(map(str, self.unruled))
            yield (
                f"第 {pages} 页有没有格线的表格，各行各列没有分清，只读了文字；"
                "请对照补入，或改用 Word、Excel 文件"
            )

    def ruled(self, number: int) -> PdfPage | None:
        """Return what stands on a page with lines; None where its text alone can be read."""
        try:
            self.plumber = self.plumber or Plumber(self.raw)
            tables, lines = self.plumber.page(number)
        except ImportError:
            raise
        except Exception:  # noqa: BLE001
            # pdfminer fails in many ways on files that pdfium still reads; so the page keeps its
            # text, and the user is told.
            self.without_tables.append(number + 1)
            return None
        found: PdfPage = [*tables, *(_line(line) for line in lines)]
        return sorted(found, key=_down)


def _has(page: "PdfPage", kind: str, count: int) -> bool:
    """Whether a page has so many objects of a kind."""
    from pypdfium2 import raw

    objects = page.get_objects(filter=(getattr(raw, kind),))
    return sum(1 for _ in islice(objects, count)) >= count


def _line(line: TextLine) -> PdfLine:
    left, top, right, bottom = line.box
    return PdfLine(line.text, left, right, -top, max(bottom - top, 1.0))


def _down(piece: PdfLine | Ruled) -> float:
    return piece.box[1] if isinstance(piece, Ruled) else -piece.top


def _numbered(blocks: Iterable[str | Ruled]) -> Iterator[Block]:
    number = 1
    for block in blocks:
        if isinstance(block, str):
            yield Paragraph(block, number)
            number += 1
        else:
            yield grid(block.rows, number)
            number += len(block.rows)


def _pieces(page: "PdfTextPage") -> Iterator[PdfLine]:
    """Yield the stretches of text that pdfium finds, in its order."""
    for number in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(number)
        text = page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").strip()
        yield PdfLine(text, left, right, top, max(top - bottom, 1.0))


def _without_edges(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Drop page numbers, and what stands at the edge of several pages."""
    edges = Counter(
        _alike(piece.text)
        for page in pages
        for piece in {*page[:1], *page[-1:]}
        if isinstance(piece, PdfLine)
    )
    running = {text for text, count in edges.items() if count >= _REPEATED and text.strip("#")}
    return [
        [piece for place, piece in enumerate(page) if not _is_edge(page, place, running)]
        for page in pages
    ]


def _alike(text: str) -> str:
    """Return a text that is the same on every page, though it has the page's number."""
    return re.sub(r"\d+", "#", text)


def _is_edge(page: PdfPage, place: int, running: set[str]) -> bool:
    piece = page[place]
    near = place < 2 or place >= len(page) - 2
    if not near or isinstance(piece, Ruled):
        return False
    return _alike(piece.text) in running or bool(_PAGE_NUMBER.fullmatch(piece.text))


def _blocks(pages: Sequence[PdfPage]) -> Iterator[str | Ruled]:
    """Yield paragraphs and tables in order."""
    pieces = [piece for page in pages for piece in page]
    lines = [piece for piece in pieces if isinstance(piece, PdfLine)]
    long = [line for line in lines if len(line.text) > 15]
    left = _usual(line.left for line in long) or (lines[0].left if lines else 0.0)
    right = max((line.right for line in long or lines), default=0.0)
    paragraph = ""
    before: PdfLine | None = None
    for piece in pieces:
        if isinstance(piece, Ruled):
            if paragraph:
                yield paragraph
            yield piece
            paragraph, before = "", None
            continue
        if before is not None and _begins(piece, before, left, right):
            yield paragraph
            paragraph = ""
        glue = " " if paragraph[-1:].isascii() and piece.text[:1].isascii() and paragraph else ""
        paragraph += glue + piece.text
        before = piece
    if paragraph:
        yield paragraph


def _begins(line: PdfLine, before: PdfLine, left: float, right: float) -> bool:
    """Whether a line begins a paragraph: indented, after a short line, or opened by a number."""
    size = max(line.height, before.height)
    if _OPENS.match(line.text) or line.left > left + size * 1.2:
        return True
    width = before.right - left
    if width < (right - left) * _SHORT:
        return True
    return before.right < right - size * 1.8 and before.text.endswith(_ENDS)


def _usual(places: Iterator[float]) -> float:
    common = Counter(round(place) for place in places).most_common(1)
    return float(common[0][0]) if common else 0.0
