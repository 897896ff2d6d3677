"""One way in which a plan and its document differ, and the two of them side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sciplan.base.problem import FieldPath, Severity
from sciplan.compare.verify.alignment import plain
from sciplan.documents.draft.draft import Draft
from sciplan.plan.model import Measure, Plan, Provision, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One way in which a plan and its document differ.

    Args:
        code: Stable English name.
        path: The field in the plan file.
        ident: The id of the measure, heading or provision; `plan` for the plan's own facts.
        message: What differs, in Chinese.
        line: The place in the document, 0 for none.
        words: What stands at that place, for showing.
        names: Units that it is about, as the plan and as the document call them.
        said: The plan's wording, where wordings differ.
        printed: The document's.
        key: Whether the field's key is meant rather than its value.
        severity: How much it matters.
    """

    code: str
    path: FieldPath
    ident: str
    message: str = ""
    line: int = 0
    words: str = ""
    names: tuple[str, ...] = ()
    said: str = ""
    printed: str = ""
    key: bool = False
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Sides:
    """A plan and its document.

    Args:
        plan: The plan.
        source: The document, as import reads it.
    """

    plan: Plan
    source: Draft

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

    @cached_property
    def _places(self) -> list[tuple[int, str]]:
        return [(line, plain(text)) for line, text in self.source.places.items()]


@dataclass(frozen=True, slots=True)
class Homes:
    """Which headings of a plan and its document are the same.

    Args:
        theirs: id() of a heading of the plan → the document's.
        paths: id() of a heading of the document → the path of the plan's.
    """

    theirs: Mapping[int, Section]
    paths: Mapping[int, FieldPath]

    def place(self, above: Sequence[Section]) -> FieldPath:
        """Return the field where something is missing.

        Args:
            above: The document's headings over it, from the top; the plan may lack the nearest.
        """
        path = next((self.paths[id(one)] for one in reversed(above) if id(one) in self.paths), ())
        return (*path, "title") if path else ("plan",)


def ways_to_print(day: date) -> Iterable[str]:
    """Return the ways in which documents print a day."""
    return f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y年%m月%d日}"


def missing(
    kind: str, what: str, one: Section | Measure | Provision, path: FieldPath, line: int
) -> Difference:
    """Return that the plan lacks something of the document.

    Args:
        kind: section, measure or provision: the end of the code.
        what: What that is, in Chinese, with its id and title.
        one: The document's.
        path: The field where it is missing, see `Homes.place`.
        line: Where the document has it.
    """
    return Difference(
        code=f"missing-{kind}",
        path=path,
        ident=one.id,
        message=f"缺少正式文件的{what}",
        line=line,
        words=one.title,
        names=(one.title,),
        key=len(path) == 1,
    )


def extra(kind: str, what: str, one: Section | Measure | Provision, path: FieldPath) -> Difference:
    """Return that the plan has something that the document lacks.

    Args:
        kind: See `missing`.
        what: What that is, in Chinese.
        one: The plan's.
        path: Where it stands in the plan.
    """
    return Difference(
        code=f"extra-{kind}",
        path=(*path, "id"),
        ident=one.id,
        message=f"正式文件里没有 {one.id} {one.title} {what}",
        names=(one.title,),
    )
