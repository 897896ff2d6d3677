"""How a model's field is written in the file: said once, for reading, writing and the schema.

A model declares its fields with `declared`; whoever reads or writes the file asks `specs`.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from dataclasses import fields as dataclass_fields
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """One line or paragraph of text, as a str."""

    pattern: str = ""
    """What the whole text must match, if anything."""
    expected: str = ""
    """The pattern in words, in Chinese."""
    code: str = "wrong-type"
    """The code of the problem when it does not match."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, as an int or float; with `words` also a goal in words, as a str (全覆盖)."""

    words: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year of four digits, as an int; with `or_day` also a day, as a datetime.date."""

    or_day: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A day written 2022-04-26, as a datetime.date."""


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false, as a bool."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts, as a tuple of str."""


@dataclass(frozen=True, slots=True)
class Names:
    """A list of registered units' names, as a tuple of str in printed order."""


@dataclass(frozen=True, slots=True)
class NamesByRole:
    """Printed role → list of registered units' names, as a dict of tuples of str."""


@dataclass(frozen=True, slots=True)
class TextsByKey:
    """Key → list of texts, as a dict of tuples of str."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """A list of names, or of blocks that register a new body, as a tuple of instances of a model.

    A name alone is an instance with nothing but `name`; a block is one that is `new`.
    """

    model: Callable[[], type]


@dataclass(frozen=True, slots=True)
class One:
    """A block of keys, as one instance of a model."""

    model: Callable[[], type]


@dataclass(frozen=True, slots=True)
class Many:
    """A list of blocks, as a tuple of instances of a model.

    Args:
        model: The model.
        most: How many there may be, where each is held against all others; 0 for any number.
    """

    model: Callable[[], type]
    most: int = 0


@dataclass(frozen=True, slots=True)
class Keyed:
    """Name → block, as a tuple of instances of a model whose `name` is the key."""

    model: Callable[[], type]


@dataclass(frozen=True, slots=True)
class ManyByName:
    """Name → list of blocks, as a dict of tuples of instances of a model."""

    model: Callable[[], type]


@dataclass(frozen=True, slots=True)
class OneByName:
    """Name → block, as a dict of instances of a model."""

    model: Callable[[], type]


@dataclass(frozen=True, slots=True)
class AmountsByName:
    """Name → number, as a dict; a number alone stands in it under ""."""


Kind = (
    Text
    | Amount
    | Year
    | Date
    | Flag
    | Texts
    | Names
    | NamesByRole
    | TextsByKey
    | Bodies
    | One
    | Many
    | Keyed
    | ManyByName
    | OneByName
    | AmountsByName
)


@dataclass(frozen=True, slots=True)
class Spec:
    """One field of a model.

    Args:
        name: The attribute.
        key: The key in the file.
        kind: How its value is written.
        required: Whether a file must give it.
        about: What it means, in Chinese.
        default: What it is where a file doesn't give it.
    """

    name: str
    key: str
    kind: Kind
    required: bool
    about: str
    default: Any = None


def declared(kind: Kind, about: str, *, key: str = "", default: Any = MISSING) -> Any:
    """Return a dataclass field that the file holds; without `default` it is required."""
    return field(default=default, metadata={"kind": kind, "about": about, "key": key})


@cache
def specs(model: type) -> tuple[Spec, ...]:
    """Return the declared fields of a model, in the order they are read and written."""
    return tuple(
        Spec(
            name=item.name,
            key=item.metadata["key"] or item.name,
            kind=item.metadata["kind"],
            required=item.default is MISSING,
            about=item.metadata["about"],
            default=item.default,
        )
        for item in dataclass_fields(model)
        if "kind" in item.metadata
    )
