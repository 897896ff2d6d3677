"""Nodes → a plan and everything wrong with it.

The models say how their fields are written (see `fields`); nothing here knows a single key but
those that the problems speak of.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, ClassVar, NamedTuple, TypeVar

from sciplan.base.likeness import Suggestions
from sciplan.base.problem import Location, Problem
from sciplan.plan.fields import (
    Amount,
    AmountsByName,
    Bodies,
    Date,
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
    Text,
    Texts,
    TextsByKey,
    Year,
    specs,
)
from sciplan.plan.model import Measure, Plan, Provision, Section, Target, Unit, names_of
from sciplan.planfile.marks import Mark, marks_in
from sciplan.planfile.source import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    YamlText,
    block,
    compose,
)
from sciplan.planfile.values import BAD, EnoughError, Mend, ValueReader, shown

_T = TypeVar("_T")
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_SECTION_DEPTH = 12
_MOST_UNITS = 50_000
"""A plan has some hundred; each is held against all names."""
_WITH_IDS = (Section, Measure, Provision)


class Loaded(NamedTuple):
    """What a file gave.

    Args:
        document: The text with its places.
        draft: The plan with blanks (see `_blank`) where values could not be read, so that rules
            tell their part at once too; None where there is no plan to speak of, or too much is
            wrong with it.
        problems: Everything that was found, in the file's order; if that is too much, the one more
            that says so comes first.
        mends: How those of the problems are mended that have one right way.
    """

    document: YamlText
    draft: Plan | None
    problems: tuple[Problem, ...]
    mends: tuple[Mend, ...] = ()

    @property
    def plan(self) -> Plan | None:
        """The plan, None where a problem makes it unusable."""
        return None if self.problems else self.draft

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The file's comments that say that a human must decide, in its order."""
        return marks_in(self.document)


def load(text: str, path: str) -> Loaded:
    """Read a plan file's text; `path` is what its problems call it."""
    with _garbage_later():
        document, problems = compose(text, path)
        if problems:
            return Loaded(document, None, tuple(problems))
        builder = _PlanBuilder(document)
        draft = _built(builder, Plan)
        mends = tuple(builder.mends) if draft else ()
    problems = sorted(builder.problems, key=lambda problem: problem.location)
    return Loaded(document, draft, tuple(problems), mends)


class Read(NamedTuple):
    """What a file of another kind than a plan gave.

    Args:
        document: The text with its places.
        value: An instance of its model, with blanks as in a draft; None where there is none.
        problems: Everything that was found, in the file's order.
    """

    document: YamlText
    value: Any
    problems: tuple[Problem, ...]


def load_as(model: type, text: str, path: str) -> Read:
    """Read a file of another kind than a plan; `model` declares its keys."""
    document, problems = compose(text, path)
    if problems:
        return Read(document, None, tuple(problems))
    builder = _PlanBuilder(document)
    value = _built(builder, model)
    return Read(document, value, tuple(sorted(builder.problems, key=lambda each: each.location)))


def _built(builder: "_PlanBuilder", model: type[_T]) -> _T | None:
    """Return what a document says; None where so much is wrong that reading it ended."""
    try:
        return builder.top(model)
    except EnoughError:
        return None


def load_units(text: str, path: str) -> tuple[Unit, ...]:
    """Read nothing but the units, for completion and for telling a unit from other words.

    What is wrong with them is left for `load` to tell.
    """
    document, _ = compose(block(text, "units"), path)
    with suppress(EnoughError):
        return _PlanBuilder(document).units()
    return ()


