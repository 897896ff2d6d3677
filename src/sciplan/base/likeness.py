"""The names most like a mistyped one."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

_LONGEST = 100
"""Characters of a word; no name is so long."""
_MOST_LOOKS = 100
"""Each look takes time by the number of names: thousands of looks would take minutes."""


def nearest(word: str, names: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return up to `limit` of `names` that resemble `word`, the likeliest first.

    Likeness is difflib's ratio (twice the matching characters over all characters), 0.6 or more;
    letters' case is ignored.
    """
    if len(word) > _LONGEST:
        return ()
    by_folded = {name.casefold(): name for name in names}
    return tuple(
        by_folded[match] for match in get_close_matches(word.casefold(), by_folded, n=limit)
    )


def suggestion(names: Iterable[str]) -> str:
    """Return `是不是“甲”或“乙”？`, or nothing where there is no name to suggest."""
    quoted = "或".join(f"“{name}”" for name in names)
    return f"是不是{quoted}？" if quoted else ""


class Suggestions:
    """Suggests names for the first hundred of mistyped ones: a file may have a million.

    Args:
        names: The names there are.
    """

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self._found: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Return what `suggestion` says of the likeliest names for a word."""
        if word not in self._found and len(self._found) < _MOST_LOOKS:
            self._found[word] = suggestion(nearest(word, self._names))
        return self._found.get(word, "")
