"""Where a list of bodies that no bracket holds ends: 责任单位：甲、乙二、种树 ends behind 乙.

In a page copied as one line nothing but the list itself tells where the next heading begins.
"""

import re

from sciplan.base.numerals import CHINESE_NUMBER, LARGE_NUMBER, ONE_TO_TEN
from sciplan.documents.clauses.attribution import only_deadline
from sciplan.documents.words.labels import LABEL_IN_TEXT, label_of, label_role, role_label_ahead
from sciplan.documents.words.markers import STAGE_BEHIND
from sciplan.documents.words.names import is_body, may_be_body
from sciplan.documents.words.roles import is_role, role_words
from sciplan.documents.words.rows import one_of

_ORDINAL = re.compile(
    rf"[（(](?:{CHINESE_NUMBER}|\d{{1,2}})[）)]|第{LARGE_NUMBER}(?:[条章节]|阶段{STAGE_BEHIND})|{CHINESE_NUMBER}[、是]|"
    r"\d{1,2}[.．、](?!\d)"
)
_BREAK = re.compile(
    rf"(?<=[^、，；：\s])(?:[ \t\u3000]+|(?={_ORDINAL.pattern})(?<![{ONE_TO_TEN}\d]))"
)
"""Where a list may end: at a blank that no mark stands before, and at an ordinal."""
_WORD = re.compile(r"[^、，；。：\s]*")
_STOP = re.compile(r"[。\n]")
_BLANKS = re.compile(r"\s*")
_MARKS = "、，；：。\n"
_VERB_BEHIND = re.compile(rf"(?:等|{one_of(role_words('listed'))}|[按依]职责分工.{{0,4}}){{1,8}}$")
_SIGNED = re.compile(r"[^\s、，；]+\s+(?:20\d\d|二[○〇零].{2})年")
"""A body and a date: who signed the document, and when."""
_SHORT = 12
"""So few characters behind a blank may be part of the list, whatever they are."""
_LONGEST = 1500
"""A list of more characters is none: 130 bodies."""
_LONGEST_NAME = 60


def list_end(text: str, start: int, end: int) -> int:
    """Return where the list that begins at a place ends, at the latest where its sentence does.

    Args:
        text: The text.
        start: Where the list begins, behind its label.
        end: Where its sentence ends.
    """
    for found in _BREAK.finditer(text, start, min(end, start + _LONGEST)):
        place, behind = found.start(), _BLANKS.match(text, found.end())
        after = behind.end() if behind else found.end()
        ordinal = _ORDINAL.match(text, after, end)
        last = _last(text, start, place)
        # An ordinal ends a list whatever its last name ends in: 市级媒体3.种树.
        if not (_is_whole(last) or (ordinal and may_be_body(_VERB_BEHIND.sub("", last)))):
            continue
        if ordinal and not _is_numbered_body(text, ordinal, end):
            return place
        if not ordinal and found[0] and not _goes_on(text, after, end):
            return place
    return end


def list_ends(text: str) -> set[int]:
    """Return where the lists behind the labels of a text end before their sentences do."""
    ends: set[int] = set()
    end = 0
    for found in LABEL_IN_TEXT.finditer(text):
        if found.start() >= end and is_role(label_role(label_of(found))):
            sentence = _STOP.search(text, found.end(), found.end() + _LONGEST)
            stop = sentence.start() if sentence else min(found.end() + _LONGEST, len(text))
            end = list_end(text, found.end(), stop)
            if end < stop:
                ends.add(end)
    return ends


def _last(text: str, start: int, place: int) -> str:
    """Return what stands between the last mark outside brackets and a place."""
    start = max(start, place - _LONGEST_NAME)
    begun = max(start, *(text.rfind(mark, start, place) + 1 for mark in _MARKS))
    return text[begun:place].strip()


def _is_whole(piece: str) -> bool:
    """Whether a piece of a list is at its end: a body, with or without a verb, or a deadline."""
    if piece.count("（") != piece.count("）"):
        return False
    plain = _VERB_BEHIND.sub("", piece)
    return (not plain and bool(piece)) or is_body(plain) or only_deadline(piece)


def _is_numbered_body(text: str, ordinal: re.Match[str], end: int) -> bool:
    """Whether an ordinal numbers a body of the list: 1.甲2.乙. 二是 opens a sentence."""
    word = _word(text, ordinal.end(), end)
    following = _ORDINAL.search(word)
    return ordinal[0][-1] != "是" and is_body(word[: following.start()] if following else word)


def _word(text: str, start: int, end: int) -> str:
    found = _WORD.match(text, start, end)
    return found[0] if found else ""


def _goes_on(text: str, place: int, end: int) -> bool:
    """Whether a list goes on behind a blank: with a body, a label, a verb or a deadline."""
    if end - place <= _SHORT or text[place] in "（(" or role_label_ahead(text, place):
        return True
    if _SIGNED.match(text, place, end):
        return False
    word = _word(text, place, end)
    label = text[place + len(word) : place + len(word) + 1] in "：:" and label_role(word)
    return bool(label) or is_body(word)
