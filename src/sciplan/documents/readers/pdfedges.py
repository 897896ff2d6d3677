"""What stands at the edges of pages and is no text: page numbers, running heads and feet.

It is left out only where nothing speaks against it: it stands at one height on several pages, says
the same but for the page's number, and is no clause, no heading and no item.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sciplan.base.chinese import usual
from sciplan.documents.readers.pdflines import PdfLine
from sciplan.documents.readers.pdftable import Ruled

PdfPage = list[PdfLine | Ruled]
"""What stands on a page, from the top."""

_DASHES = r"[-—–－─―~·•\s]"
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百零〇]{1,5})"
_COUNTED = rf"(?:\s*(?:[/／共，,|]|of)+\s*(?:第\s*)?{_NUMBER}\s*页?)?"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}*(?:第\s*|Page\s*|P\.?\s*)?{_NUMBER}(?:\s*页)?{_COUNTED}{_DASHES}*"
    rf"|共\s*{_NUMBER}\s*页[\s，,/／]*第\s*{_NUMBER}\s*页",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(\d{1,4}|[一二三四五六七八九十百零〇]{1,5})\s*")
"""A number alone may be an item's, so it must count pages."""
_TEXT = re.compile(r".*[。；，、：！？;,:!?]\s*|[（(].*|[^（(]*[）)]\s*")
"""A sentence, or a bracket or its end, which may name bodies."""
_REPEATED = 3
"""On so many pages it is a running head, in a file of two pages on both."""
_NEAR = 3
"""So many lines from the edge may be one."""
_LEVEL = 3.0
_SET_OFF = 1.25
_WIDEST_PITCH = 2.2
_SMALLER = 0.9
_ITEM = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]+[章节条编部篇]|[一二三四五六七八九十]{1,3}[、.．]|"
    r"[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,3}[.．、](?!\d)|\d{1,2}(?:[.．]\d{1,2}){2,}[.．、]?(?!\d)"
    r"|\d{1,2}[）)]|[（(]\d{1,3}[）)]|[①-⑳]|——|[*•●])"
)
"""What opens an item or heading."""


def opens_item(text: str) -> bool:
    """Whether a line opens an item or heading; its number may be in radicals."""
    return bool(_ITEM.match(usual(text)))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is left out at the edge of pages.

    Args:
        kind: What it is, in Chinese.
        text: What it says where it is first.
        page: On which page that is, from 0.
    """

    kind: str
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the edge of a page, and whether a space parts it from the text."""

    page: int
    place: int
    line: PdfLine
    is_set_off: bool


def without_edges(
    pages: Sequence[PdfPage], is_clause: Callable[[str], bool]
) -> tuple[list[PdfPage], list[LeftOut]]:
    """Return pages without what repeats at their edges, and what that was.

    Args:
        pages: What stands on each page.
        is_clause: Whether a text may say who does what.
    """
    pitch = _pitch(pages)
    edges = [edge for number, page in enumerate(pages) for edge in _edges(page, number, pitch)]
    counting = _page_numbers(edges, len(pages))
    apart = (
        edge
        for edge in edges
        if edge.is_set_off and edge not in counting and not _is_text(edge.line.text, is_clause)
    )
    running = _running(apart, min(_REPEATED, max(len(pages), 2)))
    out = {(edge.page, edge.place) for edge in (*running, *counting)}
    kept = [
        [piece for place, piece in enumerate(page) if (number, place) not in out]
        for number, page in enumerate(pages)
    ]
    return kept, [*_told("页眉、页脚", running), *_told("页码", counting[:1])]


def _pitch(pages: Sequence[PdfPage]) -> float:
    """Return how far apart lines usually are."""
    gaps = Counter(
        round(gap) for page in pages for one, two in pairwise(page) if (gap := _gap(one, two))
    )
    return float(gaps.most_common(1)[0][0]) if gaps else 0.0


def _gap(one: PdfLine | Ruled, two: PdfLine | Ruled) -> float:
    """Return how far apart two lines are, 0 where one is a table."""
    lines = isinstance(one, PdfLine) and isinstance(two, PdfLine)
    return abs(one.top - two.top) if lines else 0.0


def _edges(page: PdfPage, number: int, pitch: float) -> list[_Edge]:
    """Return the lines near both edges of a page."""
    found: dict[int, _Edge] = {}
    near = min(_NEAR, max(1, (len(page) - 1) // 2))
    for inwards in (page, page[::-1]):
        pairs = zip(inwards[:near], [*inwards[1:], None], strict=False)
        depth = max((n for n, pair in enumerate(pairs) if _is_apart(*pair, pitch)), default=-1)
        for n, piece in enumerate(inwards[:_NEAR]):
            place = n if inwards is page else len(page) - 1 - n
            apart = n <= depth or (place in found and found[place].is_set_off)
            if isinstance(piece, PdfLine):
                found[place] = _Edge(number, place, piece, apart)
    return [*found.values()]


def _is_apart(line: PdfLine | Ruled, inner: PdfLine | Ruled | None, pitch: float) -> bool:
    """Whether more than the usual space, or another size, parts a line from the next inwards."""
    if not isinstance(line, PdfLine) or not isinstance(inner, PdfLine):
        return isinstance(inner, Ruled)
    least = min(pitch, _WIDEST_PITCH * inner.height) * _SET_OFF
    return _gap(line, inner) > least or line.height < inner.height * _SMALLER


def _is_text(text: str, is_clause: Callable[[str], bool]) -> bool:
    return bool(opens_item(text) or _TEXT.fullmatch(text)) or is_clause(text)


def _running(edges: Iterable[_Edge], fewest: int) -> list[_Edge]:
    """Return what says the same at one height of so many pages."""
    alike: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        # On two pages 附件1 and 附件2 are no running heads.
        for said in _variants(edge) if fewest == _REPEATED else (edge.line.text,):
            alike[said].append(edge)
    found = {
        (edge.page, edge.place): edge
        for same in alike.values()
        for edge in same
        if sum(abs(edge.line.top - one.line.top) <= _LEVEL for one in same) >= fewest
    }
    return sorted(found.values(), key=lambda edge: (edge.page, edge.place))


def _variants(edge: _Edge) -> Iterator[str]:
    """Yield a text, and the text with each number counted from the page's."""
    text = edge.line.text
    yield text
    for number in re.finditer(r"\d{1,4}", text):
        yield f"{text[: number.start()]}#{int(number[0]) - edge.page}{text[number.end() :]}"


def _page_numbers(edges: Iterable[_Edge], pages: int) -> list[_Edge]:
    found = [edge for edge in edges if _PAGE_NUMBER.fullmatch(edge.line.text)]
    counted = Counter(offset for offset, _ in {(_offset(edge), edge.page) for edge in found})
    return [
        edge
        for edge in found
        if not _BARE.fullmatch(edge.line.text)
        or (edge.is_set_off and (pages == 1 or counted[_offset(edge)] > 1))
    ]


def _offset(edge: _Edge) -> int | None:
    number = re.search(r"\d+", edge.line.text)
    return int(number[0]) - edge.page if number else None


def _told(kind: str, edges: Sequence[_Edge]) -> list[LeftOut]:
    """Return each text once."""
    first = {re.sub(r"\d+", "#", edge.line.text): edge for edge in reversed(edges)}
    return [LeftOut(kind, edge.line.text, edge.page) for edge in reversed(first.values())]
