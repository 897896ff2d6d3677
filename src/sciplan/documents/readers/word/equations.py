"""An equation (m:oMath) on one line."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from sciplan.base.raised import RAISED
from sciplan.documents.readers.word.names import NAMES, at, full, inside

if TYPE_CHECKING:
    from sciplan.documents.readers.markup import Element

_VAL = full("m:val")
_RAISED = RAISED | str.maketrans("n", "ⁿ")
_TEXTS = frozenset((full("m:t"), full("w:t")))
_DELETED = frozenset(map(full, ("w:del", "w:moveFrom")))


def linear(equation: "Element") -> str:
    """Return an equation as text: 1/2, m², √(x+1); digits of two parts never run together."""
    return "".join(_pieces(equation))


def _pieces(element: "Element") -> Iterator[str]:
    for child in inside(element):
        made = _MADE.get(child.tag)
        if made is not None:
            yield made(child)
        elif child.tag in _TEXTS:
            yield child.text or ""
        elif child.tag not in _DELETED:
            yield from _pieces(child)


def _part(element: "Element", name: str) -> str:
    found = at(element, f"m:{name}")
    return "" if found is None else linear(found)


def _fraction(element: "Element") -> str:
    return f"{_bound(_part(element, 'num'))}/{_bound(_part(element, 'den'))}"


def _raised(element: "Element") -> str:
    above = _part(element, "sup")
    raised = above.translate(_RAISED)
    plain = set(raised) & set(above)
    return _part(element, "e") + (f"^{_bound(above)}" if plain else raised)


def _root(element: "Element") -> str:
    return f"{_part(element, 'deg')}√{_bound(_part(element, 'e'))}"


def _fenced(element: "Element") -> str:
    inner = ",".join(linear(each) for each in element.iterfind("m:e", NAMES))
    return f"{_sign(element, 'begChr', '(')}{inner}{_sign(element, 'endChr', ')')}"


def _sign(element: "Element", name: str, usual: str) -> str:
    found = at(element, f"m:dPr/m:{name}")
    return usual if found is None else found.get(_VAL, "")


def _summed(element: "Element") -> str:
    found = at(element, "m:naryPr/m:chr")
    return (found.get(_VAL, "") if found is not None else "∫") + _part(element, "e")


def _bound(text: str) -> str:
    return text if len(text) < 2 or text.replace(".", "").isalnum() else f"({text})"


_MADE: Mapping[str, Callable[["Element"], str]] = {
    full("m:f"): _fraction,
    full("m:sSup"): _raised,
    full("m:rad"): _root,
    full("m:d"): _fenced,
    full("m:nary"): _summed,
}
