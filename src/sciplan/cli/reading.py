"""What bare words mean: a unit, an id, a heading, a role, a command, in either order."""

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import chain

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.cli.options import ROLES
from sciplan.cli.registry import COMMANDS
from sciplan.plan import resolve
from sciplan.plan.model import Entry, Plan, Unit, UnitKey
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
    "show": ("heading", "measure"),
    "units": ("unit", "heading"),
    "targets": ("unit", "heading"),
}
"""Command → what the words beside its name may be."""
_TAKE_ANY = ("meeting", "measures")
_OPTIONS = {"unit": "--unit", "heading": "--section", "role": "--role"}
_ORDER = ("unit", "heading", "measure", "role")


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
        """Return what a word is: unit, heading, measure, role, or empty for none of them."""
        if word in _ROLE_WORDS:
            return "role"
        if self.is_id(word):
            return "measure" if any(map(self.entry, resolve.ends(word))) else "heading"
        if self.is_unit(word):
            return "unit"
        return "heading" if resolve.sections_like(self._plans, word) else ""

    def entry(self, ident: str) -> Entry | None:
        """Return the measure of an id; nothing for that of a heading, or an unknown one."""
        try:
            found = resolve.by_id(self._plans, ident)[1]
        except SciplanError:
            return None
        return found if isinstance(found, Entry) else None


def arranged(words: Sequence[str], plan: Sequence[str]) -> Sequence[str]:
    """Return words with the command first that one of them names, or the unit before the others.

    They stay as they are where they have no such reading: words to look for.

    Raises:
        SciplanError: A unit or id stands before a command that takes none so.
    """
    named = [word for word in words if word in _BY_NAME]
    others = [word for word in words if word not in _BY_NAME]
    known = Words(plan)
    if len(named) == 1:
        return _with_command(known, named[0], others) or words
    kinds = {known.kind(word) for word in words} if not named else {""}
    return _in_order(known, words) if "unit" in kinds and "" not in kinds else words


def _with_command(known: Words, name: str, others: Sequence[str]) -> Sequence[str]:
    """Return the words with the command first; nothing where they are words to look for."""
    command = _BY_NAME[name]
    if command in _TAKE_ANY:
        return [name, *others]
    if command in _TAKES and all(known.kind(word) in _TAKES[command] for word in others):
        return [name, *_in_order(known, others)]
    if known.kind(others[0]) not in ("unit", "measure"):
        return ()
    if command in _TAKES:
        return [name, *others]
    raise SciplanError(f"命令“{name}”请写在最前面；怎么写见 sciplan {name} --help")


def _in_order(known: Words, words: Sequence[str]) -> Sequence[str]:
    return sorted(words, key=lambda word: _ORDER.index(known.kind(word)))


def as_options(
    words: Sequence[str], options: Collection[str], plan: Sequence[str]
) -> Sequence[str]:
    """Return words as options that a command has; empty where one of them can't be any.

    Raises:
        SciplanError: One is a measure where headings are meant, or all are units too many.
    """
    known = Words(plan)
    kinds = [known.kind(word) for word in words]
    if "measure" in kinds and "--section" in options:
        raise SciplanError(_no_heading(known, words[kinds.index("measure")]))
    if {*kinds} == {"unit"} and "--with" in options:
        raise SciplanError(_units_too_many(words))
    pairs = [(_OPTIONS.get(kind, ""), word) for kind, word in zip(kinds, words, strict=True)]
    if any(option not in options for option, _ in pairs):
        return ()
    return list(chain.from_iterable(pairs))


def _no_heading(known: Words, typed: str) -> str:
    first = next(filter(None, map(known.entry, resolve.ends(typed))))
    above = "".join(f"；只看所在章节：--section {item.id}" for item in first.sections[-1:])
    return f"“{typed}”是举措，不是章节；看举措：sciplan 查看 {typed}{above}"


def _units_too_many(words: Sequence[str]) -> str:
    return (
        f"多出的内容：{' '.join(words)}；几个单位用“、”连写，如 sciplan 职责 甲、乙；"
        "看两个单位的协同：sciplan 协同 甲 乙"
    )
