"""Kinds of files beside a plan, told apart by what their `format:` says.

`KINDS` is where one is registered: its model declares the keys (see `plan/fields.py`), and reading,
its messages, its schema and `validate` follow. What a kind has to be held against beyond its keys
is a function named in `checks/beside.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sciplan.base.files import format_of
from sciplan.plan.contacts import Contacts

PLAN = "sciplan"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file.

    Args:
        format: What its `format:` says, before the slash.
        key: Its English name.
        chinese: What it is called.
        model: Its model.
    """

    format: str
    key: str
    chinese: str
    model: Callable[[], type]


def _return() -> type:
    from sciplan.plan.returns import Return

    return Return


def _rulings() -> type:
    from sciplan.plan.returns import Rulings

    return Rulings


KINDS = (
    FileKind(format="sciplan-contacts", key="contacts", chinese="通讯录", model=lambda: Contacts),
    FileKind(format="sciplan-progress", key="progress", chinese="进展", model=_return),
    FileKind(format="sciplan-rulings", key="rulings", chinese="核定", model=_rulings),
)
BY_FORMAT = {kind.format: kind for kind in KINDS}


def other_format(text: str) -> str:
    """Return which kind a text says that it is, if that is not a plan; empty for a plan."""
    found = format_of(text)
    return "" if found == PLAN else found
