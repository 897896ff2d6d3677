"""A measure's lists of units against those that its document prints."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sciplan.base.problem import FieldPath, Problem
from sciplan.compare.matching.pairing import plain
from sciplan.compare.verify.sides import Sides
from sciplan.compare.verify.spot import Spot
from sciplan.plan.model import Entry, Measure
from sciplan.plan.role import Role


@dataclass(frozen=True, slots=True)
class _Name:
    """A unit in a list.

    Args:
        place: Its place in the list, from 0.
        text: As the list writes it.
        unit: The unit it means.
    """

    place: int
    text: str
    unit: str


@dataclass(slots=True)
class _RoleLists:
    """One role's list on both sides; what is told is taken out of `extra` and `missing`.

    Args:
        word: The role in Chinese.
        path: The list in the plan file.
        mine: The plan's list.
        theirs: The document's.
        common: What both have, in the plan's order and in the document's.
        extra: What only the plan has.
        missing: What only the document has.
    """

    word: str
    path: FieldPath
    mine: list[_Name]
    theirs: list[_Name]
    common: tuple[list[_Name], list[_Name]]
    extra: list[_Name]
    missing: list[_Name]


def differences(sides: Sides, mine: Entry, other: Measure, line: int) -> Iterator[Problem]:
    """Yield how a measure's lists differ from the document's, each difference once.

    Args:
        sides: Both.
        mine: The plan's measure.
        other: The document's.
        line: The place of the document's.
    """
    at = Spot(path=mine.path, ident=mine.measure.id, line=line)
    roles = [_role(sides, mine, label, word, other) for label, word in _labels(mine, other)]
    yield from _counts(sides, at, roles)
    yield from _swapped(sides, at, roles)
    for role in roles:
        yield from _replaced(sides, at, role)
        yield from _one_sided(sides, at, role)
        yield from _order(sides, at, role)
        yield from _spelling(sides, at, role)


def _labels(mine: Entry, other: Measure) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the way to each list from its measure, and the role's word."""
    for role in Role:
        yield (role.value,), f"{role.word}单位"
    for label in dict.fromkeys((*(mine.measure.others or {}), *(other.others or {}))):
        yield ("others", label), f"{label}单位"


def _role(
    sides: Sides, mine: Entry, label: tuple[str, ...], word: str, other: Measure
) -> _RoleLists:
    listed, printed = (_names(sides, _listed(one, label)) for one in (mine.measure, other))
    (ours, extra), (others, missing) = _parted(listed, printed), _parted(printed, listed)
    return _RoleLists(
        word=word,
        path=(*mine.path, *label),
        mine=listed,
        theirs=printed,
        common=(ours, others),
        extra=extra,
        missing=missing,
    )


def _listed(measure: Measure, label: tuple[str, ...]) -> tuple[str, ...]:
    if label[0] == "others":
        return (measure.others or {}).get(label[1], ())
    return measure.printed(Role(label[0]))


def _names(sides: Sides, texts: Sequence[str]) -> list[_Name]:
    return [_Name(place, text, sides.meant(text)) for place, text in enumerate(texts)]


def _parted(names: Sequence[_Name], others: Sequence[_Name]) -> tuple[list[_Name], list[_Name]]:
    """Return the names that the other list has too, and those that it lacks or has less often."""
    left = Counter(name.unit for name in others)
    common: list[_Name] = []
    beyond: list[_Name] = []
    for name in names:
        left[name.unit] -= 1
        (common if left[name.unit] >= 0 else beyond).append(name)
    return common, beyond


def _counts(sides: Sides, at: Spot, roles: Sequence[_RoleLists]) -> Iterator[Problem]:
    """Yield the units that both lists have, though not equally often."""
    for role in roles:
        mine, theirs = (Counter(one.unit for one in side) for side in (role.mine, role.theirs))
        for side in (role.extra, role.missing):
            for unit in dict.fromkeys(name.unit for name in side):
                if mine[unit] and theirs[unit]:
                    place = max(name.place for name in role.mine if name.unit == unit)
                    yield sides.problem(
                        "count-differs",
                        f"{at.ident} {role.word}里{unit}列了 {mine[unit]} 次，"
                        f"正式文件列了 {theirs[unit]} 次",
                        replace(at, path=(*role.path, place), names=(unit,), words=unit),
                    )
        both = mine.keys() & theirs.keys()
        role.extra = [name for name in role.extra if name.unit not in both]
        role.missing = [name for name in role.missing if name.unit not in both]


