"""The grammar of attribution clauses: who leads, who cooperates. Its forms are in docs/import.md.

A clause is a row of sentences (。；), a sentence a row of chunks (，、), and a chunk one of

    chunk  = [label "："] [ "由" | "会同" ] names [manner]* [verb]+
           | [label "："] names
           | when | kind | remark

A label holds for the names that follow it, a verb for the names that stand before it; where both
speak, the verb tells more, but 负责 tells nothing that the label does not.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sciplan.importers.names import Name, bare, cut, is_body, is_collective, pieces, restored

LEAD, RESPONSIBLE, COOPERATING = "lead", "responsible", "cooperating"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What a clause says.

    Args:
        lead: Bodies that lead, in printed order.
        responsible: Bodies named without telling lead from cooperating.
        cooperating: Bodies that cooperate.
        others: Roles outside the three: printed label → bodies.
        and_others: Whether a list ends with 等.
        deadline: The words of a deadline.
        deadline_date: The day, where one is printed.
        leader: 分管领导.
        indicator: 约束性 or 预期性.
        remark: What else the clause says.
        first_lead: The sentence that the first listed body leads, if the clause has one.
        unplaced: Names that no role word claims.
        doubtful: Names that don't look like bodies.
        objects: Parts that say what a body leads or does, as 市水利局牵头编制规划.
    """

    lead: tuple[Name, ...] = ()
    responsible: tuple[Name, ...] = ()
    cooperating: tuple[Name, ...] = ()
    others: tuple[tuple[str, tuple[Name, ...]], ...] = ()
    and_others: bool = False
    deadline: str = ""
    deadline_date: date | None = None
    leader: str = ""
    indicator: str = ""
    remark: str = ""
    first_lead: str = ""
    unplaced: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[Name, ...]:
        """Every body that the clause names, in the order of roles."""
        listed = (name for _, names in self.others for name in names)
        return (*self.lead, *self.responsible, *self.cooperating, *listed)


# Words ---------------------------------------------------------------------------------------

_VERBS = {
    "牵头": LEAD,
    "牵头组织": LEAD,
    "抓总": LEAD,
    "负总责": LEAD,
    "主办": LEAD,
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
    for own in ("", "各自", "自身", "本部门", "部门", "有关", "相关")
    for what in ("职责", "职能", "分工", "权限", "职责权限", "工作职责", "职责任务", "职权", "任务")
    for share in ("", "分工", "范围", "范围内", "分别", "权限")
}
_ENDINGS = frozenset({*_VERBS, *_OTHER_VERBS, *_MANNERS})
_LONGEST_ENDING = max(map(len, _ENDINGS))

