"""Fields of two blocks that say something else, by the model's declarations."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from sciplan.plan.fields import specs
from sciplan.plan.model import FirstLead, Period
from sciplan.queries.diff_records import Value


class FieldDiff(NamedTuple):
    """A field that differs.

    Args:
        field: Its key in the file.
        old: What it was; None for nothing.
        new: What it is.
    """

    field: str
    old: Value
    new: Value


def differing(old: Any, new: Any, *, but: Collection[str]) -> Iterator[FieldDiff]:
    """Yield the fields in which two blocks of one model differ.

    Args:
        old: The older block.
        new: The newer one.
        but: Attributes that are compared otherwise, or not at all.
    """
    for spec in specs(new.__class__):
        before, after = getattr(old, spec.name), getattr(new, spec.name)
        if spec.name not in but and before != after:
            yield FieldDiff(spec.key, _value(before), _value(after))


def _value(value: Any) -> Value:
    """Return what a record says for a field's value."""
    if isinstance(value, bool | int | float | tuple):
        return value or None if isinstance(value, tuple) else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Period):
        return f"{value.start}—{value.end}"
    if isinstance(value, FirstLead):
        return value.quote
    if isinstance(value, dict):
        return tuple(f"{label}：{'、'.join(names)}" for label, names in value.items())
    return value or None
