"""Reporters, one a file: problems → text for people or for another program.

`REPORTERS` is where one is registered.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sciplan.problem import Problem


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """A way to report problems; its module is imported when it is used."""

    module: str
    about: str

    def render(self, problems: "Sequence[Problem]", *, colour: bool = False) -> str:
        """Return the report as text."""
        text: str = import_module(f"{__name__}.{self.module}").render(problems, colour=colour)
        return text


REPORTERS: dict[str, Reporter] = {"text": Reporter(module="text", about="供人看")}
