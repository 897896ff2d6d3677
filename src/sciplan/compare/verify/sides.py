"""A plan and its document side by side, and how a difference becomes a problem."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sciplan.base.problem import FieldPath, Problem, Severity
from sciplan.compare.matching.pairing import plain
from sciplan.compare.verify import errata
from sciplan.compare.verify.spot import Spot
from sciplan.documents.draft.draft import Draft
from sciplan.plan.model import Measure, Plan, Provision, Section
from sciplan.planfile.source import YamlText

_Item = Section | Measure | Provision
_SHOWN = 28
"""Characters of the document that are shown with a difference."""


@dataclass(frozen=True)
class Sides:
    """A plan and its document.

    Args:
        plan: The plan.
        source: The document, as import reads it.
        document: The plan's file, for places.
    """

    plan: Plan
    source: Draft
    document: YamlText

    @cached_property
    def text(self) -> str:
        """All that the document says, see `plain`."""
        return plain(self.source.text)

    def meant(self, name: str) -> str:
        """Return the short name of the unit that a name means in the plan."""
        unit = self.plan.by_name.get(name)
        return unit.name if unit else plain(name)

    def line(self, ident: str) -> int:
        """Return where the document has one of its own measures or provisions."""
        return self.source.lines.get(ident, 0)

    def find(self, words: str, start: int = 0, stop: int = 0) -> int:
        """Return the first place from `start` to `stop` that holds some words, 0 for none."""
        wanted = plain(words)
        return next(
            (
                line
                for line, text in self._places
                if start <= line and (not stop or line <= stop) and wanted and wanted in text
            ),
            0,
        )

    def problem(
        self, code: str, message: str, at: Spot, *, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Return a difference as a problem, known where the plan accounts for it.

        Args:
            code: Stable English name.
            message: What differs, in Chinese.
            at: Where, and what both sides say.
            severity: How much it matters.
        """
        location = self.document.place(at.path, key=at.key)
        reason = errata.reason(self.plan, code, at)
        line = self.find(at.words) if at.line is None else at.line
        return Problem(
            code=code,
            severity=severity,
            message=f"{message}；{reason}" if reason else message,
            location=location,
            hint=self._shown(line, at.words),
            known=bool(reason),
            source=self.document.line(location.line) if location.line else "",
        )

    def warning(self, code: str, message: str, at: Spot) -> Problem:
        """Return a difference that may be right, see `problem`."""
        return self.problem(code, message, at, severity=Severity.WARNING)

    def only_in_document(
        self, kind: str, what: str, one: _Item, path: FieldPath, line: int
    ) -> Problem:
        """Return that the plan lacks something of the document.

        Args:
            kind: section, measure or provision: the end of the code.
            what: What that is, in Chinese, with its id and title.
            one: The document's.
            path: The field where it is missing, see `Homes.place`.
            line: Where it stands in the document.
        """
        names, key = (one.title,), len(path) == 1
        at = Spot(path=path, ident=one.id, line=line, words=one.title, names=names, key=key)
        return self.problem(f"missing-{kind}", f"缺少正式文件的{what}", at)

    def only_in_plan(self, kind: str, what: str, one: _Item, path: FieldPath) -> Problem:
        """Return that the plan has something that the document lacks.

        Args:
            kind: See `only_in_document`.
            what: What that is, in Chinese.
            one: The plan's.
            path: Where it stands in the plan.
        """
        at = Spot(path=(*path, "id"), ident=one.id, names=(one.title,))
        return self.problem(f"extra-{kind}", f"正式文件里没有 {one.id} {one.title} {what}", at)

    def _shown(self, line: int, words: str) -> str:
        """Return a place in the document with some of what stands there, from `words` on."""
        if not line:
            return ""
        text = " ".join(self.source.places.get(line, "").split())
        found = max(text.find(words[:_SHOWN]), 0) if words else 0
        start = max(found - _SHOWN // 4, 0) if found + len(words) > _SHOWN else 0
        shown = text[start : start + _SHOWN]
        before, after = "……" if start else "", "……" if start + _SHOWN < len(text) else ""
        where = f"正式文件{self.source.found_at.words(line)}"
        return f"{where}：{before}{shown}{after}" if shown else where

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        return [(line, plain(text)) for line, text in self.source.places.items()]


@dataclass(frozen=True, slots=True)
class Homes:
    """Which headings of a plan and its document are the same, by their paths.

    Args:
        theirs: Heading of the plan → the document's.
        mine: Heading of the document → the plan's.
    """

    theirs: Mapping[FieldPath, FieldPath]
    mine: Mapping[FieldPath, FieldPath]

    def place(self, path: FieldPath) -> FieldPath:
        """Return the field where something is missing.

        Args:
            path: Its path in the document; the plan may lack the nearest heading above it.
        """
        while path := above(path):
            if path in self.mine:
                return (*self.mine[path], "title")
        return ("plan",)

    def parted(self, mine: FieldPath, theirs: FieldPath) -> bool:
        """Whether two paths stand under headings that are not the same."""
        home = above(theirs)
        return bool(home) and self.theirs.get(above(mine), home) != home


def above(path: FieldPath) -> FieldPath:
    """Return the path of the heading right above something, empty for none."""
    return path[:-2]


def ways_to_print(day: date) -> Iterable[str]:
    """Return the ways in which documents print a day."""
    return f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y年%m月%d日}"
