"""An account of a cleaned document: what became of each of its lines, and of all words on it.

It compares what stands in the document with what stands in the draft and knows nothing of how the
one became the other, so that no step of the reading can lose a line in silence.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain, groupby, zip_longest
from operator import attrgetter
from typing import NamedTuple

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.marks import tight
from sciplan.base.numerals import CHINESE_NUMBER, ONE_TO_TEN
from sciplan.documents.doubt import Doubt
from sciplan.documents.draft.reading import shown
from sciplan.documents.readers.document import Block, Grid, Paragraph
from sciplan.documents.tables.columns import names_bodies
from sciplan.plan.model import Plan
from sciplan.plan.walk import named_lists, provisions

_CHUNK = re.compile(rf"[{HAN_RANGE}A-Za-z0-9]+")
_COUNTED = re.compile(rf"(?:{CHINESE_NUMBER}(?:是|要)|第?{CHINESE_NUMBER}[条章节]|\d+)(?={HAN})")
"""How a stretch counts itself, which no title keeps."""
_STAGE = re.compile(rf"第[{ONE_TO_TEN}\d]{{1,3}}阶段(?=[：（])")
"""It opens an item; on a page of one line it clings to what stands before it."""
_NO_WORD = re.compile(rf"[{ONE_TO_TEN}\d无等A-Za-z]*")
_FORMS = (
    (re.compile(r"附[件表录][0-9一二三四五六七八九十]*(?:[：:][^。]{0,40})?$"), "附件"),
    (re.compile(r"[合总小共]计"), "合计"),
    (re.compile(r"(?:附?注|备注|说明|填表说明)[0-9]{0,2}[：:．.、]"), "注释"),
)
"""What a line says of itself that is no text of the plan, and what it is."""
_CELLS = re.compile(r"[\t|]")
_PERSONS = re.compile(r"\s*.{0,4}(?:姓名|电话|手机|职务|联系人|联络员)\s*")
"""Heads a table of persons: the bodies in it have no tasks there."""
_FEWEST_CELLS = 3
"""A line of so many cells is a table's row."""
_LONGEST_CAPTION = 60
_SENTENCE = re.compile(r"[^。；！？]*(?:[。；！？]+|$)")
_DIGITS = "0123456789"
_LONG = 800
"""A longer line may be a whole page: its sentences are accounted for one by one."""
_LONGEST_SPLIT = 120
_NEAR = 4
"""Words within longer ones are sought in so many measures and provisions around their line."""
_MOST_SEARCHED = 20_000_000
"""So many characters are searched for such words; a well read document has few of them."""
_MOST_HEADS = 8
_NO_TASKS, _NO_ROWS = "没有读出举措", "表里没有读出举措"
_UNREAD_ROW = "写了单位，没有读出举措"


class Fate(Enum):
    """What became of a line."""

    MEASURE = "举措"
    HEADING = "标题"
    PROVISION = "统筹职责"
    PREAMBLE = "前文"
    LEFT_OUT = "没有写进方案"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountedLine:
    """A line of a document, a paragraph or a row of a table, and what became of it.

    Args:
        line: Its place.
        text: What it says.
        fate: What became of it.
        ident: Id of the measure, provision or heading that it stands in.
        why: Why it was left out; empty where nothing tells.
        lost: Words on it that stand nowhere in the draft, and ought to.
    """

    line: int
    text: str
    fate: Fate
    ident: str = ""
    why: str = ""
    lost: tuple[str, ...] = ()


def accounted(
    blocks: Sequence[Block],
    plan: Plan,
    lines: Mapping[str, int],
    reasons: Mapping[Paragraph, str],
    unread: Collection[str],
) -> tuple[AccountedLine, ...]:
    """Return what became of each line of a document that is not blank, each once and in order.

    Args:
        blocks: The cleaned document.
        plan: The draft.
        lines: Id of a measure or provision → its place in the document.
        reasons: Paragraph that was left out on purpose → why.
        unread: Labels of the columns of tables that are not read.
    """
    book = _Book(plan, lines)
    found = (
        _of_paragraph(block, book, reasons.get(block, ""), _caption(block, following, plan))
        if isinstance(block, Paragraph)
        else _of_table(block, book, unread)
        for block, following in zip_longest(blocks, blocks[1:])
    )
    begins = min((lines[entry.measure.id] for entry in plan.entries), default=0)
    return tuple(_settled([*chain.from_iterable(found)], lines, begins))


