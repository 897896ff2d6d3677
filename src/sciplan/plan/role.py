"""What a unit is to a measure."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A unit's part in a measure, in order of rank: the highest one counts."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"

    @property
    def word(self) -> str:
        """牵头, 负责 or 配合."""
        return _WORDS[self]

    @property
    def mark(self) -> str:
        """The one character that stands for it in a matrix."""
        return _MARKS[self]

    @property
    def leads(self) -> bool:
        """Whether the unit answers for the measure: 负责 counts with 牵头 against 配合."""
        return self is not Role.COOPERATING


_WORDS = {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.COOPERATING: "配合"}
_MARKS = {Role.LEAD: "牵", Role.RESPONSIBLE: "责", Role.COOPERATING: "配"}


@dataclass(frozen=True, slots=True)
class OtherRole:
    """A part outside the three, shown but not counted.

    Args:
        word: What is printed for it, as 指导.
    """

    word: str


AnyRole = Role | OtherRole


def role_called(word: str) -> AnyRole:
    """Return the role that a word stands for: one of the three, or another one."""
    return _BY_WORD.get(word) or OtherRole(word)


_BY_WORD = {role.word: role for role in Role}
