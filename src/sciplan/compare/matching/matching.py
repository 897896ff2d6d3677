"""Which item of an older plan is which of a newer one."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from sciplan.compare.matching.assignment import assigned
from sciplan.compare.matching.likeness import DOUBTFUL, SURE, Likeness
from sciplan.compare.matching.pairing import Counterpart, Pairing

T = TypeVar("T")
_Scores = dict[tuple[int, int], float]


class Match(NamedTuple, Generic[T]):
    """An item with what it is on the other side.

    Args:
        old: The older plan's item; None where it is new.
        new: The newer plan's; None where it is gone.
        likeness: How alike they are, 0 to 1; 1 where their titles are the same, 0 where one is
            missing.
    """

    old: T | None
    new: T | None
    likeness: float

    @property
    def is_doubtful(self) -> bool:
        """Whether they may well be two."""
        return self.old is not None and self.new is not None and self.likeness < SURE


def matched(
    old: Sequence[Counterpart[T]], new: Sequence[Counterpart[T]], *, same_ids: bool
) -> list[Match[T]]:
    """Pair the items of two plans.

    What is called the same is the same: under one heading, then anywhere. In two versions of one
    plan ids tell the rest, where titles are alike; everything else is paired by likeness. Never by
    id alone: a new edition numbers anew.

    Args:
        old: The older plan's items, in its order.
        new: The newer plan's.
        same_ids: Whether they are versions of one plan.

    Returns:
        Matches in the newer plan's order; what is gone stands behind what it stood behind.
    """
    pairing = Pairing(old, new)
    scores: _Scores = {}
    if same_ids:
        pairing.by_key(lambda item: (item.id, item.title, item.part))
        pairing.by_key(lambda item: (item.title, item.part), only_one=True)
        scores |= _by_id(pairing, Likeness(old, new, pairing.left()))
    pairing.by_key(lambda item: (item.home, item.title, item.part))
    pairing.by_key(lambda item: (item.title, item.part))
    pairing.by_key(lambda item: item.title)
    scores |= _by_likeness(pairing, Likeness(old, new, pairing.left()))
    return _in_order(pairing, scores)


def _by_id(pairing: Pairing[T], likeness: Likeness) -> _Scores:
    found: _Scores = {}
    mine, theirs = pairing.left()
    places = {pairing.theirs[other].id: other for other in theirs}
    for place in mine:
        other = places.get(pairing.mine[place].id)
        score = 0.0 if other is None else likeness.of(place, other)
        if other is not None and score >= DOUBTFUL:
            pairing.choose(place, other)
            found[place, other] = score
    return found


def _by_likeness(pairing: Pairing[T], likeness: Likeness) -> _Scores:
    scores = likeness.candidates(*pairing.left())
    # Where two ways are equally good, the one taken must not depend on which side is the older.
    turned = _said(pairing.theirs) < _said(pairing.mine)
    found = assigned(_turned(scores) if turned else scores)
    found = _turned(found) if turned else found
    for place, other in found:
        pairing.choose(place, other)
    return found


def _turned(scores: _Scores) -> _Scores:
    return {(other, place): score for (place, other), score in scores.items()}


def _said(items: Sequence[Counterpart[T]]) -> list[tuple[str, ...]]:
    return [(item.title, item.id, item.part, item.home, item.text) for item in items]


def _in_order(pairing: Pairing[T], scores: _Scores) -> list[Match[T]]:
    old_of = {other: place for place, other in pairing.chosen.items()}
    gone_behind: dict[int | None, list[int]] = {}
    last: int | None = None
    for place in range(len(pairing.mine)):
        if place in pairing.chosen:
            last = pairing.chosen[place]
        else:
            gone_behind.setdefault(last, []).append(place)
    found = [Match(pairing.mine[place].value, None, 0.0) for place in gone_behind.get(None, [])]
    for other, item in enumerate(pairing.theirs):
        if other not in pairing.taken:
            found.append(Match(None, item.value, 0.0))
        else:
            one = old_of[other]
            alike = scores.get((one, other), 1.0)
            found.append(Match(pairing.mine[one].value, item.value, alike))
        gone = gone_behind.get(other, [])
        found += [Match(pairing.mine[each].value, None, 0.0) for each in gone]
    return found
