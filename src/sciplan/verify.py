"""A plan against its official document: each difference as a problem, with both places."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sciplan.importers.draft import Draft
from sciplan.model import Entry, Erratum, Measure, Plan, Role, Section, Target
from sciplan.problem import FieldPath, Location, Problem, Severity
from sciplan.wording import ROLE_WORDS

Place = Callable[[FieldPath], Location]
_MARKS = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"})
_HEAD = {"title": "标题", "number": "发文字号", "issuer": "发文机关", "issued": "成文日期"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One way in which a plan and its document differ.

    Args:
        code: Stable English name.
        path: The field in the plan file.
        ident: The measure's or section's id; `plan` for the document's own facts.
        message: What differs, in Chinese.
        line: The place in the document, 0 for none.
        names: Units that it is about.
        severity: How much it matters.
    """

    code: str
    path: FieldPath
    ident: str
    message: str
    line: int = 0
    names: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a comparison found.

    Args:
        problems: Differences that nothing accounts for, and what the document holds unread.
        known: Differences that errata or misprints account for, each with the reason.
        errata: The errata that the document bears out, in the plan's order.
        compared: How many measures stand in both.
    """

    problems: tuple[Problem, ...]
    known: tuple[tuple[Problem, str], ...]
    errata: tuple[Erratum, ...]
    compared: int


def verify(plan: Plan, source: Draft, place: Place) -> Verified:
    """Compare a plan with its document.

    Args:
        plan: The plan.
        source: The document, as import reads it.
        place: Field path → its place in the plan file.
    """
    pairs = align(plan, source.plan)
    found = [*_head(plan, source.plan), *_sections(plan, source.plan)]
    for mine, theirs in pairs:
        found += _pair(plan, source, mine, theirs)
    found += _order(pairs)
    problems: list[Problem] = list(source.problems)
    known: list[tuple[Problem, str]] = []
    for difference in found:
        problem = _problem(difference, place)
        reason = _reason(plan, difference)
        if reason:
            known.append((problem, reason))
        else:
            problems.append(problem)
    errata = tuple(one for one in plan.errata if one.at == "plan" or _stands(plan, one))
    both = sum(mine is not None and theirs is not None for mine, theirs in pairs)
    return Verified(problems=tuple(problems), known=tuple(known), errata=errata, compared=both)


def wording(plan: Plan, source: Draft, ident: str) -> str:
    """Return a measure's or provision's official wording, empty where the document lacks it.

    Args:
        plan: The plan.
        source: The document, as import reads it.
        ident: The id in the plan.
    """
    for mine, theirs in align(plan, source.plan):
        if mine and theirs and mine.measure.id == ident:
            one = theirs.measure
            return "\n".join(filter(None, (f"{one.title}。", one.text, one.attribution)))
    for section in source.plan.all_sections:
        for provision in section.provisions:
            if provision.id == ident:
                return provision.text
    return ""


# Alignment -------------------------------------------------------------------------------------

Pair = tuple[Entry | None, Entry | None]


def align(plan: Plan, source: Plan) -> list[Pair]:
    """Pair the measures of two plans: by id and title, then by title, then by id.

    Returns:
        Pairs in the plan's order, then the document's measures that the plan lacks.
    """
    left = {entry.measure.id: entry for entry in source.entries}
    by_title: dict[tuple[str, str], list[str]] = {}
    for entry in source.entries:
        by_title.setdefault(_key(entry.measure), []).append(entry.measure.id)
    chosen: dict[str, str] = {}
    for choose in (_same_id_and_title, _same_title, _same_id):
        for entry in plan.entries:
            ident = entry.measure.id
            other = "" if ident in chosen else choose(entry.measure, left, by_title)
            if other:
                chosen[ident] = other
                del left[other]
    entries = {entry.measure.id: entry for entry in source.entries}
    pairs: list[Pair] = [(one, entries.get(chosen.get(one.measure.id, ""))) for one in plan.entries]
    return [*pairs, *((None, one) for one in left.values())]


def _key(measure: Measure) -> tuple[str, str]:
    return plain(measure.title), measure.part


def _same_id_and_title(
    one: Measure, left: dict[str, Entry], _titles: dict[tuple[str, str], list[str]]
) -> str:
    other = left.get(one.id)
    return one.id if other and _key(other.measure) == _key(one) else ""


def _same_title(
    one: Measure, left: dict[str, Entry], titles: dict[tuple[str, str], list[str]]
) -> str:
    free = [ident for ident in titles.get(_key(one), ()) if ident in left]
    return free[0] if len(free) == 1 else ""


def _same_id(
    one: Measure, left: dict[str, Entry], _titles: dict[tuple[str, str], list[str]]
) -> str:
    return one.id if one.id in left else ""


def plain(text: str) -> str:
    """Return a text without blanks and with marks of one width."""
    return re.sub(r"\s", "", text).translate(_MARKS).strip("。；")


# Differences -----------------------------------------------------------------------------------


def _head(plan: Plan, source: Plan) -> Iterator[Difference]:
    for key, word in _HEAD.items():
        mine, theirs = getattr(plan.head, key), getattr(source.head, key)
        if mine and theirs and plain(str(mine)) != plain(str(theirs)):
            yield Difference(
                code="head-differs",
                path=("plan", key),
                ident="plan",
                message=f"{word}写作“{mine}”，正式文件是“{theirs}”",
                names=(str(theirs),),
            )
    for target, path in ((one, ("targets", n)) for n, one in enumerate(plan.targets)):
        yield from _number(target, path, "plan", 0)


def _sections(plan: Plan, source: Plan) -> Iterator[Difference]:
    theirs = {section.id: section for section in source.all_sections}
    paths = _section_paths(plan.sections, ())
    for section, path in paths:
        other = theirs.get(section.id)
        if other and plain(other.title) != plain(section.title):
            yield Difference(
                code="title-differs",
                path=(*path, "title"),
                ident=section.id,
                message=f"{section.id} 标题写作“{section.title}”，正式文件是“{other.title}”",
            )
        elif not other:
            yield Difference(
                code="extra-section",
                path=(*path, "id"),
                ident=section.id,
                message=f"正式文件里没有 {section.id} {section.title} 这个标题",
            )
    mine = {section.id for section, _ in paths}
    for section in source.all_sections:
        if section.id not in mine:
            yield Difference(
                code="missing-section",
                path=("sections",),
                ident=section.id,
                message=f"缺少正式文件的标题 {section.id} {section.title}",
            )


def _section_paths(
    sections: Sequence[Section], above: FieldPath
) -> list[tuple[Section, FieldPath]]:
    found: list[tuple[Section, FieldPath]] = []
    for index, section in enumerate(sections):
        path = (*above, "sections", index)
        found += [(section, path), *_section_paths(section.sections, path)]
    return found


def _pair(plan: Plan, source: Draft, mine: Entry | None, theirs: Entry | None) -> Iterator[Difference]:
    if mine is None and theirs is not None:
        one = theirs.measure
        yield Difference(
            code="missing-measure",
            path=("sections",) if plan.sections else ("measures",),
            ident=one.id,
            message=f"缺少正式文件的举措 {one.id} {one.title}",
            line=source.lines.get(one.id, 0),
        )
    elif mine is not None and theirs is None:
        yield Difference(
            code="extra-measure",
            path=(*mine.path, "id"),
            ident=mine.measure.id,
            message=f"正式文件里没有 {mine.measure.id} {mine.measure.title} 这项举措",
        )
    elif mine is not None and theirs is not None:
        line = source.lines.get(theirs.measure.id, 0)
        yield from _measure(plan, mine, theirs.measure, line)


def _measure(plan: Plan, mine: Entry, other: Measure, line: int) -> Iterator[Difference]:
    one, path = mine.measure, mine.path
    if one.id != other.id:
        yield Difference(
            code="id-differs",
            path=(*path, "id"),
            ident=one.id,
            message=f"{one.title} 编为 {one.id}，按正式文件的次序是 {other.id}",
            line=line,
        )
    for key, word, code in (
        ("title", "标题", "title-differs"),
        ("text", "原文", "text-differs"),
        ("attribution", "责任条款", "text-differs"),
    ):
        said, printed = getattr(one, key), getattr(other, key)
        if said and plain(said) != plain(printed):
            yield Difference(
                code=code,
                path=(*path, key),
                ident=one.id,
                message=f"{one.id} {word}与正式文件不同：{_where(plain(said), plain(printed))}",
                line=line,
            )
    for role in Role:
        yield from _list(plan, mine, role, other, line)
    text = plain(other.title + other.text + other.attribution)
    for index, target in enumerate(one.targets):
        yield from _number(target, (*path, "targets", index), one.id, line, text)


def _where(mine: str, theirs: str) -> str:
    """Return the first place where two texts part."""
    place = next(
        (n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b),
        min(len(mine), len(theirs)),
    )
    start = max(place - 6, 0)
    return f"“{mine[start : place + 14]}”与“{theirs[start : place + 14]}”"


def _list(plan: Plan, mine: Entry, role: Role, other: Measure, line: int) -> Iterator[Difference]:
    one = mine.measure
    word = ROLE_WORDS[role]
    listed, printed = one.printed(role), other.printed(role)
    same = [_meant(plan, name) for name in listed]
    wanted = [_meant(plan, name) for name in printed]
    for index, name in enumerate(listed):
        if same[index] not in wanted:
            yield Difference(
                code="extra-unit",
                path=(*mine.path, role.value, index),
                ident=one.id,
                message=f"{one.id} {word}单位有{name}，正式文件没有",
                line=line,
                names=(name,),
            )
        else:
            yield from _spelling(mine, role, index, name, printed[wanted.index(same[index])], line)
    for name, meant in zip(printed, wanted, strict=True):
        if meant not in same:
            yield Difference(
                code="missing-unit",
                path=(*mine.path, role.value) if listed else (*mine.path, "id"),
                ident=one.id,
                message=f"{one.id} {word}单位缺{name}，正式文件有",
                line=line,
                names=(name,),
            )
    if same != wanted and sorted(same) == sorted(wanted):
        first = next(n for n, (a, b) in enumerate(zip(same, wanted, strict=True)) if a != b)
        yield Difference(
            code="order-differs",
            path=(*mine.path, role.value, first),
            ident=one.id,
            message=f"{one.id} {word}单位次序不同：第 {first + 1} 个正式文件是{printed[first]}",
            line=line,
            names=(listed[first], printed[first]),
        )


def _spelling(
    mine: Entry, role: Role, index: int, name: str, printed: str, line: int
) -> Iterator[Difference]:
    if plain(name) != plain(printed):
        yield Difference(
            code="name-differs",
            path=(*mine.path, role.value, index),
            ident=mine.measure.id,
            message=f"{mine.measure.id} {ROLE_WORDS[role]}单位写作{name}，正式文件印作{printed}",
            line=line,
            names=(name, printed),
        )


def _meant(plan: Plan, name: str) -> str:
    unit = plan.by_name.get(name)
    return unit.name if unit else plain(name)


def _number(
    target: Target, path: FieldPath, ident: str, line: int, text: str | None = None
) -> Iterator[Difference]:
    """Compare a promised number with its quote, and the quote with the document."""
    amount = target.amount
    if not isinstance(amount, str) and f"{amount:g}" not in _numbers(target.quote):
        yield Difference(
            code="number-differs",
            path=(*path, target.op),
            ident=ident,
            message=f"{target.what} 写作 {amount:g}，原文字句是“{target.quote}”",
            line=line,
        )
    if text is not None and plain(target.quote) not in text:
        yield Difference(
            code="quote-not-found",
            path=(*path, "quote"),
            ident=ident,
            message=f"正式文件的 {ident} 里没有“{target.quote}”",
            line=line,
        )


def _numbers(text: str) -> set[str]:
    return {f"{float(found):g}" for found in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))}


def _order(pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Yield measures that stand before one which precedes them in the document."""
    places = {id(theirs): number for number, (_, theirs) in enumerate(pairs) if theirs}
    del places
    last: tuple[int, ...] = ()
    for mine, theirs in pairs:
        if mine is None or theirs is None:
            continue
        here = tuple(map(int, theirs.measure.id.split(".")))
        if here < last:
            yield Difference(
                code="order-differs",
                path=(*mine.path, "id"),
                ident=mine.measure.id,
                message=f"{mine.measure.id} {mine.measure.title} 的次序与正式文件不同",
            )
        last = max(last, here)


# What accounts for them ------------------------------------------------------------------------


def _reason(plan: Plan, difference: Difference) -> str:
    """Return what accounts for a difference: an erratum at its place, or a misprint."""
    for erratum in plan.errata:
        named = erratum.value and any(erratum.value in name for name in difference.names)
        if erratum.at == difference.ident and named:
            return erratum.printed
    if difference.code == "name-differs":
        mine, printed = difference.names
        unit = plan.by_name.get(mine)
        if unit and printed in unit.misprints:
            return f"{printed}是{unit.name}的误写"
        if unit and printed in unit.names:
            return f"{printed}是{unit.name}的别名"
    return ""


def _stands(plan: Plan, erratum: Erratum) -> bool:
    """Whether the place that an erratum speaks of stands in the plan."""
    idents = {entry.measure.id for entry in plan.entries}
    for section in plan.all_sections:
        idents |= {section.id, *(provision.id for provision in section.provisions)}
    return erratum.at in idents


def _problem(difference: Difference, place: Place) -> Problem:
    at = f"（正式文件第 {difference.line} 行）" if difference.line else ""
    return Problem(
        code=difference.code,
        severity=difference.severity,
        message=difference.message + at,
        location=place(difference.path),
    )
