"""A text with its clauses: its stretches, their titles, and how they read in a plan."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciplan.base.chinese import HAN_RANGE
from sciplan.base.numerals import CHINESE_NUMBER, number_of
from sciplan.documents.clauses.finding import FoundClause
from sciplan.documents.clauses.groups import DraftProvision
from sciplan.documents.outline.outline import OutlineItem, split_title
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.labels import opening_label
from sciplan.documents.words.markers import marker_at
from sciplan.plan.names import between_names

TITLE_LIKE = 24
"""A first sentence of so many characters reads like a title."""
BLANK = "。 \t\n\u3000"
LEFT_BEHIND = "。；：，、 \n"
"""Marks that a clause leaves behind; no text begins with one."""
_CHINESE = rf"[\u3000-\u303f{HAN_RANGE}，。；：！？（）“”]"
_BLANKS = re.compile(r"[ \t\u3000]+")
_STRAY = re.compile(rf"(?<={_CHINESE}) | (?={_CHINESE})")
_DOTS = re.compile(r"(?m)^[·•●]\s*")
"""What opens the lines of a list, and belongs to no clause."""

PREFACE = re.compile(
    r"(?:指导|基本|总体|主要|工作|发展|建设|行动|重要|重大|目标|实施|年度|任务|战略|现实|编制|制定)*"
    r"(?:思想|原则|要求|思路|目标|目的|意义|背景|情况|形势|基础|现状|定位|依据)"
    r"|(?:为了?|根据|依据|按照).{2,200}制定.{2,30}"
)
"""Titles of what stands before the tasks and is none."""
SUPPORT = re.compile(
    r"(?:加强|强化|健全|完善|抓好|组织|保障|实施|工作|推进|监督|有关|相关|领导)+"
    r"(?:保障|实施|要求|领导|措施|机制|管理|检查|考核)|附则"
)
"""Titles of what stands behind the tasks: who steers the whole, not who does a task."""
ORDINAL = re.compile(rf"[。；\s]*({CHINESE_NUMBER})(?:是|要)[，：]?")
"""What opens a paragraph, or a stretch of one, that counts itself."""

_GENERAL = re.compile(
    r"(?:具体|主要|重点|工作|实施|年度|保障)*(?:措施|任务|内容|要求|目标|举措|做法|安排|时限|步骤|方法)"
)
"""What opens a stretch and names no task of its own."""


@dataclass(slots=True)
class Text:
    """Paragraphs as one text, with its clauses."""

    text: str
    paragraphs: Sequence[Paragraph]
    starts: Sequence[int]
    clauses: list[FoundClause]

    def line_at(self, place: int) -> int:
        """Return the line of a place in the text, 0 where there is none."""
        return self.paragraphs[bisect_right(self.starts, place) - 1].line if self.starts else 0


def is_apart(item: OutlineItem) -> bool:
    """Whether an item's heading stands on a line of its own."""
    return bool(item.paragraphs) and item.paragraphs[0].line != item.line


def pieces(text: Text) -> list[str]:
    """Return what the stretches of a text say."""
    return [text.text[start:end] for start, end, _ in stretches_of(text)]


def titled_pieces(pieces: Sequence[str]) -> list[tuple[str, str]]:
    """Return title and rest of the stretches behind the first; nothing if few have a title.

    A single short sentence among several stretches is text.
    """
    found = [own_title(piece) for piece in pieces]
    return found if sum(bool(title) for title, _ in found) * 2 >= len(found) else []


def own_title(piece: str) -> tuple[str, str]:
    """Return the title that a stretch opens with, empty for none, and the rest."""
    text = marker_at(piece.lstrip(BLANK))[1]
    if ORDINAL.match(text):
        return "", piece
    title, rest, titled = split_title(text)
    short = titled and len(title) <= TITLE_LIKE and not re.search(r"[，；]|^\d", title)
    stop = text.removeprefix(title)[:1]
    if not (short and rest.strip(BLANK) and stop in "。：:\n") or _is_no_title(title):
        return "", piece
    return title, rest


def _is_no_title(text: str) -> bool:
    return bool(
        _GENERAL.fullmatch(text) or PREFACE.fullmatch(text) or opening_label(f"{text}：")[0]
    )


def all_ordinal(text: Text) -> bool:
    """Whether several stretches with clauses count themselves: 一是……（甲）二是……（乙）."""
    stretches = pieces(text)
    counted = (found[1] for found in map(ORDINAL.match, stretches) if found)
    return len(stretches) > 1 and [*map(number_of, counted)] == [*range(1, len(stretches) + 1)]


def title_of(item: OutlineItem) -> str:
    """Return an item's title, or its marker, never nothing."""
    return tidy(item.title) or (item.marker.text if item.marker else "") or "（无标题）"


def tidy(text: str) -> str:
    """Return running text without blanks between Chinese characters."""
    return _STRAY.sub("", _BLANKS.sub(" ", text)).strip()


def printed_of(clause: FoundClause) -> str:
    """Return a clause as printed; a blank between two names stays, for it divides them."""
    names = {name.printed or name.text for name in clause.said.names} if clause.said else set()
    pieces, end = [], 0
    for blank in between_names(clause.text, names):
        pieces.append(tidy(clause.text[end : blank.start()]))
        pieces.append("\n" if "\n" in blank[0] else " ")
        end = blank.end()
    return _DOTS.sub("", "".join([*pieces, tidy(clause.text[end:])]))


def stretches_of(text: Text) -> Iterator[tuple[int, int, FoundClause | None]]:
    """Yield start, end and clause of each stretch that ends in a clause, or all without one."""
    start = 0
    for clause in text.clauses:
        yield start, clause.end if clause.prose else clause.start, clause
        start = clause.end
    if not text.clauses and text.text.strip():
        yield 0, len(text.text), None


def merged(item: OutlineItem) -> Paragraph:
    """Return an item as one paragraph, as it is printed."""
    mark = item.marker.text if item.marker else ""
    rest = "\n".join(paragraph.text for paragraph in item.paragraphs)
    stop = item.stop
    if rest and not stop and is_apart(item):
        stop = "\n"
    elif rest and not stop and item.titled and rest[0] not in "（(":
        stop = "。"  # a blank ends the title
    return Paragraph(f"{mark}{item.title}{stop}{rest}", item.line)


def is_provision(item: OutlineItem) -> bool:
    """Whether an item is one paragraph with its title: it gets no heading of its own."""
    alone = len(item.paragraphs) == 1 and not item.items
    return item.titled and alone and item.paragraphs[0].line == item.line


def provision(paragraph: Paragraph) -> DraftProvision:
    """Return a paragraph as a provision."""
    title, rest, titled = split_title(paragraph.text)
    short = tidy(title)[:TITLE_LIKE] or "（无标题）"
    whole = len(tidy(title)) <= TITLE_LIKE
    text = tidy(rest if titled and rest and whole else paragraph.text)
    return DraftProvision(title=short, text=text, line=paragraph.line)
