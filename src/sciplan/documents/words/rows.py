"""Tables of words: a word stands once, its row says what it means and where it is looked for."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class WordRow(NamedTuple):
    """Words that mean the same and serve the same uses.

    Args:
        kind: What they mean: a role, a category of bodies; empty where they tell none.
        uses: Where they are looked for, the table's columns; blanks part them.
        words: The words; blanks part them.
    """

    kind: str
    uses: str
    words: str


def serving(rows: Iterable[WordRow], use: str) -> tuple[str, ...]:
    """Return the words of one use, in the table's order."""
    return tuple(kinds_of(rows, use))


def kinds_of(rows: Iterable[WordRow], use: str) -> dict[str, str]:
    """Return each word of one use with what it means.

    Raises:
        KeyError: No row is of that use: a pattern of no words would fit everywhere.
    """
    chosen = [row for row in rows if use in row.uses.split()]
    if not chosen:
        raise KeyError(use)
    return {word: row.kind for row in chosen for word in row.words.split()}


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of one of some words, the longest first: 个工作日 before 个."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
