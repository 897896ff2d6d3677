"""Of plans opened together no two have one id: measures are told apart by it."""

from collections.abc import Iterable

from sciplan.base.errors import SciplanError
from sciplan.plan.model import Plan


def refuse_same_ids(plans: Iterable[tuple[str, Plan]]) -> None:
    """Refuse plans of which two have one id.

    Args:
        plans: Plans, with what their files are called.

    Raises:
        SciplanError: Two files hold plans of one id.
    """
    seen: dict[str, str] = {}
    for path, plan in plans:
        first = seen.setdefault(plan.id, path)
        if first != path:
            raise SciplanError(
                f"{first} 和 {path} 的方案代号都是 {plan.id}；请给其中一个改 plan.id"
            )
