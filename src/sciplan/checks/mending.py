"""Fixes → edits of a file, each kept only where the text read again says just what was meant.

A file is mended in rounds: the colons without which it can't be read, then the structure without
which its values can't, then the values.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sciplan.base.problem import FieldPath, Fix
from sciplan.checks import repairs
from sciplan.checks.check import Checked, check
from sciplan.checks.settings import Settings
from sciplan.checks.soundness import Standing, new_faults, standing
from sciplan.plan.model import Plan
from sciplan.plan.role import Role
from sciplan.planfile import edit
from sciplan.planfile.composing import composed
from sciplan.planfile.load import Loaded, load
from sciplan.planfile.source import MappingNode, ScalarNode, SequenceNode
from sciplan.planfile.spans import Edit

_Said = Mapping[FieldPath, Fix]
_READ_AGAIN = 4_000_000
"""Characters that are read again, in all, to find the fixes that can't be carried out."""
_FEWEST_TRIALS, _MOST_TRIALS = 4, 100
_ADDED = ("format", "id")
"""Keys that a fix may add."""


class Mended(NamedTuple):
    """What mends a text.

    Args:
        edits: The changes of it.
        number: How many problems they mend.
        untried: How many more might be mended, which nobody tried: looking for those that can't be
            would have taken too long.
    """

    edits: list[Edit]
    number: int
    untried: int = 0


def mend(loaded: Loaded, checked: Checked, settings: Callable[[Loaded], Settings]) -> Mended:
    """Return what mends a text.

    A fix counts only if the text, read again, differs in just what the fixes say; one that can't
    be carried out so doesn't keep the others from it.

    Args:
        loaded: The text as it is.
        checked: What is wrong with it.
        settings: Returns which rules count, which the text itself may say.
    """
    text = loaded.document.text
    every: list[Edit] = []
    count = untried = 0
    # Structure twice: names that run together are known once all aliases can be read.
    for round_ in (_colons, _structure, _structure, _values):
        edits, number, untried = round_(loaded, checked, settings(loaded))
        if edits:
            every, count = composed(text, every, edits), count + number
            loaded = load(edit.apply(text, every), loaded.document.path)
            checked = check(loaded)
    return Mended(every, count, untried)


def _colons(loaded: Loaded, _checked: Checked, how: Settings) -> Mended:
    unread = loaded.document.root is None and how.counts("yaml-syntax")
    edits = repairs.colons(loaded.document) if unread else []
    return Mended(edits, len(edits))


def _structure(loaded: Loaded, _checked: Checked, how: Settings) -> Mended:
    return _carried_out(loaded, repairs.repairs(loaded), how)


def _values(loaded: Loaded, checked: Checked, how: Settings) -> Mended:
    return _carried_out(loaded, checked.fixes, how)


def _carried_out(loaded: Loaded, offered: Sequence[tuple[str, Fix]], how: Settings) -> Mended:
    document = loaded.document
    fixes = [fix for code, fix in offered if how.counts(code)]
    possible = _one_a_place([fix for fix in fixes if edit.edits(document, [fix])])
    if not possible:
        return Mended([], 0)
    trial = _Trial(loaded)
    done = trial.sound([], possible)
    return Mended(edit.edits(document, done), len(done), trial.untried)


def _one_a_place(fixes: Sequence[Fix]) -> list[Fix]:
    """Return the fixes, of several for one place only one: what takes it away, else the last."""
    found: dict[FieldPath, Fix] = {}
    for fix in fixes:
        if fix.path not in found or not _takes_away(found[fix.path]):
            found[fix.path] = fix
    return list(found.values())


def _takes_away(fix: Fix) -> bool:
    return fix.text is None and not fix.texts