_LABEL_ROLES = {
    "牵头": LEAD,
    "主办": LEAD,
    "责任": RESPONSIBLE,
    "负责": RESPONSIBLE,
    "承担": RESPONSIBLE,
    "主责": RESPONSIBLE,
    "配合": COOPERATING,
    "参与": COOPERATING,
    "参加": COOPERATING,
    "协同": COOPERATING,
    "协助": COOPERATING,
    "协办": COOPERATING,
    "协作": COOPERATING,
    "会办": COOPERATING,
}
_LABEL_OTHERS = (
    "指导 督导 督办 监督 监管 落实 实施 承办 承接 建设 支持 支撑 统筹 审核 考核 执行 推进 "
    "组织".split()
)
_LABEL_HEADS = (
    "单位 部门 科室 处室 地区 主体 机构 责任单位 责任部门 责任处室 责任科室 责任主体 县区 县市区 "
    "区县 市县 "
    "方 司局 部委 局 单位（部门） 单位及部门 单位和部门 部门及单位 部门（单位） 部门和单位 "
    "部门单位 牵头单位"
).split()
_LABEL_WITHIN = (
    r"(?:(?!单位|部门|领导|负责|有关|相关|所在|[人的各和及与或])[\u4e00-\u9fff]){1,4}"
    r"(?:单位|部门|科室|处室|主体|机构)"
)
"""What may follow a label's role word where a word stands within: 牵头考核单位, 责任落实部门."""
_LABEL_MARGINS = (
    "省级 市级 县级 区级 州级 省 市 县 区 州 主要 具体 第一 共同 各 市直 省直 主 相关 有关"
).split()
_LEADER = re.compile(
    r"(?:分管|责任|牵头|包保|挂钩|挂联|联系|市级|县级|区级|主管|负责)?(?:市|县|区)?(?:领导|"
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
_KIND = re.compile(r"(约束性|预期性)(?:指标)?")
_DAY = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_WHEN = re.compile(
    r"(?:力争|确保|于|在|到|至|"
    r"截至)?(?:20\d\d年?[—\-至~～]?)?(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
    r"(?:年?底|年?末|上半年|下半年|初|中旬|上旬|下旬|[一二三四]季度|第[一二三四]季度)?(?:之?前|"
    r"以前|内|起|期间)?"
    r"(?:基本|全面|全部|持续|分步)?(?:完成|实施|推进|见效|启动|建成)?"
)
_DATE = r"(?:20\d\d年|\d{1,2}月(?:\d|底|末|上|中|下|前|初))"
_BEGINS_WITH_DATE = re.compile(
    rf"(?:力争|确保|于|在|到|至|截至)?(?={_DATE})(?:20\d\d年?[—\-至~～])?(?:20\d\d年)?"
    r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|年?末|上半年|下半年|初|中旬|上旬|下旬|第?[一二三四]季度)?"
    r"(?:之?前|以前|内|起|期间)?"
)
_NO_NAME = re.compile(rf"：|{_DATE}")
_LONG_TERM = re.compile(
    r"长期坚持|长期|持续推进|持续实施|常态化推进|常态化|按年度推进|每年.{0,8}|分年度实施|"
    r"年度任务|立即启动.{0,6}|滚动推进|即时|全年"
)
_FIRST = re.compile(
    r"(?:第[一1]|首[位个家]|最前|靠前|前列|第1).{0,12}?[为是系作].{0,4}?(?:牵头|总?负责)|"
    r"首位牵头|第一[^，。；]{0,6}牵头"
)
_REST_COOPERATE = re.compile(r"(?:其余|其他|之后|后面|后).{0,8}配合")
_FROM_HERE = re.compile(r"^(?:以下|下同|不再列出|不再一?一?列|均需|余同|同上$)")
_FIELD_LABELS = frozenset({"deadline", "leader", "indicator", "remark"})
_OPENING = re.compile(
    r"(?:(?:以上|上述|该|此|本)(?:项)?)?(?:各项)?(?:具体)?(?:任务|工作|措施|事项|内容|行动)?由|"
    r"并由|并?会同|其中|同时"
)


