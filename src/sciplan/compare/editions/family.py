"""A plan beside the plan that it implements: what it takes up, leaves out and adds."""

from dataclasses import dataclass
from typing import NamedTuple

from sciplan.compare.editions.bodies import Bodies
from sciplan.compare.editions.differing import measures_of
from sciplan.compare.editions.lists import duties_of, roles
from sciplan.compare.matching.matching import matched
from sciplan.plan.model import Entry, Plan
from sciplan.queries.diff_records import DiffRecord


class Link(NamedTuple):
    """A measure of the child with one of the parent that it serves, or seems to.

    Args:
        parent: The parent's measure.
        child: The child's.
        likeness: How alike they are, where only that tells; None where `serves` says it.
    """

    parent: Entry
    child: Entry
    likeness: float | None = None


class Unknown(NamedTuple):
    """An id in `serves` that the parent has no measure of.

    Args:
        ident: The id.
        child: The child's measure that names it.
    """

    ident: str
    child: Entry


@dataclass(frozen=True, kw_only=True)
class Family:
    """A child plan beside its parent.

    Args:
        old: The parent.
        new: The child.
        links: What the child says that it serves, then what it seems to, in the child's order.
        left_out: The parent's measures that none serves.
        added: The child's measures that serve none.
        unknown: Ids that the parent has not.
        bodies: Which body is which where both are of one place; None where they are not: a
            county's 县科协 is not its city's 市科协.
    """

    old: Plan
    new: Plan
    links: tuple[Link, ...]
    left_out: tuple[Entry, ...]
    added: tuple[Entry, ...]
    unknown: tuple[Unknown, ...]
    bodies: Bodies | None

    @property
    def is_settled(self) -> bool:
        """Whether `serves` says of every measure of both what it serves or is served by."""
        return not (self.proposed or self.left_out or self.added or self.unknown)

    @property
    def taken_up(self) -> tuple[Link, ...]:
        """The links that `serves` says."""
        return tuple(link for link in self.links if link.likeness is None)

    @property
    def proposed(self) -> tuple[Link, ...]:
        """The links that likeness proposes."""
        return tuple(link for link in self.links if link.likeness is not None)

    @property
    def records(self) -> tuple[DiffRecord, ...]:
        """Everything as flat records: the parent's side is the older one."""
        found: list[DiffRecord] = []
        for link in self.links:
            kind = "taken_up" if link.likeness is None else "proposed"
            found.append(self._record(kind, link.parent, link.child, link.likeness))
            found += self._duties(link)
        found += [self._record("removed", entry, None) for entry in self.left_out]
        found += [self._record("added", None, entry) for entry in self.added]
        found += [
            self._record("unknown", None, each.child)._replace(field="serves", new=each.ident)
            for each in self.unknown
        ]
        return tuple(found)

    def _record(
        self, kind: str, parent: Entry | None, child: Entry | None, likeness: float | None = None
    ) -> DiffRecord:
        return DiffRecord(
            self.old.id,
            self.new.id,
            kind,
            "measure",
            measure_old=parent.measure.id if parent else "",
            measure_new=child.measure.id if child else "",
            title=next(entry.measure.title for entry in (child, parent) if entry),
            likeness=None if likeness is None else round(likeness, 2),
        )

    def _duties(self, link: Link) -> list[DiffRecord]:
        """Return whom the child names otherwise than its parent, where both are of one place."""
        if self.bodies is None:
            return []
        old = duties_of(self.old, link.parent, self.bodies.old)
        new = duties_of(self.new, link.child, self.bodies.new)
        base = self._record("", link.parent, link.child, link.likeness)
        return [base._replace(**each.said()) for each in roles(old, new)]


def is_family(old: Plan, new: Plan) -> bool:
    """Whether one of two plans says that it implements the other."""
    return new.head.implements == old.id or old.head.implements == new.id


def family(old: Plan, new: Plan) -> Family:
    """Return what a child plan makes of its parent, whichever of the two was named first."""
    parent, child = (old, new) if new.head.implements == old.id else (new, old)
    by_id = {entry.measure.id: entry for entry in parent.entries}
    said = [(ident, entry) for entry in child.entries for ident in entry.measure.serves]
    links = [Link(by_id[ident], entry) for ident, entry in said if ident in by_id]
    served = {link.parent.measure.id for link in links}
    proposed = _proposed(parent, child, served)
    served |= {link.parent.measure.id for link in proposed}
    serving = {link.child.measure.id for link in (*links, *proposed)}
    serving |= {entry.measure.id for _, entry in said}
    one_place = parent.head.jurisdiction == child.head.jurisdiction
    return Family(
        old=parent,
        new=child,
        links=(*links, *proposed),
        left_out=tuple(each for each in parent.entries if each.measure.id not in served),
        added=tuple(each for each in child.entries if each.measure.id not in serving),
        unknown=tuple(Unknown(ident, entry) for ident, entry in said if ident not in by_id),
        bodies=Bodies(parent, child) if one_place else None,
    )


def _proposed(parent: Plan, child: Plan, served: set[str]) -> list[Link]:
    """Return what measures that say nothing seem to serve, of what none says that it serves."""
    old = [each for each in measures_of(parent) if each.id not in served]
    new = [each for each in measures_of(child) if not each.value.measure.serves]
    return [
        Link(match.old, match.new, match.likeness)
        for match in matched(old, new, same_ids=False)
        if match.old and match.new
    ]
