"""What counts as Chinese text, and the marks that scraping leaves in it."""

import re
from collections.abc import Collection, Iterable

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_WIDE_MARKS = "\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff65“”‘’…—"

HAN = f"[{_HAN}]"
"""A Chinese character, as part of a regular expression."""
WIDE = f"[{_HAN}{_WIDE_MARKS}]"
"""A Chinese character or Chinese punctuation, as part of a regular expression."""

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_INITIAL = "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
# One syllable, so that 咖啡(café) is no pinyin. Without a tone mark only the particles are sure,
# and those only after a Chinese character: an address may hold ?de=1.
_TONED_SYLLABLE = rf"{_INITIAL}[aeiouü]{{0,2}}[{_TONED}][aeiou]{{0,2}}(?:ng?|r)?"
_PARTICLE = "(?:de|le|me|ne|ma|ba|zhe|zi|men|tou)"
_SYLLABLE = f"(?:{_TONED_SYLLABLE}|{_PARTICLE})"
_PRIVATE = "\ue000-\uf8ff"
DAMAGED = re.compile(
    rf"\?{_TONED_SYLLABLE}(?:\)|(?![a-z]))"
    rf"|(?<={HAN})\?{_PARTICLE}(?:\)|(?![a-z]))"
    rf"|(?<={HAN})[(（]{_SYLLABLE}[)）]"
    "|\ufffd+|(?:锟斤拷)+|"
    rf"[{_PRIVATE}]+"
)
"""What is left of a character: `?qǐng)`, 學(xué), U+FFFD, its GBK shadow, private characters."""
DAMAGED_HOLDS = f"?(（\ufffd锟{_PRIVATE}"
"""Characters one of which stands in everything that `DAMAGED` finds."""
_BLANK = r"[ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\r\n]"
_BETWEEN = re.compile(rf"(?<={WIDE}){_BLANK}+(?={WIDE})")
_SHORTEST_TAIL = 2


def tails(names: Iterable[str]) -> frozenset[str]:
    """Return names and what may be left of them where a prefix is left out: 市科协, 科协."""
    return frozenset(
        name[start:] for name in names for start in range(max(len(name) - _SHORTEST_TAIL, 0) + 1)
    )


def between_names(text: str, names: Collection[str]) -> tuple[re.Match[str], ...]:
    """Return the blanks in a text that stand between two names, as 、 would.

    Args:
        text: The text.
        names: The names.
    """
    # A name may itself hold a stray blank, so names are sought where all blanks are out.
    sizes = sorted(set(map(len, names)))
    plain, left, found = re.sub(_BLANK, "", text), 0, []
    end = 0
    for blank in _BETWEEN.finditer(text):
        left += len(re.sub(_BLANK, "", text[end : blank.start()]))
        end = blank.end()
        before = any(plain[max(left - size, 0) : left] in names for size in sizes)
        if before and any(plain[left : left + size] in names for size in sizes):
            found.append(blank)
    return tuple(found)
