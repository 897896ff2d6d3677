"""Labels, 牵头单位：, and headings of tables: where one stands, and what it says."""

import re
from enum import StrEnum
from functools import lru_cache

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.documents.words import leaders
from sciplan.documents.words.roles import (
    COOPERATING,
    LABEL_ROLES,
    LEAD,
    OTHER_LABELS,
    RESPONSIBLE,
    is_role,
    role_words,
)
from sciplan.documents.words.rows import one_of
from sciplan.plan.role import AnyRole, OtherRole

LEADING_MARKS = "★☆※▲●■◆—–"
"""Marks that stand before a label or a clause."""
_OFFICES = "单位 部门 科室 处室 部室 股室 主体".split()
LABEL_HEADS = (
    *_OFFICES,
    *(f"责任{office}" for office in _OFFICES),
    *"单位（部门） 单位及部门 单位和部门 部门及单位 部门（单位） 部门和单位 部门单位".split(),
    *"牵头单位 地区 机构 县区 县市区 区县 市县 方 司局 部委 局".split(),
)
"""What a label's word of role stands before: 牵头单位, 配合部门."""
OTHER_HEADS = tuple(head for head in LABEL_HEADS if head != "局")
"""建设局 and 监管局 are bodies."""
LABEL_WITHIN = (
    rf"(?:(?!单位|部门|领导|负责|有关|相关|所在|[人的各和及与或]){HAN}){{1,4}}"
    rf"(?:{one_of(_OFFICES)}|机构)"
)
"""What may follow a label's role word where a word stands within: 牵头考核单位, 责任落实部门."""
_HEAD_WITH_WORD = re.compile(LABEL_WITHIN)
_NO_LABELS = role_words("no-label")
_LABEL_MARGINS = (
    "省级 市级 县级 区级 州级 乡级 省 市 县 区 州 主要 具体 直接 第一 第二 共同 各 市直 省直 主 "
    "相关 有关 其他 其它 其余 整改"
).split()
_LEADER = re.compile(leaders.LABEL)
_WHEN_LABEL = re.compile(
    r"(?:完成)?(?:时限|期限|时间|时间节点|时序进度|进度安排|时间要求|时间安排|时间进度|完成时间|"
    r"完成时限)(?:要求)?|.{0,4}(?:时限|期限|时间|进度)(?:要求|安排|节点)?"
)
_AND_WHEN = re.compile(r"(?:和|及|与|、)(?:完成|办结)?(?:时限|期限|时间)$")
"""责任单位及时限：甲，年底前 is a label of bodies: a deadline is known by its words."""
_REMARK_LABEL = re.compile(
    r"适用范围|适用地区|实施范围|备注|说明|注|联系电话|目标|工作目标|验收标准|资金来源|来源"
)
_KIND_LABEL = re.compile(r"指标(?:属性|类型|性质)|属性")
LABEL_WITHOUT_COLON = (
    f"(?:{one_of(_LABEL_MARGINS)})?"
    f"(?:{one_of([*LABEL_ROLES, *OTHER_LABELS])})(?:{one_of(_OFFICES)})"
)
_FIELD_WITHOUT_COLON = rf"(?:完成|办结|整改|落实|办理)(?:时限|期限|时间)|{leaders.BLANK_LABEL}"
_LABEL_ABOVE = rf"(?m:^)({LABEL_WITHOUT_COLON})[ \t\u3000]*\n(?={HAN})"
LABEL_ABOVE = re.compile(_LABEL_ABOVE)
"""A label that is a line, above the line of what it says."""
BLANK_LABEL = (
    rf"(?:{LABEL_WITHOUT_COLON}(?=[ \t\u3000]+{HAN})|"
    rf"(?:{_FIELD_WITHOUT_COLON})(?=[ \t\u3000]+[\d{HAN_RANGE}]))"
)
"""A label that a blank parts from what it says."""
_WORD = r"[^\s：:，,。；;（）()]"
_RUN_IN = rf"(?:{one_of(role_words('run-in'))})(?:单位|部门)(?=[：:])"
LABEL = (
    rf"[ \t\u3000*{LEADING_MARKS}]*"
    r"(?:[【\[〔（(]([^【】\[\]〔〕（）()：:]{2,8})[】\]〕）)][：:]?"
    rf"|(?!{_WORD}{{5,12}}{_RUN_IN})({_WORD}{{2,12}})[*]{{0,2}}[：:]"
    rf"|({BLANK_LABEL})[ \t\u3000]+"
    rf"|{_LABEL_ABOVE})"
)
"""A label in a bracket, before a colon, a blank or a line's end: one of four groups holds it.

See `label_of`.
"""
LABEL_IN_TEXT = re.compile(
    rf"(?:^|(?<=[。；;，\n）)])|(?<=[ \t\u3000])(?![ \t\u3000])){LABEL}"
    rf"|(?<=[：:”{HAN_RANGE}])({_RUN_IN})[：:]"
)
"""A label where one may begin: at a line's beginning, behind a mark or behind blanks.

The last group holds one that is glued to what stands before it, where a break is lost.
"""
_OPENING_LABEL = re.compile(LABEL)
MOST_KEPT = 4096
"""Words that are looked up again and again: a document has the same bodies in all its clauses."""


