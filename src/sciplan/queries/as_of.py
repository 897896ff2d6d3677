"""What every answer tells of reforms: which are in force, what moved, for what nobody is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sciplan.base.answer import Answer, Records
from sciplan.plan.model import Duty, Measure, Plan
from sciplan.plan.reforms.day import PlanAsOf
from sciplan.plan.reforms.reform import ReformKind
from sciplan.plan.reforms.standing import VACANT
from sciplan.plan.reforms.words import marked, reform_text
from sciplan.plan.wording import qualified


class _Subject(NamedTuple):
    """What an answer is about.

    Args:
        measures: Ids of measures, as they are typed; None for all.
        units: The units whose duties it lists.
    """

    measures: frozenset[str] | None
    units: frozenset[str] = frozenset()

    def concerns(self, ident: str, duty: Duty | None = None) -> bool:
        """Whether it is about a measure, or about a unit that had a duty before another."""
        if self.measures is None or ident in self.measures:
            return True
        return bool(duty and duty.origin and duty.origin.moved_from in self.units)


def with_reforms(answer: Answer, plans: Sequence[Plan]) -> Answer:
    """Return an answer that tells, in its notes, what reforms changed in what it is about.

    Args:
        answer: The answer.
        plans: The plans that it is about; those as issued tell nothing.
    """
    dated = [plan for plan in plans if isinstance(plan, PlanAsOf)]
    if not any(plan.applied for plan in dated):
        return answer
    subject = _subject(answer.records, plans)
    notes = tuple(note for plan in dated if plan.applied for note in _notes(plans, plan, subject))
    return replace(answer, notes=(*notes, *answer.notes))


def _subject(records: Records, plans: Sequence[Plan]) -> _Subject:
    keys = [column.key for column in records.columns]
    if "measure" in keys:
        measure, plan = keys.index("measure"), keys.index("plan") if "plan" in keys else None
        unit = keys.index("unit") if "role" in keys and "unit" in keys else None
        rows = list(records.rows)
        found = frozenset(
            row[measure] if plan is None else qualified(plans, row[plan], row[measure])
            for row in rows
        )
        units = frozenset(row[unit] for row in rows) if unit is not None else frozenset()
        # Of a unit that has nothing left it is told where all went.
        return _Subject(found or None, units)
    if "measures" in keys and "reports" in keys:  # of a meeting: ids as they are typed
        place = keys.index("measures")
        return _Subject(frozenset(ident for row in records.rows for ident in row[place]))
    return _Subject(None)


def _notes(plans: Sequence[Plan], plan: PlanAsOf, subject: _Subject) -> Iterator[str]:
    home = f"{plan.id}：" if len(plans) > 1 else ""
    basis = "、".join(plan.revised.basis)
    yield f"{home}已计入机构变动 {len(plan.applied)} 条，依据{basis}。"
    for reform in plan.applied:
        if reform.kind == ReformKind.ADJUST:
            yield f"{home}分工调整：{reform_text(reform)}（{reform.basis}）。"
    said: dict[str, list[str]] = {}
    for ident, duty in _touched(plans, plan, subject):
        for way in _ways(duty):
            said.setdefault(way, []).append(ident)
    for way, idents in said.items():
        yield f"{home}{way}：{_listed(idents)}。"
    leaderless = [
        ident
        for entry in plan.entries
        if subject.concerns(ident := qualified(plans, plan.id, entry.measure.id))
        and _led(plan.issued, entry.measure)
        and not _led(plan, entry.measure)
    ]
    if leaderless:
        yield f"{home}调整后没有牵头单位：{_listed(leaderless)}。"
    vacant = [
        f"{ident}（{word}，原{unit.former[0]}）"
        for measure, word, unit in plan.vacant
        if subject.concerns(ident := qualified(plans, plan.id, measure.id))
    ]
    if vacant:
        yield f"{home}{VACANT}：{'、'.join(vacant)}。"


def _led(plan: Plan, measure: Measure) -> bool:
    return any(duty.role.leads for duty in plan.duties(measure))


def _listed(idents: Iterable[str]) -> str:
    found = list(dict.fromkeys(idents))
    return f"{'、'.join(found)}（{len(found)} 项）" if len(found) > 1 else found[0]


def _touched(
    plans: Sequence[Plan], plan: PlanAsOf, subject: _Subject
) -> Iterator[tuple[str, Duty]]:
    for entry in plan.entries:
        ident = qualified(plans, plan.id, entry.measure.id)
        for duty in plan.duties(entry.measure):
            named = duty.origin and not plan.by_name[duty.unit].vacant
            if named and subject.concerns(ident, duty):
                yield ident, duty


def _ways(duty: Duty) -> Iterator[str]:
    """Yield how a duty came to its holder; one that an adjust added is told with that."""
    origin = duty.origin
    if origin is None:
        return
    if origin.basis and origin.moved_from not in (None, duty.unit):
        yield marked(duty)
    others = [name for name in (origin.moved_from, *origin.doubles) if name]
    if origin.doubles:
        names = "、".join(f"原{name}" for name in others if name != duty.unit)
        yield f"{duty.unit}与{names}的职责并为一项"