def _swapped(sides: Sides, at: Spot, roles: Sequence[_RoleLists]) -> Iterator[Problem]:
    """Yield the units that stand under another role than in the document."""
    for role in roles:
        for name in list(role.extra):
            lacking = ((other, one) for other in roles for one in other.missing)
            found = next((each for each in lacking if each[1].unit == name.unit), None)
            if found:
                other, theirs = found
                role.extra.remove(name)
                other.missing.remove(theirs)
                yield sides.problem(
                    "role-differs",
                    f"{at.ident} {name.text}列为{role.word}，正式文件是{other.word}",
                    _both(at, role, name, theirs),
                )


def _both(at: Spot, role: _RoleLists, mine: _Name, theirs: _Name) -> Spot:
    """Return where the plan has a name for which the document has another."""
    names = (mine.text, theirs.text)
    return replace(at, path=(*role.path, mine.place), names=names, words=theirs.text)


def _replaced(sides: Sides, at: Spot, role: _RoleLists) -> Iterator[Problem]:
    """Yield the units that stand where the document has another."""
    mine, theirs = role.common
    gaps: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in role.missing:
        gaps[_before(name, theirs)].append(name)
    for name in list(role.extra):
        gap = gaps[_before(name, mine)]
        if gap:
            other = gap.pop(0)
            role.extra.remove(name)
            role.missing.remove(other)
            yield sides.problem(
                "unit-differs",
                f"{at.ident} {role.word}第 {name.place + 1} 个写作{name.text}，"
                f"正式文件是{other.text}",
                _both(at, role, name, other),
            )


def _before(name: _Name, common: Sequence[_Name]) -> str:
    """Return the last unit before a name that both lists have."""
    return next((one.unit for one in reversed(common) if one.place < name.place), "")


def _one_sided(sides: Sides, at: Spot, role: _RoleLists) -> Iterator[Problem]:
    for name in role.extra:
        yield sides.problem(
            "extra-unit",
            f"{at.ident} {role.word}有{name.text}，正式文件没有",
            replace(at, path=(*role.path, name.place), names=(name.text,)),
        )
    for name in role.missing:
        path = role.path if role.mine else (*at.path, "id")
        here = replace(at, path=path, key=bool(role.mine))
        yield sides.problem(
            "missing-unit",
            f"{at.ident} {role.word}缺{name.text}，正式文件有",
            replace(here, names=(name.text,), words=name.text),
        )


def _order(sides: Sides, at: Spot, role: _RoleLists) -> Iterator[Problem]:
    """Yield the one unit that has moved, or the first place where the orders part."""
    mine, theirs = role.common
    order, wanted = [name.unit for name in mine], [name.unit for name in theirs]
    if order == wanted:
        return
    first = next(n for n, (a, b) in enumerate(zip(order, wanted, strict=True)) if a != b)
    # What has moved alone is one of the two that meet where the orders part.
    meeting = (first, order.index(wanted[first]))
    moved = next((n for n in meeting if _moved_alone(order, wanted, n)), None)
    name = mine[first if moved is None else moved]
    place = theirs[wanted.index(name.unit)].place
    names = (name.text,) if moved is not None else (mine[first].text, theirs[first].text)
    yield sides.problem(
        "order-differs",
        f"{at.ident} {role.word}次序不同：{name.text}列第 {name.place + 1}，"
        f"正式文件列第 {place + 1}",
        replace(at, path=(*role.path, name.place), names=names, words=name.text),
    )


def _moved_alone(order: list[str], wanted: list[str], place: int) -> bool:
    """Whether the two orders agree once the unit at a place is left out of both."""
    other = list(wanted)
    other.remove(order[place])
    return [*order[:place], *order[place + 1 :]] == other


def _spelling(sides: Sides, at: Spot, role: _RoleLists) -> Iterator[Problem]:
    """Yield the units that the document calls by another of their names."""
    mine, theirs = role.common
    printed: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in theirs:
        printed[name.unit].append(name)
    for name in mine:
        other = printed[name.unit].pop(0)
        if plain(name.text) != plain(other.text):
            yield sides.problem(
                "name-differs",
                f"{at.ident} {role.word}写作{name.text}，正式文件印作{other.text}",
                _both(at, role, name, other),
            )
