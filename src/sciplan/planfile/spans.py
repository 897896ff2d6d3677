"""Stretches of a file: what edits take out and put in."""

import re
from typing import NamedTuple

from sciplan.planfile.source import MappingNode, Node, ScalarNode, SequenceNode, YamlText

BREAK = re.compile(r"\r\n?|\n")
BREAKS = "\r\n\x85\u2028\u2029"
"""What YAML takes for a line break, and folds in single quotes."""


class CannotEditError(Exception):
    """A place is written in a way that no exact edit can change.

    Args:
        node: The place.
    """

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


class Edit(NamedTuple):
    """A stretch of text and what takes its place; indexes into the document's text."""

    start: int
    end: int
    text: str


class Span(NamedTuple):
    """Where an item of a list stands, without its dash, or a key with its value."""

    start: int
    end: int


def spans(document: YamlText, collection: SequenceNode | MappingNode) -> list[Span]:
    """Return where the items of a list or the pairs of a block stand."""
    return [span(document, collection, place) for place in range(len(collection.value))]


def span(document: YamlText, collection: SequenceNode | MappingNode, place: int) -> Span:
    """Return where one item of a list or pair of a block stands."""
    if isinstance(collection, MappingNode):
        key, value = collection.value[place]
        end = max(key.end_mark.index, content_end(document, value))
        return Span(key.start_mark.index, end)
    item = collection.value[place]
    return Span(item.start_mark.index, content_end(document, item))


def content_end(document: YamlText, node: Node) -> int:
    """Return where the last character of a node ends; a block's own mark is at what follows."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode):
        in_lines = node.style in ("|", ">")
        return start + len(document.text[start:end].rstrip(" \t\r\n")) if in_lines else int(end)
    if not isinstance(node, SequenceNode | MappingNode) or node.flow_style:
        return int(end)
    return span(document, node, -1).end


def column(document: YamlText, collection: SequenceNode | MappingNode) -> int:
    """Return the column, from 0, at which a list's dashes or a block's keys stand."""
    start = int(collection.start_mark.index)
    return start - document.line_start(start)


def lines_of(text: str) -> list[str]:
    """Return a text's lines without their ends, as a plan file counts them."""
    return BREAK.split(text)


def line_end(document: YamlText, index: int = 0) -> str:
    """Return the characters that end a file's lines: those of the line before a place."""
    start = document.line_start(max(index - 1, 0))
    found = BREAK.search(document.text, start) or BREAK.search(document.text)
    return found[0] if found else "\n"