_NAMED = re.compile(r"(?:作为|为|是)([^为是]{3,8})$")
"""甲为牵头单位."""


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_HEAD_WITH_WORD = re.compile(_LABEL_WITHIN)
_ROLE_WORD = re.compile(
    f"职责|分工|{_one_of(_VERBS)}|"
    f"(?:{_one_of([*_LABEL_ROLES, *_LABEL_OTHERS])})(?:{_one_of(_LABEL_HEADS)})|"
    f"(?:责任|主责){_LABEL_WITHIN}"
)
_ENDS_WITH_VERB = re.compile(f"(?:{_one_of(_OTHER_VERBS)})(?=[，,；;。、）)〕】\\]]|$)")
_BRACKETED_LABEL = re.compile(r"[【\[〔]([^【】\[\]〔〕：]{2,8})[】\]〕][：:]?")
_LABEL_WITHOUT_COLON = (
    f"(?:{_one_of(_LABEL_MARGINS)})?(?:{_one_of([*_LABEL_ROLES, *_LABEL_OTHERS])})(?:单位|部门)"
)
LABEL = (
    r"[ \t\u3000*★☆※▲●■◆—–]*"
    r"(?:[【\[〔（(]([^【】\[\]〔〕（）()：:]{2,8})[】\]〕）)][：:]?"
    r"|([^\s：:，,。；;（）()]{2,12})[*]{0,2}[：:]"
    rf"|({_LABEL_WITHOUT_COLON})[ \t\u3000]+(?=[\u4e00-\u9fff]))"
)
"""A label in a bracket, before a colon, or before a blank: one of three groups holds it."""
LABEL_IN_TEXT = re.compile(rf"(?:^|(?<=[。；;，\n）)])|(?<=[ \t\u3000])(?![ \t\u3000])){LABEL}")
"""A label where one may begin: at a line's beginning, behind a mark or behind blanks."""
_OPENING_LABEL = re.compile(LABEL)
_BLANK_BEHIND_LABEL = re.compile(
    rf"(?:^|(?<=[；。\n \t\u3000]))({_LABEL_WITHOUT_COLON})[ \t\u3000]+(?=[\u4e00-\u9fff])"
)
_NUMBER_BEFORE_NAME = re.compile(
    r"(?:^|(?<=[：；、，\n]))(?:[①-⑳]|（\d{1,2}）|\d{1,2}[.．、](?!\d))(?=[\u4e00-\u9fff])"
)
_VERB_WITHIN = re.compile(
    f"(?:{_one_of(_VERBS.keys() - {'会同'})})+"
    f"(?!会同|解释|人|同志|{_one_of(_LABEL_HEADS)}|[）)])(?=.)"
)
_TORN = re.compile(
    r"(?<=[管组居村筹业]委)会办(?=公室|$)|(?<=[科文记作])协办(?=公室|$)|"
    r"(?:协作|协同|协助|参与)(?=(?:办|办公室|局|处|科|中心|领导小组|指挥部)(?:$|[（、]))"
)
"""Words that look like verbs within the name of an office: 管委会办公室, 科协办, 协作办."""
_MET = re.compile(
    r"会同|联合(?=[省市县区州国各])|(?<!员)(?<![管组居村筹业常]委)会(?=[省市县区州国各])"
)
"""What stands between a body that leads and one that cooperates: 甲会乙落实."""
_ROUND_LABEL = re.compile(r"(?:^|(?<=[。；\n]))（([^（）：]{2,8})）(?=[\u4e00-\u9fff])")
_MARK_BEFORE = re.compile(r"(?:^|(?<=[。；\n（]))[ \u3000]*[★☆※▲●■◆—–]+[ \u3000]*")
_BLANK_BEHIND_VERB = re.compile(
    rf"({_one_of(_VERBS)})[ \t\u3000]+(?=[\u4e00-\u9fff])(?!(?:{_one_of(_LABEL_HEADS)})：)"
)
_MARKS = str.maketrans(
    {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "．": ".", "｡": "。"}
)


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


# Labels and verbs ------------------------------------------------------------------------------


def label_role(label: str) -> str:
    """Return what a label before a colon, or a table's heading, says.

    Returns:
        A role of the three; `other:` and the label's word; `leader`, `deadline`, `indicator`,
        `remark`; empty for a text that is no label.
    """
    text = re.sub(r"\s", "", label).strip("*—-·")
    text = re.sub(r"^(?:其中|注)?", "", text)
    if _WHEN_LABEL.fullmatch(text):
        return "deadline"
    if _LEADER.fullmatch(text):
        return "leader"
    if _REMARK_LABEL.fullmatch(text):
        return "remark"
    if _KIND_LABEL.fullmatch(text):
        return "indicator"
    return _role_label(_AND_WHEN.sub("", text))


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


def _role_label(text: str) -> str:
    for margin in ("", *_LABEL_MARGINS):
        if not text.startswith(margin):
            continue
        rest = text[len(margin) :]
        for stem, role in _LABEL_ROLES.items():
            if rest.startswith(stem):
                tail = rest[len(stem) :]
                second = next((r for s, r in _LABEL_ROLES.items() if tail.startswith(s)), "")
                if second and tail[2:] in ("", *_LABEL_HEADS):
                    return LEAD if LEAD in (role, second) else COOPERATING
                if tail in _LABEL_HEADS or (not tail and stem not in ("责任", "承担")):
                    return role
                if _HEAD_WITH_WORD.fullmatch(tail):
                    return role
        for stem in _LABEL_OTHERS:
            if rest.startswith(stem) and rest[len(stem) :] in _LABEL_HEADS:
                return f"other:{stem}"
    return ""


def _verb_phrase(chunk: str) -> tuple[str, list[str]]:
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


def _verb_inside(text: str) -> tuple[str, list[str]] | None:
    """Return names and verbs of names VERB object, as in 市水利局牵头编制; None for another text.

    It is cut at a verb whose left side is a body.
    """
    for verb in _VERB_WITHIN.finditer(text):
        if _TORN.match(text, verb.end() - 2):
            continue
        names, verbs = _verb_phrase(text[: verb.end()])
        found = cut(names)[0] if verbs else []
        if found and all(map(is_body, found)):
            return names, verbs
    return None


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


