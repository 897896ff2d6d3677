"""Whether a file is as sound after an edit as it was: what every writer of a plan file asks."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sciplan.base.problem import Location, Severity
from sciplan.checks.check import run
from sciplan.checks.rules.registry import RULES
from sciplan.planfile.load import Loaded

_LINE = re.compile(r"第 \d+ 行")
_Key = tuple[str, str, str]
Standing = Counter[_Key]
"""What is wrong with a file, counted: by code, where and what, not by lines, which move."""


class Fault(NamedTuple):
    """One thing wrong with a file that no erratum accounts for.

    Args:
        code: The rule's, or that of what keeps the file from being read.
        severity: How much it matters.
        message: What is wrong and what to do, in Chinese.
        at: The id of what it is about; empty where the file can't be read there.
        value: Which of its values, as the rule says it.
        location: Where it stands in the file.
    """

    code: str
    severity: Severity
    message: str
    at: str
    value: str
    location: Location

    @property
    def key(self) -> _Key:
        """What tells it from others, wherever its line has moved."""
        return self.code, self.at, self.value or self._said

    @property
    def _said(self) -> str:
        return "" if self.at else _LINE.sub("", self.message)


def faults(loaded: Loaded, *, by_rules: bool = True) -> Iterator[Fault]:
    """Yield what keeps a file from being read, then what the rules find, where they are asked."""
    for each in loaded.problems:
        said = _with_hint(each.message, each.hint)
        yield Fault(each.code, each.severity, said, "", "", each.location)
    for rule, finding, known in run(loaded.draft, RULES) if loaded.draft and by_rules else ():
        if not known:
            said = _with_hint(finding.message, finding.hint)
            place = loaded.document.place(finding.path, key=finding.key)
            yield Fault(rule.code, rule.severity, said, finding.at, finding.value, place)


def standing(loaded: Loaded) -> Standing:
    """Return what is wrong with a file, to hold its edited text against."""
    return Counter(each.key for each in faults(loaded))


def new_faults(before: Standing, after: Loaded, *, by_rules: bool = True) -> list[Fault]:
    """Return what is wrong with an edited text that was not wrong before.

    Args:
        before: What was wrong.
        after: The edited text, read again.
        by_rules: Whether the rules are asked, or only what keeps a file from being read.
    """
    left = Counter(before)
    found = []
    for each in faults(after, by_rules=by_rules):
        left[each.key] -= 1
        if left[each.key] < 0:
            found.append(each)
    return found


def _with_hint(message: str, hint: str) -> str:
    return f"{message}（{hint}）" if hint else message
