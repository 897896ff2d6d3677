"""How a document's lines are set: what they open, their indents, the width they were broken at."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sciplan.base.chinese import HAN_RANGE
from sciplan.base.numerals import CHINESE_NUMBER, EITHER_NUMBER
from sciplan.base.width import printed_width
from sciplan.documents.cleaning.linewidth import LineWidth, line_width
from sciplan.documents.words.labels import FieldLabel, opening_label, role_label_ahead
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.roles import is_role

_OPENS_HEADING = re.compile(
    rf"第{CHINESE_NUMBER}[章节条]|{CHINESE_NUMBER}、(?!.(?:年级|季度|[、月]))|[（(]{EITHER_NUMBER}[）)]"
    rf"|\d{{1,3}}[.．、][ \u3000]*(?=[{HAN_RANGE}“《])|[①-⑳●◆■▪•▶►◇]|——"
)
"""What opens an item even behind a line that is full and has no stop."""
_OPENS_ITEM = re.compile(r"\d{1,3}[.．、](?!\d)|[^\s：:，。（(]{2,10}[：:]")
"""What opens an item behind a sentence's end."""
_INDENT = re.compile(r"[ \t\u3000]*")
_INDENTED = 2
"""An indent has so many columns; a single blank may part two words."""
_FEWEST__INDENTED = 3
ENDS = "。！？；：.!?;:"
_CLOSES = "）)〕】]”》"
WITHIN = re.compile(r"[，、。；：].")
_SHORT_LINES = 120
"""Where no line has more columns, lines may have been broken by hand."""


def indent(line: str) -> int:
    """Return a line's indent, in columns."""
    found = _INDENT.match(line)
    return printed_width(found[0].expandtabs(4)) if found else 0


def is_ended(text: str) -> bool:
    """Whether a text ends with a stop or closes a bracket."""
    return text[-1:] in ENDS or text[-1:] in _CLOSES


def opens_heading(text: str) -> bool:
    """Whether a line opens an item even behind a full line without a stop."""
    return bool(_OPENS_HEADING.match(text))


def opens_item(text: str) -> bool:
    """Whether a line opens an item behind a sentence's end."""
    return opens_heading(text) or bool(_OPENS_ITEM.match(text)) or opens_label(text)


def opens_label(text: str) -> bool:
    """Whether a line opens with a label that stands on a line of its own."""
    label = opening_label(text)[0]
    return is_role(label) or label in (FieldLabel.DEADLINE, FieldLabel.LEADER)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document's lines are set.

    Args:
        width: The width at which they were broken.
        margin: The least indent, in columns.
        first_line: Whether paragraphs begin with an indent.
        indented: The levels of headings that mostly do; -1 for labels.
        by_hand: Whether lines are so short that they may have been broken by hand.
    """

    width: LineWidth
    margin: int
    first_line: bool
    indented: frozenset[int]
    by_hand: bool

    def is_indented(self, line: str) -> bool:
        """Whether a line begins further in than the margin."""
        return indent(line) - self.margin >= _INDENTED


_LABEL = -1


def kind_of(text: str) -> int | None:
    """Return the level of what a line opens, -1 for a label, None for nothing."""
    if opens_label(text):
        return _LABEL
    marker = marker_at(text)[0] if opens_heading(text) else None
    return marker.rank if marker else None


def layout_of(lines: Sequence[str]) -> Layout:
    """Return how lines are set; empty ones stand for what is blank, and for tables."""
    said = [line for line in lines if line]
    margin = min(map(indent, said), default=0)
    flush: Counter[int] = Counter()
    inner: Counter[int] = Counter()
    some = 0
    for line in said:
        kind = kind_of(line.strip())
        apart = indent(line) - margin >= _INDENTED
        some += apart
        if kind is not None:
            (inner if apart else flush)[kind] += 1
    first_line = some >= _FEWEST__INDENTED and inner.total() >= flush.total()
    indented = {kind for kind, count in inner.items() if count > flush[kind]}
    layout = Layout(
        width=LineWidth(),
        margin=margin,
        first_line=first_line,
        indented=frozenset(indented if first_line else ()),
        by_hand=all(printed_width(line) <= _SHORT_LINES for line in said),
    )
    return replace(layout, width=line_width(said, _breaks(layout, lines)))


def _breaks(layout: Layout, lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return the lines that end within a sentence, each with what follows it."""
    return [
        (line, after.strip())
        for line, after in pairwise(lines)
        if line
        and after
        and not is_ended(line)
        and WITHIN.search(marker_at(line)[1])
        and not role_label_ahead(line)
        and not opens_item(after.strip())
        and not (layout.first_line and layout.is_indented(after))
    ]