def _role_of(verbs: list[str]) -> str:
    """Return the role that verbs tell together: 牵头负责 leads, 负责配合落实 cooperates."""
    roles = {_VERBS[verb] for verb in verbs if verb in _VERBS}
    for role in (LEAD, COOPERATING, RESPONSIBLE):
        if role in roles:
            return role
    return f"other:{verbs[0]}"


def role_of_verb(verbs: str) -> str:
    """Return the role that a run of verbs gives: 牵头负责 leads."""
    return _role_of(_verb_phrase(verbs)[1])


def without_manner(text: str) -> str:
    """Take the words of manner off a text's end: 甲、乙按职责分工."""
    while (word := _ending(text)) in _MANNERS:
        text = text[: len(text) - len(word)]
    return text


# The parser ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Listed:
    name: Name
    joined: bool
    """Whether it stands after 会同."""


@dataclass(slots=True)
class _Parser:
    """Reads one clause; lists of names wait until a verb or the end of their label claims them."""

    known: Collection[str]
    places: Collection[str]
    roles: dict[str, list[Name]] = field(default_factory=dict)
    waiting: list[_Listed] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    label: str = ""
    joined: bool = False
    others: bool = False
    heard: bool = False
    """Whether a role word was met."""
    run: list[str] = field(default_factory=list)
    """Printed names since the last ，: a left-out prefix reaches no further."""
    settled: int = 0
    """How many of the waiting names stand before the last ，."""

    def read(self, text: str) -> None:
        for sentence, _ in pieces(text, "。；\n"):
            self.sentence(sentence.strip())

    def sentence(self, sentence: str) -> None:
        if not sentence:
            return
        if says_first_leads(sentence):
            self.end_of_list()
            head, _, rule = _rule_apart(sentence)
            if head:
                self.chunks(head)
            self.note("first_lead", rule)
            return
        self.chunks(sentence)
        if self.label:
            self.end_of_list()
        if self.label in _FIELD_LABELS:
            self.label = ""

    def chunks(self, sentence: str) -> None:
        parts = list(pieces(sentence, "，、"))
        for number, (chunk, mark) in enumerate(parts):
            if _FROM_HERE.match(chunk.strip()):
                rest = "".join(a + b for a, b in parts[number:])
                self.note("remark", rest.strip("，。、"))
                return
            self.chunk(chunk.strip())
            if mark == "，":
                self.run, self.settled = [], len(self.waiting)
        self.run, self.settled = [], len(self.waiting)

    def chunk(self, chunk: str) -> None:
        label, rest = _label_apart(chunk)
        if label:
            self.start_label(label)
            chunk = rest
        if not chunk:
            return
        if self.field(chunk):
            return
        chunk = self.without_date(chunk)
        if not chunk:
            return
        opened = _OPENING.match(chunk)
        if opened and len(chunk) > opened.end() + 1:
            chunk = chunk[opened.end() :]
            if opened[0].endswith("会同"):
                self.joined = self.heard = True
                self.run = []
        named = _NAMED.search(chunk)
        role = _role_label(named[1]) if named else ""
        if named and role:
            self.names(chunk[: named.start()])
            self.heard = True
            self.claim(role)
            return
        names, verbs = _verb_phrase(chunk)
        inside = _verb_inside(names)
        if inside:
            names, verbs = inside
            self.note("object", chunk)
        self.names(names)
        if verbs:
            self.heard = True
            self.claim(_role_of(verbs))

    def start_label(self, label: str) -> None:
        self.end_of_list()
        self.label, self.heard = label, True
        self.run = []

    def field(self, chunk: str) -> bool:
        """Take a chunk that names no bodies: a deadline, a kind of indicator, a remark."""
        kind = _KIND.fullmatch(chunk)
        if kind:
            self.note("indicator", kind[1])
            return True
        if self.label in _FIELD_LABELS:
            self.note(self.label, chunk)
            return True
        if _LONG_TERM.fullmatch(chunk) or (
            re.search(r"\d|年底|季度", chunk) and _WHEN.fullmatch(chunk)
        ):
            self.note("deadline", chunk)
            return True
        return False

    def without_date(self, chunk: str) -> str:
        """Take a deadline off a chunk's beginning; all of it where no body follows."""
        begun = _BEGINS_WITH_DATE.match(chunk)
        if not begun:
            return chunk
        rest = chunk[begun.end() :]
        opened = _OPENING.match(rest)
        if is_body(_verb_phrase(rest[opened.end() :] if opened else rest)[0]):
            self.note("deadline", begun[0])
            return rest
        self.note("deadline", chunk)
        return ""

    def names(self, text: str) -> None:
        before, met, after = _met(text)
        if met:
            self.names(before)
            self.joined, self.heard, self.run = True, True, []
            text = after
        if not text:
            return
        found, others = cut(text)
        self.others = self.others or others
        for printed in found:
            if _NO_NAME.search(bare(printed)):
                self.note("remark", printed)
                continue
            plain, role = _own_role(printed)
            self.run.append(plain)
            name = restored(self.run, self.known, self.places)[-1]
            if role:
                self.heard = True
                self.place(role, name)
            else:
                self.waiting.append(_Listed(name, self.joined))

    def claim(self, role: str) -> None:
        """Give the waiting names the role of a verb."""
        if role == RESPONSIBLE and self.label in (LEAD, COOPERATING):
            role = self.label
        if self.label and role != self.label and 0 < self.settled < len(self.waiting):
            # 责任单位：甲、乙，丙配合: the label has claimed what stands before ，.
            for item in self.waiting[: self.settled]:
                self.place(self.label, item.name)
            self.waiting = self.waiting[self.settled :]
        self.settled = 0
        met = any(item.joined for item in self.waiting)
        for item in self.waiting:
            own = COOPERATING if item.joined else LEAD if met else role
            self.place(own, item.name)
        self.waiting, self.joined = [], False

    def end_of_list(self) -> None:
        """Give the waiting names the role of the label, or of 会同."""
        if self.waiting and (self.label or any(item.joined for item in self.waiting)):
            self.claim(self.label or RESPONSIBLE)

    def place(self, role: str, name: Name) -> None:
        # A body printed twice stays twice: a list holds what is printed.
        self.roles.setdefault(role, []).append(name)

    def note(self, key: str, text: str) -> None:
        self.fields.setdefault(key, []).append(text)

    def result(self) -> Attribution:
        self.end_of_list()
        named = [name for names in self.roles.values() for name in names]
        when = "，".join(self.fields.get("deadline", ()))
        return Attribution(
            lead=tuple(self.roles.get(LEAD, ())),
            responsible=tuple(self.roles.get(RESPONSIBLE, ())),
            cooperating=tuple(self.roles.get(COOPERATING, ())),
            others=tuple(
                (role.removeprefix("other:"), tuple(names))
                for role, names in self.roles.items()
                if role.startswith("other:")
            ),
            and_others=self.others,
            deadline=when,
            deadline_date=day_in(when),
            leader="、".join(self.fields.get("leader", ())),
            indicator="".join(self.fields.get("indicator", ()))[:3],
            remark="；".join(self.remarks()),
            first_lead="".join(self.fields.get("first_lead", ())),
            unplaced=tuple(item.name.text for item in self.waiting),
            objects=tuple(self.fields.get("object", ())),
            doubtful=tuple(n.text for n in named if not is_body(n.text, self.known)),
        )

    def remarks(self) -> Iterator[str]:
        yield from self.fields.get("remark", ())


