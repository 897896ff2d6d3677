"""Cleaning a document: each step one function over its texts, each change told.

A clean document passes unchanged.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial

from sciplan.base.chinese import HAN, usual
from sciplan.base.damage import TONED
from sciplan.base.extras import missing
from sciplan.base.marks import tight
from sciplan.base.signs import UNKNOWN, with_signs
from sciplan.base.unseen import BYTE_ORDER, CONTROL, NO_TEXT, SEPARATORS, TURNING, ZERO_WIDTH
from sciplan.documents.cleaning.lost_bytes import DAMAGE, NEAR, SYLLABLE, with_lost_bytes
from sciplan.documents.cleaning.marks import with_closed_clause, with_wide_marks
from sciplan.documents.cleaning.wrapping import without_hard_breaks
from sciplan.documents.doubt import Doubt
from sciplan.documents.readers.document import Block, Document, Paragraph, Repair

_PINYIN = re.compile(rf"({HAN})[(（]({SYLLABLE})[)）]")
_DAMAGED = re.compile(rf"{DAMAGE.pattern}|\ufffd+")
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
_GAP = re.compile(r"([ \t\u3000\xa0]{200})[ \t\u3000\xa0]+")
"""Blanks that no line is wide enough for: looking for words among them takes long."""
_LOST = "丢失字节"
_FINE = 3000
"""So much of a line is compared character by character."""
_MARKDOWN = re.compile(r"^[ \t\u3000]*#{1,6}[ \t]+|\*\*")
_SPACED_OUT = re.compile(rf"(?:(?<=^)|(?<=[ \u3000\t]))({HAN})(?:[ \u3000]+({HAN})(?!{HAN})){{2,}}")
_INVISIBLE = re.compile(f"[{CONTROL}{ZERO_WIDTH}{TURNING}{SEPARATORS}{BYTE_ORDER}{NO_TEXT}]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned document.

    Args:
        document: The document.
        repairs: Every change, in order.
        doubts: What is damaged and could not be repaired.
    """

    document: Document
    repairs: tuple[Repair, ...]
    doubts: tuple[Doubt, ...]


def clean(document: Document) -> Cleaned:
    """Clean a document.

    Raises:
        SciplanError: It is in traditional characters and the converter isn't installed.
    """
    printed, places = _texts(document.blocks)
    # First of all: what opens an item is looked for by its characters.
    texts, repairs = _stepped([_GAP.sub(r"\1", text) for text in printed], places, _CODES)
    doubts = [*_unknown_signs(printed, texts, places)]
    whole = _rebuilt(document.blocks, texts)
    blocks = without_hard_breaks(whole)
    repairs += _joins(whole, blocks)
    texts, places = _texts(blocks)
    known = annotated(texts)
    annotations: _Steps = {
        "不可见字符": _each(without_invisible),
        "注音": _each(partial(without_pinyin, known=known)),
        _LOST: partial(with_lost_bytes, known=known),
    }
    texts, removed = _stepped(texts, places, annotations)
    doubts += _damages(texts, places, known)
    texts, more = _stepped(texts, places, _MARKS)
    meta = {key: with_signs(usual(text)) for key, text in document.meta.items()}
    return Cleaned(
        replace(document, blocks=_rebuilt(blocks, texts), meta=meta),
        (*repairs, *removed, *more),
        tuple(doubts),
    )


def _stepped(
    texts: list[str], places: list[int], steps: "_Steps"
) -> tuple[list[str], list[Repair]]:
    """Return texts after some steps, and every change."""
    repairs: list[Repair] = []
    for kind, step in steps.items():
        changed = step(texts)
        repairs += _changes(kind, places, texts, changed)
        texts = changed
    return texts, repairs


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
    last = -NEAR
    for tag, start, end, there, _ in matcher.get_opcodes():
        if tag != "equal":
            if start - last > NEAR:
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


def _unknown_signs(before: list[str], after: list[str], places: list[int]) -> Iterator[Doubt]:
    """Yield what no known font of signs has: a human must see what it was."""
    for old, new, line in zip(before, after, places, strict=True):
        if new.count(UNKNOWN) > old.count(UNKNOWN):
            words = f"认不出的符号，写作“{UNKNOWN}”：{around(new, new.find(UNKNOWN))}"
            yield Doubt(code="damaged-text", message=words, line=line)


def without_invisible(text: str) -> str:
    """Remove characters that show nothing; the plan file may hold none."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ")


def annotated(texts: list[str]) -> dict[str, set[str]]:
    """Return pinyin → the characters that the document annotates with it; empty if it doesn't."""
    known: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        if "(" in text or "（" in text:
            for char, sound in _PINYIN.findall(text):
                known[sound].add(char)
    return dict(known) if sum(map(_has_tone, known)) >= _ENOUGH_PINYIN else {}


def _has_tone(sound: str) -> bool:
    return any(char in TONED for char in sound)


def without_pinyin(text: str, known: dict[str, set[str]]) -> str:
    """Remove the pinyin in brackets behind a character: 學(xué)."""
    return _PINYIN.sub(lambda found: _unannotated(found, known), text) if known else text


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


def without_markdown(text: str) -> str:
    """Remove the marks of Markdown: # before a heading, ** around bold text."""
    return _MARKDOWN.sub("", text) if "#" in text or "**" in text else text


def without_stray_spaces(text: str) -> str:
    """Close up words that were spaced out (曲 靖 市) and take blanks off both ends."""
    return _SPACED_OUT.sub(lambda found: tight(found[0]), text).strip()


def _damages(texts: list[str], places: list[int], known: dict[str, set[str]]) -> Iterator[Doubt]:
    """Yield what stays damaged: lost bytes that nothing fits, and characters lost in decoding."""
    for text, line in zip(texts, places, strict=True):
        for found in _DAMAGED.finditer(text) if known or "\ufffd" in text else ():
            words = f"文字损坏，未能复原：{around(text, found.start())}"
            yield Doubt(code="damaged-text", message=words, line=line)


def _each(change: Callable[[str], str]) -> "_Step":
    return lambda texts: [change(text) for text in texts]


_Step = Callable[[list[str]], list[str]]
_Steps = Mapping[str, _Step]
"""What is repaired, in Chinese → the step that does it to a document's texts."""
_CODES: _Steps = {"部首字": _each(usual), "符号字体的字符": _each(with_signs)}
_MARKS: _Steps = {
    "繁体字": to_simplified,
    "全角标点": _each(with_wide_marks),
    "括号没有闭合": _each(with_closed_clause),
    "网页标记": _each(without_markdown),
    "多余空格": _each(without_stray_spaces),
}