def left_out(account: Sequence[AccountedLine], told: Sequence[Doubt]) -> Iterator[Doubt]:
    """Yield a doubt for each line of which words are lost, and nothing tells why.

    Rows of a table that list bodies, and are no measure, are one doubt together.

    Args:
        account: What became of each line.
        told: What is doubted already: words that it quotes are not lost in silence.
    """
    quoted = "\n".join(tight(doubt.message) for doubt in told)
    for why, run in groupby(account, attrgetter("why")):
        rows = why == _UNREAD_ROW
        lost = [(one, [words for words in one.lost if words not in quoted]) for one in run]
        silent = [(one, words) for one, words in lost if words or (rows and not one.lost)]
        for one, words in silent[:1] if rows else silent:
            said = f"没有归入任何一项：{shown('，'.join(words))}"
            if rows:
                said = f"表里有 {len(silent)} 行{why}，第一行：{shown(' '.join(one.text.split()))}"
            held = one.ident if one.fate in (Fate.MEASURE, Fate.PROVISION) else ""
            yield Doubt(code="left-out", message=said, line=one.line, at=held)


def _caption(one: Paragraph, following: Block | None, plan: Plan) -> str:
    """Return what a line is that stands right above a table and reads like its title."""
    short = len(one.text) <= _LONGEST_CAPTION and "。" not in one.text
    own = tight(one.text) == tight(plan.head.title)
    return "表的标题" if short and isinstance(following, Grid) and not own else ""


def _of_paragraph(
    one: Paragraph, book: "_Book", reason: str, likely: str
) -> Iterator[AccountedLine]:
    """Yield what became of a paragraph, or of the sentences of a page copied as one line.

    Args:
        one: The paragraph.
        book: The draft's words.
        reason: Why it was left out on purpose; empty for the plan's own text.
        likely: Why words on it may stand nowhere.
    """
    long = len(one.text) > _LONG
    for piece in _SENTENCE.findall(one.text) if long else [one.text]:
        if reason and piece.strip():
            yield AccountedLine(line=one.line, text=piece, fate=Fate.LEFT_OUT, why=reason)
        elif piece.strip():
            cells = _CELLS.split(piece)
            entered = book.entered(one.line, piece, cells)
            unread = entered.fate is not Fate.MEASURE and len(cells) >= _FEWEST_CELLS
            row = unread and names_bodies(cells)
            yield replace(entered, why=_UNREAD_ROW, lost=()) if row else _explained(entered, likely)


def _of_table(table: Grid, book: "_Book", unread: Collection[str]) -> Iterator[AccountedLine]:
    """Yield what became of a table's rows: above its first task stand its heads."""
    skipped = {
        column
        for row in table.rows[:_MOST_HEADS]
        for column, cell in enumerate(row)
        if tight(cell) in unread
    }
    rows: list[AccountedLine] = []
    for number, row in enumerate(table.rows):
        text = " ".join(dict.fromkeys(filter(None, row)))
        if text.strip():
            cells = dict.fromkeys(cell for place, cell in enumerate(row) if place not in skipped)
            rows.append(book.entered(table.line + number, text, [*cells]))
    # A table that says again what the text says begins no task of its own.
    tasks = [one.line for one in rows if one.fate is Fate.MEASURE]
    again = tasks[0] if len(tasks) * 2 > len(rows) else 0
    first = book.first_between(table.line, table.line + len(table.rows)) or again
    heads: set[str] = set()
    persons = not first and any(map(_PERSONS.fullmatch, chain(*table.rows[:1])))
    for one in rows:
        head = one.line < min(first, table.line + _MOST_HEADS) or one.text in heads
        heads |= {one.text} if head else set()
        own = one.fate is not Fate.LEFT_OUT and book.first_between(one.line, one.line + 1)
        lost = one.lost and not (own or persons) and names_bodies(table.rows[one.line - table.line])
        why = _UNREAD_ROW if lost else "表头" if head else "" if first else _NO_ROWS
        yield _explained(one, why)


