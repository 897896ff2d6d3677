"""What every answer tells of reforms: which are in force, what moved, for what nobody is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sciplan.base.answer import Answer, Records
from sciplan.plan.model import Duty, Plan
from sciplan.plan.reforms.day import PlanAsOf
from sciplan.plan.reforms.reform import ReformKind
from sciplan.plan.reforms.standing import VACANT
from sciplan.plan.reforms.words import marked, reform_text
from sciplan.plan.wording import qualified

_Met = frozenset[str] | None
"""Ids, as they are typed, of the measures that an answer is about; None for all."""


def with_reforms(answer: Answer, plans: Sequence[Plan]) -> Answer:
    """Return an answer that tells, in its notes, what reforms changed in what it is about.

    Args:
        answer: The answer.
        plans: The plans that it is about; those as issued tell nothing.
    """
    dated = [plan for plan in plans if isinstance(plan, PlanAsOf)]
    if not any(plan.applied for plan in dated):
        return answer
    met = _measures_in(answer.records, plans)
    notes = tuple(note for plan in dated for note in _notes(plans, plan, met))
    return replace(answer, notes=(*notes, *answer.notes))


def _measures_in(records: Records, plans: Sequence[Plan]) -> _Met:
    keys = [column.key for column in records.columns]
    if "measure" in keys:
        measure, plan = keys.index("measure"), keys.index("plan") if "plan" in keys else None
        return frozenset(
            row[measure] if plan is None else qualified(plans, row[plan], row[measure])
            for row in records.rows
        )
    if "measures" in keys and "reports" in keys:  # of a meeting: ids as they are typed
        place = keys.index("measures")
        return frozenset(ident for row in records.rows for ident in row[place])
    return None


def _notes(plans: Sequence[Plan], plan: PlanAsOf, met: _Met) -> Iterator[str]:
    home = f"{plan.id}：" if len(plans) > 1 else ""
    basis = "、".join(plan.revised.basis)
    yield f"{home}已计入机构变动 {len(plan.applied)} 条，依据{basis}。"
    for reform in plan.applied:
        idents = [qualified(plans, plan.id, each) for each in reform.measures]
        if reform.kind is ReformKind.ADJUST and (met is None or not met.isdisjoint(idents)):
            yield f"{home}分工调整：{reform_text(reform)}（{reform.basis}）。"
    said: dict[str, list[str]] = {}
    for ident, duty in _touched(plans, plan, met):
        for way in _ways(duty):
            said.setdefault(way, []).append(ident)
    for way, idents in said.items():
        yield f"{home}{way}：{_listed(idents)}。"
    vacant = [
        f"{ident}（{duty.role.word}，原{unit.former[0]}）"
        for measure, duty, unit in plan.vacant
        if (ident := qualified(plans, plan.id, measure.id)) and (met is None or ident in met)
    ]
    if vacant:
        yield f"{home}{VACANT}：{'、'.join(vacant)}。"


def _listed(idents: Iterable[str]) -> str:
    found = list(dict.fromkeys(idents))
    return f"{'、'.join(found)}（{len(found)} 项）" if len(found) > 1 else found[0]


def _touched(plans: Sequence[Plan], plan: PlanAsOf, met: _Met) -> Iterator[tuple[str, Duty]]:
    for entry in plan.entries:
        ident = qualified(plans, plan.id, entry.measure.id)
        if met is None or ident in met:
            for duty in plan.duties(entry.measure):
                if duty.origin and not plan.by_name[duty.unit].vacant:
                    yield ident, duty


def _ways(duty: Duty) -> Iterator[str]:
    """Yield how a duty came to its holder; one that an adjust added is told with that."""
    origin = duty.origin
    if origin is None:
        return
    if origin.basis and origin.moved_from:
        yield marked(duty)
    others = [name for name in (origin.moved_from, *origin.doubles) if name]
    if origin.doubles:
        names = "、".join(f"原{name}" for name in others if name != duty.unit)
        yield f"{duty.unit}与{names}的职责并为一项"
