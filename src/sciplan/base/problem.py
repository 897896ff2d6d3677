"""What is wrong with a file, and where: values that are collected, never raised."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
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


def first_few(names: Sequence[str], most: int, counted_in: str) -> str:
    """Return names as a message lists them: of many only the first, and how many there are."""
    more = f" 等 {len(names)} {counted_in}" if len(names) > most else ""
    return "、".join(names[:most]) + more


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A stretch of a text file, a paragraph of a document, or a cell of a sheet.

    A text file's place is its lines and columns, which count from 1, columns in characters. What
    is no text has no lines: there `paragraph` or `cell` says what is meant, and `line` and `column`
    are only its numbers (see `of_paragraph`, `of_cell`), so that places of one file sort.

    Args:
        path: The file as the user named it.
        line: Line of the first character, 0 when the whole file is meant.
        column: Column of the first character.
        end_line: Line of the character after the last.
        end_column: Column of the character after the last.
        paragraph: Number of a document's paragraph, from 1; 0 for none.
        cell: What a user calls a cell, as `E12` or `数据!E12`; empty for none.
        shown: Where a paragraph is found in the file as shown, as 第3页第12行; empty where its
            number says it.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    _: KW_ONLY
    paragraph: int = 0
    cell: str = ""
    shown: str = ""

    @classmethod
    def of_paragraph(cls, path: str, number: int, shown: str = "") -> "Location":
        """Return the place of a document's paragraph.

        Args:
            path: The document as the user named it.
            number: The paragraph's number, from 1.
            shown: Where it is found in the file as shown.
        """
        return cls(path, number, 1, number, 1, paragraph=number, shown=shown)

    @classmethod
    def of_cell(cls, path: str, cell: str, row: int, column: int) -> "Location":
        """Return the place of a sheet's cell.

        Args:
            path: The workbook as the user named it.
            cell: What a user calls it.
            row: Its row, from 1.
            column: Its column, from 1.
        """
        return cls(path, row, column, cell=cell)

    @property
    def is_text(self) -> bool:
        """Whether it is lines of a text file, which a viewer of code can show."""
        return bool(self.line) and not self.paragraph and not self.cell

    @property
    def within(self) -> str:
        """The place in words where it is no text: E12, 第 12 段 or 第3页第12行."""
        return self.cell or self.shown or (f"第 {self.paragraph} 段" if self.paragraph else "")

    def __str__(self) -> str:
        if self.cell:
            return f"{self.path}!{self.cell}"
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file, a document or a sheet.

    Args:
        code: Stable English name, as `unknown-unit`.
        severity: How much it matters.
        message: What is wrong, in Chinese, one sentence.
        location: Where.
        hint: What to do, in Chinese; empty where the message says it.
        known: Whether an erratum accounts for it.
        source: The line of the file, or what stands in the cell, for showing.
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
        path: The field; a key that isn't there is added, before the others of its block.
        text: Its new value; None to take the item off its list, or where `texts` take its place.
        texts: What one text was to be: the items of a list, or several items of one.
    """

    path: FieldPath
    text: str | None
    texts: tuple[str, ...] = ()

    @property
    def is_structural(self) -> bool:
        """Whether it mends how a value is written, so that what it says can be read at all."""
        return bool(self.texts) or self.path[-1:] in (("id",), ("format",))


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


def told(
    code: str, severity: Severity, location: Location, message: str, hint: str = ""
) -> Problem:
    """Return a problem whose message is cut to a length that can be read."""
    return Problem(
        code=code, severity=severity, message=shortened(message), location=location, hint=hint
    )
