"""Paragraphs that were broken into lines → paragraphs again.

What a line's end alone doesn't tell, three things do: whether the next line's beginning had no
room on it, how paragraphs of this document begin, and whether the sentence is at its end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sciplan.base.marks import NEVER_FIRST, NEVER_LAST, tight
from sciplan.base.numerals import CHINESE_NUMBER, number_of
from sciplan.documents.cleaning.layout import (
    ENDS,
    WITHIN,
    Layout,
    indent,
    is_ended,
    kind_of,
    layout_of,
    opens_heading,
    opens_item,
)
from sciplan.documents.cleaning.linewidth import LineWidth
from sciplan.documents.cleaning.marks import left_open
from sciplan.documents.readers.document import Block, Paragraph, texts_of
from sciplan.documents.words.labels import role_label_ahead
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.mentions import may_be_clause
from sciplan.documents.words.names import is_body, is_definite
from sciplan.documents.words.titles import ends_like_title, is_number_or_date

_ORDINAL = re.compile(rf"([（(]?)({CHINESE_NUMBER}|\d{{1,3}}|[①-⑳])([）)]|[.．、]|)")
_BEFORE_ORDINAL = "：:；;。，、）)"
_COMMAS = "，、"
_DANGLING = re.compile(r"(?:不|和|与|及|或|达到|低于|少于|高于|超过|将|把|由|第)$")
"""Words that end no sentence and no heading."""
_NUMBER_ENDS = re.compile(r"\d$")
_NUMBER_GOES_ON = re.compile(
    r"\d|[.．]\d|[个名人万亿元家所次场年月日项件条篇户亩座支只册批期]|百分|平方|公里"
)
_LONGEST_NAME = 31
_LONGEST_TITLE = 100
_LAST_NAME = re.compile(r"[^、，；。：:（）()\s]{1,30}$")
_EACH_PLACE = re.compile(r"[（(][县市州区旗乡镇、和及]{1,9}[）)]")
"""What stands between 各县 and 人民政府."""
_FIRST_NAME = re.compile(r"(?:[（(][^（）()]{1,12}[）)])?[^、，；。：:（）()\s]{1,30}")
_ENOUGH_TO_BREAK = 10
_LONGEST_CLAUSE = 600
_CLOSED_WITHIN = 200
_NEXT_PAGE = re.compile(r"[\s—–-]*(?:\d{1,3}[\s—–-]*)?")
"""What may stand where a page breaks: nothing, or the page's number."""
_MOST_BLANK = 4
_MOST_LINES = 20
_LONGEST_PARAGRAPH = 20_000


def without_hard_breaks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Join the lines of paragraphs that were broken at a fixed width, by hand, or in a bracket."""
    texts = (block.text.rstrip() if isinstance(block, Paragraph) else "" for block in blocks)
    layout = layout_of([*texts])
    joined: list[Block] = []
    for _, run in groupby(blocks, type):
        same = [*run]
        joined += _Joiner(layout, texts_of(same)).joined() if texts_of(same) else same
    return tuple(joined)


# A paragraph that may go on --------------------------------------------------------------------


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph as far as it has been read.

    Args:
        first: Its first line, with its indent.
        text: Its lines, joined.
        last: Its last line, with its indent.
    """

    first: str
    text: str
    last: str

    def add(self, line: str, width: LineWidth) -> None:
        """Append a line."""
        blank = _parted(self.text, line, self.last, width)
        self.text = self.text.rstrip() + blank + line.strip()
        self.last = line.rstrip()

    @property
    def inside(self) -> str:
        """What stands in a bracket that is still open."""
        tail = self.text[-_LONGEST_CLAUSE:]
        start = left_open(tail)
        return "" if start is None else tail[start:]

    @property
    def sentence(self) -> str:
        """The last sentence, that has no end yet."""
        return re.split("[。；;]", self.text[-_LONGEST_CLAUSE:])[-1].strip()

    @property
    def is_list(self) -> bool:
        """Whether the last sentence lists bodies behind a label."""
        return role_label_ahead(marker_at(self.sentence)[1])

    @property
    def is_running(self) -> bool:
        """Whether sentences stand here, and the last of them is not at its end."""
        stops = "。" in self.text[-_LONGEST_CLAUSE:-1]
        return stops and not is_ended(self.text) and not self.is_list

    @property
    def is_title(self) -> bool:
        """Whether this may be the document's title, whole."""
        if len(self.text) > _LONGEST_TITLE:
            return False
        whole = self.text.count("《") == self.text.count("》")
        return whole and not WITHIN.search(self.text) and ends_like_title(self.text)


