"""Words that are looked for: where they stand, with what stands around them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sciplan.base.marks import one_width

_AROUND = 12
"""Characters shown on either side."""


KINDS = {
    "title": "标题",
    "section": "章节",
    "units": "点名单位",
    "summary": "概括",
    "text": "原文",
    "targets": "指标",
    "source": "正式文件",
}
"""Kinds of passages → what they are called."""


class Passage(NamedTuple):
    """A text in which words may stand.

    Args:
        key: Its kind, one of `KINDS`.
        text: What it says.
    """

    key: str
    text: str


class Hit(NamedTuple):
    """A passage that holds one of the words.

    Args:
        key: See `Passage`.
        shown: The first of the words with what stands around it.
    """

    key: str
    shown: str

    @property
    def word(self) -> str:
        """What its kind is called."""
        return KINDS[self.key]


class Search:
    """Looks for words; letters' case and width make no difference.

    Args:
        words: All of which must occur, in one passage or another.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = [_folded(word) for word in words]

    def hits(self, passages: Iterable[Passage]) -> tuple[Hit, ...]:
        """Return the passages that hold any of the words, none where a word occurs in none."""
        passages = [passage for passage in passages if passage.text]
        whole = _folded("\n".join([passage.text for passage in passages]))
        if not all(word in whole for word in self.words):
            return ()
        found = (self._hit(passage) for passage in passages)
        return tuple([hit for hit in found if hit])

    def _hit(self, passage: Passage) -> Hit | None:
        folded = _folded(passage.text)
        word = next((word for word in self.words if word in folded), None)
        if word is None:
            return None
        return Hit(passage.key, _around("".join(passage.text.splitlines()), word))


def _folded(text: str) -> str:
    return one_width(text).casefold()


def _around(text: str, word: str) -> str:
    """Return a word as the text has it, with what stands around it."""
    pieces = [_folded(char) or " " for char in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    at = max("".join(pieces).find(word), 0)
    start = max(places[at] - _AROUND, 0)
    stop = places[min(at + len(word), len(places)) - 1] + 1 + _AROUND
    before, after = "……" if start else "", "……" if stop < len(text) else ""
    return f"{before}{text[start:stop].strip()}{after}"
