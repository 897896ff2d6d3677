"""Lists as Chinese users type them: `2.1.5、3.4`, `3.4.1至3.4.3`, `市科协、市教体局`."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from sciplan.base.errors import SciplanError
from sciplan.base.marks import one_width, parted
from sciplan.plan.model import Plan
from sciplan.plan.resolve.ids import id_match, is_id

# A name may list within its brackets: 各县（市、区）人民政府.
_MARKS = "、,;"
_RANGE = re.compile(r"(.+?)(?:至|到|—+|~|(?<=[0-9])-(?=[0-9.]+$))(.+)")


def listed(typed: Iterable[str], is_one: Callable[[str], bool]) -> list[str]:
    """Return the items of lists; what is one thing as it stands is left whole.

    Args:
        typed: What was typed: each may be a list.
        is_one: Whether a text means one thing as it stands.
    """
    return [item for text in typed for item in ([text] if is_one(text) else _parts(text))]


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in parted(one_width(text).rstrip("。"), _MARKS)]
    return [part for part in parts if part] or [text]


def spread(plans: Sequence[Plan], typed: Iterable[str]) -> list[str]:
    """Return ids, headings and words one by one: lists taken apart, 3.4.1至3.4.3 as what it spans.

    Raises:
        SciplanError: A range whose ends are unknown or the wrong way round.
    """
    items = listed(typed, is_id)
    return [one for item in items for one in _ranged(plans, item)]


def ends(typed: str) -> list[str]:
    """Return the items of a list, of ranges their ends."""
    found: list[str] = []
    for item in listed([typed], is_id):
        match = None if is_id(item) else _RANGE.fullmatch(one_width(item))
        found += match.groups() if match else (item,)
    return found


def _ranged(plans: Sequence[Plan], item: str) -> Iterator[str]:
    match = _RANGE.fullmatch(one_width(item))
    if match is None or is_id(item) or not (is_id(match[1]) and is_id(match[2])):
        yield item
        return
    yield from _between(plans, match[1], match[2])


def _between(plans: Sequence[Plan], first: str, last: str) -> Sequence[str]:
    (home, start), (_, end) = _asked(first), _asked(last)
    for plan in plans:
        ids = _ids_beside(plan, start)
        if home in ("", plan.id) and start in ids and end in ids:
            found = ids[ids.index(start) : ids.index(end) + 1]
            if not found:
                raise SciplanError(f"“{first}至{last}”前后颠倒")
            return [f"{plan.id}/{ident}" if home else ident for ident in found]
    raise SciplanError(f"没有从 {start} 到 {end} 的编号；同一层的编号才能写“至”")


def _asked(typed: str) -> tuple[str, str]:
    match = id_match(typed)
    return (match["plan"] or "", match["id"]) if match else ("", "")


def _ids_beside(plan: Plan, ident: str) -> list[str]:
    """Return the ids of measures, or of headings of one depth, in document order."""
    measures = [entry.measure.id for entry in plan.entries]
    if ident in measures:
        return measures
    depth = ident.count(".")
    return [item.id for item in plan.all_sections if item.id.count(".") == depth]