def _rule_apart(sentence: str) -> tuple[str, str, str]:
    """Cut the rule of the first listed off what stands before it in the same sentence."""
    found = re.search(r"[，,]?(?:列|排|名列|首|第一|位列|以|凡)", sentence)
    place = found.start() if found else 0
    return sentence[:place].strip("，"), "", sentence[place:].strip("，")


def _label_apart(chunk: str) -> tuple[str, str]:
    head, colon, rest = chunk.partition("：")
    role = label_role(head) if colon else ""
    if role:
        return role, rest.strip()
    named = re.match(r"([^为是]{3,8})(?:为|是)(?=.{2})", chunk)
    role = _role_label(named[1]) if named else ""
    return (role, chunk[named.end() :]) if named and role else ("", chunk)


def _met(text: str) -> tuple[str, str, str]:
    """Cut at a 会同, 联合 or 会 between names."""
    for found in _MET.finditer(text):
        place = found.start()
        if place > 0 and is_body(re.split(r"等", text[:place])[0]):
            return text[:place], found[0], text[found.end() :]
    return text, "", ""


def _own_role(name: str) -> tuple[str, str]:
    """Return a name and the role that a bracket behind it gives: 市发改委（牵头）."""
    found = re.search(r"[（(]([^（）()]{2,8})[）)]$", name)
    if not found:
        return name, ""
    rest, verbs = _verb_phrase(found[1])
    if not rest and verbs:
        return name[: found.start()], _role_of(verbs)
    role = _role_label(found[1])
    return (name[: found.start()], role) if role else (name, "")


