"""Plan (and comments by field path) → new YAML text, in the layout of the shipped file.

The models say how their fields are written (see `fields`); nothing here knows a single key but
the names that ids are kept in.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sciplan.base.chinese import HAN
from sciplan.base.problem import FieldPath
from sciplan.base.unseen import BYTE_ORDER, CONTROL, NO_TEXT, SEPARATORS, TURNING
from sciplan.plan.fields import (
    AmountsByName,
    Bodies,
    Flag,
    Keyed,
    Kind,
    Many,
    ManyByName,
    Names,
    NamesByRole,
    One,
    OneByName,
    Spec,
    Texts,
    TextsByKey,
    specs,
)
from sciplan.plan.model import Plan

Comments = Mapping[FieldPath, str]

_LISTS = (Texts, Names, NamesByRole, TextsByKey, Bodies)
_BLOCKS = (One, Many, Keyed, ManyByName, OneByName)
_SHORT = 2
"""Items of so many lines need no blank line between them."""
# A scalar with a Chinese character is never taken for a number or a date.
_PLAIN_START = re.compile(rf"[^\W\d_]|[“‘《（〈【—]|\d.*{HAN}")
_ESCAPED = rf"{CONTROL}\t\n\xa0{SEPARATORS}"
_UNSAFE = re.compile(rf": |:$| #|[{_ESCAPED}{NO_TEXT}{BYTE_ORDER}]")
# libyaml, against the standard, refuses a plain a:? between brackets.
_FLOW_UNSAFE = re.compile(r"[,\[\]{}]|:\?")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_TRICKY = re.compile(rf'["\\{_ESCAPED}{TURNING}]')


class YamlStyle(NamedTuple):
    """How a file writes its lists.

    Args:
        flow: Lists of names on the line of their key: `lead: [市科协, 市教体局]`.
        offset: How far the dashes of a list stand in from its key.
    """

    flow: bool = False
    offset: int = 2


def dump(top: Any, comments: Comments | None = None) -> str:
    """Return a plan, or the content of another of our files, as the text of a new file.

    Args:
        top: The plan; an instance of another file's model.
        comments: Field path → a note of one line for whoever edits the file: it stands at the
            end of a line that holds the whole field, else on a line of its own above it.
    """
    writer = _YamlWriter(comments or {}, YamlStyle())
    lines = list(writer.fields(top, (), "", first=True))
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def field_lines(value: Any, spec: Spec, indent: str, style: YamlStyle) -> list[str]:
    """Return the lines of a key with its value, for a file that is there already."""
    return list(_YamlWriter({}, style).field(value, spec, (), indent))


def item_lines(model: Any, indent: str, style: YamlStyle) -> list[str]:
    """Return the lines of a block as an item of a list whose dashes stand at `indent`."""
    return list(_YamlWriter({}, style).fields(model, (), f"{indent}  ", first=False))


def named_lines(label: str, names: tuple[str, ...], indent: str, style: YamlStyle) -> list[str]:
    """Return the lines of a printed role outside the three with its names."""
    return list(_YamlWriter({}, style).labelled(_text(label), names, (), indent))


class _YamlWriter:
    def __init__(self, comments: Comments, style: YamlStyle) -> None:
        self.comments = comments
        self.style = style

    def fields(self, model: Any, path: FieldPath, indent: str, *, first: bool) -> Iterator[str]:
        """Yield the lines of a block; unless `first`, its first line continues a `- `."""
        spaced = isinstance(model, Plan)
        for number, spec in enumerate(given(model)):
            if spaced and number:
                yield ""
            lines = self.field(getattr(model, spec.name), spec, (*path, spec.key), indent)
            for line in lines:
                yield line if first else _as_item(line, indent)
                first = True

    def field(self, value: Any, spec: Spec, path: FieldPath, indent: str) -> Iterator[str]:
        kind = spec.kind
        if isinstance(kind, One) and not _is_flat(kind.model()):
            yield from self.above(path, indent)
            yield f"{indent}{spec.key}:"
            yield from self.fields(value, path, f"{indent}  ", first=True)
        elif isinstance(kind, (Keyed, Many, *_LISTS)):
            yield from self.above(path, indent)
            yield from self.collection(value, spec, path, indent)
        elif isinstance(kind, OneByName):
            yield f"{indent}{spec.key}:" if value else f"{indent}{spec.key}: {{}}"
            for name, item in value.items():
                lines = list(self.fields(item, (*path, name), f"{indent}    ", first=True))
                yield f"{indent}  {_text(name)}:{'' if lines else ' {}'}"
                yield from lines
        else:
            yield f"{indent}{spec.key}: {_inline(value, kind)}{self.beside(path)}"

    def collection(self, value: Any, spec: Spec, path: FieldPath, indent: str) -> Iterator[str]:
        if not value:
            yield f"{indent}{spec.key}: {'{}' if isinstance(spec.kind, Keyed) else '[]'}"
            return
        if isinstance(spec.kind, Texts | Names):
            yield from self.labelled(spec.key, value, path, indent)
            return
        yield f"{indent}{spec.key}:"
        inner = f"{indent}  "
        if isinstance(spec.kind, Keyed):
            for item in value:
                here = (*path, item.name)
                yield f"{inner}{_text(item.name)}: {braced(item)}{self.beside(here)}"
        elif isinstance(spec.kind, NamesByRole | TextsByKey):
            for label, names in value.items():
                yield from self.labelled(_text(label), names, (*path, label), inner)
        elif isinstance(spec.kind, Bodies):
            dashes = indent + " " * self.style.offset
            for index, body in enumerate(value):
                yield f"{dashes}- {_body(body)}{self.beside((*path, index))}"
        elif isinstance(spec.kind, Many):
            yield from self.items(value, spec.kind, path, indent + " " * self.style.offset)

    def items(self, value: Any, kind: Many, path: FieldPath, indent: str) -> Iterator[str]:
        if _is_flat(kind.model()):
            for index, item in enumerate(value):
                yield f"{indent}- {braced(item)}{self.beside((*path, index))}"
            return
        before = 0
        for index, item in enumerate(value):
            here = (*path, index)
            lines = [
                *self.above(here, indent),
                *self.fields(item, here, f"{indent}  ", first=False),
            ]
            if index and max(before, len(lines)) > _SHORT:
                yield ""
            yield from lines
            before = len(lines)

    def labelled(
        self, key: str, names: tuple[str, ...], path: FieldPath, indent: str
    ) -> Iterator[str]:
        """Yield a key, written as YAML has it, and its list of texts."""
        if self.style.flow or not names:
            yield f"{indent}{key}: {_inline(names, Texts(), flow=True)}"
            return
        yield f"{indent}{key}:"
        dashes = indent + " " * self.style.offset
        for index, name in enumerate(names):
            yield f"{dashes}- {_text(name)}{self.beside((*path, index))}"

    def above(self, path: FieldPath, indent: str) -> Iterator[str]:
        if path in self.comments:
            yield f"{indent}# {_comment(self.comments[path])}"

    def beside(self, path: FieldPath) -> str:
        note = self.comments.get(path)
        return f"  # {_comment(note)}" if note else ""


def given(model: Any) -> Iterator[Spec]:
    """Yield the fields that a file must give or that say something."""
    for spec in specs(model.__class__):
        value = getattr(model, spec.name)
        # An amount of 0 says something; what goes without saying does not.
        says = not isinstance(spec.kind, Flag) if value == 0 else bool(value)
        if spec.required or (says and value != spec.default):
            yield spec


def _is_flat(model: type) -> bool:
    """Whether a model's instances fit on one line: it holds no lists and no blocks."""
    return not any(isinstance(spec.kind, (*_LISTS, *_BLOCKS)) for spec in specs(model))