def _parted(before: str, line: str, last: str, width: LineWidth) -> str:
    """Return the blank that a break took the place of: between two words in Latin letters."""
    left, right = before.rstrip()[-1:], line.strip()[:1]
    if not (left.isascii() and left.isalnum() and right.isascii() and right.isalnum()):
        return ""
    if before[-1].isspace() or line[:1].isspace():
        return " "
    short = width.measure(last) < width.limit
    return " " if short and left.isalpha() and right.isalpha() else ""


# Whether a line goes on with a paragraph --------------------------------------------------------


@dataclass(slots=True)
class _Joiner:
    """Tells line by line whether it goes on with the paragraph above.

    Args:
        layout: How the document's lines are set.
        paragraphs: The lines that nothing but text stands between.
    """

    layout: Layout
    paragraphs: Sequence[Paragraph]
    lines: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = [one.text.rstrip() for one in self.paragraphs]

    def joined(self) -> Iterator[Paragraph]:
        """Yield the paragraphs that the lines were."""
        place = 0
        while place < len(self.lines):
            block = self.paragraphs[place]
            opened = _OpenParagraph(block.text, block.text, self.lines[place])
            place += 1
            while (following := self.following(opened, place)) is not None:
                opened.add(self.paragraphs[following].text, self.layout.width)
                place = following + 1
            yield block.saying(opened.text)

    def following(self, opened: _OpenParagraph, place: int) -> int | None:
        """Return the line that goes on with a paragraph, perhaps on the next page; None for none.

        A page may break the bracket of a clause: nothing but blank lines and the page's number
        stand within.
        """
        if place < len(self.lines) and self.goes_on(opened, place):
            return place
        for behind in range(place, min(place + _MOST_BLANK + 2, len(self.lines))):
            if not _NEXT_PAGE.fullmatch(self.lines[behind]):
                inside = opened.inside if behind > place else ""
                rest = _until_closed([self.lines[behind][:_CLOSED_WITHIN]]) if inside else ""
                return behind if rest and may_be_clause(inside + rest) else None
        return None

    def goes_on(self, opened: _OpenParagraph, place: int) -> bool:
        """Whether the line at a place goes on with a paragraph."""
        line = self.lines[place]
        text = line.strip()
        if not text or not opened.last.strip() or len(opened.text) > _LONGEST_PARAGRAPH:
            return False
        if text[0] in NEVER_FIRST or opened.last[-1] in NEVER_LAST:
            return True
        if self.stands_alone(opened, place):
            return False
        # 措施： at the beginning of a line that has no indent, where paragraphs have one, is text.
        words = kind_of(text) is None and self.is_sunk(opened, line)
        opens = opens_item(text) and not (words or _counts_on(opened.text, text))
        if self.is_in_bracket(opened, place) or (not opens and self.is_unfinished(opened, line)):
            return True
        return self.is_broken(opened, line, opens=opens)

    def stands_alone(self, opened: _OpenParagraph, place: int) -> bool:
        """Whether a number, a date, a signature or a title stands above or below a break."""
        text = self.lines[place].strip()
        following = self.lines[place + 1 : place + 2]
        signed = bool(following) and is_number_or_date(following[0])
        return (
            is_number_or_date(text)
            or is_number_or_date(opened.text[:_LONGEST_TITLE])
            or (signed and is_body(tight(text)))
            or (opened.is_title and not ends_like_title(text))
        )

    def is_broken(self, opened: _OpenParagraph, line: str, *, opens: bool) -> bool:
        """Whether a line's beginning had no room on the line above, and no paragraph begins."""
        indented = self.layout.is_indented(line)
        deeper = not self.layout.first_line and indent(line) > indent(opened.first)
        text = line.strip()
        if (indented and not deeper) or not self.layout.width.is_full(opened.last, text):
            return False
        return not opens or (not indented and kind_of(text) in self.layout.indented)

    def is_in_bracket(self, opened: _OpenParagraph, place: int) -> bool:
        """Whether a bracket is open that closes soon."""
        inside = opened.inside
        if not inside or len(opened.text) < _ENOUGH_TO_BREAK:
            return False
        rest = _until_closed(self.lines[place : place + _MOST_LINES])
        return bool(rest) and (opened.last[-1] not in ENDS or may_be_clause(inside + rest))

    def is_unfinished(self, opened: _OpenParagraph, line: str) -> bool:
        """Whether a sentence, a list, a name or a number is not at its end."""
        text = line.strip()
        if len(opened.text.lstrip()) < _ENOUGH_TO_BREAK or is_ended(opened.last):
            return False
        new = self.layout.first_line and self.layout.is_indented(line)
        sunk = self.is_sunk(opened, line)
        broken = opened.last[-1] in _COMMAS or _halves(opened.text, text, sunk=sunk)
        if opened.is_list and broken:
            return True
        if new or opened.last[-1] in _COMMAS:
            return not new or opened.last[-1] == "、"
        if _DANGLING.search(opened.last) or (
            _NUMBER_ENDS.search(opened.last) and _NUMBER_GOES_ON.match(text)
        ):
            return True
        if not (self.layout.width.limit or self.layout.by_hand):
            return False
        said = sunk and not opened.is_list and bool(WITHIN.search(opened.text))
        return opened.is_running or said

    def is_sunk(self, opened: _OpenParagraph, line: str) -> bool:
        """Whether a paragraph begins with an indent, as they all do, and a line doesn't."""
        layout = self.layout
        indented = layout.first_line and layout.is_indented(opened.first)
        return indented and not layout.is_indented(line)


