"""What a person is told of a draft: repairs, what is left to check, counts."""

from collections import Counter
from collections.abc import Iterator

from sciplan.checks.reporters.registry import REPORTERS
from sciplan.documents.draft.draft import Draft


def lines(made: Draft, *, details: bool, listed: bool) -> Iterator[str]:
    """Yield what was read, repaired and left to check.

    Args:
        made: The draft.
        details: Whether to tell each repair.
        listed: Whether to list what is left to check: a report on stdout does it elsewhere.
    """
    if details:
        yield from _repairs(made)
    if made.problems and listed:
        yield REPORTERS["text"].render(made.problems).rstrip("\n")
    plan = made.plan
    unread = sum(problem.code == "unread-clause" for problem in made.problems)
    yield (
        f"《{plan.head.title}》：举措 {len(plan.entries)} 项，责任条款读懂 {made.clauses} 条、"
        f"没有读懂 {unread} 条，单位 {len(plan.units)} 个，需要核对 {len(made.problems)} 处"
    )
    kinds = Counter(repair.kind for repair in made.repairs)
    repaired = "、".join(f"{kind} {count} 处" for kind, count in kinds.items()) or "无"
    yield f"文字修补：{repaired}{'；逐条查看加 --details' if kinds and not details else ''}"


def _repairs(made: Draft) -> Iterator[str]:
    for repair in made.repairs:
        after = repair.after or "（去掉）"
        yield f"{made.found_at.words(repair.line)} {repair.kind}：{repair.before} → {after}"
