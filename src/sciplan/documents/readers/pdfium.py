"""A page as pdfium sees it: every character once with its place, and the rules of its tables.

Pages are turned so that most of their text stands upright; measures are in points, the greater the
higher on the page. Beside `pdfdrawing` the only user of pypdfium2.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.documents.readers.pdfdrawing import TURNS, Box, Drawing, Rule, is_in

MAX_PAGES = 2000
_SLANT = 5.0
"""Degrees: a scanned page lies so much askew; watermarks and seals more."""
_LARGE = 1.5
_PALE = 0.6
_NEXT = 2.5
_WHITE = 0.98
"""How light a colour is that can't be told from paper."""
_OFF_PAGE = "页面以外的字"
_NOT_DRAWN = "看不见的字"
_FILLED = (0, 4)
"""How text is drawn that has the colour of its filling alone."""
_HYPHENS = {2: "-"}
"""pdfium's own sign for a hyphen at the end of a line."""


class Char(NamedTuple):
    """A character, or a blank that the file has."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Stamp(NamedTuple):
    """A stretch of a watermark or seal; in a cell, one on its side is a heading set downwards."""

    text: str
    points: list[tuple[float, float]]
    size: float
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page.

    Args:
        sides: Its left and right edge.
        chars: Its characters, in the file's order.
        rules: Straight lines; None where there are too many drawings.
        has_picture: Whether it has a picture.
        stamps: Text that is no part of its lines, in the file's order.
        unknown: How many characters have no meaning.
        unseen: What nobody sees, by the reason in Chinese.
    """

    sides: tuple[float, float]
    chars: list[Char]
    rules: list[Rule] | None
    has_picture: bool = False
    stamps: Sequence[Stamp] = ()
    unknown: int = 0
    unseen: Mapping[str, str] = field(default_factory=dict)


