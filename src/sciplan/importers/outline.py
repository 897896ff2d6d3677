"""Headings, items and what stands under them: paragraphs → a tree.

Markers: 第一章, 一、, 第一条, （一）, 1., （1）, ①, ——; numbering may restart anywhere. A page
copied as one line is cut where a marker continues its own sequence. An item that is a label
(3.责任单位：甲) is a clause of the item above; the items of a box (专栏) are text of the item that
holds it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sciplan.importers.document import Block, Grid, Paragraph
from sciplan.importers.listed import list_ends
from sciplan.importers.names import is_definite, is_list, with_closed_quotes
from sciplan.importers.words import (
    has_role,
    is_role,
    label_role,
    may_be_clause,
    opening_label,
    role_label_ahead,
)

_NUMERALS = "一二三四五六七八九"
_CN = "[一二三四五六七八九十百零〇]{1,5}"
CHAPTER, PART, ARTICLE, SECTION = 0, 2, 3, 4
NAMED, POINT, SUBPOINT, CIRCLED, DASH = 5, 6, 7, 8, 10
_YEAR = r"(?:19|20)\d\d(?:年|[—–\-~～至]+(?:19|20)\d\d年)"
_MONTH_END = r"月(?:\d{1,2}日|[底前初末份]|[上中下]旬)"
_UNIT = "[万亿元个倍米公千百]"
_NO_DECIMAL = rf"(?={_YEAR}|(?:1[0-2]|[1-9]){_MONTH_END})"
"""Behind the point of 3.2024年底前建成水渠, which is no decimal."""
_BEHIND_POINT = rf"(?:[.．]{_NO_DECIMAL}|、(?={_YEAR})|[.．、](?![\d年月日%]))"
_MARKERS = (
    (CHAPTER, rf"第({_CN}|\d{{1,3}})(?:[章编篇]|部分)"),
    (CHAPTER + 1, rf"第({_CN}|\d{{1,3}})节"),
    (PART, rf"({_CN})[、．.](?![一二三四五六七八九十]、)"),
    (PART, r"(\d{1,2})[ \u3000]+(?=[\u4e00-\u9fff]{2,20}$)"),
    (ARTICLE, rf"第({_CN}|\d{{1,3}})条"),
    (SECTION, rf"[（(]({_CN})[）)][、.．]?"),
    (
        NAMED,
        rf"(?:重点)?(?:任务|行动|工程|举措|措施|项目|专题)({_CN}|\d{{1,2}})[：:、．.](?!\d)",
    ),
    (SUBPOINT, r"\d{1,2}\.\d{1,2}\.\d{1,2}\.(\d{1,2})[ \u3000]*(?=[\u4e00-\u9fff“])"),
    (POINT, r"\d{1,2}\.\d{1,2}\.(\d{1,2})[ \u3000]*(?=[\u4e00-\u9fff“])"),
    (
        SECTION,
        rf"\d{{1,2}}\.(\d{{1,2}})[ \u3000]*(?=[\u4e00-\u9fff“])(?!{_UNIT}|{_MONTH_END})",
    ),
    (POINT, rf"(\d{{1,3}}){_BEHIND_POINT}"),
    (SUBPOINT, r"[（(]?(\d{1,3})[）)][、.．]?"),
    (CIRCLED, r"([①-⑳])"),
    (DASH, r"(?:——|--|──|――|—-|[●◆■▪•▶►◇])()(?!—)"),
)
_AT_START = [
    (rank, re.compile(rf"[ \t\u3000#*]*(?:{pattern})[ \u3000]*")) for rank, pattern in _MARKERS
]
_POINT_BEFORE_NUMBER = re.compile(
    r"[ \t\u3000#*]*(\d{1,3})[.．](?=\d+[\u4e00-\u9fffA-Z])"
    r"(?!\d+[多余]?[年月日万亿千百元倍米公吨亩])"
)
_INLINE = re.compile(
    rf"第(?:{_CN})[章编篇节条]|(?:{_CN})、|[（(](?:{_CN})[）)]|"
    rf"(?<![\d.])\d{{1,3}}[.．](?:{_NO_DECIMAL}|(?![\d年月日%]))|"
    rf"(?:^|(?<=[ \t\u3000。！？）)〕】]))\d{{1,2}}、(?=[\u4e00-\u9fff“《]|{_YEAR})|——(?!—)"
)
_BEFORE_INLINE = "。；！？）)〕】”：; \t\u3000…"
_LONG = 800
"""A paragraph of more characters may be a page copied as one line."""
_LONGEST_TITLE = 60
_LONGEST_CLAUSE = 400
_LARGEST_GAP = 3
_LONGEST_FIELD = 40
"""Words of a deadline; more are a paragraph."""
_BOX = re.compile(r"[ \u3000【*]*专栏(?:[ \u3000]*[\d一二三四五六七八九十]{1,3}|[：: \u3000】]|$)")
_BRACKETED_TITLE = re.compile(
    r"[【\[〔（]([^【】\[\]〔〕（）：，。、]{2,30})[】\]〕）][：:。 \u3000]*(?=[^（\s])"
)
"""第二条【修渠】加固堤坝: the title stands in a bracket before the text."""
_STOPS = "。；：:"
_ENDS_TITLE = re.compile(r"[。！？\n]")
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
        stop: The mark that ends the title.
        paragraphs: Its text without the title.
        items: What stands under it.
        tables: The tables that stand behind its title or text, before the next item.
    """

    marker: Marker | None
    title: str
    titled: bool
    line: int
    stop: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    items: list["Item"] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)

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


