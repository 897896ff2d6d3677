"""A clause as the grammar reads it: full-width marks, labels with colons, nothing that wraps it."""

import re

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.marks import FULL
from sciplan.documents.words.deadlines import is_deadline
from sciplan.documents.words.labels import (
    BLANK_LABEL,
    LABEL_ABOVE,
    LABEL_HEADS,
    LEADING_MARKS,
    FieldLabel,
    label_role,
)
from sciplan.documents.words.mentions import says_first_leads
from sciplan.documents.words.names import is_balanced, is_body, may_be_body
from sciplan.documents.words.roles import LABEL_ROLES, OTHER_LABELS, VERBS
from sciplan.documents.words.rows import one_of

STARS = "★☆※▲△●○■□◆◇"
STAR_RULE = re.compile(
    rf"[，；。]?(?:[标带注打加有]有?)?“?([{STARS}])”?(?:号|标记)?的?(?:单位|部门|者)?[为是系]"
    rf"({HAN}{{4,6}})(?=[，；。）]|$)"
)
"""▲为牵头单位."""
_BRACKETED_LABEL = re.compile(r"[【\[〔]([^【】\[\]〔〕：]{2,8})[】\]〕][：:]?")
_BLANK_BEHIND_LABEL = re.compile(rf"(?:^|(?<=[；。\n \t\u3000]))({BLANK_LABEL})[ \t\u3000]+")
_NUMBER_BEFORE_NAME = re.compile(
    rf"(?:^|(?<=[：；、，\n]))(?:[①-⑳]|（\d{{1,2}}）|\d{{1,2}}[.．、](?!\d))(?={HAN})"
)
_ROUND_LABEL = re.compile(rf"(?:^|(?<=[。；\n]))（([^（）：]{{2,8}})）(?={HAN})")
_MARK_BEFORE = re.compile(rf"(?:^|(?<=[。；\n（]))[ \u3000]*[{LEADING_MARKS}]+[ \u3000]*")
_FULL = FULL | {ord("．"): ".", ord("｡"): "。"}
_LABEL_BEHIND_NAME = re.compile(
    rf"(?<=[：、，；])([^：、，；。]{{2,20}}?)"
    rf"((?:{one_of((*LABEL_ROLES, *OTHER_LABELS))})(?:{one_of(LABEL_HEADS)})"
    r"|完成(?:时限|时间|期限))(?=：)"
)
_SHORTEST_STUB = 3
_BLANK_BEHIND_VERB = re.compile(
    rf"({one_of(VERBS)})[ \t\u3000]+(?={HAN})(?!(?:{one_of(LABEL_HEADS)})：)"
)


def normal(text: str) -> str:
    """Return a clause with full-width marks and without what wraps it."""
    text = re.sub(r"[\u200b\ufeff*]", "", text).translate(_FULL).strip()
    text = LABEL_ABOVE.sub(r"\1：", text)
    text = _BRACKETED_LABEL.sub(_label_in_words, text)
    text = _ROUND_LABEL.sub(_label_in_words, text)
    text = _unwrapped(text)
    text = re.sub(r"（([^（）]{3,60})）", _sentence_in_bracket, text)
    if not STAR_RULE.search(text):
        text = _MARK_BEFORE.sub("", text)
    text = _BLANK_BEHIND_LABEL.sub(r"；\1：", text)
    text = _NUMBER_BEFORE_NAME.sub("", text)
    text = re.sub(rf"[①-⑳]|(?<={HAN})\d{{1,2}}[.．](?={HAN})", "、", text)
    text = _BLANK_BEHIND_VERB.sub(r"\1，", text)
    # 牵头单位：甲　配合单位：乙 parts its labels by blanks alone.
    text = re.sub(r"(?<=\S)[ \t\u3000]+(?=[^\s：，、。；]{2,8}：)", "；", text)
    text = _with_parted_labels(text)
    text = re.sub(rf"(?<=[{HAN_RANGE}）])\.(?=[{HAN_RANGE}）]|$)", "。", text)
    text = re.sub(rf"(?<={HAN})[/／|](?={HAN})", "、", text)
    return text.strip("。；， ")


def label_in_bracket(text: str) -> str:
    """Return the label that a bracket holds, as 【责任单位】, where a text begins with one."""
    found = _BRACKETED_LABEL.match(text)
    return found[1] if found and label_role(found[1]) else ""


def _sentence_in_bracket(found: re.Match[str]) -> str:
    """Take the bracket off a rule of the first listed and off a deadline."""
    apart = says_first_leads(found[1]) or is_deadline(found[1])
    return f"；{found[1]}；" if apart else found[0]


def _label_in_words(found: re.Match[str]) -> str:
    return f"；{found[1]}：" if label_role(found[1]) else found[0]


def _with_parted_labels(text: str) -> str:
    """Part a label from the body that it follows without a mark: 市水利局配合单位：市林草局."""
    if text.count("：") < 2:
        return text
    return _LABEL_BEHIND_NAME.sub(_parted, text)


def _parted(found: re.Match[str]) -> str:
    name, label = found[1], found[2]
    # 行业 before 主管部门 may be part of the label; before 完成时限 nothing is.
    sure = len(name) > _SHORTEST_STUB or label_role(label) == FieldLabel.DEADLINE
    whole = is_body(name) or (sure and may_be_body(name))
    parts = label_role(label) and (whole or is_deadline(name))
    return f"{name}；{label}" if parts else found[0]


def _unwrapped(text: str) -> str:
    """Take off the bracket around a clause, also one that nothing closes."""
    text = text.strip("。；， ")
    if text[:1] not in tuple("（〔【["):
        return text
    if text[-1:] in "）〕】]":
        return text[1:-1].strip("。；， ")
    return text if is_balanced(text) else text[1:].strip("。；， ")
