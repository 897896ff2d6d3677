"""Names of bodies in a text: what is left of them without a prefix, and blanks that part two."""

import re
from collections.abc import Collection, Iterable

from sciplan.base.chinese import WIDE
from sciplan.base.marks import BLANKS

_BLANK = f"[{BLANKS}\r\n]"
_BETWEEN = re.compile(rf"(?<={WIDE}){_BLANK}+(?={WIDE})")
_SHORTEST_TAIL = 2
_LONGEST_PREFIX = 30
"""Characters of the longest prefix; all tails of a name of megabytes would fill the memory."""


def tails(names: Iterable[str]) -> frozenset[str]:
    """Return names and what may be left of them where a prefix is left out: 市科协, 科协."""
    return frozenset(
        name[start:]
        for name in names
        for start in range(min(max(len(name) - _SHORTEST_TAIL, 0), _LONGEST_PREFIX) + 1)
    )


def between_names(text: str, names: Collection[str]) -> tuple[re.Match[str], ...]:
    """Return the blanks in a text that stand between two names, as 、 would.

    Args:
        text: The text.
        names: The names.
    """
    # A name may itself hold a stray blank, so names are sought where all blanks are out.
    sizes = sorted(set(map(len, names)))
    plain, left, found = re.sub(_BLANK, "", text), 0, []
    end = 0
    for blank in _BETWEEN.finditer(text):
        left += len(re.sub(_BLANK, "", text[end : blank.start()]))
        end = blank.end()
        before = any(plain[max(left - size, 0) : left] in names for size in sizes)
        if before and any(plain[left : left + size] in names for size in sizes):
            found.append(blank)
    return tuple(found)
