"""Ways through a plan that keep the field path, for rules and for edits."""

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, NamedTuple, cast

from sciplan.base.problem import FieldPath
from sciplan.plan.fields import (
    Bodies,
    Keyed,
    Many,
    Names,
    NamesByRole,
    One,
    Text,
    Texts,
    TextsByKey,
    specs,
)
from sciplan.plan.model import Entry, Measure, Plan, Provision, Section, Target
from sciplan.plan.role import Role

_FoundTexts = Iterator[tuple[FieldPath, str]]
_Test = Callable[[str], object]
_TextFinder = Callable[[Any, FieldPath, _Test], _FoundTexts]


# Plain strings: a look-up by an enum's member costs ten times as much.
_ROLES = tuple([(role.value, role.word) for role in Role])


def named_lists(entry: Entry) -> Iterator[tuple[FieldPath, str, tuple[str, ...]]]:
    """Yield (path, word of the role, printed names) of each list of units of a measure."""
    measure = entry.measure
    for key, word in _ROLES:
        names = getattr(measure, key)
        if names:
            yield (*entry.path, key), word, names
    for label, names in (entry.measure.others or {}).items():
        yield (*entry.path, "others", label), label, names


def sections(plan: Plan) -> Iterator[tuple[FieldPath, Section]]:
    """Yield every heading with its path, each before those below it."""
    yield from _sections_under(plan.sections, ("sections",))


def _sections_under(
    found: tuple[Section, ...], path: FieldPath
) -> Iterator[tuple[FieldPath, Section]]:
    for index, section in enumerate(found):
        here = (*path, index)
        yield here, section
        yield from _sections_under(section.sections, (*here, "sections"))


class Family(NamedTuple):
    """What stands right under a heading, or under none.

    Args:
        id: The heading's id, empty at the top.
        path: The way to the heading.
        kinds: Key → measures, provisions or sections, in the file's order.
    """

    id: str
    path: FieldPath
    kinds: dict[str, tuple[Measure | Provision | Section, ...]]

    def holds(self, ident: str) -> bool:
        """Return whether an id is one that may stand here, as 2.1.5 may under 2.1."""
        return not self.id or ident.startswith(f"{self.id}.")


def families(plan: Plan) -> Iterator[Family]:
    """Yield what stands at the top, then what stands under each heading."""
    yield Family("", (), {"measures": plan.measures, "sections": plan.sections})
    for path, section in sections(plan):
        yield Family(section.id, path, {key: getattr(section, key) for key in _KINDS})


_KINDS = ("measures", "provisions", "sections")


def ids(plan: Plan) -> Iterator[str]:
    """Yield every id that an erratum can name, but for `plan`."""
    for family in families(plan):
        for items in family.kinds.values():
            yield from [item.id for item in items]


def provisions(plan: Plan) -> Iterator[tuple[FieldPath, Provision]]:
    """Yield every provision with its path, in document order."""
    for path, section in sections(plan):
        for index, provision in enumerate(section.provisions):
            yield (*path, "provisions", index), provision


def targets(plan: Plan) -> Iterator[tuple[FieldPath, str, Target]]:
    """Yield (path, id of the measure or "plan", target) of every target."""
    for index, target in enumerate(plan.targets):
        yield ("targets", index), "plan", target
    for entry in plan.entries:
        for index, target in enumerate(entry.measure.targets):
            yield (*entry.path, "targets", index), entry.measure.id, target


class Mention(NamedTuple):
    """A place that names a unit.

    Args:
        path: The field.
        at: Id of the measure or provision, or "plan".
        name: The name as written.
    """

    path: FieldPath
    at: str
    name: str


def mentions(plan: Plan, wanted: AbstractSet[str]) -> Iterator[Mention]:
    """Yield every place that names a unit by one of the `wanted` names."""
    if plan.head.coordinator in wanted:
        yield Mention(("plan", "coordinator"), "plan", plan.head.coordinator)
    for entry in plan.entries:
        for path, _, names in named_lists(entry):
            yield from _mentions_in(path, entry.measure.id, names, wanted)
    for path, provision in provisions(plan):
        yield from _mentions_in((*path, "units"), provision.id, provision.units, wanted)


def _mentions_in(
    path: FieldPath, at: str, names: tuple[str, ...], wanted: AbstractSet[str]
) -> Iterator[Mention]:
    if not wanted.isdisjoint(names):
        for index, name in enumerate(names):
            if name in wanted:
                yield Mention((*path, index), at, name)


