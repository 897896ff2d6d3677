"""The headings of a paper: which title it bears, how its chapters are numbered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sciplan.base.answer import Answer, Part
from sciplan.base.numerals import CHINESE_NUMBER, chinese_number
from sciplan.formats.office.text import clean

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in files that must bear a date: the same answer makes the same file."""
_NUMBERED = re.compile(rf"{CHINESE_NUMBER}、|（{CHINESE_NUMBER}）|\d+[.．、 ]")


def title_of(answer: Answer, parts: Sequence[Part]) -> str:
    """Return what a paper is called."""
    return clean(answer.title or next((part.title for part in parts), "") or answer.heading)


def numbered(titles: Iterable[str], form: str) -> Iterator[str]:
    """Number titles as documents do, unless they bear numbers or there is only one.

    Args:
        titles: The titles; empty ones stay empty.
        form: Where the number goes: `{}、` or `（{}）`.
    """
    titles = [clean(title) for title in titles]
    given = [title for title in titles if title]
    bare = len(given) < 2 or len(given) > 99 or any(map(_NUMBERED.match, given))
    number = 0
    for title in titles:
        number += bool(title)
        yield title if bare or not title else form.format(chinese_number(number)) + title
