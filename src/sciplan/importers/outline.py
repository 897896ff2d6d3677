"""Headings, items and what stands under them: paragraphs → a tree.

Markers: 第一章, 一、, （一）, 1., （1）, ①, ——; numbering may restart anywhere. A page copied as
one line is cut where a marker continues its own sequence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sciplan.importers.attribution import has_role, label_role, may_be_clause
from sciplan.importers.document import Paragraph

_NUMERALS = "一二三四五六七八九"
_CN = "[一二三四五六七八九十百零〇]{1,5}"
CHAPTER, PART, SECTION, POINT, SUBPOINT, CIRCLED, DASH = 0, 2, 3, 4, 5, 6, 8
_MARKERS = (
    (CHAPTER, rf"第({_CN}|\d{{1,3}})(?:[章编篇]|部分)"),
    (CHAPTER + 1, rf"第({_CN}|\d{{1,3}})节"),
    (PART, rf"({_CN})[、．.](?![一二三四五六七八九十]、)"),
    (PART, r"(\d{1,2})[ \u3000]+(?=[\u4e00-\u9fff]{2,20}$)"),
    (SECTION, rf"[（(]({_CN})[）)][、.．]?|第({_CN}|\d{{1,3}})条"),
    (SUBPOINT, r"\d{1,2}\.\d{1,2}\.\d{1,2}\.(\d{1,2})[ \u3000]*(?=[\u4e00-\u9fff“])"),
    (POINT, r"\d{1,2}\.\d{1,2}\.(\d{1,2})[ \u3000]*(?=[\u4e00-\u9fff“])"),
    (SECTION, r"\d{1,2}\.(\d{1,2})[ \u3000]*(?=[\u4e00-\u9fff“])(?![万亿元个倍米公千百])"),
    (POINT, r"(\d{1,3})[.．、](?![\d年月日%])"),
    (SUBPOINT, r"[（(]?(\d{1,3})[）)][、.．]?"),
    (CIRCLED, r"([①-⑳])"),
    (DASH, r"(?:——|--|──|――|—-|[●◆■▪•▶►◇])()(?!—)"),
)
_AT_START = [
    (rank, re.compile(rf"[ \t\u3000#*]*(?:{pattern})[ \u3000]*")) for rank, pattern in _MARKERS
]
_INLINE = re.compile(
    rf"第(?:{_CN})[章编篇节]|(?:{_CN})、|[（(](?:{_CN})[）)]|"
    rf"(?<![\d.])\d{{1,3}}[.．](?![\d年月日%])|——(?!—)"
)
_BEFORE_INLINE = "。；！？）)〕】”：; \t\u3000…"
_LONG = 800
"""A paragraph of more characters may be a page copied as one line."""
_LONGEST_TITLE = 60
_LONGEST_CLAUSE = 400
_ENDS_TITLE = re.compile(r"[。！？；\n]")
_OPEN, _CLOSE = "（(〔[【《“", "）)〕]】》”"


@dataclass(frozen=True, slots=True)
class Marker:
    """What opens an item: its level and number; a dash has number 0."""

    rank: int
    number: int
    text: str


@dataclass(slots=True)
class Item:
    """An item of the outline.

    Args:
        marker: What opens it; None for the text before all items.
        title: Its title, or its first sentence.
        titled: Whether the title is one, set apart from the text that follows.
        line: Where it begins.
        paragraphs: Its text without the title.
        items: What stands under it.
    """

    marker: Marker | None
    title: str
    titled: bool
    line: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    items: list["Item"] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """Its level; the smaller the higher."""
        return self.marker.rank if self.marker else -1

    def walk(self) -> Iterator["Item"]:
        """Yield the item and all under it, in document order."""
        yield self
        for item in self.items:
            yield from item.walk()


def number_of(text: str) -> int:
    """Return the value of a Chinese, Arabic or circled numeral, 0 for none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    total = digit = 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _NUMERALS.find(char) + 1
    return total + digit


def marker_at(text: str) -> tuple[Marker | None, str]:
    """Return the marker that opens a text, and the rest."""
    for rank, pattern in _AT_START:
        found = pattern.match(text)
        if found:
            numeral = next(filter(None, found.groups()), "")
            marker = Marker(rank, number_of(numeral), found[0].strip())
            return marker, text[found.end() :].strip()
    return None, text.strip()


def outline(paragraphs: Iterable[Paragraph]) -> Item:
    """Return the tree of a document's paragraphs, under an item without a marker."""
    top = Item(None, "", titled=False, line=0)
    stack = [top]
    for paragraph in paragraphs:
        for piece in unfolded(paragraph):
            marker, rest = marker_at(piece.text)
            if marker is None:
                stack[-1].paragraphs.append(piece)
                continue
            while stack[-1].rank >= marker.rank:
                stack.pop()
            item = _item(marker, piece.saying(rest))
            stack[-1].items.append(item)
            stack.append(item)
    return top


