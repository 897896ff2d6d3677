"""What a user typed → the unit, section or measure that is meant, or a message that helps."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.likeness import nearest, suggestion
from sciplan.base.marks import one_width
from sciplan.base.numerals import CHINESE_NUMBER, number_of
from sciplan.plan.model import Entry, Plan, Provision, Section, Unit, UnitKey
from sciplan.plan.wording import qualified, unit_labels

EntryTest = Callable[[Plan, Entry], bool]
"""Which measures a question is about."""
_ID = re.compile(r"(?:(?P<plan>[a-z0-9][a-z0-9._-]*)/)?(?P<id>\d+(?:\.\d+)*)")


class FoundUnit(NamedTuple):
    """A unit that was typed.

    Args:
        key: Which unit.
        unit: As the first plan that names it registers it.
        exact: Whether its short name was typed in full.
    """

    key: UnitKey
    unit: Unit
    exact: bool


class _UnitNames(NamedTuple):
    """A unit's names as what was typed is compared with them: 各县（市、区） as 各县(市、区).

    Args:
        name: The short name.
        full_name: The full name.
        names: Every name.
    """

    name: str
    full_name: str
    names: tuple[str, ...]

    @staticmethod
    def of(unit: Unit) -> "_UnitNames":
        """Return a unit's names."""
        return _UnitNames(
            one_width(unit.name), one_width(unit.full_name), tuple(map(one_width, unit.names))
        )


class FoundSection(NamedTuple):
    """A heading that was typed, with the plan it stands in."""

    plan: Plan
    section: Section


class ChosenHeadings:
    """Headings that were chosen: a test for what stands under any of them, however deep.

    Args:
        found: The headings.
    """

    def __init__(self, found: Sequence[FoundSection]) -> None:
        self.found = found

    def __call__(self, plan: Plan, entry: Entry) -> bool:
        """Whether a measure stands under one of them."""
        return self.hold(plan, entry.sections)

    def hold(self, plan: Plan, chain: Sequence[Section]) -> bool:
        """Whether the innermost of some nested headings is one of them or below one."""
        return any(plan is item.plan and under(chain, item.section) for item in self.found)


def registered(plans: Iterable[Plan]) -> dict[UnitKey, Unit]:
    """Return every unit of the plans, in order of precedence: plan by plan, as registered."""
    found: dict[UnitKey, Unit] = {}
    for plan in plans:
        for unit in plan.units:
            found.setdefault(plan.key_of(unit), unit)
    return found


def units_like(plans: Sequence[Plan], typed: str) -> list[FoundUnit]:
    """Return the units of the first tier with any hit; none where no tier has one.

    Tiers: the short name; an alias, full name or misprint; part of a short name; part of a full
    name; the characters in order within any name (教育局 → 市教体局, whose alias is 市教育体育局).
    `曲靖市/市科协` looks among the units of one jurisdiction only.
    """
    whole = one_width(typed)
    place, _, word = whole.rpartition("/")
    every = [(key, unit, _UnitNames.of(unit)) for key, unit in registered(plans).items()]
    # A name may hold a slash itself.
    found = _first_tier(whole, every)
    if found or not place:
        return found
    return _first_tier(word, [item for item in every if place in one_width(item[0].jurisdiction)])


def _first_tier(word: str, units: Iterable[tuple[UnitKey, Unit, "_UnitNames"]]) -> list[FoundUnit]:
    if not word:
        return []
    units = list(units)
    for tier, hit in enumerate(_TIERS):
        found = [FoundUnit(key, unit, tier == 0) for key, unit, names in units if hit(word, names)]
        if found:
            return found
    return []


def means_a_unit(units: Sequence[Unit], typed: str) -> bool:
    """Whether a bare word means a unit: any of its names, or a part of one short name only."""
    word = one_width(typed)
    known = [_UnitNames.of(unit) for unit in units]
    if any(word in each.names for each in known):
        return True
    return bool(word) and sum(word in each.name for each in known) == 1


def unit(plans: Sequence[Plan], typed: str) -> FoundUnit:
    """Return the one unit that is meant.

    Raises:
        SciplanError: None or several fit; the message names the likeliest, or all.
    """
    if not one_width(typed):
        raise SciplanError("单位名称是空的")
    found = units_like(plans, typed)
    if len(found) == 1:
        return found[0]
    if found:
        names = unit_labels([item.key for item in found]).values()
        raise SciplanError(f"“{typed}”可指 {len(found)} 个单位，请写明：\n  " + "\n  ".join(names))
    hint = likely_units(plans, typed) or "全部单位：sciplan units"
    raise SciplanError(f"没有“{typed}”这个单位，{hint}")


def likely_units(plans: Sequence[Plan], typed: str) -> str:
    """Return `是不是“市科协”？` for a mistyped unit; nothing where none is like it."""
    by_name = {name: unit.name for unit in registered(plans).values() for name in unit.names}
    return suggestion(dict.fromkeys(by_name[name] for name in nearest(one_width(typed), by_name)))


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