class _Trial:
    """Looks for the fixes that can't be carried out, by halves, as often as time allows.

    Args:
        loaded: The text as it is.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.before = standing(loaded)
        size = max(len(loaded.document.text), 1)
        self.left = min(max(_READ_AGAIN // size, _FEWEST_TRIALS), _MOST_TRIALS)
        self.untried = 0

    def sound(self, done: list[Fix], more: list[Fix]) -> list[Fix]:
        """Return `done` with those of `more` that go well with it."""
        if not self.left:
            self.untried += len(more)
            return done
        self.left -= 1
        together = done + more
        if _goes_well(self.loaded, self.before, together):
            return together
        if len(more) == 1:
            return done
        half = len(more) // 2
        done = self.sound(done, more[:half])
        return self.sound(done, more[half:])


def _goes_well(loaded: Loaded, before: Standing, fixes: list[Fix]) -> bool:
    document = loaded.document
    again = load(edit.apply(document.text, edit.edits(document, fixes)), document.path)
    said = {fix.path: fix for fix in fixes}
    # What could not be read before was not held against the rules either, and may now break one.
    structural = [fix.path for fix in fixes if fix.is_structural]
    return (
        _same(document.root, again.document.root, (), said)
        and not new_faults(before, again, by_rules=not (structural or loaded.mends))
        and _meaning(again.draft, structural) == _meaning(loaded.draft, structural)
    )


def _same(old: Any, new: Any, path: FieldPath, said: _Said) -> bool:
    """Whether two nodes are the same but for what the fixes say."""
    fix = said.get(path)
    if fix and fix.texts:
        return isinstance(new, SequenceNode) and _are_texts(new.value, fix.texts)
    if type(old) is not type(new):
        return False
    if isinstance(old, SequenceNode):
        return _same_items(old, new, path, said)
    if isinstance(old, MappingNode):
        return _same_pairs(old, new, path, said)
    if fix:
        return bool(new.value == fix.text)
    return old is None or (old.value, old.style) == (new.value, new.style)


def _same_items(old: Any, new: Any, path: FieldPath, said: _Said) -> bool:
    place = 0
    for index, item in enumerate(old.value):
        fix = said.get((*path, index))
        texts = fix.texts if fix else ()
        if texts and not _are_texts(new.value[place : place + len(texts)], texts):
            return False
        if fix and not texts and fix.text is None:
            continue
        if not texts and not (
            place < len(new.value) and _same(item, new.value[place], (*path, index), said)
        ):
            return False
        place += len(texts) or 1
    return place == len(new.value)


def _are_texts(nodes: Sequence[Any], texts: tuple[str, ...]) -> bool:
    return all(isinstance(node, ScalarNode) for node in nodes) and (
        tuple(node.value for node in nodes) == texts
    )


def _same_pairs(old: Any, new: Any, path: FieldPath, said: _Said) -> bool:
    pairs = new.value
    for key in _ADDED:
        fix = said.get((*path, key))
        if fix and not edit.has_key(old, key):
            added, *pairs = pairs or [(None, None)]
            if not _are_texts(added, (key, fix.text or "")):
                return False
    return len(old.value) == len(pairs) and all(
        _same_pair(first, second, path, said)
        for first, second in zip(old.value, pairs, strict=True)
    )


def _same_pair(old: Any, new: Any, path: FieldPath, said: _Said) -> bool:
    (old_key, old_value), (new_key, new_value) = old, new
    key = old_key.value if isinstance(old_key, ScalarNode) else ""
    return _same(old_key, new_key, ("", *path), {}) and _same(
        old_value, new_value, (*path, key), said
    )


def _meaning(plan: Plan | None, but: Sequence[FieldPath]) -> dict[FieldPath, dict[str, Role]]:
    """Return who has which role in which measure: what no mending may change.

    Args:
        plan: The plan.
        but: Fields that could not be read before; their measures are left out.
    """
    if plan is None:
        return {}
    unread = {path[:size] for path in but for size in range(len(path) + 1)}
    return {
        entry.path: {
            plan.by_name[name].name if name in plan.by_name else name: role
            for role in reversed(Role)
            for name in entry.measure.printed(role)
        }
        for entry in plan.entries
        if entry.path not in unread
    }
