"""Headings and the plan's own facts against those of the document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sciplan.base.problem import FieldPath, Problem
from sciplan.compare.matching.pairing import Counterpart, Pair, both, plain
from sciplan.compare.verify import numbers
from sciplan.compare.verify.alignment import aligned
from sciplan.compare.verify.measures import wording
from sciplan.compare.verify.sides import Homes, Sides, ways_to_print
from sciplan.compare.verify.spot import Spot
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


def pairs(plan: Plan, printed: Plan) -> list[Pair[Heading]]:
    """Pair the headings of a plan and of its document, see `aligned`."""
    return aligned(_items(plan), _items(printed), lambda _one, _other: False)


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
    same = both(found)
    return Homes(
        theirs={mine.path: theirs.path for mine, theirs in same},
        mine={theirs.path: mine.path for mine, theirs in same},
    )


def differences(sides: Sides, found: Sequence[Pair[Heading]], same: Homes) -> Iterator[Problem]:
    """Yield how headings differ.

    Args:
        sides: Both.
        found: The paired headings.
        same: Which of them are the same.
    """
    lines = _lines(sides)
    for mine, theirs in found:
        line = lines.get(theirs.section.id, 0) if theirs else 0
        if mine is None:
            if theirs:
                one, place = theirs.section, same.place(theirs.path)
                what = f"标题 {one.id} {one.title}"
                yield sides.only_in_document("section", what, one, place, line)
        elif theirs is None:
            yield sides.only_in_plan("section", "这个标题", mine.section, mine.path)
        elif plain(mine.section.title) != plain(theirs.section.title):
            at = Spot(path=(*mine.path, "title"), ident=mine.section.id, line=line)
            told = wording(at, "标题", mine.section.title, theirs.section.title)
            yield sides.problem("title-differs", *told)


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


def facts(sides: Sides) -> Iterator[Problem]:
    """Yield how the plan's title, number, issuer, dates and grounds differ."""
    mine, theirs = sides.plan.head, sides.source.plan.head
    for key, word in _FACTS.items():
        said, printed = getattr(mine, key), getattr(theirs, key)
        if said and printed and plain(said) != plain(printed):
            yield sides.problem("head-differs", *_fact(key, word, said, printed))
    yield from _dates(sides)
    said, printed = mine.jurisdiction, theirs.jurisdiction
    if said and printed and not (said.endswith(printed) or printed.endswith(said)):
        place = _fact("jurisdiction", "地区", said, printed)
        yield sides.warning("head-differs", *place)
    yield from _grounds(sides)
    yield from _cited(sides)
    yield from _targets(sides)


def _fact(key: str, word: str, said: str, printed: str) -> tuple[str, Spot]:
    """Return what is told of a fact, and where."""
    at = replace(_at("plan", key), words=printed, said=said, printed=printed)
    return f"{word}写作“{said}”，正式文件是“{printed}”", at


def _at(*path: str | int) -> Spot:
    """Return the place of one of the plan's own: the document's is wherever its words stand."""
    return Spot(path=path, ident="plan", line=None)


def _dates(sides: Sides) -> Iterator[Problem]:
    mine, theirs = sides.plan.head, sides.source.plan.head
    if mine.issued and theirs.issued and mine.issued != theirs.issued:
        message, at = _fact("issued", "成文日期", str(mine.issued), str(theirs.issued))
        words = next(filter(sides.find, ways_to_print(theirs.issued)), "")
        yield sides.problem("head-differs", message, replace(at, words=words))
    if mine.period and theirs.period and mine.period != theirs.period:
        said, printed = (f"{one.start}—{one.end}" for one in (mine.period, theirs.period))
        yield sides.problem("head-differs", *_fact("period", "实施期", said, printed))


def _grounds(sides: Sides) -> Iterator[Problem]:
    """Yield grounds that the document doesn't name, and those it names that the plan lacks."""
    mine, theirs = sides.plan.head.based_on, sides.source.plan.head.based_on
    for index, number in enumerate(mine):
        if plain(number) not in sides.text:
            yield sides.problem(
                "head-differs",
                f"依据文件写作“{number}”，正式文件没有提到",
                replace(_at("plan", "based_on", index), said=number),
            )
    for number in theirs if mine else ():
        if number not in mine:
            yield sides.warning(
                "head-differs",
                f"依据文件没有列正式文件提到的“{number}”",
                replace(_at("plan", "based_on"), words=number, printed=number, key=True),
            )


def _cited(sides: Sides) -> Iterator[Problem]:
    """Yield what the plan takes from the document's words where the document has none such."""
    mine, theirs = sides.plan.head, sides.source.plan.head
    if mine.coordinator and plain(mine.coordinator) not in sides.text:
        yield sides.problem(
            "head-differs",
            f"综合协调单位写作“{mine.coordinator}”，正式文件没有提到",
            replace(_at("plan", "coordinator"), said=mine.coordinator),
        )
    if mine.first_lead and plain(mine.first_lead.quote) not in sides.text:
        yield sides.problem(
            "quote-not-found",
            f"正式文件里没有“{mine.first_lead.quote}”",
            replace(_at("plan", "first_lead", "quote"), said=mine.first_lead.quote),
        )
    if theirs.first_lead and not mine.first_lead:
        quote = theirs.first_lead.quote
        yield sides.warning(
            "missing-field",
            f"没有填首位即牵头（first_lead），正式文件写明“{quote}”",
            replace(_at("plan"), words=quote, printed=quote, key=True),
        )


def _targets(sides: Sides) -> Iterator[Problem]:
    """Yield how the numbers that the whole plan promises differ."""
    mine, theirs = sides.plan.targets, sides.source.plan.targets
    yield from numbers.differences(sides, mine, _at(), sides.source.text)
    own = (target for entry in sides.plan.entries for target in entry.measure.targets)
    lacking = replace(_at("targets" if mine else "plan"), key=True)
    yield from numbers.missing(sides, theirs, (*mine, *own), lacking)
