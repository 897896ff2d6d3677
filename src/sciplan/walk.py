"""Ways through a plan that keep the field path, for rules and for edits."""

from collections.abc import Callable, Iterator
from typing import Any

from sciplan.fields import Keyed, Many, Names, NamesByRole, One, Text, Texts, specs
from sciplan.model import Entry, Plan, Section
from sciplan.problem import FieldPath
from sciplan.role import Role

_Texts = Iterator[tuple[FieldPath, str]]


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


def _texts_of(item: Any, path: FieldPath) -> _Texts:
    for spec in specs(item.__class__):
        value = getattr(item, spec.name)
        if value:
            yield from _TEXTS_IN.get(type(spec.kind), _no_texts)(value, (*path, spec.key))


def _no_texts(_value: Any, _path: FieldPath) -> _Texts:
    return iter(())


def _text_itself(value: str, path: FieldPath) -> _Texts:
    yield path, value


def _texts_of_list(value: Any, path: FieldPath) -> _Texts:
    for index, text in enumerate(value):
        yield (*path, index), text


def _texts_by_role(value: Any, path: FieldPath) -> _Texts:
    for label, names in value.items():
        yield from _texts_of_list(names, (*path, label))


def _texts_of_many(value: Any, path: FieldPath) -> _Texts:
    for index, item in enumerate(value):
        yield from _texts_of(item, (*path, index))


def _texts_of_keyed(value: Any, path: FieldPath) -> _Texts:
    for item in value:
        yield from _texts_of(item, (*path, item.name))


_TEXTS_IN: dict[type, Callable[[Any, FieldPath], _Texts]] = {
    Text: _text_itself,
    Texts: _texts_of_list,
    Names: _texts_of_list,
    NamesByRole: _texts_by_role,
    One: _texts_of,
    Many: _texts_of_many,
    Keyed: _texts_of_keyed,
}
