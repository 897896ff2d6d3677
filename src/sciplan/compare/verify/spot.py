"""One place of a plan and of its document, and what either says there."""

from dataclasses import dataclass, replace

from sciplan.base.problem import FieldPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place of a plan and of its document, and what either says there.

    Args:
        path: The field in the plan file.
        ident: The id of the measure, heading or provision; `plan` for the plan's own facts.
        line: The place in the document, 0 for none; None for the first that holds `words`.
        words: What stands at that place, for showing.
        names: Units that it is about, as the plan and as the document call them.
        said: The plan's wording, where wordings differ.
        printed: The document's.
        key: Whether the field's key is meant rather than its value.
    """

    path: FieldPath
    ident: str
    line: int | None = 0
    words: str = ""
    names: tuple[str, ...] = ()
    said: str = ""
    printed: str = ""
    key: bool = False

    def below(self, *steps: str | int) -> "Spot":
        """Return the place of a field below this one's."""
        return replace(self, path=(*self.path, *steps))
