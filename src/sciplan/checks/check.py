"""Runs the rules on a plan file, matches errata, and gives every problem its place."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from sciplan.base.likeness import Suggestions
from sciplan.base.problem import FieldPath, Finding, Fix, Problem, Severity, shortened
from sciplan.checks import most
from sciplan.checks.rules.registry import BY_CODE, RULES, Rule
from sciplan.plan.model import Erratum, Plan
from sciplan.planfile.load import Loaded
from sciplan.planfile.marks import TO_CHECK, Mark
from sciplan.planfile.source import YamlText

_ASKED_ALREADY = frozenset({"missing-lead", "nobody-leads"})
"""Rules that find what a mark at the same place asks for: then it is one question, not two."""
_SILENCE = re.compile(r"#[ \t]*sciplan:[ \t]*ignore=")
# One code at a time: a group that repeats keeps its way back in memory, a hundred bytes a code.
_CODE = re.compile(r"[ \t]*([a-z-]+)[ \t]*(,?)")
_Placed = tuple[Fix | None, Problem]


class RuleFinding(NamedTuple):
    """A finding with its rule.

    Args:
        rule: The rule.
        finding: What it found.
        known: Whether an erratum accounts for it.
    """

    rule: Rule
    finding: Finding
    known: bool


class Checked(NamedTuple):
    """What a check gave.

    Args:
        problems: All problems, in the file's order.
        fixes: (code, how to mend it) of those that have one right way, known ones left out.
    """

    problems: tuple[Problem, ...]
    fixes: tuple[tuple[str, Fix], ...]


def check(loaded: Loaded) -> Checked:
    """Return everything wrong with a file that was read.

    A problem on a line whose comment silences its code (`# sciplan: ignore=CODE`) is left out,
    unless it keeps the plan from loading.
    """
    document = loaded.document
    kept = [*_by_rules(loaded, _silenced(document))]
    kept += [(None, replace(problem, fatal=True)) for problem in loaded.problems]
    wrong = ((None, problem) for problem in _wrong_choices(loaded))
    kept += most.kept(wrong, document.path)
    kept.sort(key=lambda pair: pair[1].location)
    return Checked(
        problems=_with_sources(document, (item for _, item in kept)),
        fixes=(
            *_mends(loaded),
            *((item.code, fix) for fix, item in kept if fix and not item.known),
        ),
    )


def _by_rules(loaded: Loaded, silenced: dict[int, set[str]]) -> Iterator[_Placed]:
    """Yield what rules and marks say and no comment silences, and how it is mended.

    Of more than can be kept, the number by code: rules come by severity, so it is the lightest.
    """
    document, marks = loaded.document, loaded.marks
    asking: list[RuleFinding] = []
    found = _remembering(run(loaded.draft, RULES) if loaded.draft else (), marks, asking)
    placed: Iterator[_Placed] = chain(
        ((item.finding.fix, _placed(document, item)) for item in _open(found, marks)),
        ((None, problem) for problem in _to_check(asking, marks)),
    )
    speaking = (
        (fix, problem)
        for fix, problem in placed
        if problem.code not in silenced.get(problem.location.line, ())
    )
    yield from most.kept(speaking, document.path)


def _remembering(
    found: Iterable[RuleFinding], marks: Sequence[Mark], asking: list[RuleFinding]
) -> Iterator[RuleFinding]:
    """Yield findings as they come; only those that a mark may ask for are kept for later."""
    for item in found:
        if marks and item.rule.code in _ASKED_ALREADY:
            asking.append(item)
        yield item


def _mends(loaded: Loaded) -> Iterator[tuple[str, Fix]]:
    """Yield how values are mended that keep the plan from loading."""
    paths = loaded.document.paths_of([mend.node for mend in loaded.mends])
    for mend, path in zip(loaded.mends, paths, strict=True):
        yield mend.code, Fix(path=path, text=mend.text)


def of_rule(loaded: Loaded, code: str) -> tuple[Problem, ...]:
    """Return what one rule finds in a file that was read, whatever silences or explains it."""
    rule, document = BY_CODE[code], loaded.document
    found = rule.check(loaded.draft) if loaded.draft else ()
    problems = (_placed(document, RuleFinding(rule, finding, False)) for finding in found)
    return _with_sources(document, problems)


def among(plans: Sequence[Plan]) -> Iterator[tuple[int, str, Finding]]:
    """Yield (place of the plan, code, finding) of what is wrong among several plans."""
    for rule in RULES if len(plans) > 1 else ():
        if rule.several:
            yield from ((place, rule.code, finding) for place, finding in rule.check_several(plans))


def told(loaded: Loaded, found: Iterable[tuple[str, Finding]]) -> tuple[Problem, ...]:
    """Return what was found about a file, in its order, without what comments in it silence.

    Args:
        loaded: The file.
        found: (code, finding).
    """
    document = loaded.document
    silenced = _silenced(document)
    problems = (_placed(document, RuleFinding(BY_CODE[code], each, False)) for code, each in found)
    kept = [each for each in problems if each.code not in silenced.get(each.location.line, ())]
    kept.sort(key=attrgetter("location"))
    return _with_sources(document, kept)


def unexplained_errors(plan: Plan, marks: Sequence[Mark] = ()) -> int:
    """Return how many errors a plan that loads has that no erratum or mark accounts for."""
    rules = [rule for rule in RULES if rule.severity is Severity.ERROR]
    return sum(not item.known for item in _open(run(plan, rules), marks))


def _open(found: Iterable[RuleFinding], marks: Sequence[Mark]) -> Iterator[RuleFinding]:
    """Yield the findings that stand beside the file's marks and are not asked by one of them.

    While the order of the units is to be checked, no list is held against it.
    """
    marked = {mark.path for mark in marks}
    for item in found:
        ordered = item.rule.code != "unusual-order" or ("units",) not in marked
        if ordered and _asking(item, marked) is None:
            yield item


def _asking(item: RuleFinding, marked: Collection[FieldPath]) -> FieldPath | None:
    """Return the nearest marked field whose mark asks for what a finding tells."""
    path = item.finding.path
    if item.rule.code not in _ASKED_ALREADY or not marked:
        return None
    above = (path[:size] for size in range(len(path), 0, -1))
    return next((each for each in above if each in marked), None)


def _to_check(found: Iterable[RuleFinding], marks: Sequence[Mark]) -> Iterator[Problem]:
    """Yield the problem of each mark, with what it asks for where only one thing is meant."""
    rule, marked = BY_CODE["to-check"], {mark.path for mark in marks}
    asked: dict[FieldPath | None, list[str]] = {}
    for item in found:
        asked.setdefault(_asking(item, marked), []).append(item.finding.message)
    for mark in marks:
        missing = asked.get(mark.path, ())
        also = f"；{missing[0]}" if len(missing) == 1 else ""
        yield Problem(
            code=rule.code,
            severity=rule.severity,
            message=shortened(f"{TO_CHECK}：{mark.words}{also}"),
            location=mark.location,
            hint="对照原文确认或改正后，删去这条注释",
        )


def run(plan: Plan, rules: Sequence[Rule]) -> Iterator[RuleFinding]:
    """Yield what rules find in a plan or draft, then the errata that match nothing."""
    explained = Counter(_key(erratum) for erratum in plan.errata if erratum.rule)
    matched = set()
    for rule in rules:
        if rule.checks:
            for finding in rule.check(plan):
                key = (finding.at, rule.code, finding.value)
                matched.add(key)
                explained[key] -= 1
                yield RuleFinding(rule, finding, explained[key] >= 0)
    # Rules that were not run leave the errata that name them open.
    open_codes = {rule.code for rule in RULES if rule.checks} - {rule.code for rule in rules}
    likely = Suggestions(BY_CODE)
    for index, erratum in enumerate(plan.errata):
        if erratum.rule and _key(erratum) not in matched and erratum.rule not in open_codes:
            yield RuleFinding(
                BY_CODE["unmatched-erratum"], _unmatched(erratum, index, likely), False
            )


def _key(erratum: Erratum) -> tuple[str, str, str]:
    return erratum.at, erratum.rule, erratum.value


def _unmatched(erratum: Erratum, index: int, likely: Suggestions) -> Finding:
    if erratum.rule not in BY_CODE:
        return Finding(
            path=("errata", index, "rule"),
            message=f"文本说明的 rule 写作 {erratum.rule}，没有这个校验代码",
            hint=likely.of(erratum.rule) or "全部代码见 sciplan rules",
            at=erratum.at,
        )
    said = f"{erratum.at} 的 {erratum.rule}（{erratum.value}）"
    return Finding(
        path=("errata", index),
        message=f"文本说明 {said} 在文件里找不到所说明的问题",
        hint="问题已经改掉的，删去这条说明；否则核对 at、rule、value",
        at=erratum.at,
    )


def _placed(document: YamlText, item: RuleFinding) -> Problem:
    return Problem(
        code=item.rule.code,
        severity=item.rule.severity,
        message=shortened(item.finding.message),
        location=document.place(item.finding.path, key=item.finding.key),
        hint=shortened(item.finding.hint),
        known=item.known,
    )


def _wrong_choices(loaded: Loaded) -> Iterator[Problem]:
    """Yield the codes in the plan's `validate:` block that don't exist."""
    choice = loaded.draft.validation if loaded.draft else None
    likely = Suggestions(BY_CODE)
    for key in ("select", "ignore") if choice else ():
        for index, code in enumerate(getattr(choice, key) or ()):
            if code and code not in BY_CODE:
                yield Problem(
                    code="wrong-type",
                    severity=Severity.ERROR,
                    message=shortened(f"没有 {code} 这条校验"),
                    location=loaded.document.place(("validate", key, index)),
                    hint=likely.of(code) or "全部代码：sciplan rules",
                    fatal=True,
                )


def _silenced(document: YamlText) -> dict[int, set[str]]:
    """Return line → codes that a comment on it silences."""
    if "sciplan:" not in document.text:
        return {}
    return {
        document.span(match.start()).line: BY_CODE.keys() & _codes(document.text, match.end())
        for match in _SILENCE.finditer(document.text)
    }


def _codes(text: str, index: int) -> Iterator[str]:
    """Yield the codes that stand at an index, by commas."""
    while found := _CODE.match(text, index):
        yield found[1]
        index = found.end()
        if not found[2]:
            return


def _with_sources(document: YamlText, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems with the lines on which they stand."""
    placed = ((each, each.location.line) for each in problems)
    return tuple(replace(each, source=document.line(line) if line else "") for each, line in placed)
