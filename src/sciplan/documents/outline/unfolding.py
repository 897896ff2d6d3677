"""A page that was copied as one line, cut where its markers stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sciplan.base.chinese import HAN_RANGE
from sciplan.base.numerals import LARGE_NUMBER
from sciplan.documents.clauses.listed import list_ends
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.markers import (
    ARTICLE,
    DASH,
    NO_DECIMAL,
    SECTION,
    YEAR_BEHIND,
    Marker,
    marker_at,
)
from sciplan.documents.words.mentions import may_be_clause

_INLINE = re.compile(
    rf"第{LARGE_NUMBER}[章编篇节条]|{LARGE_NUMBER}、|[（(]{LARGE_NUMBER}[）)]|"
    rf"(?<![\d.])\d{{1,3}}[.．](?:{NO_DECIMAL}|(?![\d年月日%]))|"
    rf"(?:^|(?<=[ \t\u3000。！？）)〕】]))\d{{1,2}}、(?=[{HAN_RANGE}“《]|{YEAR_BEHIND})|——(?!—)"
)
_BEFORE_INLINE = "。；！？）)〕】”：; \t\u3000…"
LONG = 800
"""A paragraph of more characters may be a page copied as one line."""
LONGEST_TITLE = 60
_LONGEST_CLAUSE = 400
_LARGEST_GAP = 3


def unfolded(paragraph: Paragraph) -> list[Paragraph]:
    """Cut a page that was copied as one line where its markers stand.

    A paragraph of common length is cut only where a marker surely opens an item: right behind a
    heading, or behind a clause.
    """
    text = paragraph.text
    markers = [one for one in _inline_markers(text) if one.place]
    if len(text) < LONG or len(markers) < 2:
        markers = _sure(markers)
    edges = [0, *(one.place for one in markers), len(text)]
    cut = (text[start:end].strip() for start, end in pairwise(edges))
    return [paragraph.saying(piece) for piece in cut if piece] if markers else [paragraph]


@dataclass(frozen=True, slots=True)
class _Inline:
    """A marker within a paragraph, and whether it surely opens an item."""

    marker: Marker
    place: int
    sure: bool


def _sure(markers: Sequence[_Inline]) -> list[_Inline]:
    """Return the markers that surely open items: what comes before a sure one of its row is too."""
    kept: list[_Inline] = []
    before: dict[int, int] = {}
    for one in reversed(markers):
        if one.sure or before.get(one.marker.rank) == one.marker.number:
            before[one.marker.rank] = one.marker.number - 1
            kept.append(one)
    return kept[::-1]


def _inline_markers(text: str) -> Iterator[_Inline]:
    """Yield the markers that continue their own sequence."""
    last: dict[int, int] = {}
    highest: dict[int, int] = {}
    opened = _OpenItem()
    ends = list_ends(text)
    for found in _INLINE.finditer(text):
        marker, _ = marker_at(found[0] + "甲")
        if marker is None:
            continue
        place = found.start()
        behind_heading = opened.is_heading(text, place, marker)
        behind_list = _behind_blanks(text, place) in ends
        stands = not place or behind_heading or behind_list or text[place - 1] in _BEFORE_INLINE
        if not stands:
            continue
        behind_clause = _behind_clause(text, place)
        # 1. to 20. run on across sections: behind a heading, any number may come next.
        next_one = (
            (behind_heading and _any_number(text, place, marker))
            or _continues(marker, last, highest)
            or ((behind_clause or behind_list) and _skips(marker, last))
        )
        if not next_one:
            continue
        highest[marker.rank] = marker.number
        last = {rank: number for rank, number in last.items() if rank <= marker.rank}
        last[marker.rank] = marker.number
        opened = _OpenItem(marker.rank, place)
        # A title may hold a dash of its own.
        sure = (behind_heading and marker.rank != DASH) or behind_list or behind_clause
        yield _Inline(marker, place, sure)


def _behind_blanks(text: str, place: int) -> int:
    while place and text[place - 1] in " \t\u3000":
        place -= 1
    return place


def _any_number(text: str, place: int, marker: Marker) -> bool:
    return marker.rank in (ARTICLE, SECTION) or text[place - 1] in " \t\u3000"


@dataclass(frozen=True, slots=True)
class _OpenItem:
    """The item that is open: its level and place, -1 for none."""

    rank: int = -1
    place: int = 0

    def is_heading(self, text: str, place: int, marker: Marker) -> bool:
        """Whether nothing but a title stands between the item's marker and a deeper one."""
        return (
            0 <= self.rank < marker.rank
            and place - self.place <= LONGEST_TITLE
            and "。" not in text[self.place : place]
        )


def _behind_clause(text: str, place: int) -> bool:
    """Whether a bracket that holds a clause ends right before a place."""
    before = text[max(place - _LONGEST_CLAUSE, 0) : place].rstrip(" \t\u3000")
    if before[-1:] not in "）)〕】" or not before:
        return False
    sentence = max(before.rfind(mark) for mark in ("。（", "；（", "。(", "；(", "。〔", "。【"))
    start = sentence if sentence >= 0 else max(before.rfind("（"), before.rfind("("))
    return may_be_clause(before[max(start, 0) :])


def _continues(marker: Marker, last: dict[int, int], ever: dict[int, int]) -> bool:
    """Whether a marker is the next of its level, or begins a level.

    Args:
        marker: The marker.
        last: Level → the number that is open.
        ever: Level → the last number met, open or not: 1. to 20. may run on across sections.
    """
    if marker.rank == DASH:
        return True
    if marker.rank in last:
        return marker.number == last[marker.rank] + 1
    if marker.number == 1 or marker.number == ever.get(marker.rank, -1) + 1:
        return True
    # A copy may begin in the middle.
    return not last or marker.rank < min(last)


def _skips(marker: Marker, last: dict[int, int]) -> bool:
    """Whether a marker goes on with its level behind a gap: an item is left out, or misnumbered."""
    return 0 < marker.number - last.get(marker.rank, marker.number) <= _LARGEST_GAP
