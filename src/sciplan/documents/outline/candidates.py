"""Every place where an item may open: at a line's beginning, mistyped ones too, and within a line.

What a place costs as an item, and what it costs to take it for running text, follows from what
stands around it; which of them are items, the whole document decides (`sequence`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sciplan.base.chinese import HAN_RANGE
from sciplan.base.numerals import LARGE_NUMBER, ONE_TO_TEN, number_of
from sciplan.documents.clauses.listed import list_ends
from sciplan.documents.words.markers import (
    ARTICLE,
    CIRCLED,
    DASH,
    NO_DECIMAL,
    PART,
    POINT,
    SECTION,
    STAGE_BEHIND,
    SUBPOINT,
    YEAR_BEHIND,
    Latin,
    Marker,
    latin_at,
    marker_at,
)
from sciplan.documents.words.mentions import may_be_clause

LONG = 800
"""A paragraph of more characters may be a page copied as one line."""
LONGEST_TITLE = 60
_LONGEST_CLAUSE = 400
_BLANKS = " \t\u3000"
_STOPS = "。；！？）)〕】”：; \t\u3000…"
"""What stands before an item within a line."""
_ENDS = "。！？）)〕】 \t\u3000"
"""What ends an item."""
_SLIP = r"(?:[ \u3000]+[.．、]|[。，,])"
"""What is typed for the point behind a number: 2。 2 . 2,"""
_INLINE = re.compile(
    rf"第{LARGE_NUMBER}[章编篇节条]|{LARGE_NUMBER}、|[（(]{LARGE_NUMBER}[）)]|[（(]\d{{1,2}}[）)]|"
    rf"(?<![\d.])\d{{1,3}}[.．](?:{NO_DECIMAL}|(?![\d年月日%]))|[①-⑳]|"
    rf"(?:^|(?<=[ \t\u3000。！？）)〕】]))\d{{1,2}}、(?=[{HAN_RANGE}“《]|{YEAR_BEHIND})|——(?!—)|"
    rf"(?<![\d.])\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=[ \u3000]*[{HAN_RANGE}“])|"
    rf"第{LARGE_NUMBER}阶段{STAGE_BEHIND}|"
    rf"(?<=[）)〕】])\d{{1,2}}{_SLIP}(?=[ \u3000]*[{HAN_RANGE}“《])"
)
"""The last is a mistyped one, which opens an item behind a clause alone."""
_DASHES = "——"
_DOTTED = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}})+[ \u3000]*[{HAN_RANGE}“]")
_ABOVE = re.compile(r"(\d{1,2})\.\d{1,2}$")
_GLUED = re.compile(
    rf"(?<![第和与及至、见照据{ONE_TO_TEN}A-Za-z])"
    rf"(?:[{ONE_TO_TEN}]{{1,3}}、(?=[{HAN_RANGE}])(?![{ONE_TO_TEN}]|.(?:年级|季度|月|产业))"
    rf"|[（(](?:[{ONE_TO_TEN}]{{1,3}}|\d{{1,2}})[）)](?=[{HAN_RANGE}])(?![的类项款条目中所和与及])"
    rf"|\d{{1,2}}[.．](?=[{HAN_RANGE}]))"
)
"""An item that no stop stands before."""
_WHOLE = re.compile(r"《[^《》]{0,200}》|[（〔【](?![^（）]{1,3}）)[^（）〔〕【】]{2,400}[）〕】]")
"""What no item opens in: a document's name, a bracket."""
_B = r"[ \u3000]*"
_TEN = rf"([{ONE_TO_TEN}]{{1,3}})"
_MISTYPED = tuple(
    (rank, re.compile(pattern))
    for rank, pattern in (
        (PART, rf"{_TEN}(?:[ \u3000]+[、，,.．]|[，,]){_B}(?=\S)"),
        (SECTION, rf"[（(]{_B}{_TEN}{_B}[）)]{_B}(?=\S)"),
        (SECTION, rf"(?:[（(]{_TEN}|{_TEN}[）)])(?=\S)"),
        (POINT, rf"(\d{{1,2}}){_SLIP}(?!\d){_B}(?=\S)"),
        (SUBPOINT, rf"[（(]{_B}(\d{{1,2}}){_B}[）)]{_B}(?=\S)"),
    )
)
"""Markers with a blank or a mark too many, or a wrong one."""
_POINT_BEFORE_NUMBER = re.compile(
    rf"[ \t\u3000#*]*(\d{{1,3}})[.．](?=\d+[{HAN_RANGE}A-Z])"
    r"(?!\d+[多余]?[年月日万亿千百元倍米公吨亩])"
)


