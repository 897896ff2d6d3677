"""Provisions against the prose of the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sciplan.base.problem import FieldPath
from sciplan.compare.verify.alignment import Counterpart, Pair, aligned, plain
from sciplan.compare.verify.difference import Difference, Homes, Sides, extra, missing
from sciplan.compare.verify.measures import wording
from sciplan.documents.words.units import names_in
from sciplan.plan.model import Plan, Provision, Section
from sciplan.plan.walk import provisions, sections


@dataclass(frozen=True, slots=True)
class Prose:
    """A provision where it stands.

    Args:
        provision: The provision.
        path: Its path in the plan file.
        above: The headings above it, from the top.
    """

    provision: Provision
    path: FieldPath
    above: tuple[Section, ...]

    @property
    def home(self) -> Section:
        """The heading that it stands under."""
        return self.above[-1]

    @property
    def titled(self) -> bool:
        """Whether its title is printed, not the beginning of its sentence."""
        return not self.provision.text.startswith(self.provision.title)

    @property
    def text(self) -> str:
        """All that it says, see `plain`."""
        one = self.provision
        return plain(f"{one.title}。{one.text}" if self.titled else one.text)


def pairs(sides: Sides) -> list[Pair[Prose]]:
    """Pair the provisions of both, see `aligned`."""
    return aligned(_items(sides.plan), _items(sides.source.plan), _names_the_same)


def _items(plan: Plan) -> list[Counterpart[Prose]]:
    chains = {path: chain for (path, _), chain in zip(sections(plan), plan.chains, strict=True)}
    return [
        Counterpart(
            value=Prose(one, path, chains[path[:-2]]),
            id=one.id,
            title=plain(one.title),
            home=plain(chains[path[:-2]][-1].title),
        )
        for path, one in provisions(plan)
    ]


def _names_the_same(one: Prose, other: Prose) -> bool:
    """Whether a sentence names all the units of a provision that has a title of our own."""
    units = one.provision.units
    return bool(units) and not other.titled and all(plain(unit) in other.text for unit in units)


def differences(sides: Sides, found: Sequence[Pair[Prose]], homes: Homes) -> Iterator[Difference]:
    """Yield how provisions differ.

    Args:
        sides: Both.
        found: The paired provisions.
        homes: Which headings are the same.
    """
    for mine, theirs in found:
        if mine is None:
            if theirs:
                one = theirs.provision
                what = f"统筹职责 {one.id} {one.title}"
                place = homes.place(theirs.above)
                yield missing("provision", what, one, place, sides.line(one.id))
        elif theirs is None:
            yield extra("provision", "这段", mine.provision, mine.path)
        else:
            yield from _pair(sides, mine, theirs)


def _pair(sides: Sides, mine: Prose, theirs: Prose) -> Iterator[Difference]:
    one, other = mine.provision, theirs.provision
    line = sides.line(other.id)
    at = Difference(code="", path=mine.path, ident=one.id, line=line, words=other.title)
    if theirs.titled and plain(one.title) != plain(other.title):
        here = replace(at, code="title-differs", path=(*mine.path, "title"))
        yield wording(here, "标题", one.title, other.title)
    texts = (plain(other.text), theirs.text)
    if one.text and plain(one.text) not in texts and mine.text not in texts:
        here = replace(at, code="text-differs", path=(*mine.path, "text"))
        yield wording(here, "原文", one.text, other.text)
    if one.id != other.id and mine.home.id == theirs.home.id:
        yield replace(
            at,
            code="id-differs",
            path=(*mine.path, "id"),
            message=f"{one.title} 编为 {one.id}，按正式文件的次序是 {other.id}",
        )
    yield from _units(sides, at, one, theirs)


def _units(sides: Sides, at: Difference, one: Provision, theirs: Prose) -> Iterator[Difference]:
    """Compare the units that a provision lists with those that its sentence names."""
    # A paragraph that is damaged or renamed may still name the unit by another name.
    printed = _named(sides, one, theirs)
    meant = {sides.meant(name) for name in printed}
    for index, name in enumerate(one.units):
        if sides.meant(name) not in meant and plain(name) not in theirs.text:
            yield replace(
                at,
                code="extra-unit",
                path=(*at.path, "units", index),
                message=f"{at.ident} 点名的单位有{name}，正式文件这段没有",
                names=(name,),
            )
    listed = {sides.meant(name) for name in one.units}
    for name in printed:
        if sides.meant(name) not in listed:
            listed.add(sides.meant(name))
            yield replace(
                at,
                code="missing-unit",
                path=(*at.path, "units" if one.units else "id"),
                message=f"{at.ident} 点名的单位缺{name}，正式文件这段有",
                names=(name,),
                words=name,
                key=bool(one.units),
            )


def _named(sides: Sides, one: Provision, theirs: Prose) -> list[str]:
    known = {*sides.plan.by_name, *theirs.provision.units, *one.units}
    longest = max(map(len, known), default=0)
    return list(dict.fromkeys(names_in(theirs.text, known, longest)))
