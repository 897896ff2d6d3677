"""Exact-place edits of a plan file: only the touched characters change.

Comments, order, quotes, line ends and layout stay as the user left them, so that one mended value
is one changed line.
"""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from sciplan.problem import Fix
from sciplan.source import Document, Node, ScalarNode, SequenceNode, compose

_ITEM = re.compile(r"[ \t]*-[ \t]+\Z")


class Edit(NamedTuple):
    """A stretch of text and what takes its place; indexes into the document's text."""

    start: int
    end: int
    text: str


def edits(document: Document, fixes: Iterable[Fix]) -> list[Edit]:
    """Return the edits that carry out fixes, in the text's order; none overlap.

    A fix that has no exact place (a value over several lines, a list on the line of its key) is
    left out: it stays a problem for the user to mend.
    """
    found = []
    for fix in fixes:
        edit = (
            removal(document, fix.path)
            if fix.text is None
            else replacement(document.node_at(fix.path), fix.text)
        )
        if edit is not None:
            found.append(edit)
    found.sort()
    return [
        edit
        for number, edit in enumerate(found)
        if not number or found[number - 1].end <= edit.start
    ]


def apply(text: str, changes: Iterable[Edit]) -> str:
    """Return a text with edits carried out; they are in order and don't overlap."""
    pieces = []
    done = 0
    for change in changes:
        pieces += [text[done : change.start], change.text]
        done = change.end
    return "".join([*pieces, text[done:]])


def replacement(node: Node | None, text: str) -> Edit | None:
    """Return the edit that gives a scalar on one line a new value, in its own quotes."""
    if not isinstance(node, ScalarNode) or not _on_one_line(node):
        return None
    return Edit(node.start_mark.index, node.end_mark.index, _written(text, node.style or ""))


def _written(text: str, quotes: str) -> str:
    if quotes == "'":
        return "'" + text.replace("'", "''") + "'"
    if quotes == '"' or not _plain_is_safe(text):
        return json.dumps(text, ensure_ascii=False)
    return text


def _plain_is_safe(text: str) -> bool:
    """Whether YAML reads the bare text back as itself, in a list and in braces."""
    document, problems = compose(f"[{{a: {text}}}]", "")
    root = document.root
    if problems or not isinstance(root, SequenceNode) or len(root.value) != 1:
        return False
    pairs = root.value[0].value
    return len(pairs) == 1 and pairs[0][1].value == text and isinstance(pairs[0][1], ScalarNode)


def removal(document: Document, path: tuple[str | int, ...]) -> Edit | None:
    """Return the edit that takes an item off its list: its line, or its place between commas."""
    parent, item = document.node_at(path[:-1]), document.node_at(path)
    if not isinstance(parent, SequenceNode) or not isinstance(item, ScalarNode):
        return None
    if not _on_one_line(item):
        return None
    if parent.flow_style:
        return _from_flow(document.text, parent, item)
    return _whole_line(document.text, item)


def _on_one_line(node: ScalarNode) -> bool:
    # A block scalar ends where the next key begins, so its marks tell nothing.
    return node.style not in ("|", ">") and node.start_mark.line == node.end_mark.line


def _whole_line(text: str, item: Node) -> Edit | None:
    start = max(text.rfind(mark, 0, item.start_mark.index) for mark in "\r\n") + 1
    if not _ITEM.fullmatch(text[start : item.start_mark.index]):
        return None
    line_end = re.compile(r"\r\n?|\n|\Z").search(text, item.end_mark.index)
    return Edit(start, line_end.end(), "") if line_end else None


def _from_flow(text: str, parent: SequenceNode, item: Node) -> Edit | None:
    place = next(number for number, each in enumerate(parent.value) if each is item)
    start, end = item.start_mark.index, item.end_mark.index
    if place:
        start = parent.value[place - 1].end_mark.index
    elif len(parent.value) > 1:
        end = parent.value[1].start_mark.index
    # Over several lines a comment may stand between the items, and it would go too.
    return None if re.search(r"[\r\n#]", text[start:end]) else Edit(start, end, "")
