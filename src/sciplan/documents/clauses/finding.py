"""Where attribution clauses stand in a text: in brackets, after a label, as a last sentence."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from sciplan.base.chinese import HAN
from sciplan.documents.clauses.attribution import Attribution, only_deadline, parse, parse_list
from sciplan.documents.clauses.listed import list_end
from sciplan.documents.clauses.normal import label_in_bracket, normal
from sciplan.documents.clauses.sentences import said_in, sentences
from sciplan.documents.clauses.spans import CLOSE, OPEN, brackets, line_end, lines, overlaps
from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.labels import (
    LABEL_IN_TEXT,
    LEADING_MARKS,
    SHARES,
    FieldLabel,
    label_of,
    label_role,
    opening_label,
)
from sciplan.documents.words.levels import LEVELS
from sciplan.documents.words.mentions import has_role, may_be_clause
from sciplan.documents.words.names import (
    BodyName,
    has_shape_of_name,
    is_body,
    is_collective,
    is_definite,
    is_department,
    is_list,
    is_office,
    is_whole_name,
    may_be_body,
    pieces,
)
from sciplan.documents.words.roles import is_role
from sciplan.documents.words.rows import one_of
from sciplan.documents.words.verbs import verb_phrase

_SENTENCE_END = "。！？；”）)〕】\n;"
_GOES_ON = re.compile(r"\s*[^\s：:，。]{2,12}[：:]|.{0,8}(?:首位|第一)")
"""What follows 。 in a clause with labels, where the clause goes on."""
_SOME_BODY = re.compile(
    rf"[{LEVELS}国]{HAN}{{1,12}}(?:{one_of(bodies('clause'))})|各(?:有关)?(?:部门|单位)"
)
_TIES = "的和与及、：:等为是并将”》）)]"
"""What follows a bracket that explains a word."""
_EXAMPLE = re.compile(
    rf"[（(〔\[【](?:例如|比如|包括|详见|参见|见|含|即|以下简称|简称|如(?=[省市区州国各有]|县{HAN}{{2}}))"
)
"""How a bracket begins that explains what stands before it."""
_SURE_ROLE = re.compile("负责|配合|主办|协办|落实[）)〕】\\]]$")
_FINAL = re.compile(r"[。；;]?[ \t\u3000]*(?:\n|$)")
_OFFICE = re.compile(rf"(?:{one_of(bodies('long'))})(?:[（(].*)?$")
_BEFORE_ROLES = (FieldLabel.DEADLINE, FieldLabel.LEADER)
"""What labels of a clause may say before its first body: 完成时限：……；牵头单位：……."""
_BETWEEN = " \t\n\u3000；;，,。"
_WITHIN = tuple("， \t\u3000")
_SHORTEST_LABEL_WITHIN = 4
_GLUED = LABEL_IN_TEXT.groups
"""The group of a label that nothing parts from what stands before it."""
_MARKED = f" \t\u3000*{LEADING_MARKS}"
"""Blanks and marks that stand before a clause."""
_SHORT_NAME = 2
_LONGEST = 1500
"""A clause of more characters is no clause: 130 bodies."""


@dataclass(frozen=True, slots=True)
class FoundClause:
    """A clause in a text.

    Args:
        start: Index of its first character.
        end: Index after its last.
        text: The clause as printed.
        said: What it says; None where it looks like a clause and could not be understood.
    """

    start: int
    end: int
    text: str
    said: Attribution | None
    prose: bool = False
    """Whether it is a running sentence, and so text of its measure too."""

    @property
    def marked(self) -> bool:
        """Whether a bracket or a label sets it apart."""
        label = opening_label(self.text)[0] or SHARES.match(self.text)
        return self.text[:1] in OPEN or bool(label)


def find_prose(
    text: str, known: Collection[str] = frozenset(), places: Collection[str] = ()
) -> list[FoundClause]:
    """Return the clauses of a text, see `find`; of one that has none, sentences that assign."""
    return find(text, known, places) or [
        FoundClause(start, end, text[start:end].strip(), said, prose=True)
        for start, end in sentences(text)
        if (said := said_in(text[start:end].strip("。！？ \u3000"), known, places))
    ]


def find(
    text: str, known: Collection[str] = frozenset(), places: Collection[str] = ()
) -> list[FoundClause]:
    """Return the clauses of a text, in order.

    Args:
        text: Paragraphs, divided by line feeds.
        known: Names of bodies seen elsewhere in the document.
        places: Names of places that bodies' names may begin with.
    """
    if not may_be_clause(text) and not any(mark in text for mark in OPEN):
        return []
    reader = _ClauseFinder(text, known, places)
    found = list(reader.bracketed())
    for more in (reader.labelled, reader.bare_sentences):
        found = sorted([*found, *more(found)], key=lambda clause: clause.start)
    return reader.side_by_side(found)


class _ClauseFinder:
    def __init__(self, text: str, known: Collection[str], places: Collection[str]) -> None:
        self.text = text
        self.known = known
        self.places = places
        # A bracket is a clause, then perhaps a last sentence: one reading serves both.
        self.parse = cache(self._parse)

    def _parse(self, clause: str) -> Attribution | None:
        return parse(clause, self.known, self.places) if len(clause) <= _LONGEST else None

    def bracketed(self) -> Iterator[FoundClause]:
        before = 0
        for start, end in brackets(self.text):
            printed = self.text[start:end]
            if before and only_deadline(printed) and not self.text[before:start].strip(_BETWEEN):
                yield FoundClause(start, end, printed, None)  # joined to the clause before
                continue
            before = 0
            if label_in_bracket(printed):
                continue
            if not may_be_clause(printed):
                yield from self.only_names(printed, start, end)
                continue
            said = self.parse(printed)
            if said and self.is_clause(said, start, end):
                before = end
                yield FoundClause(start, end, printed, said)
            elif self.is_suspect(printed, start, end):
                yield FoundClause(start, end, printed, None)

    def only_names(self, printed: str, start: int, end: int) -> Iterator[FoundClause]:
        """Yield a bracket behind a sentence that lists bodies and no role: as good as unread."""
        inner = printed[1:-1].strip()
        after = self.text[end : end + 2]
        apart = self.stands_apart(start, end) or after in ("。", "。\n")
        if not 2 <= len(inner) <= 400 or not apart or not self.ends_sentence(end):
            return
        said = parse_list(inner, self.known, self.places)
        names = tuple(name.text for name in said.responsible)
        if not names or said.remark or said.unread or (said.deadline and len(names) == 1):
            return
        if len(names) == 1:
            # 市人力资源和社会保障局（市人社局） tells a name's short form.
            good = self.is_alone(names[0]) and not _OFFICE.search(
                self.text[max(start - 20, 0) : start]
            )
        else:
            sure = sum(is_definite(name, self.known) or is_collective(name) for name in names)
            good = sure > 1 or all(map(is_department, names))
        # Odd names are believed beside as many bodies.
        few = len(said.doubtful) * 2 <= len(names)
        if good and few and all(is_whole_name(name, self.known) for name in said.doubtful):
            yield FoundClause(start, end, printed, replace(said, responsible=(), unplaced=names))

    def is_alone(self, name: str) -> bool:
        """Whether a name in a bracket of its own is surely a body's."""
        many = is_collective(name) and name.startswith(("各", "有关", "相关")) and is_body(name)
        sure = is_definite(name, self.known) or many
        return sure or (len(name) > _SHORT_NAME and is_department(name))

    def is_clause(self, said: Attribution, start: int, end: int) -> bool:
        """Tell a clause from an ordinary bracket that holds a word such as 参与."""
        if _EXAMPLE.match(self.text, start):
            return False
        some = not said.doubtful and any(map(self.is_sure, said.names))
        if not some and not has_role(self.text[start:end]):
            return False  # （政策落实） holds a verb of the wider table
        if self.stands_apart(start, end):
            return _is_good(said) or self.is_shown(said, start, end)
        if said.doubtful or said.unplaced:
            return self.ends_sentence(end) and self.is_shown(said, start, end)
        return self.ends_sentence(end) or self.is_glued(said, end)

    def is_shown(self, said: Attribution, start: int, end: int) -> bool:
        """Whether a closed bracket's words of role alone tell a clause, whatever its names end in.

        负责 and 配合 may be ordinary words: a bracket of them must stand in final place.
        """
        printed = self.text[start:end]
        if printed[-1:] not in CLOSE or said.unplaced or said.objects:
            return False
        plain = bool(opening_label(printed[1:-1])[0]) or "牵头" in printed
        final = self.stands_apart(start, end) or _FINAL.match(self.text, end) is not None
        if plain:
            return all(map(has_shape_of_name, said.doubtful))
        bodies = all(may_be_body(name, self.known) for name in said.doubtful)
        return final and bool(_SURE_ROLE.search(printed)) and bodies

    def is_glued(self, said: Attribution, end: int) -> bool:
        """Whether a clause that lacks stops parts two tasks: 达到9%（甲牵头）提升水平。

        It must be nothing but bodies with parts, and no word may tie it to what follows.
        """
        if self.text[end : end + 1] in _TIES or said.objects or said.unread or said.remark:
            return False
        return bool(said.lead or said.responsible) and all(map(self.is_sure, said.names))

    def is_sure(self, name: BodyName) -> bool:
        return name.text in self.known or is_office(name.text) or is_collective(name.text)

    def stands_apart(self, start: int, end: int) -> bool:
        """Whether a stretch follows the end of a sentence, or ends its paragraph."""
        while start and self.text[start - 1] in " \t\u3000":
            start -= 1
        before = self.text[start - 1 : start]
        after = self.text[end : end + 1]
        return not before or before in _SENTENCE_END or not after or after == "\n"

    def ends_sentence(self, end: int) -> bool:
        after = self.text[end : end + 1]
        return not after or after in "。；;！\n， "

    def is_suspect(self, printed: str, start: int, end: int) -> bool:
        final = self.stands_apart(start, end) and self.ends_sentence(end)
        return final and has_role(printed) and _SOME_BODY.search(printed) is not None

    def labelled(self, taken: list[FoundClause]) -> Iterator[FoundClause]:
        """Yield 责任单位：……, outside brackets; lines with further labels belong to it."""
        end = vain = 0
        for match in LABEL_IN_TEXT.finditer(self.text):
            start = match.start(match.lastindex or 0) - (match[1] is not None)
            label = label_role(label_of(match))
            told_by_verbs = SHARES.match(self.text, start) is not None
            first = (label in _BEFORE_ROLES or told_by_verbs) and start >= vain
            if start < end or not (is_role(label) or first):
                continue
            # 主办： on a web page's last line is a mere word.
            within = self.text[match.start() - 1 : match.start()] in _WITHIN
            short = len(label_of(match)) < _SHORTEST_LABEL_WITHIN
            if (within and short) or overlaps(start, start + 1, taken):
                continue
            stop = self.end_of_labelled(match.end())
            printed = self.text[start:stop].strip()
            said = self.parse(printed)
            good = said and (_is_good(said) or all(map(has_shape_of_name, said.doubtful)))
            if match[_GLUED] and not (said and _is_good(said) and not said.unread):
                continue  # 明确责任单位：…… goes on with its sentence
            if first and not (good and said and said.names):
                vain = stop
                continue
            end = stop
            yield FoundClause(start, end, printed, said if good else None)

    def end_of_labelled(self, start: int) -> int:
        """Return where a clause that begins with a label ends: at 。, or where labels end."""
        while True:
            line_end = self.end_of_names(start)
            end = start
            for sentence, mark in pieces(self.text[start:line_end], "。"):
                stop = list_end(self.text, end, end + len(sentence))
                if stop < end + len(sentence):
                    return stop
                end += len(sentence) + len(mark)
                follows = self.text[end : end + 14]
                if mark and not _GOES_ON.match(follows):
                    break
            if end < line_end:
                return end
            label = LABEL_IN_TEXT.match(self.text, line_end + 1)
            if not label or not label_role(label_of(label)):
                return line_end
            start = label.end()

    def end_of_names(self, start: int) -> int:
        """Return the end of a label's line; where it says nothing, of what stands below it."""
        end = line_end(self.text, start)
        if self.text[start:end].strip():
            return end
        first = True
        while end < len(self.text):
            stop = line_end(self.text, end + 1)
            line = self.text[end + 1 : stop]
            below = (
                len(line) <= _LONGEST and not LABEL_IN_TEXT.match(line) if first else is_list(line)
            )
            if not below:
                break
            end, first = stop, False
        return end

    def side_by_side(self, found: list[FoundClause]) -> list[FoundClause]:
        """Join clauses that nothing parts: （牵头单位：甲）（配合单位：乙） is one."""
        joined: list[FoundClause] = []
        for clause in found:
            before = joined[-1] if joined else None
            if before and not self.text[before.end : clause.start].strip(_BETWEEN):
                printed = self.text[before.start : clause.end]
                said = self.parse(f"{normal(before.text)}；{normal(clause.text)}")
                joined[-1] = FoundClause(before.start, clause.end, printed, said)
            else:
                joined.append(clause)
        return joined

    def bare_sentences(self, taken: list[FoundClause]) -> Iterator[FoundClause]:
        """Yield a paragraph's last sentences where they are nothing but a clause."""
        for start, end in lines(self.text):
            line = self.text[start:end].rstrip("。 \u3000")
            stop = start + len(line)
            if overlaps(stop - 1, end, taken):
                continue
            first = begun = stop
            while begun > start:
                place = start + self.text[start:begun].rstrip("。").rfind("。") + 1
                sentence = self.text[place:begun].strip("。" + _MARKED)
                clause = self.is_bare(sentence)
                if not clause and not only_deadline(sentence):
                    break
                first, begun = (place if clause else first), place
            if first == stop and not overlaps(start, end, taken):
                first = self.tail(start, stop)
            printed = self.text[first:stop].strip(_MARKED)
            if not printed or overlaps(first, end, taken):
                continue
            said = self.parse(printed)
            if said and (said.lead or said.responsible):
                yield FoundClause(first, end, printed, said)

    def tail(self, start: int, stop: int) -> int:
        """Return where a line's last words are a clause, its end if none: 种树，由市林草局负责."""
        place = max(self.text.rfind(mark, start, stop) for mark in ("，由", "；由")) + 1
        return place if place and self.is_bare(self.text[place:stop]) else stop

    def is_bare(self, sentence: str) -> bool:
        """Whether a sentence says who does something, and nothing else."""
        if not 4 <= len(sentence) <= 400 or not may_be_clause(sentence) or "《" in sentence:
            return False
        if any(is_role(label_role(head)) or not label_role(head) for head in _heads(sentence)):
            return False
        said = self.parse(sentence)
        return (
            said is not None
            and self.has_only_bodies(said, sentence)
            and _is_nothing_else(said, sentence)
        )

    def has_only_bodies(self, said: Attribution, sentence: str) -> bool:
        """Whether a sentence without bracket or label names bodies.

        Odd names are believed where one leads, another helps, and every part ends with its verb.
        """
        if not said.doubtful:
            return True
        chunks = [chunk for chunk, _ in pieces(sentence.strip("。"), "，；")]
        said_apart = all(verb_phrase(chunk)[1] or only_deadline(chunk) for chunk in chunks)
        helped = said_apart and bool(said.lead) and len(said.names) > len(said.lead)
        return helped and all(is_whole_name(name, self.known) for name in said.doubtful)


def _heads(sentence: str) -> Iterator[str]:
    """Yield what stands before each colon."""
    for found in re.finditer(r"(?<![^，。；：:])([^，。；：:]*+)[：:]", sentence):
        yield found[1]


def _is_nothing_else(said: Attribution, sentence: str) -> bool:
    if said.unplaced or said.objects or not (said.lead or said.responsible or said.cooperating):
        return False
    named = sum(len(name.printed or name.text) for name in said.names)
    return len(sentence) - len(said.deadline) <= named * 2 + 20


def _is_good(said: Attribution) -> bool:
    """Whether most names of a clause are bodies by their endings, or the only one has a time."""
    doubtful, names = len(said.doubtful), len(said.names)
    return doubtful * 2 <= names or (doubtful == names == 1 and bool(said.deadline))
