"""Running words that a list of bodies without an end takes for names: they are no units."""

from collections.abc import Sequence
from dataclasses import replace

from sciplan.documents.clauses.attribution import Attribution
from sciplan.documents.words.names import BodyName, says_more

_SHORTEST_PROSE = 5
"""A longer name that holds words of doing is running text; 建设 may be a company cut short."""


def without_prose(said: Attribution) -> Attribution:
    """Return what a clause says without names that running words can't be: 将通知书发放到户.

    They are told as unread.
    """
    odd = {name for name in said.doubtful if len(name) > _SHORTEST_PROSE and says_more(name)}

    def named(names: Sequence[BodyName]) -> tuple[BodyName, ...]:
        return tuple(name for name in names if name.text not in odd)

    if not odd:
        return said
    return replace(
        said.mapped(named),
        doubtful=tuple(name for name in said.doubtful if name not in odd),
        unread=(*said.unread, *dict.fromkeys(name for name in said.doubtful if name in odd)),
    )
