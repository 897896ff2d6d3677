"""Ways through a plan that keep the field path, for rules and for edits."""

from collections.abc import Iterator
from typing import Any

from sciplan.fields import Keyed, Many, Names, NamesByRole, One, Spec, Text, Texts, specs
from sciplan.model import Entry, Plan, Section
from sciplan.problem import FieldPath
from sciplan.role import Role


def named_lists(entry: Entry) -> Iterator[tuple[FieldPath, str, tuple[str, ...]]]:
    """Yield (path, word of the role, printed names) of each list of units of a measure."""
    for role in Role:
        names = entry.measure.printed(role)
        if names:
            yield (*entry.path, role.value), role.word, names
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


def texts(plan: Plan) -> Iterator[tuple[FieldPath, str]]:
    """Yield (path, text) of every text in the file: values, names in lists, items of lists."""
    yield from _texts_of(plan, ())


def _texts_of(item: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    for spec in specs(type(item)):
        value = getattr(item, spec.name)
        if value:
            yield from _texts_in(spec, value, (*path, spec.key))


def _texts_in(spec: Spec, value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    match spec.kind:
        case Text():
            yield path, value
        case Texts() | Names():
            for index, text in enumerate(value):
                yield (*path, index), text
        case NamesByRole():
            for label, names in value.items():
                for index, text in enumerate(names):
                    yield (*path, label, index), text
        case One():
            yield from _texts_of(value, path)
        case Many():
            for index, item in enumerate(value):
                yield from _texts_of(item, (*path, index))
        case Keyed():
            for item in value:
                yield from _texts_of(item, (*path, item.name))
