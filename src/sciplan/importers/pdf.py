"""Reads a PDF with a text layer: lines joined back into paragraphs, page numbers dropped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sciplan.errors import SciplanError
from sciplan.importers.document import Document, Paragraph

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MAX_PAGES = 2000
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–－·\s]*"
)
_OPENS = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+[章节条编部篇]|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[）)]|[①-⑳]|——|[*•●])"
)
_ENDS = tuple("。！？；：…”）)")
_SHORT = 0.7
"""A line of so much of the full width ends its paragraph, whatever it ends with."""
_REPEATED = 3
"""A line at the edge of so many pages is a header or footer."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page; measures in points, `top` from the page's bottom edge."""

    text: str
    left: float
    right: float
    top: float
    height: float


def read(raw: bytes, path: str) -> Document:
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
    try:
        pages = list(_pages(document, path))
    except pypdfium2.PdfiumError as error:
        raise SciplanError(f"{path} 已损坏或不完整，读不出来") from error
    finally:
        document.close()
    paragraphs = list(_paragraphs(_without_edges(pages)))
    if not paragraphs:
        raise SciplanError(f"{path} 没有文字层，像是扫描件；请先做文字识别（OCR）再导入")
    numbered = tuple(Paragraph(text, number) for number, text in enumerate(paragraphs, 1))
    return Document(path, numbered, "段")


def _pages(document: "PdfDocument", path: str) -> Iterator[list[_Line]]:
    if len(document) > MAX_PAGES:
        raise SciplanError(f"{path} 超过 {MAX_PAGES} 页，请拆开后再导入")
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        yield list(_lines(text))
        text.close()
        page.close()


def _lines(page: "PdfTextPage") -> Iterator[_Line]:
    """Yield a page's lines: the stretches of text that stand at one height, joined."""
    row: list[_Line] = []
    for number in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(number)
        text = page.get_text_bounded(left, bottom, right, top).replace("\r\n", " ").strip()
        piece = _Line(text, left, right, top, max(top - bottom, 1.0))
        if row and abs(_middle(row[-1]) - _middle(piece)) > 0.5 * max(row[-1].height, piece.height):
            yield _one(row)
            row = []
        if text and not (row and row[-1].text.endswith(text) and left < row[-1].right - 1):
            row.append(piece)
    if row:
        yield _one(row)


def _middle(line: _Line) -> float:
    return line.top - line.height / 2


def _one(row: list[_Line]) -> _Line:
    pieces = sorted(row, key=lambda line: line.left)
    text = pieces[0].text
    for before, after in pairwise(pieces):
        apart = after.left - before.right > after.height * 0.6
        text += (" " if apart else "") + after.text
    return _Line(
        text,
        pieces[0].left,
        pieces[-1].right,
        max(line.top for line in pieces),
        max(line.height for line in pieces),
    )


def _without_edges(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """Drop page numbers, and what stands at the edge of several pages."""
    edges = Counter(line.text for page in pages for line in {*page[:1], *page[-1:]})
    running = {text for text, count in edges.items() if count >= _REPEATED}
    return [
        [line for place, line in enumerate(page) if not _is_edge(page, place, running)]
        for page in pages
    ]


def _is_edge(page: list[_Line], place: int, running: set[str]) -> bool:
    near = place < 2 or place >= len(page) - 2
    text = page[place].text
    return near and (text in running or bool(_PAGE_NUMBER.fullmatch(text)))


def _paragraphs(pages: Sequence[list[_Line]]) -> Iterator[str]:
    lines = [line for page in pages for line in page]
    if not lines:
        return
    left = _usual(line.left for line in lines if len(line.text) > 15) or lines[0].left
    right = max((line.right for line in lines if len(line.text) > 15), default=lines[0].right)
    paragraph = ""
    before: _Line | None = None
    for line in lines:
        if before is not None and _begins(line, before, left, right):
            yield paragraph
            paragraph = ""
        glue = " " if paragraph[-1:].isascii() and line.text[:1].isascii() and paragraph else ""
        paragraph += glue + line.text
        before = line
    yield paragraph


def _begins(line: _Line, before: _Line, left: float, right: float) -> bool:
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
