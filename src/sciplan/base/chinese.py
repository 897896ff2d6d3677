"""What counts as Chinese text, as parts of regular expressions; characters under other codes."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

HAN_RANGE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, within a class."""
HAN = f"[{HAN_RANGE}]"
"""A Chinese character."""
WIDE = f"[{HAN_RANGE}\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff65“”‘’…—]"
"""A Chinese character or Chinese punctuation."""

_SUPPLEMENT = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵　旡日月歺母民氵氺灬爫爫丬"
    "牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶"
    "辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
    "龟"
)
"""The characters that look like U+2E81 and on (Unicode's EquivalentUnifiedIdeograph)."""
_SIMPLIFIED = {"\u2f3e": "户", "\u2fad": "青", "\u2fc8": "黄"}
"""Radicals whose equivalent is a form that is no longer written."""
_OTHER_CODE = re.compile("[\u2e81-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def usual(text: str) -> str:
    """Return a text with the usual codes of its characters: PDFs hold radicals (⼈) for 人."""
    return text.translate(_usual_codes()) if _OTHER_CODE.search(text) else text


@cache
def _usual_codes() -> dict[int, str]:
    return {ord(odd): char for odd, char in _pairs() if char.strip()}


def _pairs() -> Iterator[tuple[str, str]]:
    yield from zip(map(chr, range(0x2E81, 0x2EF4)), _SUPPLEMENT, strict=True)
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)):
        odd = map(chr, range(first, last + 1))
        yield from ((one, unicodedata.normalize("NFKC", one)) for one in odd)
    yield from _SIMPLIFIED.items()
