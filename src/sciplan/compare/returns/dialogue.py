"""One run of collect: show what came and what it changes, ask, write."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sciplan.base.answer import Answer
from sciplan.base.asking import agreed, can_ask
from sciplan.base.clock import today
from sciplan.base.errors import SciplanError
from sciplan.base.problem import Location, Problem, Severity, told
from sciplan.base.streams import say, write_out
from sciplan.checks import validation
from sciplan.compare.returns import answers
from sciplan.compare.returns.filing import Filed, Filing, file_all, missing
from sciplan.compare.returns.gathering import Gathered, gather, usual_period
from sciplan.papers.registry import form_kinds
from sciplan.papers.source import Source
from sciplan.plan.model import Plan
from sciplan.plan.periods import ReportingPeriod
from sciplan.planfile import returns

_NAMED = 5
"""Units whose forms say nothing new that a line names."""
_PROGRESS, _COMMENTS, _REPLIES = "progress_form", "comments", "replies"


class Wishes(NamedTuple):
    """What the user said beforehand.

    Args:
        period: The only period that is taken, if one is wanted.
        yes: To write without asking.
        dry_run: To show only.
        check: That missing units count as failure.
        report: A reporter's name: problems then stand on stdout, and nothing else.
        output: The file for lists of opinions or of who comes, if any.
    """

    period: ReportingPeriod | None = None
    yes: bool = False
    dry_run: bool = False
    check: bool = False
    report: str | None = None
    output: str | None = None


class Ways(NamedTuple):
    """How results leave.

    Args:
        source: Makes what papers are made from; the plan's graph is not built before.
        send: Writes an answer where it was asked to go.
        show: Shows an answer on the screen.
        report: Told what is being done.
        update: Brings the plan file up to 任务分解表, a file; returns the exit code.
    """

    source: Callable[[], Source]
    send: Callable[[Answer], None]
    show: Callable[[Answer], None]
    report: Callable[[str], None]
    update: Callable[[str], int]


def bring_in(plan: Plan, path: str, given: Sequence[str], wishes: Wishes, ways: Ways) -> int:
    """Bring in forms that came back.

    Args:
        plan: The plan that they must be of.
        path: Its file.
        given: Files and folders.
        wishes: What the user said beforehand.
        ways: How results leave.

    Returns:
        The exit code, see design: 0 where all was taken, 1 where something was not.

    Raises:
        SciplanError: There is nothing to read, or a result can't be written.
    """
    found = gather(given, plan, form_kinds(), wishes.period, ways.report)
    _refuse_output(found, wishes)
    reports = returns.reports(path, plan.id)
    filed = file_all(found.forms.get(_PROGRESS, ()), plan, path, reports, today())
    problems = [*found.problems, *filed.problems, *_handed_over(found, path, wishes)]
    problems.sort(key=lambda problem: problem.location)
    if problems or wishes.report:
        validation.send(problems, [path, *given], wishes.report or "text", None)
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    failed |= not _lists(found, wishes, ways)
    failed |= _told_silent(plan, found) and wishes.check
    written, filed = _written(plan, filed, wishes, ways)
    failed |= not written
    failed |= _told_missing(plan, reports, found, filed, wishes)
    for sheet in found.breakdowns if not wishes.report else ():
        say(f"{sheet} 是任务分解表，照它更新方案文件：")
        failed |= bool(ways.update(sheet))
    return int(failed)


def _refuse_output(found: Gathered, wishes: Wishes) -> None:
    if not wishes.output:
        return
    kinds = [kind for kind in (_COMMENTS, _REPLIES) if kind in found.forms]
    if len(kinds) != 1:
        here = "两种都有，请分开汇总" if kinds else "这里没有读到"
        raise SciplanError(f"-o 只用于征求意见表、参会回执的汇总，{here}")
    if Path(wishes.output).exists():
        # The office types into these lists: whether an opinion is taken up, and why.
        message = f"已有 {wishes.output}，里面可能有填好的采纳情况，没有覆盖"
        raise SciplanError(f"{message}；请换一个文件名，或把它移走")


def _handed_over(found: Gathered, path: str, wishes: Wishes) -> list[Problem]:
    """Return that a sheet is the update's, where no dialogue about it can follow."""
    return [
        told(
            "breakdown",
            Severity.ERROR,
            Location(sheet),
            "是任务分解表，没有汇总",
            f"sciplan import {sheet} --update {path}",
        )
        for sheet in (found.breakdowns if wishes.report else ())
    ]


