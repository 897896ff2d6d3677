"""A plan against its official document: each difference as a problem, with both places."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sciplan.importers.draft import Draft
from sciplan.importers.oddities import CODES
from sciplan.model import Entry, Erratum, Measure, Plan, Section, Target
from sciplan.problem import FieldPath, Location, Problem, Severity
from sciplan.role import Role

Place = Callable[[FieldPath], Location]
_MARKS = str.maketrans(
    {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
)
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
    message: str = ""
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
    found = [*_head(plan, source), *_sections(plan, source.plan)]
    for mine, theirs in pairs:
        found += _pair(plan, source, mine, theirs)
    found += _order(pairs)
    found += _errata(plan, pairs)
    # An oddity of the print is no difference: `validate` asks the plan to explain it.
    problems = [problem for problem in source.problems if problem.code not in CODES]
    known: list[tuple[Problem, str]] = []
    for difference in found:
        problem = _problem(difference, place, source.counted)
        reason = _reason(plan, difference)
        if reason:
            known.append((problem, reason))
        else:
            problems.append(problem)
    unborne = {difference.path for difference in found if difference.code == "erratum-not-found"}
    errata = tuple(one for index, one in enumerate(plan.errata) if ("errata", index) not in unborne)
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
                titled = provision.text.startswith(provision.title)
                return provision.text if titled else f"{provision.title}。\n{provision.text}"
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


def _head(plan: Plan, source: Draft) -> Iterator[Difference]:
    for key, word in _HEAD.items():
        mine, theirs = getattr(plan.head, key), getattr(source.plan.head, key)
        if mine and theirs and plain(str(mine)) != plain(str(theirs)):
            yield Difference(
                code="head-differs",
                path=("plan", key),
                ident="plan",
                message=f"{word}写作“{mine}”，正式文件是“{theirs}”",
                names=(str(theirs),),
            )
    whole = plain(source.text)
    for index, target in enumerate(plan.targets):
        at = Difference(code="", path=("targets", index), ident="plan")
        yield from _number(target, at, whole)


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


def _pair(
    plan: Plan, source: Draft, mine: Entry | None, theirs: Entry | None
) -> Iterator[Difference]:
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
        at = Difference(code="", path=(*path, "targets", index), ident=one.id, line=line)
        yield from _number(target, at, text)
    yield from _promises(mine, other, line)


def _promises(mine: Entry, other: Measure, line: int) -> Iterator[Difference]:
    """Yield the numbers that the document promises and the plan leaves out: a warning."""
    listed = {f"{one.amount:g}" for one in mine.measure.targets if not isinstance(one.amount, str)}
    for target in other.targets:
        if not isinstance(target.amount, str) and f"{target.amount:g}" not in listed:
            yield Difference(
                code="missing-target",
                path=(*mine.path, "id"),
                ident=mine.measure.id,
                message=f"{mine.measure.id} 没有列入正式文件的“{target.quote}”",
                line=line,
                severity=Severity.WARNING,
            )


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
    word = role.word
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
            at = Difference(
                code="name-differs", path=(*mine.path, role.value, index), ident=one.id, line=line
            )
            yield from _spelling(at, word, name, printed[wanted.index(same[index])])
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


def _spelling(at: Difference, word: str, name: str, printed: str) -> Iterator[Difference]:
    """Yield a unit that the document calls by another of its names."""
    if plain(name) != plain(printed):
        message = f"{at.ident} {word}单位写作{name}，正式文件印作{printed}"
        yield replace(at, message=message, names=(name, printed))


def _meant(plan: Plan, name: str) -> str:
    unit = plan.by_name.get(name)
    return unit.name if unit else plain(name)


def _number(target: Target, at: Difference, text: str) -> Iterator[Difference]:
    """Compare a promised number with its quote, and the quote with the document.

    Args:
        target: The plan's target.
        at: The places, for what is found.
        text: What the document says there, as `plain` returns it.
    """
    amount = target.amount
    if not isinstance(amount, str) and f"{amount:g}" not in _numbers(target.quote):
        message = f"{target.what} 写作 {amount:g}，原文字句是“{target.quote}”"
        path = (*at.path, target.op)
        yield replace(at, code="number-differs", path=path, message=message)
    if plain(target.quote) not in text:
        where = "正式文件里" if at.ident == "plan" else f"正式文件的 {at.ident} 里"
        message = f"{where}没有“{target.quote}”"
        yield replace(at, code="quote-not-found", path=(*at.path, "quote"), message=message)


def _numbers(text: str) -> set[str]:
    return {f"{float(found):g}" for found in re.findall(r"\d+(?:\.\d+)?", text.replace(",", ""))}


def _order(pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Yield measures that stand after one which they precede in the document."""
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


def _errata(plan: Plan, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Yield errata whose value the document does not print at their place: a warning."""
    printed = {
        mine.measure.id: plain(f"{one.title}{one.text}{one.attribution}")
        for mine, theirs in pairs
        if mine and theirs
        for one in (theirs.measure,)
    }
    for index, erratum in enumerate(plan.errata):
        text = printed.get(erratum.at)
        if erratum.value and text is not None and plain(erratum.value) not in text:
            yield Difference(
                code="erratum-not-found",
                path=("errata", index),
                ident=erratum.at,
                message=f"文本说明 {erratum.at}：正式文件这里没有“{erratum.value}”",
                severity=Severity.WARNING,
            )


def _problem(difference: Difference, place: Place, counted: str) -> Problem:
    at = f"（正式文件第 {difference.line} {counted}）" if difference.line else ""
    return Problem(
        code=difference.code,
        severity=difference.severity,
        message=difference.message + at,
        location=place(difference.path),
    )
