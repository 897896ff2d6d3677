"""协同清单: with whom each unit works, and on which measures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sciplan.graph import shares_in, shares_of, unit_of
from sciplan.materials import File, Source
from sciplan.model import UnitKey
from sciplan.role import Role
from sciplan.table import Answer, Column, Part, Records, Row, Table
from sciplan.tasks import NUMBERING, Task, task_table
from sciplan.wording import COUNTS_ONLY, unit_labels

_IDS = "  ".join  # a line may end at a space, where 、 between numbers holds them together
_COLUMNS = (
    Column(key="partner", title="协同单位", weight=60),
    Column(key="leads", title="本单位牵头的任务", weight=48, text=_IDS),
    Column(key="led", title="对方牵头的任务", weight=48, text=_IDS),
)
_RECORD = (
    Column(key="unit", title="单位"),
    Column(key="partner", title="协同单位"),
    Column(key="measure", title="编号"),
    Column(key="title", title="举措"),
    Column(key="role", title="本单位身份"),
    Column(key="partner_role", title="协同单位身份"),
)


class Shared(NamedTuple):
    """A measure of two units in which at least one leads; 负责 counts as leading.

    Args:
        measure: Its id.
        role: The role of the unit in whose list this stands.
        partner_role: The other's.
    """

    measure: str
    role: Role
    partner_role: Role


class Joint(NamedTuple):
    """What a unit does together with another.

    Args:
        partner: The other unit.
        shared: The measures, in document order.
    """

    partner: UnitKey
    shared: tuple[Shared, ...]

    @property
    def split(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of the measures that the unit leads, and of those that the partner leads."""
        return (
            tuple(measure for measure, role, _ in self.shared if role.leads),
            tuple(measure for measure, _, partner_role in self.shared if partner_role.leads),
        )


Lists = Mapping[UnitKey, Sequence[Joint]]


def files(source: Source) -> Iterator[File]:
    """Yield the list for Word and for Excel."""
    found = {key: _joints(source, key) for _, key in source.numbered}
    lists = {key: joints for key, joints in found.items() if joints}
    answer = _answer(source, lists)
    holds = f"{len(lists)} 个单位"
    yield File("协同清单.docx", answer, holds)
    yield File("协同清单.xlsx", answer, holds)


def _joints(source: Source, unit: UnitKey) -> list[Joint]:
    """Return a unit's partners in order of precedence; a collective unit is nobody's partner."""
    graph = source.graph
    if unit_of(graph, unit).collective:
        return []
    found: dict[UnitKey, list[Shared]] = {}
    for share in shares_of(graph, unit):
        for other in shares_in(graph, share.measure):
            role, partner_role = share.duty.role, other.duty.role
            if other.unit != unit and (role.leads or partner_role.leads):
                shared = Shared(share.measure.measure, role, partner_role)
                found.setdefault(other.unit, []).append(shared)
    return [
        Joint(key, tuple(found[key]))
        for key in source.every
        if key in found and not unit_of(graph, key).collective
    ]


def _answer(source: Source, lists: Lists) -> Answer:
    labels = unit_labels(source.every)
    every = [joint for joints in lists.values() for joint in joints]
    ids = {shared.measure for joint in every for shared in joint.shared}
    named = [task for task in source.tasks if task.measure.id in ids]
    rows = (row for unit, joints in lists.items() for row in _rows(labels, unit, joints))
    partners = Part(
        title="协同清单",
        lead=(
            "至少一方牵头的任务才列入，都只是配合的不列；两栏都有的是共同牵头。",
            "编号所指见文末“任务编号对照”。",
        ),
        tables=(Table(columns=_COLUMNS, rows=tuple(rows)),),
        notes=(COUNTS_ONLY,),
    )
    index = Part(
        title="任务编号对照",
        tables=(task_table(named, keys=("number", "title", "lead", "responsible")),),
        notes=(NUMBERING,),
    )
    return Answer(
        heading=source.heading,
        parts=(partners, index),
        records=Records(columns=_RECORD, rows=list(_records(named, lists))),
    )


def _rows(labels: dict[UnitKey, str], unit: UnitKey, joints: Sequence[Joint]) -> Iterator[Row]:
    """Yield a unit's rows; partners with the very same measures share one."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for joint in joints:
        alike.setdefault(joint.split, []).append(labels[joint.partner])
    group = f"{labels[unit]}（协同单位 {len(joints)} 个）"
    for split, partners in alike.items():
        yield Row(cells=(tuple(partners), *split), group=group)


def _records(named: Sequence[Task], lists: Lists) -> Iterator[tuple[str, ...]]:
    titles = {task.measure.id: task.measure.title for task in named}
    for unit, joints in lists.items():
        for partner, shared in joints:
            for measure, role, partner_role in shared:
                yield (
                    unit.unit,
                    partner.unit,
                    measure,
                    titles[measure],
                    role.word,
                    partner_role.word,
                )
