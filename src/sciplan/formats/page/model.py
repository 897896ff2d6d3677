"""What the page shows: sheets, one a plan, of sections, each of which is an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sciplan.base.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter of the page.

    Args:
        key: English name, in links.
        title: Its heading.
        answer: What it says.
        look: How it looks: a key of `LOOKS` in `looks.py`.
    """

    key: str
    title: str
    answer: Answer
    look: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All about one plan, or about several taken together.

    Args:
        key: What it is called in links; empty for the sheet that links mean unless they say so.
        title: Whose plan it is, for the switch.
        heading: The first line.
        sections: From top to bottom.
        facts: What the script needs to draw the grids and cards; see `papers/page/facts.py`.
    """

    key: str
    title: str
    heading: str
    sections: Sequence[Section]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page.

    Args:
        title: Its title.
        sheets: The first is shown first.
        paper: A4 or A3, for wide tables in print.
    """

    title: str
    sheets: Sequence[Sheet]
    paper: str = "A4"
