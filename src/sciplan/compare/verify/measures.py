"""Measures against the measures of the document."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sciplan.base.problem import Problem
from sciplan.base.sequences import standing_out
from sciplan.compare.matching.pairing import Counterpart, Pair, plain
from sciplan.compare.verify import lists, numbers
from sciplan.compare.verify.alignment import aligned
from sciplan.compare.verify.sides import Homes, Sides, ways_to_print
from sciplan.compare.verify.spot import Spot
from sciplan.plan.model import Entry, Measure, Plan
from sciplan.plan.names import between_names, tails

_WORDED = {
    "title": ("标题", "title-differs"),
    "text": ("原文", "text-differs"),
    "attribution": ("责任条款", "text-differs"),
}
_FIELDS = {
    "deadline": "完成时限",
    "deadline_date": "完成日期",
    "leader": "分管领导",
    "indicator": "指标属性",
}
_WHERE_BOTH = {"category": "类别", "remark": "备注"}
"""What offices often leave out, or add of their own."""
_FEW = 2
_DIVIDES = "\0"
"""Stands for a blank that must not be left out."""


def pairs(plan: Plan, printed: Plan) -> list[Pair[Entry]]:
    """Pair the measures of a plan and of its document, see `aligned`."""
    return aligned(_items(plan.entries), _items(printed.entries), _same_units)


def _items(entries: Sequence[Entry]) -> list[Counterpart[Entry]]:
    return [
        Counterpart(
            value=entry,
            id=entry.measure.id,
            title=plain(entry.measure.title),
            part=entry.measure.part,
            home=plain(entry.sections[-1].title) if entry.sections else "",
        )
        for entry in entries
    ]


def _same_units(one: Entry, other: Entry) -> bool:
    mine, theirs = ((entry.measure.lead, entry.measure.cooperating) for entry in (one, other))
    return mine == theirs and sum(map(len, mine)) > _FEW


def differences(sides: Sides, found: Sequence[Pair[Entry]], homes: Homes) -> Iterator[Problem]:
    """Yield how measures differ.

    Args:
        sides: Both.
        found: The paired measures.
        homes: Which headings are the same.
    """
    both: list[tuple[Entry, Entry]] = []
    odd: set[str] = set()
    for mine, theirs in found:
        if mine is None or theirs is None:
            odd |= _homes(mine, theirs)
            if theirs:
                one, place = theirs.measure, homes.place(theirs.path)
                what, line = f"举措 {one.id} {one.title}{_part(one)}", sides.line(one.id)
                yield sides.only_in_document("measure", what, one, place, line)
            if mine:
                yield sides.only_in_plan("measure", "这项举措", mine.measure, mine.path)
            continue
        yield from _pair(sides, mine, theirs)
        if mine.sections and homes.parted(mine.path, theirs.path):
            odd |= _homes(mine, theirs)
            said, printed = (entry.sections[-1].title for entry in (mine, theirs))
            how = f"列在“{said}”之下，正式文件列在“{printed}”之下"
            yield _elsewhere(sides, mine, theirs, how)
        else:
            both.append((mine, theirs))
    places = {entry.path: place for place, entry in enumerate(sides.source.plan.entries)}
    for index in sorted(standing_out([places[theirs.path] for _, theirs in both])):
        odd |= _homes(*both[index])
        yield _elsewhere(sides, *both[index], "的先后与正式文件不同")
    # Where a measure is missing, added or moved, it is no wonder that the ids after it differ.
    yield from _ids(sides, both, odd)


def _homes(mine: Entry | None, theirs: Entry | None) -> set[str]:
    """Return what names the headings of two measures, told apart by side."""
    return {
        f"{side} {entry.sections[-1].id if entry.sections else ''}"
        for side, entry in (("plan", mine), ("document", theirs))
        if entry
    }


def _part(one: Measure) -> str:
    return f"（一段里的第 {one.part} 条责任条款）" if one.part else ""


def _pair(sides: Sides, mine: Entry, theirs: Entry) -> Iterator[Problem]:
    one, other = mine.measure, theirs.measure
    line = sides.line(other.id)
    at = Spot(path=mine.path, ident=one.id, line=line, words=other.title)
    for key, (word, code) in _WORDED.items():
        said, printed = getattr(one, key), getattr(other, key)
        if key == "attribution":
            said, printed = (_parted(text, one, other) for text in (said, printed))
        if said and plain(said) != plain(printed):
            yield sides.problem(code, *wording(at.below(key), word, said, printed))
    if one.part != other.part and (one.part or other.part):
        said, printed = (
            f"一段里的第 {part} 条责任条款" if part else "整段" for part in (one.part, other.part)
        )
        yield sides.problem(
            "part-differs",
            f"{one.id} 记作{said}，正式文件是{printed}",
            at.below("part" if one.part else "id"),
        )
    yield from lists.differences(sides, mine, other, line)
    yield from _fields(sides, at, one, other)
    above = "。".join(section.title for section in theirs.sections)
    text = f"{above}。{other.title}。{other.text}。{other.attribution}"
    yield from numbers.differences(sides, one.targets, at, text)
    yield from numbers.missing(sides, other.targets, one.targets, at.below("id"))


def _parted(clause: str, one: Measure, other: Measure) -> str:
    """Mark the blanks that divide names in a clause: without them two bodies become one."""
    names = tails(name for side in (one, other) for name in all_names(side))
    for blank in reversed(between_names(clause, names)):
        clause = f"{clause[: blank.start()]}{_DIVIDES}{clause[blank.end() :]}"
    return clause


def all_names(measure: Measure) -> tuple[str, ...]:
    """Return every unit that a measure names."""
    others = (name for names in (measure.others or {}).values() for name in names)
    return (*measure.lead, *measure.responsible, *measure.cooperating, *others)


def wording(at: Spot, word: str, said: str, printed: str) -> tuple[str, Spot]:
    """Return what is told of a difference of wording, and where: the first place they part."""
    mine, theirs = plain(said), plain(printed)
    place = next(
        (n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b),
        min(len(mine), len(theirs)),
    )
    start = max(place - 6, 0)
    mine, theirs = (text.replace(_DIVIDES, " ") for text in (mine, theirs))
    shown = f"“{_shown(mine, start)}”，正式文件是“{_shown(theirs, start)}”"
    return f"{at.ident} {word}写作{shown}", replace(
        at,
        # A title is short enough to be shown from its beginning.
        words=printed if at.path[-1] == "title" else _phrase(printed, place),
        said=said.replace(_DIVIDES, " "),
        printed=printed.replace(_DIVIDES, " "),
    )


def _shown(text: str, start: int) -> str:
    """Return some twenty characters from a place on; …… stands for what is left out."""
    end = start + 20
    return f"{'……' if start else ''}{text[start:end]}{'……' if text[end:] else ''}"


def _phrase(text: str, place: int) -> str:
    """Return the words at a place, to find the paragraph by."""
    return re.split(r"[。\n]", text[max(place - 6, 0) :].lstrip("。\n"))[0][:12]


def _fields(sides: Sides, at: Spot, one: Measure, other: Measure) -> Iterator[Problem]:
    """Compare what a clause says besides units: a warning where the plan leaves it out."""
    for key, word in (_FIELDS | _WHERE_BOTH).items():
        said, printed = _text(getattr(one, key)), _text(getattr(other, key))
        if key in _WHERE_BOTH and not (said and printed):
            continue
        here = replace(at, words=printed, said=said, printed=printed)
        if said and plain(said) != plain(printed) and not _prints(other, getattr(one, key)):
            wrong = f"是“{printed}”" if printed else "没有写明"
            message = f"{at.ident} {word}写作“{said}”，正式文件{wrong}"
            yield sides.problem("field-differs", message, here.below(key))
        elif printed and not said:
            yield sides.warning(
                "missing-field", f"{at.ident} 没有填{word}，正式文件是“{printed}”", here.below("id")
            )
    if one.and_others != other.and_others:
        yield sides.warning(
            "field-differs",
            f"{at.ident} 的单位名单{_others(one)}以“等”结尾，正式文件{_others(other)}",
            at.below("and_others" if one.and_others else "id"),
        )


def _others(measure: Measure) -> str:
    return "是" if measure.and_others else "不是"


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _prints(other: Measure, value: str | date | None) -> bool:
    """Whether the document prints a value, though import did not take it for the field's."""
    text = plain(other.title + other.text + other.attribution)
    ways = ways_to_print(value) if isinstance(value, date) else [value or ""]
    return any(plain(way) in text for way in ways)


