"""Marks and blanks: their widths, and texts without them, for comparing."""

import re
from collections.abc import Iterator
from unicodedata import normalize

HALF = ",:;?!()"
"""Half-width marks that Chinese text writes in full width."""
FULL = str.maketrans(HALF, "，：；？！（）")
"""Those marks → full width."""
USUAL = str.maketrans("［］﹝﹞〖〗﹙﹚∶﹕︰﹐､﹑﹔｡﹒", "〔〕〔〕【】（）：：：，、、；。．")
"""Marks of other code points than those that official documents use → the latter."""
NEVER_FIRST = "、。，．；：？！”’）》〉〕】」』％,.;:?!)]%"
"""Marks that begin no line, and no paragraph."""
NEVER_LAST = "“‘（《〈〔【「『(["
"""Marks that end no line."""
BLANKS = r" \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
"""Blanks within a line, seen or not, within a class of a regular expression."""


def tight(text: str, marks: str = "") -> str:
    """Return a text without blanks, nor any of some marks."""
    text = "".join(text.split())
    return text.translate(dict.fromkeys(map(ord, marks))) if marks else text


def one_width(text: str) -> str:
    """Return what somebody typed, half and full width alike, without blanks around it."""
    return normalize("NFKC", text).strip()


def parted(text: str, marks: str) -> list[str]:
    """Return what stands between some marks; those within round brackets don't part.

    Args:
        text: The text; a bracket that is never closed keeps nothing together.
        marks: The marks, each a character.
    """
    # By stretches between brackets, not by a look ahead from each mark, which takes a square.
    parts: list[list[str]] = [[]]
    for stretch, closes in _stretches(text):
        if closes:
            parts[-1].append(stretch)
            continue
        first, *others = re.split(f"[{re.escape(marks)}]", stretch)
        parts[-1].append(first)
        parts += [[other] for other in others]
    return ["".join(part) for part in parts]


def _stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in stretches that each end with a bracket, and whether that closes one."""
    start = 0
    for found in re.finditer("[（(）)]", text):
        yield text[start : found.end()], found[0] in "）)"
        start = found.end()
    yield text[start:], False
