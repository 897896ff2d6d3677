"""YAML text ⇄ nodes. The only user of yaml.

A node tree is kept beside the text, so that a field path can be turned into a place at any time.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from sciplan.base.problem import FieldPath, Location, Problem, Severity, shortened
from sciplan.base.unseen import BYTE_ORDER, CONTROL, NO_TEXT, SEPARATORS

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "YamlText", "compose"]

# Platforms without a wheel (loongarch64) may build PyYAML without libyaml: slower, but right.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 64
"""Levels of nesting; libyaml's recursion kills the process at some 25,000."""
MAX_NODES = 1_200_000
"""Rough number of nodes: about 500 bytes each, so that a file can't fill the memory. A plan of
50,000 measures has 860,000."""

_MOST_PROBLEMS = 1000

_CONTROL = re.compile(rf"[{CONTROL}{NO_TEXT}{BYTE_ORDER}](?<![\r\x85])")
_UNSEEN_BREAK = re.compile(rf"[\x85{SEPARATORS}]")
_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_NEWLINE = re.compile(r"\r\n?|\n")
# What makes the slow, exact look at the events necessary. Each may fire in vain, none may miss.
_MAYBE_MARKED = re.compile(r"(?:^|[\s\[{,:])[&*!]\S", re.MULTILINE)
_MAYBE_DEEP_BLOCK = re.compile(r"^ {160}|^[ \t]*(?:[-?:][ \t]+){8}", re.MULTILINE)
# A flow collection on one line, its quotes only where a quoted scalar must begin (after `, ` or
# `: `). Such a piece is balanced whether it stands in the open, in a scalar or in a comment.
_QUOTED = r"""(?<=[,:][ ])(?:"[^"\\\[\]{}\r\n]*"|'[^'\[\]{}\r\n]*')"""
_SHORT_FLOW = re.compile(rf"""[\[{{](?:[^\[\]{{}}"'#\r\n]|{_QUOTED})*[\]}}]""")
_SAFE_OPENERS = 500

_SYNTAX = (
    ("found character '\\t'", "这里用了制表符（Tab）", "缩进请用空格"),
    ("found a tab character", "这里用了制表符（Tab）", "缩进请用空格"),
    ("could not find expected ':'", "缺少半角冒号", "“键: 值”之间要有半角冒号加一个空格"),
    ("mapping values are not allowed", "这里不该有冒号", "检查上一行的缩进；含冒号的文字请加引号"),
    ("did not find expected key", "缩进不齐，或引号没有配对", "同一层的键要左对齐"),
    ("did not find expected '-' indicator", "列表缩进不齐", "同一列表的 - 要左对齐"),
    ("did not find expected ',' or", "方括号或花括号没有配对", "各项用半角逗号隔开，括号要成对"),
    ("did not find expected node content", "这里缺少内容", "检查是否多了逗号或少了一项"),
    ("block sequence entries are not allowed", "列表不能从这里开始", "把 - 移到下一行并缩进"),
    ("found unexpected end of stream", "文件到此中断", "检查引号和括号是否配对"),
    ("found unknown escape character", "双引号里的反斜杠用错", "改用单引号，或写成 \\\\"),
    ("found character that cannot start any token", "这个字符不能出现在开头", "给这段文字加引号"),
    ("did not find expected alphabetic", "* 和 & 在开头另有含义", "给这段文字加引号"),
    ("expected whitespace or line break", "! 在开头另有含义", "给这段文字加引号"),
    ("did not find expected tag URI", "! 在开头另有含义", "给这段文字加引号"),
    ("expected comment or line break", "| 和 > 在开头另有含义", "给这段文字加引号，或另起一行写"),
    ("did not find expected hexdecimal number", "双引号里的反斜杠用错", "改用单引号，或写成 \\\\"),
    ("expected a single document", "文件里有几个 YAML 文档（---）", "一个文件只放一个方案"),
    ("expected a single root node", "文件里有几段互不相属的内容", "检查缩进"),
)


