"""The words of attribution clauses: verbs that give a role, manners, labels, and what they say."""

import re
from collections.abc import Iterable
from functools import lru_cache

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.marks import tight
from sciplan.documents.words.names import cut, is_body

LEAD, RESPONSIBLE, COOPERATING = "lead", "responsible", "cooperating"

VERBS = {
    "牵头": LEAD,
    "牵头组织": LEAD,
    "抓总": LEAD,
    "负总责": LEAD,
    "主办": LEAD,
    "为主": LEAD,
    "负责": RESPONSIBLE,
    "各负其责": RESPONSIBLE,
    "承担": RESPONSIBLE,
    "主责": RESPONSIBLE,
    "配合": COOPERATING,
    "参与": COOPERATING,
    "参加": COOPERATING,
    "协同": COOPERATING,
    "协助": COOPERATING,
    "协办": COOPERATING,
    "协作": COOPERATING,
    "会同": COOPERATING,
    "会办": COOPERATING,
}
"""Verbs with a role; the first of a phrase in the order lead, cooperating, responsible decides."""
_OTHER_VERBS = (
    "指导 督导 督促 督查 督办 监督 落实 支持 组织实施 实施 推进 组织 承办 统筹 协调 审核 考核 评估 "
    "贯彻落实 抓好落实 抓落实 推动 推动落实 推进落实 推进实施 完成 办理 执行 具体落实 业务指导 "
    "技术支持 保障 开展"
).split()
_DOING = frozenset(
    "落实 组织实施 实施 推进 贯彻落实 抓好落实 抓落实 推动落实 推进落实 推进实施 完成 办理 执行 "
    "具体落实".split()
)
"""Verbs that say no more than 负责 where 按职责分工 stands before them."""
_MANNERS = frozenset(
    "分别 共同 联合 具体 统一 主要 总 总体 积极 密切 各自 结合实际 结合职责 分工 依法 依法依规 "
    "按要求 按规定 "
    "按需 全力 抓好 做好 切实 认真 一并 同步 合力 直接 全程 并 按程序 分头 分口 分级 分类 属地 "
    "相关工作 "
    "工作 有关工作".split()
) | {
    f"{by}{own}{what}{share}"
    for by in ("按", "按照", "依", "依据", "根据", "依照", "结合", "在")
    for own in ("", "各自", "自身", "本部门", "部门", "本单位", "单位", "有关", "相关")
    for what in (
        "职责 职能 分工 权限 职责权限 工作职责 职责任务 职权 任务 职能职责 职责职能 工作职能 "
        "岗位职责 法定职责".split()
    )
    for share in ("", "分工", "范围", "范围内", "分别", "权限")
}
_ENDINGS = frozenset({*VERBS, *_OTHER_VERBS, *_MANNERS})
_LONGEST_ENDING = max(map(len, _ENDINGS))

