"""The last sweep: what looks like an attribution and stands in no clause that was read."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate

from sciplan.base.chinese import HAN_RANGE
from sciplan.base.marks import tight
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.labels import label_role
from sciplan.documents.words.levels import BODY_BEGINS, EVERY_LEVEL
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.names import is_body, is_definite, leading_bodies, pieces
from sciplan.documents.words.roles import is_role, role_words
from sciplan.documents.words.rows import one_of

_SENTENCE = re.compile(r"[^。；！？\n\0]+")
_BRACKET = re.compile(r"[（(〔\[【]([^（）()〔〕\[\]【】]*(?:（[^（）]*）[^（）]*)*)[）)〕\]】]")
_VERB = re.compile(one_of(role_words("sought")))
_MET = re.compile(rf"联合|协同|[商会](?=[{BODY_BEGINS}])")
"""Joins two bodies, where it is a word of its own."""
_MANNER = re.compile(r"(?:按照?|依据?|根据|结合)?(?:各自)?(?:职责|职能)?分?工?(?:分别|共同|具体)?$")
_CHARGE = re.compile(r"(?:由)?(.{2,20}?)(?:要|应|须|负责|牵头)")
_LABEL = re.compile(rf"([{HAN_RANGE}（）、]{{2,10}})[：:](?=[^：:]{{2}})")
_ENDS_WITH_LABEL = re.compile(rf"(?:{one_of(role_words('run-in'))})(?:单位|部门)$")
"""完善机制责任单位：甲, where a break is lost."""
_BEFORE = re.compile(r"^.*?(?<!自)由(?=.{2})|^(?:其中|同时)")
_SHORTEST = 2
_NEAR = 100
"""A body stands within so many characters of its verb."""
_NO_DUTY = re.compile(r"负责解释|负责人|负责同志|落实情况")
_CITED = re.compile(r"“[^”]{0,200}”|《[^》]{0,200}》")


def unclaimed(
    paragraphs: Sequence[Paragraph], claimed: Iterable[str], known: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Yield line and words of each sentence that looks like an attribution nobody read.

    Args:
        paragraphs: The text.
        claimed: The clauses that were read or reported, as printed, in order.
        known: Names of bodies seen in clauses.
    """
    plain = [re.sub(r"[ \t\u3000]", "", paragraph.text) for paragraph in paragraphs]
    starts = [*accumulate((len(text) + 1 for text in plain), initial=0)][:-1]
    text = without("\n".join(plain), claimed)
    for sentence in _SENTENCE.finditer(text):
        if looks_like_attribution(sentence[0], known):
            place = bisect_right(starts, sentence.start()) - 1
            yield paragraphs[place].line, sentence[0]


def without(text: str, claimed: Iterable[str]) -> str:
    """Blot out the clauses, line by line; each is sought behind the one before.

    A clause of several lines may have had numbers before them.

    Args:
        text: The text, without blanks.
        claimed: The clauses as printed, in order.
    """
    kept = [place for place, char in enumerate(text) if char != "\n"]
    plain = text.replace("\n", "")
    spans: list[tuple[int, int]] = []
    after = 0
    gone: set[str] = set()
    sought: dict[str, int] = {}
    for line in (tight(line) for printed in claimed for line in printed.split("\n")):
        if len(line) < _SHORTEST:
            continue
        start = -1 if line in gone else _find(plain, line, after)
        if start < 0:
            # It stands before the one before: a clause about an item with clauses of its own.
            gone.add(line)
            start = _find(plain, line, sought.get(line, 0))
            sought[line] = start + len(line) if start >= 0 else len(plain)
        if start >= 0:
            end = min(start + len(line), len(plain))
            spans.append((kept[start], kept[end - 1] + 1))
            after = max(after, end)
    return _blotted(text, spans)


def _find(text: str, line: str, start: int) -> int:
    """Return where a clause's line stands from a place on, -1 for nowhere."""
    found = text.find(line, start)
    # A label that is a heading has got its colon from us.
    return text.find(line[:-1], start) if found < 0 and line[-1] == "：" else found


def _blotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    kept: list[str] = []
    end = 0
    for start, stop in sorted(spans):
        kept += (text[end:start], "\0" * (stop - max(start, end)))
        end = max(end, stop)
    return "".join((*kept, text[end:]))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE.findall(text)


def looks_like_attribution(sentence: str, known: Collection[str] = frozenset()) -> bool:
    """Whether a body stands beside a word of role or behind a label, or alone in a bracket."""
    labels = [label[1] for label in _LABEL.finditer(_plain(sentence))]
    labelled = any(is_role(label_role(one)) or _ENDS_WITH_LABEL.search(one) for one in labels)
    return labelled or bool(bodies(sentence, known))


def bodies(sentence: str, known: Collection[str] = frozenset()) -> tuple[str, ...]:
    """Return the bodies that a sentence names beside a word of role, or alone in a bracket."""
    sentence = _plain(sentence)
    found: list[str] = []
    for bracket in _BRACKET.finditer(sentence):
        names = [name.strip() for name, _ in pieces(bracket[1], "、，,/")]
        alone = all(is_body(name, known) for name in names)
        if alone and any(is_definite(name, known) for name in names):
            found += names
    for chunk, _ in pieces(sentence.strip("（）()"), "，、,"):
        found += _with_duty(chunk, known)
    return tuple(dict.fromkeys(found))


def charged(sentence: str, known: Collection[str] = frozenset()) -> Iterator[str]:
    """Yield the bodies that prose charges with something or shares a work with.

    市水利局要加强指导; 会同市财政局、市审计局开展检查.
    """
    sentence = _plain(sentence)
    for chunk, _ in pieces(sentence, "，："):
        found = _CHARGE.match(chunk)
        if found and is_definite(found[1], known):
            yield found[1]
    for after in sentence.split("会同")[1:]:
        for name in leading_bodies(after, known):
            if name[0] in f"国{EVERY_LEVEL}" or is_definite(name, known):
                yield name


def _plain(sentence: str) -> str:
    return _NO_DUTY.sub("", _CITED.sub("", marker_at(sentence)[1]))


def _met(chunk: str, known: Collection[str]) -> Iterator[str]:
    """Yield the bodies that 会 or 联合 joins: 市水利局联合市财政局开展巡查."""
    for word in _MET.finditer(chunk):
        first = chunk[max(word.start() - _NEAR, 0) : word.start()]
        others = leading_bodies(chunk[word.end() : word.end() + _NEAR], known)
        if is_definite(first, known) and any(is_definite(name, known) for name in others):
            yield first
            yield from others
            return


def _with_duty(chunk: str, known: Collection[str]) -> Iterator[str]:
    yield from _met(chunk, known)
    for verb in _VERB.finditer(chunk):
        before = chunk[max(verb.start() - _NEAR, 0) : verb.start()]
        left = _MANNER.sub("", _BEFORE.sub("", before)).strip("：").removesuffix("等")
        if is_definite(left, known):
            yield left
        right = chunk[verb.end() : verb.end() + _NEAR]
        if verb[0] == "会同" and is_definite(right, known):
            yield right
