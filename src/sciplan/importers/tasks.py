"""What outlines and tables come to: groups of tasks, before they get ids and a plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciplan.importers.attribution import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
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
    """

    title: str
    text: str
    line: int
    printed: str = ""
    said: Attribution | None = None
    part: str = ""
    category: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What becomes a provision: a paragraph without a clause, after the measures."""

    title: str
    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What becomes a section: its tasks, then its duties, then the groups under it.

    `above` are the titles of headings without tasks that stand before the first task.
    """

    title: str
    above: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    groups: "tuple[Group, ...]" = ()

    def walk(self) -> Iterator[Task]:
        """Yield all tasks, in order."""
        yield from self.tasks
        for group in self.groups:
            yield from group.walk()
