"""What of a Word file was not read, told by kinds, each with its places."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sciplan.documents.doubt import Doubt

CODE = "unread-part"
STRUCK = "划去的文字"
"""What somebody struck out by hand: no reader is asked to put it back."""
_MOST = 5
"""Places and words told of one kind; there may be thousands."""
_LONGEST = 30


@dataclass(slots=True)
class Unread:
    """Collects what is not read.

    Args:
        place: The paragraph that is being read, from 1; 0 for none.
        found: Kind → (place, what it says) of each, in order.
    """

    place: int = 0
    found: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, kind: str, what: str = "") -> None:
        """Note one of a kind at the place that is being read."""
        self.found.setdefault(kind, []).append((self.place, " ".join(what.split())))

    def doubts(self) -> Iterator[Doubt]:
        """Yield one doubt a kind, at the first place of that kind."""
        for kind, each in self.found.items():
            places = _listed([str(place) for place, _ in each if place])
            words = _listed([what[:_LONGEST] for _, what in each if what])
            where = f"第 {places} 段" if places else ""
            advice = "请看是否确已作废" if kind == STRUCK else "请对照原文补入"
            message = f"{where}{kind}没有读{f'（{words}）' if words else ''}；{advice}"
            yield Doubt(code=CODE, message=message, line=each[0][0])


def _listed(words: list[str]) -> str:
    once = list(dict.fromkeys(words))
    return "、".join(once[:_MOST]) + ("等" if len(once) > _MOST else "")
