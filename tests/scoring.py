"""How well a draft tells a labelled document: measures, units and their roles, titles.

A label is `NAME.gold.json` beside the document: `measures`, one entry a clause in the document's
order, with `title` (or one of `title_or`) and the printed names under `lead`, `cooperating` and
`responsible`; those under `optional` and `other` are free to take or leave.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sciplan.base.errors import SciplanError
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.reading import read
from sciplan.plan.model import Measure

ROLES = ("lead", "cooperating", "responsible")
Duties = Counter[tuple[str, str]]
"""(role, unit) → how often."""


@dataclass(frozen=True)
class Told:
    """One measure as it is said, or labelled."""

    titles: tuple[str, ...]
    duties: Duties
    free: frozenset[str] = frozenset()


@dataclass
class Score:
    """Counts: duties that are right, wrong and missed, and titles that are right."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    titles: int = 0
    said: int = 0
    labelled: int = 0
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.titles + other.titles,
            self.said + other.said,
            self.labelled + other.labelled,
            self.faults + other.faults,
        )

    @property
    def duties(self) -> float:
        """F1 of the duties; a document of which there is nothing to say scores 1 in silence."""
        all_of_them = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / all_of_them if all_of_them else 1.0

    @property
    def measures(self) -> float:
        """F1 of the measures that were found under a right title."""
        both = self.said + self.labelled
        return 2 * self.titles / both if both else 1.0


def plain(text: str) -> str:
    return re.sub(r"[\s。*]", "", text).translate(str.maketrans("（），；：", "(),;:"))


def drafted(raw: bytes, name: str) -> Draft | None:
    """Return the draft of a document; None where it is refused."""
    try:
        return draft(read(raw, name))
    except SciplanError:
        return None


def score(made: Draft | None, gold: dict[str, Any]) -> Score:
    """Return how well a draft tells a document."""
    said = [_said(entry.measure) for entry in made.plan.entries] if made else []
    labelled = [_labelled(entry, gold) for entry in gold["measures"]]
    found = Score()
    for one, other in _aligned([one for one in said if one.duties], labelled):
        found += _of_pair(one, other)
    return found


def gold_of(document: Path) -> dict[str, Any]:
    """Return the label of a document."""
    label: dict[str, Any] = json.loads(document.with_suffix(".gold.json").read_text("utf-8"))
    return label


def labelled_in(folder: Path) -> list[Path]:
    """Return the documents of a folder that have a label."""
    return sorted(
        path
        for path in folder.glob("*.*")
        if ".gold" not in path.name and path.with_suffix(".gold.json").exists()
    )


def _said(measure: Measure) -> Told:
    listed = [(role, plain(name)) for role in ROLES for name in getattr(measure, role)]
    return Told((measure.title,), Counter(listed))


def _labelled(entry: dict[str, Any], gold: dict[str, Any]) -> Told:
    later = (gold.get("default_for_later_measures") or {}).get("adds") or {}
    others = [*(entry.get("other") or {}).values(), *later.values(), entry.get("optional") or []]
    return Told(
        (entry["title"], *entry.get("title_or", ())),
        Counter((role, plain(name)) for role in ROLES for name in entry.get(role) or ()),
        frozenset(plain(name) for names in others for name in names),
    )


def _same(said: str, label: str) -> bool:
    """Whether two names are one: a prefix that the print leaves out may be restored."""
    extra = said.removesuffix(label) if said != label else ""
    return said == label or (said != extra and 0 < len(extra) <= 4 and extra[0] in "省市县区国中州")


def _matches(one: Told, other: Told) -> int:
    left = list(other.duties.elements())
    hits = 0
    for role, name in one.duties.elements():
        pair = next((pair for pair in left if pair[0] == role and _same(name, pair[1])), None)
        if pair:
            left.remove(pair)
            hits += 1
    return hits


def _titled(one: Told, other: Told) -> bool:
    said = plain(one.titles[0])
    return any(said in label or label in said for label in map(plain, other.titles))


def _aligned(
    said: Sequence[Told], labelled: Sequence[Told]
) -> Iterator[tuple[Told | None, Told | None]]:
    """Yield pairs in order, so that the most duties match."""
    rows, columns = len(said), len(labelled)
    worth = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    gain = [[_matches(one, two) + 0.4 * _titled(one, two) for two in labelled] for one in said]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            both = worth[i + 1][j + 1] + gain[i][j]
            worth[i][j] = max(worth[i + 1][j], worth[i][j + 1], both)
    i = j = 0
    while i < rows or j < columns:
        if j == columns or (i < rows and worth[i][j] == worth[i + 1][j]):
            yield said[i], None
            i += 1
        elif i == rows or worth[i][j] == worth[i][j + 1]:
            yield None, labelled[j]
            j += 1
        else:
            yield said[i], labelled[j]
            i, j = i + 1, j + 1


def _of_pair(said: Told | None, label: Told | None) -> Score:
    hits = _matches(said, label) if said and label else 0
    free = label.free if label else frozenset()
    wrong = sum(said.duties.values()) - hits if said else 0
    spared = sum(name in free for _, name in said.duties.elements()) if said else 0
    missed = label.duties.total() - hits if label else 0
    titled = bool(said and label and label.duties and _titled(said, label))
    fault = f"said {said} for {label}"
    found = Score(hits, max(wrong - spared, 0), missed, titled)
    found.said = bool(said) and not (label is not None and not label.duties)
    found.labelled = bool(label and label.duties)
    if found.wrong or found.missed or (found.labelled and not titled):
        found.faults.append(fault)
    return found