def _item(marker: Marker, paragraph: Paragraph) -> Item:
    title, rest, titled = split_title(paragraph.text)
    item = Item(marker, title, titled, paragraph.line)
    if rest:
        item.paragraphs.append(paragraph.saying(rest))
    return item


def split_title(text: str) -> tuple[str, str, bool]:
    """Return title, rest, and whether the title is set apart from the text.

    A title runs to the first 。 outside brackets and quotes, to a bracket that holds a clause, or
    to the line's end. What follows it may be nothing but the clause.
    """
    end = _title_end(text)
    title, rest = text[:end].strip(), text[end:].lstrip("。：: \t\u3000\n")
    short = len(title) <= _LONGEST_TITLE
    colon = re.match(r"([^，。：:；（]{2,24})[：:](?=.)", title)
    if colon and len(title) > len(colon[0]) + 4 and not _is_label(colon[1]):
        return colon[1].strip(), text[colon.end() :].strip(), True
    return title.strip("。：: *#"), rest, (short and end < len(text)) or (short and not rest)


def _is_label(text: str) -> bool:
    return has_role(text) or bool(label_role(text))


def _title_end(text: str) -> int:
    depth = 0
    for place, char in enumerate(text):
        if char in "（(〔【[" and not depth and may_be_clause(_bracket(text, place)):
            return place
        depth = max(depth + (char in _OPEN) - (char in _CLOSE), 0)
        if depth:
            continue
        if _ENDS_TITLE.match(char):
            return place
        blank = char in " \t\u3000" and 4 <= place <= _LONGEST_TITLE
        if blank and _breaks_title(text, place):
            return place
    return len(text)


def _bracket(text: str, start: int) -> str:
    near = text[start : start + _LONG]
    ends = [end for end in map(near.find, _CLOSE[:5]) if end > 0]
    return near[: min(ends, default=40)]


def _breaks_title(text: str, place: int) -> bool:
    """Whether a blank parts a title from its text: the text is longer and has sentences."""
    rest = text[place:].strip()
    return len(rest) > 30 and "。" in rest and "。" not in text[:place]


# Pages copied as one line ----------------------------------------------------------------------


def unfolded(paragraph: Paragraph) -> list[Paragraph]:
    """Cut a page that was copied as one line where its markers stand.

    A paragraph of common length is cut only where a marker surely opens an item: right behind a
    heading, or behind a clause.
    """
    text = paragraph.text
    markers = [(place, sure) for place, sure in _inline_markers(text) if place]
    if len(text) < _LONG or len(markers) < 2:
        markers = [(place, sure) for place, sure in markers if sure]
    edges = [0, *(place for place, _ in markers), len(text)]
    cut = (text[start:end].strip() for start, end in pairwise(edges))
    return [paragraph.saying(piece) for piece in cut if piece] if markers else [paragraph]


def _inline_markers(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where markers stand that continue their own sequence, and whether they surely do."""
    last: dict[int, int] = {}
    highest: dict[int, int] = {}
    opened = _Opened()
    for found in _INLINE.finditer(text):
        marker, _ = marker_at(found[0] + "甲")
        if marker is None:
            continue
        place = found.start()
        behind_heading = opened.is_heading(text, place, marker)
        stands = not place or behind_heading or text[place - 1] in _BEFORE_INLINE
        # 1. to 20. run on across sections: behind a heading, any number may come next.
        next_one = (behind_heading and _any_number(text, place, marker)) or _continues(
            marker, last, highest
        )
        if not stands or not next_one:
            continue
        highest[marker.rank] = marker.number
        last = {rank: number for rank, number in last.items() if rank <= marker.rank}
        last[marker.rank] = marker.number
        opened = _Opened(marker.rank, place)
        # A title may hold a dash of its own.
        sure = (behind_heading and marker.rank != DASH) or _behind_clause(text, place)
        yield place, sure


def _any_number(text: str, place: int, marker: Marker) -> bool:
    return marker.rank == SECTION or text[place - 1] in " \t\u3000"


@dataclass(frozen=True, slots=True)
class _Opened:
    """The item that is open: its level and place, -1 for none."""

    rank: int = -1
    place: int = 0

    def is_heading(self, text: str, place: int, marker: Marker) -> bool:
        """Whether nothing but a title stands between the item's marker and a deeper one."""
        return (
            0 <= self.rank < marker.rank
            and place - self.place <= _LONGEST_TITLE
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


def flat(items: Sequence[Item]) -> Iterator[Item]:
    """Yield items and all under them, in document order."""
    for item in items:
        yield from item.walk()
