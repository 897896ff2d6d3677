"""Headings, items and what stands under them: paragraphs → a tree.

Markers: 第一章, 一、, 第一条, （一）, 1., （1）, ①, ——; numbering may restart anywhere. A page
copied as one line is cut where a marker continues its own sequence. An item that is a label
(3.责任单位：甲) is a clause of the item above; the items of a box (专栏) are text of the item that
holds it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from sciplan.base.numerals import EITHER_NUMBER
from sciplan.documents.outline.candidates import LONG, LONGEST_TITLE, candidates, layout_of
from sciplan.documents.outline.sequence import Opened, openings
from sciplan.documents.readers.document import Block, Grid, Paragraph
from sciplan.documents.words.deadlines import is_deadline
from sciplan.documents.words.labels import (
    FieldLabel,
    LabelMeaning,
    label_role,
    opening_label,
    role_label_ahead,
    run_in_label,
)
from sciplan.documents.words.markers import DASH, PART, SECTION, Marker
from sciplan.documents.words.mentions import has_role, may_be_clause
from sciplan.documents.words.names import bodies_ahead, is_definite, is_list, with_closed_quotes
from sciplan.documents.words.roles import is_role

_LONGEST_FIELD = 40
"""Words of a deadline; more are a paragraph."""
_BOX = re.compile(rf"[ \u3000【*]*专栏(?:[ \u3000]*{EITHER_NUMBER}|[：: \u3000】]|$)")
_BRACKETED_TITLE = re.compile(
    r"[【\[〔（]([^【】\[\]〔〕（）：，。、]{2,30})[】\]〕）][：:。 \u3000]*(?=[^（\s])"
)
"""第二条【修渠】加固堤坝: the title stands in a bracket before the text."""
_DAYS = r"（\d{1,2}月[^（）]{0,20}[—\-~～至][^（）]{0,20}）"
_WHEN_IN_BRACKET = re.compile(rf"{_DAYS}(?=[^（\s。；：，])")
"""When a stage begins and ends, between its title and its text."""
_DAYS_AHEAD = re.compile(rf"({_DAYS})[：:](?=[^（])")
"""第一阶段（5月1日—5月31日）：宣传: the days are text, not title."""
_STOPS = "。；：:"
_ENDS_TITLE = re.compile(r"[。！？\n]")
_OPEN, _CLOSE = "（(〔[【《“", "）)〕]】》”"


@dataclass(slots=True)
class OutlineItem:
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
        unsure: Of the topmost: what may as well open no item, or another one.
    """

    marker: Marker | None
    title: str
    titled: bool
    line: int
    stop: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    items: list["OutlineItem"] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    unsure: list[Paragraph] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """Its level; the smaller the higher."""
        return self.marker.rank if self.marker else -1

    def walk(self) -> Iterator["OutlineItem"]:
        """Yield the item and all under it, in document order."""
        yield self
        for item in self.items:
            yield from item.walk()


