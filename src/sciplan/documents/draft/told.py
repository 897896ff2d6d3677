"""What a person is told of a draft: repairs, what is left to check, counts."""

from collections import Counter
from collections.abc import Iterator

from sciplan.checks.reporters.registry import REPORTERS
from sciplan.documents.draft.account import Fate
from sciplan.documents.draft.draft import Draft
from sciplan.documents.draft.reading import shown
from sciplan.planfile.marks import TO_CHECK


def lines(made: Draft, *, details: bool, listed: bool) -> Iterator[str]:
    """Yield what was read, repaired and left to check.

    Args:
        made: The draft.
        details: Whether to tell each repair.
        listed: Whether to list what is left to check: a report on stdout does it elsewhere.
    """
    if details:
        yield from _repairs(made)
        yield from _left_out(made)
    if made.problems and listed:
        yield REPORTERS["text"].render(made.problems).rstrip("\n")
    plan = made.plan
    unread = sum(problem.code == "unread-clause" for problem in made.problems)
    marks = sum(TO_CHECK in note for note in made.comments.values())
    yield (
        f"《{plan.head.title}》：举措 {len(plan.entries)} 项，责任条款读懂 {made.clauses} 条、"
        f"没有读懂 {unread} 条，单位 {len(plan.units)} 个；方案文件里标有“{TO_CHECK}” {marks} 处"
    )
    yield _account(made)
    kinds = Counter(repair.kind for repair in made.repairs)
    repaired = "、".join(f"{kind} {count} 处" for kind, count in kinds.items()) or "无"
    yield f"文字修补：{repaired}{'；逐条查看加 --details' if kinds and not details else ''}"


def _repairs(made: Draft) -> Iterator[str]:
    for repair in made.repairs:
        after = repair.after or "（去掉）"
        yield f"{made.found_at.words(repair.line)} {repair.kind}：{repair.before} → {after}"


def _account(made: Draft) -> str:
    """Return how many lines of the document became what, and why some were left out."""
    fates = Counter(one.fate for one in made.account)
    whys = Counter(one.why for one in made.account if one.fate is Fate.LEFT_OUT)
    counts = "、".join(f"{fate.value} {fates[fate]}" for fate in Fate if fates[fate])
    reasons = "、".join(f"{why or '原因不明'} {count}" for why, count in whys.items())
    told = f"（{reasons}）" if reasons else ""
    return f"全文 {len(made.account)} 行（段）：{counts}{told}"


def _left_out(made: Draft) -> Iterator[str]:
    for one in made.account:
        if one.fate is Fate.LEFT_OUT:
            where = made.found_at.words(one.line)
            yield f"{where} 没有写进方案（{one.why or '原因不明'}）：{shown(one.text.strip())}"
