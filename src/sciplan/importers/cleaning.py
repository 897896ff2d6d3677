"""Cleaning a document: each step one function over its texts, each change told.

A clean document passes unchanged.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from itertools import product

from sciplan.extras import missing
from sciplan.importers.document import Block, Document, Paragraph, Repair
from sciplan.importers.words import has_role, may_be_clause
from sciplan.importers.wrapping import without_hard_breaks

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = rf"[a-zü{_TONED}]{{1,6}}"
_PINYIN = re.compile(rf"([{_CJK}])[(（]({_SYLLABLE})[)）]")
_DAMAGE = re.compile(rf"\?({_SYLLABLE})\)")
_DAMAGED = re.compile(rf"{_DAMAGE.pattern}|\ufffd+")
_ENOUGH_PINYIN = 3
_TRADITIONAL = frozenset(
    "們個這國會發學業務實關領導幹為與對時動說過還進後來從經現開場產農電機應當長門問間題書體點總結統計劃"
    "設備單據組織財報質權責級縣鄉鎮區廳團協聯黨傳達標準規範圍環節條級數據網絡訊調查處理師員醫衛養歲"
)
_SHARE_TRADITIONAL = 0.02
# 著 stays in these; elsewhere it was 着 before somebody's table turned it.
_KEEP_ZHU = re.compile(
    r"(?:[显显名原专論论编編巨昭卓译譯合遗遺拙新撰土顯]著(?!力|重|眼|手|陆)|显著|著(?:名|作|述|"
    r"者|称|稱|录|錄|书|書|有))"
)
_VARIANTS = str.maketrans("［］﹝﹞〖〗﹙﹚∶﹕︰﹐､﹑﹔｡﹒", "〔〕〔〕【】（）：：：，、、；。．")
"""Marks of other code points than those that official documents use."""
_HALF = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"})
_FULL_FORMS = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_LONGEST_CLAUSE = 600
_LOST = "丢失字节"
_FINE = 3000
"""So much of a line is compared character by character."""
_NEAR = 6
"""So far behind a damage ASCII marks may once have been wide ones."""
_CHAINED = 6
"""So many damages may follow one another in a stretch that is out of step."""
_MOST_DAMAGES = 500
_FAR = 400
"""So many characters may be out of step."""
_BRACES = re.compile(r"[{｛]([^{}｛｝\n]{2,600})[}｝]|[<＜]([^<>＜＞\n]{2,600})[>＞]")
_MARKDOWN = re.compile(r"^[ \t\u3000]*#{1,6}[ \t]+|\*\*")
_SPACED_OUT = re.compile(
    rf"(?:(?<=^)|(?<=[ \u3000\t]))([{_CJK}])(?:[ \u3000]+([{_CJK}])(?![{_CJK}])){{2,}}"
)
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned document.

    Args:
        document: The document.
        repairs: Every change, in order.
        damaged: What is damaged and could not be repaired; `after` is empty.
    """

    document: Document
    repairs: tuple[Repair, ...]
    damaged: tuple[Repair, ...]


def clean(document: Document) -> Cleaned:
    """Clean a document.

    Raises:
        SciplanError: It is in traditional characters and the converter isn't installed.
    """
    repairs: list[Repair] = []
    blocks = without_hard_breaks(document.blocks)
    if len(blocks) != len(document.blocks):
        repairs += _joins(document.blocks, blocks)
    texts, places = _texts(blocks)
    known = annotated(texts)
    damaged: tuple[Repair, ...] = ()
    with_bytes = partial(with_lost_bytes, known=known)
    for kind, step in (
        ("不可见字符", without_invisible),
        ("注音", without_pinyin),
        (_LOST, with_bytes),
        ("繁体字", to_simplified),
        ("全角标点", with_wide_marks),
        ("括号没有闭合", with_closed_clauses),
        ("网页标记", without_markdown),
        ("多余空格", without_stray_spaces),
    ):
        changed = step(texts)
        repairs += _changes(kind, places, texts, changed)
        texts = changed
        if step is with_bytes:
            damaged = tuple(_damages(texts, places, known))
    return Cleaned(
        replace(document, blocks=_rebuilt(blocks, texts)),
        tuple(repairs),
        damaged,
    )


def _texts(blocks: Sequence[Block]) -> tuple[list[str], list[int]]:
    texts: list[str] = []
    places: list[int] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
            places.append(block.line)
            continue
        for number, row in enumerate(block.rows):
            texts += row
            places += [block.line + number] * len(row)
    return texts, places


