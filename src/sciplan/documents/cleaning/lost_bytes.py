"""Bytes that an annotator lost in GBK, restored from the characters that the document annotates."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from sciplan.base.damage import TONED

SYLLABLE = rf"[a-zü{TONED}]{{1,6}}"
DAMAGE = re.compile(rf"\?({SYLLABLE})\)")
_FULL_FORMS = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
NEAR = 6
"""So far behind a damage ASCII marks may once have been wide ones."""
_CHAINED = 6
"""So many damages may follow one another in a stretch that is out of step."""
_MOST_DAMAGES = 500
_FAR = 400
"""So many characters may be out of step."""


def with_lost_bytes(texts: list[str], known: dict[str, set[str]]) -> list[str]:
    """Restore bytes that an annotator lost when it read GBK across the border of two characters.

    `前?pinyin)`: the character with that pinyin begins, in GBK, with the last byte of 前; its
    second byte is the lost one. It stands in the place of `?pinyin)`, and all is decoded from
    there on. Candidates are the characters that this document annotates with that pinyin.

    Args:
        texts: The texts, without intact pinyin.
        known: Pinyin → annotated characters.
    """
    if not known:
        return texts
    seen = {char for text in texts if not DAMAGE.search(text) for char in text}
    return [_with_lost_bytes(text, known, seen) if DAMAGE.search(text) else text for text in texts]


def _with_lost_bytes(text: str, known: dict[str, set[str]], seen: set[str]) -> str:
    """Restore one text's bytes, damage by damage from the left."""
    place = 0
    for _ in range(_MOST_DAMAGES):
        found = DAMAGE.search(text, place)
        if not found:
            break
        mended = _mended(text, found, known, seen)
        if mended is None:
            place = found.end()
        else:
            text = mended
    return text


def _mended(
    text: str, found: re.Match[str], known: dict[str, set[str]], seen: set[str]
) -> str | None:
    """Return a text with one stretch of damage repaired; None where not just one reading fits."""
    begun = _gbk(text[found.start() - 1 : found.start()])[-1:]
    reader = _Stream(text, known, seen)
    fits = {text[: found.start()] + read for read in reader.readings(found, begun, b"")}
    return fits.pop() if len(fits) == 1 else None


@dataclass(frozen=True, slots=True)
class _Stream:
    """Reads a text's bytes from a damage on, until old and new reading are in step again."""

    text: str
    known: dict[str, set[str]]
    seen: set[str]

    def readings(
        self, damage: re.Match[str], begun: bytes, left: bytes, depth: int = 0
    ) -> Iterator[str]:
        """Yield the possible rests of the text.

        Args:
            damage: The `?pinyin)`.
            begun: The byte before it, which begins the character with that pinyin.
            left: The same byte, where it is no part of the character before.
            depth: How many damages stand before it in the same stretch.
        """
        if depth >= _CHAINED:
            return
        place = damage.end()
        for lost in self.lost(damage[1], begun):
            for tail in _variants(self.text[place : place + NEAR]):
                rests = [*self.read_on(left + lost, tail, place, depth)]
                yield from rests
                if rests:
                    break

    def lost(self, sound: str, begun: bytes) -> set[bytes]:
        codes = (_gbk(char) for char in self.known.get(sound, ()))
        return {code[1:] for code in codes if begun and code[:1] == begun and len(code) == 2}

    def read_on(self, stream: bytes, tail: str, place: int, depth: int) -> Iterator[str]:
        """Decode from a place until the bytes fall into step, or to the next damage."""
        for number in range(_FAR):
            read, left = _read(stream)
            if left is None:
                return
            if not left:
                if _is_likely(read, self.seen):
                    yield read + tail[number:] + self.text[place + max(number, len(tail)) :]
                return
            damage = DAMAGE.match(self.text, place + number)
            if damage:
                if _is_likely(read, self.seen):
                    yield from (
                        read + rest for rest in self.readings(damage, left, left, depth + 1)
                    )
                return
            char = tail[number : number + 1] or self.text[place + number : place + number + 1]
            code = _gbk(char)
            if not code:
                return
            stream += code


def _variants(tail: str) -> Iterator[str]:
    """Yield a stretch as it is, and with its ASCII marks in full width, as they once were."""
    yield tail
    marks = [place for place, char in enumerate(tail) if char in _FULL_FORMS and not char.isalnum()]
    for chosen in product((False, True), repeat=min(len(marks), 3)):
        if any(chosen):
            chars = list(tail)
            for place, wide in zip(marks, chosen, strict=False):
                chars[place] = _FULL_FORMS[chars[place]] if wide else chars[place]
            yield "".join(chars)


def _read(stream: bytes) -> tuple[str, bytes | None]:
    """Decode GBK; return the text and the byte left over, None where it can't be read."""
    try:
        return stream.decode("gbk"), b""
    except UnicodeDecodeError as error:
        if error.end == len(stream) and error.start == len(stream) - 1:
            return stream[:-1].decode("gbk", "replace"), stream[-1:]
        return "", None


def _is_likely(text: str, seen: set[str]) -> bool:
    """Whether most characters stand elsewhere in the document too."""
    good = sum(char in seen for char in text)
    return good * 3 >= len(text) * 2 and all(unicodedata.category(char)[0] != "C" for char in text)


def _gbk(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""
