"""`validate` on files: read, check, choose, and mend on request."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from sciplan import edit, settings
from sciplan.check import Checked, check, chosen
from sciplan.errors import SciplanError
from sciplan.files import TextFile, decoded, plan_files, read_file, write_whole
from sciplan.load import Loaded, load
from sciplan.model import Plan
from sciplan.problem import Fix, Problem, Severity
from sciplan.reporters import REPORTERS
from sciplan.role import Role
from sciplan.settings import Settings
from sciplan.streams import write_out

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """What validating one file gave.

    Args:
        path: The file as the user named it.
        problems: What counts of all that was found.
        failed: Whether any of it fails the run.
        diff: What mending changes, as a unified diff; empty where it changes nothing.
        mended: How many problems were mended.
    """

    path: str
    problems: tuple[Problem, ...]
    failed: bool
    diff: str = ""
    mended: int = 0


def validate_all(
    paths: Sequence[str], given: Settings, *, mend: bool, write: bool
) -> tuple[list[Validated], list[str]]:
    """Check files one by one; a file that can't be opened doesn't keep the others from it.

    Args:
        paths: Plan files, folders, `-`; none means the file that a query would use.
        given: What the command line says.
        mend: Work out how to mend what has one right way.
        write: Write it to the files.

    Returns:
        What each file gave, and a message for each that could not be checked.

    Raises:
        SciplanError: A folder has no plan files, or standard input is to be mended in place.
    """
    if STDIN in paths and write:
        raise SciplanError("标准输入不能就地修改；用 --diff 看会改什么")
    files = [file for path in paths or [""] for file in _expanded(path)]
    found: list[Validated] = []
    failures: list[str] = []
    for file in files:
        try:
            found.append(validate(file, given, mend=mend, write=write))
        except SciplanError as error:
            failures.append(error.message)
    return found, failures


def _expanded(path: str) -> list[str]:
    return [path] if path == STDIN else plan_files([path] if path else [])[0]


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
    file = _read(path)
    loaded = load(file.text, path)
    checked = check(loaded)
    how = _settings(path, loaded, given)
    fixes = _chosen_fixes(checked, how) if mend else []
    text = _mended(loaded, checked, fixes) if fixes else loaded.document.text
    diff = _diff(path, loaded.document.text, text)
    if diff and write:
        write_whole(path, file.encoded(text))
        checked = check(load(text, path))
    problems = chosen(checked.problems, how.select or (), how.ignore or ())
    return Validated(
        path=path,
        problems=problems,
        failed=any(_fails(problem, strict=bool(how.strict)) for problem in problems),
        diff=diff,
        mended=len(fixes) if diff else 0,
    )


def _read(path: str) -> TextFile:
    if path != STDIN:
        return read_file(path)
    return decoded(sys.stdin.buffer.read(), "标准输入")


def _settings(path: str, loaded: Loaded, given: Settings) -> Settings:
    folder = Path.cwd() if path == STDIN else Path(path).resolve().parent
    validation = loaded.draft.validation if loaded.draft else None
    return given.or_else(settings.of_plan(validation)).or_else(settings.of_folder(folder))


def _fails(problem: Problem, *, strict: bool) -> bool:
    grave = problem.severity is Severity.ERROR or (strict and problem.severity is Severity.WARNING)
    return grave and not problem.known


def _chosen_fixes(checked: Checked, how: Settings) -> list[Fix]:
    wanted = how.select
    return [
        fix
        for code, fix in checked.fixes
        if (wanted is None or code in wanted) and code not in (how.ignore or ())
    ]


def _mended(loaded: Loaded, before: Checked, fixes: list[Fix]) -> str:
    """Return the mended text, once it has been read again and found to mean the same.

    Raises:
        SciplanError: It doesn't, which would be a fault of ours; the file is left alone.
    """
    document = loaded.document
    text = edit.apply(document.text, edit.edits(document, fixes))
    again = load(text, document.path)
    new_problems = _codes(check(again).problems) - _codes(before.problems)
    if new_problems or _meaning(again.draft) != _meaning(loaded.draft):
        raise SciplanError(f"{document.path} 自动修改后含义有变，已放弃修改；请手工改正")
    return text


def _codes(problems: tuple[Problem, ...]) -> Counter[str]:
    return Counter(problem.code for problem in problems)


def _meaning(plan: Plan | None) -> dict[str, dict[str, Role]]:
    """Return who has which role in which measure: what no mending may change."""
    if plan is None:
        return {}
    return {
        entry.measure.id: {
            plan.by_name[name].name if name in plan.by_name else name: role
            for role in reversed(Role)
            for name in entry.measure.printed(role)
        }
        for entry in plan.entries
    }


def _diff(path: str, before: str, after: str) -> str:
    if before == after:  # difflib takes seconds to find that out
        return ""
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path, f"{path}（修改后）"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def report(found: Sequence[Validated], format_: str, output: str | None) -> None:
    """Write the report to stdout or to a file.

    Raises:
        SciplanError: The file can't be written.
    """
    problems = [problem for item in found for problem in item.problems]
    colour = not output and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    text = REPORTERS[format_].render(problems, paths=[item.path for item in found], colour=colour)
    if output:
        write_whole(output, text.encode())
    else:
        write_out(text)


def summary(found: Sequence[Validated], *, mended: bool) -> str:
    """Return one line that counts what was found."""
    problems = [problem for item in found for problem in item.problems]
    left = Counter(problem.severity for problem in problems if not problem.known)
    known = sum(problem.known for problem in problems)
    counts = "，".join(f"{severity.word} {left[severity]}" for severity in Severity)
    done = f"已改正 {sum(item.mended for item in found)} 处；" if mended else ""
    return f"{done}检查了 {len(found)} 个文件：{counts}" + (
        f"；另有 {known} 处异常已在 errata 说明" if known else ""
    )


def exit_code(found: Sequence[Validated], failures: Sequence[str], *, diff: bool) -> int:
    """Return 2 if a file could not be checked, 1 if one fails or would be mended, else 0."""
    if failures:
        return 2
    return int(any(item.failed or (diff and item.diff) for item in found))
