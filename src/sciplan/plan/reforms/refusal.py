"""Why a reform is not applied."""

from dataclasses import dataclass

from sciplan.base.problem import FieldPath

BAD, UNIT, DUTY, CONFLICT = "bad-reform", "reform-unit", "reform-duty", "reform-conflict"
"""The rules that tell why a reform is refused."""
UNREAD = ""
"""The message of what could not be read and is told by whoever reads the file."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a reform is not applied.

    Args:
        code: The rule's code.
        path: The field, below the reform.
        message: What is wrong, in Chinese.
        hint: What to do.
        value: What it is about.
    """

    code: str
    path: FieldPath
    message: str
    hint: str = ""
    value: str = ""
