"""Number formats of spreadsheets (ECMA-376 part 1, 18.8.31): a stored number → what is shown.

A day in numerals is given as 2025年12月31日 whatever stands between its numbers: only the
separators differ, and they hang on the viewer's system.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from sciplan.base.numerals import chinese_number

GENERAL = "General"
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
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    32: "h时mm分",
    33: "h时mm分ss秒",
    34: "上午/下午h时mm分",
    35: "上午/下午h时mm分ss秒",
    36: "yyyy年m月",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-;@",
    42: "¥#,##0;-¥#,##0;-;@",
    43: "#,##0.00;-#,##0.00;-;@",
    44: "¥#,##0.00;-¥#,##0.00;-;@",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    55: "上午/下午h时mm分",
    56: "上午/下午h时mm分ss秒",
    57: "yyyy年m月",
    58: "m月d日",
}
"""Numbers of formats that no file spells out, as Excel's Chinese edition shows them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<pad>[_*].?)|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<noon>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<power>E[+-]0+)"
    r"|(?P<day>y+|m+|d+|h+|s+|a{3,4}|e+)|(?P<digit>[0#?])"
    r"|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_CURRENCY = re.compile(r"\$([^-]*)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_LONGEST_CODE = 255
"""No program lets a user type a longer one."""
_MOST_SECTIONS = 4
_LAST_DAY = 2_958_466
"""Days of 9999-12-31 and one."""
_LEAP = 60
"""1900-02-29, which spreadsheets count and calendars don't."""
_NAMED_MONTH = 3
_WEEKDAYS = "一二三四五六日"
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda one, two: one < two,
    ">": lambda one, two: one > two,
    "=": lambda one, two: one == two,
    "<=": lambda one, two: one <= two,
    ">=": lambda one, two: one >= two,
    "<>": lambda one, two: one != two,
}
_NUMERALS: Mapping[int, dict[int, int]] = {
    1: str.maketrans("0123456789", "〇一二三四五六七八九"),
    2: str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖"),
    3: str.maketrans("0123456789", "０１２３４５６７８９"),
}
"""[DBNum1] and the others: digit by digit."""


class _Token(NamedTuple):
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    """A format, or one of the sections that ; parts.

    Args:
        tokens: What it shows, in order.
        condition: What a number must be for it: a comparison and a bound.
        numerals: 1 to 3 for [DBNum1] and the others, else 0.
    """

    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None = None
    numerals: int = 0

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    def holds(self, value: float) -> bool:
        return self.condition is None or _COMPARE[self.condition[0]](value, self.condition[1])


def shown_text(text: str, code: str) -> str:
    """Return a text as its cell shows it: a format may add words behind @."""
    section = next((one for one in reversed(_sections(code)) if one.has("text")), None)
    if section is None or not section.has("literal"):
        return text
    return "".join(text if kind == "text" else said for kind, said in section.tokens)


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """Return a number as its cell shows it.

    Args:
        value: The number; a day counts from 1900 or 1904.
        code: The format's code.
        from_1904: Whether days count from 1904.
    """
    section, value = _section_for(value, _sections(code))
    if section.has("day", "elapsed", "noon"):
        moment = _moment(value, from_1904=from_1904)
        return _general(value) if moment is None else _dated(section, moment, value)
    tokens = section.tokens
    if section.has("general", "text"):
        said = _general(value)
        if section.numerals and said.isdecimal():
            said = _counted(said, section.numerals)
        return "".join(said if kind in ("general", "text") else text for kind, text in tokens)
    return _number(section, value)


def typed(value: float, code: str, *, from_1904: bool = False) -> object:
    """Return a number as what its format means.

    A day, a time or a span; the text `13%` for 0.13 shown so; else the number itself.
    """
    section, _ = _section_for(value, _sections(code))
    if section.has("percent"):
        return shown(value, code).strip()
    if section.has("elapsed"):
        return timedelta(days=value)
    if not section.has("day", "noon"):
        return value
    moment = _moment(value, from_1904=from_1904)
    if moment is None:
        return value
    if 0 <= value < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment


# Codes → sections ------------------------------------------------------------------------------


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[_Token]] = [[]]
    for token in _tokens(code[:_LONGEST_CODE]):
        if token == (";", ";"):
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts[:_MOST_SECTIONS])