def _point_before_number(text: str, number: int) -> tuple[Marker, str] | None:
    """Return the marker of 11.121人才项目, which the number alone doesn't tell from 11.12万元."""
    found = _POINT_BEFORE_NUMBER.match(text)
    if not found or int(found[1]) != number:
        return None
    return Marker(POINT, number, found[0].strip()), text[found.end() :].strip()


def outline(blocks: Iterable[Block], title: str = "") -> Item:
    """Return the tree of a document's paragraphs, each table with the item it stands in.

    Args:
        blocks: The paragraphs, and the tables between them.
        title: Title of the item without a marker that all stands under.
    """
    lines: list[_Line] = []
    point = 0
    for block in blocks:
        for line in _lines(block, point + 1):
            point = line.marker.number if line.marker and line.marker.rank == POINT else point
            lines.append(line)
    builder = _Builder([Item(None, title, titled=False, line=0)])
    for place, line in enumerate(lines):
        builder.add(line, lines, place)
    return builder.stack[0]


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, the marker that opens it, and what follows that."""

    marker: Marker | None
    rest: str
    paragraph: Paragraph
    table: Grid | None = None
    """What stands here in place of a paragraph."""


def _lines(block: Block, point: int) -> Iterator[_Line]:
    """Yield what a block holds; `point` is the number that the next point has."""
    if isinstance(block, Grid):
        yield _Line(None, "", Paragraph("", block.line), block)
        return
    for piece in unfolded(block):
        marker, rest = _point_before_number(piece.text, point) or marker_at(piece.text)
        point = marker.number + 1 if marker and marker.rank == POINT else point
        yield _Line(marker, rest, piece)


@dataclass(slots=True)
class _Builder:
    """Puts lines into a tree; `stack` is the way from its top to the open item."""

    stack: list[Item]
    label: Marker | None = None
    """The marker of the label that the line before opens: names may stand under it."""
    labelled: Item | None = None
    """The item that got a label with bodies last: a deadline may follow."""
    boxed: dict[int, int] | None = None
    """Level → last number inside the open box."""

    def add(self, line: _Line, lines: Sequence[_Line], place: int) -> None:
        marker, paragraph = line.marker, line.paragraph
        if line.table:
            self.stack[-1].tables.append(line.table)
        elif marker is None:
            if _BOX.match(paragraph.text):
                self.boxed = {}
            self.stack[-1].paragraphs.append(paragraph)
        elif self.boxed is not None and self.is_in_box(marker, lines, place):
            self.boxed[marker.rank] = marker.number
            self.stack[-1].paragraphs.append(paragraph)
        elif self.is_name(marker, line.rest):
            self.stack[-1].paragraphs.append(paragraph.saying(line.rest))
        else:
            following = lines[place + 1] if place + 1 < len(lines) else None
            self.open(marker, paragraph.saying(line.rest), following)

    def is_name(self, marker: Marker, text: str) -> bool:
        """Whether an item is a name of the list under a label: （三）责任单位, 1.市水利局."""
        return self.label is not None and marker.rank > self.label.rank and is_list(text)

    def open(self, marker: Marker, paragraph: Paragraph, following: _Line | None) -> None:
        while self.stack[-1].rank >= marker.rank:
            self.stack.pop()
        self.boxed = self.label = None
        label, rest = opening_label(paragraph.text)
        if label and self.is_label(marker, label, rest, following):
            self.label = None if rest else marker
            text = paragraph.text if rest else f"{paragraph.text.rstrip('：: ')}："
            self.stack[-1].paragraphs.append(paragraph.saying(text))
            return
        item = _item(marker, paragraph)
        self.stack[-1].items.append(item)
        self.stack.append(item)

    def is_label(self, marker: Marker, label: str, rest: str, following: _Line | None) -> bool:
        """Whether an item is no item of its own but a label of the item above.

        三、时间安排 is a heading; 4.完成时限 is a label where a label with bodies stands before it,
        or where its words follow at once.
        """
        if not rest and not (following and self.is_below(marker, following)):
            return False
        if is_role(label):
            self.labelled = self.stack[-1]
            return True
        if label not in ("deadline", "leader"):
            return False
        return self.labelled is self.stack[-1] or 0 < len(rest) <= _LONGEST_FIELD

    def is_below(self, marker: Marker, line: _Line) -> bool:
        """Whether a line holds what a label without words of its own announces."""
        if line.marker is None:
            return not line.table and not opening_label(line.rest)[0]
        return line.marker.rank > marker.rank and is_list(line.rest)

    def is_in_box(self, marker: Marker, lines: Sequence[_Line], place: int) -> bool:
        """Whether a marker numbers the lines of the open box, and not the items around it."""
        around = next((item for item in self.stack if item.rank == marker.rank), None)
        next_one = marker.number == (self.boxed or {}).get(marker.rank, 0) + 1
        if around is None or around.marker is None:
            # A level above that of the open item, and between it and the one over it, is new here.
            new = PART < marker.rank < self.stack[-1].rank
            return (new and next_one) or marker.rank > max(SECTION, self.stack[-1].rank)
        if marker.rank == DASH:
            return self.stack[-1].rank < DASH
        if marker.number != around.marker.number + 1:
            return next_one
        # Both sequences could go on with this number: the box does where it comes once more.
        return next_one and _comes_again(marker, lines, place)


def _comes_again(marker: Marker, lines: Sequence[_Line], place: int) -> bool:
    """Whether a number stands once more before a higher heading or the next box."""
    for number in range(place + 1, len(lines)):
        line = lines[number]
        if line.marker is None:
            if _BOX.match(line.paragraph.text):
                return False
        elif line.marker.rank < marker.rank:
            return False
        elif (line.marker.rank, line.marker.number) == (marker.rank, marker.number):
            return True
    return False


def _item(marker: Marker, paragraph: Paragraph) -> Item:
    title, rest, titled = split_title(paragraph.text)
    behind = paragraph.text.removeprefix(title)[:1]
    stop = behind if behind in _STOPS else ""
    item = Item(marker, title, titled, paragraph.line, stop)
    if rest:
        item.paragraphs.append(paragraph.saying(rest))
    return item


def split_title(text: str) -> tuple[str, str, bool]:
    """Return title, rest, and whether the title is set apart from the text.

    A title runs to the first 。 outside brackets and quotes, to a bracket that holds a clause, or
    to the line's end. What follows it may be nothing but the clause.
    """
    inside = _BRACKETED_TITLE.match(text)
    if inside and not may_be_clause(inside[0]) and not label_role(inside[1]):
        return inside[1], text[inside.end() :].strip(), True
    end = _title_end(with_closed_quotes(text))
    title, rest = text[:end].strip(), text[end:].lstrip(f"{_STOPS} \t\u3000\n")
    short = len(title) <= _LONGEST_TITLE
    colon = re.match(r"([^，。：:；（]{2,24})[：:](?=.)", title)
    if colon and len(title) > len(colon[0]) + 4 and not _is_label(colon[1]):
        return colon[1].strip(), text[colon.end() :].strip(), True
    return title.strip("。；：: *#"), rest, (short and end < len(text)) or (short and not rest)


def _is_label(text: str) -> bool:
    return has_role(text) or bool(label_role(text)) or is_definite(text)


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
        blank = char in " \t\u3000" and 2 <= place <= _LONGEST_TITLE
        if blank and (role_label_ahead(text, place) or _breaks_title(text, place)):
            return place
    return len(text)


def _bracket(text: str, start: int) -> str:
    near = text[start : start + _LONG]
    ends = [end for end in map(near.find, _CLOSE[:5]) if end > 0]
    return near[: min(ends, default=40)]


def _breaks_title(text: str, place: int) -> bool:
    """Whether a blank parts a title from its text: the text is longer and has sentences."""
    rest = text[place:].strip()
    if rest.startswith("一是"):
        return True
    return place >= 4 and len(rest) > 30 and "。" in rest and "。" not in text[:place]


# Pages copied as one line ----------------------------------------------------------------------


def unfolded(paragraph: Paragraph) -> list[Paragraph]:
    """Cut a page that was copied as one line where its markers stand.

    A paragraph of common length is cut only where a marker surely opens an item: right behind a
    heading, or behind a clause.
    """
    text = paragraph.text
    markers = [one for one in _inline_markers(text) if one.place]
    if len(text) < _LONG or len(markers) < 2:
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
    opened = _Opened()
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
        opened = _Opened(marker.rank, place)
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


def _skips(marker: Marker, last: dict[int, int]) -> bool:
    """Whether a marker goes on with its level behind a gap: an item is left out, or misnumbered."""
    return 0 < marker.number - last.get(marker.rank, marker.number) <= _LARGEST_GAP


def flat(items: Sequence[Item]) -> Iterator[Item]:
    """Yield items and all under them, in document order."""
    for item in items:
        yield from item.walk()