def _rebuilt(blocks: Sequence[Block], texts: list[str]) -> tuple[Block, ...]:
    rest = iter(texts)

    def row_of(row: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(next(rest) for _ in row)

    return tuple(
        block.saying(next(rest))
        if isinstance(block, Paragraph)
        else replace(block, rows=tuple(row_of(row) for row in block.rows))
        for block in blocks
    )


def _changes(kind: str, places: list[int], before: list[str], after: list[str]) -> Iterator[Repair]:
    for line, old, new in zip(places, before, after, strict=True):
        if old.strip() != new.strip():
            if kind == _LOST:
                yield from _stretches(line, old, new)
                continue
            start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
            yield Repair(kind, line, around(old, start), around(new, start))


def _stretches(line: int, old: str, new: str) -> Iterator[Repair]:
    """Yield every stretch that changed: what was lost is told place by place."""
    matcher = SequenceMatcher(None, old[:_FINE], new[:_FINE], autojunk=False)
    last = -_NEAR
    for tag, start, end, there, _ in matcher.get_opcodes():
        if tag != "equal":
            if start - last > _NEAR:
                yield Repair(_LOST, line, around(old, start), around(new, there))
            last = end


def around(text: str, place: int) -> str:
    """Return what stands around a place, short enough for a message."""
    start = max(place - 8, 0)
    return text[start : start + 28]


def _joins(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Repair]:
    kept = {block.line for block in after}
    for block in before:
        if isinstance(block, Paragraph) and block.line not in kept and block.text.strip():
            yield Repair("硬换行", block.line, around(block.text, 0), "接上一行")


# Steps ---------------------------------------------------------------------------------------


def without_invisible(texts: list[str]) -> list[str]:
    """Remove characters that show nothing; the plan file may hold none."""
    return [_INVISIBLE.sub("", text).replace("\u00a0", " ") for text in texts]


def annotated(texts: list[str]) -> dict[str, set[str]]:
    """Return pinyin → the characters that the document annotates with it; empty if it doesn't."""
    known: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        if "(" in text or "（" in text:
            for char, sound in _PINYIN.findall(text):
                known[sound].add(char)
    return dict(known) if sum(map(_has_tone, known)) >= _ENOUGH_PINYIN else {}


def _has_tone(sound: str) -> bool:
    return any(char in _TONED for char in sound)


def without_pinyin(texts: list[str]) -> list[str]:
    """Remove the pinyin in brackets behind a character: 學(xué)."""
    known = annotated(texts)
    if not known:
        return texts
    return [_PINYIN.sub(lambda found: _unannotated(found, known), text) for text in texts]


def _unannotated(found: re.Match[str], known: dict[str, set[str]]) -> str:
    # A syllable without tone mark may be an English word: it must annotate this character often.
    return found[1] if _has_tone(found[2]) or found[1] in known.get(found[2], ()) else found[0]


def to_simplified(texts: list[str]) -> list[str]:
    """Turn traditional characters to simplified ones, where the document is in traditional.

    Raises:
        SciplanError: The converter isn't installed.
    """
    chars = [char for text in texts for char in text if char >= "\u4e00"]
    if sum(char in _TRADITIONAL for char in chars) <= len(chars) * _SHARE_TRADITIONAL:
        return texts
    try:
        from opencc import OpenCC
    except ImportError as error:
        raise missing("import", "文件是繁体字，转换", error) from error
    # One call for all: the converter's own start costs more than a page.
    turned = OpenCC("t2s").convert("\x1e".join(texts)).split("\x1e")
    return [with_zhe(text) for text in turned]


def with_zhe(text: str) -> str:
    """Put 着 for 著 but in 显著, 著名 and their like."""
    if "著" not in text:
        return text
    kept = _KEEP_ZHU.sub(lambda found: found[0].replace("著", "\x1f"), text)
    return kept.replace("著", "着").replace("\x1f", "著")


def with_wide_marks(texts: list[str]) -> list[str]:
    """Restore full-width punctuation in Chinese context: not in 2.0, 10:26:00 or (PPP)."""
    texts = [_with_brackets(text.translate(_VARIANTS)) for text in texts]
    return [_widened(text) if any(mark in text for mark in ",:;()?!") else text for text in texts]


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
            chars[place] = char.translate(_HALF)
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
    return any(_is_chinese(near) for near in (before, after))


def _is_chinese(char: str) -> bool:
    return bool(char) and (
        "\u4e00" <= char <= "\u9fff" or "\u3000" < char <= "\u303f" or char in "“”‘’—…，：；（）"
    )


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
    return mixed or any("\u4e00" <= char <= "\u9fff" for char in inside)


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


def without_markdown(texts: list[str]) -> list[str]:
    """Remove the marks of Markdown: # before a heading, ** around bold text."""
    return [_MARKDOWN.sub("", text) if "#" in text or "**" in text else text for text in texts]


def without_stray_spaces(texts: list[str]) -> list[str]:
    """Close up words that were spaced out (曲 靖 市) and take blanks off both ends."""
    return [_SPACED_OUT.sub(_closed_up, text).strip() for text in texts]


def _closed_up(found: re.Match[str]) -> str:
    return re.sub(r"[ \u3000]", "", found[0])


# Lost bytes ------------------------------------------------------------------------------------


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
    seen = {char for text in texts if not _DAMAGE.search(text) for char in text}
    return [_with_lost_bytes(text, known, seen) if _DAMAGE.search(text) else text for text in texts]


def _with_lost_bytes(text: str, known: dict[str, set[str]], seen: set[str]) -> str:
    """Restore one text's bytes, damage by damage from the left."""
    place = 0
    for _ in range(_MOST_DAMAGES):
        found = _DAMAGE.search(text, place)
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
            for tail in _variants(self.text[place : place + _NEAR]):
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
            damage = _DAMAGE.match(self.text, place + number)
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


def _damages(texts: list[str], places: list[int], known: dict[str, set[str]]) -> Iterator[Repair]:
    """Yield what stays damaged: lost bytes that nothing fits, and characters lost in decoding."""
    for text, line in zip(texts, places, strict=True):
        for found in _DAMAGED.finditer(text) if known or "\ufffd" in text else ():
            yield Repair("damaged-text", line, around(text, found.start()), "")
