"""Signs of the fonts that have pictures for letters (Wingdings and others) as characters."""

import re
from collections.abc import Mapping

_GREEK = (
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
)


def _from(start: int, characters: str) -> dict[int, str]:
    return dict(enumerate(characters, start))


# A tick is √ and a cross ×, as people type them into Chinese tables.
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": {
        0x20: " ", 0x28: "☎", 0x2A: "✉", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺",
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x73: "◆",
        0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x80: "⓪", **_from(0x81, "①②③④⑤⑥⑦⑧⑨⑩"),
        0x8B: "⓿", **_from(0x8C, "❶❷❸❹❺❻❼❽❾❿"), 0x9E: "·", 0x9F: "•", 0xA0: "●", 0xA1: "○",
        0xA2: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "■", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶",
        0xAD: "✴", 0xAE: "✹", 0xAF: "✵", 0xB5: "✪", 0xB6: "☆", 0xD8: "➢", 0xDC: "➲", 0xDF: "←",
        0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩",
        0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x20: " ", 0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x69: "⓪",
        **_from(0x6A, "①②③④⑤⑥⑦⑧⑨⑩"), 0x74: "⓿", **_from(0x75, "❶❷❸❹❺❻❼❽❾❿"), 0x97: "●",
        0x98: "●", 0xA0: "■", 0xA1: "■", 0xA2: "■", 0xA3: "□",
    },
    "webdings": {0x20: " ", 0x61: "√", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "×"},
    "symbol": {
        **{code: chr(code) for code in range(0x20, 0x40)}, **_from(0x41, _GREEK[0]),
        **_from(0x61, _GREEK[1]), 0x22: "∀", 0x24: "∃", 0x2A: "∗", 0x2D: "−", 0x40: "≅",
        0x5B: "[", 0x5D: "]", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "∼", 0xA2: "′", 0xA3: "≤",
        0xA4: "⁄", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←",
        0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×",
        0xB7: "●", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xD7: "⋅",
        0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑",
    },
}  # fmt: skip


_PICTURED = frozenset((0x6C, 0x6E, 0x75, 0x76, *range(0xA7, 0xAB)))
"""Places that hold bullets and boxes in Wingdings: no plan writes λ or ♣."""
UNKNOWN = "〓"
"""What printers set for a sign that they don't have."""
_FONTLESS = re.compile("[\uf020-\uf0ff]")


def is_of_signs(font: str) -> bool:
    """Whether a font has pictures for letters."""
    return font.lower() in _FONTS


def sign(font: str, code: int) -> str:
    """Return the sign at a place of a font, empty where it is not known.

    Word writes the places of such fonts from U+F000 on, or as plain letters.
    """
    if is_of_signs(font):
        return _FONTS[font.lower()].get(code & 0xFF if code >= 0xF000 else code, "")
    private = 0xE000 <= code <= 0xF8FF
    return chr(code) if 0x20 <= code < 0x110000 and not private else ""


def with_signs(text: str) -> str:
    """Return a text with the signs that stand under private codes without a font's name.

    They are those of Symbol, else of Wingdings; `UNKNOWN` stands for one that neither has.
    """
    return _FONTLESS.sub(_fontless, text)


def _fontless(found: re.Match[str]) -> str:
    code = ord(found[0]) & 0xFF
    fonts = ("wingdings", "symbol") if code in _PICTURED else ("symbol", "wingdings")
    return next(filter(None, (_FONTS[font].get(code) for font in fonts)), UNKNOWN)
