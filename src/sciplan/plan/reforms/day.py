"""The plan as of a day: the same plan, whose duties are those in force on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Self

from sciplan.base.errors import SciplanError
from sciplan.plan.model import Duty, Measure, Origin, Plan, Revised, Unit
from sciplan.plan.reforms.applying import Outcome, apply
from sciplan.plan.reforms.reform import Reform
from sciplan.plan.reforms.refusal import Refusal
from sciplan.plan.reforms.standing import Held, Standing, lists_of
from sciplan.plan.role import Role
from sciplan.plan.wording import day_text


@dataclass(frozen=True, kw_only=True)
class PlanAsOf(Plan):
    """A plan with the duties in force on a day; the printed lists, ids and errata are as issued.

    Args:
        issued: The plan as issued.
        day: The day.
        applied: The reforms in force on it, in the order in which they count.
        refused: Place of a reform in the file → why it was not applied.
        duties_of: A measure's id → its duties.
        others_of: A measure's id → its roles outside the three.
    """

    issued: Plan
    day: date
    applied: tuple[Reform, ...]
    refused: Mapping[int, list[Refusal]]
    duties_of: Mapping[str, tuple[Duty, ...]]
    others_of: Mapping[str, dict[str, tuple[str, ...]]]

    @property
    def issued_plan(self) -> Plan:
        """The plan as issued."""
        return self.issued

    def duties(self, measure: Measure) -> tuple[Duty, ...]:
        """Return a measure's duties on the day, leads first, each with its origin."""
        return self.duties_of[measure.id]

    def other_roles(self, measure: Measure) -> dict[str, tuple[str, ...]]:
        """Return a measure's roles outside the three on the day."""
        return self.others_of[measure.id]

    @property
    def revised(self) -> Revised:
        """The day, and the documents whose reforms are in force on it."""
        return Revised(self.day, tuple(dict.fromkeys(reform.basis for reform in self.applied)))

    def with_units(self, units: Mapping[str, Unit]) -> Self:
        """Return the plan with units exchanged, in its duties on the day too."""
        names = {name: unit.name for name, unit in units.items()}
        return replace(
            super().with_units(units),
            duties_of={
                ident: tuple(duty._replace(unit=names.get(duty.unit, duty.unit)) for duty in held)
                for ident, held in self.duties_of.items()
            },
            others_of={
                ident: {
                    word: tuple(names.get(name, name) for name in held)
                    for word, held in others.items()
                }
                for ident, others in self.others_of.items()
            },
        )

    @property
    def vacant(self) -> Iterator[tuple[Measure, str, Unit]]:
        """Yield (measure, word of the role, who stands in) where no holder is named."""
        for entry in self.entries:
            ident = entry.measure.id
            held = [(duty.role.word, duty.unit) for duty in self.duties_of[ident]]
            held += [
                (word, name) for word, names in self.others_of[ident].items() for name in names
            ]
            for word, name in held:
                if (unit := self.by_name[name]).vacant:
                    yield entry.measure, word, unit


def as_of(plan: Plan, day: date) -> PlanAsOf:
    """Return a plan with the duties in force on a day.

    Raises:
        SciplanError: The day is before that of issue.
    """
    plan = plan.issued_plan
    issued = plan.head.issued
    if issued and day < issued:
        raise SciplanError(
            f"{day_text(day)}早于《{plan.head.title}》的成文日期{day_text(issued)}，"
            "那时还没有这个方案"
        )
    outcome = apply(plan, day)
    standing = outcome.standing
    given = {item.name: getattr(plan, item.name) for item in fields(Plan) if item.name != "units"}
    return PlanAsOf(
        **given,
        units=tuple(standing.units),
        issued=plan,
        day=day,
        applied=tuple(plan.reforms[place] for place in outcome.effects),
        refused=_up_to(plan, outcome, day),
        duties_of={
            entry.measure.id: tuple(_duties(plan, entry.measure, standing))
            for entry in plan.entries
        },
        others_of={ident: _others(standing, ident) for ident in standing.lists},
    )


def _up_to(plan: Plan, outcome: Outcome, day: date) -> dict[int, list[Refusal]]:
    """Return the refused reforms that would be in force on a day, were they right."""
    return {
        place: why
        for place, why in outcome.refused.items()
        if (reform := plan.reforms[place]).date and not reform.pending and reform.date <= day
    }


def _duties(plan: Plan, measure: Measure, standing: Standing) -> Iterator[Duty]:
    lists = standing.lists[measure.id]
    if lists == lists_of(plan, measure):  # places are those of the printed lists
        yield from plan.duties(measure)
        return
    for role in Role:
        held = lists[role.value]
        for place, one in enumerate(held, 1):
            yield Duty(one.unit, role, place, len(held), _origin(one))


def _origin(held: Held) -> Origin | None:
    if held.basis or held.doubles:
        return Origin(held.printed, held.basis, held.doubles)
    return None


def _others(standing: Standing, measure: str) -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(one.unit for one in held)
        for word, held in standing.lists[measure].items()
        if word not in tuple(Role) and held
    }
