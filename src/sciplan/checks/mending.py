"""Fixes → edits of a file, each kept only where the text read again says just what was meant."""

from typing import Any

from sciplan.base.problem import FieldPath, Fix
from sciplan.checks.check import Checked
from sciplan.checks.settings import Settings
from sciplan.checks.soundness import Standing, new_faults, standing
from sciplan.plan.model import Plan
from sciplan.plan.role import Role
from sciplan.planfile import edit
from sciplan.planfile.edit import Edit
from sciplan.planfile.load import Loaded, load
from sciplan.planfile.source import MappingNode, ScalarNode, SequenceNode


def chosen_fixes(checked: Checked, how: Settings) -> list[Fix]:
    """Return the fixes of the rules that count."""
    wanted = how.select
    return [
        fix
        for code, fix in checked.fixes
        if (not wanted or code in wanted) and code not in (how.ignore or ())
    ]


def mending_edits(loaded: Loaded, fixes: list[Fix]) -> tuple[list[Edit], int]:
    """Return the edits that mend a text and how many fixes they carry out.

    A fix counts only if the text, read again, differs in just what the fixes say; one that can't
    be carried out so doesn't keep the others from it.
    """
    document = loaded.document
    possible = [fix for fix in fixes if edit.edits(document, [fix])]
    done = _sound(loaded, standing(loaded), [], possible) if possible else []
    return edit.edits(document, done), len(done)


def _sound(loaded: Loaded, before: Standing, done: list[Fix], more: list[Fix]) -> list[Fix]:
    """Return `done` with those of `more` that go well with it."""
    together = done + more
    if _goes_well(loaded, before, together):
        return together
    if len(more) == 1:
        return done
    half = len(more) // 2
    done = _sound(loaded, before, done, more[:half])
    return _sound(loaded, before, done, more[half:])


def _goes_well(loaded: Loaded, before: Standing, fixes: list[Fix]) -> bool:
    document = loaded.document
    again = load(edit.apply(document.text, edit.edits(document, fixes)), document.path)
    said = {fix.path: fix.text for fix in fixes}
    return (
        _same(document.root, again.document.root, (), said)
        # What kept the plan from loading hid what rules find: they may speak up where it is mended.
        and not new_faults(before, again, by_rules=not loaded.mends)
        and _meaning(again.draft) == _meaning(loaded.draft)
    )


def _same(old: Any, new: Any, path: FieldPath, said: dict[FieldPath, str | None]) -> bool:
    """Whether two nodes are the same but for what the fixes say."""
    if type(old) is not type(new):
        return False
    if isinstance(old, SequenceNode):
        return _same_items(old, new, path, said)
    if isinstance(old, MappingNode):
        return len(old.value) == len(new.value) and all(
            _same_pair(first, second, path, said)
            for first, second in zip(old.value, new.value, strict=True)
        )
    if path in said:
        return bool(new.value == said[path])
    return old is None or (old.value, old.style) == (new.value, new.style)


def _same_items(old: Any, new: Any, path: FieldPath, said: dict[FieldPath, str | None]) -> bool:
    kept = [
        ((*path, index), item)
        for index, item in enumerate(old.value)
        if said.get((*path, index), "") is not None
    ]
    return len(kept) == len(new.value) and all(
        _same(item, other, here, said) for (here, item), other in zip(kept, new.value, strict=True)
    )


def _same_pair(old: Any, new: Any, path: FieldPath, said: dict[FieldPath, str | None]) -> bool:
    (old_key, old_value), (new_key, new_value) = old, new
    key = old_key.value if isinstance(old_key, ScalarNode) else ""
    return _same(old_key, new_key, ("", *path), {}) and _same(
        old_value, new_value, (*path, key), said
    )


def _meaning(plan: Plan | None) -> list[dict[str, Role]]:
    """Return who has which role in each measure, in order: what no mending may change."""
    if plan is None:
        return []
    return [
        {
            plan.by_name[name].name if name in plan.by_name else name: role
            for role in reversed(Role)
            for name in entry.measure.printed(role)
        }
        for entry in plan.entries
    ]
