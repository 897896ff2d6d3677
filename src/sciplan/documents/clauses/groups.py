"""What outlines and tables come to: groups of tasks, before they get ids and a plan."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sciplan.documents.clauses.attribution import Attribution
from sciplan.documents.doubt import Doubt
from sciplan.plan.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMeasure:
    """What becomes a measure.

    Args:
        title: Its title.
        text: Its text without title and clause.
        line: Where it begins.
        printed: The clause as printed, empty where none stands.
        said: What the clause says; None where it can't be read, or none stands.
        part: As `2/3` where it is one of several clauses of a paragraph.
        category: 类别.
        remark: 备注.
        notes: What a reader should know of it.
        doubts: What needs a look; they stand where the task does.
        question: What is asked once for tasks whose clause may be that of the last one beside
            them: by the first of these, empty for the others. None where each has its own.
    """

    title: str
    text: str
    line: int
    printed: str = ""
    said: Attribution | None = None
    part: str = ""
    category: str = ""
    remark: str = ""
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    question: str | None = None

    @property
    def opens(self) -> bool:
        """Whether it is whole, or the first part of its paragraph."""
        return self.part.split("/")[0] in ("", "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProvision:
    """What becomes a provision: a paragraph without a clause, after the measures."""

    title: str
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What becomes a section: its tasks, then its provisions, then the groups under it.

    Args:
        title: Its title.
        tasks: Its own tasks.
        provisions: Its own provisions.
        groups: The groups under it.
        exact: Whether it was read from a sheet of data, where nothing had to be parsed.
        above: Titles of headings without tasks that stand before the first task.
    """

    title: str
    above: tuple[str, ...] = ()
    tasks: tuple[DraftMeasure, ...] = ()
    provisions: tuple[DraftProvision, ...] = ()
    groups: "tuple[Group, ...]" = ()
    exact: bool = False

    def walk(self) -> Iterator[DraftMeasure]:
        """Yield all tasks, in order."""
        yield from self.tasks
        for group in self.groups:
            yield from group.walk()

    def mapped(self, change: Callable[[DraftMeasure], DraftMeasure]) -> "Group":
        """Return the group with its tasks changed."""
        groups = tuple(group.mapped(change) for group in self.groups)
        return replace(self, tasks=tuple(map(change, self.tasks)), groups=groups)

    def only(self, wanted: Callable[[DraftMeasure], bool]) -> "Group":
        """Return the group with some of its tasks; groups without any fall away."""
        groups = (group.only(wanted) for group in self.groups)
        return replace(
            self,
            tasks=tuple(filter(wanted, self.tasks)),
            groups=tuple(group for group in groups if any(group.walk())),
        )


Placed = tuple[tuple[str, ...], DraftMeasure]
"""A task, and the headings that it stands under."""


def nested(placed: Sequence[Placed], title: str, *, exact: bool = False) -> Group:
    """Return tasks under their headings; a heading that comes back opens a new group.

    Args:
        placed: Tasks with their headings, in order.
        title: The whole's title.
        exact: See `Group`.
    """
    own = tuple(task for path, task in placed if not path)
    below = [(path, task) for path, task in placed if path]
    groups = tuple(
        nested([(path[1:], task) for path, task in run], heading)
        for heading, run in groupby(below, key=lambda one: one[0][0])
    )
    return Group(title=title, tasks=own, groups=groups, exact=exact)


def table_differs(message: str) -> Doubt:
    """Return the doubt about a task that the document tells twice, each time otherwise."""
    return Doubt(code="table-differs", message=message)


def parts_in(said: Attribution) -> dict[str, str]:
    """Return each body's part in words, the highest where it has several."""
    parts: dict[str, str] = {}
    for role in Role:
        for name in getattr(said, role.value):
            parts.setdefault(name.text, role.word)
    for label, names in said.others:
        for name in names:
            parts.setdefault(name.text, label)
    return parts
