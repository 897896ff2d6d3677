"""Exact-place edits of a plan file: only the touched characters change.

Comments, order, quotes, line ends and layout stay as the user left them, so that one mended value
is one changed line.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from sciplan.base.problem import FieldPath, Fix
from sciplan.planfile.dump import quoted
from sciplan.planfile.load import EMPTY
from sciplan.planfile.source import MappingNode, Node, ScalarNode, SequenceNode, YamlText, compose
from sciplan.planfile.spans import (
    BREAK,
    BREAKS,
    CannotEditError,
    Edit,
    Span,
    column,
    content_end,
    line_end,
    span,
    spans,
)


def edits(document: YamlText, fixes: Iterable[Fix]) -> list[Edit]:
    """Return the edits that carry out fixes, in the text's order; none overlap.

    A fix that has no exact place (a value over several lines, a list on the line of its key) is
    left out: it stays a problem for the user to mend.
    """
    made = (_edit_of(document, fix) for fix in fixes)
    found = sorted(edit for edit in made if edit is not None)
    return [
        edit
        for number, edit in enumerate(found)
        if not number or found[number - 1].end <= edit.start
    ]


def _edit_of(document: YamlText, fix: Fix) -> Edit | None:
    if fix.texts:
        return _several(document, fix.path, fix.texts)
    if fix.text is None:
        return removal(document, fix.path)
    block = document.node_at(fix.path[:-1])
    if fix.is_structural and isinstance(block, MappingNode) and not has_key(block, fix.path[-1]):
        quotes = '"' if fix.text[:1].isdecimal() else ""
        return _first_key(document, block, f"{fix.path[-1]}: {written(fix.text, quotes)}")
    node = document.node_at(fix.path)
    if isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index:
        return rewritten(document, node, fix.text)
    return replacement(node, fix.text)


def has_key(block: MappingNode, key: str | int) -> bool:
    """Whether a block has a key."""
    return any(isinstance(each, ScalarNode) and each.value == key for each, _ in block.value)


def _several(document: YamlText, path: FieldPath, texts: Sequence[str]) -> Edit | None:
    """Return the edit that makes a list of a text, or several items of one."""
    node, parent = document.node_at(path), document.node_at(path[:-1])
    if not isinstance(node, ScalarNode) or not _on_one_line(node):
        return None
    items = [written(text, node.style or "") for text in texts]
    if isinstance(parent, MappingNode):
        listed = f"[{', '.join(items)}]"
    elif not isinstance(parent, SequenceNode):
        return None
    elif parent.flow_style:
        listed = ", ".join(items)
    else:
        indent = " " * column(document, parent)
        listed = f"{line_end(document, node.start_mark.index)}{indent}- ".join(items)
    return Edit(node.start_mark.index, node.end_mark.index, listed)


def _first_key(document: YamlText, block: MappingNode, text: str) -> Edit:
    """Return the edit that puts a key with its value before the others of a block."""
    at = int(block.start_mark.index)
    if block.flow_style:
        return Edit(at + 1, at + 1, f"{text}, " if block.value else text)
    indent = " " * column(document, block)
    return Edit(at, at, f"{text}{line_end(document, at)}{indent}")


def apply(text: str, changes: Iterable[Edit]) -> str:
    """Return a text with edits carried out; they are in order and don't overlap."""
    pieces = []
    done = 0
    for change in changes:
        pieces += [text[done : change.start], change.text]
        done = change.end
    return "".join([*pieces, text[done:]])


# Scalars --------------------------------------------------------------------------------------


def replacement(node: Node | None, text: str) -> Edit | None:
    """Return the edit that gives a scalar on one line a new value, in its own quotes."""
    if not isinstance(node, ScalarNode) or not _on_one_line(node):
        return None
    return Edit(node.start_mark.index, node.end_mark.index, written(text, node.style or ""))


def rewritten(document: YamlText, node: Node, text: str) -> Edit:
    """Return the edit that gives any scalar a new value, on one line.

    Raises:
        CannotEditError: It is no scalar.
    """
    if not isinstance(node, ScalarNode):
        raise CannotEditError(node)
    start, end = node.start_mark.index, content_end(document, node)
    if start == end:  # nothing stands after the colon, no space either
        return Edit(start, end, f" {written(text, '')}")
    return replacement(node, text) or Edit(start, end, written(text, ""))


def written(text: str, quotes: str) -> str:
    """Return a text as a scalar in quotes that a file uses, in others where those won't do."""
    if quotes == "'" and not any(mark in text for mark in BREAKS):
        return "'" + text.replace("'", "''") + "'"
    if quotes or not _plain_is_safe(text):
        return quoted(text)
    return text


