"""Under which number, by whom and when a document was issued, never what one it quotes says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.marks import tight
from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.dates import DATE, LOOSE_DAY, first_day
from sciplan.documents.words.names import is_body, may_be_body
from sciplan.documents.words.rows import one_of
from sciplan.documents.words.titles import KIND_END, NUMBER, kinds

_SIGNED = re.compile(
    rf"({HAN}{{2,40}}(?:{one_of(bodies('signs'))}))[ \u3000]*({LOOSE_DAY})"
    rf"(?=[ \u3000]*(?:（此件|附件|(?:20\d\d年)?{HAN}{{2,60}}?(?:{kinds('begins')})|$))"
)
_ABOUT = re.compile(rf"[*#\s]*([{HAN_RANGE}“”、 \u3000]{{2,60}}?)(?:关于|印发(?=《))")
_RED_HEAD = re.compile(rf"[*#\s]*([{HAN_RANGE} \u3000]{{2,60}}?)文件")
_IS_SENTENCE = re.compile(r"^[*#\s]*(?:为|根据|按照|依据|落实|贯彻)|。\s*$")
"""What is no title: 为贯彻落实……关于……的部署，制定本方案。"""
_OWN = re.compile(rf"[ \u3000]*(?:$|{HAN}{{2,60}}?(?:关于|印发))")
"""What follows a document's own number within a line: its title."""
_BLANKS = re.compile(r"[ \t\u3000]+")
_LONGEST_SIGNATURE = 40
_MOST_SIGNERS = 12
_NEAR_NUMBER = 8
"""So few characters may stand around a number on its own line: 文号：."""
_TITLE_LINES = 12
_LONGEST = 600
"""So much of a paragraph is looked at: a page copied as one line begins with its title."""


class Told(NamedTuple):
    """A fact, and in Chinese why a human should look at it; empty where nothing speaks for it."""

    value: str = ""
    ground: str = ""


def number_in(top: Sequence[str], meta: Mapping[str, str]) -> Told:
    """Return the document's own number: on a line of its own, or right before its title.

    Args:
        top: The document's first lines.
        meta: What a page's table of facts says.
    """
    for text in (meta.get("发文字号", ""), *top):
        found = NUMBER.search(text)
        # A number within a sentence belongs to another document.
        if found and len(tight(text)) - len(tight(found[1])) < _NEAR_NUMBER:
            return Told(tight(found[1]))
    for text in top[:_TITLE_LINES]:
        for found in NUMBER.finditer(text):
            if is_outside(text[: found.start(1)]) and _OWN.match(text, found.end()):
                return Told(tight(found[1]), "印在正文一行之中")
    first = NUMBER.search(top[0][:200]) if top else None
    if first and is_outside(top[0][: first.start(1)]):
        return Told(tight(first[1]), "印在正文一行之中")
    return Told()


def is_outside(before: str) -> bool:
    """Whether what follows a text stands in no bracket and no quotation that it opens."""
    return all(before.count(one) <= before.count(other) for one, other in ("（）", "()", "《》"))


def signature(lines: Sequence[str]) -> tuple[str, date] | None:
    """Return who signed and when: bodies' lines before a line that is a date."""
    for place, (before, line) in enumerate(pairwise(lines)):
        found = DATE.fullmatch(tight(line))
        day = first_day(found[0]) if found else None
        if day and _may_sign(before):
            return "、".join(_signers(lines[: place + 1])), day
    return None


def _may_sign(line: str) -> bool:
    bare = tight(line)
    if not 2 <= len(bare) <= _LONGEST_SIGNATURE or re.search(r"[，。：；|]", bare):
        return False
    return all(map(may_be_body, _apart(line))) and not KIND_END.search(bare)


def _signers(lines: Sequence[str]) -> list[str]:
    """Return the bodies of the last line, and of those above it that name bodies alone."""
    found = _apart(lines[-1])
    for line in reversed(lines[max(len(lines) - _MOST_SIGNERS, 0) : -1]):
        above = _apart(line)
        if not (_may_sign(line) and all(map(_signs, above))):
            break
        found = [*above, *found]
    return found


def _signs(name: str) -> bool:
    return is_body(name) and name.endswith(bodies("signs"))


def _apart(line: str) -> list[str]:
    """Return the bodies of a line; blanks between characters of one name are stray."""
    parts = [part for part in re.split(r"[ \t\u3000、]+", line.strip("*# \u3000")) if part]
    return parts if len(parts) > 1 and all(map(is_body, parts)) else [tight(line, "*#")]


def signed_inside(texts: Sequence[str], issuer: str) -> tuple[str, date] | None:
    """Return who signed and when, on a page copied as one line.

    Args:
        texts: The paragraphs to look at.
        issuer: Who issued the document by its title.
    """
    for text in texts:
        found = _SIGNED.search(text[-_LONGEST:]) or _SIGNED.search(text[:_LONGEST])
        day = first_day(tight(found[2])) if found else None
        if found and day:
            return _signer(found[1], issuer), day
    return None


def _signer(words: str, issuer: str) -> str:
    """Return the body that ends a text without marks: behind a title, or the known issuer."""
    if issuer and words.endswith(issuer):
        return issuer
    return re.split(f"(?:{kinds('title')})(?={HAN}{{4}})", words)[-1]


def issuer_in(top: Sequence[str], title: str) -> str:
    """Return who issues by a title: 甲关于……, with 甲 on the lines above or in a red head.

    Args:
        top: The document's first lines.
        title: Its title.
    """
    lines = top[:_TITLE_LINES]
    return next((name for text in _titled(lines, title) if (name := _issuers(text))), "")


def _titled(lines: Sequence[str], title: str) -> Iterator[str]:
    """Yield what may name the issuer."""
    for place, text in enumerate((*lines, title)):
        if _IS_SENTENCE.search(text):
            continue
        if text.lstrip("*# \u3000").startswith(("关于", "印发")) and place:
            above = lines[: min(place, len(lines))]
            if above and _may_sign(above[-1]) and _signs(_apart(above[-1])[-1]):
                yield " ".join(_signers(above))
        own = text[:_LONGEST]
        for number in NUMBER.finditer(own):
            own = own[number.end() :] if _OWN.match(own, number.end()) else own
        found = _ABOUT.match(own) or _RED_HEAD.fullmatch(own)
        if found:
            yield found[1]


def _issuers(text: str) -> str:
    parts = [part for part in _BLANKS.split(text.strip(" \u3000、")) if part]
    return "、".join(parts) if len(parts) > 1 and all(map(is_body, parts)) else tight(text)
