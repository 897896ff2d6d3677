"""contacts.yaml beside a plan file: names and telephones, for the few papers that show them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sciplan.plan.contacts import Contact, Contacts
from sciplan.plan.model import Unit, names_of

NAME = "contacts.yaml"


def beside(plan: str) -> str:
    """Return the path of the list of contacts beside a plan file; empty where there is none."""
    path = Path(plan).with_name(NAME)
    return str(path) if path.is_file() else ""


def by_unit(contacts: Contacts, units: Iterable[Unit]) -> Mapping[str, tuple[Contact, ...]]:
    """Return unit's short name → its contacts, whichever of its names the list uses."""
    names = names_of(units)
    found: dict[str, tuple[Contact, ...]] = {}
    for name, persons in contacts.contacts.items():
        if name in names:
            unit = names[name].name
            found[unit] = (*found.get(unit, ()), *persons)
    return found
