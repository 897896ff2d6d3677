"""SVG, element by element: text is measured, so that nothing is clipped."""

from collections.abc import Iterable, Iterator
from html import escape

from sciplan.base.width import one_line, printed_width
from sciplan.formats.office.text import clean

FONTS = (
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "SimSun",
    "Noto Serif CJK SC",
    "AR PL UMing CN",
    "Droid Sans Fallback",
    "Arial",
    "DejaVu Sans",
    "Liberation Sans",
)
"""Fonts with Chinese characters, of which each system has one; never bundled.

Behind them Latin ones: resvg looks for a character in all fonts once it has found one by name.
"""
FAMILY = ", ".join(f"'{font}'" for font in FONTS) + ", sans-serif"
INK, QUIET, RULE, PALE = "#1d2733", "#5a6775", "#c9d1d9", "#f3f5f8"
"""Text, lesser text, lines, headings' ground."""
SERIES = (("#1a4f8b", "#ffffff"), ("#0f766e", "#ffffff"), ("#a9cbe8", INK), ("#dde3ea", INK))
"""Ground and text of each piece of a bar or mark; dark against light, without colour too."""
_OF_WORDS = {"牵头": 0, "负责": 1, "配合": 2, "逾期": 0, "未达到序时": 2}


def series(place: int, word: str) -> int:
    """Return which of `SERIES` a piece or mark has: its word's own, else by its place."""
    return _OF_WORDS.get(word, min(place, len(SERIES) - 1))


def text_width(text: str, size: float) -> float:
    """Return the pixels that a line of text takes at most; Latin letters vary."""
    return printed_width(text) * size * 0.53


def plain(text: str) -> str:
    """Return a text as one line that SVG can hold."""
    return one_line(clean(text))


def text(  # noqa: PLR0913
    x: float, y: float, words: str, *, size: float = 14, fill: str = INK, anchor: str = "start"
) -> str:
    """Return a line of text, its base line at y."""
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}"{placed}>'
        f"{escape(plain(words))}</text>"
    )


def upright(x: float, bottom: float, words: str, *, size: float = 13) -> Iterator[str]:
    """Yield a text from top to bottom, character under character, its last one on `bottom`."""
    chars = plain(words)
    top = bottom - len(chars) * (size + 1)
    for place, char in enumerate(chars, 1):
        yield text(x, top + place * (size + 1) - 3, char, size=size, anchor="middle")


def upright_height(words: str, *, size: float = 13) -> float:
    """Return the pixels that an upright text takes."""
    return len(plain(words)) * (size + 1)


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Return a filled rectangle."""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str = RULE) -> str:
    """Return a thin line."""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{stroke}"/>'


def document(width: float, height: float, title: str, elements: Iterable[str]) -> str:
    """Return a whole picture on a white ground."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'font-family="{FAMILY}">\n<title>{escape(plain(title))}</title>'
    )
    return "\n".join([head, rect(0, 0, width, height, "#ffffff"), *elements, "</svg>"]) + "\n"
