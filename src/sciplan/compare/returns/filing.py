"""Returned 进展填报表 → files beside the plan, each worked out before the first is written."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import unified_diff
from pathlib import Path
from unicodedata import normalize

from sciplan.base import replacing
from sciplan.base.errors import SciplanError
from sciplan.base.files import TextFile, read_file
from sciplan.base.problem import Location, Problem, Severity, told
from sciplan.compare.returns.gathering import Received
from sciplan.compare.returns.reported import beside, falls, reported
from sciplan.papers.names import file_name
from sciplan.papers.progress_form import Line
from sciplan.plan.model import Plan
from sciplan.plan.periods import ReportingPeriod
from sciplan.plan.reporting import Asked, asked, held, plan_in
from sciplan.plan.returns import FORMAT, Origin, Return
from sciplan.plan.telephones import masked, without_telephone
from sciplan.planfile import returns
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One unit's return that is to be written.

    Args:
        path: Its file.
        was: What the file says now; None where there is none.
        value: What it is to say.
    """

    path: str
    was: TextFile | None
    value: Return

    @property
    def text(self) -> str:
        """What the file is to say."""
        return dump(self.value)

    @property
    def diff(self) -> str:
        """What changes of a file that is there already."""
        if self.was is None:
            return ""
        before, after = (text.splitlines(keepends=True) for text in (self.was.text, self.text))
        lines = unified_diff(before, after, self.path, f"{self.path}（修改后）")
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)

    def write(self) -> None:
        """Write it.

        Raises:
            SciplanError: The file changed since it was read, or can't be written.
        """
        if self.was is None:
            replacing.create(self.path, self.text)
        else:
            replacing.replace(self.path, self.was, self.text)


@dataclass(slots=True, kw_only=True)
class Filed:
    """What becomes of the forms of one run, form by form.

    Args:
        filings: What is to be written, by precedence.
        standing: Units whose form says what is filed already.
        refused: Units whose form can't be taken.
        problems: What can't be taken, and what was not.
    """

    filings: list[Filing] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def file_all(
    forms: Sequence[Received], plan: Plan, plan_path: str, reports: returns.Reports, day: date
) -> Filed:
    """Return what becomes of forms.

    Args:
        forms: One a unit and period.
        plan: Their plan.
        plan_path: Its file.
        reports: What is filed already.
        day: The day to be noted as the one on which they came.

    """
    filer = _Filer(plan, plan_path, reports, day)
    for one in forms:
        filer.take(one)
    return filer.found


def missing(
    plan: Plan, reports: returns.Reports, filed: Sequence[Return], period: ReportingPeriod
) -> tuple[list[str], int]:
    """Return the units that have not reported for a period, and how many are asked."""
    then = plan_in(plan, period)
    told = [each.value.unit for each in reports.returns if each.period == period]
    told += [value.unit for value in filed if value.period == period.text]
    # What a body reported that passed its duties on, its successor need not report again.
    there = {then.by_name[name].name for name in told if name in then.by_name}
    wanted = list(asked(then))
    return [unit for unit in wanted if unit not in there], len(wanted)


class _Filer:
    """Works out files from forms."""

    def __init__(self, plan: Plan, plan_path: str, reports: returns.Reports, day: date) -> None:
        self.plan = plan
        self.plan_path = plan_path
        self.day = day
        self.held: dict[ReportingPeriod, dict[str, tuple[Asked, ...]]] = {}
        self.reports = reports
        self.before: dict[ReportingPeriod, dict[str, returns.Filed]] = {}
        self.found = Filed()

    def take(self, one: Received) -> None:
        """Work out the file of one form."""
        if one.period is None:
            raise ValueError(one.unit)
        origin = Origin(
            file=masked(Path(one.came.path).name), sha256=hashlib.sha256(one.came.raw).hexdigest()
        )
        if one.period not in self.held:
            self.held[one.period] = held(one.plan)
        value = Return(
            format=FORMAT,
            plan=self.plan.id,
            unit=one.unit,
            period=one.period.text,
            received=self.day,
            source=origin,
            reported_by=self._name(one, "reported_by"),
            checked_by=self._name(one, "checked_by"),
            items={},
        )
        said = reported(one.form, one.plan, self.held[one.period].get(one.unit, ()), value)
        self.found.problems += said.problems
        self._tell_gone(one)
        if said.value is None:
            self.found.refused.append(one.unit)
            return
        try:
            self._file(one, said.value, said.silent)
        except SciplanError as error:
            self.found.refused.append(one.unit)
            self._tell(one, "unfiled", Severity.ERROR, error.message)
            return
        if one.period not in self.before:
            self.before[one.period] = self.reports.before(one.period)
        earlier = self.before[one.period].get(one.unit)
        if earlier:
            self.found.problems += falls(said.value, earlier.value, one.form)

    def _file(self, one: Received, value: Return, silent: Mapping[str, Sequence[Line]]) -> None:
        path = self._path(value)
        if not Path(path).exists():
            self.found.filings.append(Filing(path=path, was=None, value=value))
            return
        was = read_file(path)
        stored = _stored(was, path, value)
        same_file = stored.source and value.source and stored.source.sha256 == value.source.sha256
        whole = beside(value, stored, silent)
        if same_file or replace(whole, source=stored.source, received=stored.received) == stored:
            self.found.standing.append(one.unit)
        else:
            self.found.filings.append(Filing(path=path, was=was, value=whole))

    def _path(self, value: Return) -> str:
        """Return the path of a return, which follows from registered names alone."""
        unit = normalize("NFC", value.unit)
        if file_name(unit) != unit or unit == returns.RULINGS:
            raise SciplanError(f"单位简称“{value.unit}”不能作文件名；请用 sciplan rename 改一个")
        return str(returns.return_path(self.plan_path, self.plan.id, value.period, unit))

    def _name(self, one: Received, key: str) -> str:
        said = one.form.fields[key]
        name = without_telephone(said)
        if name != said:
            (title,) = (each.title for each in one.form.kind.fields if each.key == key)
            message = f"“{title}”里的电话没有写入，方案文件夹里不存电话；要留的写在 contacts.yaml"
            self._tell(one, "telephone-left", Severity.WARNING, message)
        return name

    def _tell_gone(self, one: Received) -> None:
        gone = one.form.missing
        if gone:
            named = "、".join(gone)
            message = f"少了 {len(gone)} 行：{named}；这些任务没有报，不改动已有的"
            self._tell(one, "rows-gone", Severity.WARNING, message)

    def _tell(self, one: Received, code: str, severity: Severity, message: str) -> None:
        self.found.problems.append(told(code, severity, Location(one.came.path), message))


def _stored(was: TextFile, path: str, value: Return) -> Return:
    """Return what is filed of a unit already.

    Raises:
        SciplanError: It can't be read, or is another unit's.
    """
    read = load_as(Return, was.text, path)
    stored = read.value
    if read.problems or not isinstance(stored, Return):
        raise SciplanError(f"已有的 {path} 有错误，改正后再汇总：sciplan validate {path}")
    said = (stored.plan, normalize("NFC", stored.unit), stored.period)
    if said != (value.plan, normalize("NFC", value.unit), value.period):
        raise SciplanError(f"已有的 {path} 写的是{stored.unit} {stored.period}，与文件名不符")
    return stored
