"""The grammar of attribution clauses: who leads, who cooperates. Its forms are in docs/import.md.

A clause is a row of sentences (。；), a sentence a row of chunks (，、), and a chunk one of

    chunk  = [label "："] [ "由" | "会同" ] names [manner]* [verb]+
           | [label "："] names
           | when | kind | remark

A label holds for the names that follow it, a verb for the names that stand before it; where both
speak, the verb tells more, but 负责 tells nothing that the label does not.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sciplan.documents.clauses.chunks import (
    NOBODY,
    OPENING,
    PERSON,
    are_certain,
    date_apart,
    is_no_unit,
    label_apart,
    met_apart,
    own_role,
    rule_apart,
    time_apart,
)
from sciplan.documents.clauses.normal import STAR_RULE, STARS, normal
from sciplan.documents.words.dates import only_day
from sciplan.documents.words.deadlines import has_date, is_deadline
from sciplan.documents.words.labels import FieldLabel, LabelMeaning, role_label
from sciplan.documents.words.mentions import rest_cooperates, says_first_leads
from sciplan.documents.words.names import (
    BodyName,
    acts,
    bare,
    bodies_ahead,
    cut,
    is_body,
    is_collective,
    pieces,
)
from sciplan.documents.words.prefixes import restored
from sciplan.documents.words.roles import COOPERATING, LEAD, RESPONSIBLE
from sciplan.documents.words.verbs import role_of, verb_inside, verb_phrase
from sciplan.plan.role import AnyRole, OtherRole, Role


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
        unread: Words that the grammar has no place for: a human must look at them.
    """

    lead: tuple[BodyName, ...] = ()
    responsible: tuple[BodyName, ...] = ()
    cooperating: tuple[BodyName, ...] = ()
    others: tuple[tuple[str, tuple[BodyName, ...]], ...] = ()
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
    unread: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[BodyName, ...]:
        """Every body that the clause names, in the order of roles."""
        listed = (name for _, names in self.others for name in names)
        return (*self.lead, *self.responsible, *self.cooperating, *listed)

    def mapped(self, change: Callable[[Sequence[BodyName]], tuple[BodyName, ...]]) -> "Attribution":
        """Return it with the names of each role changed."""
        return replace(
            self,
            lead=change(self.lead),
            responsible=change(self.responsible),
            cooperating=change(self.cooperating),
            others=tuple((label, change(names)) for label, names in self.others),
        )


_KIND = re.compile(r"(?:约束性|预期性)(?:指标)?")
_FROM_HERE = re.compile(r"^(?:以下|下同|不再列出|不再一?一?列|均需|余同|同上$)")
_JOINING = ("会同", "协同", "联合", "协调", "会商", "商请", "商", "同")
"""How a chunk begins whose bodies cooperate with those named before."""
_NAMED = re.compile(r"(?:作为|为|是)([^为是]{3,8})$")
"""甲为牵头单位."""


class _Listed(NamedTuple):
    name: BodyName
    joined: bool
    """Whether it stands after 会同."""


