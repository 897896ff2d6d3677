"""Cells of bodies: names that were broken to fit, and what several cells say together."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from sciplan.documents.clauses.attribution import Attribution, parse
from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.names import BodyName, is_body, is_definite, is_office, pieces
from sciplan.documents.words.roles import COOPERATING, LEAD, RESPONSIBLE
from sciplan.plan.role import AnyRole, OtherRole

_T = TypeVar("_T")
_Listed = tuple[str, tuple[BodyName, ...]]
_BRACKET = re.compile(r"[（(][^（）()：]{1,12}[）)]")
_MARKS = "、，,；;：:。/／ \t\u3000"
_OPENS_WITH_BRACKET = re.compile(r"[（(](?!\d)")
_ENDINGS = frozenset((*bodies("department"), "员会"))
"""What is left of 市政府办公室 or 市发展和改革委员会 behind a break, no body of its own."""
_LONGEST_BREAK = 6
"""A name is broken into so many lines at most."""
_LONGEST_PART = 60
_LINES_OF_ONE = 3
"""What it costs to join a line to one above though it is surely a body by itself."""


def unbroken(cell: str, known: Collection[str] = ()) -> str:
    """Join names that were broken to fit their cell; a list of a name a line stays."""
    if "\n" not in cell:
        return cell
    text = _BRACKET.sub(lambda found: found[0].replace("\n", ""), cell)
    parts = pieces(text, _MARKS)
    return "".join(f"{_rejoined(part, known)}{mark}" for part, mark in parts)


def _rejoined(part: str, known: Collection[str]) -> str:
    """Join a stretch's lines to as many names as can be, so that the fewest lines are none."""
    lines = [line.strip() for line in part.split("\n") if line.strip()]
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(lines) + 1):
        ways: list[tuple[int, list[str]]] = []
        for start in range(max(end - _LONGEST_BREAK, 0), end):
            cost, names = best[start]
            name = "".join(lines[start:end])
            cost += 0 if _is_whole(name, known) else 2 * (end - start)
            joined = (line for line in lines[start + 1 : end] if line not in _ENDINGS)
            cost += _LINES_OF_ONE * any(is_definite(line, known) for line in joined)
            cost += bool(names) and _tears(names[-1], name, known)
            ways.append((cost, [*names, name]))
        best.append(min(ways, key=lambda way: (way[0], -len(way[1]))))
    return "\n".join(best[-1][1])


def _is_whole(text: str, known: Collection[str]) -> bool:
    """Whether a text is a body, or bodies with words of role."""
    if is_body(text, known):
        return True
    said = parse(text, known) if len(text) <= _LONGEST_PART else None
    return said is not None and bool(said.names) and not (said.doubtful or said.unplaced)


def _tears(before: str, after: str, known: Collection[str]) -> bool:
    """Whether a break between two bodies parts a name: 市人力资源社会, 保障局."""
    if _OPENS_WITH_BRACKET.match(after) or after in _ENDINGS:
        return True
    both = is_definite(before, known) and is_body(after, known)
    return both and not (before in known or is_office(before) or is_definite(after, known))


def united(one: Attribution, two: Attribution) -> Attribution:
    """Return what two attributions say together; a merged cell stands in both."""
    timed = one if one.deadline else two
    return replace(
        one,
        lead=_joined(one.lead, two.lead),
        responsible=_joined(one.responsible, two.responsible),
        cooperating=_joined(one.cooperating, two.cooperating),
        others=_by_label((*one.others, *two.others)),
        doubtful=_joined(one.doubtful, two.doubtful),
        unplaced=_joined(one.unplaced, two.unplaced),
        unread=_joined(one.unread, two.unread),
        and_others=one.and_others or two.and_others,
        deadline=timed.deadline,
        deadline_date=timed.deadline_date,
        leader=one.leader or two.leader,
        indicator=one.indicator or two.indicator,
        remark="；".join(dict.fromkeys(filter(None, (one.remark, two.remark)))),
    )


def _joined(one: tuple[_T, ...], two: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*one, *two)))


def _by_label(others: Iterable[_Listed]) -> tuple[_Listed, ...]:
    found: dict[str, tuple[BodyName, ...]] = {}
    for label, names in others:
        found[label] = _joined(found.get(label, ()), names)
    return tuple(found.items())


def with_cell(said: Attribution, kind: AnyRole, cell: Attribution) -> Attribution:
    """Add what a cell says: its plain names have the role of the heading."""
    # 责任单位：市发改委（牵头）、市财政局 tells the lead in the cell itself.
    plain = (*cell.responsible, *map(BodyName, cell.unplaced))
    other = ((kind.word, plain),) if isinstance(kind, OtherRole) else ()
    told = replace(
        cell,
        lead=(*cell.lead, *(plain if kind == LEAD else ())),
        responsible=plain if kind == RESPONSIBLE else (),
        cooperating=(*cell.cooperating, *(plain if kind == COOPERATING else ())),
        others=(*other, *cell.others),
        unplaced=(),
    )
    return united(said, told)