class FieldLabel(StrEnum):
    """What a label announces that is no list of bodies; a field of a measure."""

    DEADLINE = "deadline"
    LEADER = "leader"
    INDICATOR = "indicator"
    REMARK = "remark"


LabelMeaning = AnyRole | FieldLabel


@lru_cache(MOST_KEPT)
def label_role(label: str) -> LabelMeaning | None:
    """Return what a label before a colon, or a table's heading, says; None where it is none."""
    text = re.sub(r"\s", "", label).strip("*—-·")
    text = re.sub(r"^(?:其中|注)?", "", text)
    if _WHEN_LABEL.fullmatch(text):
        return FieldLabel.DEADLINE
    if _LEADER.fullmatch(text):
        return FieldLabel.LEADER
    if _REMARK_LABEL.fullmatch(text):
        return FieldLabel.REMARK
    if _KIND_LABEL.fullmatch(text):
        return FieldLabel.INDICATOR
    return role_label(_AND_WHEN.sub("", text))


def label_of(found: re.Match[str]) -> str:
    """Return the words of a label that was found."""
    return found[found.lastindex or 0]


def opening_label(text: str) -> tuple[LabelMeaning | None, str]:
    """Return what the label that a paragraph opens with, or is, says, and what follows it.

    It may stand in a bracket: 【责任单位】.
    """
    found = _OPENING_LABEL.match(text)
    if not found:
        return label_role(text), ""
    return label_role(label_of(found)), text[found.end() :].strip()


def role_label_ahead(text: str, place: int = 0) -> bool:
    """Whether a label of bodies stands at a place: 修渠 责任单位：甲."""
    found = _OPENING_LABEL.match(text, place)
    return found is not None and is_role(label_role(label_of(found)))


def run_in_label(text: str, place: int) -> int:
    """Return where what a label says begins, which is glued to words before it; 0 for no label."""
    found = LABEL_IN_TEXT.match(text, place)
    return found.end() if found and found[LABEL_IN_TEXT.groups] else 0


@lru_cache(MOST_KEPT)
def role_label(text: str) -> AnyRole | None:
    """Return the role that a label of bodies tells, None for another text."""
    for margin in ("", *_LABEL_MARGINS):
        if not text.startswith(margin):
            continue
        rest = text[len(margin) :]
        for stem, role in LABEL_ROLES.items():
            if rest.startswith(stem):
                tail = rest[len(stem) :]
                second = next((r for s, r in LABEL_ROLES.items() if tail.startswith(s)), None)
                if second and tail[2:] in ("", *LABEL_HEADS):
                    both = (role, second)
                    return next(one for one in (LEAD, COOPERATING, RESPONSIBLE) if one in both)
                if tail in LABEL_HEADS or (not tail and stem not in _NO_LABELS):
                    return role
                if _HEAD_WITH_WORD.fullmatch(tail):
                    return role
        for stem in OTHER_LABELS:
            if rest.startswith(stem) and rest[len(stem) :] in OTHER_HEADS:
                return OtherRole(stem)
    return None