class YamlText:
    """A YAML text with its nodes.

    Args:
        path: The file as the user named it.
        text: The text without a byte order mark.
        root: The topmost node; None in an empty file.
    """

    def __init__(self, path: str, text: str, root: Node | None) -> None:
        self.path = path
        self.text = text
        self.root = root
        self._pairs: dict[int, dict[str, tuple[Node, Node]]] = {}
        self._lines: dict[int, str] = {}

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]

    def _at(self, start: int, end: int) -> Location:
        # libyaml takes U+2028 and U+0085 for line breaks and editors don't: lines are counted
        # here, from the mark's index.
        first = bisect_right(self._line_starts, start) - 1
        last = bisect_right(self._line_starts, end) - 1
        return Location(
            self.path,
            first + 1,
            start - self._line_starts[first] + 1,
            last + 1,
            end - self._line_starts[last] + 1,
        )

    def span(self, start: int, end: int | None = None) -> Location:
        """Return the place of the characters from index `start` up to `end`."""
        return self._at(start, start + 1 if end is None else end)

    def place_of(self, node: Node) -> Location:
        """Return where a node stands; a block's place is its first character."""
        start = node.start_mark.index
        end = node.end_mark.index if isinstance(node, ScalarNode) else start + 1
        return self._at(start, max(end, start))

    def node_at(self, path: FieldPath, *, key: bool = False) -> Node | None:
        """Return the deepest node on the way along `path`; with `key`, the last step's key."""
        node = self.root
        for number, step in enumerate(path):
            found = self._child(node, step)
            if found is None:
                return node
            node = found[0] if key and number == len(path) - 1 else found[1]
        return node

    def paths_of(self, nodes: Sequence[Node]) -> list[FieldPath]:
        """Return the way to each of some nodes from the top of the file."""
        wanted = {id(node) for node in nodes}
        found: dict[int, FieldPath] = {}
        open_: list[tuple[FieldPath, Node]] = [((), self.root)] if wanted and self.root else []
        while open_:
            path, node = open_.pop()
            if id(node) in wanted:
                found[id(node)] = path
            open_ += [((*path, step), child) for step, child in _steps(node)]
        return [found[id(node)] for node in nodes]

    def _child(self, node: Node | None, step: str | int) -> tuple[Node, Node] | None:
        """Return (key or item, value or item) of one step down."""
        if isinstance(node, MappingNode) and isinstance(step, str):
            return self._pairs_of(node).get(step)
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step], node.value[step]
        return None

    def _pairs_of(self, node: MappingNode) -> dict[str, tuple[Node, Node]]:
        # Kept: a problem at each of 10,000 units must not search 10,000 keys. The first of
        # equal keys wins, as it does in `load`.
        found = self._pairs.get(id(node))
        if found is None:
            pairs = reversed(node.value)
            found = {key.value: (key, value) for key, value in pairs if isinstance(key, ScalarNode)}
            self._pairs[id(node)] = found
        return found

    def place(self, path: FieldPath, *, key: bool = False) -> Location:
        """Return the place of the field at `path`, or of the nearest field above it."""
        node = self.node_at(path, key=key)
        return self.place_of(node) if node is not None else Location(self.path)

    def line_start(self, index: int) -> int:
        """Return the index at which the line of a character begins."""
        return self._line_starts[bisect_right(self._line_starts, index) - 1]

    def next_line(self, index: int) -> int:
        """Return the index at which the line after that of a character begins, or the text ends."""
        number = bisect_right(self._line_starts, index)
        return self._line_starts[number] if number < len(self._line_starts) else len(self.text)

    def index_of(self, place: Location) -> int:
        """Return the index of a place's first character."""
        return self._line_starts[place.line - 1] + place.column - 1

    def line(self, number: int) -> str:
        """Return line `number`, counted from 1, without its line end."""
        # Kept: 4,000 problems on one line of a megabyte must not hold 4,000 copies of it.
        if number not in self._lines:
            starts = self._line_starts
            end = starts[number] if number < len(starts) else len(self.text)
            self._lines[number] = self.text[starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]


