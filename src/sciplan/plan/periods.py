"""填报期: a month, quarter, half or whole year for which units report."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

PATTERN = r"[12][0-9]{3}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?"
"""How a period is written: 2025-11, 2025-Q4, 2025-H2, 2025."""
KINDS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How long a period may be → its months."""
KIND_WORDS = {"month": "月", "quarter": "季度", "half": "半年", "year": "年"}
"""What each is called: 按月报."""
_ORDINALS = "一二三四"
_HALVES = "上下"
_PLACES = "一二三四上下"
_FORMS = {
    "month": "(?:-([0-9]{2})|年([0-9]{1,2})月份?)",
    "quarter": "(?:-Q([1-4])|年第?([1-4一二三四])季度)",
    "half": "(?:-H([12])|年([上下])半年)",
    "year": "年?",
}
"""Kind → what stands behind the year."""


class ReportingPeriod(NamedTuple):
    """A period. Those of one plan are compared by the day they end on, whatever their length.

    Args:
        year: The year.
        place: Which of its kind in the year, from 1.
        kind: A key of `KINDS`.
    """

    year: int
    place: int
    kind: str

    @property
    def text(self) -> str:
        """As it is written: 2025-11."""
        place = {
            "month": f"-{self.place:02}",
            "quarter": f"-Q{self.place}",
            "half": f"-H{self.place}",
            "year": "",
        }
        return f"{self.year}{place[self.kind]}"

    @property
    def words(self) -> str:
        """As people say it: 2025年11月, 2025年第四季度."""
        return (
            f"{self.year}年"
            + {
                "month": f"{self.place}月",
                "quarter": f"第{_ORDINALS[(self.place - 1) % 4]}季度",
                "half": f"{_HALVES[(self.place - 1) % 2]}半年",
                "year": "",
            }[self.kind]
        )

    @property
    def short(self) -> str:
        """As a message says it within the year: 11月."""
        return self.words.partition("年")[2] or self.words

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.place - 1) * KINDS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.place * KINDS[self.kind]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def before(self) -> "ReportingPeriod":
        """The one before it, as long as it is."""
        if self.place > 1:
            return self._replace(place=self.place - 1)
        return self._replace(year=self.year - 1, place=12 // KINDS[self.kind])


def period_of(text: str) -> ReportingPeriod | None:
    """Return a period as it is written, or as people type it (2025年11月, 2025年第四季度)."""
    said = re.sub(r"\s", "", text)
    for kind, form in _FORMS.items():
        found = re.fullmatch(rf"([12][0-9]{{3}}){form}", said)
        if found:
            place = next(filter(None, found.groups()[1:]), "1")
            number = _PLACES.find(place) % 4 + 1 if place in _PLACES else int(place)
            period = ReportingPeriod(int(found[1]), number, kind)
            return period if 1 <= number <= 12 // KINDS[kind] else None
    return None


def period_at(day: date, kind: str) -> ReportingPeriod:
    """Return the period of a kind in which a day lies."""
    return ReportingPeriod(day.year, (day.month - 1) // KINDS[kind] + 1, kind)
