"""One run of a query: open the plans, send the answer."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import typer

from sciplan.base import files, outputs
from sciplan.base.answer import Answer
from sciplan.base.clock import today
from sciplan.base.errors import SciplanError
from sciplan.base.files import format_of
from sciplan.base.problem import Severity
from sciplan.base.streams import coloured, for_eyes, say, write_out
from sciplan.checks.beside import check_beside
from sciplan.checks.check import of_rule, unexplained_errors
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.checks.rules.registry import find
from sciplan.formats.registry import FORMATS, format_for
from sciplan.plan import resolve
from sciplan.plan.contacts import Contact, Contacts
from sciplan.plan.model import Plan, UnitKey
from sciplan.plan.role import Role
from sciplan.plan.style import PaperStyle, style_of
from sciplan.plan.wording import period_over
from sciplan.planfile import contacts
from sciplan.planfile.load import load, load_as
from sciplan.planfile.marks import Mark
from sciplan.planfile.same_ids import refuse_same_ids

_NAMED = 3
"""Plan files at hand that a line names."""

_TOLD = 10
"""Pairs of bodies that may be one, each told on a line."""

if TYPE_CHECKING:
    from sciplan.plan.graph import PlanGraph
    from sciplan.plan.together import NearMiss
    from sciplan.planfile.returns import Reports


class _Opened(NamedTuple):
    """A plan with its path and marks; not its document, whose nodes outweigh all else."""

    path: str
    plan: Plan
    marks: tuple[Mark, ...]


class Session:
    """One run of a query: opens the plans it is asked about and sends its answer.

    Args:
        plan: Files and folders from the command line.
        format_: A key of `FORMATS`, if given.
        output: A file to write, if given.
        as_of: The day on which duties are to be those in force; those as issued unless given.
    """

    def __init__(
        self,
        plan: Sequence[str] | None,
        format_: str | None,
        output: str | None,
        as_of: date | None = None,
    ) -> None:
        self.as_of = as_of
        self.given = tuple(plan or ())
        self.output = output
        self.format = format_for(format_, output)
        self.failed = False
        self.understood: set[str] = set()
        self.period_over = ""
        self._read_from: tuple[str, ...] = ()

    @cached_property
    def _opened(self) -> list[_Opened]:
        paths, shipped = files.plan_files(self.given)
        good: list[_Opened] = []
        told = ""
        count = 0
        for path in paths:
            opened, problems, number = _read(path)
            told += problems
            count += number
            if opened:
                good.append(opened)
        if not good:
            advice = f"方案文件有 {count} 个错误，改正后再查询。" if count else ""
            raise SciplanError((told + advice).rstrip())
        if told:
            say(f"{told}以下只含能读的 {len(good)} 个方案。")
            self.failed = True
        refuse_same_ids((one.path, one.plan) for one in good)
        for one in good:
            _say_unexplained(one)
        if shipped:
            say(_standing_in(good[0].plan))
        self.period_over = period_over([one.plan for one in good], today())
        return good

    def hold(self, opened: Iterable[tuple[str, Plan]], paths: Iterable[str]) -> None:
        """Answer about plans that were read elsewhere.

        Args:
            opened: Plans, with what their files are called.
            paths: Files that no result may be written over.
        """
        self._opened = [_Opened(path, plan, ()) for path, plan in opened]
        self._read_from = tuple(paths)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that could be read, as issued or as of the day that was given.

        Of several, each body is called what the first plan calls it; near misses are told.

        Raises:
            SciplanError: None could, or the day is before a plan's; the message holds all problems.
        """
        plans = self._in_force
        if len(plans) == 1:
            return plans
        from sciplan.plan.together import Bodies

        bodies = Bodies(plans)
        _say_near_misses(list(bodies.near_misses()), self._opened)
        return bodies.named_alike()

    @property
    def _in_force(self) -> tuple[Plan, ...]:
        if self.as_of is None:
            return tuple(one.plan for one in self._opened)
        from sciplan.plan.reforms.day import as_of

        found = [as_of(one.plan, self.as_of) for one in self._opened]
        for one, plan in zip(self._opened, found, strict=True):
            say_refused(plan, one.path)
        return tuple(found)

    def turn_to(self, day: date) -> None:
        """Have duties be those in force on a day from here on."""
        self.as_of = day
        self.__dict__.pop("plans", None)

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the plans were read from."""
        return (*self._read_from, *(one.path for one in self._opened))

    @cached_property
    def graph(self) -> "PlanGraph":
        """The graph of the plans; networkx is imported here and not before."""
        from sciplan.plan.graph import build

        return build(self.plans)

    def plans_around(self, units: Iterable[UnitKey]) -> Sequence[Plan]:
        """Return the plans that may have to do with units; all for none."""
        places = {key.jurisdiction for key in units}
        if len(self.plans) == 1 or not places:
            return self.plans
        from sciplan.plan.together import apart

        return [
            plan
            for some in apart(self.plans)
            if any(plan.key_of(unit).jurisdiction in places for plan in some for unit in plan.units)
            for plan in some
        ]

    def graph_around(self, units: Iterable[UnitKey]) -> "PlanGraph":
        """Return the graph of the plans that may have to do with units; of all for none.

        One place's is a small part of that of many places.
        """
        near = self.plans_around(units)
        if near is self.plans:
            return self.graph
        from sciplan.plan.graph import build

        return build(near, self.plans)

    @property
    def style(self) -> PaperStyle:
        """How papers of the first plan look."""
        return style_of(self.plans[0].papers)

    def refuse(self, code: str) -> None:
        """Refuse to go on where a rule finds anything in a plan, silenced or explained or not.

        Raises:
            SciplanError: It does; the message gives the places and what to do.
        """
        for path, plan, _ in self._opened:
            if any(find(code).check(plan)):
                problems = of_rule(load(files.read_text(path), path), code)
                raise SciplanError(f"{REPORTERS['text'].render(problems)}改正后再做。")

    def refuse_shipped(self, doing: str) -> None:
        """Refuse to go on with the shipped plan: nothing is written beside it.

        Args:
            doing: What is refused, in Chinese.

        Raises:
            SciplanError: No other plan was found.
        """
        if files.plan_files(self.given)[1]:
            raise SciplanError(f"随软件附带的方案不能{doing}；请用 -p 写明一个方案文件")

    def refuse_several(self, doing: str) -> None:
        """Refuse to go on where several plans are open.

        Args:
            doing: What is refused, in Chinese.

        Raises:
            SciplanError: There are several.
        """
        if len(self.plans) > 1:
            titles = "、".join(f"《{plan.head.title}》" for plan in self.plans)
            message = f"一次只能{doing}一个方案的，现在打开了 {titles}；用 -p 写明一个文件"
            raise SciplanError(message)

    def reports(self) -> "Reports":
        """Return what units reported on the first plan.

        Raises:
            SciplanError: Something of it can't be read; the message gives the places.
        """
        from sciplan.planfile.returns import reports

        found = reports(self.paths[0], self.plans[0].id)
        if found.problems:
            raise SciplanError(f"{REPORTERS['text'].render(found.problems)}改正后再做。")
        return found

    def contacts(self) -> Mapping[str, Sequence[Contact]]:
        """Return unit's short name → whom to reach there, and say where that is from.

        From the list beside the first plan; empty where there is none.

        Raises:
            SciplanError: The list can't be used; the message gives the places and what to do.
        """
        path = contacts.beside(self.paths[0])
        if not path:
            return {}
        text = files.read_text(path)
        found = check_beside(text, path, format_of(text) or "sciplan-contacts")
        wrong = [problem for problem in found if problem.severity is Severity.ERROR]
        if wrong:
            raise SciplanError(f"{REPORTERS['text'].render(wrong)}改正后再做。")
        say(f"姓名、电话取自 {path}，只用于所选的材料")
        return contacts.by_unit(load_as(Contacts, text, path).value, self.plans[0].units)

    def unit(self, typed: str) -> UnitKey:
        """Return the unit that is meant, and say so where it was not typed in full.

        Raises:
            SciplanError: None or several fit, or only provisions name it.
        """
        return self._told(typed, resolve.unit(self.plans, typed)).key

    def units(self, typed: Iterable[str]) -> list[UnitKey]:
        """Return the units that are meant, each once; what was typed may be lists.

        Raises:
            SciplanError: None or several fit one of them, or only provisions name it.
        """
        return list(dict.fromkeys(self.unit(name) for name in self._names(typed)))

    def bodies(self, typed: Iterable[str]) -> list[resolve.FoundUnit]:
        """Return the bodies that are meant, those that only provisions name too.

        Of a word that is more than a body's, 应急, it is said how to look for it.

        Raises:
            SciplanError: None or several fit one of them.
        """
        names = self._names(typed)
        found = [(name, resolve.body_or_unit(self.plans, name)) for name in names]
        return [self._told(name, body, self._elsewhere(name, body)) for name, body in found]

    def _elsewhere(self, typed: str, found: resolve.FoundUnit) -> str:
        if typed in found.unit.names or resolve.is_body_like(self.plans, typed):
            return ""
        return f"；按字词查找：sciplan 举措 {typed}"

    def _names(self, typed: Iterable[str]) -> list[str]:
        return resolve.listed(typed, lambda name: bool(resolve.units_like(self.plans, name)))

    def _told(self, typed: str, found: resolve.FoundUnit, more: str = "") -> resolve.FoundUnit:
        """Say once how a name was understood that was not typed in full."""
        line = self._taken_for(typed, found, more)
        for each in ([] if found.exact else [line]) + self._gone_elsewhere(found):
            if each not in self.understood:
                self.understood.add(each)
                say(each)
        return found

    def _taken_for(self, typed: str, found: resolve.FoundUnit, more: str) -> str:
        """Return how a name was understood, and since when another body has it, if one will."""
        later = "" if typed in found.unit.names else resolve.since_when(self.plans, typed)
        if later:
            return f"“{typed}”按“{found.key.unit}”理解；“{typed}”{later}"
        return self._gone(typed, found) or f"“{typed}”按“{found.key.unit}”理解{more}"

    def _gone_elsewhere(self, found: resolve.FoundUnit) -> list[str]:
        """Return in which of several plans a body that stands in another has been dissolved."""
        if self.as_of is None or len(self.plans) == 1:
            return []
        from sciplan.plan.reforms.fate import fates_elsewhere

        return list(fates_elsewhere(self.plans, found.key, found.unit))

    def _gone(self, typed: str, found: resolve.FoundUnit) -> str:
        """Return what became of the body that was typed, where a reform dissolved it."""
        if not found.unit.former or found.exact:
            return ""
        from sciplan.plan.reforms.fate import fate

        return fate(self.plans, typed, found.key)

    def within(self, sections: Sequence[str] | None) -> resolve.ChosenHeadings | None:
        """Return the headings that are meant, which measures can be held against; None for all.

        Raises:
            SciplanError: No heading or several fit one of them.
        """
        typed = resolve.spread(self.plans, sections or ())
        found = [resolve.section(self.plans, item) for item in typed]
        return resolve.ChosenHeadings(found) if found else None

    def naming(
        self,
        *,
        section: Sequence[str] | None = None,
        unit: Sequence[str] | None = None,
        lead: Sequence[str] | None = None,
        max_units: int | None = None,
    ) -> resolve.EntryTest | None:
        """Return which measures are asked about; None for all.

        Args:
            section: Headings that they stand under.
            unit: Units of which they name one.
            lead: Units of which one leads them.
            max_units: How many units they name at most; 0 for no limit.

        Raises:
            SciplanError: No heading or unit or several fit what was typed.
        """
        tests = [
            self.within(section),
            resolve.Naming(self.units(unit or ())) if unit else None,
            resolve.Naming(self.units(lead or ()), Role.LEAD) if lead else None,
            resolve.few_units(max_units) if max_units else None,
        ]
        return resolve.all_of([test for test in tests if test])

    def send(self, answer: Answer, *, full: bool = False) -> None:
        """Write the answer where it was asked to go.

        Args:
            answer: The answer.
            full: On a terminal, show every name.

        Raises:
            SciplanError: The file can't be written, or a file of bytes has no name.
            typer.Exit: With 1, when some of several plans could not be read.
        """
        if self.format.extra and not self.output:
            raise SciplanError(f"请写明存到哪个文件：-o 文件名{self.format.suffixes[0]}")
        # Papers say what was issued, whatever day they are printed.
        if self.period_over and not self.format.printed:
            answer = replace(answer, heading=f"{answer.heading}，{self.period_over}")
        if self.as_of is not None:
            from sciplan.queries.as_of import with_reforms

            answer = with_reforms(answer, self.plans)
        if self.format.flat:
            _say_what_records_leave_out(answer)
        if self.output:
            self.write(self.format.content(answer, self.style))
        elif self.format is FORMATS["table"]:
            self.show(answer, full=full)
            self._end()
        else:
            self.write(self.format.render(answer).encode())

    def write(self, content: bytes) -> None:
        """Write what a format made where it was asked to go.

        Raises:
            SciplanError: The file can't be written.
            typer.Exit: With 1, when some of several plans could not be read.
        """
        if self.output:
            files.refuse_overwriting(self.output, self.paths)
            outputs.write(self.output, content)
            say(f"已写入 {self.output}")
        else:
            write_out(content.decode())
        self._end()

    def _end(self) -> None:
        if self.failed:
            raise typer.Exit(1)

    def show(self, answer: Answer, *, full: bool = False) -> None:
        """Show an answer on the screen, or as text in a pipe, whatever format the run has."""
        if for_eyes():
            from sciplan.formats import screen as console

            console.show(answer, sys.stdout, full=full, colour=coloured())
        else:
            write_out(FORMATS["table"].render(answer))


def say_refused(plan: Plan, path: str) -> None:
    """Say how many reforms of a plan as of a day were not applied, if any."""
    refused = getattr(plan, "refused", None)
    if refused:
        say(f"{path} 有 {len(refused)} 条机构变动有错误，没有采用，查看：sciplan validate {path}")


def _read(path: str) -> tuple[_Opened | None, str, int]:
    """Return a file's plan, or what is wrong with it as lines, and the number of its problems."""
    try:
        loaded = load(files.read_text(path), path)
    except SciplanError as error:
        return None, f"{error.message}\n", 0
    opened = _Opened(path, loaded.plan, loaded.marks) if loaded.plan else None
    return opened, REPORTERS["text"].render(loaded.problems), len(loaded.problems)


