"""Provisions against the prose of the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sciplan.base.problem import FieldPath, Problem
from sciplan.compare.matching.pairing import Counterpart, Pair, plain
from sciplan.compare.verify.alignment import aligned
from sciplan.compare.verify.measures import wording
from sciplan.compare.verify.sides import Homes, Sides, above
from sciplan.compare.verify.spot import Spot
from sciplan.documents.words.units import names_in
from sciplan.plan.model import Plan, Provision, Section
from sciplan.plan.walk import provisions, sections


@dataclass(frozen=True, slots=True)
class Prose:
    """A provision where it stands.

    Args:
        provision: The provision.
        path: Its path in the plan file.
        home: The heading that it stands under.
    """

    provision: Provision
    path: FieldPath
    home: Section

    @property
    def titled(self) -> bool:
        """Whether its title is printed, not the beginning of its sentence."""
        return not self.provision.text.startswith(self.provision.title)

    @property
    def text(self) -> str:
        """All that it says, see `plain`."""
        one = self.provision
        return plain(f"{one.title}。{one.text}" if self.titled else one.text)


def pairs(plan: Plan, printed: Plan) -> list[Pair[Prose]]:
    """Pair the provisions of a plan and of its document, see `aligned`."""
    return aligned(_items(plan), _items(printed), _names_the_same)


def _items(plan: Plan) -> list[Counterpart[Prose]]:
    homes = dict(sections(plan))
    found = [Prose(one, path, homes[above(path)]) for path, one in provisions(plan)]
    return [
        Counterpart(
            value=one,
            id=one.provision.id,
            title=plain(one.provision.title),
            home=plain(one.home.title),
        )
        for one in found
    ]


def _names_the_same(one: Prose, other: Prose) -> bool:
    """Whether a sentence names all the units of a provision that has a title of our own."""
    units = one.provision.units
    return bool(units) and not other.titled and all(plain(unit) in other.text for unit in units)


def differences(sides: Sides, found: Sequence[Pair[Prose]], homes: Homes) -> Iterator[Problem]:
    """Yield how provisions differ.

    Args:
        sides: Both.
        found: The paired provisions.
        homes: Which headings are the same.
    """
    for mine, theirs in found:
        if mine is None:
            if theirs:
                one, place = theirs.provision, homes.place(theirs.path)
                what, line = f"统筹职责 {one.id} {one.title}", sides.line(one.id)
                yield sides.only_in_document("provision", what, one, place, line)
        elif theirs is None:
            yield sides.only_in_plan("provision", "这段", mine.provision, mine.path)
        else:
            yield from _pair(sides, mine, theirs)


def _pair(sides: Sides, mine: Prose, theirs: Prose) -> Iterator[Problem]:
    one, other = mine.provision, theirs.provision
    line = sides.line(other.id)
    at = Spot(path=mine.path, ident=one.id, line=line, words=other.title)
    if theirs.titled and plain(one.title) != plain(other.title):
        told = wording(at.below("title"), "标题", one.title, other.title)
        yield sides.problem("title-differs", *told)
    texts = (plain(other.text), theirs.text)
    if one.text and plain(one.text) not in texts and mine.text not in texts:
        told = wording(at.below("text"), "原文", one.text, other.text)
        yield sides.problem("text-differs", *told)
    if one.id != other.id and mine.home.id == theirs.home.id:
        message = f"{one.title} 编为 {one.id}，按正式文件的次序是 {other.id}"
        yield sides.problem("id-differs", message, at.below("id"))
    yield from _units(sides, at, one, theirs)


def _units(sides: Sides, at: Spot, one: Provision, theirs: Prose) -> Iterator[Problem]:
    """Compare the units that a provision lists with those that its sentence names."""
    # A paragraph that is damaged or renamed may still name the unit by another name.
    printed = _named(sides, one, theirs)
    meant = {sides.meant(name) for name in printed}
    for index, name in enumerate(one.units):
        if sides.meant(name) not in meant and plain(name) not in theirs.text:
            yield sides.problem(
                "extra-unit",
                f"{at.ident} 点名的单位有{name}，正式文件这段没有",
                replace(at.below("units", index), names=(name,)),
            )
    listed = {sides.meant(name) for name in one.units}
    for name in printed:
        if sides.meant(name) not in listed:
            listed.add(sides.meant(name))
            here = at.below("units" if one.units else "id")
            yield sides.problem(
                "missing-unit",
                f"{at.ident} 点名的单位缺{name}，正式文件这段有",
                replace(here, names=(name,), words=name, key=bool(one.units)),
            )


def _named(sides: Sides, one: Provision, theirs: Prose) -> list[str]:
    known = {*sides.plan.by_name, *theirs.provision.units, *one.units}
    longest = max(map(len, known), default=0)
    return list(dict.fromkeys(names_in(theirs.text, known, longest)))