@dataclass(slots=True)
class _Parser:
    """Reads one clause; lists of names wait until a verb or the end of their label claims them."""

    known: Collection[str]
    places: Collection[str]
    roles: dict[LabelMeaning, list[BodyName]] = field(default_factory=dict)
    waiting: list[_Listed] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    label: LabelMeaning | None = None
    joined: bool = False
    others: bool = False
    heard: bool = False
    """Whether a role word was met."""
    run: list[str] = field(default_factory=list)
    """Printed names since the last ，: a left-out prefix reaches no further."""
    settled: int = 0
    """How many of the waiting names stand before the last ，."""
    stars: dict[str, AnyRole] = field(default_factory=dict)
    """Mark beside a name → the role that the clause says it gives."""

    def read(self, text: str) -> None:
        for rule in STAR_RULE.finditer(text):
            role = role_label(rule[2])
            if role:
                self.stars[rule[1]] = role
                text = text.replace(rule[0], "")
        for sentence, _ in pieces(text, "。；\n"):
            self.sentence(sentence.strip())

    def sentence(self, sentence: str) -> None:
        if not sentence:
            return
        if says_first_leads(sentence):
            self.rule(sentence)
            return
        self.chunks(sentence)
        if self.label or any(item.joined for item in self.waiting):
            self.end_of_list()
        if isinstance(self.label, FieldLabel):
            self.label = None

    def rule(self, sentence: str) -> None:
        """Take the rule of the first listed, and the bodies that stand before or behind it."""
        head, rule = rule_apart(sentence)
        rule, _, behind = rule.partition("：")
        for bodies in (head, behind.strip()):
            if bodies:
                self.chunks(bodies)
        self.note("first_lead", rule)
        if self.waiting:
            # They are what the rule speaks of.
            self.heard = True
            self.claim(self.label or RESPONSIBLE)

    def chunks(self, sentence: str) -> None:
        parts = list(pieces(sentence, "，、"))
        for number, (chunk, mark) in enumerate(parts):
            if _FROM_HERE.match(chunk.strip()):
                rest = "".join(a + b for a, b in parts[number:])
                self.note(FieldLabel.REMARK, rest.strip("，。、"))
                return
            self.chunk(chunk.strip())
            if mark == "，":
                self.run, self.settled = [], len(self.waiting)
        self.run, self.settled = [], len(self.waiting)

    def chunk(self, chunk: str) -> None:
        label, rest = label_apart(chunk)
        if label:
            self.start_label(label)
            chunk = rest
        elif self.foreign_label(chunk):
            return
        if not chunk or self.field(chunk):
            return
        chunk = self.opened(self.without_time(date_apart, chunk))
        before, met, after = met_apart(chunk)
        if met:
            self.bodies(before)
            self.joined, self.heard, self.run = True, True, []
            chunk = after
        if chunk:
            self.bodies(self.without_time(time_apart, chunk))

    def opened(self, chunk: str) -> str:
        """Take off what opens a chunk; behind 会同 and its like bodies cooperate."""
        opened = OPENING.match(chunk)
        if not opened or len(chunk) <= opened.end() + 1:
            return chunk
        # 甲牵头，与乙共同负责 joins; 甲、与乙 goes on with a list.
        led = opened[0].endswith("与") and LEAD in self.roles and not self.waiting
        if led or opened[0].endswith(_JOINING):
            self.joined = self.heard = True
            self.run = []
        return chunk[opened.end() :]

    def bodies(self, chunk: str) -> None:
        """Read names with their verbs: what gives them a role."""
        named = _NAMED.search(chunk)
        role = role_label(named[1]) if named else None
        if named and role:
            self.names(chunk[: named.start()])
            self.heard = True
            self.claim(role)
            return
        names, verbs = verb_phrase(chunk)
        if verbs == ["为主"] and not are_certain(names, self.known):
            names, verbs = chunk, []
        inside = verb_inside(names)
        if inside:
            names, verbs = inside
            self.note("object", chunk)
        else:
            names, verbs = self.without_object(names, verbs)
        self.names(names)
        if verbs:
            self.heard = True
            self.claim(role_of(verbs))

    def without_object(self, names: str, verbs: list[str]) -> tuple[str, list[str]]:
        """Cut off what bodies do, where no role word says it: 市财政局制定细则."""
        listed = cut(names)[0]
        if not listed or all(is_body(name, self.known) for name in listed):
            return names, verbs
        found, rest = bodies_ahead(names, self.known)
        if not found or not acts(rest):
            return names, verbs
        self.note("object", names)
        known_role = verbs and isinstance(role_of(verbs), Role)
        return names[: len(names) - len(rest)], verbs if known_role else []

    def foreign_label(self, chunk: str) -> bool:
        """Read a chunk whose label has no known role: 成员单位：甲, 重大项目：甲牵头."""
        head, colon, rest = chunk.partition("：")
        if not colon:
            return False
        names, verbs = verb_phrase(rest.strip())
        listed = cut(names)[0]
        if not listed or not all(is_body(name, self.known) for name in listed):
            self.end_of_list()
            self.note(FieldLabel.REMARK, chunk)
            self.note("unread", chunk)
            return True
        if verbs:
            self.note("unread", f"{head}：")
            self.bodies(rest.strip())
            return True
        self.start_label(OtherRole(head))
        self.names(names)
        return True

    def start_label(self, label: LabelMeaning) -> None:
        self.end_of_list()
        self.label, self.heard = label, True
        self.run = []

    def field(self, chunk: str) -> bool:
        """Take a chunk that names no bodies: a deadline, a kind of indicator, a remark."""
        if _KIND.fullmatch(chunk):
            self.note(FieldLabel.INDICATOR, chunk)
        elif isinstance(self.label, FieldLabel):
            self.note(self.label, chunk)
        elif is_deadline(chunk):
            self.note(FieldLabel.DEADLINE, chunk)
        else:
            return False
        return True

    def without_time(self, cut_off: Callable[[str], tuple[str, str]], chunk: str) -> str:
        """Take a deadline off a chunk."""
        rest, when = cut_off(chunk)
        if when:
            self.note(FieldLabel.DEADLINE, when)
        return rest

    def names(self, text: str) -> None:
        found, others = cut(text)
        self.others = self.others or others
        for printed in found:
            self.name(printed)

    def name(self, printed: str) -> None:
        if printed in NOBODY:
            return
        if has_date(bare(printed)) or is_no_unit(printed):
            self.note("unread", printed)
            return
        if PERSON.search(printed) and not is_body(printed, self.known):
            self.note(FieldLabel.LEADER, printed)
            self.note("unread", printed)
            return
        plain, role = own_role(printed)
        plain, role = self.starred(plain, role)
        self.run.append(plain)
        name = restored(self.run, self.known, self.places)[-1]
        if role:
            self.heard = True
            self.place(role, name)
        else:
            self.waiting.append(_Listed(name, self.joined))

    def starred(self, printed: str, role: AnyRole | None) -> tuple[str, AnyRole | None]:
        """Take off a mark beside a name; one that the clause doesn't explain is told."""
        plain = printed.strip(STARS)
        if plain == printed or not plain:
            return printed, role
        star = (printed[:1] if printed[:1] in STARS else "") or printed[-1:]
        if star not in self.stars:
            self.note("unread", printed)
        return plain, role or self.stars.get(star)

    def claim(self, role: LabelMeaning) -> None:
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

    def place(self, role: LabelMeaning, name: BodyName) -> None:
        # A body printed twice stays twice: a list holds what is printed.
        self.roles.setdefault(role, []).append(name)

    def note(self, key: str, text: str) -> None:
        self.fields.setdefault(key, []).append(text)

    def result(self) -> Attribution:
        self.end_of_list()
        named = [name for names in self.roles.values() for name in names]
        when = "，".join(self.fields.get(FieldLabel.DEADLINE, ()))
        return Attribution(
            lead=tuple(self.roles.get(LEAD, ())),
            responsible=tuple(self.roles.get(RESPONSIBLE, ())),
            cooperating=tuple(self.roles.get(COOPERATING, ())),
            others=tuple(
                (role.word, tuple(names))
                for role, names in self.roles.items()
                if isinstance(role, OtherRole)
            ),
            and_others=self.others,
            deadline=when,
            deadline_date=only_day(when),
            leader="、".join(self.fields.get(FieldLabel.LEADER, ())),
            indicator="".join(self.fields.get(FieldLabel.INDICATOR, ()))[:3],
            remark="；".join(self.fields.get(FieldLabel.REMARK, ())),
            first_lead="".join(self.fields.get("first_lead", ())),
            unplaced=tuple(item.name.text for item in self.waiting),
            objects=tuple(self.fields.get("object", ())),
            unread=tuple(self.fields.get("unread", ())),
            doubtful=tuple(n.text for n in named if not is_body(n.text, self.known)),
        )


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
    return set(parser.fields) == {FieldLabel.DEADLINE} and not parser.waiting and not parser.roles


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
