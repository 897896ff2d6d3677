"""Every pattern that meets a user's text takes a time that grows with its length, not its square.

No time is held against a limit: only how it grows between a text and one four times as long.
"""

import math
import re
import time
from functools import cache

import pytest

from patterns import Pattern, every_pattern, first, may_be_steep, pumps, text_of

pytestmark = pytest.mark.long

_SIZE = 300
_WORTH = 0.0004
"""Seconds of this thread below which four times the text is quick enough, whatever it grew by."""
_FEW = 28
_LONG_FOR_FEW = 0.01
"""Seconds that so few characters take only where each more doubles the time."""
_SQUARE = 10
"""How often as long a text of four times the length may take; a square takes 16."""
_KNOWN_ONLY_WHEN_RUN = frozenset(
    {
        'sciplan.base.extras: rf"extra == [\'\\"]{extra}[\'\\"]" if extra else r"^(?!.*extra ==)"',
        'sciplan.base.marks: f"[{re.escape(marks)}]"',
        'sciplan.compare.returns.form: rf"(?<![^\\s])({marks})\\s*[：:]"',
        "sciplan.compare.update.field_edits: kind.pattern",
        'sciplan.compare.verify.errata: "|".join(map(re.escape, longest))',
        "sciplan.compare.verify.errata: pattern",
        'sciplan.documents.draft.second_look: rf"\\s*{pattern}"',
        "sciplan.documents.outline.candidates: pattern",
        'sciplan.documents.outline.frame: rf"\\s*{number + 1}[.．、](?!\\d)"',
        'sciplan.documents.words.markers: rf"[ \\t\\u3000#*]*(?:{pattern})[ \\u3000]*"',
        "sciplan.documents.words.targets: ending",
        "sciplan.formats.screen: places",
        'sciplan.plan.periods: rf"([12][0-9]{{3}}){form}"',
        "sciplan.plan.resolve.bodynames: pairs",
        'sciplan.plan.walk: f"[{characters}]"',
        "sciplan.planfile.values: kind.pattern",
        'sciplan.planfile.registered: rf"[-,\\[]\\s*[\\"\']?{re.escape(name)}[\\"\']?\\s*(?:[,\\]#\\n]|$)"',  # noqa: E501
        'sciplan.planfile.source: rf"^{key}:.*?(?=^[^\\s#]|\\Z)"',
        'sciplan.queries.doctor: rf"{re.escape(home)}(?![\\w.-])"',
    }
)
"""Calls whose pattern is a variable's: held by a list that is walked, a constant of the model, or
put together of escaped texts. A new one is looked at by hand before it is named here."""


@cache
def found() -> tuple[list[Pattern], list[str]]:
    return every_pattern()


def run_once(compiled: re.Pattern[str], method: str, text: str) -> float:
    start = time.thread_time()
    if method in ("sub", "subn"):
        compiled.sub("", text)
    elif method == "finditer":
        list(compiled.finditer(text))
    else:
        getattr(compiled, method)(text)
    return time.thread_time() - start


def growth(compiled: re.Pattern[str], method: str, pump: str, before: str, behind: str) -> float:
    """Return how often as long four times the text takes; 0 where that is too short to tell.

    A time that doubles with each character is told by a text that it still ends on.
    """
    if run_once(compiled, method, text_of(pump, _FEW, before, behind)) > _LONG_FOR_FEW:
        return math.inf
    long = text_of(pump, 4 * _SIZE, before, behind)
    if run_once(compiled, method, long) < _WORTH:
        return 0
    short = text_of(pump, _SIZE, before, behind)
    least = [min(run_once(compiled, method, each) for _ in range(8)) for each in (short, long)]
    return least[1] / max(least[0], 1e-6)


def steep(pattern: Pattern) -> str:
    """Return a text that takes a pattern a square of its length; empty for none."""
    begun = dict.fromkeys(("", first(pattern.compiled)))
    nasty = pumps(pattern.compiled)
    for method in sorted(pattern.methods):
        for pump in nasty:
            for before in begun:
                grown = growth(pattern.compiled, method, pump, before, "文!")
                if grown > _SQUARE:
                    return f"{method} {before!r} {pump!r}: {grown:.0f}"
    return ""


def test_a_square_is_seen() -> None:
    pattern = Pattern("here", re.compile(" +$"), frozenset({"search"}))
    assert steep(pattern)
    assert not steep(pattern._replace(compiled=re.compile("(?<! ) +$")))
    assert "inf" in steep(Pattern("here", re.compile("(?:a{1,3}|b)*"), frozenset({"fullmatch"})))


@pytest.mark.parametrize("part", range(20))
def test_every_pattern_is_straight(part: int) -> None:
    patterns = [each for each in found()[0][part::20] if may_be_steep(each.compiled)]
    told = {each.where: (steep(each), each.compiled.pattern[:120]) for each in patterns}
    assert patterns
    assert not {where: said for where, said in told.items() if said[0]}


def test_no_pattern_escapes() -> None:
    """A pattern that is put together while the program runs is named here, and looked at."""
    assert set(found()[1]) == _KNOWN_ONLY_WHEN_RUN
