"""Laws over generated documents: any layout reads the same, and damage stays where it is."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from outlined import CLAUSES, LAYOUTS, STYLES, Part, imported, parts, text_of, told

_WAYS = [
    (style, clause, layout)
    for number, (style, layout) in enumerate(product(STYLES, LAYOUTS))
    for clause in [[*CLAUSES][number % len(CLAUSES)]]
    if not (clause == "lines" and "one line" in layout)
]
"""Every style in every layout, the clauses in turn."""


@pytest.mark.parametrize(("style", "clause", "layout"), _WAYS)
def test_every_layout_reads_the_same(style: str, clause: str, layout: str) -> None:
    made = parts(style, seed=len(style) + len(clause))
    assert imported(text_of(made, clause, layout)) == told(made)


DAMAGES: dict[str, Callable[[str], str]] = {
    "lost": lambda _marker: "",
    "spaced out": lambda marker: " ".join(marker) + " ",
    "a comma": lambda marker: marker.strip()[:-1] + "，",
    "a stop": lambda marker: marker.strip()[:-1] + "。",
    "another number": lambda _marker: "（九十）",
    "cut": lambda marker: marker.strip()[1:],
}
"""What happens to one marker."""


def damaged(made: list[Part], place: int, damage: str) -> list[Part]:
    """Return a document in which the marker of one task is damaged."""
    found: list[Part] = []
    for part in made:
        tasks = list(part.tasks)
        if 0 <= place < len(tasks):
            tasks[place] = replace(tasks[place], marker=DAMAGES[damage](tasks[place].marker))
        place -= len(tasks)
        found.append(Part(part.heading, tuple(tasks)))
    return found


@pytest.mark.parametrize(("style", "damage"), list(product(STYLES, DAMAGES)))
def test_damage_to_one_marker_reaches_its_neighbours_only(style: str, damage: str) -> None:
    made = parts(style, seed=len(damage))
    whole = told(made)
    place = (len(style) * 5 + len(damage)) % len(whole)
    read = imported(text_of(damaged(made, place, damage), "leads", "lines"))
    near = {place - 1, place, place + 1}
    far = [one for number, one in enumerate(whole) if number not in near]
    assert [one for one in read if one in far] == far
    lost = [one for one in whole if one not in read]
    assert len(read) - (len(whole) - len(lost)) <= len(near), "nothing new but near the damage"
