"""A picture as any program shows it: the SVG, drawn by resvg with this machine's fonts."""

import re
from collections.abc import Callable

from sciplan.base.answer import Answer
from sciplan.base.errors import SciplanError
from sciplan.formats.drawing.canvas import FAMILY
from sciplan.formats.drawing.picture import picture
from sciplan.plan.style import PaperStyle

_SHARP = 2
"""Pixels for one of the picture's, as screens and printers want them."""
_MOST = 60_000_000
"""Pixels of a picture that programs still open; four bytes each while it is drawn."""
_SIZE = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text x="4" y="30" font-size="28" font-family="{}">{}</text></svg>'
)


def render(answer: Answer, _style: PaperStyle) -> bytes:
    """Return an answer's chart as PNG.

    Raises:
        SciplanError: There is no chart, no font with Chinese characters, or it is too large.
        ImportError: resvg isn't installed.
    """
    from resvg_py import svg_to_bytes

    drawn = picture(answer)
    width, height = _size_of(drawn)
    zoom = _SHARP if width * height * _SHARP**2 <= _MOST else 1
    if width * height > _MOST:
        raise SciplanError(
            f"图有 {width} × {height} 点，太大，多数程序打不开；"
            "请用 --section、--unit 少画一些，或写成 .svg"
        )
    _refuse_boxes(svg_to_bytes)
    return bytes(svg_to_bytes(svg_string=drawn, zoom=zoom))


def _size_of(drawn: str) -> tuple[int, int]:
    found = _SIZE.match(drawn)
    if not found:
        raise AssertionError("a picture begins with its size")
    return int(found[1]), int(found[2])


def _refuse_boxes(svg_to_bytes: Callable[..., object]) -> None:
    """Refuse to draw without a Chinese font: resvg puts the same box, or nothing, for all of it."""
    one, other = (svg_to_bytes(svg_string=_PROBE.format(FAMILY, char)) for char in "中国")
    if one == other:
        raise SciplanError(
            "这台电脑没有中文字体，图里的字会成为方框；请装一种（如 Noto Sans CJK、文泉驿微米黑），"
            "或写成 .svg，到有中文字体的电脑上打开"
        )
