"""What the values of a file say: scalars and lists of them, and everything wrong with them."""

import re
from datetime import date
from typing import Any, NamedTuple

from sciplan.base.likeness import Suggestions
from sciplan.base.numerals import plain_id
from sciplan.base.problem import Location, Problem, Severity, shortened
from sciplan.base.unseen import BYTE_ORDER, CONTROL, TURNING
from sciplan.plan.fields import Amount, Date, Flag, Names, Spec, Text, Texts, Year
from sciplan.planfile.source import Node, ScalarNode, SequenceNode, YamlText

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[12][0-9]{3}")
_INVISIBLE = re.compile(f"[{CONTROL}{TURNING}{BYTE_ORDER}]")
_LIST_MARKS = re.compile("[、，,；;]")
_MOST_PROBLEMS = 10_000
"""Reading stops there: a million bad values would fill the memory with what is wrong with them."""
BAD: Any = object()
"""What stands for a value that could not be read, until it becomes a blank."""


class Mend(NamedTuple):
    """The one right way to write a value that keeps the plan from loading.

    Args:
        node: The value.
        code: The code of its problem.
        text: What it should be.
    """

    node: Node
    code: str
    text: str


class EnoughError(Exception):
    """So much is wrong with a file that reading on would help nobody."""


class ValueReader:
    """Reads values of one file and collects problems; a bad value becomes `BAD`.

    Args:
        document: The text with its places.
    """

    def __init__(self, document: YamlText) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.mends: list[Mend] = []
        self.likely = Suggestions(())
        self.names: frozenset[str] = frozenset()

    def register(self, names: frozenset[str]) -> None:
        """Take names of units for known."""
        self.names = names
        self.likely = Suggestions(names)

    def report(self, code: str, at: Node | Location, message: str, hint: str = "") -> Any:
        """Note a problem and return `BAD`.

        Raises:
            EnoughError: There are so many that reading ends.
        """
        if len(self.problems) == _MOST_PROBLEMS:
            place = Location(self.document.path)
            message = f"错误超过 {_MOST_PROBLEMS} 个，没有再读下去"
            self.problems.append(_problem(code, place, message, "先改正列出的，再检查"))
            raise EnoughError
        place = at if isinstance(at, Location) else self.document.place_of(at)
        self.problems.append(_problem(code, place, message, hint))
        return BAD

    def wrong(self, node: Node, spec: Spec, expected: str, hint: str = "") -> Any:
        """Note that a value is of another kind than its field."""
        return self.report("wrong-type", node, f"{spec.key}（{spec.about}）应是{expected}", hint)

    def text(self, node: Node, spec: Spec, kind: Text) -> Any:
        """Return a text that can be seen, in its field's pattern if it has one."""
        if not isinstance(node, ScalarNode):
            return self.wrong(node, spec, "文字")
        text: str = node.value
        if not text.isprintable() and _INVISIBLE.search(text):
            return self.wrong(node, spec, "没有控制字符的文字")
        if not text.strip():
            return self.wrong(node, spec, "文字，不能是空的")
        if kind.pattern and not re.fullmatch(kind.pattern, text):
            return self._misspelt(node, spec, kind)
        return text

    def _misspelt(self, node: ScalarNode, spec: Spec, kind: Text) -> Any:
        """Report a text that doesn't match its pattern; an id in other digits has one right way."""
        text = node.value
        right = plain_id(text) if kind.code == "bad-id" else text
        hint = ""
        if right != text and re.fullmatch(kind.pattern, right):
            self.mends.append(Mend(node, kind.code, right))
            hint = f"改为 {right}：sciplan validate --fix"
        message = f"{spec.key} 写作 {shown(text)}，应是{kind.expected}"
        return self.report(kind.code, node, message, hint)

    def amount(self, node: Node, spec: Spec, kind: Amount) -> Any:
        """Return a number, or words where the field takes some."""
        text = node.value if isinstance(node, ScalarNode) else ""
        if _NUMBER.fullmatch(text):
            return float(text) if "." in text else int(text)
        if kind.words and text and not text[0].isdecimal():
            return self.text(node, spec, Text())
        message = f"{spec.key}（{spec.about}）写作 {shown(text)}，应是数字"
        return self.report("bad-target", node, message, "只写数字，单位写在 unit")

    def year(self, node: Node, spec: Spec, kind: Year) -> Any:
        """Return a year, or a day where the field takes one."""
        text = node.value if isinstance(node, ScalarNode) else ""
        if _YEAR.fullmatch(text):
            return int(text)
        if kind.or_day and _DAY.fullmatch(text):
            return self.day(node, spec, Date())
        return self.report("bad-date", node, f"{shown(text)} 不是年份", "写四位数字，如 2025")

    def day(self, node: Node, _spec: Spec, _kind: Date) -> Any:
        """Return a day."""
        text = node.value if isinstance(node, ScalarNode) else ""
        try:
            # Python also reads 20220426 and 2022-W17-2.
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        message = f"{shown(text)} 不是日期"
        return self.report("bad-date", node, message, "写作 2022-04-26，且确有这一天")

    def flag(self, node: Node, spec: Spec, _kind: Flag) -> Any:
        """Return true or false."""
        text = node.value if isinstance(node, ScalarNode) else ""
        if text in ("true", "false"):
            return text == "true"
        return self.wrong(node, spec, " true 或 false")

    def texts(self, node: Node, spec: Spec, _kind: Texts) -> Any:
        """Return a list's texts; one that can't be read is empty."""
        if not isinstance(node, SequenceNode):
            return self.wrong(node, spec, "列表", "每行一项，以 - 开头")
        built = [self.text(item, spec, Text()) for item in node.value]
        return tuple(["" if text is BAD else text for text in built])

    def unit_names(self, node: Node, spec: Spec, _kind: Names) -> Any:
        """Return a list's units; one that is not registered is told and stays text."""
        if not isinstance(node, SequenceNode):
            return self.wrong(node, spec, "单位列表", "每行一个单位，以 - 开头")
        known = self.names
        return tuple(
            [
                item.value
                if isinstance(item, ScalarNode) and item.value in known
                else self._unknown_unit(item, spec)
                for item in node.value
            ]
        )

    def _unknown_unit(self, node: Node, spec: Spec) -> Any:
        name = self.text(node, spec, Text())
        if name is BAD:
            return ""
        listed = [part.strip() for part in re.split(_LIST_MARKS, name)]
        if len(listed) > 1:
            message = f"{shown(name)} 成了一个单位名称"
            hint = "每行写一个单位；写在方括号里要用半角逗号隔开"
        else:
            message = f"没有登记 {shown(name)} 这个单位"
            hint = self.likely.of(name) or "新单位请先写进 units"
        self.report("unknown-unit", node, message, hint)
        return name


def _problem(code: str, place: Location, message: str, hint: str) -> Problem:
    return Problem(
        code=code,
        severity=Severity.ERROR,
        message=shortened(message),
        location=place,
        hint=shortened(hint),
    )


def shown(text: str) -> str:
    """Quote what the file says, short enough for a message."""
    visible = "".join(char if char.isprintable() else "·" for char in text[:40])
    return f"“{visible}{'…' if len(text) > 40 else ''}”"