def _counts_on(before: str, text: str) -> bool:
    """Whether a text opens with the number after one within what stands before it."""
    found = _ORDINAL.match(text)
    if not found:
        return False
    number, tail = number_of(found[2]), before[-_LONGEST_CLAUSE:]
    return any(
        (one[1], one[3]) == (found[1], found[3])
        and number_of(one[2]) == number - 1
        and tail[one.start() - 1 : one.start()] in tuple(_BEFORE_ORDINAL)
        for one in _ORDINAL.finditer(tail)
    )


def _until_closed(lines: Sequence[str]) -> str:
    """Return what stands before the bracket that closes one opened above, empty for none."""
    rest = ""
    depth = 0
    for line in lines:
        text = line.strip()
        if not text or opens_heading(text):
            return ""
        for place, char in enumerate(text):
            depth += (char in "（(") - (char in "）)")
            if depth < 0:
                return rest + text[: place + 1]
        rest += text
        if len(rest) > _CLOSED_WITHIN:
            return ""
    return ""


def _halves(before: str, text: str, *, sunk: bool) -> bool:
    """Whether a body's name is broken: 市人力资源社, 会保障局.

    Args:
        before: What stands before the break.
        text: What stands behind it.
        sunk: Whether the line has not the indent of a new paragraph.
    """
    last, first = _LAST_NAME.search(before[-_LONGEST_NAME:]), _FIRST_NAME.match(text)
    if not last or not first or not is_body(last[0] + first[0]):
        return False
    if not is_body(last[0]) or _EACH_PLACE.match(text):
        return True
    return sunk and not is_definite(first[0])
