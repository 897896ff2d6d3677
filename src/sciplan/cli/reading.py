"""What bare words mean: a unit, an id, a heading, a role, a command, in either order."""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import chain

from sciplan.base import files
from sciplan.cli.options import ROLES
from sciplan.cli.registry import COMMANDS
from sciplan.plan import resolve
from sciplan.plan.model import Plan, Unit, UnitKey
from sciplan.planfile.load import load
from sciplan.planfile.registered import plans_that_list, units_only
from sciplan.queries import measures

_ROLE_WORDS = {word for name, (_, word) in ROLES.items()} | set(ROLES)
_BY_NAME = {name: entry.name for entry in COMMANDS for name in (entry.name, entry.chinese)}
_TAKES = {
    "duties": ("unit", "heading", "role"),
    "workload": ("unit", "heading"),
    "overlaps": ("unit",),
    "matrix": ("unit", "heading"),
    "meeting": ("heading",),
    "show": ("heading",),
    "units": ("unit", "heading"),
    "targets": ("unit", "heading"),
}
"""Command → what the words beside its name may be."""
_OPTIONS = {"unit": "--unit", "heading": "--section", "role": "--role"}
_ORDER = ("unit", "heading", "role")


class Words:
    """Tells what words mean in some plans, of which no more is read than it takes.

    Args:
        plan: Files and folders from the command line.
    """

    def __init__(self, plan: Sequence[str]) -> None:
        self.plan = plan

    @cached_property
    def _units(self) -> dict[UnitKey, Unit]:
        return units_only(self.plan)

    @cached_property
    def _plans(self) -> list[Plan]:
        paths, _ = files.plan_files(self.plan)
        drafts = (load(files.read_text(path), path).draft for path in paths)
        return [draft for draft in drafts if draft]

    def is_id(self, word: str) -> bool:
        """Whether a word is an id, or a list or range of ids."""
        return all(map(resolve.is_id, resolve.ends(word)))

    def lists_ids(self, word: str) -> bool:
        """Whether a word is a list of which one item at least is an id: 2.1.5、应急."""
        items = resolve.listed([word], resolve.is_id)
        return len(items) > 1 and any(map(resolve.is_id, items))

    def is_unit(self, word: str) -> bool:
        """Whether a word means one unit, or is a list of such."""
        return all(map(self._is_one_unit, resolve.listed([word], self._is_one_unit)))

    def _is_one_unit(self, word: str) -> bool:
        return resolve.means_a_unit(self._units, word)

    def is_body(self, word: str) -> bool:
        """Whether a word means one unit or a body that only provisions name."""
        if word.isascii():
            return self.is_unit(word)
        return self.is_unit(word) or self._is_named(word)

    def asks_for_bodies(self, word: str) -> bool:
        """Whether bodies are asked for that are unknown, or of several places.

        What is like a body's name and stands in a measure is looked for there.
        """
        items = resolve.listed([word], self._is_one_unit)
        if len(items) > 1:
            return all(self._is_one_unit(item) or self._is_like(item) for item in items)
        found = resolve.units_like(self._plans, word)
        if any(item.exact for item in found):
            return True
        return self._is_like(word) and (len(found) > 1 or not self._stands_somewhere(word))

    def _is_like(self, word: str) -> bool:
        return resolve.is_body_like(self._plans, word)

    def _stands_somewhere(self, word: str) -> bool:
        found = measures.measures(self._plans, [word])
        return bool(found.measures or found.provisions)

    def _is_named(self, word: str) -> bool:
        return len(resolve.units_like(plans_that_list(self.plan, word), word)) == 1

    def kind(self, word: str) -> str:
        """Return what a word is beside a command: unit, heading, role, or empty for neither."""
        if word in _ROLE_WORDS:
            return "role"
        if self.is_id(word):
            return "heading"
        if self.is_unit(word):
            return "unit"
        return "heading" if len(resolve.sections_like(self._plans, word)) == 1 else ""


def arranged(words: Sequence[str], plan: Sequence[str]) -> Sequence[str]:
    """Return words with the command first that one of them names, or the unit before its role.

    They stay as they are where they have no such reading.
    """
    named = [word for word in words if word in _BY_NAME]
    others = [word for word in words if word not in _BY_NAME]
    known = Words(plan)
    if len(named) == 1:
        takes = _TAKES.get(_BY_NAME[named[0]], ())
        if all(known.kind(word) in takes for word in others):
            return [*named, *_in_order(known, others)]
    elif not named and not _ROLE_WORDS.isdisjoint(words):
        kinds = {known.kind(word) for word in words}
        if "unit" in kinds and "" not in kinds:
            return _in_order(known, words)
    return words


def _in_order(known: Words, words: Sequence[str]) -> Sequence[str]:
    return sorted(words, key=lambda word: _ORDER.index(known.kind(word)))


def as_options(
    words: Sequence[str], options: Collection[str], plan: Sequence[str]
) -> Sequence[str]:
    """Return words as options that a command has; empty where one of them can't be any."""
    known = Words(plan)
    pairs = [(_OPTIONS.get(known.kind(word), ""), word) for word in words]
    if any(option not in options for option, _ in pairs):
        return ()
    return list(chain.from_iterable(pairs))