def _lists(found: Gathered, wishes: Wishes, ways: Ways) -> bool:
    """Send what is not filed: opinions, and who comes. Returns whether all that was wanted was."""
    made = []
    if _COMMENTS in found.forms:
        unsure = len(found.unsure)
        made.append(answers.opinions(ways.source(), found.forms[_COMMENTS], unsure))
    if _REPLIES in found.forms:
        made.append(answers.comers(ways.source(), found.forms[_REPLIES]))
    for answer in made:
        if wishes.output and wishes.dry_run:
            say(f"没有写入 {wishes.output}（--dry-run）")
            return False
        if wishes.output:
            ways.send(answer)
        elif not wishes.report:
            ways.show(answer)
            say("写成表：加 -o 文件名.xlsx")
    return True


def _told_silent(plan: Plan, found: Gathered) -> bool:
    """Say whose opinions or replies are wanting; returns whether any are."""
    any_gone = False
    for kind in form_kinds():
        if kind.kind not in (_COMMENTS, _REPLIES) or kind.kind not in found.forms:
            continue
        came = {one.unit for one in found.forms[kind.kind]}
        names = [unit.name for unit in plan.units if not unit.collective]
        gone = [name for name in names if name not in came]
        say(f"{kind.title}：收到 {len(came)} 家{_wanting(gone, found.unsure, '没有收到')}")
        any_gone |= bool(gone)
    return any_gone


def _written(plan: Plan, filed: Filed, wishes: Wishes, ways: Ways) -> tuple[bool, Filed]:
    """Show what is to be filed, ask, and write it.

    Returns:
        Whether nothing is left to be written, and the same with what could not be as refused.
    """
    if filed.standing:
        more = "等" if len(filed.standing) > _NAMED else ""
        named = "、".join(filed.standing[:_NAMED])
        say(f"{named}{more} {len(filed.standing)} 家与已有的相同，不再写")
    if not filed.filings:
        return True, filed
    if not wishes.report:
        ways.show(answers.filed(plan, filed.filings))
        write_out("".join(one.diff for one in filed.filings))
    folders = "、".join(dict.fromkeys(str(Path(one.path).parent) for one in filed.filings))
    count = len(filed.filings)
    if not _agreed(f"{folders} 里的 {count} 个文件", wishes):
        return False, filed
    unwritten = _write(filed.filings, folders)
    kept = [one for one in filed.filings if one not in unwritten]
    refused = [*filed.refused, *(one.value.unit for one in unwritten)]
    return not unwritten, replace(filed, filings=kept, refused=refused)


def _agreed(what: str, wishes: Wishes) -> bool:
    if wishes.dry_run:
        say(f"没有写入 {what}（--dry-run）")
        return False
    if wishes.yes:
        return True
    if not can_ask():
        say(f"没有写入 {what}；确认无误后加 --yes 写入")
        return False
    if agreed(f"写入 {what}吗？"):
        return True
    say("没有写入")
    return False


def _write(filings: Sequence[Filing], folders: str) -> list[Filing]:
    """Write file by file; return those that can't be, which keep none of the others from it."""
    unwritten: list[Filing] = []
    failures: list[str] = []
    for one in filings:
        try:
            one.write()
        except SciplanError as error:
            unwritten.append(one)
            failures.append(f"{one.value.unit}：{error.message}")
    done = len(filings) - len(failures)
    if done:
        say(f"已写入 {folders} 里的 {done} 个文件")
    for line in failures:
        say(line)
    return unwritten


def _told_missing(
    plan: Plan, reports: returns.Reports, found: Gathered, filed: Filed, wishes: Wishes
) -> bool:
    """Say who has not reported; returns whether that counts as failure."""
    period = wishes.period or usual_period(found.forms.get(_PROGRESS, ()))
    if period is None:
        return False
    gone, wanted = missing(plan, reports, [one.value for one in filed.filings], period)
    wanting = _wanting(gone, found.unsure.union(filed.refused), "未报")
    say(f"{period.words}：应报 {wanted} 家，已报 {wanted - len(gone)} 家{wanting}")
    return wishes.check and bool(gone)


def _wanting(gone: Sequence[str], unsure: Container[str], word: str) -> str:
    """Return whose forms are wanting, in words: those that can't be taken, then the others."""
    said = ""
    refused = [unit for unit in gone if unit in unsure]
    silent = [unit for unit in gone if unit not in unsure]
    for words, units in (("交了没有取的", refused), (word, silent)):
        if units:
            said += f"；{words} {len(units)} 家：{'、'.join(units)}"
    return said
