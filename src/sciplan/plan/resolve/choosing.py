"""Which measures a question is about: tests of a measure, and all of several at once."""

from collections.abc import Collection, Sequence

from sciplan.plan.model import Entry, Plan, UnitKey
from sciplan.plan.resolve.headings import EntryTest
from sciplan.plan.role import Role


class Naming:
    """A test for measures that name one of some units.

    Args:
        keys: The units.
        role: The role in which they are to be named; any, unless given.
    """

    def __init__(self, keys: Collection[UnitKey], role: Role | None = None) -> None:
        self.keys = keys
        self.role = role

    def __call__(self, plan: Plan, entry: Entry) -> bool:
        """Whether a measure names one of them."""
        return any(
            plan.key_of(plan.by_name[duty.unit]) in self.keys
            for duty in plan.duties(entry.measure)
            if self.role in (None, duty.role)
        )


def few_units(most: int) -> EntryTest:
    """Return a test for measures that name no more units than this."""
    return lambda plan, entry: len(plan.duties(entry.measure)) <= most


def all_of(tests: Sequence[EntryTest]) -> EntryTest | None:
    """Return a test for what passes all of some tests; None where there is none."""
    if len(tests) < 2:
        return tests[0] if tests else None
    return lambda plan, entry: all(test(plan, entry) for test in tests)
