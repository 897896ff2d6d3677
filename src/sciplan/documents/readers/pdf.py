"""Reads a PDF with a text layer: paragraphs and tables, without what repeats at page edges."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sciplan.base.errors import SciplanError
from sciplan.documents.doubt import Doubt
from sciplan.documents.readers.document import (
    IN_PARAGRAPHS,
    Block,
    ColumnHeads,
    Document,
    Paragraph,
    Repair,
    grid,
)
from sciplan.documents.readers.pdfcolumns import aligned
from sciplan.documents.readers.pdfedges import LeftOut, PdfPage, opens_item, without_edges
from sciplan.documents.readers.pdfium import Sheet, sheets
from sciplan.documents.readers.pdflines import (
    Columns,
    PdfLine,
    columns_of,
    is_overprinted,
    lines_of,
    may_be_columns,
    pieces_of,
    rows_of,
)
from sciplan.documents.readers.pdftable import Ruled, tables_of

Sides = tuple[float, float]
"""Left and right edge, of a page or of its running text."""
_ENDS = tuple("。！？；：…”）)")
_SHORT = 0.7
"""A line of so much of the full width ends its paragraph, whatever it ends with."""
_LONG = 15
_WIDER_MARGIN = 4.0
_INDENT = 1.2
_OTHER_SIZE = 1.15
"""Lines whose characters are so much larger are another paragraph."""
_FEWEST_NUMBERS = 5


def read(raw: bytes, path: str, heads: ColumnHeads) -> Document:
    """Return a PDF's paragraphs and tables.

    Raises:
        SciplanError: It is broken, locked, or has no text layer.
    """
    reader = _Pages(heads)
    pages = [reader.page(sheet, number) for number, sheet in enumerate(sheets(raw, path))]
    kept, edges = without_edges(pages, heads.is_clause)
    blocks = tuple(_numbered(_blocks(kept, reader.sides)))
    if not blocks:
        raise SciplanError(
            f"{path} 没有文字层，像是扫描件；请向发文单位要 Word 文件，或先做文字识别（OCR）再导入"
        )
    left_out = tuple(_repairs((*reader.stamps, *edges), blocks))
    return Document(path, blocks, IN_PARAGRAPHS, left_out=left_out, doubts=tuple(reader.doubts()))


@dataclass(slots=True)
class _Pages:
    """Reads the pages of one file, and keeps what could not be read, with the page.

    Args:
        heads: What is known of the field's words.
        unread_pages: By what could not be read, in Chinese, the pages.
        stamps: Watermarks and seals, and what nobody sees.
        columns: Those of the page before.
        sides: The left and right edge of each page.
    """

    heads: ColumnHeads
    columns: Columns | None = None
    sides: list[Sides] = field(default_factory=list)
    unread_pages: dict[str, list[int]] = field(default_factory=dict)
    stamps: list[LeftOut] = field(default_factory=list)

    def page(self, sheet: Sheet, number: int) -> PdfPage:
        """Return what stands on a page."""
        self.sides.append(sheet.sides)
        tabled = tables_of(sheet)
        if tabled.stamps:
            said = "".join(stamp.text for stamp in tabled.stamps)
            self.stamps.append(LeftOut("水印、印章", said, number))
        self.stamps += [LeftOut(why, text, number) for why, text in sheet.unseen.items()]
        if not sheet.chars and sheet.has_picture:
            self.miss(_NO_TEXT, number)
        if sheet.unknown:
            self.miss(_NO_MEANING, number)
        if sheet.rules is None:
            self.miss(_NO_RULES, number)
        if is_overprinted(tabled.outside):
            self.miss(_OVERPRINTED, number)
        pieces = pieces_of(tabled.outside)
        if _are_lines_numbered(pieces):
            self.miss(_LINE_NUMBERS, number)
        found: PdfPage = []
        for table in tabled.tables:
            above = [piece for piece in pieces if piece.middle > table.top]
            pieces = [piece for piece in pieces if piece.middle <= table.top]
            found += [*self.text(above, number), table]
        return [*found, *self.text(pieces, number)]

    def text(self, pieces: Sequence[PdfLine], number: int) -> PdfPage:
        """Return what stands outside ruled tables; other tables may be set in columns."""
        found = aligned(pieces, self.heads)
        if found is None:
            self.columns = columns_of(pieces, self.columns)
            if self.columns is None and may_be_columns(pieces):
                self.miss(_BESIDE, number)
            return [*lines_of(pieces, self.columns)]
        if not found.table.rows:
            self.miss(_NO_COLUMNS, number)
            return [*rows_of(pieces)]
        above = lines_of(found.above, columns_of(found.above))
        return [*above, found.table, *self.text(found.below, number)]

    def miss(self, what: str, number: int) -> None:
        self.unread_pages.setdefault(what, []).append(number + 1)

    def doubts(self) -> Iterator[Doubt]:
        """Yield what could not be read."""
        for what, pages in self.unread_pages.items():
            listed = "、".join(map(str, dict.fromkeys(pages)))
            yield Doubt(code="unread-part", message=f"第 {listed} 页{what}")


def _are_lines_numbered(pieces: Sequence[PdfLine]) -> bool:
    """Whether numbers stand left of all text and rise: they count lines, and are no text."""
    edge = min((piece.left for piece in pieces if not piece.text.isdecimal()), default=0.0)
    numbers = [int(one.text) for one in pieces if one.text.isdecimal() and one.right < edge]
    rising = all(before < after for before, after in pairwise(numbers))
    return rising and len(numbers) >= _FEWEST_NUMBERS


_NO_TEXT = "没有文字层，像是扫描的图；请先做文字识别（OCR），或照图补入"
_NO_MEANING = "有的字没有编码，读不出来；请对照补入，或改用 Word 文件"
_NO_RULES = "的线条太多，没有找表格，只读了文字；请对照补入，或改用 Word 文件"
_OVERPRINTED = "有的字叠印在一起，先后可能读乱；请对照改正，或改用 Word 文件"
_BESIDE = "左右两边都有文字，可能分成两栏，是横着读的；请对照原文，或改用 Word 文件"
_LINE_NUMBERS = "左边有一列数字，像是行号，混进了文字；请对照删去，或改用 Word 文件"
_NO_COLUMNS = "有没有格线的表格，各行各列没有分清，只读了文字；请对照补入，或改用 Word、Excel 文件"


def _repairs(found: Iterable[LeftOut], blocks: Sequence[Block]) -> Iterator[Repair]:
    """Yield what was left out, each text once, with the paragraph where its page begins."""
    seen: set[tuple[str, str]] = set()
    for one in found:
        if (one.kind, one.text) not in seen:
            seen.add((one.kind, one.text))
            pages = (block.line for block in blocks if _page(block) >= one.page + 1)
            yield Repair(one.kind, next(pages, blocks[-1].line), one.text[:60], "")


def _page(block: Block) -> int:
    return int(block.place[1 : block.place.index("页")])


def _numbered(blocks: Iterable[tuple[str | Ruled, str]]) -> Iterator[Block]:
    number = 1
    for block, place in blocks:
        if isinstance(block, str):
            yield Paragraph(block, number, place)
            number += 1
        else:
            yield grid(block.rows, number, place=place)
            number += len(block.rows)


# Lines → paragraphs --------------------------------------------------------------------------


def _blocks(pages: Sequence[PdfPage], sides: Sequence[Sides]) -> Iterator[tuple[str | Ruled, str]]:
    """Yield paragraphs and tables in order, with their places."""
    margins = _margins(pages, sides)
    paragraph = begins = ""
    before: PdfLine | None = None
    for number, line, piece in _placed(pages):
        if isinstance(piece, PdfLine) and before and not _begins(piece, before, *margins[number]):
            paragraph += _glue(paragraph[-1], piece.text[0]) + piece.text
            before = piece
            continue
        if paragraph:
            yield paragraph, begins
        place = f"第{number + 1}页第{line}行"
        if isinstance(piece, Ruled):
            yield piece, place
            paragraph, before = "", None
        else:
            paragraph, begins, before = piece.text, place, piece
    if paragraph:
        yield paragraph, begins


def _glue(before: str, after: str) -> str:
    """Return what stands between two lines: a blank between words, nothing within a number."""
    words = before.isascii() and after.isascii() and before not in "([?-/"
    return " " if words and not (before.isdigit() and after.isdigit()) else ""


def _placed(pages: Sequence[PdfPage]) -> Iterator[tuple[int, int, PdfLine | Ruled]]:
    for number, page in enumerate(pages):
        line = 1
        for piece in page:
            yield number, line, piece
            line += len(piece.rows) if isinstance(piece, Ruled) else 1


def _margins(pages: Sequence[PdfPage], sides: Sequence[Sides]) -> list[Sides]:
    """Return for each page the left and right edge of running text on pages of its format."""
    lines: dict[Sides, list[PdfLine]] = {}
    for page, side in zip(pages, sides, strict=True):
        lines.setdefault(side, []).extend(x for x in page if isinstance(x, PdfLine))
    margins = {side: _margin(found, side) for side, found in lines.items()}
    return [margins[side] for side in sides]


def _margin(lines: Sequence[PdfLine], side: Sides) -> Sides:
    long = [line for line in lines if len(line.text) > _LONG] or lines
    common = Counter(round(line.left) for line in long).most_common(1)
    if not common:
        return side
    left = float(common[0][0])
    # Where all lines are short, the right margin is as wide as the left one, or a little wider.
    alike = side[1] - (left - side[0]) - _WIDER_MARGIN * long[0].height
    return left, max(alike, *(line.right for line in long))


def _begins(line: PdfLine, before: PdfLine, left: float, right: float) -> bool:
    """Whether a line begins a paragraph: indented, after a short line, or opened by a number."""
    size = max(line.height, before.height)
    if opens_item(line.text) or size > min(line.height, before.height) * _OTHER_SIZE:
        return True
    ended = before.text.endswith(_ENDS)
    full = before.fills(right - before.right, line)
    if line.left > left + size * _INDENT:
        # Lines behind a hanging number are indented too, and go on.
        return ended or not full
    short = before.right - left < (right - left) * _SHORT
    return short or (ended and not full)
