"""The names most like a mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, names: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """Return up to `limit` of `names` that resemble `word`, the likeliest first.

    Likeness is difflib's ratio (twice the matching characters over all characters), 0.6 or more;
    letters' case is ignored.
    """
    by_folded = {name.casefold(): name for name in names}
    return tuple(
        by_folded[match] for match in get_close_matches(word.casefold(), by_folded, n=limit)
    )


def suggestion(names: Iterable[str]) -> str:
    """Return `是不是“甲”或“乙”？`, or nothing where there is no name to suggest."""
    quoted = "或".join(f"“{name}”" for name in names)
    return f"是不是{quoted}？" if quoted else ""