def sheets(content: bytes, path: str) -> Iterator[Sheet]:
    """Yield a file's pages.

    Raises:
        SciplanError: It is broken, locked, or too long.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        try:
            if len(document) > MAX_PAGES:
                raise SciplanError(f"{path} 超过 {MAX_PAGES} 页，请拆开后再导入")
            for number in range(len(document)):
                page = document[number]
                yield _sheet(page)
                page.close()
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "有密码，请先去掉密码" if locked else "已损坏或不完整，读不出来"
        raise SciplanError(f"{path} {reason}") from error


def _sheet(page: Any) -> Sheet:
    text = page.get_textpage()
    found = _glyphs(text.raw)
    text.close()
    drawn = Drawing.of(page)
    box = page.get_cropbox()
    glyphs: list[_Glyph] = []
    unseen: dict[str, str] = {}
    for glyph in found:
        why = _why_unseen(glyph, box, drawn)
        if why:
            unseen[why] = unseen.get(why, "") + glyph.char.text
        else:
            glyphs.append(glyph)
    shown = [glyph for glyph in glyphs if not glyph.char.text.isspace()]
    turn = _turn(shown)
    usual = _usual_size(glyph for glyph in shown if glyph.run.stands(turn))
    stamps = _stamps(shown, turn, usual)
    tilt = _tilt((glyph for glyph in shown if id(glyph) not in stamps), turn)
    return Sheet(
        _sides(box, turn),
        [_turned(glyph, turn, tilt) for glyph in glyphs if id(glyph) not in stamps],
        drawn.rules(turn),
        drawn.has_picture,
        [*_stretches((glyph for glyph in shown if id(glyph) in stamps), turn, usual)],
        sum(glyph.char.text == "\ufffd" for glyph in shown),
        unseen,
    )


# Characters ----------------------------------------------------------------------------------


class _Run(NamedTuple):
    """What the characters of one object share."""

    angle: float
    size: float
    is_pale: bool
    leaves_paper: bool

    def stands(self, turn: int) -> bool:
        """Whether it stands upright on a page turned by so many degrees."""
        return abs((self.angle - turn + 180) % 360 - 180) <= _SLANT

    def is_stamp(self, turn: int, usual: float) -> bool:
        """Whether it is a watermark or seal: aslant, or very large and pale.

        White text that is seen stands on a ground, as a heading does.
        """
        pale = self.is_pale and not self.leaves_paper
        return not self.stands(turn) or (pale and self.size >= usual * _LARGE)


class _Glyph(NamedTuple):
    char: Char
    bottom: float
    top: float
    x: float
    y: float
    run: _Run


def _glyphs(page: Any) -> list[_Glyph]:
    from pypdfium2 import raw

    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    at, across, down = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    runs: dict[int, _Run] = {}
    found = []
    for number in range(raw.FPDFText_CountChars(page)):
        drawn = raw.FPDFText_GetTextObject(page, number)
        if not drawn:
            continue  # pdfium's own blanks and ends of lines belong to no object
        key = ctypes.addressof(drawn.contents)
        run = runs.get(key) or runs.setdefault(key, _run(page, number, drawn))
        if not raw.FPDFText_GetLooseCharBox(page, number, at) or run.size <= 0:
            continue
        raw.FPDFText_GetCharOrigin(page, number, across, down)
        if not math.isfinite(box.left + box.right + x.value + y.value + run.size):
            continue
        code = raw.FPDFText_GetUnicode(page, number)
        unknown = not code or raw.FPDFText_HasUnicodeMapError(page, number) == 1
        text = "\ufffd" if unknown else _HYPHENS.get(code) or chr(code)
        char = Char(text, box.left, box.right, y.value, run.size)
        found.append(_Glyph(char, box.bottom, box.top, x.value, y.value, run))
    return found


def _run(page: Any, number: int, drawn: Any) -> _Run:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, number, ctypes.byref(matrix))
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(page, number, *map(ctypes.byref, parts))
    pale, mode = _lightness(*parts), raw.FPDFTextObj_GetTextRenderMode(drawn)
    return _Run(
        math.degrees(math.atan2(matrix.b, matrix.a)) % 360,
        round(raw.FPDFText_GetFontSize(page, number) * math.hypot(matrix.c, matrix.d), 2),
        pale >= _PALE,
        mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE or (mode in _FILLED and pale >= _WHITE),
    )


def _lightness(*parts: ctypes.c_uint) -> float:
    """Return how light a colour is on paper, from 0 to 1."""
    red, green, blue, solid = (part.value / 255 for part in parts)
    return 1 - (1 - (0.3 * red + 0.59 * green + 0.11 * blue)) * solid


def _why_unseen(glyph: _Glyph, box: Box, drawn: Drawing) -> str:
    """Return why nobody sees a character, in Chinese; nothing where it may be seen."""
    if glyph.char.text.isspace():
        return ""
    middle = (glyph.char.left + glyph.char.right) / 2, (glyph.bottom + glyph.top) / 2
    if not is_in(*middle, box):
        return _OFF_PAGE
    # What is recognised in a scan lies unseen over its picture, and white text on a ground.
    return _NOT_DRAWN if glyph.run.leaves_paper and not drawn.covers(*middle) else ""


def _stamps(glyphs: Sequence[_Glyph], turn: int, usual: float) -> set[int]:
    """Return which characters make watermarks and seals, by identity."""
    stamps = {id(glyph) for glyph in glyphs if glyph.run.is_stamp(turn, usual)}
    for before, glyph, after in zip(glyphs, glyphs[1:], glyphs[2:], strict=False):
        # On a seal's arc one character stands upright, between two that don't.
        around = {before.run.size, after.run.size} == {glyph.run.size}
        if around and not before.run.stands(turn) and not after.run.stands(turn):
            stamps.add(id(glyph))
    return stamps


def _stretches(glyphs: Iterable[_Glyph], turn: int, usual: float) -> Iterator[Stamp]:
    """Yield what follows one another closely, in one direction and size."""
    stretch: list[_Glyph] = []
    for glyph in glyphs:
        if stretch and not _follows(glyph, stretch[-1]):
            yield _stamp(stretch, turn, usual)
            stretch = []
        stretch.append(glyph)
    if stretch:
        yield _stamp(stretch, turn, usual)


def _follows(glyph: _Glyph, before: _Glyph) -> bool:
    apart = math.hypot(glyph.x - before.x, glyph.y - before.y)
    return glyph.run == before.run and apart < _NEXT * glyph.run.size


def _stamp(glyphs: Sequence[_Glyph], turn: int, usual: float) -> Stamp:
    run = glyphs[0].run
    chars = [_turned(glyph, turn, 0.0) for glyph in glyphs]
    points = [((char.left + char.right) / 2, char.base) for char in chars]
    is_aside = run.stands(turn + 90) or run.stands(turn + 270)
    large = run.is_pale and run.size >= usual * _LARGE
    return Stamp("".join(char.text for char in chars), points, run.size, is_aside and not large)


def _turn(glyphs: Iterable[_Glyph]) -> int:
    """Return which way most text stands, in quarters of a turn, as degrees."""
    runs = Counter(glyph.run for glyph in glyphs)
    turns: Counter[int] = Counter()
    for run, count in runs.items():
        turns += Counter({turn: count for turn in (0, 90, 180, 270) if run.stands(turn)})
    return turns.most_common(1)[0][0] if turns else 0


def _usual_size(glyphs: Iterable[_Glyph]) -> float:
    sizes = Counter(round(glyph.run.size, 1) for glyph in glyphs)
    return sizes.most_common(1)[0][0] if sizes else math.inf


def _tilt(glyphs: Iterable[_Glyph], turn: int) -> float:
    """Return how much the lines of a page rise, as of one that was scanned askew."""
    angles = Counter(round(glyph.run.angle - turn, 2) for glyph in glyphs)
    return math.tan(math.radians(angles.most_common(1)[0][0])) if angles else 0.0


def _turned(glyph: _Glyph, turn: int, tilt: float) -> Char:
    if not turn and not tilt:
        return glyph.char
    rotate = TURNS[turn]
    one, _ = rotate(glyph.char.left, glyph.bottom)
    two, _ = rotate(glyph.char.right, glyph.top)
    across, base = rotate(glyph.x, glyph.y)
    return glyph.char._replace(left=min(one, two), right=max(one, two), base=base - tilt * across)


def _sides(box: tuple[float, float, float, float], turn: int) -> tuple[float, float]:
    left, low, right, high = box
    across = (TURNS[turn](left, low)[0], TURNS[turn](right, high)[0])
    return min(across), max(across)
