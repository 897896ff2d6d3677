"""What a user typed → the body that is meant, by tiers; weaker likeness is only ever suggested."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.likeness import nearest, suggestion
from sciplan.base.marks import one_width
from sciplan.plan.model import Plan, Unit, UnitKey
from sciplan.plan.resolve.bodynames import (
    BodyName,
    abbreviates,
    could_sound_like_a_body,
    ends_alike,
    frames,
    is_near,
    is_part,
    is_same,
    is_slip,
    sounds_like_a_body,
    successor_of,
    taken_apart,
)
from sciplan.plan.resolve.ids import is_id
from sciplan.plan.wording import unit_labels

_FEW = 3
"""Suggestions that fit on one line."""
_QUOTES = "“”‘’\"'「」『』《》"


class FoundUnit(NamedTuple):
    """A body that was typed.

    Args:
        key: Which one.
        unit: As the first plan that names it registers it.
        exact: Whether its short name was typed in full.
        registered: Whether a plan registers it; else only provisions name it.
    """

    key: UnitKey
    unit: Unit
    exact: bool
    registered: bool


class _Candidate(NamedTuple):
    """A body with its names ready to be compared: 各县（市、区） as 各县(市、区).

    Args:
        key: Which one.
        unit: The unit.
        registered: Whether a plan registers it.
    """

    key: UnitKey
    unit: Unit
    registered: bool

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(map(one_width, self.unit.names))

    def apart(self, name: str) -> BodyName:
        return taken_apart(name, self.key.jurisdiction)

    @property
    def every(self) -> Iterator[BodyName]:
        """Every name but misprints, which are met in print and nowhere else."""
        unit = self.unit
        for name in (unit.name, *unit.aliases, *filter(None, [unit.full_name]), *unit.former):
            yield self.apart(name)

    @property
    def common(self) -> Iterator[BodyName]:
        """The names that people use."""
        yield from map(self.apart, (self.unit.name, *self.unit.aliases))


_Test = Callable[[str, _Candidate], bool]


def _exactly(word: str, body: _Candidate) -> bool:
    return word == one_width(body.unit.name)


def _by_a_name(word: str, body: _Candidate) -> bool:
    typed = body.apart(word)
    return word in body.names or any(is_same(typed, name) for name in body.every)


def _in_part(word: str, body: _Candidate) -> bool:
    return body.registered and is_part(body.apart(word), body.apart(body.unit.name))


def _in_short(word: str, body: _Candidate) -> bool:
    typed = body.apart(word)
    return body.registered and any(abbreviates(typed, name) for name in body.every)


_TIERS: tuple[_Test, ...] = (_exactly, _by_a_name, _in_part, _in_short)


def registered(plans: Iterable[Plan]) -> dict[UnitKey, Unit]:
    """Return every unit of the plans, in order of precedence: plan by plan, as registered."""
    found: dict[UnitKey, Unit] = {}
    for plan in plans:
        for unit in plan.units:
            found.setdefault(plan.key_of(unit), unit)
    return found


def _named_in_provisions(plans: Iterable[Plan]) -> dict[UnitKey, Unit]:
    """Return the bodies that provisions name and no plan registers."""
    return {
        UnitKey(plan.head.jurisdiction, name): Unit(name=name)
        for plan in plans
        for section in plan.all_sections
        for provision in section.provisions
        for name in provision.units
        if name not in plan.by_name
    }


def _candidates(plans: Sequence[Plan]) -> list[_Candidate]:
    units = [_Candidate(key, unit, True) for key, unit in registered(plans).items()]
    return units + [
        _Candidate(key, unit, False) for key, unit in _named_in_provisions(plans).items()
    ]


def typed_name(typed: str) -> str:
    """Return a name as it is looked for: without quotes around it or a full stop behind it."""
    return one_width(typed).strip(_QUOTES).rstrip("。").strip(_QUOTES)


def units_like(plans: Sequence[Plan], typed: str) -> list[FoundUnit]:
    """Return the bodies that a name fits: of each place those of the first tier with any hit.

    Tiers: the short name; an alias, full name or misprint, with or without the place in front;
    part of a short name; an abbreviation (see `bodynames`). `曲靖市/市科协` looks among the units
    of one jurisdiction only. A body that only provisions name is found by its whole name.
    """
    return _found(_candidates(plans), typed)


def _found(bodies: Sequence[_Candidate], typed: str) -> list[FoundUnit]:
    whole = typed_name(typed)
    place, _, word = whole.rpartition("/")
    # A name may hold a slash itself.
    found = _in_each_place(whole, bodies)
    if found or not place:
        return found
    return _in_each_place(
        word, [body for body in bodies if place in one_width(body.key.jurisdiction)]
    )


def _in_each_place(word: str, bodies: Sequence[_Candidate]) -> list[FoundUnit]:
    by_place = sorted(bodies, key=lambda body: body.key.jurisdiction)
    hits = {
        item
        for _, there in groupby(by_place, key=lambda body: body.key.jurisdiction)
        for item in _first_tier(word, list(there))
    }
    return [
        FoundUnit(body.key, body.unit, _exactly(word, body), body.registered)
        for body in bodies
        if body.key in hits
    ]


def _first_tier(word: str, bodies: Sequence[_Candidate]) -> list[UnitKey]:
    if not word:
        return []
    for hit in _TIERS:
        found = [body.key for body in bodies if hit(word, body)]
        if found:
            return found
    return []


def means_a_unit(units: Mapping[UnitKey, Unit], typed: str) -> bool:
    """Whether a bare word means one unit, of those given by key."""
    return len(_found([_Candidate(key, unit, True) for key, unit in units.items()], typed)) == 1


def unit(plans: Sequence[Plan], typed: str) -> FoundUnit:
    """Return the one unit that is meant.

    Raises:
        SciplanError: None or several fit, or no measure names it; the message helps on.
    """
    found = body_or_unit(plans, typed)
    if not found.registered:
        raise SciplanError(
            f"举措没有列“{found.key.unit}”，只有统筹职责点名它：sciplan duties {found.key.unit}"
        )
    return found


def body_or_unit(plans: Sequence[Plan], typed: str) -> FoundUnit:
    """Return the one body that is meant, one that only provisions name too.

    Raises:
        SciplanError: None or several fit; the message names the likeliest, or all.
    """
    if not typed_name(typed):
        raise SciplanError("单位名称是空的")
    found = units_like(plans, typed)
    if len(found) == 1:
        return found[0]
    if found:
        raise SciplanError(_several(typed, [item.key for item in found]))
    if later := since_when(plans, typed):
        raise SciplanError(f"没有“{typed}”这个单位：{later}")
    likely = _likely(plans, typed)
    if len(likely) > _FEW:
        raise SciplanError(_several(typed, likely))
    hint = suggestion(_labels(likely)) or "全部单位：sciplan units"
    if is_id(typed):
        hint = f"按编号查看：sciplan show {typed}"
    raise SciplanError(f"没有“{typed}”这个单位，{hint}")


def since_when(plans: Sequence[Plan], typed: str) -> str:
    """Return since when a body has the name that was typed, where a reform gives it later."""
    if not any(plan.issued_plan.reforms for plan in plans):
        return ""
    from sciplan.plan.reforms.coming import coming

    return coming(plans, typed_name(typed).rpartition("/")[2])


def _several(typed: str, keys: Sequence[UnitKey]) -> str:
    listed = "\n  ".join(_labels(keys))
    return f"“{typed}”可指 {len(keys)} 个单位，请写明：\n  {listed}"


def _labels(keys: Sequence[UnitKey]) -> list[str]:
    """Return names as they can be typed: with the place where there are several."""
    if len({key.jurisdiction for key in keys}) == 1:
        return [key.unit for key in keys]
    return [f"{key.jurisdiction}/{key.unit}" if key.jurisdiction else key.unit for key in keys]


def likely_units(plans: Sequence[Plan], typed: str) -> str:
    """Return `是不是“市科协”？` for a mistyped unit; nothing where none or too many are like it."""
    likely = _likely(plans, typed)
    return suggestion(_labels(likely)) if len(likely) <= _FEW else ""


def _likely(plans: Sequence[Plan], typed: str) -> list[UnitKey]:
    """Return the bodies worth suggesting, the first way with any hit."""
    word, bodies = typed_name(typed).rpartition("/")[2], _candidates(plans)
    found: list[UnitKey] = []
    for way in (_weakly, _formerly) if word else ():
        found = found or [body.key for body in bodies if way(word, body)]
    return found or _slips(word, bodies)


def _weakly(word: str, body: _Candidate) -> bool:
    typed = body.apart(word)
    if any(frames(typed, name) for name in body.common):
        return True
    if any(ends_alike(typed, name) for name in body.every):
        return True
    single = len(typed.whole) == 1 and not typed.bare and typed.whole in body.unit.name
    return body.registered and (single or any(is_near(typed, name) for name in body.every))


def _formerly(word: str, body: _Candidate) -> bool:
    words = successor_of(body.apart(word))
    return bool(words) and any(words in name.core for name in body.every)


def _slips(word: str, bodies: Iterable[_Candidate]) -> list[UnitKey]:
    by_name = {name: body for body in bodies for name in body.names}
    near = ((name, by_name[name], by_name[name].apart(name)) for name in nearest(word, by_name))
    slip = partial(_is_slip, word)
    return list(dict.fromkeys(body.key for _, body, name in near if slip(body, name)))


def _is_slip(word: str, body: _Candidate, name: BodyName) -> bool:
    return is_slip(body.apart(word), name)


def is_body_like(plans: Sequence[Plan], typed: str) -> bool:
    """Whether a word asks for a body, known or not: 省科协, 市教委, 局; not 市科斜 or 开会."""
    word = typed_name(typed).rpartition("/")[2]
    names = [taken_apart(word, plan.head.jurisdiction) for plan in plans]
    if any(map(sounds_like_a_body, names)):
        return True
    return any(map(could_sound_like_a_body, names)) and bool(_likely(plans, typed))


def no_measure(plans: Sequence[Plan], typed: str) -> str:
    """Return that no measure holds the words, and what else they may mean: an id, units."""
    if is_id(typed):
        hint = f"；按编号查看：sciplan show {typed}"
    elif found := units_like(plans, typed):
        names = "、".join(unit_labels([item.key for item in found]).values())
        hint = f"；单位的职责：sciplan duties 单位，如 {names}"
    else:
        likely = likely_units(plans, typed)
        hint = f"；{likely}" if likely else ""
    return f"没有含“{typed}”的举措{hint}"
