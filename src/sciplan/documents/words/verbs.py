"""Verbs behind names, and the words of manner around them: 甲、乙按职责分工负责."""

import re
from functools import lru_cache

from sciplan.base.chinese import HAN_RANGE
from sciplan.documents.words.labels import LABEL_HEADS, MOST_KEPT
from sciplan.documents.words.names import cut, is_body
from sciplan.documents.words.roles import (
    COOPERATING,
    LEAD,
    OTHER_VERBS,
    RESPONSIBLE,
    VERBS,
    role_words,
)
from sciplan.documents.words.rows import one_of
from sciplan.plan.role import AnyRole, OtherRole

_DOING = frozenset(role_words("doing"))
_MANNERS = frozenset(
    "分别 共同 联合 具体 统一 主要 总 总体 积极 密切 各自 结合实际 结合职责 分工 依法 依法依规 "
    "按要求 按规定 "
    "按需 全力 抓好 做好 切实 认真 一并 同步 合力 直接 全程 并 按程序 分头 分口 分级 分类 属地 "
    "相关工作 "
    "工作 有关工作".split()
)
_OWN = re.compile(
    rf"(?:按照?|依[据照]|根据|结合|依(?=各自|法定|职)|在(?=各自|自身|本|部门|单位|有关|相关|职))"
    rf"(?:(?!按|依据|依照|根据|结合)[{HAN_RANGE}“”]){{0,14}}?(?:职[责能权]|权限|分工|任务|范围内?)(?:分别)?$"
)
"""By whose charge, whatever it is called: 按各自职责分工, 按干部管理权限和职责."""
_ROLE_VERBS = frozenset({*VERBS, *OTHER_VERBS})
_ENDINGS = _ROLE_VERBS | _MANNERS
_LONGEST_ENDING = 20
_VERB_WITHIN = re.compile(
    f"(?:{one_of(VERBS.keys() - {'会同', '为主'})})+"
    f"(?!会同|解释|人|同志|的|{one_of(LABEL_HEADS)}|[）)])(?=.)"
)
_TORN = re.compile(
    r"(?<=[管组居村筹业]委)会办(?=公室|$)|(?<=[科文记作])协办(?=公室|$)|"
    r"(?:协作|协同|协助|参与)(?=(?:办|办公室|局|处|科|中心|领导小组|指挥部)(?:$|[（、]))"
)
"""Words that look like verbs within the name of an office: 管委会办公室, 科协办, 协作办."""


def verb_phrase(chunk: str) -> tuple[str, list[str]]:
    """Take the words of role and manner off a chunk's end; return the rest and the verbs."""
    verbs: list[str] = []
    end = len(chunk)
    shared = False
    while word := _ending(chunk[max(end - _LONGEST_ENDING, 0) : end]):
        begun = end - len(word)
        if word in OTHER_VERBS and not _may_end(chunk[max(begun - _LONGEST_ENDING, 0) : begun]):
            break
        if _TORN.match(chunk, begun, end):
            break
        end = begun
        shared = shared or "职责" in word or "分工" in word
        if word in _ROLE_VERBS:
            verbs.append(word)
    verbs.reverse()
    if shared and set(verbs) <= _DOING:
        verbs = ["负责"]  # 按职责分工 may go without its verb
    return (chunk[:end], verbs) if verbs else (chunk, [])


def verb_inside(text: str) -> tuple[str, list[str]] | None:
    """Return names and verbs of names VERB object, as in 市水利局牵头编制; None for another text.

    It is cut at a verb whose left side is a body.
    """
    for verb in _VERB_WITHIN.finditer(text):
        if _TORN.match(text, verb.end() - 2):
            continue
        names, verbs = verb_phrase(text[: verb.end()])
        found = cut(names)[0] if verbs else []
        if found and all(map(is_body, found)):
            return names, verbs
    return None


@lru_cache(MOST_KEPT)
def _ending(text: str) -> str:
    """Return the longest word of role or manner that a text ends with."""
    own = _OWN.search(text)
    if own:
        return own[0]
    for size in range(min(_LONGEST_ENDING, len(text)), 0, -1):
        if text[-size:] in _ENDINGS:
            return text[-size:]
    return ""


def _may_end(before: str) -> bool:
    # 市委督查 is a name cut short, 工作指导 none: what stands before must be able to be names.
    return not before or not before.endswith(("的", "工作"))


_JOINTLY = (["协同", "负责"], ["协作", "负责"], ["协同", "落实"])
"""甲、乙协同负责: together, none helps the other."""


def role_of(verbs: list[str]) -> AnyRole:
    """Return the role that verbs tell together: 牵头负责 leads, 负责配合落实 cooperates."""
    if verbs in _JOINTLY:
        return RESPONSIBLE
    roles = {VERBS[verb] for verb in verbs if verb in VERBS}
    for role in (LEAD, COOPERATING, RESPONSIBLE):
        if role in roles:
            return role
    return OtherRole(verbs[0])


def without_manner(text: str) -> str:
    """Take the words of manner off a text's end: 甲、乙按职责分工."""
    end = len(text)
    while (word := _ending(text[max(end - _LONGEST_ENDING, 0) : end])) and word not in _ROLE_VERBS:
        end -= len(word)
    return text[:end]
