"""Files that came back → forms by kind: whose each is, which counts of several, which can't be."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.problem import Location, Problem, Severity, first_few, told
from sciplan.compare.returns import files
from sciplan.compare.returns.files import Came
from sciplan.compare.returns.form import ReturnedForm, read, sender
from sciplan.compare.returns.leftover import OTHER_SHEET
from sciplan.compare.sheetgrid import grid
from sciplan.documents import reading
from sciplan.documents.readers.sheet import Sheet
from sciplan.papers.forms import FormKind
from sciplan.plan.model import Plan
from sciplan.plan.periods import ReportingPeriod, period_of
from sciplan.plan.reporting import plan_in
from sciplan.plan.style import style_of

_NAMED = 5
"""Files that are no forms that a line names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A form that came back from one of the plan's units.

    Args:
        came: Its file.
        form: What it says.
        plan: The plan as its duties stand in the period.
        unit: The unit's short name, as the plan registers it.
        period: The period, of forms that have one.
    """

    came: Came
    form: ReturnedForm
    plan: Plan
    unit: str
    period: ReportingPeriod | None


class Gathered(NamedTuple):
    """What came back.

    Args:
        forms: Kind → the forms that count, a unit and period once, in order of precedence.
        breakdowns: Files with 任务分解表.
        problems: What can't be taken, and what does not count.
        unsure: Units of which something came that can't be taken.
    """

    forms: Mapping[str, Sequence[Received]]
    breakdowns: tuple[str, ...]
    problems: tuple[Problem, ...]
    unsure: frozenset[str]


class _Gatherer:
    """Sorts out the files of one run.

    Args:
        plan: The plan that they must be of.
        kinds: The kinds of forms there are.
        period: The only period that is taken, if one is wanted.
    """

    def __init__(
        self, plan: Plan, kinds: Sequence[FormKind], period: ReportingPeriod | None
    ) -> None:
        self.plan = plan
        self.kinds = kinds
        self.period = period
        self.headings = style_of(plan.papers).headings
        self.problems: list[Problem] = []
        self.breakdowns: list[str] = []
        self.unsure: set[str] = set()
        self.plans: dict[ReportingPeriod | None, Plan] = {None: plan}

    def read(self, path: str) -> Iterator[Received]:
        """Yield the form in a file, unless it can't be taken."""
        sheets: Sequence[Sheet] = ()
        try:
            came = files.read(path)
            sheets = reading.sheets(came.raw, path)
            if _is_breakdown(sheets, path, self.headings):
                self.breakdowns.append(path)
                return
            form = read(sheets, path, self.kinds, self.headings)
        except SciplanError as error:
            unit = self.plan.by_name.get(sender(sheets))
            self.unsure |= {unit.name} if unit else set()
            self.refuse(path, "unread-form", error.message)
            return
        received = self._owned(came, form)
        if received:
            yield received

    def _owned(self, came: Came, form: ReturnedForm) -> Received | None:
        """Return a form with its unit and period; None where it can't be taken."""
        period = period_of(form.period) if form.kind.periodic else None
        plan = self._at(period)
        unit = plan.by_name.get(form.unit)
        whose = [each for each in form.problems if each.code in ("whose-form", OTHER_SHEET)]
        self.problems += whose
        if whose:
            self.unsure |= {unit.name} if unit else set()
            return None
        if form.plan != self.plan.id:
            why = f"是方案 {form.plan} 的{form.kind.title}，现在汇总的是 {self.plan.id}"
            self.refuse(came.path, "other-plan", why, "请用 -p 换对应的方案文件")
        elif unit is None:
            why = f"填表单位“{form.unit}”方案里没有登记"
            self.refuse(came.path, "unknown-unit", why, "请照发出的表写单位简称")
        elif form.kind.periodic and period is None:
            self.refuse(
                came.path,
                "bad-period",
                f"填报期“{form.period}”看不懂，请照发出的表写，如 2025年11月",
            )
        elif period and self.period and period != self.period:
            why = f"是{period.words}的表，这次汇总的是{self.period.words}，没有取"
            self.refuse(came.path, "other-period", why)
        else:
            return Received(came=came, form=form, plan=plan, unit=unit.name, period=period)
        return None

    def _at(self, period: ReportingPeriod | None) -> Plan:
        """Return the plan as its duties stand in a period."""
        if period not in self.plans:
            self.plans[period] = plan_in(self.plan, period) if period else self.plan
        return self.plans[period]

    def refuse(self, path: str, code: str, message: str, hint: str = "") -> None:
        """Tell of a file that can't be taken."""
        said = message.removeprefix(path).strip().removeprefix("的").replace("再导入", "再汇总")
        self.problems.append(told(code, Severity.ERROR, Location(path), said, hint))

    # One of several --------------------------------------------------------------------------

    def counting(self, found: Iterable[Received]) -> Iterator[Received]:
        """Yield the forms that count: of several of one unit and period the one saved last.

        A form in which nothing is filled in counts for nothing, and replaces none.
        """
        place = {
            unit: number for plan in self.plans.values() for unit, number in plan.unit_index.items()
        }
        ordered = sorted(found, key=lambda one: (place[one.unit], str(one.period)))
        for _, group in groupby(ordered, key=lambda one: (one.unit, one.period)):
            several = sorted(group, key=lambda one: one.came.saved)
            for one in several:
                if one.form.untouched:
                    self._tell("form-untouched", Severity.WARNING, one, f"{one.unit}未填，原样退回")
            last = self._last([one for one in several if not one.form.untouched])
            if last:
                yield last

    def _last(self, several: Sequence[Received]) -> Received | None:
        """Return the one that was saved last; None where none was, or nothing tells which."""
        if not several:
            return None
        *rest, last = several
        different = [one for one in rest if not _says_the_same(one.form, last.form)]
        if any(one.came.saved == last.came.saved for one in different):
            self.unsure.add(last.unit)
            names = "、".join(one.came.path for one in several)
            message = f"{last.unit}有几份内容不同、保存时间相同的表，不知以哪份为准：{names}"
            self._tell("came-twice", Severity.ERROR, last, message, "请留下一份，再来一次")
            return None
        for one in rest:
            if one in different:
                message = (
                    f"{last.unit}交了几份，以最后保存的为准：{last.came.path}"
                    f"（{_moment(last)}）；这一份（{_moment(one)}）没有取"
                )
                self._tell("came-twice", Severity.WARNING, one, message)
            else:
                message = f"与 {last.came.path} 内容相同，只取一份"
                self._tell("same-form", Severity.INFO, one, message)
        return last

    def tell_periods(self, found: Sequence[Received]) -> None:
        """Tell of forms about another period than most of their kind, where none was asked for."""
        usual = usual_period(found)
        for one in found:
            if usual and one.period and one.period != usual:
                words = one.period.words
                message = f"是{words}的表，其余多是{usual.words}的；记入{words}"
                self._tell(
                    "other-period", Severity.WARNING, one, message, "只要一期的，加 --period"
                )

    def _tell(
        self, code: str, severity: Severity, one: Received, message: str, hint: str = ""
    ) -> None:
        self.problems.append(told(code, severity, Location(one.came.path), message, hint))


