"""A plan file that is to say another plan: exact-place edits for just what differs."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from sciplan.base.errors import SciplanError
from sciplan.base.problem import FieldPath
from sciplan.plan.fields import (
    Bodies,
    Date,
    Flag,
    Keyed,
    Many,
    Names,
    NamesByRole,
    One,
    Spec,
    Text,
    Texts,
    TextsByKey,
    specs,
)
from sciplan.plan.model import Plan
from sciplan.planfile import edit, spans
from sciplan.planfile.dump import (
    YamlStyle,
    braced,
    field_lines,
    item_lines,
    named_block,
    named_lines,
    named_pair,
    pair,
)
from sciplan.planfile.gaps import NAME_LISTS, ItemList, gaps, lists_in, places_of_units
from sciplan.planfile.load import load
from sciplan.planfile.source import MappingNode, Node, ScalarNode, SequenceNode, YamlText
from sciplan.planfile.spans import CannotEditError, Edit

_LONG = 2
"""Blocks of more lines stand apart, in a file with blank lines but no habit under their key."""


def edits_between(text: str, path: str, old: Plan, new: Plan) -> list[Edit]:
    """Return the edits that make a plan file's text say another plan, in the text's order.

    Comments, order, quotes, line ends and layout stay: one changed value is one changed line. New
    keys and blocks are written as their neighbours are. Blocks are told apart by their ids, which
    neither change nor move.

    Args:
        text: The file's text.
        path: The file, for messages.
        old: The plan it says.
        new: The plan it is to say.

    Raises:
        SciplanError: A place is written in a way that no exact edit can change, or the edited text
            would not say just what it is to say.
    """
    # Two edits may stand behind a last line: it needs an end while they are made.
    end = "" if text[-1:] in ("", "\r", "\n") else spans.line_end(load(text, path).document)
    document = load(text + end, path).document
    try:
        found = list(_Rewriter(document).model(old, new, ()))
    except CannotEditError as error:
        place = document.place_of(error.node)
        raise SciplanError(
            f"{place}：这里的写法无法逐处修改（一行几层，或夹有注释）；请先在方案文件里改好"
        ) from error
    # Of those at one place, the first made comes first.
    found.sort(key=lambda each: (each.start, each.end))
    if end:
        found = list(_without_last_end(found, len(text), end))
    if load(edit.apply(text, found), path).draft != new:
        raise SciplanError(f"{path} 的写法特殊，照表修改后读出来与表不同；请直接改方案文件")
    return found


def _without_last_end(edits: Iterable[Edit], size: int, end: str) -> Iterator[Edit]:
    """Yield edits for a text without the end of its last line, which they count on.

    Args:
        edits: The edits, in order.
        size: The text's length.
        end: What ends its lines.
    """
    open_line = True
    for each in edits:
        if each.end <= size:
            yield each
        elif each.start <= size:  # the last line goes, the one before it ends
            yield Edit(each.start, size, each.text)
            open_line = False
        else:
            lines = each.text.removesuffix(end)
            yield Edit(size, size, f"{end}{lines}" if open_line else lines)
            open_line = True


class _Rewriter:
    def __init__(self, document: YamlText) -> None:
        self.document = document

    def model(self, old: Any, new: Any, path: FieldPath) -> Iterator[Edit]:
        """Yield the edits that make one block of keys say another."""
        block = self._mapping(path)
        keys = [key.value for key, _ in block.value if isinstance(key, ScalarNode)]
        removed = []
        for spec in specs(old.__class__):
            before, after = getattr(old, spec.name), getattr(new, spec.name)
            if before == after or not (before or after):
                continue
            if spec.key not in keys:
                yield self._new_key(block, keys, spec, after, new)
            elif not after:
                removed.append(keys.index(spec.key))
            else:
                yield from self._value(spec, before, after, (*path, spec.key))
        if removed:
            yield from edit.removals(self.document, block, sorted(removed), whole=True)

    def _mapping(self, path: FieldPath) -> MappingNode:
        node = self.document.node_at(path)
        if not isinstance(node, MappingNode):
            raise CannotEditError(node or self._root)
        return node

    @property
    def _root(self) -> Node:
        root = self.document.root
        if root is None:
            raise SciplanError(f"{self.document.path} 是空的")
        return root

    # One value

    def _value(self, spec: Spec, before: Any, after: Any, path: FieldPath) -> Iterator[Edit]:
        node = self.document.node_at(path)
        if node is None:
            raise CannotEditError(self._root)
        kind = spec.kind
        if isinstance(kind, Text):
            yield edit.rewritten(self.document, node, after)
        elif isinstance(kind, Date | Flag):
            text = "true" if after is True else str(after)
            yield edit.rewritten(self.document, node, text)
        elif isinstance(kind, One):
            yield from self.model(before, after, path)
        elif not isinstance(node, SequenceNode | MappingNode):
            yield self._in_place(spec, after, path)  # the key stands there without a value
        elif isinstance(node, SequenceNode):
            yield from self._listed(node, spec, before, after, path)
        elif isinstance(kind, NamesByRole | TextsByKey):
            yield from self._roles(node, before or {}, after)
        elif isinstance(kind, Keyed):
            yield from self._units(node, before, after, path)
        else:
            raise CannotEditError(node)

    def _listed(
        self, node: SequenceNode, spec: Spec, before: Any, after: Any, path: FieldPath
    ) -> Iterator[Edit]:
        if isinstance(spec.kind, Names | Texts):
            yield from self._names(node, before, after)
        elif isinstance(spec.kind, Bodies):
            yield from self._bodies(node, before, after, path)
        elif isinstance(spec.kind, Many):
            yield from self._items(node, spec, before, after, path)
        else:
            raise CannotEditError(node)

    def _in_place(self, spec: Spec, value: Any, path: FieldPath) -> Edit:
        """Return the edit that writes a key and its value anew where the key stands."""
        block = self._mapping(path[:-1])
        place = [key.value for key, _ in block.value].index(spec.key)
        text = self._pair(block, spec, value)
        return edit.exchange(self.document, block, place, text.lstrip(" "))

    def _pair(self, block: MappingNode, spec: Spec, value: Any) -> str:
        if block.flow_style:
            return pair(value, spec)
        indent = " " * spans.column(self.document, block)
        end = spans.line_end(self.document, block.start_mark.index)
        return end.join(field_lines(value, spec, indent, self._style(spec.key, block)))

    def _new_key(
        self, block: MappingNode, keys: list[str], spec: Spec, value: Any, owner: Any
    ) -> Edit:
        """Return the edit that adds a key behind the last that stays and goes before it."""
        every = specs(owner.__class__)
        order = [each.key for each in every]
        stay = {each.key for each in every if getattr(owner, each.name)}
        before = set(order[: order.index(spec.key)]) & stay
        places = [place for place, key in enumerate(keys) if key in before]
        # In a file of an unusual order, the last of them need not be the nearest.
        after = max(places, key=lambda place: order.index(keys[place]), default=None)
        text = self._pair(block, spec, value)
        lines = [text] if block.flow_style else spans.lines_of(text)
        return edit.insertion(self.document, block, -1 if after is None else after, lines)

    # Lists of names

    def _names(
        self, node: SequenceNode, before: Sequence[str], after: Sequence[str]
    ) -> Iterator[Edit]:
        gone: list[int] = []
        for gap in gaps(before, after):
            shared = min(len(gap.old), len(gap.new))
            for place, name in zip(gap.old, gap.new, strict=False):
                yield edit.rewritten(self.document, node.value[place], name)
            gone += gap.old[shared:]
            if len(gap.new) > shared:
                at = gap.old[-1] if gap.old else gap.after
                yield self._more_names(node, at, gap.new[shared:])
        if gone:
            yield from edit.removals(self.document, node, gone)

    def _more_names(self, node: SequenceNode, after: int, names: Sequence[str]) -> Edit:
        like = node.value[max(after, 0)] if node.value else None
        quotes = (like.style or "") if isinstance(like, ScalarNode) else ""
        new = [edit.written(name, quotes.strip("|>")) for name in names]
        if not node.flow_style:
            indent = " " * spans.column(self.document, node)
            new = [f"{indent}- {name}" for name in new]
        return edit.insertion(self.document, node, after, new)

    def _bodies(
        self, node: SequenceNode, before: Sequence[Any], after: Sequence[Any], path: FieldPath
    ) -> Iterator[Edit]:
        """Yield the edits of bodies that take over, of which none comes or goes."""
        if [body.new for body in before] != [body.new for body in after]:
            raise CannotEditError(node)
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old.new:
                yield from self.model(old, new, (*path, place))
            elif old != new:
                yield edit.rewritten(self.document, node.value[place], new.name)

    def _roles(
        self,
        node: MappingNode,
        before: Mapping[str, tuple[str, ...]],
        after: Mapping[str, tuple[str, ...]],
    ) -> Iterator[Edit]:
        labels = list(before)
        new = [label for label in after if label not in before]
        meant = {label: label for label in labels if label in after}
        if not meant:
            # One has to stay for the others to stand behind.
            meant = {labels[0]: new.pop(0)}
            yield edit.rewritten(self.document, node.value[0][0], meant[labels[0]])
        for label, other in meant.items():
            if before[label] != after[other]:
                place = labels.index(label)
                yield from self._role(node, place, other, before[label], after[other])
        if new:
            lines = self._labelled(node, [(label, after[label]) for label in new])
            yield edit.insertion(self.document, node, labels.index(list(meant)[-1]), lines)
        gone = [place for place, label in enumerate(labels) if label not in meant]
        if gone:
            yield from edit.removals(self.document, node, gone, whole=True)

    def _role(
        self,
        node: MappingNode,
        place: int,
        label: str,
        before: tuple[str, ...],
        after: tuple[str, ...],
    ) -> Iterator[Edit]:
        value = node.value[place][1]
        if isinstance(value, SequenceNode) and (value.flow_style or (before and after)):
            yield from self._names(value, before, after)
            return
        text = spans.line_end(self.document).join(self._labelled(node, [(label, after)]))
        yield edit.exchange(self.document, node, place, text.lstrip(" "))

    def _labelled(
        self, node: MappingNode, roles: Sequence[tuple[str, tuple[str, ...]]]
    ) -> list[str]:
        if node.flow_style:
            return [named_pair(label, names) for label, names in roles]
        indent = " " * spans.column(self.document, node)
        style = self._style("", node)
        like = node.value[0][1]
        if isinstance(like, SequenceNode) and like.value:
            style = style._replace(flow=bool(like.flow_style))
        return [line for role in roles for line in named_lines(*role, indent, style)]

    # Units

    def _units(
        self, node: MappingNode, before: Sequence[Any], after: Sequence[Any], path: FieldPath
    ) -> Iterator[Edit]:
        """Yield the edits of registered units: their fields, new ones, their order, one's name."""
        places = places_of_units(before, after)
        within = {
            places[unit.name]: list(self._unit(node, before[places[unit.name]], unit, path))
            for unit in after
            if unit.name in places
        }
        order = list(within)
        if len(order) != len(node.value):  # one is to go, or stands there twice
            raise CannotEditError(node)
        in_order = order == sorted(order)
        if in_order:
            yield from (each for edits in within.values() for each in edits)
        else:
            yield from self._reordered(node, within)
        yield from self._new_units(node, [unit.name in places for unit in after], after)

    def _unit(self, node: MappingNode, old: Any, new: Any, path: FieldPath) -> Iterator[Edit]:
        key, value = next(pair for pair in node.value if pair[0].value == old.name)
        if old.name != new.name:
            yield edit.rewritten(self.document, key, new.name)
        if replace(old, name=new.name) == new:
            return
        if isinstance(value, MappingNode) and value.value:
            yield from self.model(old, new, (*path, old.name))
        else:  # nothing stands there, or empty braces
            start, end = value.start_mark.index, value.end_mark.index
            gap = "" if self.document.text[start - 1] in " \t" else " "
            yield Edit(start, end, f"{gap}{braced(new)}")

    def _reordered(self, node: MappingNode, within: Mapping[int, Sequence[Edit]]) -> Iterator[Edit]:
        """Yield the edits that put the pairs of a block in another order, each edited within.

        Args:
            node: The block.
            within: Place of a pair → edits of it, in the new order.
        """
        chunks = edit.chunks(self.document, node)
        for place, (source, edits) in enumerate(within.items()):
            if place == source:
                yield from edits
                continue
            start, end = chunks[source]
            moved = [Edit(each.start - start, each.end - start, each.text) for each in edits]
            text = edit.apply(self.document.text[start:end], moved)
            yield Edit(*chunks[place], text)

    def _new_units(
        self, node: MappingNode, known: Sequence[bool], after: Sequence[Any]
    ) -> Iterator[Edit]:
        """Yield the edits that register units, each behind those that go before it."""
        indent = "" if node.flow_style else " " * spans.column(self.document, node)
        for place, unit in enumerate(after):
            if not known[place]:
                behind = sum(known[:place]) - 1
                line = f"{indent}{named_block(unit)}"
                yield edit.insertion(self.document, node, behind, [line])

    # Lists of blocks with ids

    def _items(
        self,
        node: SequenceNode,
        spec: Spec,
        before: Sequence[Any],
        after: Sequence[Any],
        path: FieldPath,
    ) -> Iterator[Edit]:
        if not all(hasattr(item, "id") for item in (*before, *after)):
            yield from self._in_their_places(node, before, after, path)
            return
        places = {item.id: place for place, item in enumerate(before)}
        stay = [places[item.id] for item in after if item.id in places]
        if stay != sorted(stay) or len(places) != len(before):
            raise CannotEditError(node)
        if not stay and node.flow_style:
            yield self._in_place(spec, after, path)
            return
        anchor = -1
        for item in after:
            if item.id not in places:
                yield self._new_item(node, spec, item, anchor, alone=not stay)
                continue
            anchor = places[item.id]
            if before[anchor] != item:
                yield from self.model(before[anchor], item, (*path, anchor))
        gone = [place for place in range(len(before)) if place not in set(stay)]
        if gone:
            yield from edit.removals(self.document, node, gone, whole=True)

    def _in_their_places(
        self, node: SequenceNode, before: Sequence[Any], after: Sequence[Any], path: FieldPath
    ) -> Iterator[Edit]:
        """Yield the edits of blocks without ids, of which none comes or goes."""
        if len(before) != len(after):
            raise CannotEditError(node)
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                yield from self.model(old, new, (*path, place))

    def _new_item(
        self, node: SequenceNode, spec: Spec, item: Any, after: int, *, alone: bool
    ) -> Edit:
        """Return the edit that adds a block; `alone` where nothing of the list will stand by it."""
        if node.flow_style:
            return edit.insertion(self.document, node, after, [braced(item)])
        indent = " " * spans.column(self.document, node)
        if node.value[max(after, 0)].flow_style:
            lines = [f"{indent}- {braced(item)}"]
        else:
            lines = item_lines(item, indent, self._style("", node))
        if not alone and self._stand_apart(node, spec.key, len(lines)):
            lines = [*lines, ""] if after < 0 else ["", *lines]
        return edit.insertion(self.document, node, after, lines)

    # The file's habits

    def _stand_apart(self, node: SequenceNode, key: str, lines: int) -> bool:
        """Whether blank lines part the items of a list, as they do here or under the same key."""
        for other in (node, *(each.value for each in self._lists_of.get(key, ()))):
            if len(other.value) > 1 and not other.flow_style:
                first, second = (spans.span(self.document, other, place) for place in (0, 1))
                between = self.document.text[first.end : second.start]
                return any(not line.strip() for line in spans.lines_of(between)[1:-1])
        return lines > _LONG and self._has_blank_lines

    @cached_property
    def _has_blank_lines(self) -> bool:
        return any(not line.strip() for line in spans.lines_of(self.document.text.strip()))

    def _style(self, key: str, near: Node) -> YamlStyle:
        """Return how the file writes its lists of names, near a place and under a key."""
        names = self._nearest((key,), near) if key in NAME_LISTS else None
        names = names or self._nearest(NAME_LISTS, near)
        flow = bool(names and names.value.flow_style)
        for dashed in (self._nearest((key,), near), names, *self._lists):
            if dashed and not dashed.value.flow_style:
                return YamlStyle(flow=flow, offset=dashed.offset)
        return YamlStyle(flow=flow)

    def _nearest(self, keys: Iterable[str], near: Node) -> "ItemList | None":
        place = int(near.start_mark.index)
        found = [each for key in keys for each in self._beside(self._lists_of.get(key, []), place)]
        return min(found, key=lambda each: abs(each.start - place), default=None)

    @staticmethod
    def _beside(lists: Sequence["ItemList"], place: int) -> Sequence["ItemList"]:
        """Return the last before a place and the first behind it."""
        behind = bisect_left(lists, place, key=lambda each: each.start)
        return lists[max(behind - 1, 0) : behind + 1]

    @cached_property
    def _lists(self) -> list["ItemList"]:
        """Every list that is a key's value and not empty, in the file's order."""
        return list(lists_in(self._root))

    @cached_property
    def _lists_of(self) -> dict[str, list["ItemList"]]:
        """Key → its lists."""
        found: dict[str, list[ItemList]] = {}
        for each in self._lists:
            found.setdefault(each.key.value, []).append(each)
        return found
