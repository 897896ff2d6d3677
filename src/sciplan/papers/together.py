"""协同清单: with whom each unit works, and on which measures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.papers.source import File, Source
from sciplan.plan.graph import shares_in, shares_of, unit_of
from sciplan.plan.model import UnitKey
from sciplan.plan.role import Role
from sciplan.plan.wording import COUNTS_ONLY, unit_labels
from sciplan.queries.listing import ListedMeasure, numbering_note, task_table

_COLUMNS = (
    Column(key="unit", title="单位", weight=25),
    Column(key="leading", title="", weight=14),
    Column(key="partners", title="协同单位（任务编号）", weight=125),
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

    def ids(self, leads: bool, partner_leads: bool) -> tuple[str, ...]:
        """Return the ids of the measures in which the one, the other or both lead."""
        return tuple(
            measure
            for measure, role, partner_role in self.shared
            if (role.leads, partner_role.leads) == (leads, partner_leads)
        )


SharedLists = Mapping[UnitKey, Sequence[Joint]]
_WHO_LEADS = (("双方", True, True), ("本单位", True, False), ("对方", False, True))
"""Words, whether the unit leads, whether its partner does."""
_INDEX = "任务编号对照"
_LONGEST = 360
"""Characters of a row."""


def files(source: Source) -> Iterator[File]:
    """Yield the list for Word and for Excel."""
    found = {key: _joints(source, key) for _, key in source.numbered}
    lists = {key: joints for key, joints in found.items() if joints}
    if not lists:
        return
    answer = _answer(source, lists)
    holds = f"{len(lists)}个单位"
    yield File("协同清单.docx", answer, holds)
    yield File("协同清单.xlsx", answer, holds)


def lacking(source: Source) -> Iterator[str]:
    """Yield why the list says nothing: at all, or of one of the units asked for."""
    found = {key: _joints(source, key) for _, key in source.numbered}
    if source.units:
        labels = unit_labels(source.every)
        for key in (key for key, joints in found.items() if not joints):
            collective = unit_of(source.graph, key).collective
            yield labels[key] + (
                "是集合称谓，不列入" if collective else f"没有至少一方{source.leading}的共同任务"
            )
    elif not any(found.values()):
        yield f"没有两个单位共同承担、至少一方{source.leading}的任务"


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


def _answer(source: Source, lists: SharedLists) -> Answer:
    labels = unit_labels(source.every)
    every = [joint for joints in lists.values() for joint in joints]
    ids = {shared.measure for joint in every for shared in joint.shared}
    named = [task for task in source.tasks if task.measure.id in ids]
    word = source.leading
    unit, leading, partners = _COLUMNS
    part = Part(
        title="协同清单",
        lead=(
            f"至少一方{word}的任务才列入，都只是配合的不列。",
            f"编号所指见“{_INDEX}”。",
        ),
        tables=(
            Table(
                columns=(unit, replace(leading, title=f"{word}方"), partners),
                rows=tuple(
                    row for key, joints in lists.items() for row in _rows(labels, key, joints)
                ),
            ),
        ),
        notes=(COUNTS_ONLY,),
    )
    index = Part(
        title=_INDEX,
        tables=(task_table(named, keys=("number", "title", "lead", "responsible")),),
        notes=(numbering_note(source.style),),
    )
    return Answer(
        heading=source.heading,
        parts=(part, index),
        records=Records(columns=_RECORD, rows=list(_records(named, lists))),
    )


def _rows(labels: dict[UnitKey, str], unit: UnitKey, joints: Sequence[Joint]) -> Iterator[Row]:
    """Yield a unit's rows, each with its name: lists run over pages."""
    for who, leads, partner_leads in _WHO_LEADS:
        alike: dict[tuple[str, ...], list[str]] = {}
        for joint in joints:
            ids = joint.ids(leads, partner_leads)
            if ids:
                alike.setdefault(ids, []).append(labels[joint.partner])
        if alike:
            said = [f"{'、'.join(names)}（{'、'.join(ids)}）" for ids, names in alike.items()]
            for text in _in_pieces(said):
                yield Row(cells=(labels[unit], who, text))


def _in_pieces(said: Sequence[str]) -> Iterator[str]:
    """Join what is said by ；, a new piece where one grows long: rows don't break over pages."""
    piece = ""
    for each in said:
        if piece and len(piece) + len(each) > _LONGEST:
            yield piece
            piece = ""
        piece += f"；{each}" if piece else each
    yield piece


def _records(named: Sequence[ListedMeasure], lists: SharedLists) -> Iterator[tuple[str, ...]]:
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