def _explained(one: AccountedLine, why: str) -> AccountedLine:
    """Return a line with why it was left out, where words on it stand nowhere."""
    form = (said for pattern, said in _FORMS if pattern.match(tight(one.text)))
    why = why or next(form, "")
    lost = one.lost if why == _UNREAD_ROW else ()
    out = bool(one.lost) and bool(why)
    return replace(one, fate=Fate.LEFT_OUT, ident="", why=why, lost=lost) if out else one


def _settled(
    found: Sequence[AccountedLine], lines: Mapping[str, int], begins: int
) -> Iterator[AccountedLine]:
    """Yield lines; one that is nowhere in the draft is a preamble, or the end, where it stands so.

    A preamble stands before the first measure, or between a heading and what stands under it.

    Args:
        found: The lines.
        lines: Id of a measure or provision → its place in the document.
        begins: Place of the first measure.
    """
    above = (ident.split(".") for ident in lines)
    held = {".".join(parts[:size]) for parts in above for size in range(1, len(parts))}
    tasks = [
        place for place, one in enumerate(found) if one.fate is Fate.MEASURE and one.line >= begins
    ]
    placed = [place for place, one in enumerate(found) if one.fate is not Fate.LEFT_OUT]
    opened = True
    for place, one in enumerate(found):
        out = one.fate is Fate.LEFT_OUT
        if not tasks:
            gone = replace(one, fate=Fate.LEFT_OUT, ident="", why=one.why or _NO_TASKS, lost=())
            yield one if one.fate is Fate.HEADING else gone
        elif place < tasks[0]:
            stays = one.fate is Fate.HEADING or one.why not in ("", _NO_ROWS)
            yield one if stays else replace(one, fate=Fate.PREAMBLE, ident="", lost=())
        elif out and not one.why and place > placed[-1]:
            yield replace(one, why="文末的话", lost=())
        elif out and not one.why and opened:
            yield replace(one, fate=Fate.PREAMBLE, lost=())
        else:
            if not out:
                opened = one.fate is Fate.HEADING and one.ident in held
            yield one


# The draft's words -----------------------------------------------------------------------------


class _Owner(NamedTuple):
    """What holds words in the draft; `place` counts from the first."""

    line: int
    fate: Fate
    ident: str
    words: str
    place: int = 0