@contextmanager
def _garbage_later() -> Iterator[None]:
    # Hundreds of thousands of nodes and no cycle among them: collecting while they are made
    # takes two thirds of the time at 10,000 measures.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _PlanBuilder(ValueReader):
    """Builds one plan and collects problems; a bad value becomes a blank and building goes on."""

    def __init__(self, document: YamlText) -> None:
        super().__init__(document)
        self.ids: dict[type, dict[str, Node]] = {}
        self.keys: dict[type, Suggestions] = {}
        self.depth = 0

    def top(self, model: type[_T]) -> _T | None:
        """Return the whole document as an instance of a model; None where it is no block."""
        root = self.document.root
        if root is None:
            place = Location(self.document.path, 1, 1, 1, 1)
            hint = "可照随软件附带的方案文件编写" if model is Plan else ""
            self.report("missing-key", place, "文件是空的", hint)
            return None
        built = self._build(model, root)
        return built if isinstance(built, model) else None

    def units(self) -> tuple[Unit, ...]:
        """Return the good ones among the units of a document that has nothing else."""
        (spec,) = (spec for spec in specs(Plan) if spec.name == "units")
        node = self.document.node_at((spec.key,))
        if not isinstance(node, MappingNode) or node is self.document.root:
            return ()
        return self._each_named(node, spec, Unit)

    # Blocks of keys

    def _build(self, model: type, node: Node, **given: Any) -> Any:
        if not isinstance(node, MappingNode):
            keys = "、".join(spec.key for spec in specs(model))
            return self.report("wrong-type", node, f"这里应是一组键（{keys}）")
        pairs = self._pairs(node, model)
        values = given
        for spec in specs(model):
            pair = pairs.get(spec.key)
            if pair is not None:
                value = self.makers[type(spec.kind)](self, pair[1], spec, spec.kind)
                values[spec.name] = _blank(spec.kind) if value is BAD else value
            elif spec.required:
                self.report("missing-key", node, f"缺少 {spec.key}（{spec.about}）")
                values[spec.name] = _blank(spec.kind)
        if model is Target:
            self._want_one_op(node, values)
        if values.get("part"):
            self._want_part_of_whole(pairs["part"][1], values["part"])
        if model in _WITH_IDS:
            self._remember_id(model, values["id"], pairs)
        return model(**values)

    def _pairs(self, node: MappingNode, model: type) -> dict[str, tuple[Node, Node]]:
        """Return key → (its node, its value's node) of the known keys that are not empty."""
        known = _known_keys(model)
        found: dict[str, tuple[Node, Node]] = {}
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else ""
            if key in seen:
                self.report("duplicate-key", key_node, f"键 {shown(key)} 重复", "合并，或删去一个")
            elif key not in known:
                self._unknown_key(key_node, key, model)
            elif not _is_empty(value_node):
                found[key] = (key_node, value_node)
            seen.add(key)
        return found

    def _unknown_key(self, node: Node, key: str, model: type) -> None:
        known = _known_keys(model)
        bare = key.rstrip("：")
        if bare in known:
            self.report("unknown-key", node, f"{key} 用了全角冒号", f"改为半角冒号：{bare}:")
            return
        likely = self.keys.setdefault(model, Suggestions(known)).of(key)
        hint = likely or f"这里可用：{'、'.join(sorted(known))}"
        self.report("unknown-key", node, f"没有 {shown(key)} 这个键", hint)

    def _remember_id(self, model: type, ident: Any, pairs: dict[str, tuple[Node, Node]]) -> None:
        if not ident:
            return
        ids = self.ids.setdefault(model, {})
        node = pairs["id"][1]
        if ident in ids:
            line = self.document.place_of(ids[ident]).line
            message = f"编号 {ident} 重复，第 {line} 行已用过"
            self.report("duplicate-id", node, message, "给其中一个换编号")
        else:
            ids[ident] = node

    def _want_one_op(self, node: Node, values: dict[str, Any]) -> None:
        ops = [op for op in ("at_least", "at_most", "reach") if op in values]
        if len(ops) != 1:
            message = "at_least、at_most、reach 三者要有且只有一个"
            self.report("bad-target", node, message, "按原文的“以上”“不超过”“达到”选一个")

    def _want_part_of_whole(self, node: Node, part: str) -> None:
        number, _, total = part.partition("/")
        # By length first: int() refuses thousands of digits.
        if (len(number), number) > (len(total), total):
            message = f"part 写作 {shown(part)}，第几部分不能多于共几部分"
            self.report("wrong-type", node, message)

    def _one(self, node: Node, _spec: Spec, kind: One) -> Any:
        return self._build(kind.model(), node)

    def _many(self, node: Node, spec: Spec, kind: Many) -> Any:
        if not isinstance(node, SequenceNode):
            return self.wrong(node, spec, "列表", "每项以 - 开头")
        if self.depth == _MAX_SECTION_DEPTH:
            return self.report("wrong-type", node, f"标题嵌套超过 {_MAX_SECTION_DEPTH} 层")
        if 0 < kind.most < len(node.value):
            message = f"{spec.key}（{spec.about}）有 {len(node.value)} 项，最多 {kind.most} 项"
            return self.report("wrong-type", node, message, "请拆成几个方案文件")
        self.depth += 1
        model = kind.model()
        built = [self._build(model, item) for item in node.value]
        self.depth -= 1
        return tuple([_blank_model(model) if item is BAD else item for item in built])

    def _keyed(self, node: Node, spec: Spec, kind: Keyed) -> Any:
        if not isinstance(node, MappingNode):
            return self.wrong(node, spec, "“名称: {…}”的列表")
        if len(node.value) > _MOST_UNITS:
            message = f"{spec.key}（{spec.about}）有 {len(node.value)} 个，最多 {_MOST_UNITS} 个"
            return self.report("wrong-type", node, message, "请拆成几个方案文件")
        values = self._each_named(node, spec, kind.model())
        self.register(frozenset(names_of(values)))
        return values

    def _each_named(self, node: MappingNode, spec: Spec, model: type) -> tuple[Any, ...]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            name = self.text(key_node, spec, Text())
            if name is BAD:
                continue
            if name in built:
                self.report("duplicate-key", key_node, f"单位 {name} 重复登记", "合并成一行")
                continue
            unit = None if _is_empty(value_node) else self._build(model, value_node, name=name)
            built[name] = unit if isinstance(unit, model) else model(name=name)
        return tuple(built.values())

    # Values

    def _names_by_role(self, node: Node, spec: Spec, _kind: NamesByRole) -> Any:
        if not isinstance(node, MappingNode):
            return self.wrong(node, spec, "“身份: 单位列表”")
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            role = self.text(key_node, spec, Text())
            if role in built:
                message = f"身份 {shown(role)} 重复"
                self.report("duplicate-key", key_node, message, "把两处名单合并")
                continue
            names = self.unit_names(value_node, spec, Names())
            built["" if role is BAD else role] = () if names is BAD else names
        return built

    def _texts_by_key(self, node: Node, spec: Spec, _kind: TextsByKey) -> Any:
        if not isinstance(node, MappingNode):
            return self.wrong(node, spec, "“名称: 列表”")
        return {
            key: () if (texts := self.texts(value, spec, Texts())) is BAD else texts
            for key, value in self._by_name(node, spec)
        }

    def _bodies(self, node: Node, spec: Spec, kind: Bodies) -> Any:
        if not isinstance(node, SequenceNode):
            return self.wrong(node, spec, "列表", "每行一个单位，以 - 开头")
        model = kind.model()
        built = [
            self._build(model, item, new=True)
            if isinstance(item, MappingNode)
            else self._body(item, spec, model)
            for item in node.value
        ]
        return tuple([_blank_model(model) if item is BAD else item for item in built])

    def _body(self, node: Node, spec: Spec, model: type) -> Any:
        name = self.text(node, spec, Text())
        return BAD if name is BAD else model(name=name)

    def _many_by_name(self, node: Node, spec: Spec, kind: ManyByName) -> Any:
        if not isinstance(node, MappingNode):
            return self.wrong(node, spec, "“名称: 列表”")
        many = Many(kind.model)
        return {
            name: () if (items := self._many(value, spec, many)) is BAD else items
            for name, value in self._by_name(node, spec)
        }

    def _one_by_name(self, node: Node, spec: Spec, kind: OneByName) -> Any:
        if not isinstance(node, MappingNode):
            return self.wrong(node, spec, "“名称: {…}”")
        model = kind.model()
        built = {
            name: BAD if _is_empty(value) else self._build(model, value)
            for name, value in self._by_name(node, spec)
        }
        return {name: _blank_model(model) if one is BAD else one for name, one in built.items()}

    def _amounts_by_name(self, node: Node, spec: Spec, _kind: AmountsByName) -> Any:
        if isinstance(node, ScalarNode):
            amount = self.amount(node, spec, Amount())
            return {} if amount is BAD else {"": amount}
        if not isinstance(node, MappingNode):
            return self.wrong(node, spec, "数，或“指标名称: 数”")
        found = {
            name: self.amount(value, spec, Amount()) for name, value in self._by_name(node, spec)
        }
        return {name: amount for name, amount in found.items() if amount is not BAD}

    def _by_name(self, node: MappingNode, spec: Spec) -> Iterator[tuple[str, Node]]:
        """Yield the names of a block with the nodes of their values, each name once."""
        seen: set[str] = set()
        for key_node, value_node in node.value:
            name = self.text(key_node, spec, Text())
            if name is BAD:
                continue
            if name in seen:
                message = f"{shown(name)} 重复"
                self.report("duplicate-key", key_node, message, "把两处合并")
                continue
            seen.add(name)
            yield name, value_node

    # Of the class: bound methods would tie the builder and all nodes into a cycle that only the
    # garbage collector frees.
    makers: ClassVar[dict[type, Callable[["_PlanBuilder", Node, Spec, Any], Any]]] = {
        Text: ValueReader.text,
        Amount: ValueReader.amount,
        Year: ValueReader.year,
        Date: ValueReader.day,
        Flag: ValueReader.flag,
        Texts: ValueReader.texts,
        Names: ValueReader.unit_names,
        NamesByRole: _names_by_role,
        TextsByKey: _texts_by_key,
        Bodies: _bodies,
        One: _one,
        Many: _many,
        Keyed: _keyed,
        ManyByName: _many_by_name,
        OneByName: _one_by_name,
        AmountsByName: _amounts_by_name,
    }


@cache
def _known_keys(model: type) -> frozenset[str]:
    return frozenset(spec.key for spec in specs(model))


def _blank(kind: Kind) -> Any:
    """Return what stands in a draft for a value that could not be read."""
    if isinstance(kind, One):
        return _blank_model(kind.model())
    if isinstance(kind, NamesByRole | TextsByKey | ManyByName | OneByName | AmountsByName):
        return {}
    # A list of units that can't be read is not an empty one: no unit is called "".
    blanks: dict[type, Any] = {Text: "", Flag: False, Names: ("",), Texts: ()}
    return blanks.get(type(kind), () if isinstance(kind, Many | Keyed | Bodies) else None)


def _blank_model(model: type) -> Any:
    return model(**{spec.name: _blank(spec.kind) for spec in specs(model) if spec.required})


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value in EMPTY
