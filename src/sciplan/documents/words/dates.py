"""Days as documents print them: 2024年3月1日, in a site's table of facts 2024-03-01."""

import re
from datetime import date

DAY = r"20\d\d年\d{1,2}月\d{1,2}日"
LOOSE_DAY = r"20\d\d[ \u3000]*年[ \u3000]*\d{1,2}[ \u3000]*月[ \u3000]*\d{1,2}[ \u3000]*日"
"""The same with blanks between its parts, as a page of a PDF has it."""
DATE = re.compile(r"(?:19|20)\d\d(?:年|-)\d{1,2}(?:月|-)\d{1,2}日?")
"""A day of either form."""


def first_day(text: str) -> date | None:
    """Return the first day that a text names; None where it names none, or none that exists."""
    found = DATE.search(text)
    return _day(found[0]) if found else None


def only_day(text: str) -> date | None:
    """Return the day that a text names; None where it names none or several."""
    days = re.findall(DAY, text)
    return _day(days[0]) if len(days) == 1 else None


def _day(printed: str) -> date | None:
    try:
        return date(*map(int, re.findall(r"\d+", printed)))
    except ValueError:
        return None
