"""The order of precedence that a plan's lists imply, for whoever sets up a table from it."""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sciplan.plan.model import Plan, Unit

_CATEGORIES = (
    "党委部门 政府部门 群团组织 高校院校 事业单位 垂直管理单位 金融机构 企业 地方政府".split()
)
"""The usual order of categories, where the lists tell none; what has no category comes last."""
_NEAR = 30
"""A name is held against so many behind it in its list; the others follow from them."""

Ahead = Mapping[str, Mapping[str, int]]
"""Unit → the units that more lists have behind it than before it → by how many lists."""


def by_precedence(plan: Plan) -> tuple[Unit, ...]:
    """Return a plan's units in the order that its lists imply.

    Cooperating units are listed by precedence; lists of responsible ones tell about units that no
    cooperating list holds together, those of leads nothing: who leads stands first for other
    reasons. Of several that may come next the one of the first category does, then one that the
    lists place at all, then the one that the plan names first. Where lists contradict one another,
    the fewest are overruled.
    """
    units = {unit.name: unit for unit in plan.units}
    ahead = _ahead(plan, units)
    placed = {name for one, others in ahead.items() for name in (one, *others)}
    ranks = {
        name: (_category(unit), name not in placed, place)
        for place, (name, unit) in enumerate(units.items())
    }
    return tuple(units[name] for name in _sorted(ranks, ahead))


def _category(unit: Unit) -> int:
    known = unit.category in _CATEGORIES
    return _CATEGORIES.index(unit.category) if known else len(_CATEGORIES)


def _ahead(plan: Plan, units: Mapping[str, Unit]) -> Ahead:
    measures = [entry.measure for entry in plan.entries]
    told = _pairs((one.cooperating for one in measures), units)
    others = _pairs((one.responsible for one in measures), units)
    for pair, times in others.items():
        if pair not in told and pair[::-1] not in told:
            told[pair] = times
    found: dict[str, dict[str, int]] = {}
    for (first, second), times in told.items():
        more = times - told.get((second, first), 0)
        if more > 0:
            found.setdefault(first, {})[second] = more
    return found


def _pairs(lists: Iterator[Sequence[str]], units: Mapping[str, Unit]) -> dict[tuple[str, str], int]:
    """Return two units → how many lists have them in this order."""
    found: Counter[tuple[str, str]] = Counter()
    for names in lists:
        listed = [name for name in dict.fromkeys(names) if name in units]
        for place, name in enumerate(listed):
            found.update((name, other) for other in listed[place + 1 : place + 1 + _NEAR])
    return dict(found)


def _sorted(ranks: Mapping[str, tuple[int, bool, int]], ahead: Ahead) -> Iterator[str]:
    """Yield names, each behind all that stand ahead of it; of a circle, the least held back."""
    held: Counter[str] = Counter()
    for others in ahead.values():
        held.update(others)
    waiting = [(held[name], rank, name) for name, rank in ranks.items()]
    heapq.heapify(waiting)
    done: set[str] = set()
    while waiting:
        weight, _, name = heapq.heappop(waiting)
        if name in done or weight != held[name]:
            continue  # it was let go since, and stands in the heap anew
        done.add(name)
        yield name
        for other, times in ahead.get(name, {}).items():
            held[other] -= times
            if other not in done:
                heapq.heappush(waiting, (held[other], ranks[other], other))
