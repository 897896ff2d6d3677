"""Two plans → what differs between them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sciplan.compare.editions.bodies import Bodies, Joins
from sciplan.compare.editions.difference import Change, Difference
from sciplan.compare.editions.fields import FieldDiff, differing
from sciplan.compare.editions.lists import duties_of, reordered, roles
from sciplan.compare.matching.matching import Match, matched
from sciplan.compare.matching.pairing import Counterpart, plain
from sciplan.plan.model import Entry, Plan, Section, Target
from sciplan.plan.resolve.bodynames import taken_apart
from sciplan.plan.walk import provisions
from sciplan.plan.wording import erratum_text, required_text
from sciplan.queries.diff_records import DiffRecord, Value

_ROLES = ("lead", "responsible", "cooperating")
_OPS = ("at_least", "at_most", "reach")


class _Placed(NamedTuple):
    """A heading or a provision with the headings above it."""

    value: Any
    above: tuple[Section, ...]

    @property
    def id(self) -> str:
        return str(self.value.id)

    @property
    def title(self) -> str:
        return str(self.value.title)


def difference(old: Plan, new: Plan, joins: Joins | None = None) -> Difference:
    """Return what differs between two versions of a plan, or two editions.

    Layout, comments and quotes are no difference, nor is how the file is checked or printed
    (`validate:`, `papers:`).

    Args:
        old: The older plan.
        new: The newer one.
        joins: Names that reforms join, see `Bodies`.
    """
    return _Comparison(old, new, Bodies(old, new, joins)).made()


def measures_of(plan: Plan) -> list[Counterpart[Entry]]:
    """Return a plan's measures as what is matched."""
    return [
        Counterpart(
            value=entry,
            id=entry.measure.id,
            title=plain(entry.measure.title),
            part=entry.measure.part,
            home=_home(entry.sections),
            text=entry.measure.text or entry.measure.summary,
            units=frozenset(_named(plan, entry)),
        )
        for entry in plan.entries
    ]


def _named(plan: Plan, entry: Entry) -> Iterator[str]:
    """Yield whom a measure names, so that 县财政局 is what 市财政局 is, and who leads."""
    for duty in plan.duties(entry.measure):
        name = taken_apart(duty.unit, plan.head.jurisdiction)
        own = name.own or name.whole
        yield own
        if duty.role.leads:
            yield f"牵头 {own}"


def _home(above: Sequence[Section]) -> str:
    return plain(above[-1].title) if above else ""


def _titles_below(section: Section) -> str:
    """Return what stands right under a heading: that tells it where it is called otherwise."""
    measures = (measure.title for measure in section.measures)
    return " ".join([*measures, *(below.title for below in section.sections)])