def _as_item(line: str, indent: str) -> str:
    if line.lstrip().startswith("#"):
        return line
    return f"{indent[:-2]}- {line.removeprefix(indent)}"


def braced(model: Any) -> str:
    """Return a block in braces, on one line."""
    return f"{{{', '.join(pair(getattr(model, s.name), s) for s in given(model))}}}"


def named_block(model: Any) -> str:
    """Return a block that is kept under its name, with the name, on one line."""
    return f"{_text(model.name)}: {braced(model)}"


def pair(value: Any, spec: Spec) -> str:
    """Return a key with its value, to stand in braces."""
    return f"{spec.key}: {_inline(value, spec.kind, flow=True)}"


def named_pair(label: str, names: tuple[str, ...]) -> str:
    """Return a printed role outside the three with its names, to stand in braces."""
    return f"{_text(label, flow=True)}: {_inline(names, Names(), flow=True)}"


def _item(item: Any, kind: Texts | Names | Many | Bodies) -> str:
    """Return an item of a list in brackets."""
    if isinstance(kind, Many):
        return braced(item)
    return _body(item, flow=True) if isinstance(kind, Bodies) else _text(item, flow=True)


def _body(body: Any, *, flow: bool = False) -> str:
    return braced(body) if body.new else _text(body.name, flow=flow)


def _inline(value: Any, kind: Kind, *, flow: bool = False) -> str:
    if isinstance(kind, Texts | Names | Many | Bodies):
        return f"[{', '.join(_item(item, kind) for item in value)}]"
    if isinstance(kind, NamesByRole | TextsByKey):
        return f"{{{', '.join(named_pair(*item) for item in value.items())}}}"
    if isinstance(kind, One | AmountsByName):
        return braced(value) if isinstance(kind, One) else _amounts(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number(value)
    return value.isoformat() if isinstance(value, date) else _text(value, flow=flow)


def _amounts(amounts: Mapping[str, int | float]) -> str:
    if amounts.keys() == {""}:
        return _number(amounts[""])
    pairs = (f"{_text(name, flow=True)}: {_number(each)}" for name, each in amounts.items())
    return f"{{{', '.join(pairs)}}}"


def _number(value: float) -> str:
    # The loader reads digits and a point, no exponents.
    return str(value) if isinstance(value, int) else f"{value:.9f}".rstrip("0").rstrip(".") or "0"


def _text(text: str, *, flow: bool = False) -> str:
    unsafe = (
        not _PLAIN_START.match(text)
        or text != text.strip()
        or text.lower() in _WORDS
        or _UNSAFE.search(text)
        or (flow and _FLOW_UNSAFE.search(text))
    )
    return quoted(text) if unsafe else text


def quoted(text: str) -> str:
    """Return any text in double quotes, on one line."""
    return f'"{_TRICKY.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    # JSON's escapes are YAML's too.
    return json.dumps(found[0])[1:-1] if found[0] in '"\\\n\t' else f"\\u{ord(found[0]):04x}"


def _comment(text: str) -> str:
    return " ".join(text.split())
