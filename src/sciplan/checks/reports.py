"""What is wrong with a return or with rulings beyond their keys: held against the plan beside them.

Both stand in `progress/PLAN-ID/PERIOD/` beside the plan file; what the folders and the name say
must be what the file says.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.likeness import Suggestions
from sciplan.base.numerals import without_exponent
from sciplan.base.problem import FieldPath, Problem, Severity, told
from sciplan.plan.model import Measure, Plan
from sciplan.plan.pace import is_rate
from sciplan.plan.periods import KIND_WORDS, ReportingPeriod, period_of
from sciplan.plan.reporting import is_usual, is_within, plan_in
from sciplan.plan.returns import EXTENDED, Item, Return
from sciplan.plan.telephones import without_telephone
from sciplan.planfile.load import Read, load, load_as
from sciplan.planfile.returns import FOLDER, RULINGS

_MOST = 100
"""Per cent."""


def of_return(read: Read) -> Iterator[Problem]:
    """Yield what is wrong with a unit's return."""
    value: Return = read.value
    this = _Beside(read, value.plan, value.period)
    yield from this.misplaced(value.unit, ("unit",), "单位")
    for key, said in (("reported_by", value.reported_by), ("checked_by", value.checked_by)):
        if without_telephone(said) != said:
            message = "写有电话，会随文件传出去"
            yield this.warned("telephone", (key,), message, "只写姓名；电话写在 contacts.yaml")
    if this.plan is None or this.then is None:
        yield from this.alone()
        return
    yield from this.untimely()
    yield from this.unknown_unit(value.unit, ("unit",))
    yield from _other_name(this, value.unit)
    earlier = _earlier(Path(read.document.path), this.period)
    for ident, item in value.items.items():
        measure = this.measures.get(ident)
        if measure is None:
            yield this.unknown_measure(ident, ("items", ident), key=True)
            continue
        if not _has_duty(this.then, measure, value.unit):
            message = f"{ident} 的职责单位里没有{value.unit}"
            yield this.warned("no-duty", ("items", ident), message, key=True)
        yield from _numbers(this, measure, item, ("items", ident))
        if earlier:
            yield from _falling(this, measure, item, earlier)


def of_rulings(read: Read) -> Iterator[Problem]:
    """Yield what is wrong with the office's rulings of a period."""
    value = read.value
    this = _Beside(read, value.plan, value.period)
    yield from this.misplaced(RULINGS, (), "文件")
    for place, ruling in enumerate(value.rulings):
        path: FieldPath = ("rulings", place)
        if ruling.until and ruling.last_day is None:
            yield this.wrong("bad-period", (*path, "until"), f"没有 {ruling.until} 这一天")
        if bool(ruling.until) != (ruling.verdict == EXTENDED):
            message = f"{EXTENDED}要写 until（延到何时），别的核定不写"
            yield this.wrong("bad-ruling", path, message)
    if this.plan is None or this.then is None:
        yield from this.alone()
        return
    yield from this.untimely()
    for place, ruling in enumerate(value.rulings):
        if ruling.measure and ruling.measure not in this.measures:
            yield this.unknown_measure(ruling.measure, ("rulings", place, "measure"))
        if ruling.unit:
            yield from this.unknown_unit(ruling.unit, ("rulings", place, "unit"))
            measure = this.measures.get(ruling.measure)
            if measure and not _has_duty(this.then, measure, ruling.unit):
                message = f"{ruling.measure} 的职责单位里没有{ruling.unit}，这条核定显示不出来"
                yield this.warned("no-duty", ("rulings", place, "unit"), message)