def sections_like(plans: Sequence[Plan], typed: str) -> list[FoundSection]:
    """Return the headings of the first tier with any hit: id or printed label, title, its part."""
    every = [FoundSection(plan, section) for plan in plans for section in plan.all_sections]
    word = one_width(typed)
    label = _label_id(word)
    ident = _ID.fullmatch(label or word)
    if ident:
        return [
            item
            for item in every
            if item.section.id == ident["id"] and ident["plan"] in (None, item.plan.id)
        ]
    exact = [item for item in every if one_width(item.section.title) == word]
    return exact or [item for item in every if word and word in one_width(item.section.title)]


def section(plans: Sequence[Plan], typed: str) -> FoundSection:
    """Return the one heading that is meant: `2.1`, 二（一）, or words of its title.

    Raises:
        SciplanError: None or several fit; the message names them.
    """
    if not one_width(typed):
        raise SciplanError("章节是空的")
    found = sections_like(plans, typed)
    if len(found) == 1:
        return found[0]
    every = [FoundSection(plan, section) for plan in plans for section in plan.all_sections]
    listed = "\n  ".join(
        f"{qualified(plans, item.plan.id, item.section.id)} {item.section.title}"
        for item in found or every
    )
    if found:
        raise SciplanError(f"“{typed}”可指 {len(found)} 个标题，请写编号：\n  {listed}")
    raise SciplanError(f"没有“{typed}”这个标题，可用：\n  {listed}")


def within(entry: Entry, section_: Section) -> bool:
    """Whether a measure stands under a heading, however deep."""
    return under(entry.sections, section_)


def under(chain: Sequence[Section], section_: Section) -> bool:
    """Whether a heading is among nested headings: the innermost is it, or below it."""
    return any(above is section_ for above in chain)


def is_id(typed: str) -> bool:
    """Whether a word is an id, `2.1.1` or `PLAN/2.1.1`, or a printed label with a bracket."""
    word = one_width(typed)
    return _ID.fullmatch(word) is not None or ("(" in word and bool(_label_id(word)))


def by_id(plans: Sequence[Plan], typed: str) -> tuple[Plan, Entry | Section | Provision]:
    """Return what an id means, and its plan.

    Raises:
        SciplanError: Nothing has that id, or two plans do.
    """
    match = _ID.fullmatch(_label_id(one_width(typed)) or one_width(typed))
    if match is None:
        raise SciplanError(
            f"“{typed}”不是编号；编号如 2.1.1，按文字查找用 sciplan measures {typed}"
        )
    chosen = [plan for plan in plans if match["plan"] in (None, plan.id)]
    if not chosen:
        ids = "、".join(plan.id for plan in plans)
        raise SciplanError(f"没有打开代号为 {match['plan']} 的方案；已打开：{ids}")
    found = [(plan, item) for plan in chosen if (item := _with_id(plan, match["id"])) is not None]
    if len(found) == 1:
        return found[0]
    if found:
        ids = "\n  ".join(f"{plan.id}/{match['id']}" for plan, _ in found)
        raise SciplanError(f"几个方案都有 {match['id']}，请写明：\n  {ids}")
    raise SciplanError(f"没有 {match['id']} 这个编号。{_neighbours(chosen, match['id'])}")


def _with_id(plan: Plan, ident: str) -> Entry | Section | Provision | None:
    measures = (entry for entry in plan.entries if entry.measure.id == ident)
    sections = (item for item in plan.all_sections if item.id == ident)
    provisions = (
        item for above in plan.all_sections for item in above.provisions if item.id == ident
    )
    return next(measures, None) or next(sections, None) or next(provisions, None)


def _neighbours(plans: Sequence[Plan], ident: str) -> str:
    above = ident.rpartition(".")[0]
    ids = [
        entry.measure.id
        for plan in plans
        for entry in plan.entries
        if above and entry.measure.id.startswith(f"{above}.")
    ]
    if ids:
        return f"{above} 下有 {'、'.join(ids)}"
    return "全部编号：sciplan measures"


def _label_id(word: str) -> str:
    """Turn a printed label into an id: 三(四) → 3.4; nothing where it is no label."""
    match = re.fullmatch(rf"({CHINESE_NUMBER})、?(?:\(({CHINESE_NUMBER})\))?", word)
    if match is None:
        return ""
    return ".".join(str(number_of(part)) for part in match.groups() if part)


def _in_order(word: str, name: str) -> bool:
    characters = iter(name)
    return all(char in characters for char in word)


_TIERS: tuple[Callable[[str, _UnitNames], bool], ...] = (
    lambda word, unit: word == unit.name,
    lambda word, unit: word in unit.names,
    lambda word, unit: word in unit.name,
    lambda word, unit: word in unit.full_name,
    lambda word, unit: any(_in_order(word, name) for name in unit.names),
)