_LABEL_ROLES = {
    "牵头": LEAD,
    "主办": LEAD,
    "责任": RESPONSIBLE,
    "负责": RESPONSIBLE,
    "承担": RESPONSIBLE,
    "主责": RESPONSIBLE,
    "整改": RESPONSIBLE,
    "配合": COOPERATING,
    "参与": COOPERATING,
    "参加": COOPERATING,
    "协同": COOPERATING,
    "协助": COOPERATING,
    "协办": COOPERATING,
    "协作": COOPERATING,
    "会办": COOPERATING,
}
_NO_LABELS = ("责任", "承担", "整改")
"""Words that are no label by themselves."""
_LABEL_OTHERS = (
    "指导 督导 督办 监督 监管 落实 实施 承办 承接 建设 支持 支撑 统筹 审核 考核 执行 推进 "
    "组织 主管 归口 归口管理 验收".split()
)
LABEL_HEADS = (
    "单位 部门 科室 处室 部室 股室 地区 主体 机构 责任单位 责任部门 责任处室 责任科室 "
    "责任部室 责任股室 责任主体 县区 县市区 "
    "区县 市县 "
    "方 司局 部委 局 单位（部门） 单位及部门 单位和部门 部门及单位 部门（单位） 部门和单位 "
    "部门单位 牵头单位"
).split()
_OTHER_HEADS = [head for head in LABEL_HEADS if head != "局"]
"""建设局 and 监管局 are bodies."""
_LABEL_WITHIN = (
    rf"(?:(?!单位|部门|领导|负责|有关|相关|所在|[人的各和及与或]){HAN}){{1,4}}"
    r"(?:单位|部门|科室|处室|部室|股室|主体|机构)"
)
"""What may follow a label's role word where a word stands within: 牵头考核单位, 责任落实部门."""
_LABEL_MARGINS = (
    "省级 市级 县级 区级 州级 乡级 省 市 县 区 州 主要 具体 直接 第一 第二 共同 各 市直 省直 主 "
    "相关 有关 其他 其它 其余 整改"
).split()
_LEADER = re.compile(
    r"(?:分管|责任|牵头|督办|督导|整改|包保|挂钩|挂联|联系|市级|县级|区级|主管|负责)?(?:市|县|区)?(?:领导|"
    r"责任人|负责人|联系人|市长|县长|区长)"
)
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
_FIRST = re.compile(
    r"(?:第[一1]|首[位个家]|最前|靠前|前列|第1).{0,12}?[为是系作].{0,4}?(?:牵头|总?负责)|"
    r"首位牵头|第一[^，。；]{0,6}牵头"
)
_REST_COOPERATE = re.compile(r"(?:其余|其他|之后|后面|后).{0,8}配合")


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of one of some words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_HEAD_WITH_WORD = re.compile(_LABEL_WITHIN)
_ROLE_WORD = re.compile(
    f"职责|分工|{one_of(VERBS.keys() - {'为主'})}|"
    f"(?:{one_of(_LABEL_ROLES)})(?:{one_of(LABEL_HEADS)})|"
    f"(?:{one_of(_LABEL_OTHERS)})(?:{one_of(_OTHER_HEADS)})|"
    f"(?:责任|主责){_LABEL_WITHIN}"
)
_ENDS_WITH_VERB = re.compile(f"(?:{one_of(_OTHER_VERBS)})(?=[，,；;。、）)〕】\\]]|$)")
LABEL_WITHOUT_COLON = (
    f"(?:{one_of(_LABEL_MARGINS)})?(?:{one_of([*_LABEL_ROLES, *_LABEL_OTHERS])})"
    "(?:单位|部门|科室|处室|部室|股室|主体)"
)
_FIELD_WITHOUT_COLON = (
    "(?:完成|办结|整改|落实|办理)(?:时限|期限|时间)|(?:分管|责任|牵头|包保)领导|责任人"
)
_LABEL_ABOVE = rf"(?m:^)({LABEL_WITHOUT_COLON})[ \t\u3000]*\n(?={HAN})"
LABEL_ABOVE = re.compile(_LABEL_ABOVE)
"""A label that is a line, above the line of what it says."""
BLANK_LABEL = (
    rf"(?:{LABEL_WITHOUT_COLON}(?=[ \t\u3000]+{HAN})|"
    rf"(?:{_FIELD_WITHOUT_COLON})(?=[ \t\u3000]+[\d{HAN_RANGE}]))"
)
"""A label that a blank parts from what it says."""
LABEL = (
    r"[ \t\u3000*★☆※▲●■◆—–]*"
    r"(?:[【\[〔（(]([^【】\[\]〔〕（）()：:]{2,8})[】\]〕）)][：:]?"
    r"|([^\s：:，,。；;（）()]{2,12})[*]{0,2}[：:]"
    rf"|({BLANK_LABEL})[ \t\u3000]+"
    rf"|{_LABEL_ABOVE})"
)
"""A label in a bracket, before a colon, a blank or a line's end: one of four groups holds it."""
LABEL_IN_TEXT = re.compile(rf"(?:^|(?<=[。；;，\n）)])|(?<=[ \t\u3000])(?![ \t\u3000])){LABEL}")
"""A label where one may begin: at a line's beginning, behind a mark or behind blanks."""
_OPENING_LABEL = re.compile(LABEL)
_VERB_WITHIN = re.compile(
    f"(?:{one_of(VERBS.keys() - {'会同', '为主'})})+"
    f"(?!会同|解释|人|同志|的|{one_of(LABEL_HEADS)}|[）)])(?=.)"
)
_TORN = re.compile(
    r"(?<=[管组居村筹业]委)会办(?=公室|$)|(?<=[科文记作])协办(?=公室|$)|"
    r"(?:协作|协同|协助|参与)(?=(?:办|办公室|局|处|科|中心|领导小组|指挥部)(?:$|[（、]))"
)
"""Words that look like verbs within the name of an office: 管委会办公室, 科协办, 协作办."""


def may_be_clause(text: str) -> bool:
    """Whether a text holds a word that attribution clauses are made of."""
    return has_role(text) or bool(_ENDS_WITH_VERB.search(text))


def has_role(text: str) -> bool:
    """Whether a text holds a word of one of the three roles, or a label."""
    return bool(_ROLE_WORD.search(text))


def says_first_leads(sentence: str) -> bool:
    """Whether a sentence says that the first listed body leads."""
    return "牵头" in sentence and bool(_FIRST.search(sentence))


def rest_cooperates(sentence: str) -> bool:
    """Whether such a sentence says that the others cooperate."""
    return bool(_REST_COOPERATE.search(sentence))


_MOST_KEPT = 4096
"""Words that are looked up again and again: a document has the same bodies in all its clauses."""

# Labels and verbs ------------------------------------------------------------------------------


