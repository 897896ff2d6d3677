"""What stands round a chart: its title, whose plan it is, what its colours mean."""

from collections.abc import Sequence
from typing import NamedTuple

from sciplan.formats.drawing.canvas import INK, QUIET, document, rect, text, text_width

_MARGIN = 28
_TITLE, _SIZE = 20, 13
_SWATCH = 18


class Legend(NamedTuple):
    """What a colour means.

    Args:
        word: What it stands for.
        ground: The colour.
        ink: The colour of text on it.
        sign: What is written on it.
    """

    word: str
    ground: str
    ink: str
    sign: str = ""


class Drawn(NamedTuple):
    """A chart's elements, from (0, 0).

    Args:
        width: In pixels.
        height: In pixels.
        elements: SVG.
        legend: What its colours mean.
    """

    width: float
    height: float
    elements: Sequence[str]
    legend: Sequence[Legend]


def framed(drawn: Drawn, title: str, heading: str, notes: Sequence[str]) -> str:
    """Return a chart as a whole picture.

    Args:
        drawn: The chart.
        title: Over it.
        heading: Whose plan it is.
        notes: Under it.
    """
    below = [heading, *notes]
    legend = _legend(drawn.legend)
    width = max(
        drawn.width,
        text_width(title, _TITLE),
        legend.width,
        *(text_width(line, _SIZE) for line in below),
    )
    top = _MARGIN + _TITLE + 14 + legend.height
    bottom = top + drawn.height + 16
    elements = [
        text(_MARGIN, _MARGIN + _TITLE - 4, title, size=_TITLE, fill=INK),
        f'<g transform="translate({_MARGIN},{_MARGIN + _TITLE + 10})">',
        *legend.elements,
        f'</g>\n<g transform="translate({_MARGIN},{top:g})">',
        *drawn.elements,
        "</g>",
        *(
            text(_MARGIN, bottom + 20 * place, line, size=_SIZE, fill=QUIET)
            for place, line in enumerate(below, 1)
        ),
    ]
    height = bottom + 20 * len(below) + _MARGIN
    return document(width + 2 * _MARGIN, height, f"{title} {heading}", elements)


def _legend(items: Sequence[Legend]) -> Drawn:
    elements: list[str] = []
    x = 0.0
    for item in items:
        elements.append(rect(x, 0, _SWATCH, _SWATCH, item.ground))
        if item.sign:
            elements.append(
                text(x + _SWATCH / 2, 14, item.sign, size=12, fill=item.ink, anchor="middle")
            )
        elements.append(text(x + _SWATCH + 6, 14, item.word, size=_SIZE))
        x += _SWATCH + 6 + text_width(item.word, _SIZE) + 18
    return Drawn(x, _SWATCH + 14 if items else 0, elements, ())
