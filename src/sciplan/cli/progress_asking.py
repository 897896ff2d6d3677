"""What was typed of `progress` → what is asked, or what the office rules."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import typer

from sciplan.base.answer import Answer
from sciplan.base.clock import today
from sciplan.base.errors import SciplanError
from sciplan.base.likeness import nearest, suggestion
from sciplan.base.streams import say
from sciplan.cli.options import day as day_of
from sciplan.cli.session import Session
from sciplan.plan import resolve
from sciplan.plan.model import Entry, Measure, Plan, UnitKey
from sciplan.plan.periods import KIND_WORDS, ReportingPeriod, period_of
from sciplan.plan.reporting import day_in, is_usual, is_within, period_now, plan_in
from sciplan.plan.returns import EXTENDED, STATES, VERDICTS, Progress, Ruling
from sciplan.planfile.returns import reports
from sciplan.queries import missing_reports, progress
from sciplan.queries.returned import UNREPORTED, Returned

_RULE = ("rule", "核定")
_RULE_WORDS = 3
_EXAMPLE = "sciplan progress rule 2.1.5 同意延期 --until 2026-03"


class Question(NamedTuple):
    """What is asked of the reports.

    Args:
        words: Ids and names of units that were typed without an option.
        period: The period; the newest unless given.
        section: Headings.
        unit: Units.
        state: 完成情况, the office's word or the common one.
        late: Those behind or over their time only.
        changed: Those that say something else than the period before only.
        history: A measure over all periods.
        missing: Who has not reported.
    """

    words: Sequence[str]
    period: ReportingPeriod | None
    section: Sequence[str] | None
    unit: Sequence[str] | None
    state: str | None
    late: bool
    changed: bool
    history: str | None
    missing: bool


def look(session: Session, question: Question) -> None:
    """Answer a question about the reports.

    Raises:
        SciplanError: What was typed means nothing, or files can't be read.
    """
    if sum((question.late or question.changed, bool(question.history), question.missing)) > 1:
        raise SciplanError("--history、--missing 与 --late、--changed 不同用")
    every = returned(session)
    periods = [_period(one, question) for one in every]
    turned = [
        day
        for one, period in zip(every, periods, strict=True)
        if period and (day := day_in(one.plan, period))
    ]
    if turned:
        session.turn_to(max(turned))
        every = [
            Returned(plan, one.reports) for plan, one in zip(session.plans, every, strict=True)
        ]
    wanted = _wanted(session, question)
    if question.history:
        session.send(_history(session, every, question.history, wanted))
        return
    looked = [
        progress.look(one, period, wanted) for one, period in zip(every, periods, strict=True)
    ]
    if question.missing:
        session.send(missing_reports.answer(looked, today()))
    else:
        session.send(progress.answer(looked, changed=question.changed))


def returned(session: Session) -> list[Returned]:
    """Return what was reported on each plan, and say so where files can't be read.

    Raises:
        SciplanError: A folder can't be looked into.
    """
    every = [
        Returned(plan, reports(path, plan.id))
        for path, plan in zip(session.paths, session.plans, strict=True)
    ]
    _tell_unreadable(every)
    return every


def _tell_unreadable(every: Sequence[Returned]) -> None:
    wrong = [problem for one in every for problem in one.reports.problems]
    paths = list(dict.fromkeys(problem.location.path for problem in wrong))
    if paths:
        say(f"{len(paths)} 个进展文件有错误，没有计入，查看：sciplan validate {paths[0]}")


def _period(one: Returned, question: Question) -> ReportingPeriod | None:
    """Return the period that is looked at: the one given, else the newest of which there is any."""
    if question.period:
        if question.period not in one.reports.periods:
            _refuse_unusual(one.plan, question.period)
        return question.period
    now = period_now(one.plan.progress, today()) if question.missing else None
    if now and is_within(one.plan, now):
        return now
    return one.periods[-1] if one.periods else None


def _refuse_unusual(plan: Plan, period: ReportingPeriod) -> None:
    if plan.progress and not is_usual(plan.progress, period):
        usual = KIND_WORDS[plan.progress.period]
        raise SciplanError(f"方案写明按{usual}报（progress.period），{period.text} 不是")


def _history(
    session: Session, every: Sequence[Returned], typed: str, wanted: progress.Wanted
) -> Answer:
    plan, entry = _measure(session.plans, typed)
    (one,) = (each for each in every if each.plan is plan)
    return progress.answer([progress.history(one, entry.measure.id, wanted)], by_period=True)


def _measure(plans: Sequence[Plan], typed: str) -> tuple[Plan, Entry]:
    plan, found = resolve.by_id(plans, typed)
    if not isinstance(found, Entry):
        raise SciplanError(f"{typed} 不是举措的编号；只有举措有进展")
    return plan, found


def _wanted(session: Session, question: Question) -> progress.Wanted:
    ids = [word for word in question.words if resolve.is_id(word)]
    names = [*(question.unit or ()), *(word for word in question.words if word not in ids)]
    keys = session.units(names)
    tests = [session.within(question.section), _under(session.plans, ids)]
    return progress.Wanted(
        within=resolve.all_of([test for test in tests if test]),
        units=(lambda plan: _names_in(plan, keys)) if names else None,
        states=_states(session.plans, question.state) if question.state else None,
        late=question.late,
        changed=question.changed,
    )


def _under(plans: Sequence[Plan], ids: Sequence[str]) -> resolve.EntryTest | None:
    """Return a test for measures with some ids, or under headings with them; None for all."""
    wanted: set[tuple[str, str]] = set()
    for plan, item in (resolve.by_id(plans, ident) for ident in ids):
        wanted.add((plan.id, item.measure.id if isinstance(item, Entry) else item.id))
    if not wanted:
        return None
    return lambda plan, entry: any(
        (plan.id, ident) in wanted
        for ident in (entry.measure.id, *(section.id for section in entry.sections))
    )


def _names_in(plan: Plan, keys: Sequence[UnitKey]) -> set[str]:
    units = (plan.by_name[key.unit] for key in keys if key.unit in plan.by_name)
    places = {key.jurisdiction for key in keys}
    return {unit.name for unit in units if plan.key_of(unit).jurisdiction in places}


def _states(plans: Sequence[Plan], typed: str) -> frozenset[str | None]:
    if typed == UNREPORTED:
        return frozenset({None})
    return frozenset({_state(plan.progress, typed) for plan in plans})


def _state(block: Progress | None, typed: str) -> str:
    """Return one of the five states, of an office's word for it too."""
    words = block.states.by_state if block and block.states else {state: state for state in STATES}
    by_word = {state: state for state in STATES} | {word: state for state, word in words.items()}
    if typed not in by_word:
        allowed = "、".join([*words.values(), UNREPORTED])
        raise SciplanError(f"没有“{typed}”这种完成情况，可用：{allowed}")
    return by_word[typed]


