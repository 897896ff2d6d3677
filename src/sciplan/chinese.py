"""What counts as Chinese text, and the marks that scraping leaves in it."""

import re

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