class _Book:
    """The draft's words, and who holds each; lines are asked about in the document's order."""

    def __init__(self, plan: Plan, lines: Mapping[str, int]) -> None:
        told = sorted(_told(plan, lines), key=lambda one: one.line)
        self.owners = [one._replace(place=place) for place, one in enumerate(told)]
        self.holders: dict[str, list[_Owner]] = {}
        for owner in self.owners:
            for chunk in dict.fromkeys(_chunks(owner.words)):
                self.holders.setdefault(chunk, []).append(owner)
        self.headings = {
            "".join(_chunks(section.title)): section.id for section in plan.all_sections
        }
        self.of_headings = {
            chunk for section in plan.all_sections for chunk in _chunks(section.title)
        }
        self.open = 0
        """The place of the owner that the line before stands in."""
        self.searched = 0

    def first_between(self, start: int, stop: int) -> int:
        """Return where the first measure or provision within a stretch begins, 0 for none."""
        place = bisect_left(self.owners, start, key=lambda one: one.line)
        line = self.owners[place].line if place < len(self.owners) else stop
        return line if line < stop else 0

    def entered(self, line: int, text: str, pieces: Sequence[str]) -> AccountedLine:
        """Return what became of a line.

        Args:
            line: Its place.
            text: What it says.
            pieces: The same, or the cells that are read, each by itself.
        """
        words = [chunk for piece in pieces for chunk in self.words(piece)]
        found = [(chunk, self.holder(chunk, line)) for chunk in words]
        lost = tuple(
            chunk for chunk, owner in found if owner is None and not self.is_of_heading(chunk)
        )
        weights: Counter[_Owner] = Counter()
        for chunk, owner in found:
            if owner:
                weights[owner] += len(chunk)
        said = "".join(words)
        heading = self.headings.get(said) or self.headings.get(_COUNTED.sub("", said, count=1))
        most = max(weights, key=lambda one: weights[one], default=None)
        if heading and (most is None or most.line != line):
            return AccountedLine(line=line, text=text, fate=Fate.HEADING, ident=heading)
        if most is None or sum(weights.values()) < sum(map(len, lost)):
            why = "" if lost else "没有文字"
            return AccountedLine(line=line, text=text, fate=Fate.LEFT_OUT, why=why, lost=lost)
        self.open = most.place
        return AccountedLine(line=line, text=text, fate=most.fate, ident=most.ident, lost=lost)

    def words(self, piece: str) -> list[str]:
        """Return a piece's words; a cell's lines may be one name, or a name each."""
        whole = _chunks(tight(piece))
        if "\n" not in piece or all(chunk in self.holders for chunk in whole):
            return whole
        return [chunk for line in piece.split("\n") for chunk in _chunks(tight(line))]

    def holder(self, chunk: str, line: int) -> _Owner | None:
        """Return who holds a stretch of words, the nearest to the line before."""
        return (
            self.nearest(chunk, line)
            or self.nearest(_COUNTED.sub("", chunk, count=1), line)
            or self.of_two(chunk, line)
            or self.around(chunk)
        )

    def is_of_heading(self, chunk: str) -> bool:
        """Whether a stretch is a heading's; on a page of one line the next number clings to it."""
        forms = chunk, chunk.rstrip(_DIGITS), _COUNTED.sub("", chunk, count=1)
        return any(form in self.of_headings for form in forms)

    def nearest(self, chunk: str, line: int) -> _Owner | None:
        held = self.holders.get(chunk)
        if not held:
            return None
        place = bisect_left(held, self.open, key=lambda one: one.place)
        ahead = held[place] if place < len(held) else held[-1]
        return ahead if ahead.line <= line or not place else held[place - 1]

    def of_two(self, chunk: str, line: int) -> _Owner | None:
        """Return who holds the first of two stretches that no mark parts: a title and its text."""
        for place in range(2, min(len(chunk), _LONGEST_SPLIT) - 1):
            if chunk[:place] in self.holders and chunk[place:] in self.holders:
                return self.nearest(chunk[:place], line)
        return None

    def around(self, chunk: str) -> _Owner | None:
        """Return what holds a stretch within a longer one, near the line before."""
        for owner in self.owners[max(self.open - _NEAR, 0) : self.open + _NEAR]:
            self.searched += len(owner.words)
            if self.searched > _MOST_SEARCHED:
                return None
            if chunk in owner.words:
                return owner
        return None


def _told(plan: Plan, lines: Mapping[str, int]) -> Iterator[_Owner]:
    """Yield the measures and provisions of a draft."""
    for entry in plan.entries:
        one = entry.measure
        facts = (one.category, one.indicator, one.deadline, one.leader, one.remark)
        names = [text for _, word, listed in named_lists(entry) for text in (word, *listed)]
        words = _lines((one.title, one.text, one.attribution, *facts, *names))
        yield _Owner(lines[one.id], Fate.MEASURE, one.id, words)
    for _, prose in provisions(plan):
        words = _lines((prose.title, prose.text))
        yield _Owner(lines[prose.id], Fate.PROVISION, prose.id, words)


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(tight(line) for text in texts for line in text.split("\n"))


def _chunks(text: str) -> list[str]:
    """Return a text's stretches between marks; those that only count are none."""
    found = _CHUNK.findall(_STAGE.sub(" ", text))
    return [chunk for chunk in found if len(chunk) > 1 and not _NO_WORD.fullmatch(chunk)]