def outline(blocks: Iterable[Block], title: str = "") -> OutlineItem:
    """Return the tree of a document's paragraphs, each table with the item it stands in.

    Args:
        blocks: The paragraphs, and the tables between them.
        title: Title of the item without a marker that all stands under.
    """
    blocks = list(blocks)
    texts = {n: one.text for n, one in enumerate(blocks) if isinstance(one, Paragraph)}
    layout = layout_of(texts.values())
    opened, unsure = openings((n, candidates(text, layout)) for n, text in texts.items())
    top = OutlineItem(None, title, titled=False, line=0)
    for number, place in unsure:
        block = blocks[number]
        if isinstance(block, Paragraph):
            top.unsure.append(block.saying(block.text[place:].strip()))
    _TreeBuilder([*_lines(blocks, opened)], [top]).build()
    return top


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, the marker that opens it, and what follows that; or a table."""

    marker: Marker | None
    rest: str
    block: Block

    @property
    def opens_box(self) -> bool:
        """Whether a box begins here: 专栏1."""
        return self.marker is None and bool(_BOX.match(self.rest))


def _lines(blocks: Sequence[Block], opened: Iterable[Opened]) -> Iterator[_Line]:
    """Yield what blocks hold, each paragraph cut where items open in it."""
    found = {number: [*run] for number, run in groupby(opened, attrgetter("block"))}
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            yield _Line(None, "", block)
        else:
            yield from _cut(block, found.get(number, []))


def _cut(paragraph: Paragraph, opened: Sequence[Opened]) -> Iterator[_Line]:
    """Yield a paragraph's text before its first item, and each item's."""
    text = paragraph.text
    ends = [*(one.place for one in opened), len(text)]
    before = text[: ends[0]].strip()
    if before or not opened:
        yield _Line(None, before, paragraph.saying(before))
    for one, end in zip(opened, ends[1:], strict=True):
        rest = text[one.reading.end : end].strip()
        yield _Line(one.reading.marker, rest, paragraph.saying(text[one.place : end].strip()))


@dataclass(slots=True)
class _TreeBuilder:
    """Puts lines into a tree; `stack` is the way from its top to the open item."""

    lines: Sequence[_Line]
    stack: list[OutlineItem]
    label: Marker | None = None
    """The marker of the label that the line before opens: names may stand under it."""
    labelled: OutlineItem | None = None
    """The item that got a label with bodies last: a deadline may follow."""
    boxed: dict[int, int] | None = None
    """Level → last number inside the open box."""

    def build(self) -> None:
        """Put every line where it belongs."""
        for place, line in enumerate(self.lines):
            if isinstance(line.block, Grid):
                self.stack[-1].tables.append(line.block)
            else:
                self.add(line, line.block, place)

    def add(self, line: _Line, paragraph: Paragraph, place: int) -> None:
        marker = line.marker
        if marker and self.boxed is not None and self.is_in_box(marker, place):
            self.boxed[marker.rank] = marker.number
        elif marker and self.is_name(marker, line.rest):
            paragraph = paragraph.saying(line.rest)
        elif marker:
            self.open(marker, paragraph.saying(line.rest), self.lines[place + 1 : place + 2])
            return
        elif line.opens_box:
            self.boxed = {}
        self.stack[-1].paragraphs.append(paragraph)

    def is_name(self, marker: Marker, text: str) -> bool:
        """Whether an item is a name of the list under a label: （三）责任单位, 1.市水利局."""
        return self.label is not None and marker.rank > self.label.rank and is_list(text)

    def open(self, marker: Marker, paragraph: Paragraph, following: Sequence[_Line]) -> None:
        while self.stack[-1].rank >= marker.rank:
            self.stack.pop()
        self.boxed = self.label = None
        label, rest = opening_label(paragraph.text)
        below = any(self.is_below(marker, line) for line in following)
        if label and (rest or below) and self.is_label(label, rest):
            self.label = None if rest else marker
            text = paragraph.text if rest else f"{paragraph.text.rstrip('：: ')}："
            self.stack[-1].paragraphs.append(paragraph.saying(text))
            return
        item = _item(marker, paragraph)
        self.stack[-1].items.append(item)
        self.stack.append(item)

    def is_label(self, label: LabelMeaning, rest: str) -> bool:
        """Whether an item is no item of its own but a label of the item above.

        三、时间安排 is a heading; 4.完成时限 is a label where a label with bodies stands before it,
        or where its words follow at once.
        """
        if is_role(label):
            self.labelled = self.stack[-1]
            return True
        if label not in (FieldLabel.DEADLINE, FieldLabel.LEADER):
            return False
        return self.labelled is self.stack[-1] or 0 < len(rest) <= _LONGEST_FIELD

    def is_below(self, marker: Marker, line: _Line) -> bool:
        """Whether a line holds what a label without words of its own announces."""
        if line.marker is None:
            return isinstance(line.block, Paragraph) and not opening_label(line.rest)[0]
        return line.marker.rank > marker.rank and is_list(line.rest)

    def is_in_box(self, marker: Marker, place: int) -> bool:
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
        return next_one and self.comes_again(marker, place)

    def comes_again(self, marker: Marker, place: int) -> bool:
        """Whether a number stands once more before a higher heading or the next box."""
        for line in self.lines[place + 1 :]:
            if line.opens_box or (line.marker and line.marker.rank < marker.rank):
                return False
            if line.marker and (line.marker.rank, line.marker.number) == (
                marker.rank,
                marker.number,
            ):
                return True
        return False


def _item(marker: Marker, paragraph: Paragraph) -> OutlineItem:
    title, rest, titled = split_title(paragraph.text)
    behind = paragraph.text.removeprefix(title)[:1]
    stop = behind if behind in _STOPS else ""
    item = OutlineItem(marker, title, titled, paragraph.line, stop)
    if rest:
        item.paragraphs.append(paragraph.saying(rest))
    return item


def split_title(text: str) -> tuple[str, str, bool]:
    """Return title, rest, and whether the title is set apart from the text.

    A title runs to the first 。 outside brackets and quotes, to a bracket that holds a clause, or
    to the line's end. What follows it may be nothing but the clause.
    """
    days = _DAYS_AHEAD.match(text)
    if days:
        title, rest, titled = split_title(text[days.end() :])
        return title, f"{days[1]}{rest}", titled
    inside = _BRACKETED_TITLE.match(text)
    no_title = inside and (may_be_clause(inside[0]) or label_role(inside[1]))
    if inside and not no_title and not is_deadline(inside[1]):
        return inside[1], text[inside.end() :].strip(), True
    end = _title_end(with_closed_quotes(text))
    title, rest = text[:end].strip(), text[end:].lstrip(f"{_STOPS} \t\u3000\n")
    short = len(title) <= LONGEST_TITLE
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
        if place and not depth and _WHEN_IN_BRACKET.match(text, place):
            return place
        depth = max(depth + (char in _OPEN) - (char in _CLOSE), 0)
        if depth:
            continue
        if _ENDS_TITLE.match(char):
            return place
        blank = char in " \t\u3000" and 2 <= place <= LONGEST_TITLE
        if blank and (role_label_ahead(text, place) or _breaks_title(text, place)):
            return place
        named = run_in_label(text, place)
        if named and bodies_ahead(text[named:])[0]:
            return place
    return len(text)


def _bracket(text: str, start: int) -> str:
    near = text[start : start + LONG]
    ends = [end for end in map(near.find, _CLOSE[:5]) if end > 0]
    return near[: min(ends, default=40)]


def _breaks_title(text: str, place: int) -> bool:
    """Whether a blank parts a title from its text: the text is longer and has sentences."""
    rest = text[place:].strip()
    if rest.startswith("一是"):
        return True
    return place >= 4 and len(rest) > 30 and "。" in rest and "。" not in text[:place]
