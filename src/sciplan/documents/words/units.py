"""What kind of body a name means, guessed from its words; and which names a text holds."""

from collections.abc import Collection, Iterator

from sciplan.documents.words.bodies import CATEGORIES, bodies
from sciplan.documents.words.levels import EVERY_LEVEL

_GOVERNMENT = bodies("government")


def category_of(name: str) -> str:
    """Return a guess at a unit's category, empty where the name tells nothing."""
    if name.startswith("团") and name.endswith("委"):
        return "群团组织"
    for category, words in CATEGORIES.items():
        if any(word in name for word in words):
            return category
    if name[1:2] == "委" and name[:1] in EVERY_LEVEL:
        return "党委部门"
    if name.endswith("政府"):
        return "地方政府"
    return "政府部门" if name.endswith(_GOVERNMENT) else ""


def names_in(text: str, known: Collection[str], longest: int) -> Iterator[str]:
    """Yield the known names in a text, the longest at each place.

    Args:
        text: The text.
        known: The names.
        longest: Length of the longest of them.
    """
    place = 0
    while place < len(text):
        sizes = range(min(longest, len(text) - place), 1, -1)
        name = next(
            (text[place : place + n] for n in sizes if text[place : place + n] in known), ""
        )
        if name:
            yield name
        place += len(name) or 1