# What the office rules -------------------------------------------------------------------------


class Typed(NamedTuple):
    """What was typed of a ruling, beside the period.

    Args:
        measure: The measure's id.
        verdict: 核定.
        period: The period; the newest unless given.
        unit: The unit, where it is about one unit's return.
        state: What the office takes 完成情况 to be.
        until: Until when it is put off.
        why: The reason.
    """

    measure: str
    verdict: str
    period: ReportingPeriod | None
    unit: Sequence[str] | None
    state: str | None
    until: str | None
    why: str | None


class Wish(NamedTuple):
    """A ruling that is to be written.

    Args:
        period: The period that it is about.
        ruling: What the office says.
    """

    period: ReportingPeriod
    ruling: Ruling


def ruling_words(words: Sequence[str], only_there: Mapping[str, object]) -> Sequence[str]:
    """Return the id and the verdict that were typed; nothing where `progress` only looks.

    Args:
        words: What was typed behind the command.
        only_there: Options that a ruling alone has, with what was given.

    Raises:
        SciplanError: Too many words or too few, or such an option without a ruling.
    """
    if not words or words[0] not in _RULE:
        given = [option for option, value in only_there.items() if value]
        if given:
            raise SciplanError(f"{'、'.join(given)} 只与 rule（核定）同用：{_EXAMPLE}")
        return ()
    if len(words) != _RULE_WORDS:
        raise SciplanError(f"核定要写编号和结论（{'、'.join(VERDICTS)}），如 {_EXAMPLE}")
    return words[1:]


def refuse_looking(options: Mapping[str, object]) -> None:
    """Refuse options that only looking has, beside a ruling.

    Raises:
        SciplanError: One is given.
    """
    given = [option for option, value in options.items() if value]
    if given:
        raise SciplanError(f"rule（核定）不用 {'、'.join(given)}")


def wish(session: Session, typed: Typed) -> Wish:
    """Return the ruling that was typed.

    Raises:
        SciplanError: Something of it can't be; the message says what may.
    """
    if len(session.plans) > 1:
        raise SciplanError("核定一次只对一个方案；请用 -p 写明一个方案文件")
    plan = session.plans[0]
    verdict = typed.verdict
    _, entry = _measure(session.plans, typed.measure)
    if verdict not in VERDICTS:
        hint = suggestion(nearest(verdict, VERDICTS))
        raise SciplanError(
            f"没有“{verdict}”这种核定，可用：{'、'.join(VERDICTS)}{f'；{hint}' if hint else ''}"
        )
    units = session.units(typed.unit or ())
    if len(units) > 1:
        raise SciplanError("--unit 只写一个：几个单位的分开核定")
    about = typed.period or _newest(session, plan)
    _refuse_unusual(plan, about)
    if units:
        _refuse_no_duty(plan_in(plan, about), entry.measure, units[0].unit)
    return Wish(
        about,
        Ruling(
            measure=entry.measure.id,
            unit=units[0].unit if units else "",
            verdict=verdict,
            state=_state(plan.progress, typed.state) if typed.state else "",
            until=_until(typed.until, verdict, about),
            why=typed.why or "",
            date=today(),
        ),
    )


def _refuse_no_duty(plan: Plan, measure: Measure, name: str) -> None:
    """Refuse a ruling on a unit that has no duty in the measure: nothing would ever show it."""
    unit = plan.by_name.get(name)
    units = list(dict.fromkeys(duty.unit for duty in plan.duties(measure)))
    if unit is None or unit.name not in units:
        raise SciplanError(f"{name}没有 {measure.id} 的职责，可核定的单位：{'、'.join(units)}")


def _newest(session: Session, plan: Plan) -> ReportingPeriod:
    found = Returned(plan, reports(session.paths[0], plan.id)).periods
    if not found:
        raise SciplanError("还没有单位报送进展；请用 --period 写明核定的是哪一期")
    return found[-1]


def _until(typed: str | None, verdict: str, period: ReportingPeriod) -> str:
    if bool(typed) != (verdict == EXTENDED):
        raise SciplanError(
            f"{EXTENDED}要写明延到何时：--until 2026-03"
            if not typed
            else f"--until 只用于{EXTENDED}"
        )
    if not typed:
        return ""
    month = period_of(typed)
    try:
        day = month.last if month else day_of(typed)
    except typer.BadParameter as error:
        raise SciplanError(f"--until 写作 2026-03 或 2026-03-31，不认识“{typed}”") from error
    if day <= period.last:
        raise SciplanError(f"延到的 {typed} 不晚于{period.words}，请核对 --until 和 --period")
    return month.text if month and month.kind == "month" else day.isoformat()
