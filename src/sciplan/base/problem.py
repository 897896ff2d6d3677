"""What is wrong with a file, and where: values that are collected, never raised."""

from dataclasses import dataclass
from enum import StrEnum

FieldPath = tuple[str | int, ...]
"""The way to a field from the top of the file: keys and list indexes."""


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def word(self) -> str:
        """错误, 警告 or 提示."""
        return _WORDS[self]


_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


_MOST_CHARACTERS = 240


def shortened(text: str) -> str:
    """Return a message cut to a length for reading: ids, titles and quotes may be any length."""
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A stretch of a file; lines and columns count from 1, columns in characters.

    Args:
        path: The file as the user named it.
        line: Line of the first character, 0 when the whole file is meant.
        column: Column of the first character.
        end_line: Line of the character after the last.
        end_column: Column of the character after the last.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file.

    Args:
        code: Stable English name, as `unknown-unit`.
        severity: How much it matters.
        message: What is wrong, in Chinese, one sentence.
        location: Where.
        hint: What to do, in Chinese; empty where the message says it.
        known: Whether an erratum accounts for it.
        source: The line of the file, for showing.
        fatal: Whether it counts whatever rules are chosen: it keeps the plan from loading, or the
            choice itself is wrong.
    """

    code: str
    severity: Severity
    message: str
    location: Location
    hint: str = ""
    known: bool = False
    source: str = ""
    fatal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """The one right way to mend a field.

    Args:
        path: The field.
        text: Its new value; None to take the item off its list.
    """

    path: FieldPath
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: a problem that doesn't know its place yet.

    Args:
        path: The field.
        message: What is wrong, in Chinese, one sentence.
        hint: What to do.
        at: The measure's, section's or provision's id that an erratum would name.
        value: The value that an erratum would name.
        key: Whether the field's key is meant rather than its value.
        fix: How to mend it, where there is one right way.
    """

    path: FieldPath
    message: str
    hint: str = ""
    at: str = "plan"
    value: str = ""
    key: bool = False
    fix: Fix | None = None
