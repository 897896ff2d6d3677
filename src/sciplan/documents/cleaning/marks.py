"""Punctuation as official documents write it."""

import re

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.marks import FULL, HALF, USUAL
from sciplan.documents.words.mentions import has_role, may_be_clause

_HAN = re.compile(HAN)
_CHINESE = re.compile(rf"[{HAN_RANGE}\u3001-\u303f“”‘’—…，：；（）]")
_BRACKET = re.compile("[（(）)]")
_LONGEST_CLAUSE = 600
_BRACES = re.compile(r"[{｛]([^{}｛｝\n]{2,600})[}｝]|[<＜]([^<>＜＞\n]{2,600})[>＞]")


def with_wide_marks(text: str) -> str:
    """Restore full-width punctuation in Chinese context: not in 2.0, 10:26:00 or (PPP).

    Braces and angles around a clause become brackets: {市水利局牵头}.
    """
    text = text.translate(USUAL)
    if any(mark in text for mark in "{<｛＜"):
        text = _BRACES.sub(_bracketed, text)
    return _widened(text) if any(mark in text for mark in HALF) else text


def _bracketed(found: re.Match[str]) -> str:
    inside = found[1] or found[2]
    return f"（{inside}）" if has_role(inside) else found[0]


def _widened(text: str) -> str:
    chars = list(text)
    pairs = _brackets(text)
    for place, char in enumerate(text):
        if char in ",:;?!" and _in_chinese(text, place):
            chars[place] = char.translate(FULL)
        elif pairs.get(place) and _is_chinese_bracket(text, place, pairs[place]):
            chars[place], chars[pairs[place]] = "（）"
    return "".join(chars)


def _in_chinese(text: str, place: int) -> bool:
    before = text[place - 1 : place]
    after = text[place + 1 : place + 2]
    if text[place] == ":" and after == "/":
        return False
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    return any(_CHINESE.match(near) for near in (before, after))


def _brackets(text: str) -> dict[int, int]:
    """Return where each bracket opens and where it closes; 0 where nothing closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] in "(（":
            opened.append(found.start())
            pairs[found.start()] = 0
        elif opened:
            pairs[opened.pop()] = found.start()
    return pairs


def left_open(text: str) -> int | None:
    """Return where the first bracket stands that nothing closes; None where all are closed."""
    return next((start for start, end in _brackets(text).items() if not end), None)


def _is_chinese_bracket(text: str, start: int, end: int) -> bool:
    # A first look only: brackets in brackets would make the search over the content quadratic.
    inside = text[start + 1 : min(end, start + 200)]
    mixed = text[start] + text[end] not in ("()", "（）")
    return mixed or bool(_HAN.search(inside))


def with_closed_clause(text: str) -> str:
    """Close the bracket of a clause that a paragraph's end leaves open: （甲牵头，乙配合."""
    start = left_open(text)
    if start is None:
        return text
    whole = text.rstrip("。 \t\u3000")
    inside = whole[start + 1 :]
    # Words behind the clause would be taken for a part of it.
    alone = len(inside) <= _LONGEST_CLAUSE and all(map(may_be_clause, inside.split("。")))
    return f"{whole}）{text[len(whole) :]}" if alone and has_role(inside) else text
