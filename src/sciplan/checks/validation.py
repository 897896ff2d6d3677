"""`validate` on files: read, check, choose, and mend on request."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from pathlib import Path

from sciplan.base import files, replacing
from sciplan.base.errors import SciplanError
from sciplan.base.files import STDIN, plan_files, read_file
from sciplan.base.problem import Finding, Problem, Severity
from sciplan.base.streams import coloured, write_text
from sciplan.checks import mending, settings
from sciplan.checks.beside import check_beside
from sciplan.checks.check import among, check, told
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.checks.settings import Settings
from sciplan.plan.model import Plan
from sciplan.planfile import edit
from sciplan.planfile.kinds import other_format
from sciplan.planfile.load import Loaded, load
from sciplan.planfile.returns import below
from sciplan.planfile.textdiff import unified

_SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """What validating one file gave.

    Args:
        path: The file as the user named it.
        problems: What counts of all that was found.
        failed: Whether any of it fails the run.
        diff: What mending changes, as a unified diff; empty where it changes nothing.
        mended: How many problems were mended.
        untried: How many more might be, but were not tried.
        roster: The plan with its units alone, to be held against those of other files; None where
            there is none, or the file can't be read again.
    """

    path: str
    problems: tuple[Problem, ...]
    failed: bool
    diff: str = ""
    mended: int = 0
    untried: int = 0
    roster: Plan | None = None


def files_in(paths: Sequence[str], *, skip_others: bool) -> list[str]:
    """Return the files that are to be checked.

    Args:
        paths: Plan files, folders, `-`; none means the file that a query would use.
        skip_others: Leave out files that don't say in their first lines that they are plans.

    Raises:
        SciplanError: A folder has no plan files.
    """
    found = [file for path in paths or [""] for file in _expanded(path)]
    if skip_others:
        return [file for file in found if file == STDIN or files.format_in(Path(file)) == "sciplan"]
    return found


def validate_all(
    paths: Sequence[str], given: Settings, *, mend: bool, write: bool
) -> tuple[list[Validated], list[str]]:
    """Check files one by one, then against one another.

    A file that can't be opened doesn't keep the others from it.

    Args:
        paths: Files, or `-`.
        given: What the command line says.
        mend: Work out how to mend what has one right way.
        write: Write it to the files.

    Returns:
        What each file gave, and a message for each that could not be checked.

    Raises:
        SciplanError: Standard input is to be mended in place.
    """
    if STDIN in paths and write:
        raise SciplanError("标准输入不能就地修改；用 --diff 看会改什么")
    found: list[Validated] = []
    failures: list[str] = []
    for file in paths:
        try:
            found.append(validate(file, given, mend=mend, write=write))
        except SciplanError as error:
            failures.append(error.message)
    _hold_together(found, given)
    return found, failures


def _hold_together(found: list[Validated], given: Settings) -> None:
    """Add what is wrong among the plans to what each file gave; such files are read once more."""
    places = [place for place, item in enumerate(found) if item.roster]
    of_file: dict[int, list[tuple[str, Finding]]] = {}
    for number, code, finding in among([item.roster for item in found if item.roster]):
        of_file.setdefault(places[number], []).append((code, finding))
    for place, findings in of_file.items():
        item = found[place]
        loaded = load(files.read_text(item.path), item.path)
        how = _settings(item.path, loaded, given=given)
        more = chosen(told(loaded, findings), how)
        problems = sorted((*item.problems, *more), key=attrgetter("location"))
        found[place] = replace(item, problems=tuple(problems))


def _expanded(path: str) -> list[str]:
    return below(path) or plan_files([path] if path else [], others=True)[0]


def validate(path: str, given: Settings, *, mend: bool = False, write: bool = False) -> Validated:
    """Check one file.

    Args:
        path: A plan file, or `-` for standard input.
        given: What the command line says.
        mend: Work out how to mend what has one right way.
        write: Write it to the file; what is left is then what counts.

    Raises:
        SciplanError: The file can't be read or written, or settings name an unknown rule.
    """
    file = read_file(path)
    other = other_format(file.text)
    if other:
        return _validate_other(path, file.text, other, given)
    loaded = load(file.text, path)
    checked = check(loaded)
    settings_of = partial(_settings, path, given=given)
    mended = mending.mend(loaded, checked, settings_of) if mend else mending.Mended([], 0)
    diff = unified(path, loaded.document.text, mended.edits)
    if diff and write:
        text = edit.apply(loaded.document.text, mended.edits)
        replacing.replace(path, file, text)
        loaded = load(text, path)
        checked = check(loaded)
    how = settings_of(loaded)
    problems = chosen(checked.problems, how)
    return Validated(
        path=path,
        problems=problems,
        failed=_fail(problems, how),
        diff=diff,
        mended=mended.number,
        untried=mended.untried,
        roster=_roster(loaded) if path != STDIN else None,
    )


def _roster(loaded: Loaded) -> Plan | None:
    """Return a plan without its measures, which outweigh all else."""
    plan = loaded.plan
    return replace(plan, sections=(), measures=(), errata=(), targets=()) if plan else None


def _validate_other(path: str, text: str, format_: str, given: Settings) -> Validated:
    """Check a file that stands beside plans; nothing in one has one right way to be mended."""
    how = given.or_else(settings.of_folder(_folder(path)))
    problems = chosen(check_beside(text, path, format_), how)
    return Validated(path=path, problems=problems, failed=_fail(problems, how))


def _settings(path: str, loaded: Loaded, *, given: Settings) -> Settings:
    validation = loaded.draft.validation if loaded.draft else None
    return given.or_else(settings.of_plan(validation)).or_else(settings.of_folder(_folder(path)))


def _folder(path: str) -> Path:
    return Path.cwd() if path == STDIN else Path(path).resolve().parent


def chosen(problems: Iterable[Problem], how: Settings) -> tuple[Problem, ...]:
    """Return the problems that count.

    What keeps a plan from loading always does: a file that can't be used must not pass.
    """
    return tuple(each for each in problems if each.fatal or how.counts(each.code))


def _fail(problems: Iterable[Problem], how: Settings) -> bool:
    grave = (Severity.ERROR, Severity.WARNING) if how.strict else (Severity.ERROR,)
    return any(each.severity in grave and not each.known for each in problems)


def report(
    found: Sequence[Validated], format_: str, output: str | None, level: Severity | None = None
) -> int:
    """Write the report to stdout or to a file.

    Args:
        found: What each file gave.
        format_: A reporter's name.
        output: The file, if any.
        level: The least that is told; the reporter's own, unless given.

    Returns:
        How many problems were left out.

    Raises:
        SciplanError: The file can't be written.
    """
    least = level or REPORTERS[format_].level
    problems = [problem for item in found for problem in item.problems]
    told = [problem for problem in problems if _is_told(problem, least)]
    send(told, [item.path for item in found], format_, output)
    return len(problems) - len(told)


def _is_told(problem: Problem, least: Severity) -> bool:
    """Whether a problem is told; what an erratum accounts for is no more than a note."""
    grave = Severity.INFO if problem.known else problem.severity
    return _SEVERITIES.index(grave) <= _SEVERITIES.index(least)


def send(
    problems: Sequence[Problem], paths: Sequence[str], format_: str, output: str | None
) -> None:
    """Write problems to stdout or to a file, in colour on a terminal.

    Args:
        problems: In the order they are shown.
        paths: All files that were checked.
        format_: A reporter's name.
        output: The file, if any.

    Raises:
        SciplanError: The file can't be written.
    """
    colour = not output and coloured()
    write_text(REPORTERS[format_].render(problems, paths=paths, colour=colour), output)


def summary(found: Sequence[Validated], *, mended: bool, untold: int) -> str:
    """Return one line that counts what was found.

    Args:
        found: What each file gave.
        mended: Whether files were mended.
        untold: How many problems the report leaves out.
    """
    problems = [problem for item in found for problem in item.problems]
    left = Counter(problem.severity for problem in problems if not problem.known)
    known = sum(problem.known for problem in problems)
    counts = "，".join(f"{severity.word} {left[severity]}" for severity in Severity)
    done = f"已改正 {sum(item.mended for item in found)} 处；" if mended else ""
    untried = sum(item.untried for item in found)
    if untried:
        done += f"改不了的太多，还有 {untried} 处没有试，改好其余的再来一次；"
    explained = f"；另有 {known} 处已说明" if known else ""
    more = "（列出：--verbose）" if untold else ""
    return f"{done}检查了 {len(found)} 个文件：{counts}{explained}{more}"


def exit_code(found: Sequence[Validated], failures: Sequence[str], *, diff: bool) -> int:
    """Return 2 if a file could not be checked, 1 if one fails or would be mended, else 0."""
    if failures:
        return 2
    return int(any(item.failed or (diff and item.diff) for item in found))
