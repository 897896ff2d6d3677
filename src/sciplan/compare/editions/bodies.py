"""Which body of an older plan is which of a newer one, whatever each plan calls it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sciplan.plan.model import Plan, Unit

Joins = Mapping[str, str]
"""Name → the name that a body bears now, where a reform renamed it or gave it a second name."""


class Body(NamedTuple):
    """A body of either plan or of both.

    Args:
        name: What the newer plan calls it, the older one where the newer has it not.
        old: The older plan's short name; empty where it has none.
        new: The newer plan's.
    """

    name: str
    old: str
    new: str


class Bodies:
    """The bodies of two plans.

    One body is what a short name, alias or full name of both plans means, in one jurisdiction.

    Args:
        old: The older plan.
        new: The newer plan.
        joins: Names that reforms join.
    """

    def __init__(self, old: Plan, new: Plan, joins: Joins | None = None) -> None:
        self._joins = joins or {}
        partners = self._partners(old, new)
        self.of_old = {
            name: Body(partners.get(name, name), name, partners.get(name, ""))
            for name in old.unit_index
        }
        known = {body.new: body for body in self.of_old.values() if body.new}
        self.of_new = {
            unit.name: known.get(unit.name) or Body(unit.name, "", unit.name) for unit in new.units
        }
        self._old_names, self._new_names = old.by_name, new.by_name

    @property
    def all(self) -> tuple[Body, ...]:
        """Every body, the newer plan's in its order of precedence, then the older one's others."""
        return tuple(dict.fromkeys((*self.of_new.values(), *self.of_old.values())))

    def old(self, name: str) -> Body:
        """Return the body that a name of the older plan means; one unregistered is its own."""
        return self._named(name, self._old_names, self.of_old)

    def new(self, name: str) -> Body:
        """Return the body that a name of the newer plan means."""
        return self._named(name, self._new_names, self.of_new)

    def _named(self, name: str, names: Mapping[str, Unit], bodies: Mapping[str, Body]) -> Body:
        unit = names.get(name)
        now = self._joins.get(name, name)
        return bodies[unit.name] if unit else Body(now, now, now)

    def _partners(self, old: Plan, new: Plan) -> dict[str, str]:
        """Return the older plan's short names → the newer one's; a short name wins over others."""
        found: dict[str, str] = {}
        free = {unit.name: unit for unit in new.units}
        for names_of in (_short_name, _names):
            by_name: dict[tuple[str, str], str] = {}
            for unit in free.values():
                for key in self._keys(new, unit, names_of(unit)):
                    by_name.setdefault(key, unit.name)
            for unit in old.units:
                keys = self._keys(old, unit, names_of(unit)) if unit.name not in found else ()
                meant = [by_name[key] for key in keys if by_name.get(key) in free]
                if meant:
                    found[unit.name] = meant[0]
                    del free[meant[0]]
        return found

    def _keys(self, plan: Plan, unit: Unit, names: Iterable[str]) -> list[tuple[str, str]]:
        place = plan.key_of(unit).jurisdiction
        return [(place, self._joins.get(name, name)) for name in names]


def _short_name(unit: Unit) -> tuple[str, ...]:
    return (unit.name,)


def _names(unit: Unit) -> tuple[str, ...]:
    """Return what a body is rightly called: neither misprints nor bodies that it took over."""
    return tuple(filter(None, (unit.name, *unit.aliases, unit.full_name)))
