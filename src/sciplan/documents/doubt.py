"""The one way in which reading a document says that something needs a human's look."""

from dataclasses import dataclass

from sciplan.base.problem import Location, Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What a human must look at: a problem that doesn't know its file yet.

    What was changed or left out on purpose is no doubt but a `Repair`.

    Args:
        code: Stable English name, as `unread-clause`.
        message: What is wrong, in Chinese, one sentence.
        line: Its place in the document, 0 where nothing is nearer than the whole.
        place: Where it is found in the file as shown, where that is nearer than its line.
        at: Id of the measure or provision that it is about, empty for the document.
        about: Ids of the several measures that it is about, where `at` is empty.
        beside_all: Whether it is about all that stand beside that one too.
        note: What is written beside the measure, where that is not the message.
        bodies: The bodies that a sentence which looks like an attribution names.
    """

    code: str
    message: str
    line: int = 0
    place: str = ""
    at: str = ""
    about: tuple[str, ...] = ()
    beside_all: bool = False
    note: str = ""
    bodies: tuple[str, ...] = ()

    @property
    def noted(self) -> str:
        """What is written beside the measure."""
        return self.note or self.message

    def problem(self, place: Location) -> Problem:
        """Return the problem, at the doubt's place in its document."""
        return Problem(
            code=self.code, severity=Severity.WARNING, message=self.message, location=place
        )
