"""What is wrong with a file that stands beside a plan: its keys, and what only its kind can say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sciplan.base import files
from sciplan.base.git import is_tracked
from sciplan.base.lazy import Lazy
from sciplan.base.likeness import Suggestions
from sciplan.base.problem import Location, Problem, Severity, told
from sciplan.checks import most
from sciplan.plan.model import Unit, names_of
from sciplan.planfile.kinds import BY_FORMAT, KINDS
from sciplan.planfile.load import Read, load_as, load_units

_Rules = Callable[[Read], Iterator[Problem]]


def check_beside(text: str, path: str, format_: str) -> tuple[Problem, ...]:
    """Return everything wrong with a file of another kind than a plan, in its order.

    Args:
        text: What it says.
        path: The file as the user named it.
        format_: What its `format:` says, before the slash.
    """
    kind = BY_FORMAT.get(format_)
    if kind is None:
        known = "、".join(f"{each.format}（{each.chinese}）" for each in KINDS)
        message = f"不认识 {format_} 这种文件；本版认识 sciplan（方案）、{known}"
        return (told("wrong-type", Severity.ERROR, Location(path, 1, 1, 1, 1), message),)
    read = load_as(kind.model(), text, path)
    found = [replace(problem, fatal=True) for problem in read.problems]
    if read.value is not None:
        said = ((None, problem) for problem in _RULES[format_](read))
        found += [problem for _, problem in most.kept(said, path)]
    found.sort(key=lambda problem: problem.location)
    return tuple(
        replace(each, source=read.document.line(each.location.line)) if each.location.line else each
        for each in found
    )


# Contacts --------------------------------------------------------------------------------------


def _contacts(read: Read) -> Iterator[Problem]:
    """Yield units that no plan beside the list registers, and that git keeps it."""
    path = read.document.path
    known = _units_beside(path)
    likely = Suggestions(known)
    if not known:
        place = read.document.place(("contacts",), key=True)
        message = "同一文件夹里没有方案文件，单位名称没有核对"
        yield told("unknown-unit", Severity.INFO, place, message)
    for name in read.value.contacts if known else ():
        if name and name not in known:
            yield told(
                "unknown-unit",
                Severity.ERROR,
                read.document.place(("contacts", name), key=True),
                f"旁边的方案没有登记“{name[:40]}”这个单位",
                likely.of(name) or "照方案文件 units 里的简称写",
            )
    if is_tracked(path):
        yield told(
            "tracked-contacts",
            Severity.WARNING,
            Location(path, 1, 1, 1, 1),
            "通讯录有姓名和电话，却由 git 管着，会随提交传出去",
            f"git rm --cached {Path(path).name}，再把它写进 .gitignore；已提交过的，旧提交里还有",
        )


def _units_beside(path: str) -> Mapping[str, Unit]:
    """Return every name of the units of the plans in a file's folder."""
    folder = Path(path).parent
    plans = [str(each) for each in sorted(folder.glob("*.y*ml")) if files.begins_like_plan(each)]
    return names_of(unit for plan in plans for unit in load_units(files.read_text(plan), plan))


# Every query imports this module; few meet such a file.
_OF_RETURN: Lazy[[Read], Iterator[Problem]] = Lazy("sciplan.checks.reports", "of_return")
_OF_RULINGS: Lazy[[Read], Iterator[Problem]] = Lazy("sciplan.checks.reports", "of_rulings")
_RULES: Mapping[str, _Rules] = {
    "sciplan-contacts": _contacts,
    "sciplan-progress": _OF_RETURN,
    "sciplan-rulings": _OF_RULINGS,
}
