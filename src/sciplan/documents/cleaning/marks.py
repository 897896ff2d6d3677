"""Punctuation as official documents write it."""

import re
from collections.abc import Iterator

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.marks import FULL, HALF, USUAL
from sciplan.documents.words.mentions import has_role, may_be_clause

_HAN = re.compile(HAN)
_CHINESE = re.compile(rf"[{HAN_RANGE}\u3001-\u303f“”‘’—…，：；（）]")
_LONGEST_CLAUSE = 600
_BRACES = re.compile(r"[{｛]([^{}｛｝\n]{2,600})[}｝]|[<＜]([^<>＜＞\n]{2,600})[>＞]")


def with_wide_marks(texts: list[str]) -> list[str]:
    """Restore full-width punctuation in Chinese context: not in 2.0, 10:26:00 or (PPP)."""
    texts = [_with_brackets(text.translate(USUAL)) for text in texts]
    return [_widened(text) if any(mark in text for mark in HALF) else text for text in texts]


def _with_brackets(text: str) -> str:
    """Turn braces and angles around a clause to brackets: {市水利局牵头}."""
    return _BRACES.sub(_bracketed, text) if any(mark in text for mark in "{<｛＜") else text


def _bracketed(found: re.Match[str]) -> str:
    inside = found[1] or found[2]
    return f"（{inside}）" if has_role(inside) else found[0]


def _widened(text: str) -> str:
    chars = list(text)
    pairs = dict(_bracket_pairs(text))
    for place, char in enumerate(text):
        if char in ",:;?!" and _in_chinese(text, place):
            chars[place] = char.translate(FULL)
        elif place in pairs and _is_chinese_bracket(text, place, pairs[place]):
            chars[place] = "（"
            chars[pairs[place]] = "）"
    return "".join(chars)


def _in_chinese(text: str, place: int) -> bool:
    before = text[place - 1 : place]
    after = text[place + 1 : place + 2]
    if text[place] == ":" and after == "/":
        return False
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    return any(_CHINESE.match(near) for near in (before, after))


def _bracket_pairs(text: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in "(（":
            opened.append(place)
        elif char in ")）" and opened:
            start = opened.pop()
            if "(" in (text[start], char) or ")" in (text[start], char):
                yield start, place


def _is_chinese_bracket(text: str, start: int, end: int) -> bool:
    # A first look only: brackets in brackets would make the search over the content quadratic.
    inside = text[start + 1 : min(end, start + 200)]
    mixed = text[start] + text[end] not in ("()", "（）")
    return mixed or bool(_HAN.search(inside))


def with_closed_clauses(texts: list[str]) -> list[str]:
    """Close the bracket of a clause that a paragraph's end leaves open: （甲牵头，乙配合."""
    return [_closed(text) if "（" in text else text for text in texts]


def _closed(text: str) -> str:
    start = _left_open(text)
    if start is None:
        return text
    whole = text.rstrip("。 \t\u3000")
    inside = whole[start + 1 :]
    # Words behind the clause would be taken for a part of it.
    alone = len(inside) <= _LONGEST_CLAUSE and all(map(may_be_clause, inside.split("。")))
    return f"{whole}）{text[len(whole) :]}" if alone and has_role(inside) else text


def _left_open(text: str) -> int | None:
    """Return where the first bracket stands that nothing closes."""
    opened: list[int] = []
    for place, char in enumerate(text):
        if char in "（(":
            opened.append(place)
        elif char in "）)" and opened:
            opened.pop()
    return opened[0] if opened else None