def gather(
    given: Sequence[str],
    plan: Plan,
    kinds: Sequence[FormKind],
    period: ReportingPeriod | None,
    report: Callable[[str], None] = lambda _: None,
) -> Gathered:
    """Return what came back.

    Args:
        given: Files and folders.
        plan: The plan that the forms must be of.
        kinds: The kinds of forms there are.
        period: The only period that is taken, if one is wanted.
        report: Told each file that begins to be read.

    Raises:
        SciplanError: There is no file.
    """
    found = files.find(given)
    this = _Gatherer(plan, kinds, period)
    received: list[Received] = []
    for path in found.paths:
        report(f"读 {path}")
        received += this.read(path)
    for path in found.others:
        why = "不是 .xlsx 或 .csv，没有读；是表的请打开后另存为 .xlsx，压缩的请先解开"
        this.refuse(path, "unread-form", why)
    if found.rest:
        # Told in one line: the folder may be that of the plan, with all that is filed beside it.
        names = [Path(path).name for path in found.rest]
        message = f"不是填报的表，没有读：{first_few(names, _NAMED, '个')}"
        where = Location(str(Path(found.rest[0]).parent))
        this.problems.append(told("file-left", Severity.WARNING, where, message))
    forms: dict[str, list[Received]] = {}
    for kind in kinds:
        mine = [one for one in received if one.form.kind.kind == kind.kind]
        if mine:
            forms[kind.kind] = list(this.counting(mine))
            this.tell_periods(forms[kind.kind])
        if mine and not kind.periodic:
            # Those of reports are told with what else is wrong with a report.
            this.problems += [each for one in forms[kind.kind] for each in one.form.problems]
    return Gathered(forms, tuple(this.breakdowns), tuple(this.problems), frozenset(this.unsure))


def usual_period(forms: Iterable[Received]) -> ReportingPeriod | None:
    """Return the period of most forms, of several such the latest; None where none has one."""
    counts = Counter(one.period for one in forms if one.period)
    return max(counts, key=lambda each: (counts[each], each.last, each.first), default=None)


def _says_the_same(one: ReturnedForm, other: ReturnedForm) -> bool:
    return one.fields == other.fields and (
        [(row.key, row.texts) for row in one.rows] == [(row.key, row.texts) for row in other.rows]
    )


def _is_breakdown(sheets: Sequence[Sheet], path: str, headings: Mapping[str, str]) -> bool:
    """Whether a file is 任务分解表, which changes the plan and is no report on it."""
    try:
        return bool(grid([sheet for sheet in sheets if not sheet.hidden], path, headings).lines)
    except SciplanError:
        return False


def _moment(one: Received) -> str:
    moment = datetime.fromtimestamp(one.came.saved).astimezone()
    return f"{moment:%Y-%m-%d %H:%M:%S} 保存" + ("" if one.came.said else "，按文件夹里的时间")
