"""Headings and the plan's own facts against those of the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sciplan.base.problem import FieldPath, Severity
from sciplan.compare.verify import numbers
from sciplan.compare.verify.alignment import Counterpart, Pair, aligned, plain
from sciplan.compare.verify.difference import (
    Difference,
    Homes,
    Sides,
    extra,
    missing,
    ways_to_print,
)
from sciplan.compare.verify.measures import wording
from sciplan.plan.model import Plan, Section
from sciplan.plan.walk import sections

_FACTS = {"title": "标题", "number": "发文字号", "issuer": "发文机关"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading where it stands.

    Args:
        section: The heading.
        path: Its path in the plan file.
    """

    section: Section
    path: FieldPath


def pairs(sides: Sides) -> list[Pair[Heading]]:
    """Pair the headings of both, see `aligned`."""
    return aligned(_items(sides.plan), _items(sides.source.plan), lambda _one, _other: False)


def _items(plan: Plan) -> list[Counterpart[Heading]]:
    return [
        Counterpart(
            value=Heading(section, path),
            id=section.id,
            title=plain(section.title),
            home=plain(chain[-2].title) if len(chain) > 1 else "",
        )
        for (path, section), chain in zip(sections(plan), plan.chains, strict=True)
    ]


def homes(found: Sequence[Pair[Heading]]) -> Homes:
    """Return which headings are the same."""
    both = [(mine, theirs) for mine, theirs in found if mine and theirs]
    return Homes(
        theirs={id(mine.section): theirs.section for mine, theirs in both},
        paths={id(theirs.section): mine.path for mine, theirs in both},
    )


def differences(sides: Sides, found: Sequence[Pair[Heading]]) -> Iterator[Difference]:
    """Yield how headings differ."""
    lines = _lines(sides)
    same = homes(found)
    above = {id(chain[-1]): chain[:-1] for chain in sides.source.plan.chains}
    for mine, theirs in found:
        line = lines.get(theirs.section.id, 0) if theirs else 0
        if mine is None:
            if theirs:
                one = theirs.section
                place = same.place(above[id(one)])
                yield missing("section", f"标题 {one.id} {one.title}", one, place, line)
        elif theirs is None:
            yield extra("section", "这个标题", mine.section, mine.path)
        elif plain(mine.section.title) != plain(theirs.section.title):
            at = Difference(
                code="title-differs",
                path=(*mine.path, "title"),
                ident=mine.section.id,
                line=line,
            )
            yield wording(at, "标题", mine.section.title, theirs.section.title)


def _lines(sides: Sides) -> dict[str, int]:
    """Return the document's headings' ids → their places: import keeps those of measures only.

    A heading stands behind the one before it and not behind what stands under it.
    """
    found: dict[str, int] = {}
    last = 0
    for section in sides.source.plan.all_sections:
        ids = [one.id for one in section.measures] + [one.id for one in section.provisions]
        inner = [sides.line(ident) for ident in ids]
        stop = min(inner, default=0)
        line = sides.find(section.title, last, stop) or stop
        found[section.id] = line
        last = line or last
    return found


# The plan's own facts ---------------------------------------------------------------------------


def facts(sides: Sides) -> Iterator[Difference]:
    """Yield how the plan's title, number, issuer, dates and grounds differ."""
    mine, theirs = sides.plan.head, sides.source.plan.head
    for key, word in _FACTS.items():
        said, printed = getattr(mine, key), getattr(theirs, key)
        if said and printed and plain(said) != plain(printed):
            yield _fact(sides, key, word, said, printed)
    yield from _dates(sides)
    said, printed = mine.jurisdiction, theirs.jurisdiction
    if said and printed and not (said.endswith(printed) or printed.endswith(said)):
        yield replace(
            _fact(sides, "jurisdiction", "地区", said, printed), severity=Severity.WARNING
        )
    yield from _grounds(sides)
    yield from _cited(sides)
    at = Difference(code="", path=(), ident="plan")
    proposed = sides.source.plan.targets
    for one in numbers.differences(sides.plan.targets, at, sides.source.text):
        yield replace(one, line=sides.find(one.words))
    own = [target for entry in sides.plan.entries for target in entry.measure.targets]
    missing = replace(at, path=("targets",) if sides.plan.targets else ("plan",), key=True)
    for one in numbers.missing(proposed, (*sides.plan.targets, *own), missing):
        yield replace(one, line=sides.find(one.words))


def _fact(sides: Sides, key: str, word: str, said: str, printed: str) -> Difference:
    return Difference(
        code="head-differs",
        path=("plan", key),
        ident="plan",
        message=f"{word}写作“{said}”，正式文件是“{printed}”",
        line=sides.find(printed),
        words=printed,
        said=said,
        printed=printed,
    )


def _dates(sides: Sides) -> Iterator[Difference]:
    mine, theirs = sides.plan.head, sides.source.plan.head
    if mine.issued and theirs.issued and mine.issued != theirs.issued:
        difference = _fact(sides, "issued", "成文日期", str(mine.issued), str(theirs.issued))
        yield _at_day(sides, difference, theirs.issued)
    if mine.period and theirs.period and mine.period != theirs.period:
        said, printed = (f"{one.start}—{one.end}" for one in (mine.period, theirs.period))
        yield _fact(sides, "period", "实施期", said, printed)


def _at_day(sides: Sides, difference: Difference, day: date) -> Difference:
    found = ((sides.find(way), way) for way in ways_to_print(day))
    line, words = next(((line, way) for line, way in found if line), (0, ""))
    return replace(difference, line=line, words=words)


def _grounds(sides: Sides) -> Iterator[Difference]:
    """Yield grounds that the document doesn't name, and those it names that the plan lacks."""
    mine, theirs = sides.plan.head.based_on, sides.source.plan.head.based_on
    for index, number in enumerate(mine):
        if plain(number) not in sides.text:
            yield Difference(
                code="head-differs",
                path=("plan", "based_on", index),
                ident="plan",
                message=f"依据文件写作“{number}”，正式文件没有提到",
                said=number,
            )
    for number in theirs if mine else ():
        if number not in mine:
            yield Difference(
                code="head-differs",
                path=("plan", "based_on"),
                ident="plan",
                message=f"依据文件没有列正式文件提到的“{number}”",
                line=sides.find(number),
                words=number,
                printed=number,
                key=True,
                severity=Severity.WARNING,
            )


def _cited(sides: Sides) -> Iterator[Difference]:
    """Yield what the plan takes from the document's words where the document has none such."""
    mine, theirs = sides.plan.head, sides.source.plan.head
    if mine.coordinator and plain(mine.coordinator) not in sides.text:
        yield Difference(
            code="head-differs",
            path=("plan", "coordinator"),
            ident="plan",
            message=f"综合协调单位写作“{mine.coordinator}”，正式文件没有提到",
            said=mine.coordinator,
        )
    if mine.first_lead and plain(mine.first_lead.quote) not in sides.text:
        yield Difference(
            code="quote-not-found",
            path=("plan", "first_lead", "quote"),
            ident="plan",
            message=f"正式文件里没有“{mine.first_lead.quote}”",
            said=mine.first_lead.quote,
        )
    if theirs.first_lead and not mine.first_lead:
        quote = theirs.first_lead.quote
        yield Difference(
            code="missing-field",
            path=("plan",),
            ident="plan",
            message=f"没有填首位即牵头（first_lead），正式文件写明“{quote}”",
            line=sides.find(quote),
            words=quote,
            printed=quote,
            key=True,
            severity=Severity.WARNING,
        )