@dataclass(frozen=True, slots=True)
class Weight:
    """What a place costs as an item, and as running text."""

    item: float
    text: float


LINE = Weight(0, 6)
_MISPRINT, _MISPRINTED_HEADING = Weight(1, 1.5), Weight(1, 2.5)
SURE, HEADED = Weight(0, 3), Weight(0, 4)
_STOPPED_LONG, _STOPPED = Weight(0.3, 2), Weight(2, 0.5)
_RUN_IN = Weight(1, 1.5)
_LOWERED, _RAISED = 0.7, 0.4
"""What it costs to take 1. or 1.1 for another level than theirs."""
_LESS_LIKELY = 0.2
"""The same for A. and I., which stand at either of two levels."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place may be as a marker, and where the item's text begins."""

    marker: Marker
    end: int
    cost: float = 0

    @property
    def under(self) -> int:
        """The number of the item above, where the marker tells it: 2 in 2.1; else 0."""
        found = _ABOVE.search(self.marker.text.rstrip(".．、"))
        return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where an item may open.

    Args:
        place: Where in its paragraph.
        readings: What its marker may be.
        weight: What it costs, whatever stands around it in the sequence.
        heading: An open item that begins here or later is a heading right before it; a larger
            number than its own place where none can be.
    """

    place: int
    readings: tuple[Reading, ...]
    weight: Weight
    heading: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document sets its items.

    Args:
        together: Whether more of them seem to open within lines than at their beginnings: a page
            that was copied as one line.
        dotted: Whether they are numbered 1.1, 1.2, so that 1. is a part.
        dashed: Whether several within lines open with a dash.
        latin: The kinds of numbers in Latin letters that lines open with one after the other.
    """

    together: bool = False
    dotted: bool = False
    dashed: bool = False
    latin: frozenset[Latin] = frozenset()


def layout_of(texts: Iterable[str]) -> Layout:
    """Return how a document sets its items."""
    starts = within = dotted = dashes = 0
    last: dict[Latin, int] = {}
    latin: set[Latin] = set()
    for text in texts:
        for one_latin in latin_at(text):
            if one_latin.number == last.get(one_latin.kind, 0) + 1 > 1:
                latin.add(one_latin.kind)
            last[one_latin.kind] = one_latin.number
        starts += marker_at(text)[0] is not None
        dotted += _DOTTED.match(text.lstrip(_BLANKS)) is not None
        for one in _INLINE.finditer(text, 1):
            ends = text[one.start() - 1] in _ENDS
            within += ends
            dotted += ends and one[0][-1].isdigit()
            dashes += ends and one[0] == _DASHES
    return Layout(
        together=within > starts, dotted=dotted > 0, dashed=dashes > 1, latin=frozenset(latin)
    )


def candidates(text: str, layout: Layout) -> list[Candidate]:
    """Return the places of a paragraph where items may open, in order."""
    start = _at_start(text, layout)
    return [*([start] if start else []), *_within(text, layout)]


def _at_start(text: str, layout: Layout) -> Candidate | None:
    readings = [one for plain in _readings(text, layout) for one in _dotted(plain, layout)]
    if readings and not readings[0].cost:
        return Candidate(0, tuple(readings), LINE, 1)
    if not readings:
        return None
    weight = _MISPRINT if "。" in text or len(text) > LONGEST_TITLE else _MISPRINTED_HEADING
    costs = tuple(replace(one, cost=one.cost - 1) for one in readings)
    return Candidate(0, costs, weight, 1)


def _dotted(reading: Reading, layout: Layout) -> Iterator[Reading]:
    """Yield a reading and, where items are 1.1, 1.2, what they and 1. may be: one above the other.

    1. stands above sections then, or 1.1 below points.
    """
    yield reading
    marker = reading.marker
    if layout.dotted and (reading.under or marker.rank == POINT):
        rank = SUBPOINT - 1 + marker.text.rstrip(".").count(".") if reading.under else ARTICLE
        shift = _LOWERED if reading.under else _RAISED
        yield replace(reading, marker=replace(marker, rank=rank), cost=reading.cost + shift)


