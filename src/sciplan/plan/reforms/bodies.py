"""What a body is called now: a reform may have renamed it, or given it a second name."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from sciplan.plan.model import Plan
from sciplan.plan.reforms.reform import Reform, ReformKind, in_order

_JOINING = (ReformKind.RENAME, ReformKind.NAMEPLATE)


def present_names(plans: Iterable[Plan]) -> dict[str, str]:
    """Return name → the short name that its body bears now, of every name that reforms join.

    A rename or a nameplate joins names whatever the day; other reforms only pass duties on. A
    second name (加挂牌子) stands for the name of the body that bears it. What is pending joins
    nothing.

    Args:
        plans: Plans of one jurisdiction, as issued.
    """
    now: dict[str, str] = {}
    for _, mine, reform in sorted(_joining(plans), key=itemgetter(0)):
        before = now.get(mine, mine)
        for into in reform.into:
            after = into.name if reform.kind == ReformKind.RENAME else before
            now |= {name: after for name, other in now.items() if other == before}
            now |= dict.fromkeys(filter(None, (mine, before, into.name, into.full_name)), after)
    return now


def _joining(plans: Iterable[Plan]) -> Iterator[tuple[int, str, Reform]]:
    """Yield (day, short name of the body as issued, reform) of those that join names."""
    for plan in plans:
        for reform in (plan.reforms[place] for place in in_order(plan.reforms)):
            if reform.kind in _JOINING and len(reform.sources) == 1 and reform.date:
                unit = plan.by_name.get(reform.sources[0])
                yield reform.date.toordinal(), unit.name if unit else reform.sources[0], reform