class _Comparison:
    def __init__(self, old: Plan, new: Plan, bodies: Bodies) -> None:
        self.old = old
        self.new = new
        self.bodies = bodies
        self.same_ids = old.id == new.id
        self.sections = matched(self._headings(old), self._headings(new), same_ids=self.same_ids)
        self.homes = {"": ""} | {
            match.old.id: match.new.id for match in self.sections if match.old and match.new
        }
        self.measures = matched(measures_of(old), measures_of(new), same_ids=self.same_ids)
        # Ids that mean one thing in both plans.
        self.same_sections = {ident for ident, other in self.homes.items() if ident == other}
        self.same_measures = {
            match.new.measure.id
            for match in self.measures
            if match.old and match.new and match.old.measure.id == match.new.measure.id
        }

    def made(self) -> Difference:
        changes = (
            Change(match.old, match.new, tuple(self._measure(match)), match.is_doubtful)
            for match in self.measures
        )
        return Difference(
            old=self.old,
            new=self.new,
            bodies=self.bodies,
            before=(*self._plan(), *self._units(), *self._sections()),
            changes=tuple(change for change in changes if change.records),
            provisions=tuple(self._provisions()),
        )

    def _record(self, kind: str, what: str, **said: Any) -> DiffRecord:
        return DiffRecord(self.old.id, self.new.id, kind, what, **said)

    # The plan's own

    def _plan(self) -> Iterator[DiffRecord]:
        for each in differing(self.old.head, self.new.head, but=()):
            yield self._record("changed", "plan", **each._asdict())
        old, new = (
            tuple(f"{erratum.at}：{erratum_text(erratum)}" for erratum in plan.errata) or None
            for plan in (self.old, self.new)
        )
        if old != new:
            yield self._record("changed", "plan", field="errata", old=old, new=new)
        yield from self._reforms()
        yield from self._targets(self.old.targets, self.new.targets, {})

    def _reforms(self) -> Iterator[DiffRecord]:
        if self.old.reforms != self.new.reforms:
            from sciplan.plan.reforms.words import recorded_text

            old, new = (
                tuple(map(recorded_text, plan.reforms)) or None for plan in (self.old, self.new)
            )
            yield self._record("changed", "plan", field="reforms", old=old, new=new)

    def _units(self) -> Iterator[DiffRecord]:
        # What stands in for a dissolved body is none.
        old = {self.bodies.old(unit.name): unit for unit in self.old.units if not unit.vacant}
        new = {self.bodies.new(unit.name): unit for unit in self.new.units if not unit.vacant}
        for body in (each for each in self.bodies.all if each in old or each in new):
            if body not in old:
                yield self._record("added", "unit", unit=body.name)
            elif body not in new:
                yield self._record("removed", "unit", unit=body.name)
            else:
                names = [FieldDiff("name", body.old, body.new)] if body.old != body.new else []
                for each in (*names, *differing(old[body], new[body], but=("name",))):
                    yield self._record("changed", "unit", unit=body.name, **each._asdict())
        before, after = (
            [body for body in side if body in old and body in new] for side in (old, new)
        )
        if before != after:
            yield self._record(
                "changed", "plan", field="units",
                old=tuple(body.old for body in before), new=tuple(body.new for body in after),
            )  # fmt: skip

    # Headings

    @staticmethod
    def _headings(plan: Plan) -> list[Counterpart[_Placed]]:
        return [
            Counterpart(
                value=_Placed(chain[-1], chain[:-1]),
                id=chain[-1].id,
                title=plain(chain[-1].title),
                home=_home(chain[:-1]),
                text=_titles_below(chain[-1]),
            )
            for chain in plan.chains
        ]

    def _sections(self) -> Iterator[DiffRecord]:
        yield from self._orders(None, None, {})
        for match in self.sections:
            said = self._said(match.old, match.new, match)
            yield from self._fields("section", match.old, match.new, ("id", *_KINDS), said)
            if match.old and match.new:
                yield from self._places("section", match.old, match.new, said)
                yield from self._orders(match.old.value, match.new.value, said)

    def _orders(
        self, old: Section | None, new: Section | None, said: Mapping[str, Any]
    ) -> Iterator[DiffRecord]:
        """Yield that what stands under a heading, or under none, has another order.

        Ids tell an order; that of the file is told where they are the same and it is another.
        """
        what = "section" if new else "plan"
        for key, same in (("measures", self.same_measures), ("sections", self.same_sections)):
            before, after = (
                tuple(item.id for item in getattr(side, key) if item.id in same)
                for side in (old or self.old, new or self.new)
            )
            if before != after and sorted(before) == sorted(after):
                yield self._record("changed", what, field=key, old=before, new=after, **said)

    # Measures

    def _measure(self, match: Match[Entry]) -> Iterator[DiffRecord]:
        old = _Placed(match.old.measure, match.old.sections) if match.old else None
        new = _Placed(match.new.measure, match.new.sections) if match.new else None
        said = self._said(old, new, match)
        yield from self._fields("measure", old, new, ("id", "targets", *_ROLES), said)
        if old and new:
            yield from self._places("measure", old, new, said)
            for each in reordered(self.bodies, (self.old, old.value), (self.new, new.value)):
                yield self._record("changed", "measure", **each._asdict(), **said)
        yield from self._duties(match, said)
        yield from self._targets(
            old.value.targets if old else (), new.value.targets if new else (), said
        )

    def _duties(self, match: Match[Entry], said: Mapping[str, Any]) -> Iterator[DiffRecord]:
        old = duties_of(self.old, match.old, self.bodies.old)
        new = duties_of(self.new, match.new, self.bodies.new)
        for each in roles(old, new):
            yield self._record(**each.said(), **said)

    def _targets(
        self, old: Sequence[Target], new: Sequence[Target], said: Mapping[str, Any]
    ) -> Iterator[DiffRecord]:
        sides = (
            [Counterpart(value=each, id="", title=plain(each.what)) for each in targets]
            for targets in (old, new)
        )
        for match in matched(*sides, same_ids=False):
            if match.old and match.new and not match.is_doubtful:
                here = {**said, "title": match.new.what}
                for each in _target_fields(match.old, match.new):
                    yield self._record("changed", "target", **each._asdict(), **here)
            else:  # no doubt is told of what is so short: 培训农民 and 培训职工 are two
                if match.old:
                    yield self._promise("removed", match.old, said, old=_promised(match.old))
                if match.new:
                    yield self._promise("added", match.new, said, new=_promised(match.new))

    def _promise(
        self, kind: str, target: Target, said: Mapping[str, Any], **value: Value
    ) -> DiffRecord:
        return self._record(kind, "target", **{**said, "title": target.what, **value})

    # Provisions

    def _provisions(self) -> Iterator[DiffRecord]:
        sides = (self._stated(plan) for plan in (self.old, self.new))
        for match in matched(*sides, same_ids=self.same_ids):
            said = self._said(match.old, match.new, match)
            yield from self._fields("provision", match.old, match.new, ("id", "units"), said)
            if match.old and match.new:
                old, new = match.old.value, match.new.value
                if list(map(self.bodies.old, old.units)) != list(map(self.bodies.new, new.units)):
                    yield self._record(
                        "changed", "provision", field="units",
                        old=old.units or None, new=new.units or None, **said,
                    )  # fmt: skip
                yield from self._places("provision", match.old, match.new, said)

    @staticmethod
    def _stated(plan: Plan) -> list[Counterpart[_Placed]]:
        above = {id(one): chain for chain in plan.chains for one in chain[-1].provisions}
        return [
            Counterpart(
                value=_Placed(one, above[id(one)]),
                id=one.id,
                title=plain(one.title),
                home=_home(above[id(one)]),
                text=one.text or one.summary,
            )
            for _, one in provisions(plan)
        ]

    # What headings, measures and provisions have in common

    @staticmethod
    def _said(old: _Placed | None, new: _Placed | None, match: Match[Any]) -> dict[str, Any]:
        """Return what every record about a pair says."""
        named = new or old
        return {
            "measure_old": old.id if old else "",
            "measure_new": new.id if new else "",
            "title": named.title if named else "",
            "likeness": round(match.likeness, 2) if old and new else None,
        }

    def _fields(
        self, what: str, old: _Placed | None, new: _Placed | None, but: Sequence[str],
        said: Mapping[str, Any],
    ) -> Iterator[DiffRecord]:  # fmt: skip
        """Yield that one of a pair is wanting, or the fields in which they differ."""
        if old is None or new is None:
            yield self._record("removed" if old else "added", what, **said)
            return
        for each in differing(old.value, new.value, but=but):
            yield self._record("changed", what, **each._asdict(), **said)

    def _places(
        self, what: str, old: _Placed, new: _Placed, said: Mapping[str, Any]
    ) -> Iterator[DiffRecord]:
        homes = [place.above[-1].id if place.above else "" for place in (old, new)]
        if self.homes.get(homes[0]) != homes[1]:
            titles = [tuple(section.title for section in place.above) for place in (old, new)]
            yield self._record("moved", what, field="section", old=titles[0], new=titles[1], **said)
        if old.id != new.id:
            yield self._record("renumbered", what, field="id", old=old.id, new=new.id, **said)


_KINDS = ("measures", "provisions", "sections")


def _target_fields(old: Target, new: Target) -> Iterator[FieldDiff]:
    if old.op != new.op:
        yield FieldDiff("op", old.op, new.op)
    if old.amount != new.amount:
        yield FieldDiff("amount", old.amount, new.amount)
    yield from differing(old, new, but=("quote", *_OPS))


def _promised(target: Target) -> str:
    return required_text(target) + (f"（{target.by}年）" if target.by else "")