def _standing_in(plan: Plan) -> str:
    """Return that the shipped plan answers, and which others there are."""
    here = files.plans_here()
    if not here:
        return f"未指定方案文件，用随软件附带的《{plan.head.title}》；换方案：-p 文件"
    named = "、".join(here[:_NAMED]) + ("等" if len(here) > _NAMED else "")
    return (
        f"未指定方案文件，用随软件附带的《{plan.head.title}》；这里有 {named}，要用它：-p {here[0]}"
    )


def _say_unexplained(one: _Opened) -> None:
    count = unexplained_errors(one.plan, one.marks)
    if count:
        say(f"{one.path} 有 {count} 处错误未作说明，查看：sciplan validate {one.path}")


def _say_near_misses(found: "Sequence[NearMiss]", opened: Sequence[_Opened]) -> None:
    """Say which bodies may be one, and what would have to be written so that they are."""
    for miss in found[:_TOLD]:
        say(
            f"“{miss.name}”与“{miss.other}”可能是一个单位，现按两个计；"
            f"如是，改 {opened[miss.plan].path}：{miss.advice}"
        )
    if len(found) > _TOLD:
        say(f"名称相近、可能是一个单位的还有 {len(found) - _TOLD} 对；写好上面的再查")


def _say_what_records_leave_out(answer: Answer) -> None:
    say(answer.heading)
    for note in (*answer.notes, *answer.left_out):
        say(note)