class Passage(NamedTuple):
    """A text where it stands.

    Args:
        path: The field.
        text: What it says.
        key: Whether it is a key: the short name of a unit.
        at: Id of the measure, section or provision that holds it, or "plan".
        where: That in words, for a message.
    """

    path: FieldPath
    text: str
    key: bool
    at: str
    where: str


def passages(plan: Plan, characters: str) -> Iterator[Passage]:
    """Yield every text that holds one of `characters`, for rules about spelling.

    Left out are the errata, which quote what is odd, and registered names in lists: a name is told
    once, where it is registered. A class of characters is found ten times as fast as what a rule
    looks for in the end; most texts hold none of them.
    """
    pattern = re.compile(f"[{characters}]")
    for unit in plan.units:
        if pattern.search(unit.name):
            yield Passage(("units", unit.name), unit.name, key=True, at="plan", where="单位名称")
    known = plan.by_name
    for path, text in _texts_of(plan, (), pattern.search):
        mentioned = path[0] != "units" and isinstance(path[-1], int) and text in known
        if path[0] != "errata" and not mentioned:
            at = _owner(plan, path)
            yield Passage(path, text, key=False, at=at, where=_in_words(path, at))


def _owner(plan: Plan, path: FieldPath) -> str:
    """Return the id that an erratum would name for a field."""
    at, item = "plan", cast("Any", plan)
    # Kind and index by turns, then a field; a role outside the three may be called 'sections' too.
    for key, index in zip(path[::2], path[1::2], strict=False):
        if key not in _KINDS or not isinstance(index, int):
            break
        item = getattr(item, str(key))[index]
        at = item.id
    return at


def _in_words(path: FieldPath, at: str) -> str:
    key = next(step for step in reversed(path) if isinstance(step, str))
    if path[0] == "units":
        return f"{path[1]} 的 {key}"
    return f"方案的 {key}" if at == "plan" else f"{at} 的 {key}".lstrip()


def texts(plan: Plan) -> Iterator[tuple[FieldPath, str]]:
    """Yield (path, text) of every text in the file: values, names in lists, items of lists."""
    yield from _texts_of(plan, (), bool)


def _texts_of(item: Any, path: FieldPath, wanted: _Test) -> _FoundTexts:
    for name, key, texts_in in _fields_with_texts(item.__class__):
        value = getattr(item, name)
        if not value:
            continue
        if texts_in is not None:
            yield from texts_in(value, (*path, key), wanted)
        elif wanted(value):
            yield (*path, key), value


@cache
def _fields_with_texts(model: type) -> list[tuple[str, str, _TextFinder | None]]:
    """Return (attribute, key, how to find the texts in its value; None where it is one)."""
    return [
        (spec.name, spec.key, _TEXTS_IN.get(type(spec.kind)))
        for spec in specs(model)
        if isinstance(spec.kind, Text) or type(spec.kind) in _TEXTS_IN
    ]


def _texts_of_list(value: Any, path: FieldPath, wanted: _Test) -> _FoundTexts:
    # One look at a whole list: most hold nothing that is wanted.
    if wanted("\n".join(value)):
        for index, text in enumerate(value):
            if wanted(text):
                yield (*path, index), text


def _texts_by_role(value: Any, path: FieldPath, wanted: _Test) -> _FoundTexts:
    for label, names in value.items():
        yield from _texts_of_list(names, (*path, label), wanted)


def _texts_of_many(value: Any, path: FieldPath, wanted: _Test) -> _FoundTexts:
    for index, item in enumerate(value):
        yield from _texts_of(item, (*path, index), wanted)


def _texts_of_bodies(value: Any, path: FieldPath, wanted: _Test) -> _FoundTexts:
    for index, body in enumerate(value):
        if body.new:
            yield from _texts_of(body, (*path, index), wanted)
        elif wanted(body.name):
            yield (*path, index), body.name


def _texts_of_keyed(value: Any, path: FieldPath, wanted: _Test) -> _FoundTexts:
    for item in value:
        yield from _texts_of(item, (*path, item.name), wanted)


_TEXTS_IN: dict[type, _TextFinder] = {
    Texts: _texts_of_list,
    Names: _texts_of_list,
    NamesByRole: _texts_by_role,
    TextsByKey: _texts_by_role,
    Bodies: _texts_of_bodies,
    One: _texts_of,
    Many: _texts_of_many,
    Keyed: _texts_of_keyed,
}