class _Beside:
    """A file of a period with the plan that it is about."""

    def __init__(self, read: Read, plan: str, period: str) -> None:
        self.document = read.document
        self.path = Path(read.document.path)
        self.plan_id = plan
        self.period_text = period
        self.period = period_of(period)
        self.place = self.path.resolve()
        self.known = _plans(self.place.parents[3]) if self.is_in_its_folder else {}
        self.plan = self.known.get(plan)
        self.then = plan_in(self.plan, self.period) if self.plan and self.period else None
        entries = self.plan.entries if self.plan else ()
        self.measures: Mapping[str, Measure] = {
            entry.measure.id: entry.measure for entry in entries
        }
        self.likely_measures = Suggestions(self.measures)
        self.likely_units = Suggestions(self.then.by_name if self.then else ())

    @property
    def is_in_its_folder(self) -> bool:
        """Whether it stands in progress/PLAN/PERIOD/, whatever plan and period."""
        return len(self.place.parents) > 3 and self.place.parents[2].name == FOLDER

    def wrong(
        self, code: str, path: FieldPath, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """Return an error at a field."""
        return told(code, Severity.ERROR, self.document.place(path, key=key), message, hint)

    def warned(
        self, code: str, path: FieldPath, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """Return a warning at a field."""
        return told(code, Severity.WARNING, self.document.place(path, key=key), message, hint)

    def misplaced(self, name: str, path: FieldPath, what: str) -> Iterator[Problem]:
        """Yield where folders and name say something else than the file."""
        code = "misplaced-report"
        if not self.is_in_its_folder:
            message = f"不在 {FOLDER}/方案代号/填报期/ 里，查询读不到"
            yield self.warned(code, (), message, "移到方案文件旁的那个文件夹")
            return
        folder, above = self.place.parent.name, self.place.parents[1].name
        stem = normalize("NFC", self.path.stem)
        if name and stem != normalize("NFC", name):
            yield self.wrong(code, path, f"文件名是“{stem}”，里面的{what}是“{name}”", "改成一致")
        if self.period_text and folder != self.period_text:
            message = f"在文件夹 {folder} 里，里面的填报期是 {self.period_text}"
            yield self.wrong(code, ("period",), message, "改成一致")
        if self.plan_id and above != self.plan_id:
            message = f"在文件夹 {above} 里，里面的方案是 {self.plan_id}"
            yield self.wrong(code, ("plan",), message, "改成一致")

    def alone(self) -> Iterator[Problem]:
        """Yield that there is no plan to hold it against."""
        place = self.document.place(("plan",))
        if not self.is_in_its_folder or not self.plan_id or self.plan:
            return
        if self.known:
            ids = "、".join(self.known)
            message = f"旁边的方案文件没有代号为 {self.plan_id} 的（有 {ids}）"
            yield told("unknown-plan", Severity.ERROR, place, message)
        else:
            message = "旁边没有能读的方案文件，单位、编号没有核对"
            yield told("unknown-plan", Severity.INFO, place, message)

    def untimely(self) -> Iterator[Problem]:
        """Yield that a period is of another length than the plan's, or outside its own."""
        plan, period = self.plan, self.period
        if plan is None or period is None:
            return
        if plan.progress and not is_usual(plan.progress, period):
            usual = KIND_WORDS[plan.progress.period]
            message = f"方案写明按{usual}报（progress.period），{period.text} 不是"
            yield self.wrong("bad-period", ("period",), message)
        own = plan.head.period
        if own and not is_within(plan, period):
            message = f"{period.words}不在方案的实施期内（{own.start}—{own.end}年）"
            yield self.warned("bad-period", ("period",), message)

    def unknown_unit(self, name: str, path: FieldPath) -> Iterator[Problem]:
        """Yield that no unit is called so, or that another one stands in its place by then."""
        assert self.plan is not None  # noqa: S101 - asked before
        assert self.then is not None  # noqa: S101
        issued, then = self.plan.by_name.get(name), self.then.by_name.get(name)
        if name and not issued and not then:
            hint = self.likely_units.of(name) or "照方案文件 units 里的简称写"
            yield self.wrong("unknown-unit", path, f"方案没有登记“{name[:40]}”这个单位", hint)
        elif then and name in then.former:
            message = f"到这一期，{name}的职责已由{then.name}承担"
            yield self.warned("unknown-unit", path, message, f"由{then.name}报")

    def unknown_measure(self, ident: str, path: FieldPath, *, key: bool = False) -> Problem:
        """Return that no measure has an id."""
        hint = self.likely_measures.of(ident) or "全部编号：sciplan measures"
        return self.wrong("unknown-measure", path, f"方案没有 {ident[:40]} 这项举措", hint, key=key)


def _other_name(this: _Beside, name: str) -> Iterator[Problem]:
    """Yield that a unit is called by another name than that of its file elsewhere."""
    plans = [plan for plan in (this.plan, this.then) if plan]
    units = [plan.by_name[name] for plan in plans if name in plan.by_name]
    if units and not any(name == unit.name or name in unit.former for unit in units):
        message = f"{name}的简称是{units[0].name}"
        hint = f"文件名和 unit 都写简称，不然 collect 会另写一份 {units[0].name}.yaml"
        yield this.warned("misplaced-report", ("unit",), message, hint)


_KEYS = (("done", "累计完成数"), ("this_period", "本期完成数"))


def _numbers(this: _Beside, measure: Measure, item: Item, at: FieldPath) -> Iterator[Problem]:
    targets = {target.what: target for target in measure.targets}
    for key, word in _KEYS:
        for what, number in (getattr(item, key) or {}).items():
            # A number alone stands for the only target.
            target = targets.get(what) or (
                measure.targets[0] if not what and len(measure.targets) == 1 else None
            )
            path = (*at, key, what) if what else (*at, key)
            if target is None:
                yield _no_target(this, measure, path, what, word)
            elif number < 0:
                yield this.wrong("bad-number", path, f"{word} {_said(number)} 小于 0")
            elif is_rate(target) and target.unit in ("%", "％") and number > _MOST:
                yield this.wrong(
                    "bad-number", path, f"{word} {_said(number)}{target.unit} 超过 100%"
                )


def _no_target(this: _Beside, measure: Measure, path: FieldPath, what: str, word: str) -> Problem:
    names = [target.what for target in measure.targets]
    if what:
        message = f"{measure.id} 没有“{what[:40]}”这个指标"
    else:
        message = f"{measure.id} 有 {len(names)} 个指标，{word}只写了一个数"
    hint = f"指标：{'、'.join(names)}" if names else "没有指标的，写在进展里"
    return this.wrong("unknown-target", path, message, hint, key=bool(what))


def _falling(this: _Beside, measure: Measure, item: Item, earlier: Return) -> Iterator[Problem]:
    before = earlier.items.get(measure.id)
    for target in measure.targets if before else ():
        now, then = (_number(each, target.what, measure) for each in (item, before))
        if now is not None and then is not None and now < then and not is_rate(target):
            path: FieldPath = ("items", measure.id, "done")
            if item.done and target.what in item.done:
                path = (*path, target.what)
            message = f"累计完成数 {_said(now)} 比 {earlier.period} 报的 {_said(then)} 少"
            yield this.warned("number-falls", path, message, "核对；前一期报错的，改前一期")


def _number(item: Item | None, what: str, measure: Measure) -> int | float | None:
    numbers = (item.done if item else None) or {}
    return numbers.get(what, numbers.get("") if len(measure.targets) == 1 else None)


def _said(number: float) -> str:
    return without_exponent(str(number))


def _has_duty(plan: Plan, measure: Measure, name: str) -> bool:
    """Whether a unit has a duty in a measure; one that is not registered is told elsewhere."""
    unit = plan.by_name.get(name)
    return unit is None or any(duty.unit == unit.name for duty in plan.duties(measure))


def _earlier(path: Path, period: ReportingPeriod | None) -> Return | None:
    """Return what the same unit reported last before a period, as far as that can be read."""
    if period is None:
        return None
    found = [
        (other.last, folder / path.name)
        for folder in path.resolve().parents[1].glob("*/")
        if (other := period_of(folder.name)) and other.last < period.first
    ]
    for _, file in sorted(found, reverse=True):
        if file.is_file():
            read = load_as(Return, files.read_text(str(file)), str(file))
            value: Return | None = None if read.problems else read.value
            return value
    return None


def _plans(folder: Path) -> dict[str, Plan]:
    """Return id → plan of the plans in a folder that can be read."""
    found = [
        _plan(str(each), each.stat().st_mtime_ns)
        for each in sorted(folder.glob("*.y*ml"))
        if files.begins_like_plan(each)
    ]
    return {plan.id: plan for plan in found if plan}


@lru_cache(maxsize=8)
def _plan(path: str, _changed: int) -> Plan | None:
    # A folder of returns is held against one plan: it is read once.
    try:
        return load(files.read_text(path), path).plan
    except SciplanError:
        return None
