"""The 待核 marks of a plan file: comments that say that a human must decide, with their places."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sciplan.base.chinese import HAN
from sciplan.base.problem import FieldPath, Location
from sciplan.planfile.source import MappingNode, Node, ScalarNode, SequenceNode, YamlText

TO_CHECK = "待核"
"""What a comment says where a human must decide."""
_LINE = re.compile(rf"^[^\r\n]*{TO_CHECK}[^\r\n]*", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")
_WORDS = re.compile(rf"[#\s]*(?:{TO_CHECK}(?!{HAN})[：:，\s]*)?")


class Mark(NamedTuple):
    """A comment that says that a human must decide.

    Args:
        path: The field that it is about: the one on its line, else the next one.
        location: Where the comment stands.
        words: What it says, without 待核 itself.
    """

    path: FieldPath
    location: Location
    words: str


def marks_in(document: YamlText) -> tuple[Mark, ...]:
    """Return the marks of a text, in order; a line has one at most.

    The nodes are looked at only where the text holds the word at all.
    """
    if document.root is None or TO_CHECK not in document.text:
        return ()
    return tuple(_marks(document, _Fields(document.root)))


def _marks(document: YamlText, fields: "_Fields") -> Iterator[Mark]:
    for line in _LINE.finditer(document.text):
        start = _comment_start(line, fields)
        if start is not None and TO_CHECK in document.text[start : line.end()]:
            words = document.text[start : line.end()].rstrip()
            yield Mark(
                path=fields.first_from(line.start()),
                location=document.span(start, start + len(words)),
                words=_WORDS.sub("", words, count=1),
            )


def _comment_start(line: re.Match[str], fields: "_Fields") -> int | None:
    """Return where a line's comment begins; a # in a text begins none."""
    found = (line.start() + sign.start() for sign in _COMMENT.finditer(line[0]))
    return next((start for start in found if not fields.is_text(start)), None)


class _Child(NamedTuple):
    step: str | int
    start: int
    value: Node


class _Fields:
    """Finds fields by their places; what is asked of is looked at, not the whole tree."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self._known: dict[int, tuple[list[int], Sequence[_Child]]] = {}

    def first_from(self, index: int) -> FieldPath:
        """Return the first field that begins at a place or behind it, the outermost of several."""
        return self._behind(self.root, (), index) or ()

    def _behind(self, node: Node, path: FieldPath, index: int) -> FieldPath | None:
        starts, children = self._children(node)
        place = bisect_right(starts, index - 1)
        if place and children[place - 1].value.end_mark.index > index:
            around = children[place - 1]
            found = self._behind(around.value, (*path, around.step), index)
            if found:
                return found
        return (*path, children[place].step) if place < len(children) else None

    def is_text(self, index: int) -> bool:
        """Whether a place stands within a text."""
        node: Node | None = self.root
        while node is not None and not isinstance(node, ScalarNode):
            starts, children = self._children(node)
            place = bisect_right(starts, index)
            node = children[place - 1].value if place else None
        return node is not None and node.start_mark.index <= index < node.end_mark.index

    def _children(self, node: Node) -> tuple[list[int], Sequence[_Child]]:
        known = self._known.get(id(node))
        if known is None:
            children = list(_children_of(node))
            known = [child.start for child in children], children
            self._known[id(node)] = known
        return known


def _children_of(node: Node) -> Iterator[_Child]:
    if isinstance(node, SequenceNode):
        for place, item in enumerate(node.value):
            yield _Child(place, item.start_mark.index, item)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield _Child(key.value, key.start_mark.index, value)
