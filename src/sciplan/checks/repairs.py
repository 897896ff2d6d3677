"""What keeps a hand-written file from being read and has one right way to be mended."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sciplan.base.problem import FieldPath, Fix
from sciplan.plan.fields import Keyed, Many, Names, NamesByRole, One, Texts, specs
from sciplan.plan.model import FORMAT, Measure, Plan, Provision, Section
from sciplan.planfile.composing import composed
from sciplan.planfile.edit import apply
from sciplan.planfile.load import EMPTY, Loaded
from sciplan.planfile.source import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    YamlText,
    compose,
)
from sciplan.planfile.spans import Edit

_LIST_MARKS = re.compile("[、，,；;]")
_WIDE_COLON = re.compile(r"：[ \t]*(?P<end>(?=[\r\n]|\Z))?")
_WITH_IDS = (Section, Measure, Provision)
_DIGITS = 9
_MOST_COLONS = 200
"""Each takes a reading of the whole text."""


class Repair(NamedTuple):
    """What mends a problem that loading tells.

    Args:
        code: The problem's code.
        fix: How.
    """

    code: str
    fix: Fix


# Colons -----------------------------------------------------------------------------------------


def colons(document: YamlText) -> list[Edit]:
    """Return the edits that make the wide colons narrow over which reading stumbles.

    None where the text can't be read then either, or one would not stand behind a key.
    """
    text, found = document.text, list[Edit]()
    again, problems = compose(text, document.path)
    while problems and len(found) < _MOST_COLONS:
        wide = _WIDE_COLON.match(again.text, again.index_of(problems[0].location))
        if wide is None:
            return []
        made = Edit(wide.start(), wide.end(), ":" if wide["end"] is not None else ": ")
        found = composed(text, found, [made])
        again, problems = compose(apply(text, found), document.path)
    ends = {key.end_mark.index for key in _keys(again.root)}
    return found if set(_starts_after(found)) <= ends else []


def _starts_after(edits: Sequence[Edit]) -> Iterator[int]:
    """Yield where edits begin in the text that they make."""
    grown = 0
    for edit in edits:
        yield edit.start + grown
        grown += len(edit.text) - (edit.end - edit.start)


def _keys(node: Node | None) -> Iterator[Node]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield key
            yield from _keys(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _keys(item)


# Lists, format, ids -----------------------------------------------------------------------------


def repairs(loaded: Loaded) -> list[Repair]:
    """Return what mends the structure of a file: lists, names run together, `format`, ids."""
    root = loaded.document.root
    if loaded.draft is None or not loaded.problems or not isinstance(root, MappingNode):
        return []
    finder = _RepairFinder(frozenset(loaded.draft.by_name))
    return [*finder.in_block(Plan, root, ()), *_missing_ids(root, (), "")]


class _RepairFinder:
    """Walks a file by what the models say of its fields.

    Args:
        names: Every name of a registered unit.
    """

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    def in_block(self, model: type, node: Node, path: FieldPath) -> Iterator[Repair]:
        """Yield what mends a block of keys."""
        if not isinstance(node, MappingNode):
            return
        values = _values(node)
        for spec in specs(model):
            value = values.get(spec.key)
            if spec.key == "format" and value is None:
                yield Repair("missing-key", Fix(path=("format",), text=FORMAT))
            elif value is not None:
                yield from self.in_value(spec.kind, value, (*path, spec.key))

    def in_value(self, kind: object, node: Node, path: FieldPath) -> Iterator[Repair]:
        """Yield what mends one value."""
        if isinstance(kind, Names):
            yield from self.in_names(node, path)
        elif isinstance(kind, Texts) and isinstance(node, ScalarNode):
            yield from _listed(node, path)
        elif isinstance(kind, One):
            yield from self.in_block(kind.model(), node, path)
        elif isinstance(kind, Many) and isinstance(node, SequenceNode):
            for index, item in enumerate(node.value):
                yield from self.in_block(kind.model(), item, (*path, index))
        elif isinstance(kind, Keyed | NamesByRole) and isinstance(node, MappingNode):
            for key, value in _values(node).items():
                yield from (
                    self.in_block(kind.model(), value, (*path, key))
                    if isinstance(kind, Keyed)
                    else self.in_names(value, (*path, key))
                )

    def in_names(self, node: Node, path: FieldPath) -> Iterator[Repair]:
        """Yield what mends a list of units: one that is none, names that run together."""
        if isinstance(node, ScalarNode) and not _is_empty(node):
            names = self.parted(node.value) or (node.value,)
            yield Repair("wrong-type", Fix(path=path, text=None, texts=names))
        for index, item in enumerate(node.value if isinstance(node, SequenceNode) else ()):
            names = self.parted(item.value) if isinstance(item, ScalarNode) else ()
            if names:
                fix = Fix(path=(*path, index), text=None, texts=names)
                yield Repair("unknown-unit", fix)

    def parted(self, text: str) -> tuple[str, ...]:
        """Return the registered names that run together in a text; none where it is one itself."""
        names = tuple(part.strip() for part in _LIST_MARKS.split(text))
        together = text not in self.names and len(names) > 1 and self.names.issuperset(names)
        return names if together else ()


def _listed(node: ScalarNode, path: FieldPath) -> Iterator[Repair]:
    """Yield the repair of one text where a list is meant; marks of a list leave that open."""
    if not _is_empty(node) and not _LIST_MARKS.search(node.value):
        yield Repair("wrong-type", Fix(path=path, text=None, texts=(node.value,)))


def _missing_ids(block: MappingNode, path: FieldPath, above: str) -> Iterator[Repair]:
    """Yield ids by order for what stands under one heading, and under those below it."""
    values = _values(block)
    kinds = [spec for spec in specs(Section) if isinstance(values.get(spec.key), SequenceNode)]
    lists = [spec for spec in kinds if isinstance(spec.kind, Many)]
    for spec in lists:
        before = 0
        for index, item in enumerate(values[spec.key].value):
            if not isinstance(item, MappingNode):
                continue
            here = (*path, spec.key, index)
            ident = _text(_values(item).get("id"))
            if not ident and len(lists) == 1 and (above or not path):
                ident = f"{above}.{before + 1}".lstrip(".")
                yield Repair("missing-key", Fix(path=(*here, "id"), text=ident))
            last = ident.rpartition(".")[2]
            before = int(last) if last.isdecimal() and len(last) < _DIGITS else before
            yield from _missing_ids(item, here, ident)


def _values(block: MappingNode) -> dict[str, Node]:
    """Return key → its value's node; the first of equal keys, as `load` takes them."""
    pairs = reversed(block.value)
    return {key.value: value for key, value in pairs if isinstance(key, ScalarNode)}


def _text(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) and not _is_empty(node) else ""


def _is_empty(node: ScalarNode) -> bool:
    return not node.style and node.value in EMPTY
