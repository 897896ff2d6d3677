"""Number formats of spreadsheets (ECMA-376 part 1, 18.8.31): a stored number → what is shown.

Those that offices use are known: digits, percentages, words around them, days and times. For the
others (fractions, powers, conditions, spans of time) nothing is given, and the cell is told.
A day in numerals is given as 2025年12月31日 whatever stands between its numbers: only the
separators differ, and they hang on the viewer's system.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from sciplan.base.numerals import chinese_number

GENERAL = "General"
_YEAR_AND_MONTH, _MONTH_AND_DAY = "yyyy年m月", "m月d日"
BUILT_IN: Mapping[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    32: "h时mm分",
    33: "h时mm分ss秒",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_AND_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_AND_DAY),
    **dict.fromkeys((34, 55), "上午/下午h时mm分"),
    **dict.fromkeys((35, 56), "上午/下午h时mm分ss秒"),
    **dict.fromkeys((37, 38), "#,##0;-#,##0"),
    **dict.fromkeys((39, 40), "#,##0.00;-#,##0.00"),
    41: "#,##0;-#,##0;-;@",
    42: "¥#,##0;-¥#,##0;-;@",
    43: "#,##0.00;-#,##0.00;-;@",
    44: "¥#,##0.00;-¥#,##0.00;-;@",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
"""Numbers of formats that no file spells out, as Excel's Chinese edition shows them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<pad>[_*].?)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<general>General|G/通用格式)|(?P<odd>AM/PM|A/P|上午/下午|E[+-]0+)"
    r"|(?P<day>y+|m+|d+|h+|s+|a{3,4}|e+)|(?P<number>[0#?][0#?,]{0,99}(?:\.[0#?]*)?,*|\.[0#?]+)"
    r"|(?P<percent>%)|(?P<text>@)|(?P<end>;)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_ODD = re.compile(r"[<>=].*|h+|m+|s+|dbnum[^1]", re.IGNORECASE)
"""In brackets: a condition, a span of time, numerals as on a cheque. Others are colours."""
_COUNTED = "dbnum1"
"""In brackets: Chinese numerals."""
_CURRENCY = re.compile(r"\$([^-]*)")
_LONGEST_CODE = 255
"""No program lets a user type a longer one."""
_LAST_DAY = 2_958_466
"""Days of 9999-12-31 and one."""
_LEAP = 60
"""1900-02-29, which spreadsheets count and calendars don't."""
_FROM_1904 = 1462
_WEEKDAYS = "一二三四五六日"
_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


class _Token(NamedTuple):
    kind: str
    text: str


class _Section(NamedTuple):
    """A format, or one of the sections that ; parts.

    Args:
        tokens: What it shows, in order.
        counted: Whether its numbers are written in Chinese numerals.
    """

    tokens: tuple[_Token, ...]
    counted: bool

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)


def shown_text(text: str, code: str) -> str:
    """Return a text as its cell shows it: a format may add words behind @."""
    section = next((one for one in reversed(_sections(code)) if one.has("text")), None)
    if section is None or not section.has("literal"):
        return text
    return "".join(text if kind == "text" else said for kind, said in section.tokens)


def shown(value: float, code: str) -> str | None:
    """Return a number as its cell shows it, None where its format is not known.

    Args:
        value: The number; a day counts from 1900.
        code: The format's code.
    """
    sections = _sections(code)
    if any(one.has("odd") for one in sections):
        return None
    section, value = _section_for(value, sections)
    if section.has("day"):
        moment = _moment(value)
        return _general(value) if moment is None else _dated(section, moment)
    if section.has("general", "text"):
        said = _numbered(_general(value), section)
        return "".join(
            said if kind in ("general", "text") else text for kind, text in section.tokens
        )
    return _number(section, value)


def typed(value: float, code: str) -> object:
    """Return a number as what its format means: a day, a time, `13%` for 0.13, or the number."""
    section, _ = _section_for(value, _sections(code))
    said = shown(value, code)
    if said is not None and section.has("percent"):
        return said.strip()
    moment = _moment(value) if said is not None and section.has("day") else None
    if moment is None:
        return value
    if value < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def since_1900(value: float, code: str) -> float:
    """Return a number of a workbook whose days count from 1904 as others have it."""
    section, _ = _section_for(value, _sections(code))
    return value + _FROM_1904 if section.has("day") else value


# Codes → sections ------------------------------------------------------------------------------


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[_Token]] = [[]]
    for token in _tokens(code[:_LONGEST_CODE]):
        if token.kind == "end":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(map(_section, parts))


def _tokens(code: str) -> Iterator[_Token]:
    clock = False
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "literal"
        text = found[kind]
        if kind == "day":
            # Behind hours m stands for minutes, which are n here.
            text = text.lower().replace("m", "n") if clock else text.lower()
            # Seconds without hours are a span of time.
            yield _Token("odd" if text[0] == "s" and not clock else kind, text)
            clock = text[0] in "hns"
        elif kind in ("quoted", "escaped"):
            yield _Token("literal", text)
        elif kind == "bracket" and (currency := _CURRENCY.match(text)):
            yield _Token("literal", currency[1])
        elif kind == "bracket" and _ODD.fullmatch(text):
            yield _Token("odd", text)
        elif kind != "pad":
            yield _Token(kind, text)


