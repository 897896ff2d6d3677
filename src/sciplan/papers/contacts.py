"""Names and telephones in papers that show them: a unit's own on its forms, all on the sender's."""

from sciplan.papers.source import Source


def first_of(source: Source, unit: str) -> dict[str, str]:
    """Return name and telephone of the first contact of a unit; nothing where there is none."""
    found = source.contacts.get(unit)
    return {"name": found[0].name, "phone": found[0].phone} if found else {}