def _tokens(code: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "literal"
        text = found[kind]
        if kind in ("quoted", "escaped"):
            yield _Token("literal", text)
        elif kind == "literal" and text == ";":
            yield _Token(";", ";")
        elif kind != "pad":
            yield _Token(kind, text)


def _section(tokens: Sequence[_Token]) -> _Section:
    condition, numerals = None, 0
    kept: list[_Token] = []
    for token in tokens:
        if token.kind != "bracket":
            kept.append(token)
        elif compared := _CONDITION.fullmatch(token.text.strip()):
            condition = (compared[1], float(compared[2]))
        elif currency := _CURRENCY.match(token.text):
            kept.append(_Token("literal", currency[1]))
        elif _ELAPSED.fullmatch(token.text):
            kept.append(_Token("elapsed", token.text.lower()))
        elif token.text.upper() in ("DBNUM1", "DBNUM2", "DBNUM3"):
            numerals = int(token.text[-1])
    return _Section(tuple(_with_roles(kept)), condition, numerals)


def _with_roles(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Tell minutes from months: they stand behind hours or before seconds."""
    times = [n for n, token in enumerate(tokens) if token.kind in ("day", "elapsed")]
    for number, token in enumerate(tokens):
        if token.kind != "day":
            yield token
            continue
        letters = token.text.lower()
        place = times.index(number)
        before = tokens[times[place - 1]].text[0].lower() if place else ""
        after = tokens[times[place + 1]].text[0].lower() if place + 1 < len(times) else ""
        minutes = letters[0] == "m" and (before == "h" or after == "s")
        yield _Token("day", letters.replace("m", "n") if minutes else letters)


def _section_for(value: float, sections: Sequence[_Section]) -> tuple[_Section, float]:
    """Return the section that shows a number, and the number as that section takes it."""
    if any(section.condition for section in sections):
        fitting = (one for one in sections if one.holds(value) and not one.has("text"))
        return next(fitting, sections[-1]), value
    numbers = [one for one in sections[:3] if not one.has("text")] or [sections[0]]
    if value < 0 and len(numbers) > 1:
        return numbers[1], -value
    return numbers[2 if value == 0 and len(numbers) == _NAMED_MONTH else 0], value


# Numbers ---------------------------------------------------------------------------------------


def _general(value: float) -> str:
    whole = abs(value) < 1e15 and float(value).is_integer()
    return str(int(value)) if whole else f"{value:.10g}"


def _counted(digits: str, numerals: int) -> str:
    """Return a whole number in words, as 十二; digit by digit past what is counted so."""
    if numerals == 1 and len(digits) < 3:
        return chinese_number(int(digits))
    return digits.translate(_NUMERALS[numerals])


def _number(section: _Section, value: float) -> str:
    tokens = section.tokens
    if not section.has("digit"):
        minus = "-" if value < 0 else ""
        return minus + "".join(token.text for token in tokens if token.kind != "comma")
    if any(token == ("literal", "/") for token in tokens):
        return _fraction(value)
    power = next((token.text for token in tokens if token.kind == "power"), "")
    if power:
        return f"{value:.{_places(tokens)}E}"
    amount = Decimal(repr(float(value))) * 100 ** sum(token.kind == "percent" for token in tokens)
    amount /= 1000 ** _scaled(tokens)
    rounded = abs(amount).quantize(Decimal(1).scaleb(-_places(tokens)), ROUND_HALF_UP)
    minus = "-" if amount < 0 and rounded else ""
    whole, _, rest = f"{rounded:f}".partition(".")
    said = "".join(_filled(tokens, whole, rest))
    return minus + (said.translate(_NUMERALS[section.numerals]) if section.numerals else said)


def _places(tokens: Sequence[_Token]) -> int:
    kinds = [token.kind for token in tokens]
    return kinds[kinds.index("point") :].count("digit") if "point" in kinds else 0


def _scaled(tokens: Sequence[_Token]) -> int:
    """Return how many commas stand right behind the last digit: each shows thousands."""
    last = max(number for number, token in enumerate(tokens) if token.kind == "digit")
    behind = [token.kind for token in tokens[last + 1 :]]
    return next((n for n, kind in enumerate(behind) if kind != "comma"), len(behind))


def _filled(tokens: Sequence[_Token], whole: str, rest: str) -> Iterator[str]:
    """Yield what each token shows: digits fill their places from the point outwards."""
    kinds = [token.kind for token in tokens]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    places = [number for number in range(point) if kinds[number] == "digit"]
    spelled = _before_point(tokens, places, whole)
    left = iter(rest)
    if places and "comma" in kinds[places[0] : places[-1]]:
        spelled = {places[0]: f"{int(whole):,}"}
    decimals = _optional(tokens, point, rest)
    for number, token in enumerate(tokens):
        if number < point and token.kind == "digit":
            yield spelled.get(number, "")
        elif number > point and token.kind == "digit":
            digit = next(left)
            yield digit if number <= decimals else ""
        elif token.kind == "point":
            yield token.text if places else f"{whole.lstrip('0')}."
        elif token.kind != "comma":
            yield token.text


def _before_point(tokens: Sequence[_Token], places: Sequence[int], whole: str) -> dict[int, str]:
    """Return what the places before the point show; the first takes all digits that are left."""
    found: dict[int, str] = {}
    digits = whole.lstrip("0")
    for number in reversed(places):
        digits, digit = digits[:-1], digits[-1:]
        found[number] = digit or ("0" if tokens[number].text == "0" else "")
    if places:
        found[places[0]] = digits + found[places[0]]
    return found


def _optional(tokens: Sequence[_Token], point: int, rest: str) -> int:
    """Return the last place behind the point that is shown: # shows no closing zeros."""
    places = [n for n in range(point + 1, len(tokens)) if tokens[n].kind == "digit"]
    shown_to = point
    for number, digit in zip(places, rest, strict=True):
        if digit != "0" or tokens[number].text == "0":
            shown_to = number
    return shown_to


def _fraction(value: float) -> str:
    found = Fraction(value).limit_denominator(99)
    whole, rest = divmod(abs(found), 1)
    minus = "-" if found < 0 else ""
    part = f"{rest.numerator}/{rest.denominator}" if rest else ""
    return minus + (" ".join(filter(None, (str(whole) if whole else "", part))) or "0")


# Days ------------------------------------------------------------------------------------------


def _moment(value: float, *, from_1904: bool) -> datetime | None:
    """Return the moment that a number means; None where spreadsheets show ####."""
    if not 0 <= value < _LAST_DAY:
        return None
    days, part = divmod(value, 1)
    seconds = round(part * 86400)
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 30 if days >= _LEAP else 31)
    try:
        return datetime.combine(first, time()) + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None


def _dated(section: _Section, moment: datetime, value: float) -> str:
    days, rest = _split(section.tokens)
    if section.numerals == 0 and days:
        said = _plain_day(days, moment)
        if said:
            clock = "".join(_spelled(rest, section, moment, value)).strip()
            midnight = moment.time() == time()
            return said if midnight or not clock else f"{said} {clock}"
    return "".join(_spelled(section.tokens, section, moment, value))


def _split(tokens: Sequence[_Token]) -> tuple[Sequence[_Token], Sequence[_Token]]:
    """Part a format's day from the time of day behind it."""
    for number, token in enumerate(tokens):
        if token.kind in ("elapsed", "noon") or (token.kind == "day" and token.text[0] in "hns"):
            return tokens[:number], tokens[number:]
    return tokens, ()


def _plain_day(tokens: Sequence[_Token], moment: datetime) -> str:
    """Return a day of numbers and separators alone, else nothing."""
    parts = [token.text[0] for token in tokens if token.kind == "day"]
    between = "".join(token.text for token in tokens if token.kind != "day").strip()
    if set(between) - set("-/., ") or len(parts) < 2 or set(parts) - set("ymde"):
        return ""
    year = f"{moment.year}年" if {"y", "e"} & set(parts) else ""
    return f"{year}{moment.month}月{f'{moment.day}日' if 'd' in parts else ''}"


def _spelled(
    tokens: Sequence[_Token], section: _Section, moment: datetime, value: float
) -> Iterator[str]:
    half = section.has("noon")
    for token in tokens:
        if token.kind == "elapsed":
            yield _elapsed(token.text, value)
        elif token.kind == "noon":
            first, second = token.text.split("/")
            yield second if moment.hour >= 12 else first
        elif token.kind == "day":
            said = _part(token.text, moment, half=half)
            yield _numbered(said, token.text, section.numerals)
        else:
            yield token.text


def _elapsed(unit: str, value: float) -> str:
    seconds = round(value * 86400)
    return str(seconds // {"h": 3600, "m": 60, "s": 1}[unit[0]]).zfill(len(unit))


def _numbered(said: str, letters: str, numerals: int) -> str:
    if not numerals or not said.isdecimal():
        return said
    years = letters[0] in "ye"
    return said.translate(_NUMERALS[numerals]) if years else _counted(str(int(said)), numerals)


def _part(letters: str, moment: datetime, *, half: bool) -> str:
    """Return what letters of a day's format show; n stands for minutes."""
    hour = (moment.hour % 12 or 12) if half else moment.hour
    number = {
        "y": moment.year,
        "e": moment.year,
        "m": moment.month,
        "d": moment.day,
        "h": hour,
        "n": moment.minute,
        "s": moment.second,
    }.get(letters[0])
    weekday = _WEEKDAYS[moment.weekday()]
    if number is None:
        return f"星期{weekday}" if len(letters) > _NAMED_MONTH else weekday
    if letters[0] in "ye":
        return f"{number % 100:02}" if letters == "yy" else str(number)
    if letters[0] in "md" and len(letters) >= _NAMED_MONTH:
        return f"{number}月" if letters[0] == "m" else f"星期{weekday}"
    return str(number).zfill(min(len(letters), 2))