def _section(tokens: Sequence[_Token]) -> _Section:
    counted = any(kind == "bracket" and text.lower() == _COUNTED for kind, text in tokens)
    kept = [token for token in tokens if token.kind != "bracket"]
    if sum(token.kind == "number" for token in kept) > 1:  # as 00-00, or a fraction
        kept.append(_Token("odd", ""))
    return _Section(tuple(kept), counted)


def _section_for(value: float, sections: Sequence[_Section]) -> tuple[_Section, float]:
    """Return the section that shows a number, and the number as that section takes it."""
    numbers = [one for one in sections[:3] if not one.has("text")] or [sections[0]]
    if value < 0 and len(numbers) > 1:
        return numbers[1], -value
    return numbers[2 if value == 0 and len(numbers) > 2 else 0], value


# Numbers ---------------------------------------------------------------------------------------


def _general(value: float) -> str:
    whole = abs(value) < 1e15 and float(value).is_integer()
    return str(int(value)) if whole else f"{value:.10g}"


def _numbered(said: str, section: _Section) -> str:
    """Return a number in Chinese numerals where a section asks for it: 十二, 二〇二四."""
    if not section.counted:
        return said
    return chinese_number(int(said)) if len(said) < 3 else said.translate(_NUMERALS)


def _number(section: _Section, value: float) -> str:
    pattern = next((text for kind, text in section.tokens if kind == "number"), "")
    amount = Decimal(repr(value)) * 100 ** sum(kind == "percent" for kind, _ in section.tokens)
    digits = _numbered(_digits(abs(amount), pattern), section) if pattern else ""
    minus = "-" if value < 0 and (not pattern or re.search("[1-9]", digits)) else ""
    said = (digits if kind == "number" else text for kind, text in section.tokens)
    return minus + "".join(said)


def _digits(amount: Decimal, pattern: str) -> str:
    """Return an amount by a pattern: 0 is always shown, # is not; , parts or shows thousands."""
    whole, point, places = pattern.rstrip(",").partition(".")
    amount /= 1000 ** (len(pattern) - len(pattern.rstrip(",")))
    rounded = amount.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    digits, _, decimals = (f"{rounded:,f}" if "," in whole else f"{rounded:f}").partition(".")
    needed = len(places.rstrip("#?"))
    shown_decimals = decimals[:needed] + decimals[needed:].rstrip("0")
    return digits.lstrip("0").zfill(whole.count("0")) + point + shown_decimals


# Days ------------------------------------------------------------------------------------------


def _moment(value: float) -> datetime | None:
    """Return the moment that a number means; None where spreadsheets show ####."""
    if not 0 <= value < _LAST_DAY:
        return None
    days, part = divmod(value, 1)
    first = date(1899, 12, 30 if days >= _LEAP else 31)
    try:
        return datetime.combine(first, time()) + timedelta(days, round(part * 86400))
    except OverflowError:
        return None


def _dated(section: _Section, moment: datetime) -> str:
    tokens = section.tokens
    clock = next(
        (n for n, (kind, text) in enumerate(tokens) if kind == "day" and text[0] in "hs"),
        len(tokens),
    )
    day = "" if section.counted else _plain_day(tokens[:clock], moment)
    if day:
        of_day = "".join(_spelled(tokens[clock:], section, moment)).strip()
        return day if moment.time() == time() or not of_day else f"{day} {of_day}"
    return "".join(_spelled(tokens, section, moment))


def _plain_day(tokens: Sequence[_Token], moment: datetime) -> str:
    """Return a day of numbers and separators alone, else nothing."""
    parts = [token.text[0] for token in tokens if token.kind == "day"]
    between = "".join(token.text for token in tokens if token.kind != "day").strip()
    if set(between) - set("-/., ") or len(parts) < 2 or set(parts) - set("ymde"):
        return ""
    year = f"{moment.year}年" if {"y", "e"} & set(parts) else ""
    return f"{year}{moment.month}月{f'{moment.day}日' if 'd' in parts else ''}"


def _spelled(tokens: Sequence[_Token], section: _Section, moment: datetime) -> Iterator[str]:
    for token in tokens:
        if token.kind != "day":
            yield token.text
        else:
            said = _part(token.text, moment)
            yield _numbered(said, section) if said.isdecimal() else said


def _part(letters: str, moment: datetime) -> str:
    """Return what letters of a day's format show; n stands for minutes."""
    weekday = _WEEKDAYS[moment.weekday()]
    if letters == "aaa":
        return weekday
    if letters in ("aaaa", "ddd", "dddd"):
        return f"星期{weekday}"
    if letters[0] in "ye":
        return f"{moment:%y}" if letters == "yy" else str(moment.year)
    if letters.startswith("mmm"):
        return f"{moment.month}月"
    numbers = {
        "m": moment.month,
        "d": moment.day,
        "h": moment.hour,
        "n": moment.minute,
        "s": moment.second,
    }
    return str(numbers[letters[0]]).zfill(min(len(letters), 2))
