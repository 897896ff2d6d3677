"""The attacks, by kind."""

from collections.abc import Mapping

from hostile import documents, forms, fuzz, kills, reports, returned, texts, writers
from hostile.rounds import Attack

ATTACKS: Mapping[str, Attack] = {
    "plans": fuzz.attack,
    "documents": documents.attack,
    "sheets": returned.attack,
    "reports": reports.attack,
    "forms": forms.attack,
    "texts": texts.attack,
    "kills": kills.attack,
    "writers": writers.attack,
}
