"""Every pattern of the package, with how it is used, and texts that are nasty to it."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import sciplan

_OFTEN = 30
"""Repeats, one in another multiplied, up to which a place takes a search a few steps only."""
_METHODS = frozenset(
    {"search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"}
)
_PARSER: Any = re._parser  # type: ignore[attr-defined]
_SAID: Any = re._constants  # type: ignore[attr-defined]

_HELD = {
    "sciplan.documents.words.markers._AT_START": "match",
    "sciplan.documents.draft.second_look._STYLES": "match",
}
"""How lists of patterns are used whose loops say no more than `match`."""


class Pattern(NamedTuple):
    """A pattern as it is used.

    Args:
        where: The modules that hold it, with its name or line.
        compiled: The pattern.
        methods: How it is used: `search`, `sub` and so on.
    """

    where: str
    compiled: re.Pattern[str]
    methods: frozenset[str]


def modules() -> dict[str, ModuleType]:
    """Return every module of the package, imported."""
    names = [each.name for each in pkgutil.walk_packages(sciplan.__path__, "sciplan.")]
    return {name: importlib.import_module(name) for name in names if "__main__" not in name}


def every_pattern() -> tuple[list[Pattern], list[str]]:  # noqa: C901
    """Return the patterns, and the calls of `re` whose pattern isn't known before they run."""
    found: dict[tuple[str, int], tuple[re.Pattern[str], set[str], list[str]]] = {}
    unknown: list[str] = []

    def add(compiled: re.Pattern[str], where: str, methods: set[str]) -> None:
        key = compiled.pattern, compiled.flags
        _, all_methods, places = found.setdefault(key, (compiled, set(), []))
        all_methods |= methods
        places.append(where)

    loaded = modules()
    sources = {name: Path(str(each.__file__)).read_text("utf-8") for name, each in loaded.items()}
    trees = {name: ast.parse(source) for name, source in sources.items()}
    uses: dict[str, set[str]] = defaultdict(set)
    for name, tree in trees.items():
        for held_as, method in _uses(name, tree):
            uses[held_as].add(method)
        for call in filter(_is_call, ast.walk(tree)):
            assert isinstance(call, ast.Call)
            assert isinstance(call.func, ast.Attribute)
            if _named(call.func.value) != "re":
                continue
            compiled = _evaluated(call, vars(loaded[name]))
            if compiled is None:
                said = ast.get_source_segment(sources[name], call.args[0]) or ""
                unknown.append(f"{name}: {said.splitlines()[0]}")
            elif isinstance(compiled.pattern, str) and call.func.attr != "compile":
                add(compiled, f"{name}:{call.lineno}", {call.func.attr})
    for name, module in loaded.items():
        for attribute, value in vars(module).items():
            held = list(_held(value))
            for compiled in held:
                alone = isinstance(value, re.Pattern)
                add(
                    compiled,
                    f"{name}.{attribute}",
                    uses[f"{name}.{attribute}" if attribute[0] == "_" else attribute]
                    if alone
                    else {_HELD.get(f"{name}.{attribute}", "search")},
                )
    return [
        Pattern(places[0], compiled, frozenset(methods) or frozenset({"search"}))
        for compiled, methods, places in found.values()
    ], unknown


def _uses(module: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield (pattern's name, method): not only of calls, as a method may be handed to `map`."""
    for used in ast.walk(tree):
        if isinstance(used, ast.Attribute) and used.attr in _METHODS:
            held_as = _named(used.value)
            yield (f"{module}." if held_as.startswith("_") else "") + held_as, used.attr


def _is_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            node.func.attr in _METHODS
            or (node.func.attr == "compile" and _named(node.func.value) == "re")
        )
    )