def _plain_is_safe(text: str) -> bool:
    """Whether YAML reads the bare text back as itself, in a list and in braces."""
    if text in EMPTY:
        return False
    document, problems = compose(f"[{{a: {text}}}]", "")
    root = document.root
    if problems or not isinstance(root, SequenceNode) or len(root.value) != 1:
        return False
    pairs = root.value[0].value
    return len(pairs) == 1 and pairs[0][1].value == text and isinstance(pairs[0][1], ScalarNode)


def _on_one_line(node: ScalarNode) -> bool:
    # A block scalar ends where the next key begins, so its marks tell nothing.
    return node.style not in ("|", ">") and node.start_mark.line == node.end_mark.line


# Lists and blocks -----------------------------------------------------------------------------


def removal(document: YamlText, path: tuple[str | int, ...]) -> Edit | None:
    """Return the edit that takes an item off its list: its line, or its place between commas."""
    parent, item = document.node_at(path[:-1]), document.node_at(path)
    if not isinstance(parent, SequenceNode) or not isinstance(item, ScalarNode):
        return None
    if not _on_one_line(item):
        return None
    place = next(number for number, each in enumerate(parent.value) if each is item)
    try:
        (edit,) = removals(document, parent, [place])
    except CannotEditError:
        return None
    over_lines = parent.flow_style and BREAK.search(document.text, edit.start, edit.end)
    return None if over_lines else edit


def removals(
    document: YamlText,
    collection: SequenceNode | MappingNode,
    places: Collection[int],
    *,
    whole: bool = False,
) -> list[Edit]:
    """Return the edits that take items off a list, or pairs out of a block.

    Args:
        document: The file.
        collection: The list or block.
        places: Which of its items or pairs, in order.
        whole: With the comments right above and the blank lines between them and the next.

    Raises:
        CannotEditError: A comment stands among them, or the layout is an unusual one.
    """
    if collection.flow_style:
        return list(_out_of_flow(document, collection, places))
    at, gone = _LineBlock(document, collection), frozenset(places)
    return [at.removal(place, gone, whole=whole) for place in places]


def insertion(
    document: YamlText,
    collection: SequenceNode | MappingNode,
    after: int,
    new: Sequence[str],
) -> Edit:
    """Return the edit that puts new items into a list, or pairs into a block.

    Args:
        document: The file.
        collection: The list or block.
        after: The item or pair after which they go; -1 for before the first.
        new: Lines with their indent; within brackets or braces the items.

    Raises:
        CannotEditError: The layout is an unusual one.
    """
    if not collection.flow_style:
        return _LineBlock(document, collection).insertion(after, new)
    listed = ", ".join(new)
    if not collection.value:
        at = collection.start_mark.index + 1
        return Edit(at, at, listed)
    here = span(document, collection, max(after, 0))
    if after < 0:
        return Edit(here.start, here.start, f"{listed}, ")
    return Edit(here.end, here.end, f", {listed}")


def chunks(document: YamlText, collection: MappingNode) -> list[tuple[int, int]]:
    """Return the stretches of a block's pairs: whole lines, each with the comments above it.

    Raises:
        CannotEditError: Pairs share a line.
    """
    if collection.flow_style:
        return [(each.start, each.end) for each in spans(document, collection)]
    return _LineBlock(document, collection).chunks()


def exchange(
    document: YamlText, collection: SequenceNode | MappingNode, place: int, text: str
) -> Edit:
    """Return the edit that puts another item or pair, written out, in the place of one.

    Raises:
        CannotEditError: A comment stands in it.
    """
    start, end = span(document, collection, place)
    _refuse_comment(document, collection, start, end)
    return Edit(start, end, text)


def _out_of_flow(
    document: YamlText, collection: SequenceNode | MappingNode, places: Collection[int]
) -> Iterator[Edit]:
    here = spans(document, collection)
    for first, last in _runs(places):
        start, end = here[first].start, here[last].end
        if first:
            start = here[first - 1].end
        elif last + 1 < len(here):
            end = here[last + 1].start
        else:
            # A comma may stand after the last.
            start, end = collection.start_mark.index + 1, collection.end_mark.index - 1
        _refuse_comment(document, collection, start, end)
        yield Edit(start, end, "")