def _elsewhere(sides: Sides, mine: Entry, theirs: Entry, how: str) -> Problem:
    """Return that a measure stands elsewhere than in the document."""
    one = mine.measure
    return sides.problem("measure-moved", f"{one.id} {one.title} {how}", _id(sides, mine, theirs))


def _id(sides: Sides, mine: Entry, theirs: Entry) -> Spot:
    one, other = mine.measure, theirs.measure
    line = sides.line(other.id)
    path = (*mine.path, "id")
    return Spot(path=path, ident=one.id, line=line, words=other.title, names=(one.title,))


def _ids(sides: Sides, both: Sequence[tuple[Entry, Entry]], odd: set[str]) -> Iterator[Problem]:
    """Yield where the plan numbers measures in another way than the document's order.

    Documents rarely print these numbers: a plan that has its own throughout is told so once, as
    a warning; else one problem a heading, for one slip shifts all that follow. None under the
    headings in `odd`, see `_homes`.
    """
    other = [pair for pair in both if pair[0].measure.id != pair[1].measure.id]
    if len(other) > _FEW and len(other) * 2 > len(both):
        mine, theirs = other[0]
        yield sides.warning(
            "own-numbering",
            f"方案自行编号：{len(other)} 项举措的编号与按正式文件先后排定的不同，"
            f"如 {mine.measure.id}，按次序是 {theirs.measure.id}；按标题对照",
            _id(sides, mine, theirs),
        )
        return
    by_home: defaultdict[str, list[tuple[Entry, Entry]]] = defaultdict(list)
    for mine, theirs in other:
        if not _homes(mine, theirs) & odd:
            by_home[mine.sections[-1].id if mine.sections else ""].append((mine, theirs))
    for run in by_home.values():
        one, printed = run[0][0].measure, run[0][1].measure
        more = f"；同一标题下另有 {len(run) - 1} 项" if len(run) > 1 else ""
        message = f"{one.title} 编为 {one.id}，按正式文件的次序是 {printed.id}{more}"
        yield sides.problem("id-differs", message, _id(sides, *run[0]))