def _readings(text: str, layout: Layout) -> Iterator[Reading]:
    """Yield what a line's beginning may be as a marker, the plain form first."""
    marker, rest = marker_at(text)
    if marker:
        yield Reading(marker, len(text.rstrip()) - len(rest))
    point = _POINT_BEFORE_NUMBER.match(text)
    if point:
        yield Reading(Marker(POINT, int(point[1]), point[0].strip()), point.end(), 1)
    if marker:
        return
    for latin in latin_at(text) if layout.latin else ():
        if latin.kind in layout.latin:
            for number, one in enumerate(latin.markers):
                yield Reading(one, latin.end, number * _LESS_LIKELY)
    slip = _mistyped(text)
    if slip:
        yield slip


def _mistyped(text: str) -> Reading | None:
    """Return what a mistyped marker at a text's beginning may be."""
    size = len(text) - len(text.lstrip(_BLANKS))
    for rank, pattern in _MISTYPED:
        found = pattern.match(text, size)
        if found:
            numeral = next(filter(None, found.groups()))
            return Reading(Marker(rank, number_of(numeral), found[0].strip()), found.end(), 1)
    return None


def _within(text: str, layout: Layout) -> Iterator[Candidate]:
    """Yield the places within a line."""
    places = [(one.start(), one[0]) for one in _INLINE.finditer(text) if one.start()]
    if not places:
        return
    whole = [one.span() for one in _WHOLE.finditer(text)]
    ends = list_ends(text)
    stopped = sum(text[place - 1] in _STOPS for place, _ in places)
    long = len(text) >= LONG and stopped > 1
    stop = seen = spans = 0
    for place, printed in places:
        stop, seen = max(stop, text.rfind("。", seen, place) + 1), place
        while spans < len(whole) and whole[spans][1] <= place:
            spans += 1
        if spans < len(whole) and whole[spans][0] < place:
            continue
        marker = marker_at(f"{printed}甲")[0] or marker_at(printed)[0]
        behind_clause = _behind_clause(text, place)
        if marker is None and behind_clause and (slip := _mistyped(f"{printed}甲")):
            marker = slip.marker
        if marker is None or (printed[-1].isdigit() and not layout.dotted):
            continue
        if behind_clause or _behind_blanks(text, place) in ends:
            weight = SURE
        else:
            weight = _weight(text, place, marker, layout, long=long)
        may_follow = marker.rank != DASH or (layout.together and layout.dashed)
        heading = max(stop, place - LONGEST_TITLE) if may_follow else place + 1
        readings = _dotted(Reading(marker, place + len(printed)), layout)
        yield Candidate(place, tuple(readings), weight, heading)


def _weight(text: str, place: int, marker: Marker, layout: Layout, *, long: bool) -> Weight:
    """Return what a place costs behind a stop, or where nothing parts it from what is before."""
    if text[place - 1] not in _STOPS:
        return _RUN_IN if _GLUED.match(text, place) else _NEVER
    if marker.rank in (SUBPOINT, CIRCLED):
        surely = layout.together and text[place - 1] in _ENDS
    else:
        surely = layout.together or long
    return _STOPPED_LONG if surely else _STOPPED


_NEVER = Weight(50, 0)
"""Only a heading right before such a place makes it an item."""


def _behind_blanks(text: str, place: int) -> int:
    while place and text[place - 1] in _BLANKS:
        place -= 1
    return place


def _behind_clause(text: str, place: int) -> bool:
    """Whether a bracket that holds a clause ends right before a place."""
    before = text[max(place - _LONGEST_CLAUSE, 0) : place].rstrip(_BLANKS)
    if before[-1:] not in ("）", ")", "〕", "】"):
        return False
    sentence = max(before.rfind(mark) for mark in ("。（", "；（", "。(", "；(", "。〔", "。【"))
    start = sentence if sentence >= 0 else max(before.rfind("（"), before.rfind("("))
    return may_be_clause(before[max(start, 0) :])
