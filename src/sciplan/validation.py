"""`validate` on files: read, check, choose, and mend on request."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sciplan import edit, files, settings
from sciplan.check import Checked, check, chosen
from sciplan.edit import Edit
from sciplan.errors import SciplanError
from sciplan.files import TextFile, decoded, plan_files, read_file, write_whole
from sciplan.load import Loaded, load
from sciplan.model import Plan
from sciplan.problem import FieldPath, Fix, Problem, Severity
from sciplan.reporters import REPORTERS
from sciplan.role import Role
from sciplan.settings import Settings
from sciplan.source import MappingNode, ScalarNode, SequenceNode
from sciplan.streams import write_out
from sciplan.textdiff import unified

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
    found: list[Validated] = []
    failures: list[str] = []
    for file in [file for path in paths or [""] for file in _expanded(path)]:
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
    edits, mended = _mended(loaded, checked, fixes)
    diff = unified(path, loaded.document.text, edits)
    if diff and write:
        text = edit.apply(loaded.document.text, edits)
        write_whole(path, file.encoded(text))
        checked = check(load(text, path))
    problems = chosen(checked.problems, how.select or (), how.ignore or ())
    return Validated(
        path=path,
        problems=problems,
        failed=any(_fails(problem, strict=bool(how.strict)) for problem in problems),
        diff=diff,
        mended=mended,
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
        if (not wanted or code in wanted) and code not in (how.ignore or ())
    ]


def _mended(loaded: Loaded, before: Checked, fixes: list[Fix]) -> tuple[list[Edit], int]:
    """Return the edits that mend a text and how many fixes they carry out.

    A fix counts only if the text, read again, differs in just what the fixes say; one that can't
    be carried out so doesn't keep the others from it.
    """
    document = loaded.document
    possible = [fix for fix in fixes if edit.edits(document, [fix])]
    done = _sound(loaded, before, [], possible) if possible else []
    return edit.edits(document, done), len(done)


def _sound(loaded: Loaded, before: Checked, done: list[Fix], more: list[Fix]) -> list[Fix]:
    """Return `done` with those of `more` that go well with it."""
    together = done + more
    if _goes_well(loaded, before, together):
        return together
    if len(more) == 1:
        return done
    half = len(more) // 2
    done = _sound(loaded, before, done, more[:half])
    return _sound(loaded, before, done, more[half:])


def _goes_well(loaded: Loaded, before: Checked, fixes: list[Fix]) -> bool:
    document = loaded.document
    again = load(edit.apply(document.text, edit.edits(document, fixes)), document.path)
    said = {fix.path: fix.text for fix in fixes}
    return (
        _same(document.root, again.document.root, (), said)
        and not _codes(check(again).problems) - _codes(before.problems)
        and _meaning(again.draft) == _meaning(loaded.draft)
    )


def _same(old: Any, new: Any, path: FieldPath, said: dict[FieldPath, str | None]) -> bool:
    """Whether two nodes are the same but for what the fixes say."""
    if type(old) is not type(new):
        return False
    if isinstance(old, SequenceNode):
        return _same_items(old, new, path, said)
    if isinstance(old, MappingNode):
        return len(old.value) == len(new.value) and all(
            _same_pair(first, second, path, said)
            for first, second in zip(old.value, new.value, strict=True)
        )
    if path in said:
        return bool(new.value == said[path])
    return old is None or (old.value, old.style) == (new.value, new.style)


def _same_items(old: Any, new: Any, path: FieldPath, said: dict[FieldPath, str | None]) -> bool:
    kept = [
        ((*path, index), item)
        for index, item in enumerate(old.value)
        if said.get((*path, index), "") is not None
    ]
    return len(kept) == len(new.value) and all(
        _same(item, other, here, said) for (here, item), other in zip(kept, new.value, strict=True)
    )


def _same_pair(old: Any, new: Any, path: FieldPath, said: dict[FieldPath, str | None]) -> bool:
    (old_key, old_value), (new_key, new_value) = old, new
    key = old_key.value if isinstance(old_key, ScalarNode) else ""
    return _same(old_key, new_key, ("", *path), {}) and _same(
        old_value, new_value, (*path, key), said
    )


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


def report_diff(found: Sequence[Validated], output: str | None) -> None:
    """Write what mending would change to stdout or to a file.

    Raises:
        SciplanError: The file can't be written.
    """
    _write("".join(item.diff for item in found), output)


def refuse_overwriting(paths: Sequence[str], output: str | None) -> None:
    """Refuse to write a report over a file that is to be checked.

    Raises:
        SciplanError: It would be.
    """
    checked = [file for path in paths or [""] for file in _expanded(path)] if output else []
    files.refuse_overwriting(output, (file for file in checked if file != STDIN))


def report(found: Sequence[Validated], format_: str, output: str | None) -> None:
    """Write the report to stdout or to a file.

    Raises:
        SciplanError: The file can't be written.
    """
    problems = [problem for item in found for problem in item.problems]
    send(problems, [item.path for item in found], format_, output)


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
    colour = not output and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    _write(REPORTERS[format_].render(problems, paths=paths, colour=colour), output)


def _write(text: str, output: str | None) -> None:
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
