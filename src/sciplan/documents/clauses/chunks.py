"""What chunks of a clause are cut into: labels, times, bodies that meet, names with roles."""

import re
from collections.abc import Collection

from sciplan.base.chinese import HAN
from sciplan.documents.words.deadlines import date_ahead, is_deadline, time_behind
from sciplan.documents.words.labels import LabelMeaning, label_role, role_label
from sciplan.documents.words.levels import BODIES_BEGIN, BODY_BEGINS
from sciplan.documents.words.names import (
    cut,
    is_body,
    is_collective,
    is_definite,
    is_office,
    may_be_body,
)
from sciplan.documents.words.roles import JOINED
from sciplan.documents.words.verbs import role_of, verb_phrase
from sciplan.plan.role import AnyRole, Role

OPENING = re.compile(
    r"(?:(?:以上|上述|该|此|本)(?:项)?)?(?:各项)?(?:具体)?(?:任务|工作|措施|事项|内容|行动)?由|"
    rf"[^：（）“”《》]{{2,20}}?(?<![自理])由(?=[{BODIES_BEGIN}])|"
    r"并由|并?会同|其中|同时|以(?=.{2,20}为主)|"
    rf"并?(?:{JOINED}|协调|与|同)(?=[{BODIES_BEGIN}团驻“])"
)
NOBODY = frozenset("无 暂无 没有 — —— - / ／".split())
_AS_ABOVE = frozenset("同上 同前 同左 〃 ″".split())
_NO_UNIT = re.compile(
    r"(?:单位|部门|机构|[和与及、])+|有关|相关|各|等|其他|(?:根据|依据|按照|依照|结合|围绕).*"
)
PERSON = re.compile(
    rf"(?:书记|主席|主任|秘书长|[局部厅院会校市县区处科组署行州省乡镇]长){HAN}{{0,4}}$|同志$"
)
"""Who holds a post, with the name or without: 市科协主席, 市水利局局长王某."""
_LONGEST_STRETCH = 120
"""What joins two bodies is sought in so many characters without a mark."""
_MET = re.compile(
    rf"会同|(?:{JOINED})(?=[{BODIES_BEGIN}团驻])|"
    rf"(?<!员)(?<![管组居村筹业常]委)会(?=[{BODY_BEGINS}])"
)
"""What stands between a body that leads and one that cooperates: 甲会乙落实."""


def rule_apart(sentence: str) -> tuple[str, str]:
    """Cut the rule of the first listed off what stands before it in the same sentence."""
    found = re.search(r"[，,]?(?:列|排|名列|首|第一|位列|以|凡)", sentence)
    place = found.start() if found else 0
    opening = max(sentence.rfind(mark, 0, place) for mark in "，、：") + 1
    before = cut(verb_phrase(sentence[opening:place])[0])[0]
    if before and not all(map(is_body, before)):
        place = opening  # 各项任务中排位靠前的: the words belong to the rule
    return re.sub(r"注：$", "", sentence[:place]).strip("，、"), sentence[place:].strip("，")


def are_certain(names: str, known: Collection[str]) -> bool:
    """Whether a stretch lists bodies that are surely ones, as 甲为主 needs."""
    listed = cut(names)[0]
    return bool(listed) and all(is_definite(one, known) or is_office(one) for one in listed)


def is_no_unit(name: str) -> bool:
    """Whether a text is a word of the grammar and names nobody: 单位, 同上, 牵头单位."""
    if name in _AS_ABOVE or _NO_UNIT.fullmatch(name) or is_deadline(name):
        return True
    return isinstance(role_label(name), Role) and not is_collective(name)


def label_apart(chunk: str) -> tuple[LabelMeaning | None, str]:
    """Return what the label that opens a chunk says, and what follows it."""
    head, colon, rest = chunk.partition("：")
    found = label_role(head) if colon else None
    if found:
        return found, rest.strip()
    named = re.match(r"([^为是]{3,8})(?:为|是)(?=.{2})", chunk)
    role = role_label(named[1]) if named else None
    return (role, chunk[named.end() :]) if named and role else (None, chunk)


def date_apart(chunk: str) -> tuple[str, str]:
    """Cut a deadline off a chunk's beginning; all of it where no body follows."""
    begun = date_ahead(chunk)
    if not begun:
        return chunk, ""
    rest = chunk[len(begun) :]
    opened = OPENING.match(rest)
    if is_body(verb_phrase(rest[opened.end() :] if opened else rest)[0]):
        return rest, begun
    return "", chunk


def time_apart(chunk: str) -> tuple[str, str]:
    """Cut words of time off that stand behind bodies: 市水利局于2024年底前完成."""
    place = time_behind(chunk)
    before, behind = chunk[:place], chunk[place:]
    listed = cut(verb_phrase(before)[0])[0]
    if not listed or not all(map(may_be_body, listed)):
        return chunk, ""
    when = date_ahead(behind)
    rest, verbs = verb_phrase(behind[len(when) :])
    if when and verbs and not rest and isinstance(role_of(verbs), Role):
        return before + behind[len(when) :], when
    if not when and not is_deadline(behind):
        return chunk, ""
    return before, behind


def met_apart(text: str) -> tuple[str, str, str]:
    """Cut at a 会同, 联合, 协同, 商 or 会 between bodies."""
    for found in _MET.finditer(text, 2, _LONGEST_STRETCH):
        before, after = text[: found.start()], text[found.end() :]
        listed = cut(verb_phrase(before)[0])[0]
        bodies = all(is_body(re.split("等", one)[0]) for one in listed)
        plain = found[0] == "会同" and after[:1] != "县" and all(map(may_be_body, listed))
        if after and listed and (bodies or plain):
            return before, found[0], after
    return text, "", ""


def own_role(name: str) -> tuple[str, AnyRole | None]:
    """Return a name and the role that a bracket behind it gives: 市发改委（牵头）."""
    found = re.search(r"[（(]([^（）()]{2,8})[）)]$", name)
    if not found:
        return name, None
    rest, verbs = verb_phrase(found[1])
    if not rest and verbs:
        return name[: found.start()], role_of(verbs)
    role = role_label(found[1])
    return (name[: found.start()], role) if role else (name, None)
