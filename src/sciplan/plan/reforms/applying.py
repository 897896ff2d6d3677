"""Reforms applied one after another; one that can't be is refused whole, with the reason."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from sciplan.base.likeness import nearest, suggestion
from sciplan.base.problem import FieldPath
from sciplan.plan.model import Plan
from sciplan.plan.reforms.reform import Body, Reform, ReformKind, founded, in_order
from sciplan.plan.reforms.refusal import BAD, CONFLICT, DUTY, UNIT, UNREAD, Refusal
from sciplan.plan.reforms.shaping import misshapen
from sciplan.plan.reforms.standing import Gone, Standing
from sciplan.plan.role import Role

_DISSOLVING = (ReformKind.MERGE, ReformKind.SPLIT, ReformKind.ABOLISH)


@dataclass(slots=True)
class Effect:
    """What a reform did.

    Args:
        duties: How many duties left, doubles counted; of an adjust, how many it adds and drops.
        doubles: Measures in which two duties became one.
        vacant: Measures for which it left no holder named.
        unled: Measures whose last lead it dropped, and to which none of its day gives another.
    """

    duties: int = 0
    doubles: list[str] = field(default_factory=list)
    vacant: list[str] = field(default_factory=list)
    unled: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """What reforms came to.

    Args:
        standing: Who holds what.
        effects: Place of a reform in the file → what it did, in the order in which they count.
        refused: Place of a reform → why it was not applied, pending ones too.
    """

    standing: Standing
    effects: dict[int, Effect] = field(default_factory=dict)
    refused: dict[int, list[Refusal]] = field(default_factory=dict)


def apply(plan: Plan, until: date = date.max) -> Outcome:
    """Apply a plan's reforms up to a day.

    Args:
        plan: The plan as issued.
        until: The last day that counts; all reforms with a day unless given.
    """
    outcome = Outcome(Standing(plan))
    for place, reform in enumerate(plan.reforms):
        bad = list(misshapen(reform, plan))
        if bad:
            outcome.refused[place] = bad
    for day, places in groupby(in_order(plan.reforms), lambda place: plan.reforms[place].date):
        if day and day <= until:
            _apply_day(plan, outcome, day, [*places])
    return outcome


def _apply_day(plan: Plan, outcome: Outcome, day: date, places: Sequence[int]) -> None:
    standing = outcome.standing
    effects: list[Effect] = []
    for place in places:
        if place not in outcome.refused:
            step = _Step(standing, plan.reforms[place], Gone(day, place), _later(plan, place))
            effect = step.run()
            if step.refusals:
                outcome.refused[place] = step.refusals
            else:
                outcome.effects[place] = effect
                effects.append(effect)
    for effect in effects:
        effect.unled = [measure for measure in effect.unled if not standing.is_led(measure)]


def _later(plan: Plan, place: int) -> dict[str, int]:
    """Return new name → the reform that gives it, of those of the same day that count later."""
    order = in_order(plan.reforms)
    day = plan.reforms[place].date
    found: dict[str, int] = {}
    for other in order[order.index(place) + 1 :]:
        if plan.reforms[other].date == day:
            for name in founded(plan.reforms[other]):
                found.setdefault(name, other)
    return found


class _Step:
    """One reform: first looked at from all sides, then applied if nothing is wrong with it."""

    def __init__(
        self, standing: Standing, reform: Reform, gone: Gone, later: Mapping[str, int]
    ) -> None:
        self.standing = standing
        self.reform = reform
        self.gone = gone
        self.later = later
        self.refusals: list[Refusal] = []

    def run(self) -> Effect:
        how: dict[ReformKind, Callable[[], Effect]] = {
            ReformKind.RENAME: self.rename,
            ReformKind.MERGE: self.merge,
            ReformKind.SPLIT: self.split,
            ReformKind.TRANSFER: self.transfer,
            ReformKind.NAMEPLATE: self.nameplate,
            ReformKind.ABOLISH: self.abolish,
            ReformKind.ADJUST: self.adjust,
        }
        return how[self.reform.what]()

    # Looking

    def refuse(
        self, code: str, path: FieldPath, message: str, hint: str = "", value: str = ""
    ) -> None:
        self.refusals.append(Refusal(code, path, message, hint, value))

    def source(self, place: int) -> str:
        """Return the body that `from` names, refusing where none stands."""
        return self.standing_body(self.reform.sources[place], ("from", place))

    def sources(self) -> list[str]:
        found: list[str] = []
        for place, name in enumerate(self.reform.sources):
            unit = self.source(place)
            if unit and unit in found:
                self.refuse(BAD, ("from", place), f"from 里 {name} 写了两次", "删去一个", name)
            found.append(unit)
        return found

    def standing_body(self, name: str, path: FieldPath, *, may_be_new: bool = False) -> str:
        """Return the short name of a body that stands; empty where none does."""
        found = self.standing.find(name)
        if found is not None:
            return found if self.may_dissolve(name, found, path) else ""
        if not name:  # what could not be read is told already
            self.refuse(BAD, path, UNREAD)
            return ""
        gone = self.standing.gone.get(name)
        if gone is None and name in self.later:
            message = f"这时还没有 {name}：同一天的第 {self.later[name] + 1} 条才有"
            hint = "同一天里分设、撤销排在最后，其余照文件里的先后；核对次序和日期"
            self.refuse(UNIT, path, message, hint, name)
        elif gone is None:
            new = "；新组建的单位写作 {name: 简称}" if may_be_new else ""
            hint = (suggestion(nearest(name, self.standing.names)) or "先写进 units") + new
            self.refuse(UNIT, path, f"没有 {name} 这个单位", hint, name)
        elif gone.day == self.gone.day:
            message = f"{name} 已在同一天由第 {gone.place + 1} 条机构变动撤并，两条互相矛盾"
            self.refuse(CONFLICT, path, message, "核对文件，只留一条或改正日期", name)
        else:
            message = f"{name} 自 {gone.day} 起已经撤并（第 {gone.place + 1} 条），不能再变动"
            self.refuse(UNIT, path, message, "核对单位名称和日期", name)
        return ""

    def may_dissolve(self, name: str, host: str, path: FieldPath) -> bool:
        """Whether a name means a body, or a reform that dissolves bodies doesn't name it.

        A second name is no body: with it all that its host has would go.
        """
        if path[0] != "from" or self.reform.what not in _DISSOLVING:
            return True
        if name == host or name not in self.standing.plates:
            return True
        message = f"{name} 是 {host} 加挂的牌子，照此会连 {host} 一起撤并"
        hint = f"撤并的是 {host} 的，from 写 {host}；只摘牌子的，不写这一条；划出职责的用 transfer"
        self.refuse(CONFLICT, path, message, hint, name)
        return False

    def target(self, body: Body, path: FieldPath) -> str:
        """Return the body that takes over: one that stands, or the name of a new one."""
        if not body.new:
            return self.standing_body(body.name, path, may_be_new=True)
        self.refuse_taken(body, path, "")
        return body.name

    def refuse_taken(self, body: Body, path: FieldPath, but: str) -> None:
        """Refuse names of a new body that another one has."""
        for name in filter(None, (body.name, body.full_name)):
            taken = self.standing.find(name)
            if taken is not None and taken != but:
                whose = "已是在册单位" if name == taken else f"已是“{taken}”的名称"
                message = f"“{name}”{whose}，不能作新的名称"
                hint = "并入已有单位的写 merge，into 只写它的简称，不用花括号"
                self.refuse(UNIT, path, message, hint, name)

    def has(self, measure: str, unit: str, path: FieldPath, role: str = "") -> bool:
        """Whether a unit has something in a measure; refuses where not, or there is no measure."""
        if not measure:
            self.refuse(BAD, path, UNREAD)
            return False
        if measure not in self.standing.lists:
            hint = suggestion(nearest(measure, self.standing.lists)) or "编号见 sciplan 举措"
            self.refuse(DUTY, path, f"方案没有编号为 {measure} 的举措", hint, measure)
            return False
        if not unit or self.standing.holds(measure, unit, role):
            return True
        passed = self.standing.passed.get((measure, unit))
        if passed and passed.day == self.gone.day:
            message = f"{unit} 的 {measure} 已在同一天由第 {passed.place + 1} 条转给别的单位"
            self.refuse(CONFLICT, path, message, "核对文件，只留一条", measure)
        else:
            word = f"{Role(role).word}" if role else "职责"
            message = f"{unit} 在 {measure} 里没有{word}"
            self.refuse(DUTY, path, message, "核对编号和单位", measure)
        return False

    def refuse_back(self, before: Gone | None, path: FieldPath, word: str, value: str) -> None:
        """Refuse what takes a reform of the same day back."""
        if before and before.day == self.gone.day:
            message = f"{value} 已在同一天由第 {before.place + 1} 条{word}，照此又回到原处"
            self.refuse(CONFLICT, path, message, "核对文件，只留一条或改正日期", value)

    # Moving

    def place(self, body: Body, behind: str) -> None:
        if body.new:
            self.standing.found(body, behind)

    def move(self, measure: str, source: str, target: str, effect: Effect, role: str = "") -> None:
        roles = self.standing.holds(measure, source, role)
        effect.duties += sum(each in tuple(Role) for each in roles)
        if self.standing.move(measure, source, target, self.reform.basis, role):
            effect.doubles.append(measure)
        self.standing.passed[measure, source] = self.gone

    def move_all(self, sources: Iterable[str], target: str, effect: Effect) -> None:
        for measure in self.standing.lists:
            for source in sources:
                if self.standing.holds(measure, source):
                    self.move(measure, source, target, effect)

    # Kinds

    def rename(self) -> Effect:
        source, body = self.source(0), self.reform.into[0]
        self.refuse_taken(body, ("into", 0), source)
        if source and source == body.name:
            self.refuse(CONFLICT, ("into", 0), f"{source} 更名前后相同", "核对名称", source)
        self.refuse_back(self.standing.renamed.get(body.name), ("into", 0), "更名", body.name)
        if self.refusals:
            return Effect()
        unit = self.standing.unit(source)
        effect = Effect(self.standing.count(source))
        kept = (*unit.aliases, unit.name, *filter(None, [unit.full_name]))
        renamed = replace(
            unit,
            name=body.name,
            full_name=body.full_name,
            category=body.category or unit.category,
            aliases=tuple(name for name in kept if name not in (body.name, body.full_name)),
        )
        self.standing.rename(source, renamed, self.reform.basis)
        self.standing.renamed[source] = self.gone
        return effect

    def merge(self) -> Effect:
        sources, body = self.sources(), self.reform.into[0]
        target = self.target(body, ("into", 0))
        leaving = [source for source in sources if source != target]
        if not leaving and not self.refusals:
            self.refuse(CONFLICT, ("into", 0), f"{target} 并入它自己", "核对 from 和 into", target)
        if self.refusals:
            return Effect()
        self.place(body, sources[0])
        effect = Effect()
        self.move_all(leaving, target, effect)
        former = [
            name for source in leaving for name in self.standing.dissolve(source, self.gone).names
        ]
        unit = self.standing.unit(target)
        self.standing.exchange(target, replace(unit, former=(*unit.former, *former)))
        return effect

    def split(self) -> Effect:
        source, moves = self.source(0), self.reform.moves or {}
        new = {body.name: body for body in self.reform.into if body.new}
        for place, body in enumerate(self.reform.into):
            self.target(body, ("into", place))
        listed: dict[str, str] = {}
        for name, measures in moves.items():
            target = new[name].name if name in new else self.mover(name)
            if target and target == source:
                hint = "原单位保留的，改用 transfer"
                self.refuse(CONFLICT, ("moves", name), f"{name} 分设给它自己", hint, name)
            for index, measure in enumerate(measures):
                path = ("moves", name, index)
                if self.has(measure, source, path) and measure in listed:
                    message = f"{measure} 既归 {listed[measure]} 又归 {name}"
                    self.refuse(CONFLICT, path, message, "一项职责只归一个单位", measure)
                listed[measure] = name
        if self.refusals:
            return Effect()
        effect = Effect(self.standing.count(source))
        behind = source
        for body in new.values():
            self.place(body, behind)
            behind = body.name
        told = Effect()
        for name, measures in moves.items():
            target = self.standing.find(name) or name
            for measure in measures:
                self.move(measure, source, target, told)
        effect.doubles = told.doubles
        effect.vacant += self.standing.leave_vacant(source, self.gone, "已分设", self.reform.basis)
        return effect

    def mover(self, name: str) -> str:
        """Return the body that stands and that a split gives duties to."""
        return self.standing_body(name, ("moves", name), may_be_new=True)

    def transfer(self) -> Effect:
        reform = self.reform
        source, body = self.source(0), reform.into[0]
        target = self.target(body, ("into", 0))
        if source and source == target:
            hint = "核对 from 和 into"
            self.refuse(CONFLICT, ("into", 0), f"{source} 划转给它自己", hint, source)
        for index, measure in enumerate(reform.measures):
            path = ("measures", index)
            # Two bodies may swap their roles in a measure: only what names no role goes back.
            if self.has(measure, source, path, reform.role) and not reform.role:
                self.refuse_back(self.standing.passed.get((measure, target)), path, "划出", measure)
        if self.refusals:
            return Effect()
        self.place(body, source)
        effect = Effect()
        for measure in dict.fromkeys(reform.measures):
            self.move(measure, source, target, effect, reform.role)
        return effect

    def nameplate(self) -> Effect:
        source = self.source(0)
        for place, body in enumerate(self.reform.into):
            self.refuse_taken(body, ("into", place), source)
        if self.refusals:
            return Effect()
        unit = self.standing.unit(source)
        plates = [name for body in self.reform.into for name in (body.name, body.full_name) if name]
        added = tuple(name for name in dict.fromkeys(plates) if name not in unit.names)
        former = tuple(name for name in unit.former if name not in plates)
        taken = tuple(name for name in plates if name in unit.former)
        aliases = (*unit.aliases, *taken, *added)
        self.standing.plates.update(taken, added)
        self.standing.exchange(source, replace(unit, aliases=aliases, former=former))
        return Effect()

    def abolish(self) -> Effect:
        sources = self.sources()
        if self.refusals:
            return Effect()
        effect = Effect(sum(map(self.standing.count, sources)))
        for source in sources:
            effect.vacant += self.standing.leave_vacant(
                source, self.gone, "已撤销", self.reform.basis
            )
        return effect

    def adjust(self) -> Effect:
        reform = self.reform
        dropped = [
            self.standing_body(name, ("drop", index)) for index, name in enumerate(reform.drop)
        ]
        added = [
            (role, self.standing_body(name, ("add", role, index), may_be_new=False), index)
            for role, names in (reform.add or {}).items()
            for index, name in enumerate(names)
        ]
        for index, measure in enumerate(reform.measures):
            known = self.has(measure, "", ("measures", index))
            for place, unit in enumerate(dropped if known else ()):
                self.has(measure, unit, ("drop", place))
            for role, unit, place in added if known else ():
                if unit and unit not in dropped and self.standing.holds(measure, unit):
                    message = f"{unit} 在 {measure} 里已有职责"
                    hint = "改身份的，同时写进 drop"
                    self.refuse(DUTY, ("add", role, place), message, hint, measure)
        units = [unit for _, unit, _ in added if unit]
        if len(units) > len(set(units)):
            self.refuse(CONFLICT, ("add",), "add 里同一单位写了两次", "只留一种身份")
        if self.refusals:
            return Effect()
        effect = Effect()
        for measure in dict.fromkeys(reform.measures):
            led = self.standing.is_led(measure)
            self.relist(measure, dropped, [(role, unit) for role, unit, _ in added], effect)
            if led and not self.standing.is_led(measure):
                effect.unled.append(measure)
        return effect

    def relist(
        self, measure: str, dropped: list[str], added: list[tuple[str, str]], effect: Effect
    ) -> None:
        """Take units out of a measure's lists and put others in."""
        had = {unit: self.standing.held(measure, unit) for unit in dropped}
        for unit in dict.fromkeys(dropped):
            effect.duties += self.standing.take(measure, unit)
            self.standing.passed[measure, unit] = self.gone
        for role, unit in added:
            self.standing.give(measure, role, unit, self.reform.basis, had.get(unit))
            effect.duties += 1
