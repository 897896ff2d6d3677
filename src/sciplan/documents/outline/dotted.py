"""1. and then 1.1, 1.2: where a document numbers so, what 1. opens is above what 1.1 opens."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sciplan.documents.words.markers import ARTICLE, PART, POINT, SECTION, SUBPOINT, Marker

_DOTTED = re.compile(r"(\d{1,2})((?:\.\d{1,2})+)[.．、]?")


def settled(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Return markers with the levels that dotted numbers give them.

    A dotted number counts from the document's top, 1.1 being above 1.; unless it follows a point
    that has its first number.
    """
    some = [marker for marker in markers if marker]
    if not any(_is_first_below(*pair) for pair in pairwise(some)):
        return list(markers)
    if any(marker.rank == SECTION and not _DOTTED.fullmatch(marker.text) for marker in some):
        return _below_points(markers)
    top = ARTICLE if any(marker.rank <= PART for marker in some) else PART
    return [replace(one, rank=top) if one and _is_point(one) else one for one in markers]


def _is_first_below(point: Marker, marker: Marker) -> bool:
    dotted = _DOTTED.fullmatch(marker.text)
    return _is_point(point) and bool(dotted) and marker.text.startswith(f"{point.number}.1")


def _is_point(marker: Marker) -> bool:
    return marker.rank == POINT and not _DOTTED.fullmatch(marker.text)


def _below_points(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Return markers with dotted numbers below the points that they count from."""
    found: list[Marker | None] = []
    point = 0
    for marker in markers:
        dotted = _DOTTED.fullmatch(marker.text) if marker else None
        if marker and not dotted and marker.rank <= POINT:
            point = marker.number if marker.rank == POINT else 0
        if marker and dotted and int(dotted[1]) == point:
            found.append(replace(marker, rank=SUBPOINT + dotted[2].count(".") - 1))
        else:
            found.append(marker)
    return found
