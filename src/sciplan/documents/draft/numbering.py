"""Gives each group, task and provision its id."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciplan.documents.clauses.groups import DraftMeasure, DraftProvision, Group


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedGroup:
    """A group in which everything has its id; what it holds stands as id and content.

    Args:
        ident: Its own id, empty for the whole document.
        title: Its title.
        bare: The headings without tasks that stand before the first task.
        tasks: Its own tasks.
        provisions: Its own provisions.
        groups: The groups under it.
    """

    ident: str
    title: str
    bare: tuple[tuple[str, str], ...]
    tasks: tuple[tuple[str, DraftMeasure], ...]
    provisions: tuple[tuple[str, DraftProvision], ...]
    groups: "tuple[NumberedGroup, ...]"


def numbered(group: Group, ident: str = "") -> NumberedGroup:
    """Number what a group holds: one row of numbers for headings, tasks, provisions and groups.

    Args:
        group: The group.
        ident: Its id, empty for the whole document.
    """
    above = f"{ident}." if ident else ""
    tasks = tuple(_numbered_tasks(group.tasks, len(group.above), above))
    number = len(group.above) + sum(map(_opens, group.tasks))
    behind = number + len(group.provisions)
    return NumberedGroup(
        ident=ident,
        title=group.title,
        bare=tuple((f"{above}{place}", title) for place, title in enumerate(group.above, 1)),
        tasks=tasks,
        provisions=tuple(
            (f"{above}{place}", one) for place, one in enumerate(group.provisions, number + 1)
        ),
        groups=tuple(
            numbered(inner, f"{above}{place}")
            for place, inner in enumerate(group.groups, behind + 1)
        ),
    )


def _numbered_tasks(
    tasks: tuple[DraftMeasure, ...], number: int, above: str
) -> Iterator[tuple[str, DraftMeasure]]:
    for task in tasks:
        number += _opens(task)
        part = task.part.split("/")[0]
        yield f"{above}{number}" + (f".{part}" if part else ""), task


def _opens(task: DraftMeasure) -> bool:
    """Whether a task takes a new number: it is whole, or the first part of a paragraph."""
    return task.part.split("/")[0] in ("", "1")