def compose(text: str, path: str) -> tuple[YamlText, list[Problem]]:
    """Turn text into nodes.

    Returns:
        The document, without a root where the text can't be read, and what is wrong with it.
    """
    text = text.removeprefix("\ufeff")
    document = YamlText(path, text, None)
    problems = _refused(document) or _examined(document)
    if not problems:
        try:
            document.root = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as error:
            problems = [_syntax_problem(document, error)]
    return document, problems


_ID = re.compile(r"""(?:^|[\s{,])id:[ \t]*["']?([0-9]+(?:\.[0-9]+)*)(?=["',}\s]|$)""")


def _steps(node: Node) -> Iterator[tuple[str | int, Node]]:
    """Yield what stands one step down: by its key, or its place in the list."""
    if isinstance(node, SequenceNode):
        yield from enumerate(node.value)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield (key.value if isinstance(key, ScalarNode) else ""), value


def block(text: str, key: str) -> str:
    """Return the text of one top-level key with what stands under it.

    To read the units of a long plan without its measures; where the key is not written plainly at
    the start of a line, the whole text.
    """
    found = re.search(rf"^{key}:.*?(?=^[^\s#]|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[0] if found else text


def keys_of_block(text: str, key: str) -> list[str]:
    """Return the keys under one top-level key; none where it can't be read."""
    document = compose(block(text, key), "")[0]
    under = document.node_at((key,))
    if not isinstance(under, MappingNode) or under is document.root:
        return []
    pairs = under.value
    return [name.value for name, _ in pairs if isinstance(name, ScalarNode)]


def ids_in(text: str) -> list[str]:
    """Return the ids that a plan's text gives, by their looks alone: for completion."""
    return list(dict.fromkeys(_ID.findall(text)))


def text_under(text: str, path: tuple[str, str]) -> str:
    """Return the text that stands under two keys; empty where there is none that can be read."""
    node = compose(block(text, path[0]), "")[0].node_at(path)
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _error(location: Location, message: str, hint: str = "") -> Problem:
    return Problem(
        code="yaml-syntax",
        severity=Severity.ERROR,
        message=shortened(message),
        location=location,
        hint=shortened(hint),
    )


def _refused(document: YamlText) -> list[Problem]:
    text = document.text
    control = _CONTROL.search(text)
    if control:
        place = document.span(control.start())
        name = f"U+{ord(control[0]):04X}"
        return [_error(place, f"含有控制字符 {name}", "删去这个看不见的字符")]
    if sum(text.count(mark) for mark in "\n\r,[{") > MAX_NODES:
        message = f"文件过大：超过 {MAX_NODES} 项"
        return [_error(Location(document.path), message, "请拆成几个方案文件")]
    return []


def _examined(document: YamlText) -> list[Problem]:
    text = document.text
    suspicious = (
        _MAYBE_MARKED.search(text) or _MAYBE_DEEP_BLOCK.search(text) or _may_nest_deep(text)
    )
    return _event_problems(document) if suspicious else []


def _may_nest_deep(text: str) -> bool:
    if _openers(text) <= _SAFE_OPENERS:
        return False
    return _openers(_SHORT_FLOW.sub("", text)) > _SAFE_OPENERS


def _openers(text: str) -> int:
    return text.count("[") + text.count("{")


def _event_problems(document: YamlText) -> list[Problem]:
    depth = 0
    problems: list[Problem] = []
    try:
        for event in yaml.parse(document.text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    place = _start(document, event)
                    return [*problems, _error(place, f"嵌套超过 {MAX_DEPTH} 层")]
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            said = _refused_feature(event)
            if said:
                problems.append(_error(_start(document, event), *said))
            if len(problems) == _MOST_PROBLEMS:
                message = f"错误超过 {_MOST_PROBLEMS} 个，没有再读下去"
                return [_error(Location(document.path), message), *problems]
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(document, error))
    return problems


def _start(document: YamlText, event: yaml.Event) -> Location:
    mark = event.start_mark
    return document.span(mark.index) if mark else Location(document.path)


def _refused_feature(event: yaml.Event) -> tuple[str, str] | None:
    """Return message and hint when an event carries a feature that plan files do without."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent):
        return f"不支持 YAML 引用（*{anchor}）", "请直接写出内容；以 * 开头的文字要加引号"
    if anchor:
        return f"不支持 YAML 锚点（&{anchor}）", "请删去；以 & 开头的文字要加引号"
    if tag:
        return f"不支持 YAML 标签（{tag}）", "请删去；以 ! 开头的文字要加引号"
    return None


def _syntax_problem(document: YamlText, error: yaml.YAMLError) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        return _error(Location(document.path), f"不是能读的 YAML 文本（{error}）")
    mark = error.problem_mark or error.context_mark
    place = document.span(mark.index) if mark else Location(document.path)
    said = error.problem or str(error)
    found = _wide_colon(document, place) or (mark and _odd_character(document, mark.index))
    if found:
        return found
    if "invalid Unicode character escape code" in said:
        return _error(place, *_bad_escape(document, place))
    for english, message, hint in _SYNTAX:
        if english in said or english in (error.context or ""):
            return _error(place, message, hint)
    return _error(place, f"YAML 语法错误（{said}）")


def _bad_escape(document: YamlText, place: Location) -> tuple[str, str]:
    r"""Return message and hint for \ud83d\ude00: JSON's way to write a character, not YAML's."""
    line = document.line(place.line)
    pair = _PAIR.match(line, max(line.rfind("\\", 0, place.column), 0))
    if pair is None:
        return "双引号里的反斜杠编码不是一个字符", "直接写出这个字符"
    char = bytes.fromhex(pair[1] + pair[2]).decode("utf-16-be")
    return f"YAML 不认 {pair[0]} 这种写法", f"直接写 {char}，或写成 \\U{ord(char):08X}"


def _odd_character(document: YamlText, index: int) -> Problem | None:
    """A tab, or a line break that no editor shows: the parser complains of what it leads to."""
    if document.text[index : index + 1] == "\t":
        return _error(document.span(index), "这里用了制表符（Tab）", "缩进请用空格")
    broken = list(_UNSEEN_BREAK.finditer(document.text, 0, index + 1))
    if not broken or _fails_at(_UNSEEN_BREAK.sub(" ", document.text), index):
        return None
    name = f"U+{ord(broken[-1][0]):04X}"
    place = document.span(broken[-1].start())
    return _error(place, f"含有看不见的换行符 {name}", "删去这个字符，要换行就另起一行")


def _fails_at(text: str, index: int) -> bool:
    try:
        deque(yaml.parse(text, Loader=_Loader), maxlen=0)
    except yaml.MarkedYAMLError as error:
        return bool(error.problem_mark and error.problem_mark.index == index)
    except yaml.YAMLError:
        return True
    return False


def _wide_colon(document: YamlText, place: Location) -> Problem | None:
    """`lead：` is the commonest slip, and the parser complains only on a later line."""
    for number in range(place.line, 0, -1):
        # The complaint comes two lines later, or after the list that the key was to hold.
        if number < place.line - 2 and not re.match(r"\s*(?:- |#|$)", document.line(number + 1)):
            break
        wide = re.match(r"\s*(?:- )?([a-z_]+)\s*：", document.line(number))
        if wide:
            start = document._line_starts[number - 1] + wide.end() - 1  # noqa: SLF001
            return _error(
                document.span(start), "键后面是全角冒号", f"改为半角冒号加空格：{wide[1]}: "
            )
    return None
