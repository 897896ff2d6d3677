"""What is left in a text where characters were lost."""

import re

from sciplan.base.chinese import HAN

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
"""Letters of pinyin that bear a tone mark, within a class of a regular expression."""
_INITIAL = "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
# One syllable, so that 咖啡(café) is no pinyin. Without a tone mark only the particles are sure,
# and those only after a Chinese character: an address may hold ?de=1.
_TONED_SYLLABLE = rf"{_INITIAL}[aeiouü]{{0,2}}[{TONED}][aeiou]{{0,2}}(?:ng?|r)?"
_PARTICLE = "(?:de|le|me|ne|ma|ba|zhe|zi|men|tou)"
_SYLLABLE = f"(?:{_TONED_SYLLABLE}|{_PARTICLE})"
_PRIVATE = "\ue000-\uf8ff"
DAMAGED = re.compile(
    rf"\?{_TONED_SYLLABLE}(?:\)|(?![a-z]))"
    rf"|(?<={HAN})\?{_PARTICLE}(?:\)|(?![a-z]))"
    rf"|(?<={HAN})[(（]{_SYLLABLE}[)）]"
    "|\ufffd+|〓+|(?:锟斤拷)+|"
    rf"[{_PRIVATE}]+"
)
"""What is left of a character: `?qǐng)`, 學(xué), U+FFFD, its GBK shadow, 〓, private codes."""
DAMAGED_HOLDS = f"?(（\ufffd〓锟{_PRIVATE}"
"""Characters one of which stands in everything that `DAMAGED` finds."""
