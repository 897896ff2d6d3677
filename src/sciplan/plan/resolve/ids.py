"""Ids as they are typed: `2.1.5`, `PLAN/2.1.5`, and printed labels, 三（四）, 第三部分."""

import re
from collections.abc import Sequence

from sciplan.base.errors import SciplanError
from sciplan.base.numerals import CHINESE_NUMBER, number_of, plain_id
from sciplan.plan.model import Entry, Plan, Provision, Section

ID = re.compile(r"(?:(?P<plan>[a-z0-9][a-z0-9._-]*)/)?(?P<id>[0-9]+(?:\.[0-9]+)*)")
_LABEL = re.compile(rf"({CHINESE_NUMBER})、?(?:\(({CHINESE_NUMBER})\))?")
_WHOLE_PART = re.compile(rf"第({CHINESE_NUMBER}|[0-9]{{1,2}})(?:部分|章|节|篇)")
_AROUND = "“”‘’\"'。.、,，;；"


def typed_id(typed: str) -> str:
    """Return an id as files write it, whatever digits or quotes were typed; a label is left."""
    return plain_id(typed).strip(_AROUND).strip()


def label_id(word: str) -> str:
    """Turn a printed label into an id: 三(四) → 3.4, 第三部分 → 3; nothing where it is none."""
    match = _LABEL.fullmatch(word) or _WHOLE_PART.fullmatch(word)
    return ".".join(str(number_of(part)) for part in match.groups() if part) if match else ""


def id_match(typed: str) -> re.Match[str] | None:
    """Return what plan and id a word names, if it is an id or a label."""
    word = typed_id(typed)
    return ID.fullmatch(label_id(word) or word)


def is_id(typed: str) -> bool:
    """Whether a word is an id, `2.1.1` or `PLAN/2.1.1`, or a label that is no word besides."""
    word = typed_id(typed)
    marked = "(" in word or word.startswith("第")
    return ID.fullmatch(word) is not None or (marked and bool(label_id(word)))


def by_id(plans: Sequence[Plan], typed: str) -> tuple[Plan, Entry | Section | Provision]:
    """Return what an id means, and its plan.

    Raises:
        SciplanError: Nothing has that id, or two plans do.
    """
    match = id_match(typed)
    if match is None:
        raise SciplanError(
            f"“{typed}”不是编号；编号如 2.1.1，按文字查找用 sciplan measures {typed}"
        )
    chosen = [plan for plan in plans if match["plan"] in (None, plan.id)]
    if not chosen:
        ids = "、".join(plan.id for plan in plans)
        raise SciplanError(f"没有打开代号为 {match['plan']} 的方案；已打开：{ids}")
    found = [(plan, item) for plan in chosen if (item := _with_id(plan, match["id"])) is not None]
    if len(found) == 1:
        return found[0]
    if found:
        ids = "\n  ".join(f"{plan.id}/{match['id']}" for plan, _ in found)
        raise SciplanError(f"几个方案都有 {match['id']}，请写明：\n  {ids}")
    raise SciplanError(f"没有 {match['id']} 这个编号。{_neighbours(chosen, match['id'])}")


def _with_id(plan: Plan, ident: str) -> Entry | Section | Provision | None:
    measures = (entry for entry in plan.entries if entry.measure.id == ident)
    sections = (item for item in plan.all_sections if item.id == ident)
    provisions = (
        item for above in plan.all_sections for item in above.provisions if item.id == ident
    )
    return next(measures, None) or next(sections, None) or next(provisions, None)


def _neighbours(plans: Sequence[Plan], ident: str) -> str:
    above = ident.rpartition(".")[0]
    ids = [
        entry.measure.id
        for plan in plans
        for entry in plan.entries
        if above and entry.measure.id.startswith(f"{above}.")
    ]
    if ids:
        return f"{above} 下有 {'、'.join(ids)}"
    return "全部编号：sciplan measures"
