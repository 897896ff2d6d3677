"""Attributions inside running sentences: 由市水利局牵头，会同市财政局建设平台，市林草局配合.

    sentence = part { ("，" | "；" | "、") part }
    part     = [ … "由" ] bodies [modal] verb [object] | ["并"] "会同" bodies [object] | words

Only what plainly gives a role to bodies is read: every body is one by its own name, and no verb is
part of a noun (牵头单位, 配合的机制).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sciplan.base.chinese import HAN
from sciplan.documents.clauses.attribution import Attribution
from sciplan.documents.words.names import (
    BodyName,
    cut,
    is_body,
    is_collective,
    is_definite,
    is_list,
    is_office,
    leading_bodies,
    may_be_body,
    pieces,
)
from sciplan.documents.words.prefixes import restored
from sciplan.documents.words.roles import COOPERATING, LEAD, RESPONSIBLE, role_words
from sciplan.documents.words.rows import one_of
from sciplan.documents.words.verbs import role_of, verb_phrase, without_manner
from sciplan.plan.role import AnyRole

_VERB = re.compile(
    rf"(?:{one_of(role_words('prose'))})+"
    r"(?!单位|部门|处室|科室|人|同志|解释|的|下|作用|责任|地位|[）)])"
)
_NO_DUTY = re.compile(
    rf"(?:{one_of(role_words('noun'))})(?:抓总|落实|推进)?的|牵头组成|[对向][^，由]{{2,20}}负责"
)
"""由甲牵头、乙配合的机制 describes a thing; 对甲负责 tells no task."""
_BY = re.compile(r"^.*?(?<!自)(?<!理)由(?=.{2})")
_OPENS = re.compile(r"^(?:请|其中|同时|并由?|原则上|具体|会同)+")
_MODAL = re.compile(
    r"(?:应当|应该|必须|需要|[要应须需将可]|主动|积极|加强|及时|具体|牵头|统一|：|等(?:有关|相关)?(?:部门|单位)|等){1,8}$"
)
_LONGEST = 400
_SHORTEST_NAME = 3
"""企业, 高校, 居委会 tell no body of their own."""
_OF_PLACE = re.compile(rf"{HAN}{{2,4}}?(?:片区|园区|新区|街道|乡|镇)")
_LONGEST_PLACE = 4
"""甲城、乙前片区管理局: the first of two bodies prints no more than its place."""


@dataclass(slots=True)
class _SentenceReader:
    known: Collection[str]
    places: Collection[str]
    roles: dict[AnyRole, list[BodyName]] = field(default_factory=dict)
    others: bool = False
    doubtful: list[str] = field(default_factory=list)

    def read(self, part: str) -> None:
        """Take the roles that a part between commas gives; each verb looks at what is before it."""
        by = bool(_BY.match(part))
        rest = _OPENS.sub("", _BY.sub("", part))
        if part.startswith(("会同", "并会同")):
            self.take(COOPERATING, leading_bodies(rest, self.known), sure=bool(self.roles))
            return
        for verb in _VERB.finditer(rest):
            names = self.before(rest[: verb.start()], first=not self.roles)
            behind = leading_bodies(rest[verb.end() :], self.known)
            met = verb[0].endswith("会同") or (verb[0].endswith("协同") and bool(behind))
            role = LEAD if met else role_of(verb_phrase(verb[0])[1])
            if role == COOPERATING and behind and not self.roles and self.is_helped(rest, verb):
                # 甲配合乙编制规划: 乙 leads.
                self.take(LEAD, behind, sure=True)
            if not names or not self.take(role, names, sure=by or role == LEAD or bool(self.roles)):
                continue
            if met:
                self.take(COOPERATING, behind, sure=True)
            rest = "\0" * verb.end() + rest[verb.end() :]

    def is_helped(self, text: str, verb: re.Match[str]) -> bool:
        """Whether the words before a verb are nothing but bodies, so that they help one behind."""
        return verb[0] == "配合" and is_list(text[: verb.start()])

    def before(self, text: str, *, first: bool) -> list[str]:
        """Return the bodies that end a text: all of it, or behind the last verb what 、 divides."""
        begun = text.rpartition("\0")[2]
        plain = without_manner(_MODAL.sub("", without_manner(begun)))
        self.others = self.others or "等" in begun[len(plain) :][:1]
        listed = [name for piece, _ in pieces(plain.strip("、"), "、") for name in cut(piece)[0]]
        names: list[str] = []
        for name in reversed(listed):
            short = bool(names) and len(name) <= _LONGEST_PLACE and may_be_body(name)
            if not is_body(name, self.known) and not (short and _OF_PLACE.match(names[0])):
                break
            names.insert(0, name)
        whole = len(names) == len(listed)
        return names if whole or (names and not first) else []

    def take(self, role: AnyRole, names: list[str], *, sure: bool) -> bool:
        """Give a role to bodies, where they are ones.

        Args:
            role: The role.
            names: The bodies, as printed.
            sure: Whether the words around them need a body, so that 发展改革委 is one too.
        """
        if not any(self.is_certain(name, sure=sure) for name in names):
            if not self.roles or not all(len(name) > _SHORTEST_NAME for name in names):
                return False
            self.doubtful += names
        else:
            self.doubtful += (name for name in names if not is_body(name, self.known))
        for name in restored(names, self.known, self.places):
            listed = self.roles.setdefault(role, [])
            if all(name.text != other.text for other in listed):
                listed.append(name)
        return True

    def is_certain(self, name: str, *, sure: bool) -> bool:
        if is_definite(name, self.known) or any(name.startswith(place) for place in self.places):
            return True
        some = bool(self.roles) and (is_collective(name) or name.endswith("部门"))
        return some or (sure and is_office(name))


def said_in(
    sentence: str, known: Collection[str] = frozenset(), places: Collection[str] = ()
) -> Attribution | None:
    """Return what a running sentence assigns, None where it plainly assigns nothing.

    Args:
        sentence: The sentence, without 。.
        known: Names of bodies seen elsewhere in the document.
        places: Names of places that bodies' names may begin with.
    """
    if len(sentence) > _LONGEST or not _VERB.search(sentence) or _NO_DUTY.search(sentence):
        return None
    reader = _SentenceReader(known, places)
    for part, _ in pieces(sentence, "，；"):
        reader.read(part.strip())
    if not (reader.roles.get(LEAD) or reader.roles.get(RESPONSIBLE)):
        return None
    return Attribution(
        lead=tuple(reader.roles.get(LEAD, ())),
        responsible=tuple(reader.roles.get(RESPONSIBLE, ())),
        cooperating=tuple(reader.roles.get(COOPERATING, ())),
        and_others=reader.others,
        doubtful=tuple(reader.doubtful),
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence, its mark included."""
    for found in re.finditer(r"[^。！？\n]+[。！？]?", text):
        yield found.start(), found.end()