def _runs(places: Collection[int]) -> list[tuple[int, int]]:
    """Return (first, last) of the places that follow one another."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def _refuse_comment(document: YamlText, node: Node, start: int, end: int) -> None:
    """Refuse to take out a stretch of a node that holds a comment."""
    done = start
    for scalar in _scalars(node):
        if start <= scalar.start_mark.index < end:
            if "#" in document.text[done : scalar.start_mark.index]:
                raise CannotEditError(node)
            done = content_end(document, scalar)
    if "#" in document.text[done:end]:
        raise CannotEditError(node)


def _scalars(node: Node) -> Iterator[ScalarNode]:
    """Yield the scalars of a node, in the text's order."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    else:
        for item in node.value:
            yield from _scalars(item)


class _LineBlock:
    """A list with dashes or a block of keys, and the lines of its items."""

    def __init__(self, document: YamlText, collection: SequenceNode | MappingNode) -> None:
        self.document = document
        self.text = document.text
        self.collection = collection
        self.count = len(collection.value)
        self.column = column(document, collection)

    def _span(self, place: int) -> Span:
        return span(self.document, self.collection, place)

    def removal(self, place: int, places: Collection[int], *, whole: bool) -> Edit:
        if self._shares_line(place):
            return self._first_pair(place, places)
        start = self._line(place)
        if not whole:
            return Edit(start, self.document.next_line(self._span(place).end), "")
        start, end = self._with_comments(place, start), self._stop(place)
        if any(other not in places for other in range(place + 1, self.count)):
            return Edit(start, self._blank_below(end), "")
        return Edit(self._blank_above(start) if place else start, end, "")

    def chunks(self) -> list[tuple[int, int]]:
        starts = [self._with_comments(place, self._line(place)) for place in range(self.count)]
        if len(set(starts)) < self.count:
            raise CannotEditError(self.collection)
        return [*pairwise([*starts, self._stop(self.count - 1)])]

    def insertion(self, after: int, lines: Sequence[str]) -> Edit:
        at = self._with_comments(0, self._line(0)) if after < 0 else self._stop(after)
        end = line_end(self.document, at)
        new = "".join(f"{line}{end}" for line in lines)
        if at and self.text[at - 1] not in "\r\n":  # the last line has no end
            new = end + new.removesuffix(end)
        return Edit(at, at, new)

    def _shares_line(self, place: int) -> bool:
        """Whether a key stands on the line of the dash of its block."""
        start = self._span(place).start
        before = self.text[self.document.line_start(start) : start]
        return isinstance(self.collection, MappingNode) and bool(before.strip())

    def _first_pair(self, place: int, places: Collection[int]) -> Edit:
        start, after = self._span(place).start, place + 1
        if place or after == self.count or after in places:
            raise CannotEditError(self.collection)
        _refuse_comment(self.document, self.collection, start, self._span(after).start)
        return Edit(start, self._span(after).start, "")

    def _line(self, place: int) -> int:
        """Return the start of the line with an item's dash or a pair's key."""
        line = self.document.line_start(self._span(place).start)
        if isinstance(self.collection, MappingNode):
            return line
        above = self.document.line_start(self.collection.start_mark.index)
        while self.text[line : line + self.column + 1].strip(" ") != "-" or (
            self.text[line + self.column] != "-"
        ):
            if line <= above:
                raise CannotEditError(self.collection)
            line = self.document.line_start(line - 1)
        return line

    def _with_comments(self, place: int, line: int) -> int:
        """Return the start of the comments that stand right above an item, as far in as it."""
        least = self._span(place - 1).end if place else 0
        while line > least:
            before = self.document.line_start(line - 1)
            if before < least or not self._is_comment(before, line, {self.column}):
                break
            line = before
        return line

    def _stop(self, place: int) -> int:
        """Return the start of the line after an item and the comments farther in than it."""
        stop = line = self.document.next_line(self._span(place).end)
        while line < len(self.text):
            after = self.document.next_line(line)
            if self._is_comment(line, after, range(self.column + 1, 1000)):
                stop = after
            elif self.text[line:after].strip():
                break
            line = after
        return stop

    def _is_comment(self, start: int, end: int, columns: Collection[int]) -> bool:
        line = self.text[start:end]
        bare = line.lstrip(" ")
        return bare.startswith("#") and len(line) - len(bare) in columns

    def _blank_above(self, line: int) -> int:
        while line and not self.text[self.document.line_start(line - 1) : line].strip():
            line = self.document.line_start(line - 1)
        return line

    def _blank_below(self, line: int) -> int:
        while line < len(self.text):
            after = self.document.next_line(line)
            if self.text[line:after].strip():
                break
            line = after
        return line
