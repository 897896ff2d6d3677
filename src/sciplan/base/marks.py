"""Marks and blanks: their widths, and texts without them, for comparing."""

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