def day_in(words: str) -> date | None:
    """Return the day that words hold, None where they hold none or several."""
    days = _DAY.findall(words)
    if len(days) != 1:
        return None
    try:
        return date(*map(int, days[0]))
    except ValueError:
        return None


def _label_in_words(found: re.Match[str]) -> str:
    return f"；{found[1]}：" if label_role(found[1]) else found[0]


def label_in_bracket(text: str) -> str:
    """Return the label that a bracket holds, as 【责任单位】, where a text begins with one."""
    found = _BRACKETED_LABEL.match(text)
    return found[1] if found and label_role(found[1]) else ""


def normal(text: str) -> str:
    """Return a clause with full-width marks and without what wraps it."""
    text = re.sub(r"[\u200b\ufeff*]", "", text).translate(_MARKS).strip()
    text = _BRACKETED_LABEL.sub(_label_in_words, text)
    text = _ROUND_LABEL.sub(_label_in_words, text)
    text = _MARK_BEFORE.sub("", text)
    text = _BLANK_BEHIND_LABEL.sub(r"；\1：", text)
    text = _NUMBER_BEFORE_NAME.sub("", text)
    text = re.sub(r"[①-⑳]", "、", text)
    text = _BLANK_BEHIND_VERB.sub(r"\1，", text)
    # 牵头单位：甲　配合单位：乙 parts its labels by blanks alone.
    text = re.sub(r"(?<=\S)[ \t\u3000]+(?=[^\s：，、。；]{2,8}：)", "；", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff）])\.(?=[\u4e00-\u9fff）]|$)", "。", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff])[/／|](?=[\u4e00-\u9fff])", "、", text)
    text = text.strip("。；， ")
    if text[:1] in "（〔【[" and text[-1:] in "）〕】]":
        text = _MARK_BEFORE.sub("", text[1:-1].strip("。；， "))
    return text


def parse(
    text: str, known: Collection[str] = frozenset(), places: Collection[str] = ()
) -> Attribution | None:
    """Read an attribution clause.

    Args:
        text: The clause, with or without the bracket around it.
        known: Names of bodies seen elsewhere in the document.
        places: Names of places, see `names.restored`.

    Returns:
        What it says; None for a text that gives no body a role.
    """
    parser = _Parser(known, places)
    parser.read(normal(text))
    if not parser.heard:
        return None
    found = parser.result()
    return found if found.names or found.first_lead else None


def only_deadline(text: str) -> bool:
    """Whether a short sentence says by when, and nothing else."""
    if len(text) > 24:
        return False
    parser = _Parser((), ())
    parser.read(normal(text))
    return set(parser.fields) == {"deadline"} and not parser.waiting and not parser.roles


def parse_list(
    text: str, known: Collection[str] = frozenset(), places: Collection[str] = ()
) -> Attribution:
    """Read a table's cell that lists bodies under a heading; the names are `responsible`."""
    parser = _Parser(known, places)
    parser.label = RESPONSIBLE
    parser.read(normal(text))
    return parser.result()


def first_leads(found: Attribution, rule: str) -> Attribution:
    """Apply the rule that the first listed body leads, where a clause tells no lead.

    Clauses that name only collective bodies (各省级人民政府) have no first one to speak of.
    """
    names = found.responsible
    if found.lead or not names or all(is_collective(name.text) for name in names):
        return found
    if rest_cooperates(rule):
        return replace(
            found, lead=names[:1], responsible=(), cooperating=(*names[1:], *found.cooperating)
        )
    return replace(found, lead=names[:1], responsible=names[1:])


__all__ = ["Attribution", "bare", "first_leads", "label_role", "may_be_clause", "parse"]