@lru_cache(_MOST_KEPT)
def label_role(label: str) -> str:
    """Return what a label before a colon, or a table's heading, says.

    Returns:
        A role of the three; `other:` and the label's word; `leader`, `deadline`, `indicator`,
        `remark`; empty for a text that is no label.
    """
    text = tight(label).strip("*—-·")
    text = re.sub(r"^(?:其中|注)?", "", text)
    if _WHEN_LABEL.fullmatch(text):
        return "deadline"
    if _LEADER.fullmatch(text):
        return "leader"
    if _REMARK_LABEL.fullmatch(text):
        return "remark"
    if _KIND_LABEL.fullmatch(text):
        return "indicator"
    return role_label(_AND_WHEN.sub("", text))


def opening_label(text: str) -> tuple[str, str]:
    """Return what the label that a paragraph opens with, or is, says, and what follows it.

    It may stand in a bracket: 【责任单位】.
    """
    found = _OPENING_LABEL.match(text)
    if not found:
        return label_role(text), ""
    return label_role(found[found.lastindex or 0]), text[found.end() :].strip()


def role_label_ahead(text: str, place: int = 0) -> bool:
    """Whether a label of bodies stands at a place: 修渠 责任单位：甲."""
    found = _OPENING_LABEL.match(text, place)
    return found is not None and is_role(label_role(found[found.lastindex or 0]))


def is_role(said: str) -> bool:
    """Whether what `label_role` says is a role of bodies."""
    return said in (LEAD, RESPONSIBLE, COOPERATING) or said.startswith("other:")


@lru_cache(_MOST_KEPT)
def role_label(text: str) -> str:
    """Return the role that a label of bodies tells, empty for another text."""
    for margin in ("", *_LABEL_MARGINS):
        if not text.startswith(margin):
            continue
        rest = text[len(margin) :]
        for stem, role in _LABEL_ROLES.items():
            if rest.startswith(stem):
                tail = rest[len(stem) :]
                second = next((r for s, r in _LABEL_ROLES.items() if tail.startswith(s)), "")
                if second and tail[2:] in ("", *LABEL_HEADS):
                    both = (role, second)
                    return next(one for one in (LEAD, COOPERATING, RESPONSIBLE) if one in both)
                if tail in LABEL_HEADS or (not tail and stem not in _NO_LABELS):
                    return role
                if _HEAD_WITH_WORD.fullmatch(tail):
                    return role
        for stem in _LABEL_OTHERS:
            if rest.startswith(stem) and rest[len(stem) :] in _OTHER_HEADS:
                return f"other:{stem}"
    return ""


def verb_phrase(chunk: str) -> tuple[str, list[str]]:
    """Take the words of role and manner off a chunk's end; return the rest and the verbs."""
    verbs: list[str] = []
    rest = chunk
    shared = False
    while True:
        word = _ending(rest)
        if not word or (word in _OTHER_VERBS and not _may_end(rest, word)):
            break
        if _TORN.match(rest, len(rest) - len(word)):
            break
        rest = rest[: len(rest) - len(word)]
        shared = shared or "职责" in word or "分工" in word
        if word not in _MANNERS:
            verbs.insert(0, word)
    if shared and set(verbs) <= _DOING:
        verbs = ["负责"]  # 按职责分工 may go without its verb
    return (rest, verbs) if verbs else (chunk, [])


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


@lru_cache(_MOST_KEPT)
def _ending(text: str) -> str:
    """Return the longest word of role or manner that a text ends with."""
    for size in range(min(_LONGEST_ENDING, len(text)), 0, -1):
        if text[-size:] in _ENDINGS:
            return text[-size:]
    return ""


def _may_end(rest: str, word: str) -> bool:
    # 市委督查 is a name cut short, 工作指导 none: what stands before must be able to be names.
    before = rest[: len(rest) - len(word)]
    return not before or not before.endswith(("的", "工作"))


_JOINTLY = (["协同", "负责"], ["协作", "负责"], ["协同", "落实"])
"""甲、乙协同负责: together, none helps the other."""


def role_of(verbs: list[str]) -> str:
    """Return the role that verbs tell together: 牵头负责 leads, 负责配合落实 cooperates."""
    if verbs in _JOINTLY:
        return RESPONSIBLE
    roles = {VERBS[verb] for verb in verbs if verb in VERBS}
    for role in (LEAD, COOPERATING, RESPONSIBLE):
        if role in roles:
            return role
    return f"other:{verbs[0]}"


def role_of_verb(verbs: str) -> str:
    """Return the role that a run of verbs gives: 牵头负责 leads."""
    return role_of(verb_phrase(verbs)[1])


def without_manner(text: str) -> str:
    """Take the words of manner off a text's end: 甲、乙按职责分工."""
    while (word := _ending(text)) in _MANNERS:
        text = text[: len(text) - len(word)]
    return text
