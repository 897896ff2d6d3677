"""A picture that any size is sharp at, for slides, web pages and drawing programs."""

from sciplan.base.answer import Answer
from sciplan.formats.drawing.picture import picture


def render(answer: Answer) -> str:
    """Return an answer's chart as SVG.

    Raises:
        SciplanError: There is no chart.
    """
    return picture(answer)
