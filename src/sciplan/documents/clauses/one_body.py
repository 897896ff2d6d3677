"""A body with and without its level before it is one body: 交通建设局 beside 区交通建设局."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sciplan.documents.clauses.attribution import Attribution
from sciplan.documents.clauses.groups import DraftMeasure, Group
from sciplan.documents.doubt import Doubt
from sciplan.documents.words.levels import EVERY_LEVEL
from sciplan.documents.words.names import BodyName
from sciplan.documents.words.prefixes import leaves_out_level


def unified(top: Group) -> Group:
    """Return a document's tasks, each body under the name that tells its level.

    Where the document has it under several levels, a human is asked, once a name.

    Args:
        top: All tasks.
    """
    names = {name.text for task in top.walk() if task.said for name in task.said.names}
    fuller = {name: found for name in names if (found := _with_level(name, names))}
    asked: set[str] = set()
    return top.mapped(lambda task: _unified(task, fuller, asked)) if fuller else top


def _with_level(name: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the document's names of the same body that tell its level."""
    if not leaves_out_level(name):
        return ()
    begun = [f"{level}{party}" for level in EVERY_LEVEL for party in ("", "委")]
    return tuple(one for before in begun if (one := f"{before}{name}") in names)


def _unified(
    task: DraftMeasure, fuller: Mapping[str, tuple[str, ...]], asked: set[str]
) -> DraftMeasure:
    if not task.said:
        return task
    own = {name.text for name in task.said.names}
    unsure = {name for name in fuller if name in own and not _is_one(fuller[name], own)}
    sure = {name: found[0] for name, found in fuller.items() if name not in unsure}
    doubts = tuple(_which(name, fuller[name]) for name in sorted(unsure - asked))
    asked |= unsure
    return replace(task, said=_renamed(task.said, sure), doubts=(*task.doubts, *doubts))


def _is_one(found: Collection[str], own: set[str]) -> bool:
    """Whether a name can only mean one body: the document has one, and the clause not both."""
    return len(found) == 1 and not own.intersection(found)


def _which(name: str, found: Iterable[str]) -> Doubt:
    words = f"“{name}”与{'、'.join(f'“{one}”' for one in found)}是否同一单位"
    return Doubt(code="unusual-unit", message=words)


def _renamed(said: Attribution, sure: dict[str, str]) -> Attribution:
    def all_of(names: Iterable[BodyName]) -> tuple[BodyName, ...]:
        return tuple(
            BodyName(sure[name.text], name.printed or name.text) if name.text in sure else name
            for name in names
        )

    unplaced = tuple(sure.get(name, name) for name in said.unplaced)
    return replace(said.mapped(all_of), unplaced=unplaced)