def _named(node: ast.AST) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def _evaluated(call: ast.Call, names: dict[str, Any]) -> re.Pattern[Any] | None:
    """Return the pattern of a call of `re`; None where it depends on what runs."""
    try:
        pattern = eval(compile(ast.Expression(call.args[0]), "", "eval"), dict(names))  # noqa: S307
    except NameError:
        return None
    flags = [
        getattr(re, each.attr)
        for each in ast.walk(call)
        if isinstance(each, ast.Attribute) and each.attr.isupper() and _named(each.value) == "re"
    ]
    return pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, sum(flags))


def _held(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """Yield the patterns for text in a value, deep in lists and dicts too."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 4 and isinstance(value, dict):
        for pair in value.items():
            yield from _held(pair, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _held(each, depth + 1)


# Nasty texts ------------------------------------------------------------------------------------

_USUAL = (" ", "\u3000", "\n", "a", "中", "1", "（", "（中", "、中", "分别", "（以下", "——")


def pumps(compiled: re.Pattern[str]) -> list[str]:
    """Return what a text may repeat to be nasty: a pattern's own characters, alone and together."""
    chars: list[str] = []
    _collect(_PARSER.parse(compiled.pattern, compiled.flags), chars)
    alone = list(dict.fromkeys(chars))[:16]
    pairs = ["".join(chars[place : place + 2]) for place in range(min(len(chars) - 1, 12))]
    return list(dict.fromkeys([*_USUAL, *alone, *pairs, "".join(chars)[:30] or "a"]))


def may_be_steep(compiled: re.Pattern[str]) -> bool:
    """Whether a pattern repeats something often, or repeats what repeats; else it is straight."""
    return _repeats(_PARSER.parse(compiled.pattern, compiled.flags), around=1)


def _repeats(tree: Any, *, around: int) -> bool:
    for said, value in tree:
        if said in (_SAID.MAX_REPEAT, _SAID.MIN_REPEAT, _SAID.POSSESSIVE_REPEAT):
            times = around * int(value[1])
            if times > _OFTEN or _repeats(value[2], around=times):
                return True
        elif any(_repeats(each, around=around) for each in _inner(said, value)):
            return True
    return False


def _inner(said: Any, value: Any) -> Sequence[Any]:
    """Return what a part of a pattern is made of, but for repeats."""
    if said is _SAID.BRANCH:
        return list(value[1])
    if said is _SAID.SUBPATTERN:
        return [value[3]]
    if said in (_SAID.ASSERT, _SAID.ASSERT_NOT):
        return [value[1]]
    return [value] if said is _SAID.ATOMIC_GROUP else []


def first(compiled: re.Pattern[str]) -> str:
    """Return a character that a pattern may begin with."""
    chars: list[str] = []
    _collect(_PARSER.parse(compiled.pattern, compiled.flags), chars)
    return chars[0] if chars else ""


def _collect(tree: Any, chars: list[str]) -> None:
    for said, value in tree:
        if said is _SAID.LITERAL:
            chars.append(chr(value))
        elif said in (_SAID.NOT_LITERAL, _SAID.ANY):
            chars.append("文")
        elif said is _SAID.IN:
            chars.append(_of_class(value))
        elif said in (_SAID.MAX_REPEAT, _SAID.MIN_REPEAT, _SAID.POSSESSIVE_REPEAT):
            _collect(value[2], chars)
        else:
            for each in _inner(said, value):
                _collect(each, chars)


def _of_class(items: Any) -> str:
    (said, value), *_ = items
    if said is _SAID.LITERAL:
        return chr(value)
    if said is _SAID.RANGE:
        return chr(value[0])
    if said is _SAID.CATEGORY:
        kinds = {_SAID.CATEGORY_DIGIT: "1", _SAID.CATEGORY_SPACE: " "}
        return kinds.get(value, "a")
    return "文"  # of all that a class leaves out, a character that few name


def text_of(pump: str, size: int, before: str, behind: str) -> str:
    """Return a text of about a size that repeats something."""
    return before + (pump * (size // len(pump) + 1))[:size] + behind
