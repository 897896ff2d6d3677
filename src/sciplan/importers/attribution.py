"""The grammar of attribution clauses: who leads, who cooperates. Its forms are in docs/import.md.

A clause is a row of sentences (。；), a sentence a row of chunks (，、), and a chunk one of

    chunk  = [label "："] [ "由" | "会同" ] names [manner]* [verb]+
           | [label "："] names
           | when | kind | remark

A label holds for the names that follow it, a verb for the names that stand before it; where both
speak, the verb tells more, but 负责 tells nothing that the label does not.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sciplan.importers.names import Name, bare, cut, is_body, is_collective, pieces, restored
from sciplan.importers.words import (
    COOPERATING,
    LABEL_HEADS,
    LABEL_WITHOUT_COLON,
    LEAD,
    RESPONSIBLE,
    VERBS,
    has_role,
    is_role,
    label_role,
    may_be_clause,
    one_of,
    opening_label,
    rest_cooperates,
    role_label,
    role_label_ahead,
    role_of,
    says_first_leads,
    verb_inside,
    verb_phrase,
)


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
_FROM_HERE = re.compile(r"^(?:以下|下同|不再列出|不再一?一?列|均需|余同|同上$)")
_FIELD_LABELS = frozenset({"deadline", "leader", "indicator", "remark"})
_OPENING = re.compile(
    r"(?:(?:以上|上述|该|此|本)(?:项)?)?(?:各项)?(?:具体)?(?:任务|工作|措施|事项|内容|行动)?由|"
    r"并由|并?会同|其中|同时"
)


_NAMED = re.compile(r"(?:作为|为|是)([^为是]{3,8})$")
"""甲为牵头单位."""
_BRACKETED_LABEL = re.compile(r"[【\[〔]([^【】\[\]〔〕：]{2,8})[】\]〕][：:]?")
_BLANK_BEHIND_LABEL = re.compile(
    rf"(?:^|(?<=[；。\n \t\u3000]))({LABEL_WITHOUT_COLON})[ \t\u3000]+(?=[\u4e00-\u9fff])"
)
_NUMBER_BEFORE_NAME = re.compile(
    r"(?:^|(?<=[：；、，\n]))(?:[①-⑳]|（\d{1,2}）|\d{1,2}[.．、](?!\d))(?=[\u4e00-\u9fff])"
)
_MET = re.compile(
    r"会同|联合(?=[省市县区州国各])|(?<!员)(?<![管组居村筹业常]委)会(?=[省市县区州国各])"
)
"""What stands between a body that leads and one that cooperates: 甲会乙落实."""
_ROUND_LABEL = re.compile(r"(?:^|(?<=[。；\n]))（([^（）：]{2,8})）(?=[\u4e00-\u9fff])")
_MARK_BEFORE = re.compile(r"(?:^|(?<=[。；\n（]))[ \u3000]*[★☆※▲●■◆—–]+[ \u3000]*")
_BLANK_BEHIND_VERB = re.compile(
    rf"({one_of(VERBS)})[ \t\u3000]+(?=[\u4e00-\u9fff])(?!(?:{one_of(LABEL_HEADS)})：)"
)
_MARKS = str.maketrans(
    {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "．": ".", "｡": "。"}
)


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
        role = role_label(named[1]) if named else ""
        if named and role:
            self.names(chunk[: named.start()])
            self.heard = True
            self.claim(role)
            return
        names, verbs = verb_phrase(chunk)
        inside = verb_inside(names)
        if inside:
            names, verbs = inside
            self.note("object", chunk)
        self.names(names)
        if verbs:
            self.heard = True
            self.claim(role_of(verbs))

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
        if is_body(verb_phrase(rest[opened.end() :] if opened else rest)[0]):
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
    role = role_label(named[1]) if named else ""
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
    rest, verbs = verb_phrase(found[1])
    if not rest and verbs:
        return name[: found.start()], role_of(verbs)
    role = role_label(found[1])
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


__all__ = [
    "COOPERATING",
    "LEAD",
    "RESPONSIBLE",
    "Attribution",
    "day_in",
    "first_leads",
    "has_role",
    "is_role",
    "label_in_bracket",
    "label_role",
    "may_be_clause",
    "normal",
    "only_deadline",
    "opening_label",
    "parse",
    "parse_list",
    "role_label_ahead",
    "says_first_leads",
]
